"""What is said between the parts of one identifier and is none of it: corrections, links, how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.cues import COUNTED, FILLER, MASK, NUMBER, PURE_HESITATIONS, REVISION, SEPARATOR
from slor.recognizers.emails import LEADS

_WORD: Final = re.compile(r"[^\W_]+")
_THEN: Final = frozenset({"så", "derefter", "deretter"})
_CREDENTIALS: Final = frozenset({"USERNAME", "PASSWORD"})
_WRITTEN: Final = _CREDENTIALS | {"EMAIL_ADDRESS"}
_NAMED: Final = frozenset({"STREET_ADDRESS", "POSTAL_PLACE", "EMAIL_ADDRESS", "URL"}) | _CREDENTIALS
"""Types whose values may hold a word of correction."""
_NO_CORRECTION: Final = frozenset({"hov", "vent", "feil", "fejl", "forkert", "nix", "beklager"})
"""What is none there: *Hov* and *Feil* are places."""
_ONE: Final = "(?:ett|ét|et|eitt|eit|én|en|ein)"
_SIZE: Final = "(?:store?|stort|lille|liten|lite|små|småt|smått)"
_HOW: Final = re.compile(
    rf"(?<!\w)(?:alt(?:så)? )?(?:i {_ONE} ord|i {_ONE}(?= med | og så |$))(?!\w)|"
    rf"(?<!\w)(?:og )?med {_SIZE}(?!\w)(?: [a-zæøå](?!\w))?(?: (?:og|i) (?:{_SIZE} )?[a-zæøå](?!\w))*|"
    rf"(?<=, ){_SIZE} [a-zæøå](?!\w)|"
    rf"(?<!\w)(?:og |så )*{_ONE} (?=udråb|utrop|spørgsm|spørsm|spørje|dollar|nummerteg|hashtag|stjerne)",
    re.I,
)
"""How something is written: "i ét ord", "med stort k og stort s"."""
_SAID: Final = frozenset(
    "PHONE_NUMBER CUSTOMER_ID EMPLOYEE_ID DK_CPR NO_FODSELSNUMMER BANK_ACCOUNT CREDIT_CARD".split()
)
_IT_IS: Final = re.compile(r"(?<!\w)(?:det|d|den|da|så|nummeret|her) \Z")
"""What "e" for *er* follows in many dialects: "det e tjue sju"."""
_AND: Final = frozenset({"og", "å"})
_LINKING: Final = _AND | {"så"}
_BROKEN_OFF: Final = re.compile(r" og(?= (?:nej|nei|vent|øh|eh|ja|du|hvad|hva|kva)(?!\w)|\n|$)")
"""A house number that is broken off after its hundreds: "hundrede og … nej vent"."""
_HUNDREDS: Final = ("hundre", "hundrede", "tusen", "tusind")
_FIRST: Final = re.compile(r"(\w+)(?: |$)")
_LAST: Final = re.compile(r" (\w+)\Z")
_ASSENTS: Final = frozenset({"ja", "jo", "hvad", "hva", "kva"})
_POINTS: Final = {
    "det": ("er", "e"),
    "den": ("er", "e"),
    "dette": ("er",),
    "jeg": ("gentager", "gjentar"),
    "så": ("er", "kommer"),
}
"""What is said between the parts of a number: "fire nul otte ja syv syv", "to tre tre hvad er det to tre tre otte"."""
_MAY: Final = re.compile(
    rf"(?<!\w)(?:i {_ONE}|{_SIZE}|altså|{'|'.join(sorted(_ASSENTS | _POINTS.keys()))}|"
    rf"[oå]g? (?:{'|'.join(sorted(_THEN))})|"
    rf"{'|'.join(sorted(word for word, mask in MASK.items() if mask & REVISION))})(?!\w)",
    re.I,
)
"""What any aside holds."""


def without_asides(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Parts spoken identifiers where something else is said in the middle of them.

    Args:
        claims: what was found in a spoken text, sorted, without overlaps.
        text: the document's text.

    Returns:
        The same without the words between: of "fyrre tres nej vent fyrre tredive" two parts, each with the whole's
        normal form. Names stay as they are.
    """
    out: list[Claim] = []
    for claim in claims:
        if claim.entity_type == "PERSON":
            out.append(claim)
            continue
        asides = list(_asides(claim, text)) if _MAY.search(text, claim.start, claim.end) else ()
        out.extend(_without_edges(part, text) for part in (_between(claim, asides, text) if asides else (claim,)))
    return out


def _without_edges(claim: Claim, text: str) -> Claim:
    """A claim without what leads up to it, links it to something else, or counts it: "sju to åtte *tjue* siffer"."""
    start, end = claim.start, claim.end
    email = claim.entity_type == "EMAIL_ADDRESS"
    while (word := _FIRST.match(text, start, end)) and word.end() < end:
        if word[1].lower() not in (LEADS if email else _LINKING) or not (email or text[word.end()].isdigit()):
            break
        start = word.end()
    if (
        claim.entity_type in _SAID
        and text.startswith("e ", start, end)
        and _IT_IS.search(text, max(0, start - 9), start)
    ):
        start += 2
    behind = _FIRST.match(text, end + 1) if text[end : end + 1] == " " else None
    last = _LAST.search(text, start, end)
    if last and _is_apart(last[1].lower(), behind[1].lower() if behind else "", text[last.start() - 1].isdigit()):
        end = last.start()
    elif claim.entity_type == "STREET_ADDRESS" and text.endswith(_HUNDREDS, start, end):
        end = broken.end() if (broken := _BROKEN_OFF.match(text, end)) else end
    return replace(claim, start=start, end=end) if (start, end) != (claim.start, claim.end) else claim


def _is_apart(last: str, behind: str, figures: bool) -> bool:
    """Whether the last word of a claim is none of it, by the one behind it, if any, and whether figures precede."""
    goes_on = bool(MASK.get(behind, 0) & (NUMBER | SEPARATOR))
    if last in PURE_HESITATIONS:
        return not goes_on
    if last == "alt" and behind == "i":
        return True  # "alt i ett ord"
    return behind in COUNTED or (bool(behind) and figures and last in _LINKING and not goes_on)


def _asides(claim: Claim, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a claim that are none of it, in order."""
    if claim.entity_type in _WRITTEN:
        yield from (how.span() for how in _HOW.finditer(text, claim.start, claim.end))
    words = list(_WORD.finditer(text, claim.start, claim.end))
    said = [word[0].lower() for word in words]
    at = 0
    while at < len(words):
        end = at
        told = False
        while end < len(words):
            begins = _begins(said, end, claim.entity_type)
            if not begins and not _idles(said[end], claim.entity_type, told):
                break
            told = told or begins
            end += 1
        if told and at > 0:
            yield words[at].start(), words[end - 1].end()
        at = max(end, at + 1)


def _begins(said: Sequence[str], at: int, entity_type: str) -> bool:
    """Whether a word begins an aside: a correction, "altså", "og så"; in a number also "ja", "det er"."""
    word = said[at]
    if entity_type in _NAMED:
        if word in _NO_CORRECTION:
            return False
    elif word in _ASSENTS or (at + 1 < len(said) and said[at + 1] in _POINTS.get(word, ())):
        return True
    return bool(
        MASK.get(word, 0) & REVISION
        or word == "altså"
        or (word in _AND and at + 1 < len(said) and said[at + 1] in _THEN)
    )


def _idles(word: str, entity_type: str, told: bool) -> bool:
    """Whether a word may go along with an aside."""
    if word == "og":
        return True
    if word in _THEN:
        return told
    if entity_type in _CREDENTIALS or len(word) < 2:
        return False
    mask = MASK.get(word, 0)
    return bool(mask & FILLER) and not mask & NUMBER and word != "komma"


def _between(claim: Claim, asides: Sequence[tuple[int, int]], text: str) -> list[Claim]:
    """What of a claim is no aside."""
    out = []
    start = claim.start
    for begin, end in [*sorted(asides), (claim.end, claim.end)]:
        words = list(_WORD.finditer(text, start, max(start, begin)))
        while words and start > claim.start and words[0][0].lower() in _LINKING:
            del words[0]
        if words:
            first = claim.start if start == claim.start else words[0].start()
            last = claim.end if begin == claim.end else words[-1].end()
            out.append(replace(claim, start=first, end=last))
        start = max(start, end)
    return out
