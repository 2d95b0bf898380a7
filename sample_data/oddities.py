"""What real exports hold besides talk: nothing, empty turns, other scripts, letters in two parts, NUL bytes."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from slor.sample_data.banks import phrases
from slor.sample_data.marks import Piece, change
from slor.sample_data.scene import Scene
from slor.sample_data.talks import Said

Turns = list[Said]


def odd_talk(turns: Turns, scene: Scene, roll: random.Random) -> tuple[Turns | None, str]:
    """Make about one conversation in twelve odd.

    Args:
        turns: a conversation.
        scene: its people.
        roll: dice.

    Returns:
        The turns, None where a row has none at all, and what was done, empty where nothing was.
    """
    draw = roll.random()
    if draw < 0.004:
        return None, "no turns"
    if draw < 0.010:
        return [], "empty"
    if draw < 0.016:
        return turns, "no language"
    for until, name, odd in _ODDITIES:
        if draw < until:
            at = roll.randrange(len(turns))
            return odd(turns, at, scene, roll), name
    return turns, ""


def _null(turns: Turns, at: int, scene: Scene, roll: random.Random) -> Turns:
    del scene, roll
    return [*turns[:at], Said(turns[at].speaker, []), *turns[at:]]


def _blank(turns: Turns, at: int, scene: Scene, roll: random.Random) -> Turns:
    del scene
    return [*turns[:at], Said(turns[at].speaker, [Piece(roll.choice((" ", "\n", "...", "?")))]), *turns[at:]]


def _decomposed(turns: Turns, at: int, scene: Scene, roll: random.Random) -> Turns:
    """As a Macintosh file name has it: å is a and a ring."""
    del at, scene, roll

    def split(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    return [replace(turn, text=change(turn.text, split, split)) for turn in turns]


def _nul(turns: Turns, at: int, scene: Scene, roll: random.Random) -> Turns:
    del scene, roll
    return [*turns[:at], replace(turns[at], text=[*turns[at].text, Piece("\0")]), *turns[at + 1 :]]


def _foreign(turns: Turns, at: int, scene: Scene, roll: random.Random) -> Turns:
    words = roll.choice(phrases(scene.language)["foreign"])
    return [*turns[: at + 1], Said("customer", [Piece(words)]), *turns[at + 1 :]]


def _shouted(turns: Turns, at: int, scene: Scene, roll: random.Random) -> Turns:
    del scene, roll
    line = Said("customer", [Piece("😡😡😡‼️ \u202eHALLO\u202c ‼️")])
    return [*turns[:at], line, *turns[at:]]


_ODDITIES: tuple[tuple[float, str, Callable[[Turns, int, Scene, random.Random], Turns]], ...] = (
    (0.026, "null text", _null),
    (0.036, "blank text", _blank),
    (0.050, "combining characters", _decomposed),
    (0.056, "NUL byte", _nul),
    (0.074, "another script", _foreign),
    (0.080, "emoji and direction marks", _shouted),
)
