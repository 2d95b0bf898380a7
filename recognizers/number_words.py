"""The words for numbers in Danish, bokmål and nynorsk, with the older, dialectal and mistranscribed forms in use.

Classes: `z` zero, `u` unit, `e` ten to nineteen, `t` tens, `c` a compound of two digits, `h` hundred, `k` thousand,
`d` double, `p` a digit's plural ("tre nuller"), `o` the word "og".
"""

from __future__ import annotations

import re
from typing import Final


def _table(rows: dict[int, str]) -> dict[str, int]:
    return {word: value for value, words in rows.items() for word in words.split()}


_DIGITS: Final = [("z", 0, "nul null")] + [
    ("u", value, words)
    for value, words in enumerate(("to", "tre", "fire", "fem", "seks", "syv sju", "otte åtte", "ni"), start=2)
]
UNITS: Final = _table(
    {
        1: "en et ét én ein eit eitt éin ett ei éen eet",
        2: "to tvo",
        3: "tre tri",
        4: "fire fir",
        5: "fem fæm",
        6: "seks",
        7: "syv sju sjau",
        8: "otte åtte",
        9: "ni",
    }
)
TEENS: Final = _table(
    {
        10: "ti",
        11: "elleve ellev ellve",
        12: "tolv",
        13: "tretten trettan",
        14: "fjorten fjortan",
        15: "femten femtan",
        16: "seksten sekstan seisten sejsten",
        17: "sytten syttan søtten",
        18: "atten attan",
        19: "nitten nittan",
    }
)
TENS: Final = _table(
    {
        20: "tyve tjue tjuge kjue",
        30: "tredive tredve tretti",
        40: "fyrre førti fyrretyve førr førre fyrr",
        50: "halvtreds halvtres halvtress femti halvtredsindstyve halvtresindstyve",
        60: "tres treds tress seksti tresindstyve",
        70: "halvfjerds halvfjers sytti halvfjerdsindstyve halvfjersindstyve",
        80: "firs åtti firsindstyve",
        90: "halvfems nitti niti halvfemsindstyve",
    }
)
TENS_FIRST: Final = frozenset({"tjue", "tjuge", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti", "niti"})
ARTICLES: Final = frozenset({"en", "et", "ei", "ein", "eit", "ett", "eitt", "ét", "én", "éin", "éen", "eet"})
_PLURALS: Final = _table(
    {
        0: "nuller nullar nullere nullarar",
        1: "ettere ettaller enere einarar",
        2: "toere toarar toer",
        3: "treere trearar",
        4: "firere firarar",
        5: "femmere femmer femmarar",
        6: "seksere seksarar",
        7: "syvere sjuere sjuarar",
        8: "ottere åttere åttarar",
        9: "niere niarar",
    }
)
_DOUBLE: Final = _table({2: "dobbelt dobbel dobbelte", 3: "tredobbelt trippel tripel"})


def _compounds() -> dict[str, int]:
    """Every way to say 21 to 99 in one word: "toogtyve", "tjueto", "einogtjue"."""
    compounds: dict[str, int] = {}
    for ten, tens in TENS.items():
        for unit, units in UNITS.items():
            compounds[f"{unit}og{ten}"] = compounds[f"{unit}å{ten}"] = compounds[f"{ten}{unit}"] = tens + units
    return compounds


COMPOUNDS: Final = _compounds()
WORDS: Final[dict[str, tuple[str, int]]] = {
    word: (kind, value)
    for kind, table in (
        ("c", COMPOUNDS),
        ("z", _table({0: "nul null nulle"})),
        ("u", UNITS),
        ("e", TEENS),
        ("t", TENS),
        ("h", _table({100: "hundrede hundre hundred hundrede hundra"})),
        ("k", _table({1000: "tusind tusinde tusen"})),
        ("d", _DOUBLE),
        ("p", _PLURALS),
        ("o", {"og": 0}),
    )
    for word, value in table.items()
}
_GLUED: Final = {
    first + second: ((_kind, _one), (_other, _two))
    for _kind, _one, _firsts in _DIGITS
    for _other, _two, _seconds in _DIGITS
    for first in _firsts.split()
    for second in _seconds.split()
    if len(first + second) > 4
}
"""Two digits that were written as one word: "nisju", "nullnull"."""
_CENTURIES: Final = ("nitten", "nittan", "atten", "attan")


def is_glued(word: str) -> bool:
    """Whether a lower-case word is two digits in one."""
    return word in _GLUED


NOUGHTS: Final = ("null", "nul")
"""What number words begin with that were written together with a nought: "nullfem"."""
_BIG: Final = re.compile(r"(.*?)(hundrede|hundre|tusinde|tusind|tusen)(?:og)?(.*)")


def split_word(word: str) -> tuple[tuple[str, int], ...]:
    """Reads one written word of any number of parts: "ottetusindtohundrede" is eight, thousand, two, hundred.

    Args:
        word: lower case.

    Returns:
        Class and number of each part; empty when the word is no number.
    """
    if known := WORDS.get(word):
        return (known,)
    if glued := _GLUED.get(word):
        return glued
    for century in _CENTURIES:
        if word.startswith(century) and (rest := WORDS.get(word[len(century) :])) and rest[0] in "ctez":
            return (WORDS[century], rest)
    if word.endswith("og") and (unit := UNITS.get(word[:-2])):
        return (("u", unit), ("o", 0))  # "femog tyve"
    for nought in NOUGHTS:
        if word.startswith(nought) and (rest := WORDS.get(word[len(nought) :])) and rest[0] in "ctezu":
            return (WORDS[nought], rest)
    if len(word) > 60 or ("hundr" not in word and "tus" not in word) or not (parts := _BIG.fullmatch(word)):
        return ()
    head, size, tail = parts.groups()
    out: list[tuple[str, int]] = []
    if head:
        if (first := WORDS.get(head)) is None or first[0] not in "uetc":
            return ()
        out.append(first)
    out.append(("k", 1000) if size.startswith("tus") else ("h", 100))
    if tail:
        following = split_word(tail)
        if not following or following[0][0] not in "zuetch":
            return ()
        out.extend(following)
    return tuple(out)
