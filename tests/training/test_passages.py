"""What the model learns from: made passages, and unmarked text that only teachers can tell about."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from training.names.batches import IGNORE, encode
from training.names.casing import recased
from training.names.documents import RAW, Document, Piece, read_raw


class Drawer:
    """Few words, drawn by a generator."""

    places = ("Ry", "Vik")

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def draw(self, kind: str) -> str:
        return self.rng.choice(("Holm", "Mette", "Storm", "Liv", "Rolf"))

    def word(self) -> str:
        return "sommer"


@pytest.mark.parametrize("seed", range(5))
def test_an_animal_keeps_its_name_through_a_passage_and_it_is_nobodys(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("wordfreq", reason="the model's own extra: pip install -e .[model]")
    from training.names import generation

    lines = ["hunden {pet} er syg\nhvad fejler {pet}"]
    monkeypatch.setattr(generation, "LINES", dict.fromkeys(("da", "nb", "nn"), lines))
    passage = generation.Passages(Drawer(seed)).draw()  # type: ignore[arg-type]
    called = {line.split()[1] for line in passage.text.splitlines()[::2]}
    assert called == {line.split()[-1] for line in passage.text.splitlines()[1::2]}
    assert len(called) == 1
    assert not any(piece.marked for piece in passage.pieces)


def test_of_unmarked_text_nothing_is_learnt_without_a_teacher(tmp_path: Path) -> None:
    path = tmp_path / "xsid-nb-dialects.txt.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write("ring Mette\n\nkåssen e været\n")
    first, second = read_raw(path)
    assert (first.text, first.language, first.kind) == ("ring Mette", "nb", RAW)
    encoded = encode(second)
    assert encoded is not None
    assert {*encoded.tags.tolist(), *encoded.aux.tolist(), *encoded.kinds.tolist()} == {IGNORE}


def test_a_word_takes_the_case_of_the_one_it_replaces() -> None:
    likes = ("Vinter", "VINTER", "vinter", "V")
    assert [recased("sommer", like) for like in likes] == ["Sommer", "SOMMER", "sommer", "Sommer"]
    assert recased("McCoy", "Holm") == "McCoy"


def test_a_page_is_drawn_more_often_than_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("wordfreq", reason="the model's own extra: pip install -e .[model]")
    from training.names import sources

    monkeypatch.setattr(sources, "vary", lambda document, *_, **__: document)
    page, question = (Document((Piece(text),), "nb", RAW) for text in ("side " * 180, "spørsmål?"))
    marked = Document((Piece("ei setning"),), "nn", "norne-nno")
    drawer = Drawer(3)
    drawer.double = frozenset({"ei"})  # type: ignore[attr-defined]
    draw = sources.drawing([marked], [[marked]], [*[question] * 50, page], drawer, drawer.rng)  # type: ignore[arg-type]
    texts = [draw()[0].text for _ in range(4000)]
    pages, questions = (sum(word in text for text in texts) for word in ("side", "spørsmål"))
    assert pages > questions > 0
