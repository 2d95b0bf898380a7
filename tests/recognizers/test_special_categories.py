"""What tells of a special category, what only looks like it, and that Presidio can use it."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from presidio_analyzer import RecognizerRegistry

from slor.recognizers.special_categories import CATEGORIES, SpecialCategoryRecognizer, find_special
from slor.schemas.categories import SPECIAL_CATEGORIES

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jeg sidder i kørestol", [("HEALTH", "kørestol")]),
        ("eg er sjukmeld med depresjon", [("HEALTH", "sjukmeld"), ("HEALTH", "depresjon")]),
        ("Jeg har KREFT.", [("HEALTH", "KREFT")]),
        ("hun er muslim", [("RELIGION", "muslim")]),
        ("vi er jehovas vidner", [("RELIGION", "jehovas vidner")]),
        ("jeg er medlem af Venstre", [("POLITICS", "Venstre")]),
        ("eg er tillitsvald i Fagforbundet", [("TRADE_UNION", "tillitsvald"), ("TRADE_UNION", "Fagforbundet")]),
        ("jeg er same", [("ETHNICITY", "same")]),
        ("Jeg er lesbisk", [("SEXUAL_ORIENTATION", "lesbisk")]),
        ("han sidder i fængsel", [("CRIMINAL_MATTER", "fængsel")]),
    ],
)
def test_finds_the_telling_words(text, found):
    spans = [(span.entity_type, text[span.start : span.end]) for span in find_special(text)]
    assert set(found) <= set(spans)


@pytest.mark.parametrize(
    "text",
    [
        "drej til venstre ved kirken",
        "SV: Faktura for november",
        "det er den samme feilen, same feilen som i går",
        "Kan du bekræfte, at jeg ikke har kræfter til det?",
        "min computer er helt syg",
        "kven er det eg snakkar med?",
        "den røde router blinker rødt",
        "Partiet med rutere er forsinket",
        "",
        "🙂",
    ],
)
def test_leaves_alone_what_only_looks_telling(text):
    assert find_special(text) == []


def test_looks_only_for_what_is_asked():
    text = "Jeg er muslim og har kræft"
    assert [span.entity_type for span in find_special(text, ["HEALTH"])] == ["HEALTH"]


def test_spans_do_not_overlap_and_lie_in_the_text():
    text = "min far er dement og bor på sykehjem, multippel sklerose og leddgikt, Dansk Sygeplejeråd" * 20
    spans = find_special(text)
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_the_schemas_know_the_same_categories():
    assert tuple(SPECIAL_CATEGORIES) == CATEGORIES


def test_is_a_presidio_recogniser():
    registry = RecognizerRegistry(recognizers=[SpecialCategoryRecognizer("nb")], supported_languages=["nb"])
    (recognizer,) = registry.recognizers
    (result,) = recognizer.analyze("jeg har kreft", ["HEALTH", "RELIGION"])
    assert (result.entity_type, result.start, result.end) == ("HEALTH", 8, 13)
    assert recognizer.analyze("jeg har kreft", ["RELIGION"]) == []


def test_the_page_has_the_figures_that_the_benchmark_measures():
    done = subprocess.run([sys.executable, ROOT / "benchmarks" / "special_categories.py"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    own, fresh = (
        re.findall(r"^(\w+) +(\d+) +([\d.]+) +([\d.]+)$", part, re.M) for part in done.stdout.split("_fresh\n")
    )
    measured = {kind: (*figures, *rest[1:]) for (kind, *figures), rest in zip(own, fresh, strict=True)}
    page = (ROOT / "docs" / "special_categories.md").read_text(encoding="utf-8").replace("**", "")
    told = {
        cells[0]: tuple(cells[1:]) for cells in re.findall(r"^\| (\w+) " + r"\| ([\d.]+) " * 6 + r"\|$", page, re.M)
    }
    assert set(told) == {*CATEGORIES, "all"}
    assert told == measured
