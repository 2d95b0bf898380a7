"""What belongs before a reading though it is no number: "plus", a country's or a number plate's two letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from slor.recognizers.common_words import common_words
from slor.recognizers.cues import FILLER, NEGATIVE, NUMBER, REVISION, STOP
from slor.recognizers.numerals import Group
from slor.recognizers.shapes import IBAN_COUNTRIES
from slor.recognizers.words import Words

_LEADS: Final = frozenset({"er", "på", "og", "til", "av", "af", "om", "så", "øh", "eh", "nr", "no"})
_PLUS: Final = frozenset({"plus", "pluss"})
_RADIO: Final = frozenset(
    "alfa alpha bravo charlie delta echo ekko foxtrot golf hotel hotell india juliet juliett kilo lima mike november "
    "oscar oskar papa quebec romeo sierra tango uniform victor viktor whiskey whisky xray yankee zulu".split()
)
"""The alphabet of radio and police (ICAO, annex 10)."""
_TELEPHONE: Final = frozenset(
    "anna anton bernhard berta bertil bertha cæsar cecilie david dora edith emil erik eva frederik fredrik frida "
    "georg gustav gerda hans harald hanne ida ivar inger johan julius jens karen karin karl kaj kirsten ludvig lise "
    "lars louise marie martin mikkel mads martha nikolaj nils niels nanna odin olivia otto ole oluf peter petter "
    "petra per quintus rasmus rikard rikke sigrid søren svend sigurd sofie teodor theodor thyra ulla ulrik urban "
    "viggo vagn wilhelm william xerxes yrsa york yngling zacharias zakarias zorro ægir ærlig øresund østen åse".split()
)
"""What Danes and Norwegians spell by on the telephone."""


def prefix_of(words: Words, begin: int, i: int, groups: Sequence[Group], expects: frozenset[str]) -> tuple[str, int]:
    """What belongs before a piece: "plus", or the two letters of an IBAN or a number plate.

    Args:
        words: the document's words.
        begin: the first word of the turn.
        i: the first word of the piece.
        groups: what was read.
        expects: entity types that are spoken of.

    Returns:
        Its text, and the word that the piece begins with.
    """
    k = i - 1
    if k < begin:
        return "", i
    word, gap = words.lower[k], words.gap(k, i)
    if word in _PLUS and gap in {" ", ""}:
        return "+", k
    if gap.endswith("+") and gap[:-1] in {"", " "}:
        return "+", i
    digits = sum(len(group.digits) for group in groups if group.digits.isdigit())
    if k > begin and digits in {4, 5} and _names_letters(words, k, expects):
        return words.lower[k - 1][0] + word[0], k - 1
    if len(word) != 2 or not word.isalpha() or gap not in {"", " "} or word == "nr":
        return "", i
    if word in IBAN_COUNTRIES and (
        "IBAN_CODE" in expects or not gap or digits >= 10 or words.text[words.starts[k] : words.ends[k]].isupper()
    ):
        return word, k
    upper = words.text[words.starts[k] : words.ends[k]].isupper()
    plain = words.masks[k] & (STOP | NEGATIVE) or word in common_words()
    counted = all(group.form in {"thousands", "hundreds"} for group in groups)
    if (
        digits in {4, 5}
        and not counted
        and (("LICENSE_PLATE" in expects and _maybe_plate(words, k, digits)) or upper or not gap or not plain)
    ):
        return word, k
    return "", i


def _names_letters(words: Words, k: int, expects: frozenset[str]) -> bool:
    """Whether the word at k and the one before it name letters: "bravo hotell", of a plate also "bertil emil"."""
    said = set(words.lower[k - 1 : k + 1])
    if words.gap(k - 1, k) != " " or words.gap(k, k + 1) != " ":
        return False
    return said <= _RADIO or ("LICENSE_PLATE" in expects and said <= _RADIO | _TELEPHONE)


def _maybe_plate(words: Words, k: int, digits: int) -> bool:
    """Whether two letters before a number may be a plate's: no filler, and no word that leads to the number."""
    if words.masks[k] & (FILLER | REVISION | NUMBER) or digits != 5:
        return False
    return words.lower[k] not in _LEADS or (k > 0 and words.cue(k - 1) == "LICENSE_PLATE")
