"""TDC CC Touchpoint's notice: each stated limit, by the heading that states it."""

from __future__ import annotations

import re

import pytest

SYSTEM = "tdc_cc_touchpoint"
AWAY = ("statistics", "development", "order_entry")


@pytest.fixture(scope="module")
def run(run_of):
    return run_of(SYSTEM)


def test_touchpoint_recipients_each_has_a_release_of_its_own(run):
    assert {
        (recipient.name, recipient.region, release.purpose)
        for release in run.policy.releases.values()
        for recipient in release.recipients
    } == {
        ("KMD A/S", "DK", "error_correction"),
        ("Tata Consultancy Services", "IN", "performance"),
        ("Tata Consultancy Services", "IN", "development"),
        ("Accenture Solutions Private Limited", "IN", "order_entry"),
    }


def test_touchpoint_transfer_nothing_that_leaves_the_eea_can_be_reversed(run):
    for name in AWAY:
        assert not run.policy.releases[name].reversible()
    assert run.policy.releases["error_correction"].reversible()


def test_touchpoint_transfer_no_name_number_or_address_leaves_in_a_column(run):
    for name in AWAY:
        told = run.all_text(name)
        for dataset, columns in (
            ("call_lists", ("a_number", "customer_id", "agent_id", "agent_name")),
            ("bills", ("customer_name", "street_address", "customer_id", "bill_id", "order_id")),
            ("employees", ("name", "email", "phone")),
        ):
            values = {row[column] for row in run.came_in(dataset) for column in columns} - {None}
            quoted = {f'"{value}"' for value in values if re.search(r"\d|@| ", value)}
            assert not [value for value in quoted if value in told], (name, dataset)


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        (
            [("        bill_id: token\n", "        bill_id: seal\n")],
            ["releases.order_entry.datasets.bills.bill_id: seal can be reversed, and Accenture Solutions Private "
             "Limited is "
             "outside the EEA; use token, surrogate, redact or drop"],
        ),
        (
            [("customer_name: drop\n        street_address", "customer_name: keep\n        street_address")],
            ["releases.order_entry.datasets.bills.customer_name: PERSON in clear identifies a person, and "
             "Accenture Solutions "
             "Private Limited is outside the EEA; use token, surrogate, redact or drop"],
        ),
        (
            [("[{name: Accenture Solutions", "[{name: KMD A/S, region: DK}, {name: Accenture Solutions")],
            ["releases.order_entry.recipients: Accenture Solutions Private Limited, outside the EEA, would share "
             "keys with "
             "another recipient; give each recipient outside the EEA a release of its own"],
        ),
        (
            [("Accenture Solutions Private Limited, region: IN", "Accenture, region: PH")],
            ["releases.order_entry.recipients.0.region: the notice does not allow PH; use one of eea, IN"],
        ),
        (
            [("      PERSON: surrogate\n", "      PERSON: keep\n")],
            ["releases.development.spans.PERSON: PERSON in clear identifies a person, and Tata Consultancy "
             "Services is outside "
             "the EEA; use token, surrogate, redact or drop"],
        ),
    ],
    ids=["sealed", "in clear", "shared keys", "another country", "a name in a text"],
)  # fmt: skip
def test_touchpoint_transfer_what_may_not_leave_the_eea_is_refused(mistakes, edits, lines):
    assert mistakes(SYSTEM, *edits) == lines


def test_touchpoint_transfer_texts_for_development_have_stand_ins(run):
    came = {row["customer_name"] for row in run.came_in("chats")} - {None}
    told = run.all_text("development")
    assert run.books("development", "chats")["spans"]["PERSON"] > 10
    assert not [name for name in came if name in told]


def test_touchpoint_storage_current_year_and_five(screened, local):
    times = [local("2020-12-31T23:59:59"), local("2021-01-01T00:00:00")]
    for release in ("error_correction", "statistics"):
        for as_of in ("2026-01-01", "2026-12-31"):
            assert screened(SYSTEM, release, "call_lists", as_of, start_time=times) == [False, True]
        assert screened(SYSTEM, release, "call_lists", "2027-01-01", start_time=times) == [False, False]


def test_touchpoint_storage_current_year_and_five_in_the_run(run):
    assert run.books("statistics", "call_lists")["screened"]["retention"] > 0
    assert min(row["start_time"].year for row in run.rows("error_correction", "call_lists")) >= 2020  # UTC


def test_touchpoint_storage_employees_as_long_as_the_service_and_five_years_from_its_end(run, screened, local):
    ended = [None, local("2021-01-01T00:00"), local("2020-12-31T12:00")]
    assert screened(SYSTEM, "error_correction", "employees", "2026-11-21", service_ended_at=ended) == [
        True,
        True,
        False,
    ]
    assert run.books("error_correction", "employees")["screened"] == {
        "retention": sum(row["service_ended_at"] is not None and row["service_ended_at"].year < 2020
                         for row in run.came_in("employees"))
    }  # fmt: skip


def test_touchpoint_storage_longer_is_refused(mistakes):
    line = "    retention: {keep: {calendar_years: 5}, notice: storage}\n"
    mend = "use current calendar year + 5 or less"
    assert mistakes(SYSTEM, (line, line.replace("{calendar_years: 5}", "P7Y"))) == [
        f"releases.error_correction.retention.keep: P7Y is longer than the notice keeps {dataset}; {mend}"
        for dataset in ("call_lists", "chats", "mails", "employees")
    ]


def test_touchpoint_decisions_performance_follows_nobody(run):
    out = run.rows("statistics", "call_lists")
    assert {"agent_id", "customer_id", "agent_name", "customer_name"} & out[0].keys() == set()
    numbers = [re.sub(r"\D", "", row["a_number"] or "") for row in out]
    assert max(len(number) for number in numbers) <= 4


def test_touchpoint_decisions_a_pseudonym_for_performance_is_refused(mistakes):
    line = "        a_number: {prefix: 2}            # the number series"
    assert mistakes(SYSTEM, (line, line.replace("{prefix: 2}", "token"))) == [
        "releases.statistics.datasets.call_lists.a_number: token lets a person be followed, and the notice rules "
        "profiling "
        "out; use drop, redact or prefix"
    ]


def test_touchpoint_recipients_order_entry_has_bills_by_number_and_no_note(run):
    rows = run.rows("order_entry", "bills")
    assert set(run.policy.releases["order_entry"].datasets) == {"bills"}
    assert {"customer_name", "street_address", "postal_place"} & rows[0].keys() == set()
    assert {row["note"] for row in rows} <= {"<TEXT>", None}


def test_touchpoint_recipients_kmd_can_go_back_to_the_case(run):
    keys = run.keys("error_correction")
    out = run.rows("error_correction", "chats")
    came = {row["conversation_id"] for row in run.came_in("chats")}
    assert set(keys.unseal("CONVERSATION_ID", [row["conversation_id"] for row in out])) <= came


def test_touchpoint_purposes_no_other_purpose_is_released(mistakes):
    assert mistakes(SYSTEM, ("    purpose: order_entry", "    purpose: credit_rating")) == [
        "releases.order_entry.purpose: the notice names no purpose credit_rating; use error_correction, performance, "
        "development or order_entry"
    ]
