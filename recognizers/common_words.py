"""Everyday words of Danish and Norwegian customer service: what a name, a town or a user name rarely is.

The list beside this module holds the words that stand unmarked in three or more of the project's own dialogues.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def common_words() -> frozenset[str]:
    """The words, in lower case; read once."""
    return frozenset(files("slor.recognizers").joinpath("data/common_words.txt").read_text(encoding="utf-8").split())
