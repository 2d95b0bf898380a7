"""Makes other identifiers of those in a marked dialogue: other digits, streets and words, said and split anew."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Protocol

from slor.recognizers.common_words import common_words
from slor.recognizers.number_words import split_word
from slor.recognizers.numerals import Style, parse_numerals, say_digits

from .casing import recased
from .documents import Document, Piece
from .lists import read_lines, read_words

_DATED: Final = frozenset({"DK_CPR", "NO_FODSELSNUMMER", "DATE_OF_BIRTH"})
_WORDED: Final = frozenset({"USERNAME", "PASSWORD", "EMPLOYEE_ID", "EMAIL_ADDRESS", "CUSTOMER_ID", "LICENSE_PLATE"})
_SAID: Final = frozenset(
    {"PHONE_NUMBER", "DK_CPR", "NO_FODSELSNUMMER", "BANK_ACCOUNT", "CUSTOMER_ID", "CREDIT_CARD"}
) | {
    "EMPLOYEE_ID",
    "IMEI",
    "ICCID",
}
_SPLIT: Final = _SAID | _WORDED | {"STREET_ADDRESS", "POSTAL_PLACE", "DATE_OF_BIRTH", "IBAN_CODE", "MAC_ADDRESS"}
_SAYS_HOW: Final = frozenset(read_words("spelling"))
_STREET: Final = re.compile(
    r"[^\W\d_]{2,}?(?=s?(?:vej|vejen|vei|veien|veg|vegen|gade|gaden|gate|gata|gatan|gate|allé|alle|stræde|stien|sti|bakken|"
    r"bakke|parken|haven|toften|lia|svingen|tunet|kroken|vænget|engen|marken)(?:\W|$))",
    re.I,
)
_FIGURES: Final = re.compile(r"\d+(?:[ .\-]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_GAP: Final = re.compile(r"(?<=[\w,.]) (?=\w)")
_FILLERS: Final = {language: read_lines(f"fillers.{language}") for language in ("da", "nb", "nn")}


class Drawer(Protocol):
    """Where other words come from."""

    rng: random.Random
    places: list[str]

    def draw(self, kind: str) -> str:
        """A name."""

    def word(self) -> str:
        """An ordinary word."""


def renumbered(document: Document, drawer: Drawer) -> Document:
    """One random variation of all that identifies in a dialogue but names; the same digits become the same others.

    Args:
        document: a marked dialogue, turns joined by line ends.
        drawer: where words come from; its generator decides everything.

    Returns:
        The dialogue with other identifiers, some in words that were in figures, some split over turns, some of
        its turns left out.
    """
    rng = drawer.rng
    pieces = list(document.pieces)
    if rng.random() < 0.25:
        pieces = _cropped(pieces, rng)
    if rng.random() < 0.8:
        pieces = _with_other_digits(pieces, document.language, rng)
    pieces = [_with_other_words(p, drawer) if p.kind and rng.random() < 0.5 else p for p in pieces]
    voice = document.kind == "voice"
    if rng.random() < (0.3 if voice else 0.05):
        pieces = [_aloud(p, document.language, rng) for p in pieces]
    if rng.random() < (0.4 if voice else 0.1):
        pieces = [part for p in pieces for part in _split(p, document.language, rng)]
    return replace(document, pieces=tuple(p for p in pieces if p.text))


def _cropped(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Some turns in a row, two thirds of them on average."""
    ends = [i for i, piece in enumerate(pieces) if piece.text == "\n"]
    if len(ends) < 6:
        return pieces
    first = rng.randrange(len(ends) // 2)
    last = rng.randrange(first + 3, len(ends) + 1)
    return pieces[ends[first] + 1 if first else 0 : ends[last] if last < len(ends) else len(pieces)]


def _with_other_digits(pieces: list[Piece], language: str, rng: random.Random) -> list[Piece]:
    """Digits in identifiers by one permutation, those elsewhere by another, in figures and in words."""
    orders = [rng.sample("0123456789", 10) for _ in range(2)]
    inside, outside = (str.maketrans("0123456789", "".join(order)) for order in orders)
    dates = rng.random() < 0.5
    out = []
    for piece in pieces:
        if not piece.kind:
            out.append(piece if piece.label else replace(piece, text=piece.text.translate(outside)))
        elif piece.kind in _DATED and dates:
            out.append(piece)
        else:
            out.append(replace(piece, text=_said_otherwise(piece.text.translate(inside), language, inside)))
    return out


def _said_otherwise(text: str, language: str, table: dict[int, int]) -> str:
    """The text with each number in words said of other digits."""
    numerals = parse_numerals(text, language) if any(split_word(w) for w in _WORD.findall(text.lower())) else []
    for numeral in reversed(numerals):
        spoken = say_digits(numeral.digits.translate(table), numeral, language)
        text = text[: numeral.start] + spoken + text[numeral.end :]
    return text


def _with_other_words(piece: Piece, drawer: Drawer) -> Piece:
    """Another street, town, user name or password of the same form."""
    rng = drawer.rng
    text = piece.text
    if piece.kind == "STREET_ADDRESS":
        stem = (
            drawer.draw("last")
            if rng.random() < 0.3
            else rng.choice((drawer.word, lambda: rng.choice(drawer.places)))()
        )
        return replace(piece, text=_STREET.sub(lambda m: recased(stem.split(" ")[0], m.group()), text, count=1))
    if piece.kind == "POSTAL_PLACE":
        town = rng.choice(drawer.places)
        words = [m for m in _WORD.finditer(text) if not split_word(m.group().lower()) and len(m.group()) > 2]
        if len(words) == 1:
            found = words[0]
            return replace(piece, text=text[: found.start()] + recased(town, found.group()) + text[found.end() :])
    elif piece.kind in _WORDED:
        return replace(piece, text=_WORD.sub(lambda m: _other_word(m.group(), drawer), text))
    return piece


def _other_word(word: str, drawer: Drawer) -> str:
    """Another word of a user name or a password, unless it says how the thing is written."""
    low = word.lower()
    if len(word) == 1:
        return recased(drawer.rng.choice("abcdefghijklmnoprstuvxyz"), word)
    if len(word) < 4 and word.isupper():
        return "".join(drawer.rng.choice("ABCDEFGHIJKLMNOPRSTUVXYZ") for _ in word)
    if low in common_words() or split_word(low) or len(word) < 4 or low in _SAYS_HOW:
        return word
    if drawer.rng.random() < 0.3:
        return word
    other = drawer.word() if drawer.rng.random() < 0.7 else drawer.draw("first")
    return recased(other.split(" ")[0].replace("'", ""), word)


def _aloud(piece: Piece, language: str, rng: random.Random) -> Piece:
    """Figures in words, one by one, two by two or mixed, as people read numbers aloud."""
    if piece.kind not in _SAID:
        return piece
    words = frozenset(rng.choice((("to", "og", "tyve"), ("tjueto",), ("syv", "toogtyve"), ("sju",), ("toogtjue",))))

    def said(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match.group())
        sizes = rng.choice(((1,), (2,), (2, 1), (2, 2, 1, 1), (1, 2), (3,)))
        groups, at = [], 0
        while at < len(digits):
            size = min(sizes[len(groups) % len(sizes)], len(digits) - at)
            groups.append(("tens", 2) if size == 2 else ("digits", 1))
            at += groups[-1][1]
        return say_digits(digits, Style(tuple(groups), words), language)

    return replace(piece, text=_FIGURES.sub(said, piece.text))


def _split(piece: Piece, language: str, rng: random.Random) -> Iterator[Piece]:
    """The parts of an identifier in turns of their own, the other side's yes or an echo between them."""
    gaps = [m.start() for m in _GAP.finditer(piece.text)] if piece.kind in _SPLIT and rng.random() < 0.5 else []
    cuts = sorted(rng.sample(gaps, min(len(gaps), rng.choice((1, 1, 2, 3)))))
    at = 0
    for cut in cuts:
        part = replace(piece, text=piece.text[at:cut])
        yield part
        luck = rng.random()
        yield Piece("\n")
        if luck < 0.25:
            yield part
            yield Piece(rng.choice(("", " ja", " ok", "?")))
        else:
            yield Piece(rng.choice(_FILLERS[language]))
        yield Piece("\n" + rng.choice(("", "", "", "", "øh ", "og så ", "så ")))
        at = cut + 1
    yield replace(piece, text=piece.text[at:])
