"""How the names of streets end in speech, where nobody writes a capital."""

from __future__ import annotations

import re
from typing import Final

from slor.recognizers.cues import STOPS

SUFFIX: Final = re.compile(
    r"(?!\w{1,40}eringen|(?:riks|fylkes|europa|primær|sekundær|hoved|hovud|motor)(?:vej|vei|veg)(?:en)?\Z).{2,}(?:vej|veje|vejen|gade|gaden|allé|alle|alléen|alleen|vænge|vænget|vang|vangen|stræde|plads|pladsen|torv|"
    r"torvet|parken|bakken|"
    r"bakke|toften|toft|lunden|lund|haven|krogen|svinget|sving|stien|sti|engen|marken|højen|dal|dalen|"
    r"vei|veien|veg|vegen|gate|gata|gaten|plass|plassen|svingen|kroken|tunet|tun|kollen|åsen|haugen|ringen|løkka|"
    r"løkken|"
    r"brygge|bryggen|brygga|kaj|kajen|sund|sundet|vik|viken|vika|bjerg|bjerget|mose|mosen|kai|kaien|strand|"
    r"stranden|stranda|bakkane|lia|moen|jordet|skrenten|terrasse|terrassen|terasse)s?"
)
STANDALONE: Final = frozenset(
    "vej allé alle gade plads vei veg gate gata plass vænge vang torv stræde kaj kai brygge brygga bryggen parken "
    "tun tunet "
    "eng ager hegn strand stranden lund haven sti sving dal toft engen marken".split()
)


def has_street_ending(word: str) -> bool:
    """Whether a lower-case word ends as streets do, with something before it."""
    return SUFFIX.fullmatch(word) is not None and word not in STANDALONE


def is_spoken_street(text: str) -> bool:
    """Whether a street address whose number is in words has a street's name in it.

    Args:
        text: what somebody takes for a street address.

    Returns:
        True also where the number is in figures: that is not for this module to judge.
    """
    if any(char.isdigit() for char in text):
        return True
    words = text.lower().split()
    return any(
        SUFFIX.fullmatch(word.strip(",.")) and (word not in STANDALONE or (k and words[k - 1] not in STOPS))
        for k, word in enumerate(words)
    )
