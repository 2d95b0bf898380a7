"""Treatments as a policy writes them: what is understood, and what the message says when it is not."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from slor.schemas.treatment import TREATMENTS, Treatment, TreatmentError, check_span_use, check_use, parse_treatment

UNDERSTOOD = [
    ("token", Treatment("token", {})),
    ({"truncate": "hour"}, Treatment("truncate", {"to": "hour"})),
    ({"truncate": {"to": "month"}}, Treatment("truncate", {"to": "month"})),
    ({"bucket": 10}, Treatment("bucket", {"width": 10, "edges": ""})),
    ({"bucket": {"edges": [0, 30, 60.5]}}, Treatment("bucket", {"width": 0, "edges": "0,30,60.5"})),
    ({"prefix": 4}, Treatment("prefix", {"length": 4, "length6": 48})),
    ({"shift": "customer_id"}, Treatment("shift", {"by": "customer_id", "days": 30})),
    ({"shift": {"by": "customer_id", "days": 7}}, Treatment("shift", {"by": "customer_id", "days": 7})),
    ({"keep": None}, Treatment("keep", {})),
]

MISTAKES = [
    ("hash", "unknown treatment 'hash'; use one of keep, drop"),
    (None, "not a treatment; write a name"),
    (["token"], "not a treatment"),
    ({"token": 1, "seal": 2}, "not a treatment"),
    ({"token": 3}, "token takes no option; write just token"),
    ({"token": {"length": 3}}, "token has no option 'length'; it takes none"),
    ("truncate", r"truncate needs 'to'; write \{truncate: hour\}"),
    ({"truncate": "decade"}, "unit is unknown; use one of minute"),
    ({"truncate": {"to": ["hour"]}}, "wrong type"),
    ({"bucket": {}}, "either a width or edges"),
    ({"bucket": {"width": 5, "edges": [1]}}, "either a width or edges"),
    ({"bucket": -5}, "above 0"),
    ({"bucket": True}, "above 0"),
    ({"bucket": {"edges": [3, 1]}}, "must ascend"),
    ({"bucket": {"edges": "low,high"}}, "must be numbers"),
    ({"prefix": 0}, "from 1 to 32"),
    ({"prefix": "four"}, "from 1 to 32"),
    ({"shift": {"by": "x", "days": 0}}, "from 1 to 3650"),
    ({"shift": 5}, "must name the column"),
]


@pytest.mark.parametrize(("written", "treatment"), UNDERSTOOD)
def test_understood(written: Any, treatment: Treatment) -> None:
    parsed = parse_treatment(written)
    assert parsed == treatment
    assert hash(parsed) == hash(treatment)
    assert pickle.loads(pickle.dumps(parsed)) == parsed


@pytest.mark.parametrize(("written", "message"), MISTAKES)
def test_mistakes(written: Any, message: str) -> None:
    with pytest.raises(TreatmentError, match=message):
        parse_treatment(written)


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("token", "PHONE_NUMBER"), ("seal", "text"), ({"truncate": "hour"}, "time"), ({"bucket": 10}, "measure"),
        ({"prefix": 24}, "IP_ADDRESS"), ({"prefix": 2}, "code"), ("spans", "text"), ("drop", "text"), ("keep", "flag"),
        ({"truncate": "year"}, "DATE_OF_BIRTH"), ("fpe", "CUSTOMER_ID"),
    ],
)  # fmt: skip
def test_may_be_used(written: Any, category: str) -> None:
    check_use(parse_treatment(written), category)


@pytest.mark.parametrize(
    ("written", "category", "message"),
    [
        ("keep", "text", "keep cannot be used on text; use one of drop, redact, seal, spans"),
        ("fpe", "PERSON", "use one of keep, drop, redact, token, seal, surrogate"),
        ("spans", "PERSON", "spans cannot be used on PERSON"),
        ({"truncate": "hour"}, "PHONE_NUMBER", "truncate cannot be used"),
        ("token", "time", "use one of keep, drop, truncate, shift"),
        ({"bucket": 5}, "PHONE_NUMBER", "bucket cannot be used"),
        ({"prefix": 2}, "PERSON", "prefix cannot be used"),
        ({"prefix": 32}, "IP_ADDRESS", "24 at most"),
        ({"prefix": 8}, "PHONE_NUMBER", "5 at most"),
        ({"truncate": "day"}, "DATE_OF_BIRTH", "leaves a person's own date; use one of month, quarter, year"),
        ({"truncate": "week"}, "DATE_OF_BIRTH", "leaves a person's own date"),
    ],
)
def test_may_not_be_used(written: Any, category: str, message: str) -> None:
    with pytest.raises(TreatmentError, match=message):
        check_use(parse_treatment(written), category)


def test_spans() -> None:
    check_span_use(parse_treatment("surrogate"), "PERSON")
    check_span_use(parse_treatment("fpe"), "PHONE_NUMBER")
    with pytest.raises(TreatmentError, match="drop cannot be used on PERSON in a text"):
        check_span_use(parse_treatment("drop"), "PERSON")
    with pytest.raises(TreatmentError, match="fpe cannot be used on PERSON in a text"):
        check_span_use(parse_treatment("fpe"), "PERSON")


def test_the_reversible_ones() -> None:
    assert {name for name, spec in TREATMENTS.items() if spec.reversible} == {"seal", "fpe"}
