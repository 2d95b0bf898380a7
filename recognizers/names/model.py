"""The names model at work: a table of word vectors, four layers over the whole text, three tags a word; numpy only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .features import rows, stem
from .lexicon import Lexicon, load_lexicon
from .stretches import KINDS, Stretch, stretches
from .tokens import tokenize

Floats = npt.NDArray[np.float32]
_JOINS_UPPER, _JOINS_LOWER = 0.1, 0.3  # what a token beside a likely one needs, both in capitals or not
_FAR = 5.0  # how far all other kinds may lie below none where none is not certain
_NONE = 11.0  # the same for names: farther below, what is left of a probability is none of its four places
_REMEMBERED = 30_000  # words whose vectors are kept; at 3 KB a word


class Found(NamedTuple):
    """A name: character offsets, and how sure the model is before calibration."""

    start: int
    end: int
    probability: float


class Reading(NamedTuple):
    """A text as the model reads it.

    Attributes:
        words, starts: what `tokenize` gives.
        names: (tokens, 3), how likely each is outside a name, the first of one, inside one.
        kinds: (tokens, kinds), how likely each is part of each of `KINDS`.
    """

    words: list[str]
    starts: list[int]
    names: Floats
    kinds: Floats


class NamesModel:
    """Finds names of persons in one text at a time; the same text gives the same answer whatever stands beside it."""

    def __init__(self, weights: dict[str, npt.NDArray[Any]], lexicon: Lexicon) -> None:
        """Args: weights as `training.names` writes them; the lexicon they were trained with."""
        self._w = {
            name: value.astype(np.float32)
            for name, value in weights.items()
            if not name.startswith(("embed", "calibration"))
        }
        self._dilations = [int(step) for step in weights["dilations"]]
        as_told = np.array([[0.0, 1.0], [0.0, 1.0]], np.float32)
        self._sure = _line(weights.get("calibration", as_told))
        self._sure_stretch = _line(weights.get("calibration_kinds", as_told))
        self._last = threading.local()
        self._words = _Words(self._w, weights["embed"], weights["embed_scale"].astype(np.float32), lexicon)

    def read(self, text: str) -> Reading:
        """Reads a text once, for the names and for what else identifies; a thread keeps the last it read."""
        last: tuple[str, Reading] | None = getattr(self._last, "read", None)
        if last is not None and last[0] == text:
            return last[1]
        words, starts = tokenize(text)
        if words:
            w, states = self._w, self._states(words, starts)
            names = _few_shares(states @ w["out"] + w["out_b"], _NONE)
            kinds = _few_shares(states @ w["kinds"] + w["kinds_b"], _FAR)
        else:
            names, kinds = np.zeros((0, 3), np.float32), np.zeros((0, len(KINDS)), np.float32)
        reading = Reading(words, starts, names, kinds)
        self._last.read = (text, reading)
        return reading

    def _states(self, words: list[str], starts: list[int]) -> Floats:
        """What the layers make of each token, (tokens, hidden)."""
        w = self._w
        begins = np.array(starts)
        glue = np.zeros(len(words), np.int64)
        glue[1:] = begins[1:] == begins[:-1] + np.fromiter(map(len, words[:-1]), np.int64, len(words) - 1)
        glue[0] = 2
        h, told, stems = self._words.look_up(words, glue)
        h += _heard(told, self._dilations[0], w["conv0_b"])
        for layer, step in enumerate(self._dilations[1:], 1):
            h += _layer(h, step, w[f"conv{layer}"], w[f"conv{layer}_b"])
            if layer == 1:
                h = self._share(h, stems)
        return h

    def find(self, text: str, least: float = 0.5) -> list[Found]:
        """All names of at least the given probability, in order, not overlapping."""
        words, starts, names, _ = self.read(text)
        return decode(words, starts, names, least)

    def find_stretches(self, text: str, least: float = 0.5) -> list[Stretch]:
        """What else identifies, from the given probability on, in order, not overlapping."""
        words, starts, _, kinds = self.read(text)
        return stretches(words, starts, kinds, least)

    def calibrated(self, probability: float) -> float:
        """The share of spans with this probability that were names on held-out text, rounded to three places."""
        return self._sure(probability)

    def calibrated_stretch(self, probability: float) -> float:
        """The share of stretches with this probability that were identifiers on held-out text, to three places."""
        return self._sure_stretch(probability)

    def _share(self, h: Floats, stems: npt.NDArray[np.int64]) -> Floats:
        """What is seen at one place of a word is told to its other places, and what the text is like to all."""
        w = self._w
        seen = np.maximum(h @ w["share_in"] + w["share_in_b"], 0.0)
        order = np.argsort(stems, kind="stable")
        ranked = stems[order]
        first = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
        most = np.maximum.reduceat(seen[order], first, axis=0)
        number = np.empty(len(stems), np.int64)
        number[order] = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(stems))))
        told: Floats = h + (most @ w["share_out"])[number]
        told += np.maximum(told @ w["whole_in"], 0.0).mean(0) @ w["whole_out"]
        return told


def _line(points: Floats) -> Callable[[float], float]:
    """The line through points (2, n), ascending, to three places, as many as the probabilities asked for have."""

    @lru_cache(maxsize=4096)
    def height(probability: float) -> float:
        return round(float(np.interp(probability, *points)), 3)

    return height


class _Words:
    """What is known of each word by itself, computed once: its vector, and what the first layer makes of it.

    The first layer sees words that know nothing of each other yet, so what a word tells its neighbours is the same
    wherever it stands: three vectors (to its right, to itself, to its left) for each way it stands to the word before.
    """

    def __init__(
        self, weights: dict[str, Floats], embed: npt.NDArray[np.int8], scale: Floats, lexicon: Lexicon
    ) -> None:
        self._embed, self._scale, self._lexicon = embed, scale, lexicon
        self._inlet, self._glue = weights["inlet"], weights["glue"]
        size = self._inlet.shape[1]
        self._first = np.concatenate([weights["conv0"][at : at + size] for at in (0, size, 2 * size)], 1)
        self._learning = threading.Lock()  # runners call one model from many threads
        self._forget()

    def look_up(self, words: list[str], glue: npt.NDArray[np.int64]) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
        """What the first layer needs of a text.

        Args:
            words: the tokens.
            glue: (tokens,) 0 after a space, 1 joined to the token before, 2 first of the text.

        Returns:
            The tokens' own states (tokens, hidden), what each tells (tokens, 3 * hidden), the number of its stem.
        """
        with self._learning:
            found = list(map(self._ids.get, words))
            if None in found:
                if len(self._ids) > _REMEMBERED:
                    self._forget()
                self._learn([word for word in dict.fromkeys(words) if word not in self._ids])
                found = list(map(self._ids.get, words))
            ids = np.array(found, np.int64)
            places = self._placed[ids, glue]
            if places.min() < 0:
                self._place(sorted({*zip(ids[places < 0].tolist(), glue[places < 0].tolist(), strict=True)}))
                places = self._placed[ids, glue]
            return self._states[places], self._told[places], self._stem_of[ids]

    def _forget(self) -> None:
        size = self._inlet.shape[1]
        self._ids: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._stem_of = np.zeros(1024, np.int64)
        self._vectors = np.zeros((1024, size), np.float32)
        self._placed = np.full((1024, 3), -1, np.int64)
        self._used = 0
        self._states = np.zeros((1024, size), np.float32)
        self._told = np.zeros((1024, 3 * size), np.float32)

    def _learn(self, words: list[str]) -> None:
        """Computes and keeps the vectors of words."""
        first = len(self._ids)
        while first + len(words) > len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
            self._stem_of = np.concatenate([self._stem_of, np.zeros_like(self._stem_of)])
            self._placed = np.concatenate([self._placed, np.full_like(self._placed, -1)])
        for number, word in enumerate(words, first):
            ids, weights = rows(word, self._lexicon)
            share = np.array(weights, np.float32) * self._scale[ids]
            self._vectors[number] = share @ self._embed[ids] @ self._inlet
            self._stem_of[number] = self._stems.setdefault(stem(word), len(self._stems))
            self._ids[word] = number

    def _place(self, pairs: list[tuple[int, int]]) -> None:
        """Computes and keeps what words tell, one by one so that no word's last bits hang on its company."""
        while self._used + len(pairs) > len(self._states):
            self._states = np.concatenate([self._states, np.zeros_like(self._states)])
            self._told = np.concatenate([self._told, np.zeros_like(self._told)])
        for number, (word, glue) in enumerate(pairs, self._used):
            self._states[number] = np.maximum(self._vectors[word] + self._glue[glue], 0.0)
            self._told[number] = self._states[number] @ self._first
            self._placed[word, glue] = number
        self._used += len(pairs)


def _heard(told: Floats, step: int, bias: Floats) -> Floats:
    """The first layer: what each token is told by itself and by the ones `step` to its left and right."""
    size = len(bias)
    out: Floats = told[:, size : 2 * size] + bias
    if step < len(told):
        out[step:] += told[:-step, :size]
        out[:-step] += told[step:, 2 * size :]
    return np.maximum(out, 0.0, out=out)


def _layer(h: Floats, step: int, weights: Floats, bias: Floats) -> Floats:
    """Each token with the ones `step` to its left and right."""
    size = h.shape[1]
    out: Floats = h @ weights[size : 2 * size]
    if step < len(h):
        out[step:] += h[:-step] @ weights[:size]
        out[:-step] += h[step:] @ weights[2 * size :]
    out += bias
    return np.maximum(out, 0.0, out=out)


def _shares(scores: Floats) -> Floats:
    """Scores as probabilities, in place, to four places."""
    scores -= scores.max(1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(1, keepdims=True)
    return scores.round(4)


def _few_shares(scores: Floats, far: float) -> Floats:
    """Scores as probabilities where the others lie not too far below the first; elsewhere the first is certain."""
    shares = np.zeros_like(scores)
    shares[:, 0] = 1.0
    highest = np.maximum(scores[:, 1], scores[:, 2]) if scores.shape[1] == 3 else scores[:, 1:].max(1)
    some = np.flatnonzero(highest > scores[:, 0] - far)
    if len(some):
        shares[some] = _shares(scores[some])
    return shares


def decode(words: list[str], starts: list[int], probabilities: Floats, least: float) -> list[Found]:
    """Names out of token probabilities: runs of likely tokens, cut where a new name begins.

    A token beside a likely one needs less to be part of its name: the model is sure of *Jon* and *Haarder* and
    hesitates over *Helt* between them. Double names are not cut at their hyphens.

    Args:
        words, starts: what `tokenize` gives.
        probabilities: what `NamesModel.probabilities` gives for them.
        least: from which probability a token starts a name.

    Returns:
        Names in order, not overlapping.
    """
    naming: Floats = 1.0 - probabilities[:, 0]
    likely = np.flatnonzero(naming >= least).tolist()
    if not likely:
        return []
    named = naming.tolist()
    kept = {*likely}
    for i in likely:
        for step in (1, -1):
            kept.update(_neighbours(i, step, words, starts, named, kept))
    found: list[Found] = []
    run: list[int] = []
    for i in sorted(kept):
        begins = probabilities[i, 1] > probabilities[i, 2] and named[i] >= least and words[i - 1] != "-"
        if run and (i != run[-1] + 1 or begins or words[i] == "\n"):
            found += _close(run, words, starts, named)
            run = []
        run.append(i)
    return found + _close(run, words, starts, named)


def _neighbours(
    at: int, step: int, words: list[str], starts: list[int], named: list[float], kept: set[int]
) -> Iterator[int]:
    """The tokens on one side of a likely one that belong to its name."""
    while 0 <= at + step < len(words):
        beside = at + step
        if words[beside] == "-" and 0 <= beside + step < len(words) and _glued(beside, words, starts):
            beside += step
        met = beside in kept
        if not met:
            upper = words[beside][0].isupper() and words[at][0].isupper()
            if not words[beside][0].isalpha() or named[beside] < (_JOINS_UPPER if upper else _JOINS_LOWER):
                return
            yield beside
        if beside != at + step:
            yield at + step
        if met:
            return  # the likely neighbour looks on for itself
        at = beside


def _glued(hyphen: int, words: list[str], starts: list[int]) -> bool:
    """Whether a hyphen stands between two words without a space."""
    before = starts[hyphen - 1] + len(words[hyphen - 1]) if hyphen else -1
    return before == starts[hyphen] and starts[hyphen + 1 : hyphen + 2] == [starts[hyphen] + 1]


def _close(run: list[int], words: list[str], starts: list[int], named: list[float]) -> list[Found]:
    """One name from a run of tokens, without marks at its edges."""
    first, stop = 0, len(run)
    while first < stop and not (words[run[first]][0].isalnum() or words[run[first]] == "@"):
        first += 1
    while first < stop and not (
        words[run[stop - 1]][0].isalnum()
        or (words[run[stop - 1]] == "." and stop - first > 1 and len(words[run[stop - 2]]) == 1)
    ):
        stop -= 1
    run = run[first:stop]
    if not run:
        return []
    end = starts[run[-1]] + len(words[run[-1]])
    sure = [named[i] for i in run if words[i][0].isalnum()]
    return [Found(starts[run[0]], end, round(sum(sure) / len(sure), 3))]


@cache
def load_model() -> NamesModel:
    """The model shipped with this package, loaded once a process."""
    with resources.as_file(resources.files(__package__) / "data" / "names.npz") as path, np.load(path) as data:
        return NamesModel({name: data[name] for name in data.files}, load_lexicon())
