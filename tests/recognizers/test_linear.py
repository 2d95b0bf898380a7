"""No text is slow: work grows in proportion to its length, whatever somebody writes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from slor.recognizers.analyzer import Detector
from slor.recognizers.spans import Conversation, Known, Turn

GROWTH = 4
MOST = 6.0
"""Four times the text may take this many times as long; where time grows with the square it is sixteen times."""
SIZE = 4000
"""Characters of the shorter text: so many that what grows with the square outweighs what does not."""
WORTH_MEASURING = 0.005
TRIES = 5
LONGEST = 60_000

UNITS = {
    "digits": "1",
    "digits apart": "1 ",
    "pairs of digits": "22 ",
    "digits and points": "1.",
    "digits and colons": "1:",
    "numbers": "22334455 ",
    "dates": "01.02.1990 ",
    "dates of birth": "født 01.02.1990 ",
    "coordinates": "55.6761, 12.5683 ",
    "decimals": "1,5 (2,5) ",
    "no space": "a",
    "no space, mixed": "aB3",
    "one-letter words": "a b c ",
    "capitals": "AB CDEF ",
    "number plates": "AB 12345 ",
    "IBANs": "NO93 8601 1117 947 ",
    "MAC addresses": "ab:12:",
    "hexadecimal digits": "a null fem b ",
    "numbers in words": "toogtyve treogtredive ",
    "digits in words": "tre fire ",
    "numbers with words for them": "nummer 22 33 44 55 ja kundenummer 123456 ",
    "ends of numbers": "tlf 22334455 slutter på 55 ",
    "words that ask": "passord brukernavn kundenummer ",
    "passwords": "passordet er hund katt 77 ",
    "spelt": "m som i mette ",
    "corrections": "22 nej 23 ",
    "ats": "@",
    "letters and ats": "a@",
    "addresses": "a@b.example ",
    "spoken addresses": "snabel-a punktum ",
    "hidden addresses": "a(at)b[dot]",
    "handles": "@mette.holm ",
    "web addresses": "https://a.example/b ",
    "long path": "a/",
    "parameters": "user=a&",
    "spoken web addresses": "firma skråstreg mette ",
    "hyphens": "-",
    "words and hyphens": "a-",
    "names and hyphens": "Anne-",
    "points": ".",
    "words and points": "a.",
    "underscores": "a_",
    "quotes": "> ",
    "line ends": "\n",
    "line ends of Windows": "\r\n",
    "mail headers": "Fra: Mette Holm, Per Hansen\n",
    "streets": "Storgata 1 ",
    "streets and towns": "Storgata 1, 0155 Oslo, ",
    "street endings": "vej ",
    "names": "Mette Holm ",
    "initials": "M. ",
    "combining rings": "a\u030a",
    "invisible characters": "1\u200d",
    "look-alikes": "аb ",
    "dashes": "22–33 ",
    "codes of a series": "kundenr AB-1234 ",
    "what something is not": "brukernavn kaao7, ikke kaao8 ",
    "cases": "vinter med stort v og så toogfyrre ",
    "without spaces": "havre uden mellemrum og så tolv ",
    "colleagues": "Yngve hos oss (YNGVSOL) ",
    "times to the second": "kl. 15.42.10 ",
    "numbered names": "navn#1234 ",
    "assents": "fire ja fem det er seks ",
}

TEXTS: dict[str, Callable[[int], str]] = {
    **{name: lambda n, unit=unit: unit * (n // len(unit)) for name, unit in UNITS.items()},
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "nested quotes": lambda n: '"(' * (n // 4) + ')"' * (n // 4),
    "different numbers": lambda n: " ".join(f"tlf {20_000_000 + 37 * i}" for i in range(n // 13)),
    "different names": lambda n: " ".join(
        f"{'BDFGHK'[i % 6]}{'aeiou'[i // 6 % 5]}{'lmnr'[i // 30 % 4]}{'bdgkst'[i // 120 % 6]}"
        f"{'aeiou'[i // 720 % 5]}{'ln'[i // 3600 % 2]}sen"
        for i in range(n // 9)
    ),
}

TURNS = {
    "ja": "ja",
    "digits": "22",
    "numbers in words": "toogtyve",
    "questions": "hvad er dit nummer",
    "spoken addresses": "mette snabel-a firma punktum dk",
    "streets": "jeg bor i Storgata 1",
    "names": "hej det er mette holm",
    "nothing": "",
}


@pytest.fixture(scope="module")
def detector() -> Detector:
    detector = Detector()
    detector.detect(Conversation((Turn("customer", "hej det er mette holm"),)))
    return detector


def seconds(detector: Detector, conversation: Conversation) -> float:
    """How long the work takes without the collector, which walks whatever else the tests have made."""
    gc.disable()
    try:
        started = time.process_time()
        detector.detect(conversation)
        return time.process_time() - started
    finally:
        gc.enable()


def assert_proportional(detector: Detector, make: Callable[[int], Conversation], size: int, longest: int) -> None:
    """The best of a few comparisons counts: a neighbour on the machine can only make work look longer."""
    while seconds(detector, make(size)) < WORTH_MEASURING and size * 2 * GROWTH <= longest:
        size *= 2
    short, long = make(size), make(size * GROWTH)
    ratio = float("inf")
    for _ in range(TRIES):
        once = max(seconds(detector, short), 0.001)
        ratio = min(ratio, seconds(detector, long) / once)
        if ratio < MOST:
            return
    pytest.fail(f"{GROWTH} times the text took {ratio:.1f} times as long")


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_text(detector, make):
    """Without a channel everything is looked for: what is said and what is typed."""
    assert_proportional(detector, lambda size: Conversation((Turn("customer", make(size)),)), SIZE, LONGEST)


@pytest.mark.parametrize("text", TURNS.values(), ids=TURNS)
def test_turns(detector, text):
    def make(number: int) -> Conversation:
        return Conversation(tuple(Turn("agent" if i % 2 else "customer", text) for i in range(number)), language="da")

    assert_proportional(detector, make, 200, 8000)


def test_different_numbers_in_turns(detector):
    def make(number: int) -> Conversation:
        turns = (Turn("customer", f"mit nummer er {22_000_000 + 7 * i}") for i in range(number))
        return Conversation(tuple(turns), language="da")

    assert_proportional(detector, make, 150, 4000)


def test_known_values(detector):
    def make(number: int) -> Conversation:
        return Conversation(
            (Turn("customer", "mete hollm, 22 33 44 55 " * number),),
            known=(Known("PERSON", "Mette Holm"), Known("PHONE_NUMBER", "+4522334455")),
        )

    assert_proportional(detector, make, 150, 4000)


@pytest.mark.parametrize("text", ["7" * 100_000, "7 " * 20_000, "a" * 1_000_000], ids=lambda text: text[:2])
def test_long_texts_pass(detector, text):
    assert seconds(detector, Conversation((Turn("customer", text),))) < 60


def test_ten_thousand_turns_pass(detector):
    turns = tuple(Turn("agent" if i % 2 else "customer", "ja 22") for i in range(10_000))
    assert len(detector.detect(Conversation(turns))) == len(turns)
