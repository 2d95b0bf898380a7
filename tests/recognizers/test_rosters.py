"""Lists of people with a number each."""

from __future__ import annotations

import re

import pytest

from slor.recognizers.claims import Claim
from slor.recognizers.rosters import read_rosters
from tests.recognizers.conftest import mark, unmark

_NAME = re.compile(r"Dahl, Ann|Haugen, Lars|Kjær, Bent|Berg, Ole|Mette Holm|Per Lund")


@pytest.mark.parametrize(
    "marked",
    [
        "Nr. [[3310]] Dahl, Ann – overtid\nNr. [[3324]] Haugen, Lars – perm",
        "- Dahl, Ann (medicinsk afd.), [[10331]]\n- Kjær, Bent (portører), [[10460]]\n- Berg, Ole (køkken), [[10912]]",
        "Mette Holm: [[44120]]\nPer Lund: [[44121]]",
        # near misses
        "Mette Holm: 44120\nhilsen afdelingen",
        "Mette Holm, 2100 København\nPer Lund, 2200 København",
        "Mette Holm, 1984\nPer Lund, 1990",
        "Mette Holm: 1200 kr\nPer Lund: 1400 kr",
        "Mette Holm 44120 Per Lund 44121",
        "Mette Holm: 44120\n\n\n\nPer Lund: 44121",
    ],
)
def test_numbers_beside_names(marked):
    text, _ = unmark(marked)
    names = [Claim(*found.span(), "PERSON", 0.9) for found in _NAME.finditer(text)]
    assert mark(text, [(claim.start, claim.end) for claim in read_rosters(text, names)]) == marked
