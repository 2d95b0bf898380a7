"""The Telenor 2involve policy says what its notice says. Test names give the passage."""

from __future__ import annotations

import pickle

import pytest

from slor.schemas.categories import DIRECT_IDENTIFIERS
from slor.schemas.cdr import CDR
from slor.schemas.dialogue import DIALOGUE
from slor.schemas.directory import DIRECTORY
from slor.schemas.email import EMAIL
from slor.schemas.policy_loader import load_policy
from slor.schemas.retention import Period

POLICY = load_policy("telenor_2involve")


def test_has_the_canonical_columns_in_order():
    for kind in (CDR, DIALOGUE, EMAIL, DIRECTORY):
        ours = POLICY.datasets[kind.name].columns
        assert [(c.name, c.type, c.category) for c in ours] == [(c.name, c.type, c.category) for c in kind.columns]


def test_leaves_ip_sessions_alone():
    assert set(POLICY.datasets) == {"cdr", "dialogue", "email", "directory"}
    assert all(set(release.datasets) == set(POLICY.datasets) for release in POLICY.releases.values())


def test_every_column_is_decided_in_every_release():
    for release in POLICY.releases.values():
        for name, rules in release.datasets.items():
            assert set(rules) == {column.name for column in POLICY.datasets[name].columns}


def test_no_release_carries_a_direct_identifier_in_clear():
    for release in POLICY.releases.values():
        for name, rules in release.datasets.items():
            for column, rule in rules.items():
                if POLICY.datasets[name].column(column).category in DIRECT_IDENTIFIERS | {"CALL_ID", "CONVERSATION_ID"}:
                    assert rule.name != "keep", (release.name, name, column)


def test_table_1_countries_norway_and_sweden_only():
    assert POLICY.regions == ("NO", "SE")
    assert {r.region for release in POLICY.releases.values() for r in release.recipients} <= {"NO", "SE"}


def test_table_1_deletion_after_two_years():
    for release in POLICY.releases:
        for name in ("cdr", "dialogue", "email"):
            rules = POLICY.retentions(release, name)
            assert {rule.keep for rule in rules} == {Period(years=2)}
            assert {rule.counted_from for rule in rules} == {POLICY.datasets[name].time}
            assert {rule.hold for rule in rules} == {None}  # the notice knows no hold for disputes
        assert POLICY.retentions(release, "directory") == ()


def test_table_2_cdr_for_reporting_has_no_text():
    for name, rules in POLICY.releases["statistics"].datasets.items():
        assert all(rules[column].name == "drop" for column in POLICY.datasets[name].texts())
    assert not POLICY.releases["statistics"].detects()


def test_table_2_content_needs_consent_to_train_on():
    assert POLICY.releases["training"].consent == "consent"
    assert POLICY.releases["training"].detects()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("cdr", "a_number"), ("dialogue", "customer_phone")),
        (("cdr", "a_number"), ("directory", "phone")),
        (("cdr", "agent_id"), ("directory", "user_id")),
        (("cdr", "agent_id"), ("email", "agent_id")),
        (("cdr", "call_id"), ("dialogue", "call_id")),
        (("cdr", "customer_id"), ("email", "customer_id")),
        (("email", "from_address"), ("dialogue", "customer_email")),
        (("email", "to"), ("directory", "email")),
    ],
)
def test_statistics_join_over_datasets(one, other):
    rules = POLICY.releases["statistics"].datasets
    assert rules[one[0]][one[1]].name == rules[other[0]][other[1]].name == "token"
    assert POLICY.datasets[one[0]].column(one[1]).category == POLICY.datasets[other[0]].column(other[1]).category


def test_only_error_correction_can_be_reversed():
    assert {name for name, release in POLICY.releases.items() if release.reversible()} == {"error_correction"}


def test_travels_to_workers_unchanged():
    assert pickle.loads(pickle.dumps(POLICY)) == POLICY
