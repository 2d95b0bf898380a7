"""A name met once is known everywhere: in any case, form, order or spelling, inside user and file names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .lexicon import load_lexicon, unaccented
from .tokens import tokenize

_ORDINARY = 3  # from this frequency class on, a word is an ordinary word too
_SPELT = re.compile(r"(?<![^\W\d_])[^\W\d_](?:(?:, ?| ?- ?|\. ?| )[^\W\d_](?![^\W\d_])){2,}")
_WORDS = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset("af av da de del den der di do du el la le van von og bin al".split())
_BEGINS = frozenset({"\n", ".", "!", "?", ":", "-", ">", '"', "*", "•", ""})
_DOUBLE = frozenset("liv storm sol dag even stein mark my vår bo rose may mai odd tor per".split()) - {"tor", "per"}
_TITLES = frozenset({"hr", "fr", "frk", "dr", "prof", "adv"})
_LONGEST = 40  # letters of a name whose misspellings count
_MOST_WORDS = 60  # of one name's value
_JOINS = frozenset({"", " ", "-", ", ", "_", ".", ","})


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


@lru_cache(maxsize=100_000)
def _classes(word: str) -> tuple[int, int, int]:
    """How common a word is: as an ordinary word, as a name, as a place."""
    entry = load_lexicon().find(word)
    written_small = _ORDINARY if entry.style == 3 else 0  # words of edited text that film subtitles lack: *berre*
    return max(entry.danish, entry.norwegian, written_small), max(entry.first, entry.last), entry.place


class Memory:
    """The names of one conversation, and the forms in which they come back."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, bool]] = {}  # form -> (name, sure enough in lower case)
        self._joined: dict[str, str] = {}  # methol, mholm, holmmette -> mette holm
        self._near: dict[str, list[tuple[int, str]]] = {}  # the name, or it less a letter -> its number, the name
        self._misspelt: set[str] = set()  # names whose misspellings count
        self._heads: dict[str, set[int]] = {}  # what a misspelling keeps of them, with the lengths it may have
        self._tails: set[str] = set()  # they less their first letters
        self._told: set[str] = set()  # names known from elsewhere that are not two words in one
        self._pairs: set[tuple[str, str]] = set()
        self._trust: dict[str, float] = {}  # name -> how sure the surest of its finders was

    def add(self, name: str, *, told: bool = False, score: float = 1.0) -> None:
        """Remembers a name.

        Args:
            name: as found or known: a first name, a full name, "Holm, Mette", a name in the genitive or spelt.
            told: whether it is known from elsewhere than this text; then misspellings of unlisted names count too.
            score: how sure it is that this is a name; what is found by it is no surer.
        """
        letters = _WORDS.findall(name.casefold())
        if len(letters) > 2 and all(len(word) == 1 for word in letters):
            letters = ["".join(letters)]
        words = [word for word in letters if len(word) > 1 and word not in _PARTICLES]
        for word in words:
            self._remember(word, told, score)
            if word.endswith("s") and _is_genitive(word):
                self._remember(word[:-1], told, score)
        if "," in name and len(words) > 1:
            words = [*words[1:], words[0]]
        self._pairs.update(pairwise(words))
        if len(words) > 1:
            self._pairs.add((words[-1], words[0]))
            self._pairs.add((words[0], words[-1]))
            self._join(words[0], words[-1], score)

    def _remember(self, word: str, told: bool, score: float) -> None:
        self._trust[word] = max(score, self._trust.get(word, 0.0))
        if told and word not in _DOUBLE:
            self._told.add(word)
        ordinary, named, _ = _classes(word)
        sure = len(word) > 2 and word not in _DOUBLE and (ordinary < _ORDINARY or (ordinary < 5 and named >= ordinary))
        for form in {word, unaccented(word)}:
            self._words.setdefault(form, (word, sure))
        if 4 < len(word) <= _LONGEST and (named or told) and word not in self._misspelt:
            for form in _shortened(word):
                self._near.setdefault(form, []).append((len(self._misspelt), word))
            self._misspelt.add(word)
            for part in _kept(word):
                self._heads.setdefault(part, set()).update((len(word) - 1, len(word), len(word) + 1))
            self._tails.add(word[1:])

    def _join(self, one: str, two: str, score: float) -> None:
        self._trust[f"{one} {two}"] = max(score, self._trust.get(f"{one} {two}", 0.0))
        first, last = unaccented(one), unaccented(two)
        forms = (first + last, last + first, first[0] + last, first + last[0], last + first[0], first[:3] + last[:3])
        for form in forms:
            ordinary, named, place = _classes(form)
            if len(form) > 4 and ordinary < 2 and not place and not named:
                self._joined.setdefault(form, f"{one} {two}")

    def find(self, text: str, tokens: tuple[list[str], list[int]] | None = None) -> list[Recalled]:
        """Every place where a remembered name stands, in order; parts of one name are joined.

        Args:
            text: the whole conversation.
            tokens: `tokenize(text)`, where it is at hand.
        """
        if not self._words:
            return []
        words, starts = tokens or tokenize(text)
        forms = {word: form for word, low in self._plausible(words) if (form := self._form(low)) is not None}
        hits = [(i, *forms[word]) for i, word in enumerate(words) if word in forms]
        sure = {
            i
            for i, name, _, certain in hits
            if certain or (words[i][0].isupper() and (name in self._told or _is_inside(words, i)))
        }
        for (i, one, _, _), (j, two, _, _) in pairwise(hits):
            if j - i <= 2 and (one, two) in self._pairs and text[starts[i] + len(words[i]) : starts[j]] in _JOINS:
                sure |= {i, j}
        found = [
            Recalled(starts[i], starts[i] + len(words[i]), min(score if certain else 0.8, self._trust[name]), name)
            for i, name, score, certain in hits
            if i in sure
        ]
        return self._merged(text, [*found, *self._spelt(text)])

    def _plausible(self, words: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The distinct words that may be forms of a name, and they in lower case; most are none at a glance."""
        known, joined, tails = self._words, self._joined, self._tails
        for word in set(words):
            low = word.casefold()
            if len(low) > 1 and (
                low in known
                or low[-1] == "s"
                or low in joined
                or (len(low) > 4 and (low[1:] in tails or self._keeps_part(low)))
            ):
                yield word, low

    def _keeps_part(self, low: str) -> bool:
        """Whether a word keeps a part of a name as a misspelling does, and is as long as one may be."""
        heads, size = self._heads, len(low)
        return size in heads.get(low[:2], ()) or size in heads.get(low[0] + low[-2:], ())

    def _form(self, low: str) -> tuple[str, float, bool] | None:
        """The name that a word is a form of, how sure, and whether case does not matter."""
        bare = _bare(low)
        for form in bare:
            known = self._words.get(form)
            if known:
                return known[0], 0.95, known[1]
        if low in self._joined:
            return self._joined[low], 0.9, True
        if len(low) > 4:
            for form in bare:
                if form[1:] not in self._tails and not self._keeps_part(form):
                    continue
                for name in self._one_apart(form):
                    if name[0] == form[0] or name[1:] == form[1:]:
                        ordinary, named, place = _classes(low)
                        free = (ordinary < 2 or named >= ordinary > 0) and not place
                        return (name, 0.75, True) if free else None
        return None

    def _one_apart(self, form: str) -> list[str]:
        """The names that are one letter apart from a word: the shorter first, then as they were remembered."""
        if not self._near or len(form) > _LONGEST + 1:
            return []
        names = {name: number for less in _shortened(form) for number, name in self._near.get(less, ())}
        return sorted((name for name in names if one_apart(name, form)), key=lambda name: (len(name), names[name]))

    def _spelt(self, text: str) -> Iterator[Recalled]:
        for match in _SPELT.finditer(text):
            letters = "".join(c for c in match.group().casefold() if c.isalpha())
            known = self._words.get(letters)
            near = known[0] if known else next((n for n in self._one_apart(letters) if len(n) == len(letters)), None)
            if near:
                yield Recalled(match.start(), match.end(), min(0.95, self._trust[near]), near)

    def _merged(self, text: str, found: Sequence[Recalled]) -> list[Recalled]:
        """Overlaps dropped; words that followed each other in a remembered name, joined."""
        out: list[Recalled] = []
        said: list[str] = []  # the words of the last one
        for new in sorted(found, key=lambda r: (r.start, -r.end)):
            last = out[-1] if out else None
            if last and new.start < last.end:
                continue
            words = new.value.split()
            if last and text[last.end : new.start] in _JOINS and (said[-1], words[0]) in self._pairs:
                said += words
                value = f"{last.value} {new.value}" if len(said) <= _MOST_WORDS else last.value
                out[-1] = Recalled(last.start, new.end, max(last.score, new.score), value)
            else:
                out.append(new)
                said = words
        return out


def _is_inside(words: Sequence[str], i: int) -> bool:
    """Whether a word stands inside a sentence, where ordinary words have no capital."""
    if i > 1 and words[i - 1] == "." and words[i - 2].casefold() in _TITLES:
        return True
    return (words[i - 1] if i else "") not in _BEGINS


def _shortened(word: str) -> set[str]:
    """A word, and it less any one of its letters: two words that are one apart share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _kept(word: str) -> tuple[str, str]:
    """Two parts of which a misspelling that keeps the first letter keeps one: of five letters or more."""
    return word[:2], word[0] + word[-2:]


def _is_genitive(word: str) -> bool:
    return len(word) > 3 and _classes(word[:-1])[1] > _classes(word)[1]


def _bare(low: str) -> tuple[str, ...]:
    """The word, and the word without what may be a genitive ending."""
    if low[-1] != "s" or len(low) < 4:
        return (low,)
    return (low, low[:-1], low[:-2]) if low[-2] == "e" and low[-3] in "sxz" else (low, low[:-1])


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
