"""Post towns: the names that stand behind a postcode in Denmark and Norway."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

_ALIKE: Final = str.maketrans({"-": " ", ".": " "})


@cache
def _towns() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a town → the words of the towns that begin with it, the longest first; read once."""
    out: dict[str, set[tuple[str, ...]]] = {}
    text = files("slor.recognizers").joinpath("data/towns.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            for town in line.split(","):
                if words := tuple(town.translate(_ALIKE).split()):
                    out.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(towns, key=lambda words: (-len(words), words))) for first, towns in out.items()}


def town_length(words: list[str]) -> int:
    """How many words of a text are a post town.

    Args:
        words: the words of the text from where a town may begin, in lower case; four are enough.

    Returns:
        The number of words of the longest town that begins there; 0 where none does.

    >>> town_length("hellerup tirsdag aften".split()), town_length("nykøbing falster i".split())
    (1, 2)
    """
    if not words:
        return 0
    for town in _towns().get(words[0], ()):
        if tuple(words[: len(town)]) == town:
            return len(town)
    return 0
