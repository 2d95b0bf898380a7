"""Which rows a release may have: retention with its holds, consent for its purpose, the end of an agreement."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from slor.pipelines.screening import Screened, screen
from slor.schemas.policy_loader import parse_policy

POLICY = """\
system: centre
controller: the centre
regions: [NO]
zone: Europe/Oslo
countries: [NO]
purposes: {reporting: "1", learning: "2", complaints: "3"}
datasets:
  calls:
    subject: customer
    time: started
    limit: {keep: P2Y, hold: dispute, resolved: resolved, hold_purposes: [complaints]}
    columns:
      call: CALL_ID
      started: time
      ended: time
      to_report: flag
      to_learn: flag
      withdrawn: time
      dispute: flag
      resolved: time
  staff:
    subject: employee
    columns: {name: PERSON}
  visits:
    subject: client
    time: seen
    columns: {visit: SESSION_ID, seen: time}
releases:
  statistics:
    purpose: reporting
    consent: to_report
    retention: {keep: P1Y}
    datasets: {calls: &all {call: token, started: keep, ended: keep, to_report: drop, to_learn: drop, withdrawn: drop,
      dispute: keep, resolved: keep}, staff: {name: token}}
    legal_basis: &basis consent
    recipients: &who [{name: us, region: NO}]
    rights: &rights [withdrawal]
  training:
    purpose: learning
    consent: to_learn
    withdrawn: withdrawn
    retention: {keep: P1Y, counted_from: ended}
    datasets: {calls: *all, staff: {name: drop}, visits: {visit: token, seen: keep}}
    legal_basis: *basis
    recipients: *who
    rights: *rights
  complaints:
    purpose: complaints
    retention: {keep: P1Y, hold: dispute, resolved: resolved}
    datasets: {calls: *all}
    legal_basis: *basis
    recipients: *who
    rights: *rights
"""
AS_OF = date(2026, 11, 21)
NEW, OLD = datetime(2026, 11, 1, tzinfo=UTC), datetime(2025, 3, 1, tzinfo=UTC)  # older than a year, not than two
ANCIENT = datetime(2024, 1, 1, tzinfo=UTC)


def screened(release: str, dataset: str = "calls", agreement: str = "", **columns: list[Any]) -> Screened:
    text = POLICY + (f"agreement_ended: {agreement}\n" if agreement else "")
    policy = parse_policy(text.encode(), "p.yaml")
    schema = policy.datasets[dataset].schema()
    rows = len(next(iter(columns.values())))
    arrays = [pa.array(columns.get(field.name, [None] * rows), field.type) for field in schema]
    numbers = np.arange(rows) + 100
    return screen(pa.Table.from_arrays(arrays, schema=schema), numbers, policy, release, dataset, AS_OF)


def test_consent_is_asked_for_each_purpose_and_absent_is_not_given():
    flags = [(a, b) for a in (True, False, None) for b in (True, False, None)]
    rows = {"started": [NEW] * 9, "ended": [NEW] * 9, "to_report": [a for a, _ in flags]}
    rows["to_learn"] = [b for _, b in flags]
    assert screened("statistics", **rows).keep.tolist() == [a is True for a, _ in flags]
    assert screened("training", **rows).keep.tolist() == [b is True for _, b in flags]
    assert screened("complaints", **rows).keep.all()
    assert screened("training", **rows).reasons == {"consent": 6}


def test_consent_withdrawn_for_one_purpose_is_not_withdrawn_for_another():
    rows = {"started": [NEW] * 2, "ended": [NEW] * 2, "to_report": [True] * 2, "to_learn": [True] * 2}
    rows["withdrawn"] = [None, NEW]
    assert screened("training", **rows).keep.tolist() == [True, False]
    assert screened("statistics", **rows).keep.tolist() == [True, True]


@pytest.mark.parametrize(
    ("dispute", "resolved", "kept"),
    [
        (True, None, True),
        (True, datetime(2026, 11, 20, 22, 59, tzinfo=UTC), False),  # the day before, in Oslo
        (True, datetime(2026, 11, 20, 23, 0, tzinfo=UTC), True),  # the day itself began then
        (True, datetime(2026, 12, 24, tzinfo=UTC), True),
        (False, None, False),
        (None, None, False),
        (False, datetime(2026, 12, 24, tzinfo=UTC), False),
    ],
)
def test_a_dispute_holds_a_row_for_what_the_notice_allows_alone(dispute, resolved, kept):
    rows = {"started": [ANCIENT], "ended": [ANCIENT], "dispute": [dispute], "resolved": [resolved]}
    rows |= {"to_report": [True], "to_learn": [True]}
    assert screened("complaints", **rows).keep.tolist() == [kept]
    for release in ("statistics", "training"):
        assert screened(release, **rows).keep.tolist() == [False]
        assert screened(release, **rows).reasons == {"retention": 1}


def test_a_release_counts_from_its_column_and_from_the_datasets_own_time_where_there_is_none():
    rows = {"started": [OLD, OLD], "ended": [NEW, OLD], "to_learn": [True, True]}
    assert screened("training", **rows).keep.tolist() == [True, False]
    assert screened("training", "visits", seen=[NEW, OLD]).keep.tolist() == [True, False]
    assert screened("training", "staff", name=["Mette Holm"]).keep.tolist() == [True]


def test_counting_from_a_later_column_does_not_outlast_the_notices_limit():
    rows = {"started": [ANCIENT], "ended": [NEW], "to_learn": [True]}
    assert screened("training", **rows).keep.tolist() == [False]


def test_a_row_that_cannot_be_dated_is_rejected_by_its_number_alone():
    found = screened("training", started=[NEW, NEW], ended=[None, NEW], to_learn=[True, True])
    assert found.keep.tolist() == [False, True]
    assert [(each.row, each.column, each.reason) for each in found.rejections] == [
        (100, "ended", "no time to count retention from")
    ]


def test_every_row_left_out_has_one_reason_the_first_that_applies():
    rows = {"started": [ANCIENT, NEW, NEW], "to_report": [False, False, True]}
    found = screened("statistics", **rows)
    assert (found.keep.sum(), found.reasons) == (1, {"retention": 1, "consent": 1})


def test_an_agreement_that_ended_leaves_everything_out_from_the_day_after():
    rows = {"started": [NEW], "to_report": [True]}
    assert screened("statistics", agreement="2026-11-21", **rows).keep.tolist() == [True]
    assert screened("statistics", agreement="2026-11-20", **rows).reasons == {"agreement ended": 1}
    held = {"started": [NEW], "dispute": [True]}
    assert screened("complaints", agreement="2026-11-20", **held).reasons == {"agreement ended": 1}
    assert screened("statistics", "staff", agreement="2026-11-20", name=["Mette Holm"]).reasons == {
        "agreement ended": 1
    }
