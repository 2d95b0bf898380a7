from __future__ import annotations

import pytest

from slor.recognizers.names.lexicon import Entry, gender_of, load_lexicon, unaccented


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Mette", "f"), ("mette", "f"), ("Mettes", "f"), ("Mette Holm", "f"), ("Ole", "m"), ("OLE", "m"), ("Jens", "m"),
     ("Anne-Marie", "f"), ("Siobhán", "f"), ("Qwxyz", None), ("", None), ("–", None)],
)  # fmt: skip
def test_gender(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


def test_entry_packs_into_sixteen_bits_and_back() -> None:
    entry = Entry(first=4, last=1, place=2, danish=5, norwegian=3, gender=3)
    assert entry.pack() < 1 << 16
    assert Entry.unpack(entry.pack()) == entry


def test_words_are_known_as_names_places_and_words() -> None:
    lexicon = load_lexicon()
    assert lexicon.find("Mette").first == 4
    assert lexicon.find("oslo").place == 2
    assert lexicon.find("og").danish == 5
    assert lexicon.find("qwxyzq") == Entry()


def test_only_foreign_accents_are_taken_off() -> None:
    assert (
        unaccented("Wiśniewski Łukasz Sigurðardóttir Åse Bjørn Pæl") == "Wisniewski Lukasz Sigurdardottir Åse Bjørn Pæl"
    )
