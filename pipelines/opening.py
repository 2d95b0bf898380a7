"""`slor unseal`: opens the seals of a release for who holds the key, going by what its files say of themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from slor.pipelines import nested, storage
from slor.pipelines.domain_keys import DomainKeys, SealError
from slor.pipelines.errors import UsageError
from slor.pipelines.keys import Keyring
from slor.pipelines.unsealing import SEAL_IN_TEXT, unseal_column, unseal_text
from slor.pipelines.writing import to_parquet
from slor.schemas.treatment import Treatment

ABOUT = b"slor"


def unseal_file(path: Path, keyring: Keyring) -> pa.Table:
    """Reads a file of a release with its seals opened: normal forms stand where seals stood.

    Args:
        path: a Parquet file that a run wrote.
        keyring: holds the release's key.

    Raises:
        UsageError: no run wrote the file; the message names it.
        KeyringError: the keyring has no key of that release.
        SealError: it has another one than the file was sealed with.
    """
    parquet = _open(path)
    table = parquet.read()
    about = json.loads(table.schema.metadata[ABOUT])
    keys = keyring.domain(about["system"], about["release"])
    apart = about.get("separate_by")
    if apart is None or apart not in table.column_names:
        return _unseal(table, about["columns"], keys)
    own = about["columns"][apart]  # the column that tells parts apart is sealed with the whole domain's key
    parts = table[apart].combine_chunks()
    opened = unseal_column(keys, parts, own["category"]) if own["treatment"] == "seal" else parts
    rest = {name: column for name, column in about["columns"].items() if name != apart}
    rows = [_unseal(table.slice(index, 1), rest, keys.apart(part.as_py() or "")) for index, part in enumerate(opened)]
    whole = pa.concat_tables(rows) if rows else table
    return whole.set_column(whole.column_names.index(apart), apart, opened)


def unseal_files(paths: Sequence[Path], keyring: Keyring, out: Path) -> int:
    """Writes files with their seals opened below a folder for its owner alone, under the same names; says how many.

    Raises:
        UsageError: there is nothing to open, a file is no release's, or it was sealed with another key.
    """
    found = [(path, path.parent) for path in paths if path.is_file()]
    found += [(file, path) for path in paths if path.is_dir() for file in sorted(path.rglob("*.parquet"))]
    if not found:
        raise UsageError("no Parquet files there; name files or folders of a release")
    if not any(_can_be_opened(path) for path, _ in found):
        raise UsageError("nothing in them was sealed: tokens and stand-ins open to nobody; name a release with seals")
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path, base in found:
        try:
            opened = unseal_file(path, keyring)
        except SealError:
            raise UsageError(
                f"{path}: was sealed with another key than the keyring's; name the keyring that the run was made with"
            ) from None
        storage.write(str(out / path.relative_to(base)), to_parquet(opened))
    return len(found)


def _unseal(table: pa.Table, columns: dict[str, dict[str, str]], keys: DomainKeys) -> pa.Table:
    arrays: dict[str, pa.Array] = {name: table[name] for name in table.column_names}
    fields: dict[str, dict[str, pa.Array]] = {}
    for leaf, column in columns.items():
        name = nested.top(leaf)
        is_list = nested.is_list(table[name].type)
        values, lengths = nested.flatten(table[name], leaf) if is_list else (table[name], None)
        values = _open_values(values, column, keys)
        if "." in leaf:
            fields.setdefault(name, {})[leaf.partition(".")[2]] = values
            arrays[name] = nested.unflatten_structs(lengths, fields[name])
        else:
            arrays[name] = nested.unflatten(lengths, values) if is_list else values
    return pa.table(arrays)


def _open_values(values: Any, column: dict[str, str], keys: DomainKeys) -> Any:
    if column["treatment"] in ("seal", "fpe"):
        whole = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
        return unseal_column(keys, whole, column["category"], Treatment(column["treatment"]))
    if column["treatment"] == "spans":
        return pa.array([None if t is None else unseal_text(keys, t) for t in values.to_pylist()], pa.string())
    return values


def _can_be_opened(path: Path) -> bool:
    """Whether a file has a sealed or encrypted column, or a seal in a text."""
    parquet = _open(path)
    columns = json.loads(parquet.schema_arrow.metadata[ABOUT])["columns"]
    treatments = {column["treatment"] for column in columns.values()}
    if treatments & {"seal", "fpe"}:
        return True
    if "spans" not in treatments:
        return False
    names = sorted({nested.top(leaf) for leaf, column in columns.items() if column["treatment"] == "spans"})
    return SEAL_IN_TEXT.search(str(parquet.read(names).to_pylist())) is not None


def _open(path: Path) -> pq.ParquetFile:
    try:
        parquet = pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        raise UsageError(f"{path}: cannot be read as Parquet; name a file of a release") from None
    if ABOUT not in (parquet.schema_arrow.metadata or {}):
        raise UsageError(f"{path}: no run of Slør wrote it; name a file of a release")
    return parquet
