"""What identifies by where it stands, as the model learnt it from marked conversations: a reader beside the rules.

Rules know forms; this knows what people answer when they are asked. It finds the part of a number that stands alone in
its turn, the street that no list has and the password that is an everyday word, and only adds to what the rules found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from presidio_analyzer import LocalRecognizer, RecognizerResult

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words
from slor.recognizers.cues import COUNTED, FILLER, LAST, MASK, MONTH, NUMBER, ORDINAL, REVISION, SEPARATORS
from slor.recognizers.document import Found
from slor.recognizers.names.model import NamesModel, load_model
from slor.recognizers.names.stretches import KINDS
from slor.recognizers.number_words import ARTICLES

LEAST: Final = 0.5
"""The probability from which a word counts as part of an identifier."""
_ANY_FORM: Final = {True: 0.55, False: 0.9}
"""The score from which a stretch is believed whatever its form, spoken and written."""
_LEAST: Final = {
    True: dict.fromkeys(KINDS, _ANY_FORM[True])
    | {
        **dict.fromkeys(("STREET_ADDRESS", "POSTAL_PLACE", "CUSTOMER_ID", "EMPLOYEE_ID", "EMAIL_ADDRESS"), 0.45),
        "MAC_ADDRESS": 0.75,
    },
    False: dict.fromkeys(KINDS, _ANY_FORM[False])
    | {
        **dict.fromkeys(("STREET_ADDRESS", "POSTAL_PLACE", "CUSTOMER_ID", "EMPLOYEE_ID"), 0.45),
        **dict.fromkeys(("BANK_ACCOUNT", "CREDIT_CARD", "IBAN_CODE"), 0.45),
        "LICENSE_PLATE": 0.65,
        "PHONE_NUMBER": 0.75,
    },
}
"""Whether spoken → type → the calibrated score from which the model is believed where the rules found nothing.

Chosen on dialogues that it has not learnt (`benchmarks/read`): a weak sign of a street is right there nine times in
ten, of a password one time in four.
"""
_PLACES: Final = frozenset({"STREET_ADDRESS", "POSTAL_PLACE"})
_ROOMS: Final = frozenset("gate gang hal hall lager plass plads port dør bygg bygning rum rom".split())
"""What is numbered where no address is told: "Gate 12" of an airport."""
_DIGITS_ENOUGH: Final = 6
_THOUSANDS: Final = re.compile(r"\d{1,3} \d{3}")
_NUMBERS: Final = frozenset({"PHONE_NUMBER", "DK_CPR", "NO_FODSELSNUMMER", "DATE_OF_BIRTH", "BANK_ACCOUNT"}) | {
    *("CREDIT_CARD", "IP_ADDRESS", "IMEI", "ICCID")
}
_DIGITS: Final = (_NUMBERS - {"DATE_OF_BIRTH"}) | {"CUSTOMER_ID", "MAC_ADDRESS", "IBAN_CODE", "EMPLOYEE_ID"}
"""Types whose values are said digit by digit or in tens."""
_NO_DIGITS: Final = frozenset({"plass", "plads", "punkt", "etasje", "etage", "sal"})
"""What is said beside other numbers: a seat, a version, a floor."""
_MISSING: Final = re.compile(r"(?<!\w)(?:mangler|manglar)(?: (?:jeg|eg|vi|det|der|så)){0,2} \Z", re.I)
_FOLLOWING: Final = re.compile(r" (\w+)")
_LAST: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(LAST))}|første|fyrste) \Z", re.I)
_FEW: Final = frozenset("to tre fire fem seks syv sju sjau otte åtte".split())
"""How many of a number's digits are spoken of: "de siste fire"."""
_CODED: Final = _NUMBERS | {"CUSTOMER_ID", "EMPLOYEE_ID"}
"""Of these a single letter, "e" for *er*, is no part."""
_WEAK: Final = ARTICLES | {"tusind", "tusen"}
"""What tells of no number by itself: "tusind tak"."""
_COUNTED: Final = NUMBER | ORDINAL | MONTH
_IDLE: Final = FILLER | REVISION
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
_JOINERS: Final = frozenset({"og", "eller", "i", "å", "til", "mailto"})
_ERROR: Final = re.compile(r"(?<!\w)(?:fejl|feil)(?:koden?|melding(?:en|a)?)?(?: \w{1,2})? \Z", re.I)
"""What is told of an error identifies nobody: "feil fem null en"."""
_AGE: Final = re.compile(
    r"(?<!\w)(?:(?:jeg|eg|æ|han|hun|ho|hon|hanj) (?:er|e|blir|bliver|blei|ble|blev|fyller|fylder)|fylte|fyldte|"
    r"(?:er|e|blir|bliver) (?:jeg|eg|æ|han|hun|ho|hon)) (?:nu |nå |no |bare |berre |over |snart )?\Z",
    re.I,
)
"""What leads to how old somebody is, which says not when they were born: "jeg er toogtyve"."""
_AGES: Final = _NUMBERS | {"POSTAL_PLACE"}
_AGED: Final = 2
_WHEN: Final = {
    "PHONE_NUMBER": re.compile(r"\d{1,2}-\d{1,2}"),
    **dict.fromkeys(("DK_CPR", "NO_FODSELSNUMMER", "CREDIT_CARD"), re.compile(r"(?:19|20)\d\d")),
}
"""What a table has beside such a number and is none: from when to when, a year."""
_MORE: Final = re.compile(r"(?<=\d)(?: \d{2,5}){1,3}(?![\w%]|[.,:/-]\d)")
"""The groups of a written number that the model left out."""
_LOOKED_BACK: Final = 24
_JOINTS: Final = ".,:/-"
_SIGNED: Final = frozenset({"EMAIL_ADDRESS", "USERNAME", "PASSWORD"})
_SIGNS: Final = frozenset(SEPARATORS) | {"snabel", "a"}
_AT: Final = frozenset({"snabel", "snabela", "a", "krøllalfa", "alfakrøll", "ja", "nei", "nej", "øh", "eh"})
_MANNER: Final = re.compile(r"(?<!\w)(?:med|u(?:te|ta|de)n) \Z")
_LED: Final = frozenset({"USERNAME", "PASSWORD", "STREET_ADDRESS"})
_ACCOUNT: Final = frozenset("konto kontoen kontonummer kontonummeret kontonr kto nr nummer nummeret".split())
"""What is said between a bank's registration number and the account, and is neither."""
_SHORTEST: Final = 3
_EDGE: Final = ("", "\n")
_SURE: Final = 0.93
"""The score from which a word of no table passes as a number's: "firti"."""
_NEAR: Final = 8


def find_learned(text: str, model: NamesModel, least: float = LEAST) -> list[Found]:
    """What the model reads in a text besides names.

    Args:
        text: one message, or all turns of a conversation joined by line ends.
        model: the names model.
        least: the probability from which a word counts.

    Returns:
        Stretches in order, not overlapping, each within a line; scores are calibrated.
    """
    return [
        Found(found.start, found.end, found.entity_type, model.calibrated_stretch(found.probability))
        for found in model.find_stretches(text, least)
    ]


class LearnedRecognizer(LocalRecognizer):
    """A Presidio recogniser of all identifiers but names, by a model that knows whole conversations best.

    Scores are calibrated on conversations that the model had not seen.
    """

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        supported_language: str = "da",
        name: str = "LearnedRecognizer",
        least: float = LEAST,
    ) -> None:
        """Args: as Presidio's; `least` is the probability from which a word counts."""
        self._least = least
        self._model: NamesModel | None = None
        super().__init__(supported_entities or list(KINDS[1:]), name=name, supported_language=supported_language)

    def load(self) -> None:
        """Loads the shipped model, once a process however many recognisers there are."""
        self._model = load_model()

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Presidio's entry point.

        Args:
            text: one message, or all turns of a conversation joined by line ends.
            entities: entity types that were asked for; all where empty.
            nlp_artifacts: not used; Presidio passes it.

        Returns:
            Stretches in order, not overlapping, each within a line.
        """
        wanted = set(self.supported_entities).intersection(entities or self.supported_entities)
        if not wanted:
            return []
        return [
            RecognizerResult(found.entity_type, found.start, found.end, found.score)
            for found in find_learned(text, self._model or load_model(), self._least)
            if found.entity_type in wanted
        ]


def beside(learned: Sequence[Found], claims: Sequence[Claim], text: str, *, voice: bool) -> list[Claim]:
    """What the model found and nobody else did.

    Args:
        learned: the model's stretches, in order.
        claims: what has been found otherwise, in any order.
        text: the document's text.
        voice: whether the text was spoken; of what is written rules know more, so the model must be surer.

    Returns:
        The parts of stretches that no claim covers. What remains of a stretch that a claim covers in part is of that
        claim's type.
    """
    sure = [found for found in learned if _is_believed(found, text, voice=voice)]
    if not sure:
        return []
    covered = bytearray(len(text))
    for claim in claims:
        covered[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
    others = sorted((c for c in claims if c.entity_type != "PERSON"), key=lambda c: (c.start, c.end))
    begins = [claim.start for claim in others]
    out = []
    for found in sure:
        at = bisect_left(begins, found.end)
        near = [claim for claim in others[max(0, at - _NEAR) : at] if found.start < claim.end]
        entity_type = near[-1].entity_type if near else found.entity_type
        for piece in _uncovered(found, covered, text):
            start, end = _trimmed(text, *piece, found)
            if not voice:
                start = _without_lead(text, start, end, entity_type)
                if entity_type in _DIGITS and (more := _MORE.match(text, end)) and not any(covered[end : more.end()]):
                    end = more.end()
            between = voice or text[start:end].lower() not in _JOINERS  # "957 80 241 eller 62 45 90 13": two numbers
            if between and (before := _either_side(text, start, end, near)) is not None:
                out.append(replace(before, end=end))
            elif _tells(text, start, end, entity_type, found.score) and (
                voice or _stands_alone(text, start, end, entity_type)
            ):
                out.append(Claim(start, end, entity_type, found.score))
    return out


def _is_believed(found: Found, text: str, *, voice: bool) -> bool:
    """Whether a stretch is likely enough for its type; where it is less than sure, its form must be of the type."""
    if found.score < _LEAST[voice][found.entity_type]:
        return False
    if found.score >= _ANY_FORM[voice]:
        return True
    said = text[found.start : found.end]
    words = _WORD.findall(said.lower())
    if found.entity_type in _PLACES:
        return words[0] not in _ROOMS and any(word[0].isdigit() or MASK.get(word, 0) & NUMBER for word in words)
    lettered = any(map(str.isalpha, said))
    if found.entity_type == "LICENSE_PLATE":
        return lettered
    if voice or found.entity_type not in _CODED or (lettered and found.entity_type not in _NUMBERS):
        return True
    return sum(map(str.isdigit, said)) >= _DIGITS_ENOUGH and _THOUSANDS.fullmatch(said) is None


def _either_side(text: str, start: int, end: int, near: Sequence[Claim]) -> Claim | None:
    """The claim before a piece that stands in the middle of one identifier: what is said there belongs to it."""
    before = [claim for claim in near if claim.end <= start]
    after = [claim for claim in near if claim.start >= end]
    if not before or not after or before[-1].entity_type != after[0].entity_type:
        return None
    if before[-1].entity_type == "BANK_ACCOUNT" and not _ACCOUNT.isdisjoint(_WORD.findall(text[start:end].lower())):
        return None
    reached = not any(map(str.isalnum, text[before[-1].end : start] + text[end : after[0].start]))
    return before[-1] if reached or not _is_all_idle(text[start:end]) else None


def _tells(text: str, start: int, end: int, entity_type: str, score: float) -> bool:
    """Whether a piece can be part of an identifier of its type: numbers need a number, others at least a rare word."""
    if _ERROR.search(text, max(0, start - _LOOKED_BACK), start):
        return False
    said = _WORD.findall(text[start:end].lower())
    whole = text[start - 1 : start] in _EDGE and text[end : end + 1] in _EDGE  # "en" alone in its turn
    before = text[max(0, start - _LOOKED_BACK) : start]
    if _ACCOUNT.issuperset(said) or (entity_type in _SIGNED and _is_sign(said, before, whole=whole)):
        return False
    if (
        len(said) <= _AGED
        and entity_type in _AGES
        and not any(MASK.get(word, 0) & (ORDINAL | MONTH) for word in said)
        and _AGE.search(text, max(0, start - _LOOKED_BACK), start)
    ):
        return False
    if entity_type in _DIGITS and _is_count(said, before, text[end : end + 8]):
        return False
    if any(word[0].isdigit() or (_counts(word) and (whole or word not in _WEAK)) for word in said):
        return True
    if entity_type in _NUMBERS and score < _SURE:
        return False
    if not whole and entity_type in _CODED and len(said) == 1 and len(said[0]) == 1:
        return False
    return not all(_is_idle(word) or word in common_words() for word in said)


def _is_sign(said: Sequence[str], before: str, *, whole: bool) -> bool:
    """Whether only a sign is spoken of: "en bindestreg", "utan punktum", or its name beside others: "ja snabel-a"."""
    if any(word not in _SIGNS and word not in ARTICLES and not _is_idle(word) for word in said):
        return False
    counted = len(said) > 1 and said[0] in ARTICLES
    return counted or _MANNER.search(before) is not None or (_AT.issuperset(said) and not whole)


def _is_count(said: Sequence[str], before: str, behind: str) -> bool:
    """Whether words tell a sum of thousands, a seat, a version, how often, which or how many of several."""
    if not _NO_DIGITS.isdisjoint(said) or any(word.endswith(("tusind", "tusen")) for word in said):
        return True
    if said[-1] in ARTICLES and behind.startswith(" gang"):
        return True
    if len(said) > 1:
        return False
    counted = _FOLLOWING.match(behind)
    named = (counted and counted[1] in COUNTED) or (said[0] in _FEW and _LAST.search(before))
    return bool(named or MASK.get(said[0], 0) & ORDINAL or _MISSING.search(before))


def _counts(word: str) -> bool:
    return bool(MASK.get(word, 0) & _COUNTED) and word not in _JOINERS  # "to og tyve"


def _is_all_idle(said: str) -> bool:
    return all(_is_idle(word) for word in _WORD.findall(said.lower()))


def _is_idle(word: str) -> bool:
    return bool(MASK.get(word, 0) & _IDLE) or word in _JOINERS


def _trimmed(text: str, start: int, end: int, found: Found) -> tuple[int, int]:
    """A piece without what joins it to its sentence, at the ends where its stretch ends too."""
    words = list(_WORD.finditer(text, start, end))
    first, last = 0, len(words) - 1
    while words[first].start() == found.start and first < last and _is_idle(words[first][0].lower()):
        first += 1
        found = replace(found, start=words[first].start())
    while first < last and MASK.get(words[first][0].lower(), 0) & REVISION:
        first += 1
    while words[last].end() == found.end and first < last and _is_idle(words[last][0].lower()):
        last -= 1
        found = replace(found, end=words[last].end())
    return words[first].start(), words[last].end()


def _without_lead(text: str, start: int, end: int, entity_type: str) -> int:
    """Where a written piece begins, less the everyday words before it: "måske boravn77", "framleis Åsvegen 8"."""
    if entity_type not in _LED:
        return start
    words = list(_WORD.finditer(text, start, end))
    k = 0
    while k + 1 < len(words) and words[k][0].islower() and words[k][0] in common_words():
        k += 1
    first = words[k].start()
    chosen = any(map(str.isdigit, text[first:end])) or text[first].isupper()
    return first if k and chosen and text[first - 1] == " " else start


def _stands_alone(text: str, start: int, end: int, entity_type: str) -> bool:
    """Whether a written piece is whole: no digits of a clock, a date or an amount, no initial of a word, no year."""
    if entity_type == "DATE_OF_BIRTH" and not any(map(str.isdigit, text[start:end])):
        return False
    if entity_type in _WHEN and _WHEN[entity_type].fullmatch(text, start, end):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    joined = (before[-1:].isalnum() or before[-1:] == "_" or after[:1].isalnum()) or (
        (len(before) == 2 and before[1] in _JOINTS and before[0].isdigit())
        or (len(after) == 2 and after[0] in _JOINTS and after[1].isdigit())
    )
    return not joined and end - start >= _SHORTEST


def _uncovered(found: Found, covered: bytearray, text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a stretch without cover, each from a letter or digit to another."""
    start = found.start
    while start < found.end:
        if covered[start] or not text[start].isalnum():
            start += 1
            continue
        end = start
        while end < found.end and not covered[end]:
            end += 1
        last = end
        while not text[last - 1].isalnum():
            last -= 1
        yield start, last
        start = end
