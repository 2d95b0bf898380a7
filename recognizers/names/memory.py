"""A name met once is known everywhere: in any case, form, order or spelling, inside user and file names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lexicon import Lexicon, load_lexicon, unaccented
from .tokens import tokenize

_ORDINARY = 3  # from this frequency class on, a word is an ordinary word too
_SPELT = re.compile(r"(?<![^\W\d_])[^\W\d_](?:(?:, ?| ?- ?|\. ?| )[^\W\d_](?![^\W\d_])){2,}", re.U)
_PARTICLES = frozenset("af av da de del den der di do du el la le van von og bin al".split())


@dataclass(frozen=True, slots=True)
class Recalled:
    """A place where a remembered name stands.

    Attributes:
        start, end: character offsets into the text.
        score: 0 to 1; lower where the form is far from the name.
        value: the name as remembered, for a pseudonym that joins.
    """

    start: int
    end: int
    score: float
    value: str


class Memory:
    """The names of one conversation, and the forms in which they come back."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._words: dict[str, tuple[str, bool]] = {}  # form -> (name, sure enough in lower case)
        self._joined: dict[str, str] = {}
        self._near: dict[int, list[str]] = {}

    def add(self, name: str, *, told: bool = False) -> None:
        """Remembers a name.

        Args:
            name: as found or known: a first name, a full name, "Holm, Mette", a name in the genitive.
            told: whether it comes from the row or the directory and not from the text.
        """
        words = [w for w in re.findall(r"[^\W\d_]+", name.casefold()) if len(w) > 1 and w not in _PARTICLES]
        if len(re.findall(r"[^\W_]+", name)) > 2 and all(len(w) == 1 for w in re.findall(r"[^\W\d_]+", name)):
            words = ["".join(re.findall(r"[^\W\d_]+", name.casefold()))]
        for word in words:
            self._remember(word, told)
            if word.endswith("s") and self._is_genitive(word):
                self._remember(word[:-1], told)
        if "," in name and len(words) > 1:
            words = [*words[1:], words[0]]
        for one, two in ((words[0], words[-1]),) if len(words) > 1 else ():
            first, last = unaccented(one), unaccented(two)
            for form in (first + last, last + first, first[0] + last, first + last[0], last + first[0]):
                if len(form) > 4 and not self._ordinary(form):
                    self._joined[form] = f"{one} {two}"

    def _remember(self, word: str, told: bool) -> None:
        entry = self._lexicon.find(word)
        common = max(entry.danish, entry.norwegian)
        named = max(entry.first, entry.last)
        sure = len(word) > 2 and (common < _ORDINARY or (named >= 3 and common == _ORDINARY) or (named == 4 and common == 4))
        sure = sure and not (word in _DOUBLE)
        for form in {word, unaccented(word)}:
            self._words.setdefault(form, (word, sure))
        if len(word) > 4:
            near = self._near.setdefault(len(word), [])
            if word not in near:
                near.append(word)

    def _is_genitive(self, word: str) -> bool:
        whole, base = self._lexicon.find(word), self._lexicon.find(word[:-1])
        return len(word) > 3 and max(base.first, base.last) > max(whole.first, whole.last)

    def _ordinary(self, word: str) -> bool:
        entry = self._lexicon.find(word)
        return max(entry.danish, entry.norwegian) > 1 or entry.place > 0

    def find(self, text: str) -> list[Recalled]:
        """Every place where a remembered name stands, in order; neighbours are one name.

        Args:
            text: the whole conversation.
        """
        if not self._words:
            return []
        words, starts = tokenize(text)
        found = [
            Recalled(start, start + len(word), score, name)
            for word, start, before in zip(words, starts, ["\n", *words], strict=False)
            if word[0].isalpha() and len(word) > 1
            for score, name in self._match(word, before)
        ]
        found += self._spelt(text)
        return _merged(text, found)

    def _match(self, word: str, before: str) -> Iterable[tuple[float, str]]:
        """The name that a word is a form of, with a score; at most one."""
        low = word.casefold()
        for form in _bare(low):
            known = self._words.get(form)
            if known:
                name, sure = known
                inside = word[0].isupper() and before not in _BEGINS
                if sure or (inside and len(form) > 1):
                    yield 0.95 if sure else 0.8, name
                return
        if low in self._joined:
            yield 0.9, self._joined[low]
            return
        if len(low) > 4 and not self._ordinary(low):
            for form in _bare(low):
                for size in (len(form) - 1, len(form), len(form) + 1):
                    for name in self._near.get(size, ()):
                        if (name[0] == form[0] or name[1:] == form[1:]) and one_apart(name, form):
                            yield 0.75, name
                            return

    def _spelt(self, text: str) -> Iterable[Recalled]:
        for match in _SPELT.finditer(text):
            letters = "".join(c for c in match.group().casefold() if c.isalpha())
            known = self._words.get(letters)
            near = known[0] if known else next((n for n in self._near.get(len(letters), ()) if one_apart(n, letters)), None)
            if near:
                yield Recalled(match.start(), match.end(), 0.95, near)


_BEGINS = frozenset({"\n", ".", "!", "?", ":", "-", ">", '"', "*", "•"})
_DOUBLE = frozenset("liv storm sol dag even stein mark my vår bo rose may mai pia kim".split()) - {"pia", "kim"}


def _bare(low: str) -> Iterable[str]:
    """The word, and the word without what may be a genitive ending."""
    yield low
    if low.endswith("s") and len(low) > 3:
        yield low[:-1]
        if low.endswith("es") and low[-3:-2] in "sxz":
            yield low[:-2]


def one_apart(one: str, two: str) -> bool:
    """Whether two different words are one dropped, added, changed or swapped letter apart.

    >>> one_apart("nielsen", "nilsen"), one_apart("møller", "miller"), one_apart("anna", "berit")
    (True, True, False)
    """
    if abs(len(one) - len(two)) > 1 or one == two:
        return False
    begin = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    left, right = one[begin:], two[begin:]
    return (
        left[1:] == right[1:]
        or left == right[1:]
        or left[1:] == right
        or (len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _merged(text: str, found: Sequence[Recalled]) -> list[Recalled]:
    """Overlaps dropped, and names with nothing but a space, hyphen or comma between them joined."""
    out: list[Recalled] = []
    for new in sorted(found, key=lambda r: (r.start, -r.end)):
        if out and new.start < out[-1].end:
            continue
        if out and text[out[-1].end : new.start] in {" ", "-", ", "}:
            last = out.pop()
            out.append(Recalled(last.start, new.end, max(last.score, new.score), f"{last.value} {new.value}"))
        else:
            out.append(new)
    return out


def recall(text: str, found: Iterable[str], known: Iterable[str] = ()) -> list[Recalled]:
    """Finds the names of a conversation everywhere in it.

    Args:
        text: the whole conversation, turns joined by line ends.
        found: names that the recogniser found in it.
        known: names that the row, the directory or the thread tells.

    Returns:
        All places, those already found among them.
    """
    memory = Memory()
    for name in known:
        memory.add(name, told=True)
    for name in found:
        memory.add(name)
    return memory.find(text)
