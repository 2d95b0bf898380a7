"""A gate may never close before what the pattern behind it would find."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

from slor.recognizers import conversation, devices, gates, streets_abroad, web
from slor.recognizers.marked import read_marked
from slor.recognizers.text import fold

DIALOGUES = sorted((Path(__file__).parents[2] / "benchmarks" / "dialogues").glob("*.jsonl"))
TURNS = [fold(turn.text).text for one in read_marked(DIALOGUES) for turn in one.conversation.turns]
PAIRS: list[tuple[Any, re.Pattern[str], str]] = [
    (gates.COORDINATES, web._COORDINATES, "gps 59.91273, 10.74609"),
    (gates.COORDINATES, web._COORDINATES, "59° 54.76' N, 10° 44.77' E"),
    (gates.HEX_PAIRS, devices._HEX_PAIRS, "00:1b:44"),
    (gates.HEX_PAIRS, devices._HEX_PAIRS, "00 1b 44 11 3a b7"),
    (gates.HEX_PAIRS, devices._HEX_LOOSE, "1b4 4 11 3"),
    (gates.HEX_BLOCKS, devices._HEX_QUADS, "001b.4411.3ab7"),
    (gates.HEX_BLOCKS, devices._HEX_SIXES, "001b44-113ab7"),
    (gates.HEX_BLOCKS, devices._HEX_SIXES, "001b44113ab7"),
    (gates.IP_V4, devices._IPV4, "85.24.3.17"),
    (gates.IP_V4, devices._IPV4, "85 punktum 24 punktum 3 punktum 17"),
    (gates.IP_V4, devices._IPV4, "85 . 24 . 3 . 17"),
    (gates.IP_V6, devices._IPV6, "fe80::1"),
    (gates.STREETS_ABROAD, streets_abroad._STREET, "ul. Długa 12 m. 3"),
    (gates.STREETS_ABROAD, streets_abroad._STREET, "14 Old Mill Lane"),
    (gates.STREETS_ABROAD, streets_abroad._STREET, "via Roma 12"),
    (gates.ENDS, conversation._END_MENTIONED, "det der slutter på de siste fire: 4455"),
    (gates.ENDS, conversation._END_MENTIONED, "Starter med 31"),
    (gates.ENDS, conversation._END_MENTIONED, "55 til slutt"),
]


@pytest.mark.parametrize(("gate", "pattern", "text"), PAIRS, ids=[text for _, _, text in PAIRS])
def test_a_gate_is_open_for_all_that_its_pattern_finds(gate: Any, pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
    assert gate.search(text)
    rng = random.Random(7)
    mangled = ["".join(rng.choice((c, c, c, rng.choice(text), "")) for c in text) for _ in range(2000)]
    for each in [*mangled, *TURNS, *(turn.lower() for turn in TURNS)]:
        if pattern.search(each):
            assert gate.search(each)


def test_gates_stay_shut_before_ordinary_talk() -> None:
    text = "hej, jeg kan ikke komme på nettet. det har været nede siden i går klokken 14.30, og det koster 399 kroner."
    for gate in (gates.COORDINATES, gates.HEX_PAIRS, gates.HEX_BLOCKS, gates.IP_V4, gates.IP_V6, gates.ENDS):
        assert not gate.search(text)
