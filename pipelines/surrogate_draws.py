"""Keyed chance: numbers, choices and digits that depend on a domain's key and a value alone, on any machine."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Final, TypeVar

from slor.pipelines.domain_keys import DomainKeys

T = TypeVar("T")
_TRIES: Final = 64


class Draws:
    """Draws under one domain's key; equal questions get equal answers, in any order and thread."""

    def __init__(self, keys: DomainKeys) -> None:
        self._keys = keys

    def number(self, label: str, value: str, below: int) -> int:
        """A whole number from 0 to `below` - 1; the bias is under 2^-64."""
        return int.from_bytes(self._keys.random_bytes(f"surrogate:{label}", value, 32), "big") % below

    def choice(self, label: str, value: str, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(label, value, len(options))]

    def digits(self, label: str, value: str, length: int) -> str:
        """That many decimal digits."""
        seed = self._keys.random_bytes(f"surrogate:{label}", value, 16 + length)
        return str(int.from_bytes(seed, "big") % 10**length).zfill(length) if length else ""

    def unlike(self, label: str, value: str, old: str, make_of: str) -> str:
        """Digits in place of the digits `make_of`, as many, unlike `old` wherever that can be."""
        for attempt in range(_TRIES):
            made = self.digits(f"{label}#{attempt}" if attempt else label, value, len(make_of))
            if made != old:
                return made
        return made

    def letters(self, label: str, value: str, length: int, alphabet: str = ascii_lowercase) -> str:
        """That many letters of an alphabet."""
        number = int.from_bytes(self._keys.random_bytes(f"surrogate:{label}", value, 16 + length), "big")
        out = []
        for _ in range(length):
            number, rest = divmod(number, len(alphabet))
            out.append(alphabet[rest])
        return "".join(out)
