"""TDC NET's notice: each stated limit, by the number of the section that states it."""

from __future__ import annotations

import re
from importlib import resources

import pytest

SYSTEM = "tdc_net"


@pytest.fixture(scope="module")
def run(run_of):
    return run_of(SYSTEM)


def test_tdc_net_4_8_statistics_follow_nobody(run):
    told = run.all_text("statistics")
    for dataset, columns in (
        ("mobile_traffic", ("imsi", "imei", "account_number")),
        ("ip_sessions", ("account_number", "mac_address", "device_serial", "subscriber_id")),
        ("faults", ("account_number", "street_address")),
    ):
        for row in run.came_in(dataset)[:200]:
            for column in columns:
                assert not row[column] or row[column] not in told, column
    assert not re.search(r'"[a-z2-7]{26}"', told)  # no pseudonym of anything


def test_tdc_net_4_8_a_pseudonym_in_statistics_is_refused(mistakes):
    line = "        imsi: drop\n        imei: {prefix: 8}                # the model"
    assert mistakes(SYSTEM, (line, line.replace("imsi: drop", "imsi: token"))) == [
        "releases.statistics.datasets.mobile_traffic.imsi: token lets a person be followed, and the notice rules "
        "profiling "
        "out; use drop, redact or prefix"
    ]


def test_tdc_net_3_1_places_and_addresses_are_coarse_in_statistics(run):
    for row in run.rows("statistics", "ip_sessions"):
        assert row["ip_address"].endswith(("/16", "/48"))
        assert "cell_id" not in row
    assert {"cell_id", "imsi"} & set(run.rows("statistics", "mobile_traffic")[0]) == set()


def test_tdc_net_3_1_imei_in_statistics_is_the_model_alone(run):
    assert {len(re.sub(r"\D", "", row["imei"])) for row in run.rows("statistics", "mobile_traffic")} == {8}


def test_tdc_net_5_2_calls_only_with_consent_absent_is_not_given(run, screened, local):
    start = [local("2026-11-01T10:00")] * 3
    rows = {"started_at": start, "consent": [True, False, None]}
    assert screened(SYSTEM, "training", "service_calls", "2026-11-21", **rows) == [True, False, False]
    came = run.came_in("service_calls")
    given = [row for row in came if row["consent"] and not row["consent_withdrawn_at"]]
    books = run.books("training", "service_calls")
    assert books["rows_out"] + books["screened"].get("retention", 0) <= len(came)
    assert 0 < books["rows_out"] <= len(given) < len(came)
    assert books["screened"]["consent"] > 0


def test_tdc_net_5_2_withdrawn_consent_ends_it(screened, local):
    rows = {
        "started_at": [local("2026-11-01T10:00")] * 2,
        "consent": [True, True],
        "consent_withdrawn_at": [None, local("2026-11-20T10:00")],
    }
    assert screened(SYSTEM, "training", "service_calls", "2026-11-21", **rows) == [True, False]


def test_tdc_net_5_2_recorded_calls_in_a_release_without_consent_are_refused(mistakes):
    assert mistakes(SYSTEM, ("    consent: consent\n    withdrawn: consent_withdrawn_at      #", "    #")) == [
        "releases.training: service_calls may be used with consent only; add consent: consent, or leave the "
        "dataset out",
        "releases.training: service_calls may not be used once consent is withdrawn; add withdrawn: "
        "consent_withdrawn_at, "
        "or leave the dataset out",
    ]


def test_tdc_net_4_5_training_has_stand_ins_and_no_column_in_clear(run):
    came = {row["customer_name"] for row in run.came_in("service_calls")} - {None}
    out = run.rows("training", "service_calls")
    assert out
    assert not {row["account_number"] for row in out} & {row["account_number"] for row in run.came_in("service_calls")}
    assert len({row["customer_name"] for row in out} & came) <= 1


def test_tdc_net_4_2_error_correction_is_sealed_and_can_be_opened(run):
    keys = run.keys("error_correction")
    out = run.rows("error_correction", "equipment")
    names = set(keys.unseal("PERSON", [row["receiver_name"] for row in out]))
    came = {row["receiver_name"].casefold() for row in run.came_in("equipment")}
    assert {name.casefold() for name in names} <= came
    assert "b_number" not in run.rows("error_correction", "mobile_traffic")[0]


def test_tdc_net_7_equipment_is_kept_while_the_service_runs_and_three_months_after(screened, local):
    ended = [None, local("2026-08-21T00:00"), local("2026-08-20T23:59"), local("2030-01-01T00:00")]
    assert screened(SYSTEM, "error_correction", "equipment", "2026-11-21", service_ended_at=ended) == [
        True, True, False, True,
    ]  # fmt: skip


def test_tdc_net_7_longer_than_the_source_keeps_is_refused(mistakes):
    assert mistakes(SYSTEM, ('{keep: P3M, notice: "7: no longer', '{keep: P1Y, notice: "7: no longer')) == [
        "releases.error_correction.retention.keep: P1Y is longer than the notice keeps equipment; use P3M or less"
    ]


def test_tdc_net_7_retention_travels_to_subcontractors(run):
    card = (run.output / "maintenance" / "README.md").read_text(encoding="utf-8")
    assert "subcontractors for maintenance (eea)" in card
    assert "deletes each row by then" in card
    assert run.manifest("maintenance")["retention"]["equipment"] == (
        "P3M from service_ended_at, and as long as that is empty"
    )


def test_tdc_net_7_subcontractors_keep_it_no_longer_than_tdc_net(run, screened, local):
    here, there = (run.policy.releases[name].retention.keep for name in ("error_correction", "maintenance"))
    assert here == there
    times = [local("2026-08-21T00:00"), local("2026-08-20T23:59")]
    for release in ("error_correction", "maintenance"):
        assert screened(SYSTEM, release, "faults", "2026-11-21", reported_at=times) == [True, False]


def test_tdc_net_6_subcontractors_get_what_their_task_needs(run):
    assert set(run.policy.releases["maintenance"].datasets) == {"equipment", "faults"}
    told = run.all_text("maintenance")
    for row in run.came_in("equipment"):
        for column in ("receiver_name", "mac_address", "ip_address", "account_number", "street_address"):
            assert not row[column] or f'"{row[column]}"' not in told, column
    assert {"account_number", "receiver_name", "ip_address"} & run.rows("maintenance", "equipment")[0].keys() == set()


def test_tdc_net_6_no_recipient_outside_the_eea(mistakes):
    edit = ("subcontractors for maintenance, region: eea", "subcontractors for maintenance, region: US")
    assert "releases.maintenance.recipients.0.region: the notice does not allow US; use one of eea" in mistakes(
        SYSTEM, edit
    )


def test_tdc_net_4_7_marketing_is_no_purpose_of_a_release(mistakes):
    text = (resources.files("slor.schemas") / "policies" / "tdc_net.yaml").read_text(encoding="utf-8")
    assert "marketing" not in text
    assert mistakes(SYSTEM, ("    purpose: internal_statistics", "    purpose: marketing")) == [
        "releases.statistics.purpose: the notice names no purpose marketing; use fault_finding, staff_training or "
        "internal_statistics"
    ]


def test_tdc_net_9_rights_are_named_by_every_release(run):
    for release in run.policy.releases.values():
        assert {"access", "rectification", "erasure", "restriction", "objection"} <= set(release.rights)
    assert {"portability", "withdrawal"} <= set(run.policy.releases["training"].rights)


def test_tdc_net_2_special_categories_in_texts_are_struck_out(run):
    for name in ("training", "error_correction"):
        told = run.all_text(name).casefold()
        assert "kørestol" not in told
        assert "fængsel" not in told
    counted = {kind for name in ("training", "error_correction") for of in run.manifest(name)["datasets"].values()
               for kind in of["spans"]}  # fmt: skip
    assert counted & {"HEALTH", "TRADE_UNION", "RELIGION", "CRIMINAL_MATTER"}
