"""Names of persons as a Presidio recogniser: the model, then what the text itself has told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from .animals import animals
from .edges import introduced, nicknames, widen
from .headers import displayed, passengers, without_title
from .idioms import is_idiom
from .lexicon import is_listed
from .memory import Memory, Recalled
from .model import NamesModel, decode, load_model
from .spelling import spelt_out

_TELLS = 0.6  # a name this sure is looked for in the rest of the text
_SHOWN = 0.95  # the score of a whole name in a mail header
_SPELT = 0.75  # the score of a row of letters told by words
_CONSIDERED = 0.3  # tokens the model gives less are never part of a name
LEAST = 0.3
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|body|br|center|div|em|font|h[1-6r]|head|html|i|img|li|meta|ol|p|pre|small|span|strong|style"
    r"|su[bp]|table|tbody|t[dhr]|title|u|ul)(?:\s*/?>|(?=\s[^<>]*>))",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]+")


class Name(NamedTuple):
    """A name of a person: character offsets, calibrated score, normal form where the text does not show it."""

    start: int
    end: int
    score: float
    value: str | None = None


class NamesRecognizer(EntityRecognizer):
    """Finds PERSON in Danish, bokmål and nynorsk, in any case, in one text that may hold a whole conversation.

    Scores are calibrated: of spans at 0.8, about 80 % are names.
    """

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        supported_language: str = "da",
        name: str = "NamesRecognizer",
        least: float = LEAST,
    ) -> None:
        """Args: as Presidio's; `least` is the calibrated score under which nothing is reported."""
        self._least = least
        self._model: NamesModel | None = None
        super().__init__(supported_entities or ["PERSON"], name=name, supported_language=supported_language)

    def load(self) -> None:
        """Loads the shipped model, once a process however many recognisers there are."""
        self._model = load_model()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Finds the names.

        Args:
            text: one message, or all turns of a conversation joined by line ends.
            entities: what is asked for; nothing is found where PERSON is not among them.
            nlp_artifacts: not used.

        Returns:
            PERSON spans in order, not overlapping. `recognition_metadata["value"]` is the name's normal form where
            the text shows it spelt, misspelt or inflected.
        """
        if entities and "PERSON" not in entities:
            return []
        return [self._result(*name) for name in find_names(text, self._model or load_model(), self._least)]

    def _result(self, start: int, end: int, score: float, value: str | None) -> RecognizerResult:
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
        }
        if value is not None:
            metadata["value"] = value
        return RecognizerResult("PERSON", start, end, score, recognition_metadata=metadata)


def find_names(text: str, model: NamesModel, least: float = LEAST) -> list[Name]:
    """Names by the model, and their other forms in the same text.

    Args:
        text: a whole conversation.
        model: the names model.
        least: lowest calibrated score.

    Returns:
        Names in order, not overlapping.
    """
    words, starts, probabilities, _ = model.read(text)
    if not words:
        return []
    likely = decode(words, starts, introduced(words, probabilities), _CONSIDERED)
    found = [Name(f.start, f.end, model.calibrated(f.probability)) for f in likely]
    found = _without_tags(text, _without_addresses(text, found))
    found = [name for name in found if text[name.start : name.end + 1].casefold() != "v/"]
    introduced_at = {starts[place] for place in animals(words)}
    found = _without_animals(text, introduced_at, found)
    sure = [name for name in found if name.score >= _TELLS]
    shown = sorted(
        [*displayed(text, sure), *passengers(text), *nicknames(words, starts, [(n.start, n.end) for n in sure])]
    )
    found = combine(text, found, [Recalled(start, end, _SHOWN, "") for start, end in shown])
    found = combine(text, found, [Recalled(start, end, _SPELT, "") for start, end in spelt_out(text, words, starts)])
    surest: dict[str, float] = {}
    for name in found:
        surface = text[name.start : name.end]
        if name.score >= max(_TELLS, surest.get(surface, 0.0)):
            surest[surface] = name.score
    memory = Memory()
    for surface, score in surest.items():
        memory.add(surface, score=score)
    found = [name for name in combine(text, found, memory.find(text, (words, starts))) if name.score >= least]
    found = _without_idioms(text, words, starts, _without_animals(text, introduced_at, found))
    if "/" in text:
        found = [name._replace(end=without_title(text, name.start, name.end)) for name in found]
    return _widened(text, words, starts, found)


def _widened(text: str, words: list[str], starts: list[int], found: list[Name]) -> list[Name]:
    """The names with what belongs to their edges; those that grow together become one."""
    wide: list[Name] = []
    for name, (start, end) in zip(found, widen(words, starts, [(n.start, n.end) for n in found]), strict=True):
        if wide and wide[-1].start == start:
            wide[-1] = Name(start, end, max(wide[-1].score, name.score))
        else:
            wide.append(name._replace(start=start, end=end))
    return wide


def _without_addresses(text: str, found: list[Name]) -> list[Name]:
    """Leaves out pieces of web addresses that no list knows as names: they are made of chance."""
    if "://" not in text and "www." not in text:
        return found
    inside = _inside(text, _ADDRESS)
    return [
        name
        for name in found
        if not inside[name.start] or any(map(is_listed, _LETTERS.findall(text[name.start : name.end])))
    ]


def _without_animals(text: str, introduced_at: set[int], found: list[Name]) -> list[Name]:
    """Leaves out what animals are called where they are introduced, all of whose words are theirs."""
    return [
        name
        for name in found
        if not all(word.start() in introduced_at for word in _LETTERS.finditer(text, name.start, name.end))
    ]


def _without_idioms(text: str, words: list[str], starts: list[int], found: list[Name]) -> list[Name]:
    """Leaves out words that stand alone and are no names beside their neighbours, and a letter's postscript."""
    kept = []
    for name in found:
        place = bisect_left(starts, name.start)
        alone = name.end <= starts[place] + len(words[place])
        if not (alone and is_idiom(words, place)) and text[name.start : name.end].casefold() != "p.s":
            kept.append(name)
    return kept


def _without_tags(text: str, found: list[Name]) -> list[Name]:
    """Cuts HTML's own words away: the *p* of `</p>` is no initial, and the *b* of `<b>Mette` is none of hers."""
    if "<" not in text or ">" not in text:
        return found
    marked = _inside(text, _TAG)
    kept = []
    for name in found:
        start, end = name.start, name.end
        while start < end and marked[start]:
            start += 1
        while start < end and marked[end - 1]:
            end -= 1
        if start < end:
            kept.append(name._replace(start=start, end=end))
    return kept


def _inside(text: str, pattern: re.Pattern[str]) -> bytearray:
    """Which characters of a text stand inside a match, one byte each."""
    marked = bytearray(len(text))
    for match in pattern.finditer(text):
        marked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return marked


def combine(text: str, found: Sequence[Name], recalled: Sequence[Recalled]) -> list[Name]:
    """Joins what the model found and what memory found: where they overlap, both together are one name.

    Args:
        text: the whole text.
        found: in order, not overlapping.
        recalled: in order, not overlapping.

    Returns:
        In order, not overlapping; with the remembered value where it is another than the text's own.
    """
    names: list[Name] = []
    both = [*found, *(Name(r.start, r.end, r.score, r.value or None) for r in recalled)]
    for name in sorted(both, key=lambda n: (n.start, -n.end)):
        if names and name.start < names[-1].end:
            last = names[-1]
            same = (name.start, name.end) == (last.start, last.end)
            value = (last.value or name.value) if same else last.value if name.end <= last.end else None
            names[-1] = Name(last.start, max(last.end, name.end), max(last.score, name.score), value)
        else:
            names.append(name)
    return [_without_needless_value(text, name) for name in names]


def _without_needless_value(text: str, name: Name) -> Name:
    """A value is told only where the text itself does not show it."""
    shown = text[name.start : name.end].casefold()
    return name._replace(value=None) if name.value == shown or "," in shown else name
