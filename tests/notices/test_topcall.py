"""TopCall's notice: each stated limit, by the heading that states it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from slor.pipelines.anonymise import treat_apart
from slor.pipelines.keys import Keyring
from slor.pipelines.opening import unseal_file
from slor.pipelines.screening import screen
from slor.pipelines.treatments import Treater
from slor.schemas.policy_loader import load_policy
from slor.schemas.treatment import Treatment

SYSTEM = "topcall"


@pytest.fixture(scope="module")
def run(run_of):
    return run_of(SYSTEM)


def test_topcall_statistics_calls_and_messages_are_counted_for_each_client(run):
    calls, messages = run.rows("statistics", "calls"), run.rows("statistics", "messages")
    clients = {row["client_id"] for row in run.came_in("calls")}
    assert len({row["client_id"] for row in calls}) == len(clients)
    of_call = {row["call_id"]: row["client_id"] for row in calls}
    joined = [row for row in messages if row["call_id"] in of_call]
    assert len(joined) > len(messages) * 0.98
    assert all(of_call[row["call_id"]] == row["client_id"] for row in joined)


def test_topcall_statistics_no_client_can_be_told_by_id_or_number(run):
    told = run.all_text("statistics")
    assert not re.search(r"TC-\d{4}", told)
    assert "b_number" not in told
    service = {
        re.sub(r"\D", "", row["b_number"] or "")[-8:] for row in run.came_in("calls") if row["direction"] == "ind"
    }
    assert not [number for number in service - {""} if number in told]


def test_topcall_use_one_caller_is_another_person_for_each_client(run):
    came, out = run.came_in("messages"), run.rows("statistics", "messages")
    of_phone = defaultdict(set)
    for row in came:
        of_phone[row["caller_phone"]].add(row["client_id"])
    assert any(len(found) > 1 for phone, found in of_phone.items() if phone.isdigit())  # some do call two clients
    of_token = defaultdict(set)
    for row in out:
        of_token[row["caller_phone"]].add(row["client_id"])
    assert {len(found) for token, found in of_token.items() if len(token or "") == 26} == {
        1
    }  # withheld numbers have none
    assert len(of_token) > len(of_phone)


def test_topcall_use_a_release_that_lets_clients_join_is_refused(mistakes):
    line = "    separate_by: client_id\n    datasets:\n      recordings:\n        conversation_id: token\n"
    assert mistakes(SYSTEM, (line, line.replace("    separate_by: client_id\n", ""))) == [
        "releases.quality: recordings may let nobody be joined over client_id; add separate_by: client_id, or leave "
        "the dataset out"
    ]  # fmt: skip


def test_topcall_use_a_release_that_names_the_client_is_refused(mistakes):
    line = "        client_id: token\n        direction"
    assert mistakes(SYSTEM, (line, line.replace("token", "keep"))) == [
        "releases.statistics.datasets.calls.client_id: is what persons are separated by, and stands in clear; "
        "use token, redact or drop"
    ]  # fmt: skip


def test_topcall_use_no_clients_name_is_left_in_what_was_said(run):
    names = {row["client_name"].casefold() for row in run.came_in("recordings")}
    said = " ".join(turn["text"] or "" for row in run.came_in("recordings") for turn in row["turns"] or ()).casefold()
    assert len(names) > 5
    assert any(name in said for name in names)  # receptionists answer with it
    for release in ("quality", "documentation", "statistics"):
        told = run.all_text(release).casefold()
        assert not [name for name in names if name in told], release
    assert run.books("quality", "recordings")["spans"]["ORGANIZATION"] > 10


@pytest.mark.parametrize(
    ("line", "column"),
    [("        client_name: drop\n", "client_name"), ("        customer_phone: surrogate\n", "customer_phone")],
)
def test_topcall_use_what_would_join_or_name_clients_in_clear_is_refused(mistakes, line, column):
    (told,) = mistakes(SYSTEM, (line, f"        {column}: keep\n"))
    assert re.fullmatch(
        rf"releases.quality.datasets.recordings.{column}: \w+ in clear lets persons be joined or told by client_id; "
        "use token, surrogate, redact or drop",
        told,
    )


def test_topcall_recordings_three_months_by_the_calendar(screened, local):
    starts = [local("2026-02-28T12:00"), local("2026-03-01T00:00"), local("2026-05-31T09:00")]
    assert screened(SYSTEM, "quality", "recordings", "2026-05-28", started_at=starts) == [True, True, True]
    assert screened(SYSTEM, "quality", "recordings", "2026-05-29", started_at=starts) == [False, True, True]
    assert screened(SYSTEM, "quality", "recordings", "2026-06-01", started_at=starts) == [False, True, True]


def test_topcall_recordings_three_months_end_at_local_midnight_in_summer_and_winter(screened, local):
    last = [
        local("2026-10-24T23:59:59"),
        local("2026-10-25T00:00:00"),
        local("2026-10-25T23:59:59"),
    ]  # the clocks go back
    assert screened(SYSTEM, "quality", "recordings", "2027-01-25", started_at=last) == [False, True, True]
    first = [local("2026-03-28T23:30"), local("2026-03-29T00:30")]  # the clocks go forward
    assert screened(SYSTEM, "quality", "recordings", "2026-06-29", started_at=first) == [False, True]


def test_topcall_recordings_in_dispute_are_kept_until_it_is_resolved(screened, local):
    old = [local("2026-01-10T10:00")] * 5
    disputed = [True, True, True, False, None]
    resolved = [None, local("2026-11-20T10:00"), local("2026-12-24T10:00"), None, None]
    rows = {"started_at": old, "dispute": disputed, "dispute_resolved_at": resolved}
    assert screened(SYSTEM, "documentation", "recordings", "2026-11-21", **rows) == [True, False, True, False, False]


def test_topcall_recordings_in_dispute_are_kept_for_documentation_alone(run, screened, local):
    rows = {"started_at": [local("2026-01-10T10:00")], "dispute": [True], "dispute_resolved_at": [None]}
    assert screened(SYSTEM, "quality", "recordings", "2026-11-21", **rows) == [False]
    limit = dt.datetime(2026, 8, 20, tzinfo=dt.UTC)
    held = [row for row in run.rows("documentation", "recordings") if row["started_at"] < limit]
    assert held
    assert all(row["dispute"] for row in held)
    assert not [row for row in run.rows("quality", "recordings") if row["started_at"] < limit]


def test_topcall_recordings_kept_longer_than_three_months_are_refused(mistakes):
    assert mistakes(SYSTEM, ('{keep: P3M, notice: "recordings: three months"}', "{keep: P4M}")) == [
        "releases.quality.retention.keep: P4M is longer than the notice keeps recordings; use P3M or less"
    ]
    assert mistakes(SYSTEM, ('{keep: P3M, notice: "recordings: three months"}', "{keep: P90D}")) == [
        "releases.quality.retention.keep: P90D is longer than the notice keeps recordings; use P3M or less"
    ]  # from 28 February three months are 89 days


def test_topcall_recordings_held_for_quality_are_refused(mistakes):
    assert mistakes(SYSTEM, ('{keep: P3M, notice: "recordings: three months"}', "{keep: P3M, hold: dispute}")) == [
        "releases.quality.retention.hold: the notice lets no recordings be held for quality; leave the hold out, or "
        "name the purpose in the dataset's limit"
    ]


def test_topcall_recordings_rest_on_legitimate_interest_not_on_consent(run):
    for name in ("quality", "documentation"):
        release = run.policy.releases[name]
        assert "6(1)(f)" in release.legal_basis
        assert release.consent is None


def test_topcall_recordings_for_quality_have_stand_ins_and_no_client(run):
    rows = run.rows("quality", "recordings")
    assert rows
    assert all("client_id" not in row for row in rows)
    names = {row["customer_name"] for row in run.came_in("recordings")} - {None}
    assert len({row["customer_name"] for row in rows} & names) < len(rows) / 4


def test_topcall_recordings_for_documentation_can_be_opened_with_the_key_of_the_client(run, tmp_path):
    came = {row["conversation_id"]: row for row in run.came_in("recordings")}
    opened = 0
    for path in run.files("documentation", "recordings"):
        for row in unseal_file(path, Keyring.load(str(run.keyring))).to_pylist():
            source = came[row["conversation_id"]]
            assert row["client_id"] == source["client_id"].casefold()
            assert row["customer_phone"] in (None, source["customer_phone"])
            assert not any("⟦" in (turn["text"] or "") for turn in row["turns"])
            opened += 1
    assert opened == len(run.rows("documentation", "recordings")) > 10


def test_topcall_use_a_call_of_no_client_is_rejected_and_one_client_written_in_two_ways_is_one(run, screened, local):
    policy = load_policy(SYSTEM)
    schema = policy.datasets["recordings"].schema()
    rows = [
        {"client_id": client, "started_at": local("2026-11-01T10:00")} for client in ("TC-0101", None, " ", "tc-0101 ")
    ]
    table = pa.Table.from_pylist(rows, schema=schema)
    found = screen(table, np.arange(4), policy, "quality", "recordings", dt.date(2026, 11, 21))
    assert found.keep.tolist() == [True, False, False, True]
    assert [(reject.row, reject.column, reject.reason) for reject in found.rejections] == [
        (row, "client_id", "nothing to keep persons apart by") for row in (1, 2)
    ]
    keys, token = run.keys("quality"), Treatment("token")
    columns = tuple(policy.datasets["calls"].column(name) for name in ("client_id", "a_number"))
    one, same, other = (
        treat_apart(
            pa.table({"client_id": [client], "a_number": ["+4522334455"]}),
            None,
            (),
            replace(policy.datasets["calls"], columns=columns),
            replace(policy.releases["statistics"], datasets={"calls": dict.fromkeys(("client_id", "a_number"), token)}),
            lambda part: Treater(keys if part is None else keys.apart(part)),
        ).table.to_pylist()[0]
        for client in ("TC-0101", "tc-0101 ", "TC-0102")
    )
    assert one == same
    assert not {*one.values()} & {*other.values()}


def test_topcall_automatic_addresses_are_cut_and_nobody_is_followed(run):
    rows = run.rows("web_statistics", "web_visits")
    assert rows
    for row in rows:
        assert re.fullmatch(r"\d+\.\d+\.0\.0/16|[0-9a-f:]+::/48", row["ip_address"]), row["ip_address"]
        assert row["visited_at"].minute == 0
        assert row["seconds"] % 30 == 0
        assert "user_id" not in row
    assert {"browser", "operating_system", "page", "link", "place"} <= rows[0].keys()


def test_topcall_collected_passwords_and_payment_data_are_in_no_dataset(run):
    categories = {column.category for dataset in run.policy.datasets.values() for column in dataset.columns}
    assert not categories & {"PASSWORD", "BANK_ACCOUNT", "CREDIT_CARD", "IBAN_CODE"}
    for name in ("quality", "documentation"):
        spans = run.policy.releases[name].spans
        assert spans.get("PASSWORD", spans["default"]).name == "redact"


def test_topcall_sharing_nobody_outside_denmark(mistakes):
    assert mistakes(SYSTEM, ("TopCall's quality team, region: DK", "TopCall's quality team, region: US")) == [
        "releases.quality.recipients.0.region: the notice does not allow US; use one of DK"
    ]


def test_topcall_sharing_no_release_for_advertising(mistakes):
    assert mistakes(SYSTEM, ("    purpose: web_optimisation", "    purpose: advertising")) == [
        "releases.web_statistics.purpose: the notice names no purpose advertising; use call_statistics, quality, "
        "documentation or web_optimisation"
    ]


def test_topcall_access_every_release_answers_access(run):
    assert all("access" in release.rights for release in run.policy.releases.values())
    assert all({"rectification", "erasure"} & {*release.rights} for release in run.policy.releases.values())
