"""Employees who asked to be forgotten: in every other table, too, they are nobody that can be told."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.pipelines.batches import TextSpans
from slor.recognizers.spans import Known, Span
from slor.schemas.categories import DIRECT_IDENTIFIERS
from slor.schemas.columns import TEXT
from slor.schemas.conform import NEUTRAL_NAME
from slor.schemas.policy import Dataset, Policy

DIRECTORY: Final = "directory"
IDS: Final = ("USERNAME", "EMPLOYEE_ID")
KEYS: Final = (*IDS, "EMAIL_ADDRESS")
_GROUPS: Final = {"agent_": "agent_id", "from_": "from_address"}  # as the canonical datasets name them
_WORDS: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = 8  # digits at the end of a telephone number that tell whose it is


def can_forget(policy: Policy, dataset: Dataset) -> bool:
    """Whether rows of `dataset` may be about an employee whom the policy's directory says to forget."""
    told = any(other.kind == DIRECTORY and other.forgotten for other in policy.datasets.values())
    return told and dataset.kind != DIRECTORY and any(column.category in (*IDS, "text") for column in dataset.columns)


Gone = Mapping[str, frozenset[Known]]
"""What the directory tells of each forgotten employee, by each of their ids and addresses in lower case."""


def forget(table: pa.Table, dataset: Dataset, gone: Gone) -> pa.Table:
    """Takes out ids and addresses of forgotten employees, and puts a neutral name where such a row names them.

    Args:
        table: canonical columns.
        dataset: what the policy says of them.
        gone: the forgotten. Telephone numbers are not looked for: who called whom is kept as the law demands, and
            treated as each release says.

    Returns:
        The same rows.
    """
    if not gone:
        return table
    names = {item.value for told in gone.values() for item in told if item.entity_type == "PERSON"}
    plain = [column for column in dataset.columns if "." not in column.name and column.type == TEXT]
    nobody = pa.chunked_array([np.zeros(table.num_rows, dtype=np.bool_)])
    hits = {column.name: _is_one(table[column.name], gone) for column in plain if column.category in KEYS}
    about = functools.reduce(pc.or_, hits.values(), nobody)
    for column in plain:
        whose = hits.get(_key_of(column.name), nobody)
        if column.category == "PERSON":
            named = pc.and_(about, _is_one(table[column.name], names))
            table = _where(table, column.name, pc.or_(named, whose), NEUTRAL_NAME)
        elif column.category in DIRECT_IDENTIFIERS:
            table = _where(table, column.name, pc.or_(hits.get(column.name, nobody), whose), None)
    return table


def _key_of(name: str) -> str:
    """The column that tells whom a column of that name is about; empty where its name tells nothing."""
    return next((key for lead, key in _GROUPS.items() if name.startswith(lead)), "")


def _is_one(values: pa.ChunkedArray, wanted: Iterable[str]) -> pa.ChunkedArray:
    found = sorted({value.strip().lower() for value in wanted})
    return pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(values)), value_set=pa.array(found, TEXT), skip_nulls=True)


def _where(table: pa.Table, name: str, mask: pa.ChunkedArray, value: str | None) -> pa.Table:
    at = table.column_names.index(name)
    new = pc.if_else(mask, pa.scalar(value, TEXT), table[name])
    return table.set_column(at, table.schema.field(name), new)


def told_of(table: pa.Table, gone: Gone, known: Sequence[Iterable[Known]]) -> list[frozenset[Known]]:
    """What each row and the directory tell of forgotten employees.

    Args:
        table: canonical columns, before `forget`.
        gone: the forgotten.
        known: what is known of the people of each row, shape (rows,).
    """
    everything = frozenset(item for told in gone.values() for item in told)
    rows = []
    for items in known:
        told = everything.intersection(items)
        for item in items:
            if item.entity_type in KEYS:
                told |= gone.get(item.value.strip().lower(), frozenset())
        rows.append(told)
    for name in table.column_names:
        key = _key_of(name)
        if key not in table.column_names or name == key or table.schema.field(name).type != TEXT:
            continue
        for row in pc.indices_nonzero(_is_one(table[key], gone)).to_pylist():
            if value := table[name][row].as_py():
                rows[row] |= {Known("EMAIL_ADDRESS" if "@" in value else "PERSON", value)}
    return rows


def neutral(spans: TextSpans, texts: Sequence[str | None], told: Set[Known]) -> TextSpans:
    """Makes the spans that tell of a forgotten employee those of one neutral name.

    Args:
        spans: what was found in each text of a row.
        texts: the row's texts.
        told: what is known of forgotten employees in this row.
    """
    if not told:
        return spans
    words = {word for item in told if item.entity_type == "PERSON" for word in _WORDS.findall(item.value.lower())}
    words |= {f"{word}s" for word in words}
    others = {_form(item.entity_type, item.value) for item in told if item.entity_type != "PERSON"}

    def tells(span: Span, text: str) -> bool:
        said = text[span.start : span.end]
        if span.entity_type == "PERSON":
            return words.issuperset(_WORDS.findall(said.lower()))
        return _form(span.entity_type, said if span.value is None else span.value) in others

    return [
        [Span(span.start, span.end, "PERSON", span.score, NEUTRAL_NAME.lower()) if tells(span, text or "") else span
         for span in found]
        for found, text in zip(spans, texts, strict=True)
    ]  # fmt: skip


def _form(entity_type: str, value: str) -> tuple[str, str]:
    """What two ways of writing one identifier have in common; texts say of an id no more than that it is one."""
    compact = "".join(_WORDS.findall(value.lower()))
    if entity_type == "PHONE_NUMBER":
        return entity_type, compact[-_NUMBER:]
    return IDS[0] if entity_type in IDS else entity_type, compact
