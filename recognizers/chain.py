"""A chain: one identifier that is read out in pieces, as it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from slor.recognizers.readings import Piece
from slor.recognizers.shapes import PLAUSIBLE, WHOLE

_PAIR: Final = 2


@dataclass(slots=True)
class Part:
    """One piece of a chain and where its text stands in the whole.

    Attributes:
        piece: what was read.
        at: offset of its text in the chain's text; -1 for a part that was taken back.
    """

    piece: Piece
    at: int


def _begins_alike(before: Piece, after: Piece) -> bool:
    """Whether a piece begins as the one before it does, or with a number as good as the same: 72, then 5212."""
    if after.text.startswith(before.text):
        return True
    return len(before.text) == _PAIR and any(a == b for a, b in zip(before.text, after.text, strict=False))


@dataclass(slots=True)
class Chain:
    """One identifier.

    Attributes:
        cues: what was asked for, the nearest first.
        speaker: who reads it.
        parts: its pieces, repetitions by either side included.
        text: the whole, as far as it is read.
        last: the last piece that went on with it.
        echoed: whether somebody repeated any of it.
        near: whether its cue stands just before it: "kundenummer to hundrede".
        entity_type: what it is; None until it is settled, or where it is nothing.
    """

    cues: tuple[str, ...]
    speaker: str
    parts: list[Part] = field(default_factory=list)
    text: str = ""
    last: Piece | None = None
    echoed: bool = False
    near: bool = False
    entity_type: str | None = None

    @property
    def missing(self) -> int:
        """How many letters and digits may still be to come."""
        wanted = max((WHOLE.get(cue, 0) for cue in self.cues[:2]), default=8)
        if "IBAN_CODE" in self.cues[:2] or self.text[:2].isalpha():
            wanted = {"no": 15, "dk": 18, "se": 24, "de": 22}.get(self.text[:2], 18)
        if self.text.startswith("89"):
            wanted = max(wanted, 19)
        if self.text.startswith(("+", "00")):
            wanted = max(wanted, 11)
        return wanted - len(self.text)

    @property
    def room(self) -> int:
        """How many letters and digits could still follow at the most."""
        longest = max((PLAUSIBLE[cue][1] for cue in self.cues[:2] if cue in PLAUSIBLE), default=14)
        if self.text.startswith("89"):
            longest = max(longest, 20)
        return longest - len(self.text) + (4 if self.text[:2].isalpha() else 0)

    def add(self, piece: Piece, *, revised: bool = False) -> None:
        """Goes on with the reading.

        Args:
            piece: what comes next.
            revised: whether it takes back what came before it ("nej, ...").
        """
        if len(piece.text) > len(self.text) > 1 and piece.text.startswith(self.text):
            self._take_back(0)
        elif revised and self.parts:
            previous = next((part for part in reversed(self.parts) if part.piece is self.last), self.parts[-1])
            if previous.at == 0 and (kept := self._kept(piece)):
                self.text = self.text[:kept]
            elif len(piece.text) >= len(self.text) or (piece.text.startswith(self.text[:4]) and len(piece.text) > 4):
                self._take_back(0)
            elif previous.at < 0:
                pass
            elif abs(len(piece.text) - len(previous.piece.text)) <= 1 or _begins_alike(previous.piece, piece):
                self._take_back(previous.at)
            elif previous.at > 0 and 0 < self.missing < len(piece.text) <= self.missing + len(self.text) - previous.at:
                self._take_back(previous.at)  # only in place of what came before it does it fit
            elif self.missing <= 0:
                # a complete number and a few digits: "... eller nej otte tre til sidst"
                self.text = self.text[: -len(piece.text)]
        self.parts.append(Part(piece, len(self.text)))
        self.text += piece.text
        self.last = piece

    def _kept(self, piece: Piece) -> int:
        """How much of a number stands where a correction takes up its end: "9 1 3 0 8 nei 0 9 6 4 4"; 0 where none."""
        kept = len(self.text) + self.missing - len(piece.text)
        return kept if 0 < kept < len(self.text) and self.text[kept] == piece.text[0] else 0

    def _take_back(self, at: int) -> None:
        for part in self.parts:
            if part.at >= at:
                part.at = -1
        self.text = self.text[: max(at, 0)]

    def repeat(self, piece: Piece, at: int) -> None:
        """Notes a repetition of some of it."""
        self.parts.append(Part(piece, at))
        self.echoed = True
