"""Special categories of personal data (GDPR Articles 9 and 10) in Danish, bokmål and nynorsk free text.

A lexicon with cues, not a model: `data/special_categories.txt` lists terms that speak for themselves and terms that
need a cue nearby ("venstre" is a party beside "medlem", and a side of the road beside "til"). It marks the telling
words, not the whole statement, and it knows only what is listed: what is told in other words, by a name, a place or
between the lines is not found. `benchmarks/special_categories.py` measures it. It runs only where a policy asks for it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Final

from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult

from slor.recognizers.spans import Conversation, Span

CATEGORIES: Final = (
    "HEALTH",
    "RELIGION",
    "TRADE_UNION",
    "ETHNICITY",
    "POLITICS",
    "SEXUAL_ORIENTATION",
    "CRIMINAL_MATTER",
)
PLAIN_SCORE: Final = 0.85
CUED_SCORE: Final = 0.6
REACH: Final = 10

_WORD: Final = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*:?", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the lexicon: words in a row, each exact or with a star at either end."""

    words: tuple[str, ...]
    category: str
    cued: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and its folded form."""

    start: int
    end: int
    form: str


@dataclass
class TermIndex:
    """Terms by how their first word is looked up; each text word costs a few look-ups, however long the lexicon."""

    exact: dict[str, list[Term]] = field(default_factory=dict)
    heads: dict[str, list[Term]] = field(default_factory=dict)
    tails: dict[str, list[Term]] = field(default_factory=dict)
    parts: list[tuple[str, Term]] = field(default_factory=list)

    def add(self, term: Term) -> None:
        """Adds a term."""
        first = term.words[0]
        if first.startswith("*") and first.endswith("*"):
            self.parts.append((first.strip("*"), term))
        elif first.startswith("*"):
            self.tails.setdefault(first[1:], []).append(term)
        elif first.endswith("*"):
            self.heads.setdefault(first[:-1], []).append(term)
        else:
            self.exact.setdefault(first, []).append(term)

    def at(self, words: Sequence[Word], index: int) -> Iterable[Term]:
        """The terms that stand at a word, their further words included."""
        form = words[index].form
        found = list(self.exact.get(form, ()))
        for cut in range(1, len(form) + 1):
            found += self.heads.get(form[:cut], ())
            found += self.tails.get(form[-cut:], ())
        found += [term for part, term in self.parts if part in form]
        return (term for term in found if _follows(term, words, index))


@dataclass(frozen=True)
class Lexicon:
    """The lexicon: terms, cues and what is left alone."""

    terms: TermIndex
    cues: TermIndex
    spared: TermIndex


def _follows(term: Term, words: Sequence[Word], index: int) -> bool:
    if index + len(term.words) > len(words):
        return False
    return all(_matches(pattern, words[index + place].form) for place, pattern in enumerate(term.words))


def _matches(pattern: str, form: str) -> bool:
    bare = pattern.strip("*")
    if pattern.startswith("*"):
        return bare in form if pattern.endswith("*") else form.endswith(bare)
    return form.startswith(bare) if pattern.endswith("*") else form == bare


@functools.cache
def read_lexicon() -> Lexicon:
    """The lexicon that the package carries."""
    file = resources.files("slor.recognizers") / "data" / "special_categories.txt"
    terms, cues, spared = TermIndex(), TermIndex(), TermIndex()
    indexes = {"terms": terms, "cued": terms, "cues": cues, "spared": spared}
    category = kind = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            category = line.strip("[]")
        elif line and not line.startswith("#"):
            if not line.startswith(" "):
                kind, _, line = line.partition(": ")  # noqa: PLW2901
            for term in filter(None, map(str.split, line.split(","))):
                indexes[kind].add(Term(tuple(term), category, cued=kind == "cued"))
    return Lexicon(terms, cues, spared)


def find_special(text: str, categories: Sequence[str] = CATEGORIES) -> list[Span]:
    """Finds what tells of a special category.

    Args:
        text: any text.
        categories: which ones to look for.

    Returns:
        Spans in order, without overlap; where two categories claim a word, the longer and surer span stands.

    >>> [(span.entity_type, span.start, span.end) for span in find_special("Jeg sidder i kørestol")]
    [('HEALTH', 13, 21)]
    """
    lexicon = read_lexicon()
    words = [Word(m.start(), m.end(), m.group().casefold()) for m in _WORD.finditer(text)]
    spared = {
        place for place, term in _stands(lexicon.spared, words) for place in range(place, place + len(term.words))
    }
    found = [
        (place, term)
        for place, term in _stands(lexicon.terms, words)
        if term.category in categories and not spared & set(range(place, place + len(term.words)))
    ]
    cues = [
        (place, term.category, range(place, place + len(term.words))) for place, term in _stands(lexicon.cues, words)
    ]
    cues += [(place, term.category, range(place, place + len(term.words))) for place, term in found if not term.cued]
    spans = []
    for place, term in found:
        own = set(range(place, place + len(term.words)))
        cued = term.cued and any(
            category == term.category and not own >= set(where) and abs(at - place) <= REACH
            for at, category, where in cues
        )
        if term.cued and not cued:
            continue
        score = CUED_SCORE if term.cued else PLAIN_SCORE
        end = words[place + len(term.words) - 1]
        spans.append(Span(words[place].start, end.start + len(end.form.rstrip(":")), term.category, score))
    return _without_overlap(spans)


def _stands(index: TermIndex, words: Sequence[Word]) -> list[tuple[int, Term]]:
    return [(place, term) for place in range(len(words)) for term in index.at(words, place)]


def _without_overlap(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start - each.end, -each.score, each.start, each.entity_type)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept)


class SpecialCategoryDetector:
    """Finds special categories in whole conversations; what `Detector` is to identifiers."""

    def __init__(self, categories: Sequence[str] = CATEGORIES) -> None:
        self._categories = tuple(categories)

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        """Spans of each turn of each conversation."""
        return [[find_special(turn.text, self._categories) for turn in talk.turns] for talk in conversations]


class SpecialCategoryRecognizer(LocalRecognizer):
    """`find_special` for a Presidio analyzer engine."""

    def __init__(self, supported_language: str = "da", supported_entities: list[str] | None = None) -> None:
        super().__init__(
            supported_entities=supported_entities or list(CATEGORIES),
            supported_language=supported_language,
            name="SpecialCategoryRecognizer",
        )

    def load(self) -> None:
        """Nothing to load before the first text."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Presidio's entry point.

        Args:
            text: the text.
            entities: the categories asked for; none means all.
            nlp_artifacts: not used; Presidio passes it.
        """
        wanted = [name for name in self.supported_entities if not entities or name in entities]
        return [
            RecognizerResult(
                span.entity_type,
                span.start,
                span.end,
                span.score,
                AnalysisExplanation(recognizer=self.name, original_score=span.score, textual_explanation="lexicon"),
            )
            for span in find_special(text, wanted)
        ]
