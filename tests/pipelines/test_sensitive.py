"""Special categories in texts: redacted, dropped with their row or kept, as the policy says."""

from __future__ import annotations

from collections import Counter

import numpy as np

from slor.pipelines.sensitive import drop_reason, find, kept, redactions, with_rules
from slor.recognizers.spans import Conversation, Span, Turn
from slor.schemas.policy_loader import load_policy

TRAINING = load_policy("flexfone").releases["training"]
STATISTICS = load_policy("flexfone").releases["statistics"]
ILL, PIOUS = Span(4, 9, "HEALTH", 0.85), Span(14, 20, "RELIGION", 0.85)


def talk(*texts: str) -> Conversation:
    return Conversation(tuple(Turn("customer", text) for text in texts))


def test_looks_only_where_a_release_asks():
    rows = [talk("jeg har kræft"), talk("hej"), talk("jeg er muslim")]
    wanted = np.array([True, False, True])
    assert find(rows, wanted, [STATISTICS]) is None
    found = find(rows, wanted, [STATISTICS, TRAINING])
    assert found is not None
    assert [row and [[span.entity_type for span in turn] for turn in row] for row in found] == [
        [["HEALTH"]],
        None,
        [["RELIGION"]],
    ]


def test_drops_a_row_for_what_it_tells():
    assert drop_reason([[ILL], [PIOUS]], {"RELIGION": "drop_row", "HEALTH": "redact"}) == "special category RELIGION"
    assert drop_reason([[ILL]], {"HEALTH": "redact"}) is None
    assert drop_reason(None, {"HEALTH": "drop_row"}) is None


def test_redacts_beside_identifiers_and_not_over_them():
    name = Span(0, 5, "PERSON", 0.9)
    rules = {"HEALTH": "redact", "RELIGION": "redact"}
    assert redactions([[name]], [[ILL, PIOUS]], rules) == [[name, PIOUS]]
    assert redactions([[]], [[ILL, PIOUS]], {"HEALTH": "keep", "RELIGION": "redact"}) == [[PIOUS]]
    assert redactions([[name]], None, rules) == [[name]]


def test_what_tells_is_struck_out_even_where_it_was_taken_for_a_name():
    feast, part = Span(14, 20, "PERSON", 0.9), Span(14, 17, "USERNAME", 0.9)
    rules = {"HEALTH": "redact", "RELIGION": "redact"}
    assert redactions([[feast]], [[PIOUS]], rules) == [[PIOUS]]
    assert redactions([[part]], [[PIOUS]], rules) == [[PIOUS]]
    assert redactions([[feast]], [[PIOUS]], {"RELIGION": "keep"}) == [[feast]]
    longer = Span(14, 30, "PERSON", 0.9)  # a whole name that begins so is a name
    assert redactions([[longer]], [[PIOUS]], rules) == [[longer]]


def test_counts_what_is_kept():
    assert kept([[[ILL, PIOUS]], None, [[ILL]]], {"HEALTH": "keep"}) == Counter({"HEALTH": 2})


def test_a_redacted_category_is_redacted_whatever_the_default_is():
    assert with_rules(load_policy("flexfone").releases["error_correction"]).spans["HEALTH"].name == "redact"
    assert with_rules(STATISTICS) is STATISTICS
