"""Licence plates, Danish and Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar, Final

from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_PLATE: Final = re.compile(r"(?<![\w-])([A-Za-z] ?[A-Za-z])([ -]{0,2})(\d{2})([ .-]?)(\d{3}|\d ?\d ?\d)(?![\w]|[.-]\d)")
_PERSONAL: Final = re.compile(
    r"(?:personlig\w* (?:nummer)?(?:plade|skilt)\w*|ønske(?:nummer)?plade\w*|skiltet|nummerpladen|pladen|plate[nr]?)"
    r"[ :,]{1,2}(?:er |hedder |heter |heiter |med |det er |står der |der står |det står |lyder "
    r")?[\"'«]?([A-ZÆØÅ0-9]{2,7}(?: \d{1,3})?)[\"'»]?(?!\w)"
)
_WORDS: Final = frozenset(
    "av på af og er nr kr kl ca no to de se en et vi du vi me ho hu da ja då at om op up id so sa is tv th mf st "
    "ip pc pr må få gå så".split()
)


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
        for found in _PLATE.finditer(scan.text):
            letters = found[1].replace(" ", "")
            named = any(kind == "PLATE" for _, kind in scan.before(found.start(), 120)) or any(
                kind == "PLATE" for _, kind in scan.after(found.end(), 40)
            )
            if letters.isupper():
                score = 0.72 if found[2] else 0.55
                if letters.lower() in ("kr", "nr", "kl", "tv", "no"):
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
        if "plade" in scan.lower or "skilt" in scan.lower:
            for found in _PERSONAL.finditer(scan.text):
                if any(c.isalpha() for c in found[1]):
                    yield Match(found.start(1), found.end(1), 0.7)
