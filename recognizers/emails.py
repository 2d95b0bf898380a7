"""E-mail addresses: plain, international, quoted, obfuscated and spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_LOCAL: Final = frozenset("!#$%&'*+-/=?^_`{|}~.")
_TRIM: Final = "'-.`*_~|/{}=?!&"
_SPOKEN_AT: Final = re.compile(
    r"\s?[(\[{<]\s?(?:at|a|alfa|snabel(?:[- ]?a)?|kr[øo]ll-?alfa|alfakr[øo]ll|æt)\s?[)\]}>]\s?|"
    r"\s(?:snabel[- ]?a|kr[øo]ll[- ]?alfa|alfa[- ]?kr[øo]ll|snabelen|snabel)(?=\s)|"
    r"\s(?:at|æt)\s(?=\S+ (?:dot|punktum|punkt|prik)\s)"
)
_BRACKETED: Final = re.compile(r"[(\[{<]\s?(?:a|snab|kr|æt)")
_JOINT: Final = r"(?:\s?[(\[{]\s?(?:dot|punktum|punkt|prik|\.)\s?[)\]}]\s?|\s(?:punktum|punkt|prik|dot)\s|\.)"
_DASH: Final = r"(?:\s(?:bindestreg|bindestrek|strek|streg|understreg|understrek|underscore|underline|minus)\s)"
_DOMAIN: Final = re.compile(
    rf"\s?(?!(?:ja|jo|nei|nej|altså|haha|vent)\b)[\w-]+(?:\s[\w-]+){{0,2}}?(?:(?:{_JOINT}|{_DASH})[\w-]+(?:\s[\w-]+)??)*?{_JOINT}[a-zæøå]{{2,10}}\b",
    re.I,
)
_LOCAL_JOINT: Final = re.compile(
    r"(?:punktum|punkt|prik|dot|bindestreg|bindestrek|strek|streg|understreg|understrek|underscore|underline|minus)"
)
_STOP: Final = frozenset(
    (
        "er e det den mail mailen mailadresse mailadressen epost eposten e-post e-posten på til som hedder heter "
        "heiter og så saa var altså adressen adresse med fra ja nei nej jo øh eh hos ta tager skriv skrive send "
        "sende sendes sendt bruk bruger brug bliver lenka lenken kvittering hun han ho ham jeg eg kan du de dem i "
        "en et at hvis det: den: er: har hendes hans min mit mitt mine mi nye ny gamle gammel nei, ja, nej, da det, "
        "den, tar takk tak stadig fortsatt framleis sier siger seier står skal være vera jobbmailen jobbmail privat "
        "private der"
    ).split()
)


LEADS: Final = frozenset(
    "stadig fortsatt framleis bare berre vi meg mig deg dig ho hun han dem de dei vist visst nok vel også til "
    "ord nevøen datteren dattera sønnen mannen manden konen kona søsteren broren din dit ditt dine "
    "imellom imellem innimellom indimellem".split()
)
"""What leads up to an address and is none of it: "er det stadig asq snabel-a"."""
_TO_SIGN: Final = re.compile(
    r"(?:u(?:te|de|ta)n \w )?(?:(?:alt )?(?:i )?(?:ett|eitt|eit|ét|små)(?: ord)? )?(?:og )?(?:så )?"
)
"""What leads to the sign of an address that was begun before: "og så krøllalfa", "uten ø og så krøllalfa"."""


class AddressRecognizer(IdentifierRecognizer):
    """E-mail addresses, in letters of any alphabet, and those written or spoken around the at sign."""

    ENTITY: ClassVar[str] = "EMAIL_ADDRESS"
    CONTEXT: ClassVar[tuple[str, ...]] = ("mail", "e-mail", "email", "epost", "e-post", "mailadresse", "e-postadresse")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        text = scan.text
        at = text.find("@")
        while at >= 0:
            match = _plain(text, at) or _spaced(text, at)
            if match:
                yield match
            at = text.find("@", at + 1)
        if _may_be_spoken(scan.lower):
            for spoken in _SPOKEN_AT.finditer(scan.lower):
                yield from _spoken(scan, spoken)


def _may_be_spoken(lower: str) -> bool:
    """Whether `_SPOKEN_AT` can match at all, told without trying it everywhere."""
    if "snabel" in lower or "alfa" in lower or _BRACKETED.search(lower):
        return True
    return "dot" in lower or "punkt" in lower or "prik" in lower


def _plain(text: str, at: int) -> Match | None:
    """The address around an at sign; at most 64 characters before and 255 after it (RFC 5321)."""
    start = at
    if at and text[at - 1] == '"':
        quote = text.rfind('"', max(0, at - 66), at - 1)
        start = quote if quote >= 0 else at
    else:
        low = max(0, at - 64)
        while start > low and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
            start -= 1
        while start < at and text[start] in _TRIM:
            start += 1
    end = at + 1
    high = min(len(text), at + 256)
    while end < high and (text[end].isalnum() or text[end] in "-._"):
        end += 1
    while end > at + 1 and text[end - 1] in "-._":
        end -= 1
    domain = text[at + 1 : end]
    if start == at or "." not in domain or ".." in domain:
        return None
    last = domain.rpartition(".")[2]
    if len(last) < 2 or last.isdigit():
        return None
    return Match(start, end, 0.98)


_NAME_BEFORE: Final = re.compile(r"(?<![\w.+-])[\w.+-]{2,64} ?$")
_DOMAIN_BEHIND: Final = re.compile(r" ?[\w-]{2,63}(?:(?:\.| \. )[\w-]{2,63}){0,3}(?:\.| \. )[a-zæøå]{2,10}(?!\w)")


def _spaced(text: str, at: int) -> Match | None:
    """An address with spaces around its signs: "nina @ post . example"."""
    before = _NAME_BEFORE.search(text, max(0, at - 66), at)
    behind = _DOMAIN_BEHIND.match(text, at + 1, at + 160) if before else None
    return Match(before.start(), behind.end(), 0.85) if before and behind else None


def _spoken(scan: Scan, at: re.Match[str]) -> Iterator[Match]:
    """The address around a spoken or obfuscated at sign."""
    text = scan.lower
    stop = text.find("\n", at.end(), at.end() + 120)  # what stands on other lines is told in other turns
    domain = _DOMAIN.match(text, at.end(), stop if stop >= 0 else min(len(text), at.end() + 120))
    end = domain.end() if domain else at.end()
    begun = at.start() + (text[at.start()] == "\n")
    line = text.rfind("\n", max(0, at.start() - 100), begun) + 1 or max(0, at.start() - 100)
    words = [(m.start(), m.end(), m[0]) for m in re.finditer(r"\S+", text[line : at.start()])]
    start = at.start()
    joined, taken = True, 0
    for begin, _, word in reversed(words):
        joint = _LOCAL_JOINT.fullmatch(word.strip("()[].,"))
        if joint:
            joined = True
        elif (
            word.endswith((",", ":", "?", ";", "!"))
            or (word in _STOP and (taken or not joined))
            or (not joined and taken >= 3)
            or (word in _STOP and not joined)
            or word in LEADS
        ):
            break
        else:
            taken += 1
            joined = False
        start = line + begin
    lead = _TO_SIGN.match(text, start, at.start() + 1)
    start = lead.end() if lead else start
    local = text[start : at.start()].split()
    if not domain and (not local or local[0] in _STOP or at[0].strip(" ()[]{}<>") == "a"):
        return
    yield Match(start, end, 0.9 if domain else 0.6)
