"""First looks: whether a text can hold anything that a slower pattern would find. RE2 looks at each character once."""

from __future__ import annotations

from typing import Final

import re2

_HEX: Final = "[0-9a-f]"
_DOT: Final = r"(?:\.| punktum | prik | punkt | dot )"


def _compiled(pattern: str) -> re2._Regexp:
    """RE2 knows ASCII digits and letters only, so patterns name no class that is wider in `re`."""
    return re2.compile(pattern)


COORDINATES: Final = _compiled("[0-9](?:[.,][0-9]{4}|°)")
"""For four decimals, or degrees."""
HEX_PAIRS: Final = _compiled(f"{_HEX}{{2}}[ :.-]{_HEX}{{2}}[ :.-]{_HEX}{{2}}|{_HEX}(?: {_HEX}{{1,4}}){{2}} {_HEX}")
"""For pairs of hexadecimal digits, or loose ones; lower case."""
HEX_BLOCKS: Final = _compiled(f"{_HEX}{{4}}[.-]{_HEX}{{4}}[.-]{_HEX}|{_HEX}{{6}}[ :-]?{_HEX}{{6}}")
"""For two blocks of six hexadecimal digits, or three of four; lower case."""
IP_V4: Final = _compiled(f"[0-9] ?{_DOT} ?[0-9]{{1,3}} ?{_DOT} ?[0-9]")
"""For three octets in a row; lower case."""
IP_V6: Final = _compiled(f":{_HEX}{{0,4}}:")
"""For two colons with no more than four hexadecimal digits between; lower case."""
ENDS: Final = _compiled(
    "(?i)(?:starter|begynder|begynner|byrjar|startar|begynnar|slutter|sluttar|ender|endar|sidste|siste|slutt|sidst)"
    "(?: (?:med|på|tre|to|fire|cifre|siffer|sifra|sifrene|tal|tall|er|av|i))*[ :]{1,2}[0-9]{2}"
    "|[0-9]{2} (?:til sidst|til slut|på slutten|i slutten|i starten|først)"
)
"""For the beginning or the end of a number that is spoken of."""
STREETS_ABROAD: Final = _compiled(
    "(?:[Uu]lica|[Uu]l\\.|[Rr]u[ea]|[Cc]alle|[Cc]arrer|[Aa]venida|[Pp]aseo|[Ss]trada|[Vv]ia(?:le)?|Corso|Chemin|Avenue|Piazza"
    "|Plaza) "
    "|[Bb]oulevard|[Pp]lace|[Qq]uai|[Ii]mpasse| (?:utca|tér|út|körút|tn|mnt|pst|tee|iela|gatvė) [0-9]"
    "|(?:straat|laan|plein|gracht|kade|weg) [0-9]"
    "|[0-9][A-Za-z]? [A-Z].* (?:Street|Road|Avenue|Lane|Drive|Close|Crescent|Terrace|St|Rd)"
)
"""For the kinds of streets in other languages, before a name or behind one."""
