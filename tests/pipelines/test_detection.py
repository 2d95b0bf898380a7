"""Detection in rows: what a conversation is made of, what it knows, and that whatever fails fails closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slor.pipelines import detection, steps, worker
from slor.pipelines.detection import Employees, conversations, text_leaves, texts_of
from slor.pipelines.plan import RunPlan
from slor.recognizers.spans import Conversation, Known, Span, Turn
from slor.schemas.policy import Policy

TURNS = pa.list_(pa.struct([("at", pa.timestamp("us", "UTC")), ("speaker", pa.string()), ("text", pa.string())]))
BO = (Known("EMPLOYEE_ID", "E1"), Known("USERNAME", "bo1"), Known("PERSON", "Bo Lund"))
IDA = (Known("EMPLOYEE_ID", "E2"), Known("PERSON", "Ida Dahl"))


class Detector:
    """Finds each x, and breaks where it reads `poison`."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def detect_many(self, found: Sequence[Conversation]) -> list[list[list[Span]]]:
        answers = []
        for conversation in found:
            self.read += [turn.text for turn in conversation.turns]
            if any("poison" in turn.text for turn in conversation.turns):
                raise RuntimeError("poison, said Mette Holm")
            answers.append(
                [[Span(i, i + 1, "PERSON", 1.0) for i, c in enumerate(t.text) if c == "x"] for t in conversation.turns]
            )
        return answers


class Mute(Detector):
    """Answers for fewer rows than it was asked about."""

    def detect_many(self, found: Sequence[Conversation]) -> list[list[list[Span]]]:
        return []


def said(*texts: str) -> Conversation:
    return Conversation(tuple(Turn("", text) for text in texts))


rows_said = st.lists(st.tuples(st.sampled_from(["x", "poison", "ax", ""]), st.booleans()), max_size=8)


@given(rows_said)
def test_a_row_whose_detection_fails_is_rejected_and_no_other(told: list[tuple[str, bool]]) -> None:
    detector, rows = Detector(), np.arange(100, 100 + len(told))
    keep = np.array([kept for _, kept in told], dtype=np.bool_)
    spans, rejections = detection.detect(detector, [said(text) for text, _ in told], keep, rows, "turns.text")
    failed = {r.row for r in rejections}
    assert {(r.column, r.reason) for r in rejections} <= {("turns.text", "a recogniser failed")}
    assert failed == {100 + i for i, (text, kept) in enumerate(told) if kept and text == "poison"}
    for (text, kept), found, row in zip(told, spans, rows, strict=True):
        assert (found is None) == (not kept or row in failed)
        if found is not None:
            assert len(found[0]) == text.count("x")
    assert len(detector.read) >= sum(keep)


def test_rows_that_no_release_keeps_are_not_read() -> None:
    detector = Detector()
    detection.detect(detector, [said("x"), said("y")], np.array([False, True]), np.arange(2), "text")
    assert detector.read == ["y"]


def test_an_answer_that_is_lacking_is_a_failure() -> None:
    spans, rejections = detection.detect(Mute(), [said("x")], np.array([True]), np.array([7]), "text")
    assert spans == [None]
    assert [r.row for r in rejections] == [7]


@pytest.fixture
def chats() -> pa.Table:
    """Two chats and one without turns."""
    turns = [
        [{"at": None, "speaker": "agent", "text": "hej"}, {"at": None, "speaker": "customer", "text": None}],
        None,
        [{"at": None, "speaker": None, "text": "det er Ida Dahl, siger poison"}],
    ]
    return pa.table(
        {
            "chat_id": ["c1", "c2", "c3"],
            "started": pa.array([None] * 3, pa.timestamp("us", "UTC")),
            "language": ["da", "nb", "sv"],
            "agent_id": ["E1", None, "E1"],
            "customer": ["Mette Holm", " ", None],
            "turns": pa.array(turns, TURNS),
        }
    )


@pytest.fixture
def leaves(kiosk: Policy) -> Callable[[str], tuple[str, ...]]:
    """The text columns of a dataset whose spans some release treats."""
    return lambda name: text_leaves(
        kiosk.datasets[name], [r.datasets[name] for r in kiosk.releases.values() if name in r.datasets]
    )


def test_texts_keep_their_places(chats: pa.Table, leaves: Callable[[str], tuple[str, ...]]) -> None:
    assert leaves("calls") == ()
    assert leaves("letters") == ("subject", "body")
    assert texts_of(chats, leaves("chats")) == [["hej", None], [], ["det er Ida Dahl, siger poison"]]


def test_a_conversation_knows_its_row_and_who_takes_part_or_is_named(
    chats: pa.Table, kiosk: Policy, leaves: Callable[[str], tuple[str, ...]]
) -> None:
    found = conversations(chats, kiosk.datasets["chats"], leaves("chats"), Employees.of([BO, IDA]))
    assert found[0].turns == (Turn("agent", "hej"), Turn("customer", ""))
    assert [c.language for c in found] == ["da", "nb", None], "a language that has no recognisers is none"
    assert {c.channel for c in found} == {"chat"}
    known = [{(k.entity_type, k.value) for k in c.known} for c in found]
    assert {("PERSON", "Mette Holm"), ("PERSON", "Bo Lund"), ("USERNAME", "bo1"), ("CONVERSATION_ID", "c1")} <= known[0]
    assert known[1] == {("CONVERSATION_ID", "c2")}
    assert ("PERSON", "Ida Dahl") in known[2], "who is named by the whole name is known, though taking no part"
    assert ("PERSON", "Ida Dahl") not in known[0]


def test_mails_of_a_thread_know_each_others_people(kiosk: Policy, leaves: Callable[[str], tuple[str, ...]]) -> None:
    mails = pa.table(
        {
            "letter_id": ["l1", "l2", "l3"],
            "thread_id": ["t", "t", None],
            "sent": pa.array([None] * 3, pa.timestamp("us", "UTC")),
            "sender": ["a@x.example", "b@x.example", "c@x.example"],
            "to": pa.array([["d@x.example"], None, []], pa.list_(pa.string())),
            "subject": ["s"] * 3,
            "body": ["b"] * 3,
        }
    )
    found = conversations(mails, kiosk.datasets["letters"], leaves("letters"), Employees())
    mail = [{k.value for k in c.known if k.entity_type == "EMAIL_ADDRESS"} for c in found]
    assert mail == [{"a@x.example", "b@x.example", "d@x.example"}] * 2 + [{"c@x.example"}]


def test_the_directory_is_the_same_in_any_order() -> None:
    assert Employees.of([BO, IDA]).digest == Employees.of([IDA, BO]).digest != Employees.of([BO]).digest


def test_a_recogniser_that_fails_costs_its_row_alone_and_tells_nothing(
    chats: pa.Table, make_plan: Callable[..., RunPlan], put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    detector = Detector()
    monkeypatch.setattr(worker, "open_detector", lambda plan: detector)
    day = pa.array(["2026-11-01T10:00:00Z"] * 3)
    plan = make_plan(releases=("lessons",))
    file = put("chats", "chats/a.parquet", chats.set_column(1, "started", day))
    (unit,) = steps.split(plan, file)
    batch = steps.read(plan, unit)
    for step in (steps.screen, steps.detect, steps.treat, steps.audit):
        batch = step(plan, batch)
    report = steps.write(plan, batch)
    books = report.books["lessons"]
    assert (books.rows_in, books.rows_out) == (3, 2)
    assert dict(books.rejected) == {"turns.text: a recogniser failed": 1}
    assert "Mette" not in repr(batch.parts["lessons"].rejections)
