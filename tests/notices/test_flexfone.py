"""Flexfone's notice: each stated limit, by the heading that states it."""

from __future__ import annotations

import json
import re
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines.keys import Keyring
from slor.pipelines.opening import unseal_file
from slor.schemas.columns import TIME
from slor.schemas.conform import NEUTRAL_NAME
from slor.schemas.retention import expired

SYSTEM = "flexfone"
TELLING = ("kørestol", "demens", "tillidsrepræsentant", "fagforeningen", "fængsel", "ramadan", "sygemeldt")


@pytest.fixture(scope="module")
def run(run_of):
    return run_of(SYSTEM)


def test_flexfone_forgotten_employees_have_a_neutral_name_and_nothing_else(run):
    keys = run.keys("error_correction")
    out = run.rows("error_correction", "employees")
    names = keys.unseal("PERSON", [row["name"] for row in out])
    neutral = [row for row, name in zip(out, names, strict=True) if name.casefold() == NEUTRAL_NAME.casefold()]
    came = [row for row in run.came_in("employees") if row["forgotten"]]
    assert len(neutral) == len(came) > 1
    for row in neutral:
        assert {row["employee_id"], row["user_id"], row["email"], row["phone"]} == {None}


def test_flexfone_forgotten_names_are_gone_even_where_the_source_still_has_them(run):
    (path,) = (run.source / "medarbejdere").glob("*.parquet")
    still = [
        row for row in pq.read_table(path).to_pylist() if row["Forgotten"] and row["DisplayName"] != "Tidligere Bruger"
    ]
    assert still
    keys = run.keys("error_correction")
    names = {
        name.casefold()
        for name in keys.unseal("PERSON", [r["name"] for r in run.rows("error_correction", "employees")])
    }
    assert not names & {row["DisplayName"].casefold() for row in still}


def test_flexfone_forgotten_employees_are_nobody_in_calls_recordings_enquiries_and_texts(run):
    ring = Keyring.load(str(run.keyring))
    (path,) = (run.source / "medarbejdere").glob("*.parquet")
    forgotten = [row for row in pq.read_table(path).to_pylist() if row["Forgotten"]]
    ids = {row["UserName"] for row in forgotten}
    assert len([row for row in run.came_in("calls") if row["agent_id"] in ids]) > 50  # they did answer
    opened = {
        dataset: [row for file in run.files("error_correction", dataset) for row in unseal_file(file, ring).to_pylist()]
        for dataset in ("calls", "tickets", "employees")
    }
    assert not ids & {row["agent_id"] for row in opened["calls"]}
    told = "\n".join(json.dumps(row, default=str, ensure_ascii=False) for rows in opened.values() for row in rows)
    told = f"{told}\n{run.all_text('training')}\n{run.all_text('statistics')}".casefold()
    for row in forgotten:
        values = {row["Email"], row["UserName"]} | {row["DisplayName"]} - {"Tidligere Bruger"}
        assert not [value for value in values if re.search(rf"(?<!\w){re.escape(value.casefold())}(?!\w)", told)]
    tokens = set(run.keys("statistics").tokens("USERNAME", sorted(ids)).to_pylist())
    assert not tokens & {row["agent_id"] for row in run.rows("statistics", "calls")}


def test_flexfone_forgotten_names_are_struck_out_of_statistics(run):
    assert {row["name"] for row in run.rows("statistics", "employees")} == {"<PERSON>"}


def test_flexfone_ported_recordings_and_voicemails_are_gone_after_90_days(run, screened, local):
    times = [local("2026-08-23T00:00"), local("2026-08-22T23:59")]
    assert screened(SYSTEM, "training", "recordings", "2026-11-21", started_at=times) == [True, False]
    assert screened(SYSTEM, "training", "voicemails", "2026-11-21", received_at=times) == [True, False]
    assert screened(SYSTEM, "training", "recordings", "2024-03-30", started_at=[local("2023-12-31T12:00")]) == [True]
    assert screened(SYSTEM, "training", "recordings", "2024-03-31", started_at=[local("2023-12-31T12:00")]) == [False]
    assert run.books("training", "recordings")["screened"]["retention"] > 0


def test_flexfone_ported_recordings_kept_for_a_hundred_days_are_refused(mistakes):
    assert mistakes(SYSTEM, ("{keep: P90D, notice: ported}", "{keep: P100D}")) == [
        "releases.training.retention.keep: P100D is longer than the notice keeps recordings; use P90D or less",
        "releases.training.retention.keep: P100D is longer than the notice keeps voicemails; use P90D or less",
    ]


def test_flexfone_forgotten_book_keeping_keeps_the_current_year_and_five(run, local, mistakes):
    (limit,) = (rule for rule in run.policy.retentions("statistics", "calls") if rule.keep.calendar_years)
    times = pa.array([local("2020-12-31T23:59"), local("2021-01-01T00:00")], TIME)
    for as_of, gone in (
        (date(2026, 1, 1), [True, False]),
        (date(2026, 12, 31), [True, False]),
        (date(2027, 1, 1), [True] * 2),
    ):
        assert expired(times, as_of, limit, run.policy.zone).to_pylist() == gone
    assert mistakes(SYSTEM, ("{keep: P1Y}               # the notice", "{keep: P7Y}               # the notice")) == [
        "releases.statistics.retention.keep: P7Y is longer than the notice keeps calls; use current calendar "
        "year + 5 or less"
    ]


def test_flexfone_forgotten_mobile_use_and_addresses_leave_only_for_the_law(run):
    assert "cell_id" not in run.rows("statistics", "calls")[0]
    assert "ip_sessions" not in run.policy.releases["statistics"].datasets
    assert "ip_sessions" not in run.policy.releases["training"].datasets
    sealed = {row["ip_address"] for row in run.rows("error_correction", "ip_sessions")}
    assert not sealed & {row["ip_address"] for row in run.came_in("ip_sessions")}


def test_flexfone_passed_on_sensitive_matters_in_free_text_are_struck_out_and_counted(run):
    source = " ".join(str(row["body"]) for row in run.came_in("tickets")).casefold()
    assert any(word in source for word in TELLING)
    for name in ("training", "error_correction"):
        told = run.all_text(name).casefold()
        assert not [word for word in TELLING if word in told]
    spans = run.books("training", "tickets")["spans"]
    assert {"HEALTH", "TRADE_UNION", "CRIMINAL_MATTER", "RELIGION"} & spans.keys()


def test_flexfone_passed_on_sensitive_matters_that_a_release_keeps_are_refused(mistakes):
    edits = [("    special_categories: {default: redact}\n", "    special_categories: {default: keep}\n"),
             ("        body: spans\n", "        body: seal\n")]  # fmt: skip
    assert mistakes(SYSTEM, *edits) == [
        "releases.training.datasets.tickets.body: the notice lets no special category be kept, and seal keeps the "
        "whole text; use spans, redact or drop",
        "releases.training.special_categories: the notice lets no special category be kept: HEALTH, RELIGION, "
        "TRADE_UNION, ETHNICITY, POLITICS, SEXUAL_ORIENTATION, CRIMINAL_MATTER; write {default: redact} or drop_row",
    ]


def test_flexfone_passed_on_nobody_outside_denmark(mistakes):
    assert mistakes(SYSTEM, ("{name: TDC, region: DK", "{name: TDC, region: IN"))[0] == (
        "releases.error_correction.recipients.0.region: the notice does not allow IN; use one of DK"
    )


def test_flexfone_passed_on_nothing_is_sold(mistakes):
    assert mistakes(SYSTEM, ("    purpose: fault_handling", "    purpose: sale")) == [
        "releases.error_correction.purpose: the notice names no purpose sale; use user_experience, documentation or "
        "fault_handling"
    ]


def test_flexfone_personal_resellers_contacts_leave_statistics_without_name_and_number(run):
    told = run.all_text("statistics")
    for row in run.came_in("resellers"):
        assert row["contact_name"] not in told
        assert row["phone"] not in told
        assert row["email"] not in told


def test_flexfone_access_objection_is_a_right_of_every_release(run):
    assert all({"objection", "access", "rectification", "erasure"} <= {*r.rights} for r in run.policy.releases.values())
