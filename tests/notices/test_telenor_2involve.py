"""Telenor 2involve's terms: each stated limit, by the table and row that state it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest

from slor.pipelines import batch
from slor.pipelines.keys import create_keyring
from slor.pipelines.options import RunOptions
from slor.pipelines.screening import screen
from slor.sample_data import write_sample
from slor.sample_data.sample import AS_OF

SYSTEM, OSLO = "telenor_2involve", "Europe/Oslo"


@pytest.fixture(scope="module")
def run(run_of):
    return run_of(SYSTEM)


def test_telenor_table_1_countries_norway_and_sweden_alone(mistakes):
    assert mistakes(SYSTEM, ("the customer's analysts, region: NO", "the customer's analysts, region: DK")) == [
        "releases.statistics.recipients.0.region: the notice does not allow DK; use one of NO, SE"
    ]


def test_telenor_table_1_deletion_two_years_and_leap_days(screened, local):
    times = [local("2024-02-29T12:00", OSLO), local("2024-03-01T00:00", OSLO)]
    for release in ("statistics", "training", "error_correction"):
        rows = {"start_time": times, "consent": [True, True]}
        assert screened(SYSTEM, release, "cdr", "2026-02-28", **rows) == [True, True]
        assert screened(SYSTEM, release, "cdr", "2026-03-01", **rows) == [False, True]


def test_telenor_table_1_deletion_two_years_in_the_run(run, local):
    for release in ("statistics", "error_correction"):
        assert min(row["start_time"] for row in run.rows(release, "cdr")) >= local("2024-11-21T00:00", OSLO)
        assert run.books(release, "cdr")["screened"]["retention"] > 0


def test_telenor_table_1_deletion_no_dispute_keeps_a_row_longer(screened, local, mistakes):
    rows = {"start_time": [local("2024-01-01T12:00", OSLO)], "dispute": [True], "consent": [True]}
    assert screened(SYSTEM, "error_correction", "cdr", "2026-11-21", **rows) == [False]
    line = '    retention: {keep: P2Y, notice: "table 1, deletion: 2 years"}\n'
    assert mistakes(SYSTEM, (line, line.replace("P2Y", "P2Y, hold: dispute")))[0] == (
        "releases.error_correction.retention.hold: the notice lets no cdr be held for support; leave the hold "
        "out, or name "
        "the purpose in the dataset's limit"
    )


def test_telenor_table_1_deletion_longer_is_refused(mistakes):
    line = 'retention: {keep: P2Y, notice: "table 1, deletion: statistics data after 2 years"}'
    assert mistakes(SYSTEM, (line, "retention: {keep: P25M}"))[0] == (
        "releases.statistics.retention.keep: P25M is longer than the notice keeps cdr; use P2Y or less"
    )


def test_telenor_table_1_deletion_an_agreement_that_ended_releases_nothing(run, local):
    ours = run.policy.datasets["directory"]
    table = ours.schema().empty_table()
    table = table.from_pylist([{"name": "Kari Nordmann"}, {"name": "Ola Nordmann"}], schema=ours.schema())
    ended = replace(run.policy, agreement_ended=local("2026-11-20T00:00").date())
    for policy, day, out in ((run.policy, 21, 2), (ended, 20, 2), (ended, 21, 0)):
        found = screen(
            table, np.arange(2), policy, "error_correction", "directory", local(f"2026-11-{day}T00:00").date()
        )
        assert found.keep.sum() == out
        assert found.reasons == ({} if out else {"agreement ended": 2})


def test_telenor_table_1_deletion_a_run_after_the_agreement_empties_what_was_released(tmp_path):
    write_sample(tmp_path / "in", 40, 7, system=SYSTEM, dialogues=2)
    create_keyring(SYSTEM, ["statistics"], str(tmp_path / "keys.json"))
    shipped = (resources.files("slor.schemas") / "policies" / f"{SYSTEM}.yaml").read_text(encoding="utf-8")
    (tmp_path / "ended.yaml").write_text(f"{shipped}\nagreement_ended: 2026-11-20\n", encoding="utf-8")
    left = []
    for policy in (SYSTEM, str(tmp_path / "ended.yaml")):
        batch.run(
            RunOptions(
                policy=policy,
                releases=("statistics",),
                as_of=AS_OF,
                keyring=str(tmp_path / "keys.json"),
                input=str(tmp_path / "in"),
                output=str(tmp_path / "output"),
                max_rejects="5%",
                quiet=True,
                incremental=True,
            )
        )
        left.append(len(list((tmp_path / "output" / "statistics").rglob("*.parquet"))))
    assert left[0] > 3
    assert left[1] == 0
    books = json.loads((tmp_path / "output" / "statistics" / "_manifest.json").read_text(encoding="utf-8"))["datasets"]
    assert all(of["screened"] == {"agreement ended": of["rows_in"]} for of in books.values())


def test_telenor_table_2_cdr_is_for_reporting_persons_are_tokens_and_times_hours(run):
    rows = run.rows("statistics", "cdr")
    assert all(row["start_time"].minute == 0 for row in rows)
    assert {"agent_name", "customer_name", "cell_id", "imsi", "imei"} & rows[0].keys() == set()
    assert all(len(row["customer_id"]) == 26 for row in rows if row["customer_id"])


def test_telenor_table_2_no_text_leaves_for_reporting(run):
    assert "turns" not in run.rows("statistics", "dialogue")[0]
    assert {"subject", "body", "attachments"} & run.rows("statistics", "email")[0].keys() == set()


def test_telenor_table_2_content_is_released_to_train_on_with_consent_alone(run, screened, local):
    rows = {"started_at": [local("2026-11-01T12:00", OSLO)] * 3, "consent": [True, False, None]}
    assert screened(SYSTEM, "training", "dialogue", "2026-11-21", **rows) == [True, False, False]
    assert run.books("training", "dialogue")["screened"]["consent"] > 0


def test_telenor_table_2_text_without_its_spans_treated_is_refused(mistakes):
    before = "their clock is not needed\n        turns.speaker: keep\n        turns.text: "
    assert mistakes(SYSTEM, (f"{before}spans", f"{before}keep")) == [
        "releases.training.datasets.dialogue.turns.text: keep cannot be used on text; use one of drop, redact, "
        "seal, spans"
    ]


def test_telenor_table_2_an_undecided_column_is_refused(mistakes):
    line = "        cell_id: drop                    # table 2 names no place, SIM or handset\n"
    assert mistakes(SYSTEM, (line, "")) == [
        "releases.statistics.datasets.cdr.cell_id: is not decided; give it a treatment; drop leaves it out"
    ]


def test_telenor_tables_1_and_2_special_categories_are_neither_asked_for_nor_kept(run):
    for name in ("training", "error_correction"):
        assert set(run.policy.releases[name].special.values()) == {"redact"}
        spans = run.books(name, "dialogue")["spans"]
        assert not {"kørestol", "sygemeldt"} & set(run.all_text(name).casefold().split())
        assert spans["PERSON"] > 0


def test_telenor_tables_1_and_2_a_text_that_keeps_special_categories_is_refused(mistakes):
    line = "    special_categories: {default: redact}    # tables 1 and 2"
    assert mistakes(SYSTEM, (line, line.replace("default", "HEALTH"))) == [
        "releases.training.special_categories: the notice lets no special category be kept: RELIGION, TRADE_UNION, "
        "ETHNICITY, POLITICS, SEXUAL_ORIENTATION, CRIMINAL_MATTER; write {default: redact} or drop_row"
    ]


def test_telenor_table_1_support_is_sealed_for_the_manufacturer(run):
    assert [(r.name, r.region) for r in run.policy.releases["error_correction"].recipients] == [
        ("Enghouse Interactive", "SE")
    ]
    keys = run.keys("error_correction")
    came = {row["call_id"] for row in run.came_in("cdr")}
    out = [row["call_id"] for row in run.rows("error_correction", "cdr")][:50]
    assert set(keys.unseal("CALL_ID", out)) <= came


def test_telenor_first_paragraph_the_customer_is_controller(run):
    assert "customer is controller" in run.policy.controller
    assert all("instruction" in release.legal_basis for release in run.policy.releases.values())
