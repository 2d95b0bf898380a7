"""The phrase banks' small language: `(a|b|)` chooses, `{slot}` is filled, `{TYPE|text}` and `{?TYPE|text}` mark."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from slor.sample_data.marks import Marked, Piece


class GrammarError(ValueError):
    """A phrase that cannot be read."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that the scene fills."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Several ways to go on."""

    ways: tuple[tuple[Node, ...], ...]


Node = str | Slot | Piece | Choice


@cache
def parse(phrase: str) -> tuple[Node, ...]:
    """Read one phrase.

    Args:
        phrase: a line of a bank.

    Returns:
        Its nodes.

    Raises:
        GrammarError: if brackets do not match.
    """
    ways, end = _ways(phrase, 0, top=True)
    if end != len(phrase):
        raise GrammarError(f"unmatched bracket at {end}: {phrase}")
    return ways[0]


def _ways(phrase: str, at: int, *, top: bool) -> tuple[list[tuple[Node, ...]], int]:
    ways: list[list[Node]] = [[]]
    text = ""

    def flush() -> None:
        nonlocal text
        if text:
            ways[-1].append(text)
            text = ""

    while at < len(phrase):
        letter = phrase[at]
        if letter == "(" and _is_choice(phrase, at):
            flush()
            inner, at = _ways(phrase, at + 1, top=False)
            ways[-1].append(Choice(tuple(inner)))
        elif letter == "{":
            flush()
            end = phrase.find("}", at)
            if end < 0:
                raise GrammarError(f"unclosed slot: {phrase}")
            ways[-1].append(_slot(phrase[at + 1 : end]))
            at = end + 1
        elif not top and letter == ")":
            flush()
            return [tuple(way) for way in ways], at + 1
        elif not top and letter == "|":
            flush()
            ways.append([])
            at += 1
        else:
            text += letter
            at += 1
    if not top:
        raise GrammarError(f"unclosed choice: {phrase}")
    flush()
    return [tuple(way) for way in ways], at


def _is_choice(phrase: str, at: int) -> bool:
    """A bracket without a bar of its own is a bracket that people write."""
    depth = 0
    for letter in phrase[at:]:
        depth += (letter in "({") - (letter in ")}")
        if depth == 1 and letter == "|":
            return True
        if depth == 0:
            return False
    return False


def _slot(inner: str) -> Node:
    if "|" not in inner:
        return Slot(inner)
    kind, text = inner.split("|", 1)
    return Piece(text, kind.removeprefix("?"), required=not kind.startswith("?"))


def render(phrase: str, roll: random.Random, fill: Callable[[str], Marked]) -> Marked:
    """Say one phrase.

    Args:
        phrase: a line of a bank.
        roll: dice that choose.
        fill: gives the parts for a slot's name.

    Returns:
        The text's parts.
    """
    out: Marked = []
    _say(parse(phrase), roll, fill, out)
    for at in range(1, len(out)):
        if out[at].text.startswith((".", "?")) and out[at - 1].text.endswith("."):
            out[at] = replace(out[at], text=out[at].text[1:])
    return [piece for piece in out if piece.text]


def _say(nodes: tuple[Node, ...], roll: random.Random, fill: Callable[[str], Marked], out: Marked) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(Piece(node))
        elif isinstance(node, Piece):
            out.append(node)
        elif isinstance(node, Slot):
            out += fill(node.name)
        else:
            _say(roll.choice(node.ways), roll, fill, out)


def slots(phrase: str) -> set[str]:
    """List the slots of a phrase.

    Args:
        phrase: a line of a bank.

    Returns:
        Their names.
    """

    def walk(nodes: tuple[Node, ...]) -> set[str]:
        found: set[str] = set()
        for node in nodes:
            if isinstance(node, Slot):
                found.add(node.name)
            elif isinstance(node, Choice):
                for way in node.ways:
                    found |= walk(way)
        return found

    return walk(parse(phrase))
