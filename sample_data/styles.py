"""How people write and how recognisers hear: registers, typing errors, fillers, lost punctuation."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from slor.sample_data.banks import lines, phrases
from slor.sample_data.marks import Marked, Piece, change, plain

Style = Callable[[Marked], Marked]
_PUNCTUATION = re.compile(r"[.,!?;:()\"“”«»…*]+")
_PICTURES = re.compile("[\U0001f000-\U0001ffff\u2600-\u27bf\u200d\ufe0f]")
_NUMBER = re.compile(r"\d")
_DOTTED = ("EMAIL_ADDRESS", "IP_ADDRESS", "URL")
_SLANG_SHARE = 0.5


def heard(language: str, roll: random.Random) -> Style:
    """Make the style of one transcript.

    Args:
        language: da, nb or nn.
        roll: the conversation's dice.

    Returns:
        A function that makes a written text a heard one: mostly lower case without punctuation.
    """
    if roll.random() < 0.1:
        return lambda pieces: stammer(pieces, language, roll, 0.02)
    rate = roll.choice((0.0, 0.02, 0.04, 0.07))

    def listen(pieces: Marked) -> Marked:
        spoken = stammer(pieces, language, roll, rate)
        return _squeeze([_heard_piece(piece) for piece in spoken])

    return listen


def typed(language: str, roll: random.Random) -> Style:
    """Make one customer's way of writing.

    Args:
        language: da, nb or nn.
        roll: the conversation's dice.

    Returns:
        A function from a well-written text to this person's.
    """
    kind = roll.random()
    emoji = roll.random() < 0.18
    if kind < 0.42:
        return lambda pieces: _with_emoji(pieces, language, roll, emoji)
    if kind < 0.45:
        return lambda pieces: change(pieces, str.upper, str.upper)
    if kind < 0.55:
        return lambda pieces: change(pieces, lambda text: mistype(text, roll, 0.03))
    names = str.lower if roll.random() < 0.8 else None
    if kind < 0.78:
        return lambda pieces: _with_emoji(_endless(change(pieces, str.lower, names)), language, roll, emoji)
    slang = phrases(language)["slang"]

    def scribble(pieces: Marked) -> Marked:
        rough = change(pieces, lambda text: mistype(_slang(text.lower(), slang, roll), roll, 0.05), names)
        return _with_emoji(_endless(rough), language, roll, emoji)

    return scribble


def mistype(text: str, roll: random.Random, rate: float) -> str:
    """Put typing errors into words: two letters swapped, one left out, one doubled.

    Args:
        text: what was meant.
        roll: dice.
        rate: share of the long words that go wrong.

    Returns:
        What was typed.
    """
    words = text.split(" ")
    for number, word in enumerate(words):
        if len(word) > 4 and word.isalpha() and roll.random() < rate:
            at = roll.randrange(1, len(word) - 2)
            words[number] = roll.choice(
                (
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at] + word[at:],
                )
            )
    return " ".join(words)


def stammer(pieces: Marked, language: str, roll: random.Random, rate: float) -> Marked:
    """Put fillers and false starts between the words that identify nobody.

    Args:
        pieces: a text's parts.
        language: da, nb or nn.
        roll: dice.
        rate: how often, a word.

    Returns:
        New parts.
    """
    fillers = lines(language, "fillers")

    def hesitate(text: str) -> str:
        out: list[str] = []
        for place, word in enumerate(text.split(" ")):
            if place and word[:1].isalnum() and roll.random() < rate:
                out.append(roll.choice((roll.choice(fillers), word.strip(".,!?:"))))
            out.append(word)
        return " ".join(out)

    return change(pieces, hesitate)


def _heard_piece(piece: Piece) -> Piece:
    text = piece.text.lower() if piece.type in _DOTTED else _unpunctuated(piece.text)
    return Piece(text, piece.type, piece.required)


def _unpunctuated(text: str) -> str:
    return (
        _PICTURES.sub("", _PUNCTUATION.sub("", text.lower())).replace("\n", " ").replace(" - ", " ").replace("–", " ")
    )


def _squeeze(pieces: Marked) -> Marked:
    """Single blanks only, none at the ends, and none inside a mark's ends."""
    out: Marked = []
    for piece in pieces:
        text = re.sub(r"\s+", " ", piece.text)
        if not out or out[-1].text.endswith(" "):
            text = text.lstrip()
        if text:
            out.append(Piece(text, piece.type, piece.required))
    if out and not out[-1].type:
        out[-1] = Piece(out[-1].text.rstrip())
    return out


def _endless(pieces: Marked) -> Marked:
    """Without the last full stop."""
    if pieces and not pieces[-1].type and pieces[-1].text.endswith("."):
        return [*pieces[:-1], Piece(pieces[-1].text[:-1])]
    return pieces


def _slang(text: str, slang: dict[str, str], roll: random.Random) -> str:
    for long, short in slang.items():
        if roll.random() < _SLANG_SHARE:
            text = re.sub(rf"\b{re.escape(long.strip())}\b", short.strip(), text)
    return text


def _with_emoji(pieces: Marked, language: str, roll: random.Random, fond: bool) -> Marked:
    if not fond or roll.random() < 0.6 or _NUMBER.search(plain(pieces)[-2:]):
        return pieces
    return [*pieces, Piece(" " + roll.choice(phrases(language)["emoji"]))]
