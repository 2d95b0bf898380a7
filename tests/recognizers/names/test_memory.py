from __future__ import annotations

import pytest

from slor.recognizers.names.memory import Memory, one_apart, recall


@pytest.mark.parametrize(
    ("known", "text", "found"),
    [
        ("Mette Holm", "hej det er mette", ["mette"]),
        ("Mette Holm", "METTE HOLM ringede", ["METTE HOLM"]),
        ("Mette Holm", "det er Mettes nummer, ikke holms", ["Mettes", "holms"]),
        ("Mette Holm", "Holm, Mette står der", ["Holm, Mette"]),
        ("Holm, Mette", "kunden er mette holm", ["mette holm"]),
        ("Mette Holm", "se cv_mette_holm.pdf", ["mette_holm"]),
        ("Mette Holm", "MetteHolm_cv.pdf", ["MetteHolm"]),
        ("Mette Holm", "log ind som mholm eller metteh", ["mholm", "metteh"]),
        ("Mette Holm", "skriv til mette.holm", ["mette.holm"]),
        ("Mette Holm", "ja m e t t e", ["m e t t e"]),
        ("Mette Holm", "M-E-T-T-E og H-O-L-M", ["M-E-T-T-E", "H-O-L-M"]),
        ("Morten Møller", "der står Miøller på den", ["Miøller"]),
        ("Siobhán O'Neill", "hun hedder siobhan", ["siobhan"]),
        ("Jens", "hils fra Jens'", ["Jens"]),
        ("M-E-T-T-E", "hej mette", ["mette"]),
        ("Liv Storm", "det er liv storm her", ["liv storm"]),
        ("Liv Storm", "det er Liv her", ["Liv"]),
        ("Liv Storm", "hele mitt liv", []),
        ("Liv Storm", "Storm i natt", []),
        ("Mette Holm", "mætte af mad", []),
        ("Bo Dahl", "hvor skal vi bo", []),
        ("", "Mette Holm", []),
    ],
)
def test_forms_of_a_known_name(known: str, text: str, found: list[str]) -> None:
    assert [text[r.start : r.end] for r in recall(text, [], [known])] == found


def test_value_is_the_remembered_name() -> None:
    memory = Memory()
    memory.add("Mette Holm")
    assert [r.value for r in memory.find("Metttes tlf., mholm, H-O-L-M")] == ["mette", "mette holm", "holm"]


def test_far_forms_score_lower() -> None:
    close, far = recall("Abildgaard og Abilgaard", ["Abildgaard"])
    assert close.score > far.score


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("nielsen", "nilsen", True),
        ("nilsen", "nielsen", True),
        ("møller", "miller", True),
        ("katrine", "katirne", True),
        ("mette", "mette", False),
        ("anna", "berit", False),
        ("hansen", "hanssenn", False),
        ("jensen", "hansen", False),
    ],
)
def test_one_letter_apart(one: str, two: str, apart: bool) -> None:
    assert one_apart(one, two) is apart
