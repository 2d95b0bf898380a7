"""Times of day in a row, and numbers that look like them.

`[[…]]` marks what must be found, and everything else must be left.

A line begins with who says it, `c` for the customer, `a` for the agent.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "da",
            (
                "a: hvornår har i tid",
                "c: vi kan klokken ni ti eller elleve tredive",
                "a: så siger vi tolv femten eller tretten tyve",
            ),
        ),
        (
            "nb",
            (
                "a: vi har ledig ni femten ti tretti elleve femten og tolv",
                "c: ti tretti passer fint",
            ),
        ),
        (
            "nn",
            (
                "a: eg har ledig åtte tretti ni femten og ti null null i morgon",
                "c: ni femten",
            ),
        ),
        (
            "da",
            (
                "a: der er ledige tider otte tredive ni femten og ti femogfyrre",
                "c: ni femten tak",
            ),
        ),
        (
            "nb",
            (
                "c: bussen går sju ti sju førti og åtte ti",
                "a: ok da tar jeg sju førti",
            ),
        ),
        (
            "da",
            (
                "a: vi åbner ni nul nul og lukker sytten tredive på hverdage",
                "c: fint",
            ),
        ),
        (
            "da",
            (
                "a: hvad er dit nummer",
                "c: [[tolv femten tretten tyve]]",
            ),
        ),
        ("da", ("c: ring til mig på [[tolv femten tretten tyve]] efter klokken seksten",)),
        (
            "nb",
            (
                "a: når går bussen",
                "c: sju ti eller sju førti",
                "a: og mobilen din",
                "c: [[ni femten ti tretti elleve]]",
            ),
        ),
        (
            "nn",
            (
                "a: me opnar åtte tretti og stengjer seksten null null",
                "c: takk og nummeret mitt er [[ni femten tjue tretti]]",
            ),
        ),
        ("da", ("c: jeg kommer mellem ni tredive og ti femogfyrre",)),
        ("nb", ("c: [[toogtjue trettifire fire fire fem fem]] ringer du meg",)),
    ],
)
def test_times_of_day_are_no_numbers(heard, language, lines):
    assert heard(language, lines) == lines
