"""What else identifies, as the model learnt it from marked conversations: stretches of words with a type each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

KINDS = (
    "",
    "PHONE_NUMBER",
    "EMAIL_ADDRESS",
    "DK_CPR",
    "NO_FODSELSNUMMER",
    "DATE_OF_BIRTH",
    "STREET_ADDRESS",
    "POSTAL_PLACE",
    "BANK_ACCOUNT",
    "CUSTOMER_ID",
    "EMPLOYEE_ID",
    "USERNAME",
    "PASSWORD",
    "LICENSE_PLATE",
    "MAC_ADDRESS",
    "IP_ADDRESS",
    "IMEI",
    "ICCID",
    "IBAN_CODE",
    "CREDIT_CARD",
)
"""What else than a name a word can be part of; the first is nothing."""

Floats = npt.NDArray[np.float32]
_JOINS = 0.25
"""What a word beside a likely one needs to be of its stretch."""


class Stretch(NamedTuple):
    """A stretch of one line that is likely part of an identifier: character offsets, type, mean probability."""

    start: int
    end: int
    entity_type: str
    probability: float


def stretches(words: list[str], starts: list[int], kinds: Floats, least: float) -> list[Stretch]:
    """Rows of words that likely belong to identifiers.

    Args:
        words, starts: what `tokenize` gives.
        kinds: what `NamesModel.kinds` gives for them.
        least: from which probability a word begins a stretch.

    Returns:
        Stretches in order, not overlapping, each within a line and beginning and ending with a letter or digit.
    """
    telling: Floats = 1.0 - kinds[:, 0]
    likely = [i for i in np.flatnonzero(telling >= least).tolist() if words[i][0].isalnum()]
    if not likely:
        return []
    told = telling.tolist()
    kept = {*likely}
    for i in likely:
        for step in (1, -1):
            at = i + step
            while 0 <= at < len(words) and at not in kept and words[at] != "\n" and told[at] >= _JOINS:
                kept.add(at)
                at += step
    out: list[Stretch] = []
    for run in _runs(sorted(kept), words):
        total = kinds[run, 1:].sum(0)
        sure = [told[i] for i in run if words[i][0].isalnum()]
        end = starts[run[-1]] + len(words[run[-1]])
        out.append(Stretch(starts[run[0]], end, KINDS[int(total.argmax()) + 1], round(sum(sure) / len(sure), 3)))
    return out


def _runs(kept: list[int], words: list[str]) -> Iterator[list[int]]:
    """Neighbours together, without marks at their ends."""
    run: list[int] = []
    for i in [*kept, -2]:
        if run and (i != run[-1] + 1 or words[i] == "\n"):
            while run and not words[run[-1]][0].isalnum():
                run.pop()
            while run and not words[run[0]][0].isalnum():
                run.pop(0)
            if run:
                yield run
            run = []
        run.append(i)
