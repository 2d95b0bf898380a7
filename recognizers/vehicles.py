"""Licence plates, Danish and Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_PLATE: Final = re.compile(r"(?<![\w-])([A-Za-z] ?[A-Za-z])([ -]{0,2})(\d{2})([ .-]?)(\d{3}|\d ?\d ?\d)(?![\w]|[.-]\d)")
_PLATE_DIGITS: Final = 5
_PERSONAL: Final = re.compile(
    r"(?:personlig\w* (?:nummer)?(?:plade|skilt)\w*|ønske(?:nummer)?plade\w*|skiltet|nummerpladen|pladen|plate[nr]?)"
    r"(?: på (?:bilen|bilen min|min bil|den|min|mc-?en|motorcyklen))?"
    r"[ :,]{1,2}(?:er |hedder |heter |heiter |med |det er |står der |der står |det står |lyder "
    r")?[\"'«]?([A-ZÆØÅ0-9]{2,7}(?: \d{1,3})?)[\"'»]?(?!\w)"
)
_WORDS: Final = frozenset(
    "av på af og er nr kr kl ca no to de se en et vi du vi me ho hu da ja då at om op up id so sa is tv th mf st "
    "ip pc pr må få gå så".split()
)

_JOINING: Final = frozenset(("og", "av", "af", "på", "er", "en", "om"))


class NordicPlateRecognizer(IdentifierRecognizer):
    """Plates of two letters and five digits: `AB 12 345` in Denmark, `AB 12345` in Norway (`EL`, `EK` … electric).

    In capitals the form is enough; in small letters words must say that it is a plate. Personal plates are found
    where the text says so.
    """

    ENTITY: ClassVar[str] = "LICENSE_PLATE"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "nummerplade",
        "nummerskilt",
        "skilt",
        "bil",
        "bilen",
        "regnr",
        "registreringsnummer",
        "plade",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for found in _PLATE.finditer(scan.text) if scan.digits >= _PLATE_DIGITS else ():
            letters = found[1].replace(" ", "")
            if letters in _JOINING and found[2]:
                continue  # "101 287 nye biler, og 22 533 brukte"
            named = any(kind == "PLATE" for _, kind in scan.before(found.start(), 120)) or any(
                kind == "PLATE" for _, kind in scan.after(found.end(), 40)
            )
            following = scan.after(found.end(), 2)
            if following and following[0][1] in ("MONEY", "UNIT"):
                continue
            if letters.isupper():
                score = 0.72 if found[2] else 0.55
                if letters.lower() in ("kr", "nr", "kl", "tv", "no", "hp", "lg", "ps", "xl"):
                    score = 0.35
            elif (letters.lower() in _WORDS and found[2]) or not letters.islower():
                score = 0.15
            else:
                score = 0.3 if found[4] != "." else 0.0
            kind = scan.before(found.start(), 30)[:1]
            if kind and kind[0][1] in ("REFERENCE", "THING"):
                score -= 0.4 if kind[0][1] == "THING" else 0.2
            if score > 0:
                yield Match(found.start(), found.end(), min(0.95, score + 0.35 * named))
        yield from _short_and_foreign(scan)
        if "plade" in scan.lower or "skilt" in scan.lower:
            for found in _PERSONAL.finditer(scan.text):
                if any(c.isalpha() for c in found[1]):
                    yield Match(found.start(1), found.end(1), 0.7)


_BESIDE: Final = 24
"""How near the word for a vehicle must be where the form alone says little."""
_SHORT: Final = re.compile(
    r"[ :,]{1,2}(?:(?:er|e|har|med|hedder|heter|nr|nummer|skilt|en|ei|reg|regnr|min|mitt?|svensk|tysk|finsk|"
    r"polsk)[ .:]{1,2}){0,3}"
    r"([A-ZÆØÅ]{2} ?\d{4}|[A-ZÅÄÖ]{3}[ -]?\d{2}[A-Z0-9]|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4})(?![\w-])"
)
"""Plates of trailers and motorcycles, and those of Sweden, Finland and Germany."""


def _short_and_foreign(scan: Scan) -> Iterator[Match]:
    """Plates that are told only by the vehicle before them: "tilhengeren HU 4410", "svensk bil, ABC 12D"."""
    for signal in scan.signals:
        if signal.kind == "PLATE":
            found = _SHORT.match(scan.text, signal.end, signal.end + 2 * _BESIDE)
            if found:
                yield Match(found.start(1), found.end(1), 0.65)
