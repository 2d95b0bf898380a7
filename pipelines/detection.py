"""Detecting in rows: each row's text columns become one conversation, with what the row and the directory know."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from slor.pipelines import nested
from slor.pipelines.batches import Mask, Rejection, Rows, TextSpans
from slor.pipelines.forgetting import IDS, KEYS
from slor.recognizers.spans import Conversation, Known, Span, Turn
from slor.schemas.categories import ENTITY_TYPES
from slor.schemas.policy import Dataset

LANGUAGES = ("da", "nb", "nn")


class Detects(Protocol):
    """What finds spans: the recognisers' `Detector`."""

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        """Finds spans in each turn of each conversation."""


@dataclass(frozen=True)
class Employees:
    """The directory, ready to be asked who a conversation speaks of.

    Attributes:
        by_id: what is known of an employee, by each of their ids, and by their address in lower case.
        by_word: the same, by the last word of their name, casefolded.
        digest: SHA-256 of all that is known, whatever the files and the order it came in.
        gone: what is known of those who asked to be forgotten, by each of their ids and addresses in lower case.
    """

    by_id: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    by_word: Mapping[str, tuple[tuple[Known, ...], ...]] = field(default_factory=dict)
    digest: str = ""
    gone: Mapping[str, frozenset[Known]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Sequence[Known]], forgotten: Iterable[Sequence[Known]] = ()) -> Employees:
        """Indexes employees, each given as the identifying values of their row; `forgotten` are some of them."""
        by_id: dict[str, tuple[Known, ...]] = {}
        by_word: dict[str, list[tuple[Known, ...]]] = {}
        told = sorted({tuple((item.entity_type, item.value) for item in row) for row in rows})
        for row in told:
            known = tuple(Known(*item) for item in row)
            for item in known:
                if item.entity_type in IDS:
                    by_id[item.value] = known
                elif item.entity_type == "EMAIL_ADDRESS":
                    by_id[item.value.lower()] = known
                elif item.entity_type == "PERSON" and item.value.split():
                    by_word.setdefault(item.value.split()[-1].casefold(), []).append(known)
        gone: dict[str, frozenset[Known]] = {}
        for one in forgotten:
            for key in {item.value.strip().lower() for item in one if item.entity_type in KEYS}:
                gone[key] = gone.get(key, frozenset()) | frozenset(one)
        state = [told, sorted(gone)] if gone else told
        digest = hashlib.sha256(json.dumps(state).encode()).hexdigest()
        return cls(by_id, {word: tuple(found) for word, found in by_word.items()}, digest, gone)

    def spoken_of(self, ids: Iterable[str], words: set[str]) -> list[Known]:
        """Collects what is known of those who took part, and of those whose whole name is in the text."""
        known = [item for one in ids for item in self.by_id.get(one, ())]
        for word in sorted(words & self.by_word.keys()):  # a set's own order hangs on the process
            for employee in self.by_word[word]:
                names = [item.value for item in employee if item.entity_type == "PERSON"]
                if any(words.issuperset(name.casefold().split()) for name in names):
                    known.extend(employee)
        return known


def text_leaves(dataset: Dataset, rules: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """Names the text columns in which some release treats spans."""
    treated = list(rules)
    return tuple(
        column.name
        for column in dataset.columns
        if any(getattr(rule.get(column.name), "name", None) == "spans" for rule in treated)
    )


def texts_of(table: pa.Table, leaves: Sequence[str]) -> list[list[str | None]]:
    """Lists each row's texts, column after column; a null stays in its place as None."""
    rows: list[list[str | None]] = [[] for _ in range(table.num_rows)]
    for leaf in leaves:
        column = table[nested.top(leaf)]
        if nested.is_list(column.type):
            values, lengths = nested.flatten(column, leaf)
            cells = nested.split(values.to_pylist(), lengths.to_pylist())
        else:
            cells = [[value] for value in column.to_pylist()]
        for row, cell in zip(rows, cells, strict=True):
            row.extend(cell)  # type: ignore[arg-type]
    return rows


def known_of(
    table: pa.Table, dataset: Dataset, employees: Employees, texts: Sequence[Sequence[str | None]]
) -> list[tuple[Known, ...]]:
    """Collects what each row's own columns tell of its people, and what the directory adds."""
    rows: list[list[Known]] = [[] for _ in range(table.num_rows)]
    for column in dataset.columns:
        if "." in column.name or column.category not in ENTITY_TYPES or column.name not in table.column_names:
            continue
        for row, cell in zip(rows, table[column.name].to_pylist(), strict=True):
            values = cell if isinstance(cell, list) else [cell]
            row.extend(Known(column.category, value) for value in values if isinstance(value, str) and value.strip())
    result = []
    for row, row_texts in zip(rows, texts, strict=True):
        ids = [item.value for item in row if item.entity_type in IDS]
        ids += [item.value.lower() for item in row if item.entity_type == "EMAIL_ADDRESS"]
        words = {word for text in row_texts if text for word in text.casefold().replace(",", " ").split()}
        result.append(tuple(dict.fromkeys([*row, *employees.spoken_of(ids, words)])))
    return result


def with_threads(table: pa.Table, known: list[tuple[Known, ...]]) -> list[tuple[Known, ...]]:
    """Lets the messages of one thread know each other's people, as far as they lie in the same unit."""
    if "thread_id" not in table.column_names:
        return known
    threads = table["thread_id"].to_pylist()
    joined: dict[str, dict[Known, None]] = {}
    for thread, items in zip(threads, known, strict=True):
        if thread is not None:
            joined.setdefault(thread, {}).update(dict.fromkeys(items))
    return [items if thread is None else tuple(joined[thread]) for thread, items in zip(threads, known, strict=True)]


def conversations(table: pa.Table, dataset: Dataset, leaves: Sequence[str], employees: Employees) -> list[Conversation]:
    """Makes each row a conversation: one turn a text, in the order of `texts_of`."""
    texts = texts_of(table, leaves)
    known = with_threads(table, known_of(table, dataset, employees, texts))
    languages = table["language"].to_pylist() if "language" in table.column_names else [None] * table.num_rows
    channels = table["channel"].to_pylist() if "channel" in table.column_names else [dataset.channel] * table.num_rows
    speakers = _speakers(table, leaves, texts)
    return [
        Conversation(
            turns=tuple(Turn(speaker or "", text or "") for speaker, text in zip(row_speakers, row, strict=True)),
            language=language if language in LANGUAGES else None,
            channel=channel,
            known=items,
        )
        for row, row_speakers, items, language, channel in zip(texts, speakers, known, languages, channels, strict=True)
    ]


def _speakers(table: pa.Table, leaves: Sequence[str], texts: Sequence[Sequence[str | None]]) -> list[list[str | None]]:
    fields = table.schema.field(nested.top(leaves[0])).type if len(leaves) == 1 else None
    if fields is not None and nested.is_list(fields) and "." in leaves[0]:
        column = nested.top(leaves[0])
        if fields.value_type.get_field_index("speaker") >= 0:
            values, lengths = nested.flatten(table[column], f"{column}.speaker")
            return nested.split(values.to_pylist(), lengths.to_pylist())  # type: ignore[return-value]
    return [[""] * len(row) for row in texts]


def detect(
    detector: Detects, found: Sequence[Conversation], keep: Mask, rows: Rows, column: str
) -> tuple[list[TextSpans | None], list[Rejection]]:
    """Detects in the rows that are kept; a row whose detection fails is rejected, never passed on.

    Args:
        detector: finds the spans.
        found: one conversation a row.
        keep: which rows some release keeps, shape (rows,).
        rows: their numbers in the file.
        column: what a rejection names.
    """
    spans: list[TextSpans | None] = [None] * len(found)
    rejections = []
    wanted = [index for index, kept in enumerate(keep) if kept]
    try:
        for index, result in zip(wanted, detector.detect_many([found[i] for i in wanted]), strict=True):
            spans[index] = result
    except Exception:  # whatever fails, fails closed: find the rows at fault and keep the rest
        for index in wanted:
            try:
                spans[index] = detector.detect_many([found[index]])[0]
            except Exception:
                rejections.append(Rejection(int(rows[index]), column, "a recogniser failed"))
    return spans, rejections
