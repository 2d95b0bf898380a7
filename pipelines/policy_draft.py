"""`slor policy new`: a commented start of a policy for a system that has none yet, from a sample of its Parquet.

What a sample can tell is guessed and marked as a guess: what each column is, from its name, its type and its contents.
What only the privacy notice can tell (controller, regions, purposes, recipients, retention, …) is left empty, and so is
the category of a column of which the sample does not tell: `slor policy check` lists exactly these, one line each.
Until somebody decides otherwise every column is dropped. No value of the sample is written, only shares of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from slor.pipelines.errors import InputError, UsageError
from slor.pipelines.policy_guessing import Guess, guess
from slor.schemas.columns import CanonicalDataset, arrow_type_name
from slor.schemas.conversions import fits, is_list
from slor.schemas.policy_parts import CANONICAL, usual_type

SAMPLE_ROWS = 2000
SAMPLE_FILES = 12
_UNDATED = 0.05
_COMMENTS = 46
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_PLAIN = re.compile(r"[A-Za-zÆØÅæøå_][\wÆØÅæøå-]*")
_INDEX = re.compile(r"__index_level_\d+__")


@dataclass(frozen=True)
class Source:
    """One column, or leaf of a list of structs, of the sample.

    Attributes:
        name: as the source has it; a leaf is dotted.
        guess: what it seems to be.
        empty: the share of its values that are null.
    """

    name: str
    guess: Guess
    empty: float


@dataclass(frozen=True)
class Folder:
    """One folder of Parquet: its columns, and those that cannot be read.

    Attributes:
        name: the folder's.
        kind: the canonical dataset that it is, by its name and columns; None for any other.
        columns: in the source's order.
        unreadable: top-level columns that no policy can speak of.
        files, rows: how many it has.
    """

    name: str
    kind: CanonicalDataset | None
    columns: tuple[Source, ...]
    unreadable: tuple[str, ...]
    files: int
    rows: int

    def dated_by(self) -> str | None:
        """The first time that nearly every row has; one that most lack, such as an end of service, dates no row."""
        times = (source for source in self.columns if source.guess.category == "time" and "." not in source.name)
        return next((source.name for source in times if source.empty <= _UNDATED), None)

    def has(self, category: str) -> bool:
        """Whether a column seems to be of a category."""
        return any(source.guess.category == category for source in self.columns)


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
    """Reads some rows of some of the folder's files, and guesses."""
    tables, rows = [], 0
    step = max(1, len(files) // SAMPLE_FILES)
    chosen = {*files[::step][: SAMPLE_FILES - 1], files[-1]}
    for path in files:
        try:
            with pq.ParquetFile(path) as parquet:
                rows += parquet.metadata.num_rows
                if path in chosen:
                    schema = parquet.schema_arrow
                    nothing = pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)
                    tables.append(next(parquet.iter_batches(SAMPLE_ROWS // len(chosen)), nothing))
        except (pa.ArrowException, OSError):
            raise InputError([f"{path}: is no Parquet file; leave it out"]) from None
    columns: dict[str, list[pa.Array]] = {}
    unreadable: dict[str, None] = {}
    for table in tables:
        for field, values in zip(table.schema, table.columns, strict=True):
            if not _INDEX.fullmatch(field.name):
                for column, found in _leaves(field.name, values, unreadable):
                    columns.setdefault(column, []).append(found)
    kind = CANONICAL.get(name)
    kind = kind if kind and any(kind.column(column) for column in columns) else None
    guessed = tuple(Source(column, _guess(kind, column, found), _empty(found)) for column, found in columns.items())
    return Folder(name, kind, guessed, tuple(unreadable), len(files), rows)


def _guess(kind: CanonicalDataset | None, column: str, chunks: list[pa.Array]) -> Guess:
    known = kind.column(column) if kind else None
    if kind is not None and known is not None and all(fits(chunk.type, known.type) for chunk in chunks):
        return Guess(known.category, arrow_type_name(known.type), f"as in every {kind.name}: {known.doc}")
    return guess(column, chunks)


def _empty(chunks: list[pa.Array]) -> float:
    rows = sum(len(chunk) for chunk in chunks)
    return sum(chunk.null_count for chunk in chunks) / rows if rows else 0.0


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
        "#   DECIDE    what the sample does not tell; `slor policy check` of this file lists what is still open",
        "#   GUESS     what a column seems to be, by its name, type or contents; confirm it, or put it right",
        "#   CONSIDER  what a policy may say besides, where the notice asks for it",
        "# Every column is dropped until you say otherwise. Write beside each line which passage it honours.",
        "# The schema for editors ships as slor/schemas/policy.schema.json.",
        "",
        f"system: {_quoted(system)}",
        _line("# notice: …", "CONSIDER which privacy notice this is written from, and its date"),
        _line("controller:", "DECIDE who is controller, and who processes"),
        _line("regions:", "DECIDE where data may be processed: [eea], or codes such as [NO, SE]"),
        _line("zone:", "DECIDE the zone of times that carry none: Europe/Copenhagen or Europe/Oslo"),
        _line("countries:", "DECIDE whose numbers bare ones are: [DK], [NO] or both, likeliest first"),
        _line("purposes:", "DECIDE each purpose that the notice names, with its passage, such as"),
        '#  reporting: "section 4: internal statistics"',
        _line(
            "# no_profiling: {purposes: [reporting]}", "CONSIDER where the notice rules out that people are followed"
        ),
        _line("# no_special_categories: {notice: …}", "CONSIDER where the notice lets no special category be kept"),
        "",
        "datasets:",
    ]
    names = _names(folders)
    for folder in folders:
        lines += _dataset(names[folder.name], folder)
    lines += _release(folders, names)
    return "\n".join(lines) + "\n"


def _line(written: str, comment: str) -> str:
    return f"{written:<{_COMMENTS}}  # {comment}"


def _names(folders: Sequence[Folder]) -> dict[str, str]:
    """A policy's name for each folder; only what is canonical may be called so."""
    found: dict[str, str] = {folder.name: folder.name for folder in folders if folder.kind}
    for folder in folders:
        base = _word(folder.name) or "dataset"
        name, number = base, 2
        while name in found.values() or name in CANONICAL:
            name, number = f"{base}_{number}", number + 1
        found.setdefault(folder.name, name)
    return found


def _word(text: str) -> str:
    for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.lower().replace(letter, plain)
    word = re.sub(r"[^a-z0-9]+", "_", text).strip("_")[:60]
    return word if not word or word[0].isalpha() else f"d_{word}"


def _dataset(name: str, folder: Folder) -> list[str]:
    lines = [_line(f"  {_quoted(name)}:", f"{folder.files:,} files, {folder.rows:,} rows")]
    lines.append(f"    folder: {_quoted(folder.name)}")
    if folder.kind:
        lines.append(_line(f"    subject: {folder.kind.subject}", f"GUESS whom a row is about, as in every {name}"))
    else:
        lines.append(_line("    subject:", "DECIDE whom a row is about: customer, employee or client"))
        if not folder.has("text") and folder.has("PERSON") and (folder.has("EMPLOYEE_ID") or folder.has("USERNAME")):
            lines.append(
                _line("    # kind: directory", "CONSIDER where these are the employees: texts know their names")
            )
    if time := folder.dated_by():
        lines.append(_line(f"    time: {_quoted(time)}", "GUESS the first time that every row has dates it"))
    if folder.has("text") and not (folder.kind and folder.kind.channel):
        lines.append(_line("    # channel: voice", "CONSIDER chat or voice, or the column that says which"))
    lines.append(_line("    # limit: {keep: P2Y}", "CONSIDER how long the notice lets these rows be kept"))
    if folder.unreadable:
        lines.append(
            _line(f"    ignore: [{', '.join(map(_quoted, folder.unreadable))}]", "cannot be read: nested too deep")
        )
    lines.append("    columns:")
    for source in folder.columns:
        known = folder.kind.column(source.name) if folder.kind else None
        usual = arrow_type_name(known.type) if known else usual_type(source.guess.category)
        lines.append(_column(source, usual))
    return [*lines, ""]


def _column(source: Source, usual: str) -> str:
    """One column's line; its type is written where it is not the usual one."""
    category, kind = source.guess.category, source.guess.type
    typed = f", type: {kind}" if kind and kind != usual else ""
    written = f"{{category: {category}{typed}}}" if typed or not category else category
    return _line(f"      {_quoted(source.name)}: {written}", f"{'GUESS' if category else 'DECIDE'} {source.guess.why}")


def _release(folders: Sequence[Folder], names: dict[str, str]) -> list[str]:
    lines = [
        "releases:",
        _line("  statistics:", "GUESS one release; add others, each for one purpose and its recipients"),
        _line("    purpose:", "DECIDE one of the purposes above"),
        _line("    legal_basis:", "DECIDE what the processing rests on"),
        _line("    recipients:", "DECIDE who gets it, and where: [{name: analysts, region: eea}]"),
        _line("    retention:", "DECIDE how long: {keep: P2Y}, {keep: P90D} or {keep: {calendar_years: 5}}"),
        _line("    # consent: …", "CONSIDER the flag column without which a row may not be used"),
        _line("    rights:", "DECIDE which rights it answers: [access, erasure, objection]"),
        "    datasets:",
    ]
    for folder in folders:
        lines.append(f"      {_quoted(names[folder.name])}:")
        lines += [f"        {_quoted(source.name)}: drop" for source in folder.columns]
    return lines


def _quoted(text: str) -> str:
    """A word of the sample as YAML that every reader takes for the same text."""
    if all(_PLAIN.fullmatch(part) for part in text.split(".")) and yaml.safe_load(text) == text:
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
