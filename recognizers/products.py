"""Numbers with letters that are typed and are nobody's: models of things, multiples, prices a piece, versions."""

from __future__ import annotations

import re
from typing import Final

from slor.recognizers.readings import Piece
from slor.recognizers.words import Words

_MAKERS: Final = frozenset(
    "samsung huawei sagemcom technicolor zyxel asus netgear dlink linksys tplink cisco icotera genexis inteno nokia "
    "sony lg bosch siemens miele electrolux gorenje whirlpool aeg beko hp canon epson brother dell lenovo acer garmin "
    "philips motorola oneplus xiaomi oppo honor google pixel iphone ipad galaxy apple microsoft surface fitbit sonos "
    "arris altibox arcadyan adtran kaon humax fritzbox avm ubiquiti mikrotik eero nest ring logitech jabra panasonic "
    "toshiba hisense tcl grundig voss kenwood braun oral husqvarna stihl makita dewalt toyota volvo volkswagen vw "
    "skoda peugeot renault citroen mercedes bmw audi ford opel mazda nissan hyundai kia tesla polestar merida trek "
    "scott cube giant intel amd nvidia ryzen".split()
)
_KINDS: Final = frozenset("model modell modellen type typen router routeren ruter ruteren modem modemet".split())
_NAMES: Final = _MAKERS | _KINDS
"""Words behind which letters and digits are what a thing is called."""
_REACH: Final = 3
_PORT: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}")
"""An address with its port, which makes fifteen digits."""
_DECIMAL: Final = re.compile(r"\d{1,4},\d{1,2}\)?,? (?:og )?[a-zæøå]")
"""A result with its hundredths before a number in words: "(26,57) og fire"."""
_NOBODYS: Final = re.compile(r"\d{1,3}x\d+|[àáa]\d+|(?:ip)?v[46]|([a-z])\d{1,2}(?:\1\d{1,2})+")
"""Multiples ("12 x 201"), prices a piece ("à 919,67"), versions of protocols, rows of channels ("P1, P2 og P3")."""


_FILES: Final = ("IMG_", "DSC_", "DSCN_", "VID_", "MVI_", "PXL_", "scan_", "Scan_", "fil_", "bilde_", "billede_")


def is_in_file(words: Words, piece: Piece) -> bool:
    """Whether digits are a camera's, in the name of a file: "IMG_4471.jpg"."""
    return words.text[max(0, piece.start - 8) : piece.start].endswith(_FILES)


def is_product(words: Words, piece: Piece) -> bool:
    """Whether letters with digits are typed of a thing.

    Args:
        words: the document's words.
        piece: what was read.

    Returns:
        True for multiples, ports, and for letters with digits behind a maker or a word for a model: "Samsung WW90T534".
    """
    said = words.text[piece.start : piece.end]
    if _NOBODYS.fullmatch(piece.text) or (":" in said and _PORT.fullmatch(said)) or _DECIMAL.match(said):
        return True
    if is_in_file(words, piece):
        return True
    lettered = piece.digits < len(piece.text) or words.text[piece.start - 1 : piece.start].isalpha()
    if not lettered:
        return False
    return any(words.lower[k] in _NAMES for k in range(max(words.turns[piece.turn], piece.first - _REACH), piece.first))
