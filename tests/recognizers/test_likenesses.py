"""What is written like something found beside it, and what only looks so."""

from __future__ import annotations

import re

import pytest

from slor.recognizers.claims import Claim
from slor.recognizers.likenesses import read_likenesses
from tests.recognizers.conftest import mark


@pytest.mark.parametrize(
    ("entity_type", "known", "marked"),
    [
        ("CUSTOMER_ID", "HY-1180", "HY-1180 er deg og [[HY-1181]] onkelen"),
        ("CUSTOMER_ID", "B-9007-5", "avtalen er på B-9007-5, den gamle [[B-9007-3]] er solgt"),
        ("EMPLOYEE_ID", "047", "har tilsett nr. 047, ikkje [[045]]"),
        ("USERNAME", "kaao", "brukernavnet er kaao (IKKE [[kao]]), husk det"),
        ("DATE_OF_BIRTH", "2/02-1959", "2/02-1959? nej det er min mor. Freja er [[13/8-1970]]."),
        ("DATE_OF_BIRTH", "02-02-59", "Ib 02-02-59 | dobbelt\\nTove [[14-11-61]] | enkelt"),
        # near misses
        ("CUSTOMER_ID", "HY-1180", "HY-1180 og HY-118 og HY-11801 og KHY-1182"),
        ("CUSTOMER_ID", "118022", "118022 og 118023"),
        ("EMPLOYEE_ID", "047", "har nr. 047, ikke 12345"),
        ("USERNAME", "kaao", "brukernavnet er kaao, ikke passordet"),
        ("DATE_OF_BIRTH", "2/02-1959", "født 2/02-1959, faktura 3/11-2025 og 13.8.1970"),
        ("PHONE_NUMBER", "22 33 44 55", "22 33 44 55, ikke 22 33 44 56"),
    ],
)
def test_what_is_like_something_found(entity_type: str, known: str, marked: str) -> None:
    marked = marked.replace("\\n", "\n")
    text = re.sub(r"\[\[|\]\]", "", marked)
    start = text.index(known)
    found = read_likenesses(text, [Claim(start, start + len(known), entity_type, 0.9)])
    others = [claim for claim in found if claim.start != start]
    assert mark(text, [(claim.start, claim.end) for claim in others]) == marked
