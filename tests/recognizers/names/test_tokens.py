from __future__ import annotations

import pytest

from slor.recognizers.names.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hej, Åse!", ["Hej", ",", "Åse", "!"]),
        ("mette.holm@post.dk", ["mette", ".", "holm", "@", "post", ".", "dk"]),
        ("cv_MetteHolm_2.pdf", ["cv", "_", "Mette", "Holm", "_", "2", ".", "pdf"]),
        ("McDonald", ["McDonald"]),
        ("METTE", ["METTE"]),
        ("hej\n\n  Mette", ["hej", "\n", "Mette"]),
        ("mette87", ["mette", "87"]),
        ("  ", []),
        ("O´Connor, Inga’s", ["O", "'", "Connor", ",", "Inga", "'", "s"]),
        ("😂Mette", ["😂", "Mette"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert tokenize(text)[0] == words


def test_offsets_point_at_the_words() -> None:
    text = "Hej MetteHolm, det er  Þór\n\nKh"
    for word, start in zip(*tokenize(text), strict=True):
        assert word == "\n" or text[start : start + len(word)] == word


def test_an_apostrophe_of_any_form_takes_one_character() -> None:
    assert tokenize("D´Angelo`s")[1] == [0, 1, 2, 8, 9]
