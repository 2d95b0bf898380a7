"""A batch that a runner encodes comes out as it went in, and weighs what its rows weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from slor.pipelines.batches import Batch, BatchCoder, Part, Rejection
from slor.pipelines.inputs import Unit
from slor.recognizers.spans import Known, Span
from slor.schemas.policy import Policy

CODER = BatchCoder()


def _batch(kiosk: Policy, unit: Unit) -> Batch:
    turns = [[{"text": "hej 👋", "speaker": None}], None, []]
    return Batch(
        unit,
        kiosk.datasets["chats"],
        pa.table({"chat_id": ["s1", "s2", None], "turns": turns}),
        np.array([0, 1, 4]),
        [Rejection(2, "started", "no time"), Rejection(3, "turns.text", "not UTF-8 text")],
        {
            "lessons": Part(
                keep=np.array([True, False, True]),
                table=pa.table({"chat_id": ["x"]}),
                rows=np.array([4]),
                screened=Counter(retention=1),
                rejections=[Rejection(1, "c", "r")],
                spans=Counter(PERSON=2),
                leaks=1,
                replaced=[[[(0, 3)]]],
            ),
            "counts": Part(keep=np.array([False, False, False])),
        },
        [[[Span(0, 3, "PERSON", 0.9, "hej")]], None, []],
        [(Known("PERSON", "Mette Holm"),), (), ()],
    )


def test_a_batch_comes_out_as_it_went_in(kiosk: Policy, unit_of: Callable[..., Unit]) -> None:
    batch = _batch(kiosk, unit_of("chats", 5))
    back = CODER.decode(CODER.encode(batch))
    assert back.table.equals(batch.table)
    assert (back.unit, back.dataset, back.rejections) == (batch.unit, batch.dataset, batch.rejections)
    assert (back.spans, back.known, back.rows.tolist()) == (batch.spans, batch.known, [0, 1, 4])
    assert list(back.parts) == ["lessons", "counts"]
    part, same = back.parts["lessons"], batch.parts["lessons"]
    assert part.table is not None
    assert part.table.equals(same.table)
    assert (part.screened, part.rejections, part.spans, part.leaks) == (
        same.screened, same.rejections, same.spans, 1,
    )  # fmt: skip
    assert (part.keep.tolist(), part.rows.tolist(), part.replaced) == ([True, False, True], [4], [[[(0, 3)]]])
    assert back.parts["counts"].table is None


def test_flags_can_still_be_taken_back_after_the_way(kiosk: Policy, unit_of: Callable[..., Unit]) -> None:
    back = CODER.decode(CODER.encode(_batch(kiosk, unit_of("chats", 5))))
    back.parts["lessons"].keep[0] = False  # as `detect` does where a recogniser failed
    assert back.parts["lessons"].keep.tolist() == [False, False, True]


def test_encoding_leaves_the_batch_as_it_was(kiosk: Policy, unit_of: Callable[..., Unit]) -> None:
    batch = _batch(kiosk, unit_of("chats", 5))
    CODER.encode(batch)
    assert batch.table.num_rows == 3
    assert batch.parts["lessons"].table is not None


def test_a_slice_weighs_what_it_shows(kiosk: Policy, unit_of: Callable[..., Unit]) -> None:
    big = pa.table({"chat_id": [f"conversation {n:09d}" for n in range(100_000)]})
    batch = Batch(unit_of("chats", 10), kiosk.datasets["chats"], big.slice(500, 10), np.arange(10))
    assert len(CODER.encode(batch)) < 20_000 < big.nbytes
    assert CODER.estimate_size(batch) < 1_000
    assert CODER.decode(CODER.encode(batch)).table["chat_id"][0].as_py() == "conversation 000000500"


def test_a_batch_is_no_key() -> None:
    assert not CODER.is_deterministic()
