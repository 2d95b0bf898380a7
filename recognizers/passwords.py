"""Passwords, written or read aloud, where the text says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.common_words import common_words
from slor.recognizers.credentials import (
    CODED,
    DOMAINS,
    JOINED_BY,
    LINKS,
    MEMORY,
    NEGATIONS,
    STOPS,
    extended,
    is_number_word,
    is_plain,
    repeated,
    words_after,
)
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan


class PasswordRecognizer(IdentifierRecognizer):
    """Passwords that follow a word for them; an ordinary word counts only where it is clearly given as one."""

    ENTITY: ClassVar[str] = "PASSWORD"
    CONTEXT: ClassVar[tuple[str, ...]] = ("password", "passord", "adgangskode", "kodeord", "kode", "koden")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        matches: list[Match] = []
        told = -MEMORY
        for signal in scan.signals:
            if signal.kind == "PASSWORD":
                if number := _DIGITS_ONLY.match(scan.lower, signal.end):
                    yield Match(number.start(1), number.end(1), 0.6)
                matches.extend(self._after(scan, signal.end, scan.lower[signal.start : signal.end]))
                if signal.start >= told:
                    low = max(signal.start, told)
                    told = signal.end + MEMORY
                    matches.extend(self._made_up(scan, low, told))
            elif signal.kind == "CODE" and scan.lower.startswith(_SECRET_CODES, signal.start):
                code = _SHORT_CODE.match(scan.lower, signal.end, signal.end + 40)
                if code:
                    yield Match(code.start(1), code.end(1), 0.5)
            elif signal.kind == "USER" and (behind := _SLASHED.match(scan.text, signal.end)):
                word = behind[1].rstrip(".,;")
                if _is_made_up(word) and not CODED.fullmatch(word):
                    yield Match(behind.start(1), behind.start(1) + len(word), 0.6)
        for found in _ADMIN.finditer(scan.text) if "/" in scan.text else ():
            if _is_made_up(word := found[1].rstrip(".,;\"'»")):
                yield Match(found.start(1), found.start(1) + len(word), 0.7)
        for found in _RECOVERY.finditer(scan.text) if "-" in scan.text else ():
            yield Match(found.start(), found.end(), 0.9)
        yield from repeated(scan, matches)

    @staticmethod
    def _made_up(scan: Scan, low: int, high: int) -> Iterator[Match]:
        """Words that are built as passwords are, some way after a word for them."""
        for found in _LOUD.finditer(scan.text, low, min(high, len(scan.text))):
            word = found[0]
            other = any(
                kind in ("THING", "REFERENCE", "CUSTOMER", "EMPLOYEE")
                for distance, kind in scan.before(found.start(), 12)
                if distance < 2
            )
            if not other and (word[1:].islower() or not word.replace("-", "").isupper()):
                yield Match(found.start(), found.end(), 0.5)

    @staticmethod
    def _after(scan: Scan, position: int, signal: str) -> Iterator[Match]:
        named = (
            not signal.startswith("kode") or signal.startswith("kodeord") or bool(_TO_NET.match(scan.lower, position))
        )
        key = signal.startswith("tast")
        words = words_after(scan, position, 140)
        if named and (told := _IT_IS.match(scan.text, position)) and told[1].lower() not in common_words():
            yield Match(told.start(1), told.end(1), 0.6)
        joined = scan.text[position : position + 2].strip() in (":", "=")
        lines = others = 0
        sure = scan.text[position : position + 1] not in (".", "!", "?")
        for i, (start, end, raw) in enumerate(words[:18]):
            sure = sure and scan.lower[start:end] not in NEGATIONS
            line = scan.text[words[i - 1][1] if i else position : start].count("\n")
            lines += line
            word = scan.lower[start:end]
            if lines > 2:
                return
            if not word:
                continue
            if _is_made_up(scan.text[start:end]):
                if (CODED.fullmatch(scan.text, start, end) and not joined) or any(
                    kind in ("THING", "REFERENCE", "PHONE", "CUSTOMER")
                    for distance, kind in scan.before(start, 12)
                    if distance < 2
                ):
                    return
                if named or not scan.text[start:end].replace("-", "").isupper():
                    stop = words[extended(words, i, scan)][1]
                    yield Match(start, stop + (scan.text[stop : stop + 1] == "!"), 0.85 if lines == 0 else 0.7)
                return
            if word in LINKS:
                joined = (word in JOINED_BY and word not in ("som", "med")) or raw.endswith(":")
                continue
            last = extended(words, i, scan)
            if last == i and joined and i + 1 < len(words) and len(word) > 3 and _is_second(words[i + 1][2]):
                last = extended(words, i + 1, scan)
                last = last if last > i + 1 else i
            if (
                last > i
                and sure
                and not key
                and (joined or (named and i == 0))
                and word.isalpha()
                and word not in STOPS
                and not is_number_word(word)
            ):
                yield Match(start, words[last][1], 0.7)
                return
            if (
                sure
                and joined
                and named
                and lines == 0
                and len(word) > 5
                and is_plain(scan, words, i)
                and (not _PARTICIPLE.search(word) or (word[-2:] in ("er", "ar") and word not in common_words()))
            ):
                yield Match(start, end, 0.5)
                return
            joined = raw.endswith((":", ","))
            sure = sure and raw[-1] not in ".!?"
            others = 0 if line else others + 1
            if others > 6:
                return


def _is_second(word: str) -> bool:
    """Whether a word can be the second of a password that a number ends: no "nr"."""
    return word.isalpha() and word.lower() not in ("nr", "nummer")


_SLASHED: Final = re.compile(r"(?: inn| ind)?[: ]{1,2}[\w.@+-]{3,40} ?[/\n] ?(\S{5,24})")
"""A user name and its password with a stroke between: "logg inn: fam.berg / Sommerhus!7"."""
_IT_IS: Final = re.compile(
    r"[^.?!\n]{0,24}\. (?:Det|Den|Dette) (?:er|blir|bliver|lyder) ([A-ZÆØÅ][a-zæøå]{4,24})(?=[,;!\n]|\.(?:\s|$)| og )"
)
"""A password that the next sentence tells: "lagt inn et kodeord på deg. Det er Rødkløver"."""
_ADMIN: Final = re.compile(r"(?<![\w/.@-])(?:admin|root|guest|gjest|gæst|user) ?/ ?([^\s/]{5,24})(?![\w/])", re.I)
"""A user that every device has, and its password: "admin / kaffi2020"."""
_DIGITS_ONLY: Final = re.compile(r"(?: min| mit| mitt)?(?: er| e)?[: ]{1,2}(\d{6,12})(?![\w-]|[.,:]\d)")
"""A password of nothing but digits, as routers have them, right behind the word for it."""
_TO_NET: Final = re.compile(
    r" (?:til|for|på) (?:\w{1,12} ){0,2}(?:\w{0,12}nett\w*|\w{0,12}net(?:værk\w*|tet)?\b|wi-?fi\w*|internet\w*|"
    r"ruter\w*|router\w*)"
)
"""What a code of words is for: "koden til nettet"."""
_SECRET_CODES: Final = ("pin", "puk", "engangs", "sikkerhedskode", "bekræftelseskode", "smskode", "otp", "dørkode")
_SHORT_CODE: Final = re.compile(r"[-:. ]*(?:koden?|kode)?[: ]*(?:er|e|:)?[: ]*(\d{3,4} ?\d{1,4})(?![\w])")
_LOUD: Final = re.compile(
    r"(?<![\w@/.-])(?:[^\W_]{2,}[!#&$*%?][^\W_]{2,}!?|[A-ZÆØÅ][a-zæøå]{3,}[-_.]?\d{1,4}(?:[A-Z][a-z]+)?!?|"
    r"[a-zæøå]{5,}\d{1,4}|[A-Za-zæøå]{4,}_\d\w*|[a-zæøå]{3,12}(?:-(?:[a-zæøå]{3,12}|i|og|på|av|til)){2,5}(?:-?\d{1,4})?|"
    r"(?=[\w-]{0,30}[a-zæøå])(?=[\w-]{0,30}[A-ZÆØÅ])(?=[\w-]{0,30}\d)"
    r"(?:[^\W_]{2,12}(?:-[^\W_]{2,12}){1,4}|[^\W_]{3,12}-\d-[^\W_]{3,12}))"
    r"(?=[\s.,;:)!?»\"]|$)"
)
"""How passwords look: words with marks within, or with a number behind them."""
_RECOVERY: Final = re.compile(r"(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])")
"""A recovery key of BitLocker's: eight groups of six digits (Microsoft's documentation)."""
_PARTICIPLE: Final = re.compile(
    r"(?:et|te|ig|igt|lig|bar|bart|ende|isk|ert|rt|lt|nt|dt|st|ste|ere|ene|erne|ane|er|ar|al|aal|del)$"
)


_INNER_MARK: Final = re.compile(r"\w[!#&%$*+=]\w")


def _is_made_up(word: str) -> bool:
    """Whether a word is built as a password is: letters with digits or marks, not a date, time, link or address."""
    if (
        len(word) < 5
        or "@" in word[1:-1]
        or "/" in word
        or word.lower().startswith(("http", "0x"))
        or word.lower().endswith(DOMAINS)
    ):
        return False
    letters = sum(c.isalpha() for c in word)
    digits = sum(c.isdigit() for c in word)
    if letters < 3:
        return False
    return (digits > 0 and len(word) > 5) or bool(_INNER_MARK.search(word))
