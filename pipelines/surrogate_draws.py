"""Keyed chance: numbers, choices and digits that depend on a domain's key and a value alone, on any machine."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Final, TypeVar

from slor.pipelines.domain_keys import DomainKeys

T = TypeVar("T")
_TRIES: Final = 64
_AT_ONCE: Final = 4000
"""Characters of one draw: fewer than HKDF gives (RFC 5869), and digits than Python reads a number of."""


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
        return "".join(self._digits(part, value, size) for part, size in _parts(label, length))

    def _digits(self, label: str, value: str, length: int) -> str:
        seed = self._keys.random_bytes(f"surrogate:{label}", value, 16 + length)
        return str(int.from_bytes(seed, "big") % 10**length).zfill(length)

    def unlike(self, label: str, value: str, old: str, make_of: str) -> str:
        """Digits in place of the digits `make_of`, as many, unlike `old` wherever that can be."""
        for attempt in range(_TRIES):
            made = self.digits(f"{label}#{attempt}" if attempt else label, value, len(make_of))
            if made != old:
                return made
        return made

    def letters(self, label: str, value: str, length: int, alphabet: str = ascii_lowercase) -> str:
        """That many letters of an alphabet."""
        return "".join(self._letters(part, value, size, alphabet) for part, size in _parts(label, length))

    def _letters(self, label: str, value: str, length: int, alphabet: str) -> str:
        number = int.from_bytes(self._keys.random_bytes(f"surrogate:{label}", value, 16 + length), "big")
        out = []
        for _ in range(length):
            number, rest = divmod(number, len(alphabet))
            out.append(alphabet[rest])
        return "".join(out)


def _parts(label: str, length: int) -> list[tuple[str, int]]:
    """The draws that so many characters take, each with a label of its own; the first has the label itself."""
    begins = range(0, length, _AT_ONCE)
    return [(f"{label}+{begin}" if begin else label, min(_AT_ONCE, length - begin)) for begin in begins]
