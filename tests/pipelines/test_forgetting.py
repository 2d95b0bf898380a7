"""Employees who asked to be forgotten are nobody in other tables and in texts."""

from __future__ import annotations

import pyarrow as pa
import pytest

from slor.pipelines.detection import Employees
from slor.pipelines.forgetting import can_forget, forget, neutral, told_of
from slor.recognizers.spans import Known, Span
from slor.schemas.conform import NEUTRAL_NAME
from slor.schemas.policy_loader import load_policy

POLICY = load_policy("flexfone")
TOLD = frozenset(
    {
        Known("USERNAME", "Liho8"), Known("EMPLOYEE_ID", "220"), Known("PERSON", "Line Holm"),
        Known("EMAIL_ADDRESS", "line.holm@firma.example"), Known("PHONE_NUMBER", "+4539779839"),
    }
)  # fmt: skip
GONE = dict.fromkeys(("liho8", "220", "line.holm@firma.example"), TOLD)


def rows(dataset: str, *given: dict[str, str]) -> pa.Table:
    return pa.Table.from_pylist(list(given), schema=POLICY.datasets[dataset].schema())


def test_a_call_that_a_forgotten_employee_answered_is_nobodys() -> None:
    came = rows(
        "calls",
        {"agent_id": " liho8", "agent_name": "L. Holm", "a_number": "+4539779839"},
        {"agent_id": "hamo", "agent_name": "Line Holm"},
        {"agent_name": "Line Holm"},
    )
    out = forget(came, POLICY.datasets["calls"], GONE).to_pylist()
    assert [(row["agent_id"], row["agent_name"]) for row in out] == [
        (None, NEUTRAL_NAME), ("hamo", "Line Holm"), (None, "Line Holm"),
    ]  # fmt: skip  # another of that name is another
    assert out[0]["a_number"] == "+4539779839"


def test_an_enquiry_that_a_forgotten_employee_wrote_is_nobodys() -> None:
    came = rows(
        "tickets",
        {"from_name": "line holm", "from_address": "Line.Holm@firma.example "},
        {"from_name": "Line Holm Juul", "from_address": "line.holm@firma.example"},
        {"from_name": "Line Holm", "from_address": "line@hjemme.example"},
    )
    out = forget(came, POLICY.datasets["tickets"], GONE).to_pylist()
    assert [(row["from_name"], row["from_address"]) for row in out] == [
        (NEUTRAL_NAME, None), (NEUTRAL_NAME, None), ("Line Holm", "line@hjemme.example"),
    ]  # fmt: skip


def test_nothing_changes_where_nobody_is_forgotten() -> None:
    came = rows("voicemails", {"user_id": "liho8"})
    assert forget(came, POLICY.datasets["voicemails"], {}) is came
    assert forget(came, POLICY.datasets["voicemails"], GONE).to_pylist()[0]["user_id"] is None


@pytest.mark.parametrize(
    ("text", "kind", "changed"),
    [
        ("Line", "PERSON", True), ("line holms", "PERSON", True), ("Holm, Line", "PERSON", True),
        ("Line Juul", "PERSON", False), ("LIHO8", "USERNAME", True), ("39 77 98 39", "PHONE_NUMBER", True),
        ("39 77 98 38", "PHONE_NUMBER", False), ("line.holm@firma.example", "EMAIL_ADDRESS", True),
        ("220", "EMPLOYEE_ID", True), ("220", "CUSTOMER_ID", False),
    ],
)  # fmt: skip
def test_what_a_text_tells_of_a_forgotten_employee_is_one_neutral_name(text: str, kind: str, changed: bool) -> None:
    found = [[Span(0, len(text), kind, 0.9)]]
    ((span,),) = neutral(found, [text], TOLD)
    assert (span.entity_type, span.value) == (("PERSON", NEUTRAL_NAME.lower()) if changed else (kind, None))
    assert neutral(found, [text], frozenset()) is found


def test_what_is_told_of_the_forgotten_in_a_row() -> None:
    came = rows(
        "recordings", {"agent_id": "LIHO8", "agent_name": "L. H."}, {"agent_id": "hamo", "agent_name": "Ida"}, {}
    )
    known = [
        (Known("USERNAME", "LIHO8"), Known("PERSON", "L. H.")),
        (Known("PERSON", "Ida"), Known("PERSON", "Line Holm")),
        (),
    ]
    told = told_of(came, GONE, known)
    assert told == [TOLD | {Known("PERSON", "L. H.")}, {Known("PERSON", "Line Holm")}, frozenset()]
    renamed = rows("tickets", {"from_name": "Line H", "from_address": "line.holm@firma.example"})
    assert told_of(renamed, GONE, [()]) == [{Known("PERSON", "Line H")}]


def test_only_where_a_directory_says_whom_to_forget() -> None:
    assert [name for name, dataset in POLICY.datasets.items() if can_forget(POLICY, dataset)] == [
        "calls", "recordings", "voicemails", "tickets",
    ]  # fmt: skip
    telenor = load_policy("telenor_2involve")
    assert not any(can_forget(telenor, dataset) for dataset in telenor.datasets.values())


def test_who_is_forgotten_is_part_of_the_directorys_state() -> None:
    people = [(Known("USERNAME", "liho8"), Known("PERSON", "Line Holm")), (Known("USERNAME", "hamo"),)]
    before, after = Employees.of(people), Employees.of(people, people[:1])
    assert before.digest != after.digest
    assert (before.gone, after.gone) == ({}, {"liho8": frozenset(people[0])})
