"""Streets and postcodes abroad, whose kind stands before the name or behind it: "Calle Mayor 4", "12 Baker Street"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from slor.recognizers import gates
from slor.recognizers.recognizer import Match
from slor.recognizers.scan import Scan

_STREET: Final = re.compile(
    r"(?<![\w.])(?:[Uu]lica|[Uu]l\.|[Rr]ue|[Rr]ua|[Cc]alle|[Cc]arrer|[Aa]venida|[Pp]aseo|[Ss]trada|[Vv]iale|"
    r"[Vv]ia(?= [A-ZÀ-Þ])|Corso|Chemin|Avenue|Piazza|Plaza) "
    r"(?:[^\W\d_][\w'.-]{0,24} ){1,4}\d{1,4}[a-zA-Z]?(?:(?:/| ?m\.? ?| lok\.? ?)\d{1,3}|"
    r",? \d{1,2} ?[ºª°]? ?[A-Z](?!\w)|,? \d{1,2} ?[ºª°])?(?!\w)"
    r"|(?<![\w.,-])\d{1,4}(?: ?bis| ter)?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Cc]hemin|[Qq]uai|[Ii]mpasse)"
    r"(?: (?:d[eu]s?|la|le|les|l'|d')){0,3}(?: ?[A-ZÀ-Þ][\w'-]{1,24}){1,3}(?!\w)"
    r"|(?<!\w)(?:[A-ZÀ-Þ][\w'-]{1,24} ){1,3}(?:utca|tér|út|körút|tn|mnt|pst|tee|iela|gatvė) \d{1,4}[A-Za-z]?"
    r"(?:[-/]\d{1,3})?"
    r"|(?<!\w)[A-Z][a-z]{1,20}(?: (?:de|van|der|den|het|ten)){0,3}(?: [A-Z])?[a-z]{1,20}"
    r"(?:straat|laan|plein|gracht|kade|weg) \d{1,4}[A-Za-z]?(?:-[\w]{1,3})?(?!\w)"
    r"|(?<![\w.,-])(?:\d{1,3}/)?\d{1,4}[A-Za-z]? (?:[A-Z][\w'-]{1,24} ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Drive|Close|Crescent|Terrace|St|Rd)(?!\w)(?:, (?:Flat|Apt\.?|Unit) ?\d{1,4}[A-Z]?)?"
)
CODE_ABROAD: Final = re.compile(
    r"[ ,\n]{1,3}((?:[A-Z]{1,2}-)?(?:\d{5}|\d{3} \d{2}|\d{2}[ -]\d{3}) [^\W\d_][\w-]+(?: [A-ZÀ-Þ][\w-]+)?|"
    r"(?:[A-Z][a-z]{2,20},? ){0,2}[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}(?!\w)|[A-Z][a-z]{2,20}, [A-Z]{2} \d{5}(?!\d))"
)
"""A postcode and its town behind a street: five digits as in Germany, Sweden or Poland, or as in Britain or America."""


def streets_abroad(scan: Scan) -> Iterator[Match]:
    """Finds streets abroad.

    Args:
        scan: the shared scan.

    Returns:
        Matches with house number and flat.
    """
    for found in _STREET.finditer(scan.text) if gates.STREETS_ABROAD.search(scan.text) else ():
        yield Match(found.start(), found.end(), 0.75)
