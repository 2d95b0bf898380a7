"""What stands at a name's edges, the words that introduce one, and names spelt with words for their letters."""

from __future__ import annotations

import numpy as np
import pytest

from slor.recognizers.names.edges import introduced, widen
from slor.recognizers.names.spelling import spelt_out
from slor.recognizers.names.tokens import tokenize
from tests.recognizers.conftest import mark, unmark


@pytest.mark.parametrize(
    ("found", "wide"),
    [
        ("Han er «E. [[Kristoffer Sørbø]]», kundenr. 7", "Han er «[[E. Kristoffer Sørbø]]», kundenr. 7"),
        ("namn P P [[Lunde]]", "namn [[P P Lunde]]"),
        ('fra "[[Quist]] I L" den 7.', 'fra "[[Quist I L]]" den 7.'),
        ("[[Noor van]] der Velde, Rø", "[[Noor van der Velde]], Rø"),
        ("av [[nanna overgaard]] el haddad", "av [[nanna overgaard el haddad]]"),
        ("Hilsen [[Poul]] de la [[Cour]]", "Hilsen [[Poul de la Cour]]"),
        ("ligesom mig de la [[fontaine]]", "ligesom mig [[de la fontaine]]"),
        ("[[kolbein]] v [[støyva]] sjøgata", "[[kolbein v støyva]] sjøgata"),
        ("[[Anna]] K. [[Berg]] og [[Per]]", "[[Anna K. Berg]] og [[Per]]"),
        # near misses
        ("I [[Kristoffers]] hus", "I [[Kristoffers]] hus"),
        ("elev i 6B [[Abel]]", "elev i 6B [[Abel]]"),
        ("det er plan B [[Jensen]]", "det er plan B [[Jensen]]"),
        ("[[mette]] i [[holm]]", "[[mette]] i [[holm]]"),
        ("[[Sigurd]] la Nokia på bordet", "[[Sigurd]] la Nokia på bordet"),
        ("[[mette]] van som hun er", "[[mette]] van som hun er"),
        ("[[Hansen]] I dag", "[[Hansen]] I dag"),
    ],
)
def test_edges(found, wide):
    text, spans = unmark(found)
    assert mark(text, sorted(set(widen(*tokenize(text), spans)))) == wide


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("hun hedder bodil og", ["bodil"]),
        ("han heter torgeir", ["torgeir"]),
        ("bor c/o ragnhild", ["ragnhild"]),
        ("bor c o ragnhild", ["ragnhild"]),
        ("etternamnet er førde som byen", ["førde"]),
        ("efternavnet er med to l", []),
        ("butikken hedder netto", []),
        ("det hedder noget andet", []),
        ("hun kom med bodil", []),
    ],
)
def test_introduced(text, raised):
    words, _ = tokenize(text)
    before = np.tile(np.array([1.0, 0.0, 0.0], np.float32), (len(words), 1))
    after = introduced(words, before)
    assert [word for word, row in zip(words, after, strict=True) if row[0] < 1] == raised
    assert before[:, 0].min() == 1, "what the model said is left as it was"


@pytest.mark.parametrize(
    "marked",
    [
        "[[n o o r z som zebra a i]] altså",
        "det er [[q som quebec u som ulf i som ivar]]",
        "[[M som i Mette, E, T]]",
        "[[a s l a n b a og så s med hale]] hvis",
        "ordre k som i karl 4 5",
        "e som i erik l som i lars b som i bo 1 2 3",
        "en a som i anna",
        "a b c d e",
    ],
)
def test_spelt_out(marked):
    text, _ = unmark(marked)
    assert mark(text, list(spelt_out(text, *tokenize(text)))) == marked
