"""Folding: what looks the same becomes the same, and every offset leads back to the original text."""

from __future__ import annotations

import pytest

from slor.recognizers.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ring 22 33", "ring 22 33"),
        ("２２ ３３", "22 33"),
        ("٢٢", "22"),
        ("22\u00a033", "22 33"),
        ("22\u2009\u202f33", "22  33"),
        ("22\u00ad33", "2233"),
        ("2\u200b2\u200d3\ufeff3", "2233"),
        ("22\u201133\u201344\u221255", "22-33-44-55"),
        ("a\u030asgata", "åsgata"),
        ("u\u0308ber", "über"),
        ("o\u0338st", "øst"),
        ("e\u0301n", "én"),
        ("mеtte", "mette"),  # Cyrillic е among Latin letters
        ("Ирина", "Ирина"),  # a word all in Cyrillic stays
        ("ｍｅｔｔｅ", "mette"),
        ("𝐦𝐞𝐭𝐭𝐞", "mette"),
        ("“mette”", '"mette"'),
        ("a\u2028b", "a\nb"),
        ("\u202eab\u202c", "ab"),
        ("", ""),
        ("\u0301", ""),
    ],
)
def test_folded(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("tlf ２２３３４４５５ nu", "２２３３４４５５"),
        ("tlf 22\u00ad33\u200b44\u200d55 nu", "22\u00ad33\u200b44\u200d55"),
        ("bor A\u030asgata 4 nu", "A\u030asgata"),
        ("ser mеtte nu", "mеtte"),
    ],
)
def test_offsets_of_the_original(text, piece):
    folded = fold(text)
    plain = fold(piece).text
    start = folded.text.index(plain)
    begin, end = folded.original(start, start + len(plain))
    assert text[begin:end] == piece


def test_ends_of_marks_belong_to_their_letter():
    folded = fold("a\u030a\u0301b")
    assert folded.original(0, 1) == (0, 3)
    assert folded.original(1, 2) == (3, 4)
