"""What the model learns from: other identifiers in the marked dialogues, in their places and forms."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from training.names.documents import Document, Piece, read_dialogues
from training.names.identifiers import renumbered

DIALOGUES = Path(__file__).parents[2] / "benchmarks" / "dialogues"


class Drawer:
    """The same words every time."""

    places = ("Ry", "Vik")

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def draw(self, kind: str) -> str:
        return "Holm"

    def word(self) -> str:
        return "sommer"


def talk(*pieces: Piece, kind: str = "voice") -> Document:
    return Document(pieces, "da", kind)


def seen(document: Document, rounds: int = 200) -> list[Document]:
    return [renumbered(document, Drawer(seed)) for seed in range(rounds)]


def test_the_same_seed_gives_the_same_dialogue() -> None:
    document = talk(Piece("mit nummer er "), Piece("22 33 44 55", "", "PHONE_NUMBER"))
    assert renumbered(document, Drawer(4)) == renumbered(document, Drawer(4))


def test_a_number_and_its_end_stay_of_one_digit() -> None:
    document = talk(
        Piece("22334455", "", "PHONE_NUMBER"), Piece("\nslutter på ", ""), Piece("55", "", "PHONE_NUMBER"), kind="chat"
    )
    whole = [[p.text for p in d.pieces if p.kind] for d in seen(document)]
    assert len({texts[0] for texts in whole}) > 20
    assert all(t[0].endswith(t[-1]) for t in whole if len(t) == 2 and all(x.isdigit() for x in t))


def test_numbers_in_words_stay_in_words() -> None:
    document = talk(Piece("toogtyve treogtredive", "", "PHONE_NUMBER"))
    texts = {p.text for d in seen(document) for p in d.pieces if p.kind}
    assert len(texts) > 20
    assert not any(c.isdigit() for text in texts for c in text)


def test_the_parts_of_a_number_may_stand_in_turns_of_their_own() -> None:
    document = talk(Piece("nummeret er "), Piece("22 33 44 55", "", "PHONE_NUMBER"), Piece(" tak"))
    split = [d for d in seen(document) if "\n" in d.text]
    assert split
    for found in split:
        assert all("\n" not in p.text for p in found.pieces if p.kind)
        assert all(p.kind in ("", "PHONE_NUMBER") for p in found.pieces)


def test_what_is_not_marked_keeps_its_words() -> None:
    document = talk(Piece("hej igen, "), Piece("Solsortevej 14", "LOC", "STREET_ADDRESS"), Piece(" i morgen"))
    texts = {d.text for d in seen(document)}
    assert any("Holmvej" in t or "Sommervej" in t for t in texts)
    assert all(t.startswith("hej igen, ") and t.endswith(" i morgen") for t in texts)


@pytest.mark.parametrize("seed", range(3))
def test_every_dialogue_can_be_varied(seed: int) -> None:
    drawer = Drawer(seed)
    for document in read_dialogues(sorted(DIALOGUES.glob("*.jsonl")))[::20]:
        other = renumbered(document, drawer)
        assert other.text
        assert {p.kind for p in other.pieces} <= {p.kind for p in document.pieces}


def test_a_required_name_is_no_structured_identifier_and_what_is_optional_is_not_learnt(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "{{PERSON|Mette}} {{?PHONE_NUMBER|1881}} {{USERNAME|mholm}} {{?ORGANIZATION|Nordnet}}"
    row = {"id": "a", "language": "da", "channel": "chat", "turns": [{"speaker": "agent", "text": text}]}
    path.write_text(json.dumps(row), encoding="utf-8")
    pieces = [(p.text, p.kind) for p in read_dialogues([path])[0].pieces if p.text.strip()]
    assert pieces == [("Mette", ""), ("1881", "ANY"), ("mholm", "USERNAME"), ("Nordnet", "ANY")]
