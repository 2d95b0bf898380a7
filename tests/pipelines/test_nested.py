"""Leaves of lists are taken out flat and put back where they were."""

from __future__ import annotations

import pyarrow as pa
import pytest

from slor.pipelines import nested

TURNS = pa.list_(pa.struct([("speaker", pa.string()), ("text", pa.string())]))
NAMES = pa.list_(pa.string())


@pytest.mark.parametrize(
    ("rows", "values", "lengths"),
    [
        ([["a", "b"], ["c"]], ["a", "b", "c"], [2, 1]),
        ([["a"], None, [], ["b", None]], ["a", "b", None], [1, None, 0, 2]),
        ([None, None], [], [None, None]),
        ([[]], [], [0]),
        ([], [], []),
    ],
)
def test_items_come_out_and_go_back(
    rows: list[list[str | None] | None], values: list[str | None], lengths: list[int | None]
) -> None:
    column = pa.chunked_array([pa.array(rows, NAMES)])
    flat, counts = nested.flatten(column, "to")
    assert (flat.to_pylist(), counts.to_pylist()) == (values, lengths)
    assert nested.unflatten(counts, flat).to_pylist() == rows
    assert nested.split(flat.to_pylist(), counts.to_pylist()) == [row or [] for row in rows]


def test_fields_of_structs_come_out_and_go_back() -> None:
    rows = [
        [{"speaker": "agent", "text": "hej"}, {"speaker": "kunde", "text": None}],
        None,
        [],
        [None, {"speaker": None, "text": "nå"}],
    ]
    column = pa.chunked_array([pa.array(rows, TURNS)])
    texts, lengths = nested.flatten(column, "turns.text")
    speakers, _ = nested.flatten(column, "turns.speaker")
    assert texts.to_pylist() == ["hej", None, None, "nå"]
    assert speakers.to_pylist() == ["agent", "kunde", None, None]
    back = nested.unflatten_structs(lengths, {"text": texts, "speaker": speakers})
    assert back.to_pylist() == [
        [{"text": "hej", "speaker": "agent"}, {"text": None, "speaker": "kunde"}],
        None,
        [],
        [{"text": None, "speaker": None}, {"text": "nå", "speaker": None}],  # a turn that is null is an empty one
    ]


def test_what_lies_outside_a_slice_or_under_a_null_is_not_seen() -> None:
    whole = pa.array([["before"], ["a", "b"], ["c"], ["after"]], NAMES)
    flat, lengths = nested.flatten(pa.chunked_array([whole.slice(1, 2)]), "to")
    assert (flat.to_pylist(), lengths.to_pylist()) == (["a", "b", "c"], [2, 1])
    hidden = pa.ListArray.from_arrays(
        pa.array([0, 1, 3], pa.int32()), pa.array(["seen", "x", "y"]), mask=pa.array([False, True])
    )
    flat, lengths = nested.flatten(pa.chunked_array([hidden]), "to")
    assert (flat.to_pylist(), lengths.to_pylist()) == (["seen"], [1, None])


def test_chunks_are_one_column() -> None:
    column = pa.chunked_array([pa.array([["a"]], NAMES), pa.array([None, ["b", "c"]], NAMES)])
    flat, lengths = nested.flatten(column, "to")
    assert (flat.to_pylist(), lengths.to_pylist()) == (["a", "b", "c"], [1, None, 2])
    none = pa.chunked_array([], NAMES)
    assert [part.to_pylist() for part in nested.flatten(none, "to")] == [[], []]
