"""Every kind of mistake in a policy, and the exact line that a user sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from slor.schemas.policy import PolicyError
from slor.schemas.policy_loader import list_policies, load_policy, parse_policy

GOOD = """\
system: centre
controller: the centre
regions: [eea, IN]
zone: Europe/Oslo
countries: [NO]
purposes:
  reporting: "section 2"
  complaints: "section 3"
no_profiling: {purposes: [complaints], notice: "section 4"}
datasets:
  cdr:
    limit: {keep: P2Y, hold: dispute, hold_purposes: [complaints]}
    ignore: [switch]
    columns:
      call_id: CALL_ID
      a_number: {category: PHONE_NUMBER, source: ANR}
      start_time: time
      talk_seconds: measure
      queue: code
      consent: flag
      dispute: flag
      mood: {category: measure, type: number}
  dialogue:
    columns:
      conversation_id: CONVERSATION_ID
      started_at: time
      customer_id: CUSTOMER_ID
      consent: flag
      turns.speaker: code
      turns.text: text
releases:
  statistics:
    purpose: reporting
    legal_basis: contract
    recipients: [{name: analysts, region: NO}]
    retention: {keep: P1Y}
    consent: consent
    rights: [erasure]
    datasets:
      cdr:
        call_id: token
        a_number: token
        start_time: {truncate: hour}
        talk_seconds: keep
        queue: keep
        consent: drop
        dispute: drop
        mood: drop
      dialogue:
        conversation_id: token
        started_at: {truncate: hour}
        customer_id: token
        consent: drop
        turns.speaker: keep
        turns.text: spans
    spans:
      PERSON: surrogate
      default: redact
    special_categories: {HEALTH: redact}
    detect_threshold: 0.4
    gate: {k: 10}
"""


def problems(*edits: tuple[str, str]) -> list[str]:
    text = GOOD
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    try:
        parse_policy(text.encode(), "p.yaml")
    except PolicyError as error:
        return list(error.problems)
    return []


def test_the_policy_that_is_spoilt_below_is_good():
    assert problems() == []


def _mistakes() -> list[tuple[str, list[tuple[str, str]], list[str]]]:
    found = []
    for paragraph in Path(__file__).with_name("policy_mistakes.txt").read_text(encoding="utf-8").split("\n\n")[1:]:
        name, *lines = paragraph.strip().split("\n")
        edits = [line[2:].replace("\\n", "\n").replace("\\t", "\t").split(" => ") for line in lines if line[0] == "-"]
        found.append((name, [(old, new) for old, new in edits], [line[2:] for line in lines if line[0] == "="]))
    return found


MISTAKES = _mistakes()


@pytest.mark.parametrize(("edits", "lines"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_says_what_is_wrong_and_how_to_mend_it(edits, lines):
    assert problems(*edits) == lines


def test_knows_forty_kinds_of_mistake():
    assert len(MISTAKES) >= 40


def test_tells_all_mistakes_at_once_in_the_order_of_the_file():
    spoilt = [("Europe/Oslo", "Oslo"), ("a_number: token", "a_number: tokn"), ("purpose: reporting", "purpose: spam")]
    assert [line.split()[1] for line in problems(*spoilt)] == [
        "zone:",
        "releases.statistics.purpose:",
        "releases.statistics.datasets.cdr.a_number:",
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "p.yaml:1: is empty; start from `slor policy new`"),
        (b"\xff\xfe", "p.yaml:1: is not UTF-8; save the file as UTF-8"),
        (b"- a\n- b\n", "p.yaml:1: is not a mapping; write it as `key: value` lines with "),
        (b"a: [1, 2\n", "p.yaml:2: not valid YAML (expected ',' or ']', but got '<stream end>'); "),
        (b"a: &x [*x]\n", "p.yaml:1: a.0: an anchor that contains itself; write the value out"),
        (b"<<: {a: 1}\n", "p.yaml:1: a key that is not a word; use plain words as keys and write merged keys out"),
    ],
)
def test_files_that_are_no_policy_at_all(content, line):
    with pytest.raises(PolicyError) as caught:
        parse_policy(content, "p.yaml")
    assert any(problem.startswith(line) for problem in caught.value.problems)


def test_norway_is_not_false():
    assert parse_policy(GOOD.encode(), "p.yaml").releases["statistics"].recipients[0].region == "NO"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("telenor", "telenor: no such policy; did you mean telenor_2involve?, or give the path of a .yaml file"),
        ("nowhere.yaml", "nowhere.yaml: cannot be read (No such file or directory); give a policy's path"),
    ],
)
def test_policies_that_are_not_there(name, line):
    with pytest.raises(PolicyError) as caught:
        load_policy(name)
    assert caught.value.problems == (line,)


def test_the_five_notices_are_shipped():
    assert list_policies() == ("flexfone", "tdc_cc_touchpoint", "tdc_net", "telenor_2involve", "topcall")


@pytest.mark.parametrize("name", list_policies())
def test_shipped_policies_have_no_mistakes(name):
    policy = load_policy(name)
    assert policy.system == name
    assert policy.notice
    assert all(release.notice for release in policy.releases.values())
    assert all(dataset.notice for dataset in policy.datasets.values())
