"""One pass over a text that finds the candidates for all recognisers: runs of digits and signal words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from slor.recognizers.signals import Signal, find_signals, find_words
from slor.recognizers.text import Folded, fold

_RUN: Final = re.compile(r"\d+(?:(?: ?[-./] ?|:|[ ·_] ?|\) ?|\) ?-)\d+)*")
_PLUS: Final = re.compile(r"(?:\(\s?)?\+\s?$|\($")
REACH: Final = 160
"""How many characters before a value a signal may stand."""


_DIGITS: Final[dict[str, range]] = {
    "PHONE": range(5, 16),
    "CUSTOMER": range(4, 14),
    "CPR": range(10, 11),
    "FNR": range(11, 12),
    "ORG": range(8, 10),
    "CARD": range(12, 20),
    "ACCOUNT": range(4, 16),
    "IMEI": range(14, 18),
    "ICCID": range(18, 23),
    "IMSI": range(14, 16),
    "EMPLOYEE": range(2, 8),
    "REFERENCE": range(3, 24),
    "THING": range(3, 24),
    "CODE": range(3, 9),
    "MONEY": range(1, 10),
    "UNIT": range(1, 13),
    "NUMBER": range(4, 24),
}
"""How many digits a number of each kind may have."""
_FAR: Final = {"MONEY": 18, "UNIT": -1, "THING": 60, "REFERENCE": 70, "CODE": 60, "EMPLOYEE": 45}
"""How far before a number these kinds still speak of it; others to the whole reach."""
_PLACED: Final = re.compile(
    r"\S*(?: (?:står|stod|sto|finnes|findes|finst|finn|ligger|ligg|øverst|øvst|nederst|nedst|oppe|nede|trykt|skrevet|"
    r"også|og|vist|visst|vel|jo|nok)){0,3} (?:på|i|fra|frå|til|ved) "
)
_VAGUE: Final = frozenset(("NUMBER", "MONEY", "UNIT", "CODE", "THING"))


def fits(kind: str, count: int) -> bool:
    """Whether a number with so many digits can be of a kind."""
    return count in _DIGITS.get(kind, ())


@dataclass(frozen=True, slots=True)
class Run:
    """Groups of digits with no more than a separator between them, on one line.

    Attributes:
        start, end: offsets of the first and after the last digit.
        groups: offsets of each group of digits.
        digits: all digits joined.
        gaps: what stands between one group and the next.
        left, right: the characters just before and after; a space at the ends of the text.
        plus: whether a plus sign stands before the first group.
        sizes: how many digits each group has.
    """

    start: int
    end: int
    groups: tuple[tuple[int, int], ...]
    digits: str
    gaps: tuple[str, ...]
    left: str
    right: str
    plus: bool
    sizes: tuple[int, ...]

    @property
    def embedded(self) -> bool:
        """Whether the run is a part of a longer word or code."""
        return self.left.isalpha() or self.left == "_" or self.right.isalpha() or self.right == "_"


def is_range(run: Run) -> bool:
    """Whether a run reads as two years or two round numbers, e.g. 1869-1940 or 1100-1200."""
    if run.sizes != (4, 4):
        return run.sizes[0] < 4 and run.digits.endswith("000") and set(run.sizes[1:]) == {3}
    low, high = int(run.digits[:4]), int(run.digits[4:])
    return run.gaps[0] != " " and ((1000 <= low <= 2100 and 1000 <= high <= 2100) or (low % 100 == high % 100 == 0))


@dataclass
class Scan:
    """What one pass finds in a text; computed once and shared by all recognisers.

    Attributes:
        folded: the text and its way back.
        text: the folded text.
        lower: the same in lower case, character for character.
    """

    folded: Folded
    text: str = field(init=False)
    lower: str = field(init=False)
    _labels: dict[int, tuple[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.folded.text
        lower = self.text.lower()
        self.lower = lower if len(lower) == len(self.text) else "".join(c.lower()[:1] or c for c in self.text)

    @cached_property
    def runs(self) -> list[Run]:
        """All runs of digits, in order."""
        return [_run(self.text, match) for match in _RUN.finditer(self.text)]

    @cached_property
    def digits(self) -> int:
        """How many digits the text has."""
        return sum(len(run.digits) for run in self.runs)

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        """All words of letters in lower case, with their offsets."""
        return find_words(self.lower)

    @cached_property
    def signals(self) -> list[Signal]:
        """All signal words, in order of their start."""
        return find_signals(self.words)

    @cached_property
    def _signal_starts(self) -> list[int]:
        return [signal.start for signal in self.signals]

    def before(self, position: int, reach: int = REACH) -> list[tuple[int, str]]:
        """Signals that stand before a value.

        Args:
            position: where the value starts.
            reach: how many characters back to look.

        Returns:
            Pairs of distance and kind, nearest first. The distance is in characters; a line or turn between
            counts as 12 more, the end of a sentence as 8.
        """
        low = bisect_left(self._signal_starts, position - reach)
        found = []
        for signal in reversed(self.signals[low : bisect_left(self._signal_starts, position)]):
            if signal.end <= position:
                between = self.text[signal.end : position]
                distance = len(between) + 12 * between.count("\n") + 8 * (between.count(". ") + between.count("? "))
                found.append((distance, signal.kind))
        return sorted(found)

    def named(self, position: int, kinds: tuple[str, ...], distance: int) -> bool:
        """Whether a signal of one of these kinds ends at most so many characters before a position."""
        return any(kind in kinds for away, kind in self.before(position, distance + 24) if away <= distance)

    def label(self, run: Run) -> tuple[str, float]:
        """What the words around a run of digits say that it is.

        Args:
            run: one of `runs`.

        Returns:
            The kind of the nearest signal that fits the number of digits, and how strongly it speaks, 0 to 1;
            an empty kind where nothing speaks.
        """
        if run.start not in self._labels:
            self._labels[run.start] = self._label(run)
        return self._labels[run.start]

    def _label(self, run: Run) -> tuple[str, float]:
        count = len(run.digits)
        after = [(d, k) for d, k in self.after(run.end) if fits(k, count) and k != "NUMBER"]
        if after and after[0][0] <= 2 and after[0][1] in ("MONEY", "UNIT"):
            return after[0][1], 1.0
        before = [(d, k) for d, k in self.before(run.start) if fits(k, count) and d <= _FAR.get(k, REACH * 2)]
        if before:
            distance, kind = before[0]
            if kind == "NUMBER":
                special = [(d, k) for d, k in before if k not in _VAGUE and d <= distance + 45]
                if special:
                    distance, kind = special[0]
            elif kind in ("REFERENCE", "THING"):
                # "kundenummeret på fakturaen": the second word only says where the number stands
                subject = [(d, k) for d, k in before if k not in _VAGUE and k != kind and distance < d <= distance + 40]
                if subject and _PLACED.match(self.lower, run.start - subject[0][0], run.start - distance):
                    distance, kind = subject[0]
            if not (after and after[0][0] < 16 and distance > 40 and after[0][1] not in ("MONEY", "UNIT")):
                return kind, max(0.1, 1 - distance / (REACH + 20))
        if after:
            return after[0][1], max(0.1, 0.9 - after[0][0] / 40)
        return "", 0.0

    def is_counted(self, end: int, reach: int) -> bool:
        """Whether a sum of money or a unit stands within `reach` characters of the end of a number."""
        return any(kind in ("MONEY", "UNIT") for _, kind in self.after(end, reach))

    def after(self, position: int, reach: int = 30) -> list[tuple[int, str]]:
        """Signals that stand after a value in the same sentence.

        Args:
            position: where the value ends.
            reach: how many characters on to look.

        Returns:
            Pairs of distance in characters and kind, nearest first.
        """
        low = bisect_left(self._signal_starts, position)
        found = []
        for signal in self.signals[low : low + 12]:
            if signal.start > position + reach:
                break
            between = self.text[position : signal.start]
            if "\n" in between or ". " in between or "? " in between:
                break
            found.append((len(between), signal.kind))
        return found


def _run(text: str, match: re.Match[str]) -> Run:
    """A run from what the pattern matched."""
    start, end = match.span()
    groups: list[tuple[int, int]] = []
    gaps: list[str] = []
    last = start
    for group in _GROUP.finditer(text, start, end):
        if groups:
            gaps.append(text[last : group.start()])
        groups.append(group.span())
        last = group.end()
    before = text[max(0, start - 4) : start]
    return Run(
        start,
        end,
        tuple(groups),
        "".join(text[a:b] for a, b in groups),
        tuple(gaps),
        text[start - 1] if start else " ",
        text[end] if end < len(text) else " ",
        before.rstrip(" ").endswith("+"),
        tuple(b - a for a, b in groups),
    )


_GROUP: Final = re.compile(r"\d+")
_latest: tuple[str, Scan] = ("", Scan(Folded("")))


def scan(text: str | Folded) -> Scan:
    """The scan of a text; the latest one is kept, so that recognisers called one after another share it.

    Args:
        text: the same object for all recognisers of one engine call; a `Folded` one is not folded again.

    Returns:
        The shared scan.
    """
    global _latest  # noqa: PLW0603  one slot, replaced as a whole: safe between threads
    key = text.text if isinstance(text, Folded) else text
    latest, found = _latest
    if latest is not key:
        found = Scan(text if isinstance(text, Folded) else fold(text))
        _latest = (key, found)
    return found
