"""docs/notices.md is true: each policy line and each test that it names is there, and no test or notice is left out."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from slor.schemas.policy_loader import list_policies, load_policy
from slor.schemas.policy_yaml import Findings, read_yaml

HERE = Path(__file__).parent
PAGE = (HERE.parent.parent / "docs" / "notices.md").read_text(encoding="utf-8")
TESTS = re.compile(r"^def (test_\w+)\(", re.M)


def rows(system: str) -> list[list[str]]:
    """The rows of a notice's table: passage, lines, what it says, policy, test."""
    section = PAGE.split(f"\n## {system}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def lines_of(row: list[str]) -> set[int]:
    """The numbers that a row's lines stand for, such as `5, 9–11`."""
    assert re.fullmatch(r"\d+(–\d+)?(, \d+(–\d+)?)*", row[1]), row
    ends = [[int(end) for end in part.split("–")] for part in row[1].split(", ")]
    assert ends == sorted(ends), row
    return {number for part in ends for number in range(part[0], part[-1] + 1)}


def names_in(name: str) -> set[str]:
    return set(TESTS.findall((HERE / f"test_{name}.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("system", list_policies())
def test_every_policy_line_named_is_there(system: str) -> None:
    findings = Findings("p.yaml")
    read_yaml((resources.files("slor.schemas") / "policies" / f"{system}.yaml").read_text(encoding="utf-8"), findings)
    for row in rows(system):
        assert len(row) == 5, row
        named = re.findall(r"`([a-z_.0-9]+)`", row[3])
        assert named or row[3].startswith("outside: "), row
        assert [path for path in named if path not in findings.lines] == [], row


@pytest.mark.parametrize("system", list_policies())
def test_every_release_says_what_its_terms_come_from_or_that_the_notice_is_silent(system: str) -> None:
    text = (resources.files("slor.schemas") / "policies" / f"{system}.yaml").read_text(encoding="utf-8")
    terms = re.findall(r"^    (?:legal_basis|recipients|retention|rights|limit): .*", text, re.M)
    assert len(terms) >= 4 * len(load_policy(system).releases)
    assert [line for line in terms if "notice:" not in line and not re.search(r" # \w", line)] == []
    limits = [dataset.limit.retention for dataset in load_policy(system).datasets.values() if dataset.limit]
    assert all(limit.notice for limit in limits)


@pytest.mark.parametrize("system", list_policies())
def test_every_test_named_is_there_and_every_test_is_named(system: str) -> None:
    named = {name for row in rows(system) for name in re.findall(r"`(test_\w+)`", row[4])}
    assert all(re.search(r"`test_\w+`", row[4]) or row[4].startswith("outside: ") for row in rows(system))
    assert named == names_in(system)


def test_every_test_of_all_five_is_named() -> None:
    head = PAGE.split("\n## ", 1)[0]
    assert set(re.findall(r"`(test_\w+)`", head)) == names_in("every_notice")


def enforced() -> tuple[list[list[str]], list[list[str]]]:
    """The two tables of what is enforced: before data is read, and for each row."""
    section = PAGE.split("\n## What is enforced, and by what\n", 1)[1].split("\n## ", 1)[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if line[:2] == "| "
    ]
    return [row for row in cells if len(row) == 3][1:], [row for row in cells if len(row) == 2][1:]


def test_every_mistake_named_as_enforced_is_one_with_that_message() -> None:
    text = (HERE.parent / "schemas" / "policy_mistakes.txt").read_text(encoding="utf-8")
    mistakes = {name.strip(): lines for name, _, lines in (part.partition("\n") for part in text.split("\n\n")[1:])}
    for limit, seen, named in enforced()[0]:
        names = named.split("; ")
        assert [name for name in names if name not in mistakes] == [], limit
        assert seen.strip("*") in mistakes[names[0]], (limit, seen)


def test_every_test_named_as_enforcing_is_there() -> None:
    rows = enforced()[1]
    assert len(rows) == 8
    for limit, named in rows:
        for path, _, test in (each.partition("::") for each in re.findall(r"`(tests/[\w/.:]+)`", named)):
            assert test in ("", *TESTS.findall((HERE.parent.parent / path).read_text(encoding="utf-8"))), (limit, test)


@pytest.mark.shared
@pytest.mark.parametrize("system", list_policies())
def test_no_sentence_of_a_notice_is_copied(system: str, shared: Path) -> None:
    words = " ".join(PAGE.split()).casefold()
    policy = (resources.files("slor.schemas") / "policies" / f"{system}.yaml").read_text(encoding="utf-8").casefold()
    for notice in (shared / "notices").glob("*.txt"):
        text = notice.read_text(encoding="utf-8").split()
        for at in range(len(text) - 8):
            run = " ".join(text[at : at + 8]).casefold()
            assert run not in words
            assert run not in policy


NOTICES = {
    "tdc_cc_touchpoint": "CC Touchpoint", "topcall": "TopCall ApS", "telenor_2involve": "2involve Kontaktsenter",
    "flexfone": "Flexfone-løsning", "tdc_net": "TDC NET leverer",
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("system", list_policies())
def test_every_line_of_a_notice_is_in_a_row_and_every_row_names_lines_that_are_there(system: str, shared: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "notices").glob("*.txt"))]
    (text,) = (text for text in texts if NOTICES[system] in text)
    written = {number for number, line in enumerate(text.splitlines(), 1) if line.strip()}
    told: set[int] = set()
    for row in rows(system):
        assert lines_of(row) & written, row
        assert max(lines_of(row)) <= max(written), row
        told |= lines_of(row)
    assert sorted(written - told) == []


@pytest.mark.shared
def test_every_numbered_section_of_tdc_nets_notice_is_a_passage_of_its_table(shared: Path) -> None:
    (text,) = (path.read_text(encoding="utf-8") for path in (shared / "notices").glob("*.txt")
               if "TDC NET leverer" in path.read_text(encoding="utf-8"))  # fmt: skip
    found = re.findall(r"^(\d{1,2}(?:\.\d+)?)\.? [A-ZÆØÅ]", text, re.M)
    sections = [number for number in found if not any(other.startswith(f"{number}.") for other in found)]
    passages = {number for row in rows("tdc_net") for number in re.findall(r"\d+(?:\.\d+)?", row[0])}
    whole = {number.partition(".")[0] for number in passages if "." not in number}
    assert len(sections) > 20
    assert [number for number in sections if number not in passages and number.partition(".")[0] not in whole] == []
