"""Which documents are drawn how often."""

from __future__ import annotations

import random
import zlib
from bisect import bisect
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from .documents import Document, join, read_corpus, read_folder, read_raw
from .generation import Passages
from .train import shuffled
from .variation import Names, vary

_PASSAGE = 300  # characters from which a raw line is a passage of its own
CORPORA = ("norne-nob", "norne-nno", "uner-ddt")


def fold_of(document: Document, folds: int = 5) -> int:
    """Which of the cross-validation's parts a dialogue belongs to; it follows from its id alone."""
    return zlib.crc32(document.id.encode()) % folds


def read_all(
    corpora: Path, dialogues: Path, held_out: int | None, *, later: bool = False
) -> tuple[list[Document], list[list[Document]]]:
    """The dialogues to learn from, those beside this module too, and the corpora's training sentences in order.

    Args:
        corpora, dialogues: folders.
        held_out: the fold of `dialogues` that is left out.
        later: whether the hands in `dialogues/later` beside this module are read too.
    """
    talks = read_folder(dialogues)
    if held_out is not None:
        talks = [talk for talk in talks if fold_of(talk) != held_out]
    beside = Path(__file__).with_name("dialogues")
    talks += read_folder(beside)
    if later:
        talks += read_folder(beside / "later")
    return talks, [read_corpus(corpora / f"{name}.train.jsonl.gz") for name in CORPORA]


def read_raw_texts(corpora: Path) -> list[Document]:
    """Unmarked text of all kinds, in order; only teachers can say what it holds."""
    return [document for path in sorted((corpora / "raw").glob("*.txt.gz")) for document in read_raw(path)]


def drawing(
    talks: list[Document], sentences: list[list[Document]], raw: list[Document], drawer: Names, rng: random.Random
) -> Callable[[], tuple[Document, float]]:
    """A function that gives the next varied document and how much it counts.

    Args:
        talks, sentences: as `read_all` gives them.
        raw: as `read_raw_texts` gives it, or nothing.
        drawer, rng: where all chance comes from.
    """
    order = shuffled(talks, rng)
    passages = Passages(drawer)
    flat = [(which, i) for which, group in enumerate(sentences) for i in range(len(group))]
    flat += [(which, i) for which, i in flat if sentences[which][i].language == "da"]  # a seventh of the sentences
    reach = list(accumulate(len(document.text) for document in raw))  # a page is drawn more often than a question
    hard = [(which, i) for which, i in flat if is_pitfall(sentences[which][i], drawer)]

    def draw() -> tuple[Document, float]:
        luck = rng.random()
        if luck < 0.17:
            return vary(next(order), drawer, swap=0.7), 1.0
        if luck < 0.34:
            return vary(passages.draw(), drawer, swap=0.0), 1.0
        if luck < 0.37 and raw:
            i = bisect(reach, rng.randrange(reach[-1]))
            size = 1 if len(raw[i].text) > _PASSAGE else rng.randint(1, 6)
            return vary(join(raw[i : i + size]), drawer, swap=0.0), 1.0
        which, i = rng.choice(flat if luck < 0.92 else hard)
        size = 1 if rng.random() < 0.6 else rng.randint(2, 7)
        group = sentences[which][i : i + size]
        return vary(join(group), drawer, swap=0.4), 1.0

    return draw


def is_pitfall(document: Document, drawer: Names) -> bool:
    """Whether a sentence has a word in lower case that is also a name, and here is none."""
    return any(
        word in drawer.double
        for piece in document.pieces
        if not piece.label
        for word in piece.text.split()
        if word.islower()
    )
