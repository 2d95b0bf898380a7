"""Samples in each system's own shape: they fit its policy, are coherent, seeded, old enough, and as ugly as exports."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.sample_data import write_sample
from slor.sample_data.files import SampleError, SampleFolder
from slor.sample_data.marks import unmark
from slor.sample_data.sample import AS_OF
from slor.sample_data.systems import open_system
from slor.schemas.conform import check_schema, conform
from slor.schemas.policy_loader import list_policies, load_policy
from slor.schemas.retention import expired

CALLS, SEED = 4000, 7


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("systems")
    for system in list_policies():
        write_sample(out / system, CALLS, SEED, system=system, dialogues=200)
    return out


def table(samples: Path, system: str, dataset: str) -> pa.Table:
    """A dataset as the policy reads it."""
    ours = load_policy(system).datasets[dataset]
    paths = sorted((samples / system / ours.folder).glob("*.parquet"))
    tables = [conform(pq.read_table(path, partitioning=None), ours, "Europe/Copenhagen").table for path in paths]
    return pa.concat_tables(tables)


def column(samples: Path, system: str, dataset: str, name: str) -> list[Any]:
    values: list[Any] = table(samples, system, dataset)[name].to_pylist()
    return values


@pytest.mark.parametrize("system", list_policies())
def test_every_dataset_of_the_policy_is_there_and_fits(samples: Path, system: str) -> None:
    for dataset in load_policy(system).datasets.values():
        paths = sorted((samples / system / dataset.folder).glob("*.parquet"))
        assert paths, dataset.folder
        for path in paths:
            assert check_schema(pq.read_schema(path), dataset) == [], path


@pytest.mark.parametrize("system", list_policies())
def test_nothing_else_is_there_but_a_folder_that_no_policy_names(samples: Path, system: str) -> None:
    folders = {path.name for path in (samples / system).iterdir() if path.is_dir()}
    named = {dataset.folder for dataset in load_policy(system).datasets.values()}
    assert folders - named <= {"_gold", "wallboard"}


@pytest.mark.parametrize("system", list_policies())
def test_same_seed_same_bytes(tmp_path: Path, system: str) -> None:
    one, two = (write_sample(tmp_path / part, 300, SEED, system=system) for part in ("one", "two"))
    assert one == two
    for name in one.files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    other = write_sample(tmp_path / "other", 300, SEED + 1, system=system)
    calls = next(name for name in other.files if name.endswith(".parquet"))
    assert (tmp_path / "other" / calls).read_bytes() != (tmp_path / "one" / calls).read_bytes()


@pytest.mark.parametrize("system", list_policies())
def test_some_rows_of_every_limited_dataset_of_events_have_run_out_and_most_have_not(
    samples: Path, system: str
) -> None:
    policy = load_policy(system)
    for dataset in policy.datasets.values():
        if dataset.limit is None:
            continue
        rule = dataset.limit.retention
        over = expired(table(samples, system, dataset.name)[rule.counted_from], AS_OF, rule, policy.zone)
        gone = sum(bool(flag) for flag in over.to_pylist())
        assert gone < len(over) * 0.5, dataset.name
        short = rule.keep.calendar_years is None
        assert gone or not short, dataset.name


@pytest.mark.parametrize(
    ("system", "dataset", "rows"),
    [
        ("flexfone", "calls", CALLS), ("tdc_cc_touchpoint", "call_lists", CALLS), ("tdc_net", "mobile_traffic", CALLS),
        ("topcall", "calls", CALLS), ("telenor_2involve", "cdr", CALLS),
    ],
)  # fmt: skip
def test_two_rows_in_four_thousand_calls_have_no_readable_time(
    samples: Path, system: str, dataset: str, rows: int
) -> None:
    assert rows - 3 < table(samples, system, dataset).num_rows < rows


@pytest.mark.parametrize(
    ("system", "one", "other"),
    [
        ("topcall", ("messages", "call_id"), ("calls", "call_id")),
        ("topcall", ("messages", "client_id"), ("calls", "client_id")),
        ("topcall", ("recordings", "call_id"), ("calls", "call_id")),
        ("flexfone", ("voicemails", "user_id"), ("employees", "user_id")),
        ("flexfone", ("recordings", "call_id"), ("calls", "call_id")),
        ("tdc_net", ("ip_sessions", "account_number"), ("equipment", "account_number")),
        ("tdc_net", ("faults", "account_number"), ("equipment", "account_number")),
        ("tdc_net", ("service_calls", "account_number"), ("equipment", "account_number")),
        ("tdc_cc_touchpoint", ("chats", "agent_id"), ("employees", "user_id")),
        ("telenor_2involve", ("dialogue", "agent_id"), ("directory", "user_id")),
    ],
)
def test_people_and_calls_are_the_same_over_datasets(samples, system, one, other) -> None:
    these, those = (set(column(samples, system, *place)) - {None} for place in (one, other))
    assert these
    lost = these - those
    most = len(these) / (4 if one == ("voicemails", "user_id") else 50)  # the forgotten are in no directory
    assert len(lost) <= most  # calls whose time cannot be read are missing


def test_a_message_of_topcall_goes_to_the_client_that_was_called(samples: Path) -> None:
    client_of = dict(
        zip(
            column(samples, "topcall", "calls", "call_id"),
            column(samples, "topcall", "calls", "client_id"),
            strict=True,
        )
    )
    messages = table(samples, "topcall", "messages").to_pylist()
    assert all(client_of.get(row["call_id"], row["client_id"]) == row["client_id"] for row in messages)


def test_some_callers_of_topcall_call_more_than_one_client(samples: Path) -> None:
    clients: dict[str, set[str]] = {}
    for row in table(samples, "topcall", "messages").to_pylist():
        clients.setdefault(row["caller_phone"], set()).add(row["client_id"])
    assert sum(len(found) > 1 for phone, found in clients.items() if phone.isdigit()) > 20


def test_topcall_has_disputes_that_last_and_disputes_that_are_resolved(samples: Path) -> None:
    rows = [row for row in table(samples, "topcall", "recordings").to_pylist() if row["dispute"]]
    assert {row["dispute_resolved_at"] is None for row in rows} == {True, False}


def test_half_of_the_forgotten_of_flexfone_still_have_their_name_in_the_source(samples: Path) -> None:
    (path,) = (samples / "flexfone" / "medarbejdere").glob("*.parquet")
    names = [row["DisplayName"] for row in pq.read_table(path).to_pylist() if row["Forgotten"]]
    assert "Tidligere Bruger" in names
    assert len(set(names)) > 1


def test_consent_of_tdc_net_is_given_not_given_not_asked_and_withdrawn(samples: Path) -> None:
    rows = table(samples, "tdc_net", "service_calls").to_pylist()
    assert {row["consent"] for row in rows} == {True, False, None}
    assert any(row["consent_withdrawn_at"] for row in rows)


def test_texts_tell_of_what_nobody_asked(samples: Path) -> None:
    for system in ("flexfone", "tdc_net", "topcall", "tdc_cc_touchpoint"):
        gold = [
            line
            for path in sorted((samples / system / "_gold").glob("*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        kinds = {
            kind for line in gold for turn in json.loads(line)["turns"] for _, _, kind, _ in unmark(turn["text"])[1]
        }
        assert {"HEALTH", "PERSON", "PHONE_NUMBER"} <= kinds, system


def test_marks_of_short_texts_are_the_texts_of_the_rows(samples: Path) -> None:
    for system, dataset, identity, text in (
        ("topcall", "messages", "message_id", "body"),
        ("flexfone", "voicemails", "voicemail_id", "transcript"),
        ("tdc_net", "faults", "fault_id", "description"),
        ("tdc_cc_touchpoint", "bills", "bill_id", "note"),
    ):
        folder = load_policy(system).datasets[dataset].folder
        lines = [
            json.loads(line)
            for path in sorted((samples / system / "_gold").glob(f"{folder}-*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        marks = {line["id"]: "".join(unmark(turn["text"])[0] for turn in line["turns"]) for line in lines}
        rows = table(samples, system, dataset).to_pylist()
        assert len(rows) > 20
        assert {row[identity]: row[text] or "" for row in rows} == marks


def test_an_unknown_system_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match="use one of canonical, telenor_2involve, flexfone"):
        write_sample(tmp_path / "in", 10, 1, system="acme")


def test_memory_does_not_grow_with_the_calls(tmp_path: Path) -> None:
    peaks = []
    for calls in (20_000, 80_000):
        centre = open_system("flexfone", calls, 1, AS_OF, 1)
        assert centre is not None
        centre.group = 2000
        tracemalloc.start()
        centre.write(SampleFolder(tmp_path / str(calls)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.7
