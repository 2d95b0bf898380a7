"""What belongs to an identifier that was found in part: the letters before its digits, the word around a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from slor.recognizers.claims import Claim
from slor.recognizers.common_words import common_words

_CODED: Final = frozenset({"CUSTOMER_ID", "EMPLOYEE_ID"})
_LETTERS_BEFORE: Final = re.compile(r"(?<![\w./@+-])(?:[A-ZÆØÅ]{1,4}[-/]?|[a-zæøå]{1,3}-?)\Z")
_INITIALS_BEFORE: Final = re.compile(
    r"(?<![\w./@+-])(?!(?:ID|NR|NO|KR|KL|DK|TLF|KID|NOK|DKK|CPR|MVH|OG|ER|JA|PS|RE|SV|VS|TIL|FRA|IP|SIM) )"
    r"[A-ZÆØÅ]{2,3} \Z|(?<!\w)(?<!med )[bcdfghjklmnpqrstvwxz] \Z"
)
"""Letters that are read or typed apart from their number: "FS 118 204", "k otte ni et tre"."""
_LETTERS_BEHIND: Final = re.compile(r"[-/]?[A-ZÆØÅ]{1,3}(?![\w@/-]|[.]\w)")
_LONGEST: Final = 40
_LONG: Final = 6
_SPELT_TAIL: Final = re.compile(
    r"(?:(?:to|tre|dobbelt|dobbel|bare|kun|en|én|et|ett) )?(?:[a-zæøå] ?){1,2}(?:er)?"
    r"(?= (?:snabel|krøll|krull|alfa|att? |punktum|prik|dot|bindestre|understre))"
)
_NAMED: Final = re.compile(
    r"(?<!\w)(?:\w+ (?:punktum|prik|dot|bindestrek|bindestreg|understrek|understreg) ){0,3}"
    r"(?!nei |nej |vent )\w{3,} med \Z"
)
"""How a name in an address is written, told before the sign: "winther med w snabel a", "aase med to a punktum"."""
_REPEATED: Final = re.compile(r" (?:gange|ganger|gonger)(?!\w)")
_COUNTS: Final = frozenset("to tre fire fem seks".split())
"""How often the last sign of a password is typed: "galatasaray fire ganger"."""
_DOTTED: Final = re.compile(r"(?<![\w@./:-])[a-zæøå]{2,20}(?:\.[a-zæøå]{2,20}){1,2}\d{0,4}(?![\w@/-]|\.\w)")
_ENDINGS: Final = frozenset(
    "no dk com net org se fo is fi gl de uk eu io nu me info example "
    "pdf jpg jpeg png heic doc docx xls xlsx csv txt zip html mp".split()
)
"""What ends an address on the web or a file's name."""
_TITLES: Final = frozenset("dr cand mag lic stud prof adv fru frk hr".split())
_SCORE: Final = 0.7


def widen(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Takes into a claim what is written together with it.

    Args:
        claims: in any order.
        text: the document's text.

    Returns:
        The same; customer and employee numbers with the letters before or behind their digits ("SB-901177", "7720-A"),
        and a user name for each word with digits or underscores of which a part is a person's name ("torsk_aslak",
        "liwei02"), and a password with how often its last sign is typed.
    """
    out = list(claims)
    for claim in claims:
        if claim.entity_type in _CODED:
            out.extend(_with_letters(claim, text))
        elif claim.entity_type == "EMAIL_ADDRESS" and (tail := _SPELT_TAIL.match(text, claim.start)):
            if tail.end() <= claim.end and (name := _NAMED.search(text, max(0, claim.start - 60), claim.start)):
                out.append(replace(claim, start=name.start(), value=None, part=None))
        elif claim.entity_type == "PASSWORD" and (times := _REPEATED.match(text, claim.end)):
            if text[claim.start : claim.end].rpartition(" ")[2].lower() in _COUNTS:
                out.append(replace(claim, end=times.end(), value=None, part=None))
        elif claim.entity_type == "PERSON" and claim.end - claim.start > 1:
            out.extend(_around(claim, text))
            out.extend(_dotted(claim, text))
    return out


def _with_letters(claim: Claim, text: str) -> Iterator[Claim]:
    """A customer or employee number with the letters before its digits, and with those behind them."""
    if text[claim.start : claim.start + 1].isdigit():
        letters = _LETTERS_BEFORE.search(text, max(0, claim.start - 6), claim.start)
        if letters and letters[0]:
            yield replace(claim, start=letters.start(), value=None, part=None)
    if claim.end - claim.start >= _LONG and (
        letters := _INITIALS_BEFORE.search(text, max(0, claim.start - 9), claim.start)
    ):
        yield replace(claim, start=letters.start(), value=None, part=None)
    if text[claim.end - 1 : claim.end].isdigit() and (behind := _LETTERS_BEHIND.match(text, claim.end)):
        yield replace(claim, end=behind.end(), value=None, part=None)


def _around(claim: Claim, text: str) -> Iterator[Claim]:
    """The user name that a name is a part of; none in a file's name, an address or a hyphenated word."""
    start, end = claim.start, claim.end
    while start and (text[start - 1].isalnum() or text[start - 1] == "_") and claim.start - start < _LONGEST:
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "_") and end - claim.end < _LONGEST:
        end += 1
    if (start, end) == (claim.start, claim.end):
        return
    word = text[start:end]
    if not any(char.isdigit() or char == "_" for char in word) or any(char.isspace() for char in word):
        return
    beside = text[start - 1 : start] if start else " ", text[end : end + 2]
    if beside[0] in "/@.=?&-" or beside[1][:1] in ("@", "/", "-") or (beside[1][:1] == "." and beside[1][1:].isalnum()):
        return
    yield Claim(start, end, "USERNAME", _SCORE)


def _dotted(claim: Claim, text: str) -> Iterator[Claim]:
    """The user name that a name is a part of, full stops between: "hedvig.ramsoskar"; none in an address."""
    if "." not in (text[claim.start - 1 : claim.start], text[claim.end : claim.end + 1]):
        return
    token = _DOTTED.search(text, max(0, claim.start - _LONGEST), claim.end + _LONGEST)
    while token and token.end() < claim.end:
        token = _DOTTED.search(text, token.end(), claim.end + _LONGEST)
    if token is None or not token.start() <= claim.start or (token.start(), token.end()) == (claim.start, claim.end):
        return
    parts = token[0].split(".")
    known = text[claim.start : claim.end].split(".")
    if (
        parts[-1] not in _ENDINGS
        and parts[0] not in _TITLES
        and not any(part in common_words() for part in parts if part not in known)
    ):
        yield Claim(token.start(), token.end(), "USERNAME", _SCORE)
