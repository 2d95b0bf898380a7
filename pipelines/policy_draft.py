"""`slor policy new`: a commented start of a policy for a system that has none yet, from a sample of its Parquet.

What a sample can tell is guessed and marked as a guess: what each column is, from its name, its type and its contents.
What only the privacy notice can tell (controller, regions, purposes, recipients, retention, …) is left empty, and so is
the category of a column that nothing tells of: `slor policy check` lists exactly these. Until somebody decides otherwise every column
is dropped. No value of the sample is written; contents are told as shares.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from slor.pipelines.errors import InputError, UsageError
from slor.pipelines.policy_guessing import Guess, guess
from slor.schemas.conversions import is_list

SAMPLE_ROWS = 2000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_PLAIN = re.compile(r"[A-Za-zÆØÅæøå_][\wÆØÅæøå-]*")
_INDEX = re.compile(r"__index_level_\d+__")


@dataclass(frozen=True)
class Source:
    """One column, or leaf of a list of structs, of the sample."""

    name: str
    guess: Guess


@dataclass(frozen=True)
class Folder:
    """One folder of Parquet: its columns, and those that cannot be read."""

    name: str
    columns: tuple[Source, ...]
    unreadable: tuple[str, ...]
    files: int
    rows: int


def draft(system: str, inputs: Sequence[Path]) -> str:
    """Writes the start of a policy.

    Args:
        system: the new system's name.
        inputs: folders that hold one folder of Parquet a dataset, or Parquet files.

    Raises:
        UsageError: the name is none.
        InputError: there is no Parquet, or a file cannot be read.
    """
    if not _NAME.fullmatch(system):
        raise UsageError(f"--system {system}: is no name; use small letters, digits and _, beginning with a letter")
    folders = [_look(name, files) for name, files in sorted(_by_folder(inputs).items())]
    return _render(system, folders)


def _by_folder(inputs: Sequence[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in inputs:
        if path.is_file():
            found.setdefault(path.resolve().parent.name, []).append(path)
            continue
        for file in sorted(path.rglob("*.parquet")):
            inside = file.relative_to(path).parts
            if any(part.startswith(("_", ".")) for part in inside):
                continue
            found.setdefault(inside[0] if len(inside) > 1 else path.resolve().name, []).append(file)
    if not found:
        raise InputError(
            [f"{', '.join(map(str, inputs))}: no Parquet files; give the folder above the datasets' folders"]
        )
    return found


def _look(name: str, files: list[Path]) -> Folder:
    """Reads some rows of the folder's first and last file, and guesses."""
    tables, rows = [], 0
    for number, path in enumerate(files):
        try:
            parquet = pq.ParquetFile(path)
            rows += parquet.metadata.num_rows
            if number in (0, len(files) - 1):
                tables.append(next(parquet.iter_batches(SAMPLE_ROWS), None))
        except (pa.ArrowException, OSError):
            raise InputError([f"{path}: is no Parquet file; leave it out"]) from None
    columns: dict[str, list[pa.Array]] = {}
    unreadable: dict[str, None] = {}
    for table in filter(None, tables):
        for field, values in zip(table.schema, table.columns, strict=True):
            if not _INDEX.fullmatch(field.name):
                for column, found in _leaves(field.name, values, unreadable):
                    columns.setdefault(column, []).append(found)
    guessed = tuple(Source(column, guess(column, found)) for column, found in columns.items())
    return Folder(name, guessed, tuple(unreadable), len(files), rows)


def _leaves(name: str, values: pa.Array, unreadable: dict[str, None]) -> Iterable[tuple[str, pa.Array]]:
    kind = values.type
    nested = is_list(kind) and pa.types.is_struct(kind.value_type)
    if nested and "." not in name:
        structs = values.flatten()
        for index, leaf in enumerate(kind.value_type):
            yield f"{name}.{leaf.name}", structs.field(index)
    elif (
        "." in name
        or pa.types.is_struct(kind)
        or pa.types.is_map(kind)
        or (is_list(kind) and pa.types.is_nested(kind.value_type))
    ):
        unreadable[name.partition(".")[0]] = None
    else:
        yield name, values


def _render(system: str, folders: Sequence[Folder]) -> str:
    lines = [
        "# yaml-language-server: $schema=policy.schema.json",
        f"# A start of a policy for {system}, made from a sample of its Parquet. Nothing in it is decided:",
        "#   GUESS   what a column seems to be, by its name, type or contents; confirm it, or put it right",
        "#   DECIDE  what a sample cannot tell; `slor policy check` of this file lists every one that is still empty",
        "# Every column is dropped until you say otherwise. Write beside each line which passage it honours.",
        "# The schema for editors ships as slor/schemas/policy.schema.json.",
        "",
        f"system: {system}",
        "notice: the privacy notice that this is written from      # DECIDE which, and its date",
        "controller:                  # DECIDE who is controller, and who processes",
        "regions:                     # DECIDE where data may be processed: [eea], or codes such as [NO, SE]",
        "zone:                        # DECIDE the zone of times that carry none: Europe/Copenhagen or Europe/Oslo",
        "countries:                   # DECIDE whose numbers bare ones are: [DK], [NO] or both, likeliest first",
        "purposes:                    # DECIDE each purpose that the notice names, with its passage:",
        '#  reporting: "section 4: internal statistics"',
        "",
        "datasets:",
    ]
    names = _names(folders)
    for folder in folders:
        lines += _dataset(names[folder.name], folder)
    lines += _release(folders, names)
    return "\n".join(lines) + "\n"


def _names(folders: Sequence[Folder]) -> dict[str, str]:
    """A policy's name for each folder."""
    found: dict[str, str] = {}
    for folder in folders:
        base = _word(folder.name) or "dataset"
        name, number = base, 2
        while name in found.values():
            name, number = f"{base}_{number}", number + 1
        found[folder.name] = name
    return found


def _word(text: str) -> str:
    for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.lower().replace(letter, plain)
    word = re.sub(r"[^a-z0-9]+", "_", text).strip("_")[:60]
    return word if not word or word[0].isalpha() else f"d_{word}"


def _dataset(name: str, folder: Folder) -> list[str]:
    times = [source for source in folder.columns if source.guess.category == "time" and "." not in source.name]
    lines = [
        f"  {name}:                    # {folder.files} files, {folder.rows:,} rows",
        f"    folder: {_quoted(folder.name)}",
        "    subject:                 # DECIDE whom a row is about: customer, employee or client",
    ]
    if times:
        lines.append(f"    time: {_quoted(times[0].name)}    # GUESS the first of its times dates a row")
    lines.append("    # limit: {keep: P2Y}     # DECIDE whether the notice says how long these rows may be kept")
    if folder.unreadable:
        lines.append(f"    ignore: [{', '.join(map(_quoted, folder.unreadable))}]    # nested too deep to be read")
    lines.append("    columns:")
    for source in folder.columns:
        lines.append(f"      {_quoted(source.name)}: {_column(source.guess)}")
    return [*lines, ""]


def _column(guess: Guess) -> str:
    if not guess.category:
        return f"{{category: }}    # DECIDE {guess.why}"
    written = f"{{category: {guess.category}, type: {guess.type}}}" if guess.type else guess.category
    return f"{written}    # GUESS {guess.why}"


def _release(folders: Sequence[Folder], names: dict[str, str]) -> list[str]:
    lines = [
        "releases:",
        "  statistics:                # GUESS one release; add others, each for one purpose and its recipients",
        "    purpose:                 # DECIDE one of the purposes above",
        "    legal_basis:             # DECIDE",
        "    recipients:              # DECIDE who gets it, and where: [{name: analysts, region: eea}]",
        "    retention: {keep: }      # DECIDE how long: P2Y, P3M, P90D or {calendar_years: 5}",
        "    rights:                  # DECIDE which rights it answers: [access, erasure, objection]",
        "    datasets:",
    ]
    for folder in folders:
        lines.append(f"      {names[folder.name]}:")
        lines += [f"        {_quoted(source.name)}: drop" for source in folder.columns]
    return lines


def _quoted(text: str) -> str:
    return text if all(_PLAIN.fullmatch(part) for part in text.split(".")) else json.dumps(text, ensure_ascii=False)
