"""Books add up, whatever the order; the plan and the manifest say the same for the same run."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Callable

import pytest

from slor.pipelines.books import Books, OutputFile, total
from slor.pipelines.card import render_card
from slor.pipelines.manifest import Entry, made_with, manifest
from slor.pipelines.plan import RunPlan
from slor.schemas.policy import Policy

ONE = Books(
    rows_in=10,
    rows_out=6,
    screened=Counter(retention=2, consent=1),
    rejected=Counter({"started: no time": 1}),
    spans=Counter(PERSON=4),
    leaks=1,
    files=[OutputFile("calls/b.parquet", 6, 60, "bb")],
)
TWO = Books(
    rows_in=5,
    rows_out=4,
    screened=Counter(retention=1),
    spans=Counter(EMAIL_ADDRESS=2, PERSON=1),
    files=[OutputFile("calls/a.parquet", 4, 40, "aa")],
)


@pytest.mark.parametrize(
    ("books", "balanced"),
    [
        (Books(), True),
        (ONE, True),
        (Books(rows_in=3, rows_out=2), False),
        (Books(rows_in=3, rows_out=3, screened=Counter(consent=1)), False),
        (Books(rows_in=3, rejected=Counter({"a: b": 3})), True),
    ],
)
def test_every_row_is_accounted_for(books: Books, balanced: bool) -> None:
    assert books.balanced is balanced


def test_parts_add_up_in_any_order() -> None:
    expected = {
        "rows_in": 15,
        "rows_out": 10,
        "screened": {"consent": 1, "retention": 3},
        "rejected": {"started: no time": 1},
        "spans": {"EMAIL_ADDRESS": 2, "PERSON": 5},
        "leaks": 1,
        "files": [
            {"path": "calls/a.parquet", "rows": 4, "bytes": 40, "sha256": "aa"},
            {"path": "calls/b.parquet", "rows": 6, "bytes": 60, "sha256": "bb"},
        ],
    }
    for parts in ([ONE, TWO], [TWO, ONE], [TWO, Books(), ONE]):
        assert json.dumps(total(parts).to_dict()) == json.dumps(expected)
    assert ONE.rows_in == 10  # adding up changes none of the parts


def test_books_and_ledger_survive_being_written() -> None:
    assert Books.from_dict(json.loads(json.dumps(ONE.to_dict()))) == ONE
    entry = Entry("calls", "opkald/æ b.parquet", 100, "d1", "m1", "2026-11-21", ONE, ("calls/r.parquet",))
    assert Entry.from_dict(json.loads(json.dumps(entry.to_dict()))) == entry
    assert entry.path.startswith("_inputs/")
    assert "opkald" not in entry.path


def test_a_manifest_is_the_same_whatever_order_inputs_finished_in(make_plan: Callable[..., RunPlan]) -> None:
    entries = [
        Entry("letters", "letters/a", 1, "d", "m", "2026-11-20", TWO),
        Entry("chats", "chats/a", 1, "d", "m", "2026-11-21", ONE),
        Entry("chats", "chats/b", 1, "d", "m", "2026-11-19", TWO),
    ]
    plan = make_plan()
    found = manifest(plan, "lessons", 3, entries)
    assert json.dumps(found) == json.dumps(manifest(plan, "lessons", 3, entries[::-1]))
    datasets = found.pop("datasets")
    assert list(datasets) == ["chats", "letters"]
    assert datasets["chats"]["rows_in"] == 15
    version = found.pop("slor_version")
    assert found == {
        "system": "kiosk",
        "release": "lessons",
        "as_of": "2026-11-21",
        "policy_sha256": plan.policy.sha256,
        "key_epoch": 3,
        "purpose": "teaching",
        "recipients": [{"name": "teachers", "region": "DK"}],
        "retention": {
            "chats": "P2Y from started",
            "directory": "as long as its source keeps it",
            "letters": "P2Y from sent",
        },
    }
    assert version


def test_outputs_depend_on_policy_and_key(kiosk: Policy) -> None:
    assert made_with(kiosk, "key1") == made_with(kiosk, "key1") != made_with(kiosk, "key2")


def test_a_plan_travels_and_finds_its_folders(make_plan: Callable[..., RunPlan]) -> None:
    plan = make_plan(output="gs://bucket/out", releases=("counts",))
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert plan.release_folder("counts") == "gs://bucket/out/counts"
    assert plan.rejects_folder("counts") == "gs://bucket/out/_rejects/counts"
    assert plan.release("surveys").consent == "agreed"


def test_the_card_tells_purpose_recipients_and_every_column(kiosk: Policy) -> None:
    card = render_card(kiosk, kiosk.releases["surveys"])
    assert card.startswith("# kiosk: surveys\n")
    for line in (
        "- **Recipients**: interviewers (DK)",
        "- **Kept**: P2Y; whoever receives this, and whom they pass it to, deletes each row by then",
        "- **Consent**: rows where `agreed` is true, and not where `withdrawn` is set; absent is not given",
        "- **Rights it answers**: access, withdrawal",
        "| caller | PHONE_NUMBER | seal |",
        "| seconds | measure | drop |",
    ):
        assert line in card.splitlines()
    assert "## Identifiers in texts" not in card
    lessons = render_card(kiosk, kiosk.releases["lessons"]).splitlines()
    assert "- **Consent**: not its basis" in lessons
    assert lessons[-2:] == ["| PERSON | token |", "| default | redact |"]
    assert "| HEALTH | not looked for |" in lessons  # what the policy is silent on stays, and the card says so
