"""Identifiers that were found in part, and what is written together with them."""

from __future__ import annotations

import pytest

from slor.recognizers.claims import Claim
from slor.recognizers.wholes import widen
from tests.recognizers.conftest import mark, unmark


@pytest.mark.parametrize(
    ("entity_type", "found", "whole"),
    [
        ("CUSTOMER_ID", "nr. SB[[901177]] ja", "nr. [[SB901177]] ja"),
        ("CUSTOMER_ID", "E-[[660914]]", "[[E-660914]]"),
        ("EMPLOYEE_ID", "og V-[[318]] på kortet", "og [[V-318]] på kortet"),
        ("CUSTOMER_ID", "stalden [[7720-4418]]-A og huset", "stalden [[7720-4418-A]] og huset"),
        ("EMPLOYEE_ID", "hun er [[41190]]KS.", "hun er [[41190KS]]."),
        ("PERSON", "torsk_[[aslak]]", "[[torsk_aslak]]"),
        ("PERSON", "hun er ny, [[liwei]]02", "hun er ny, [[liwei02]]"),
        ("PERSON", "kontoen [[Kvist]]Mann77 er", "kontoen [[KvistMann77]] er"),
        ("PERSON", "noe med [[hedvig]].ramsoskar på", "noe med [[hedvig.ramsoskar]] på"),
        # near misses
        ("PERSON", "hilsen [[mette]].ring meg", "hilsen [[mette]].ring meg"),
        ("PERSON", "lektor dr.[[phil]]. Nissen", "lektor dr.[[phil]]. Nissen"),
        ("PERSON", "se [[hedvig]].no for mer", "se [[hedvig]].no for mer"),
        ("CUSTOMER_ID", "det er [[901177]]", "det er [[901177]]"),
        ("CUSTOMER_ID", "ja\n[[901177]]", "ja\n[[901177]]"),
        ("CUSTOMER_ID", "mail-[[901177]]", "mail-[[901177]]"),
        ("CUSTOMER_ID", "kunde [[901177]] I dag", "kunde [[901177]] I dag"),
        ("CUSTOMER_ID", "kunde [[901177]]-Autobahn", "kunde [[901177]]-Autobahn"),
        ("PHONE_NUMBER", "DK-[[22334455]]", "DK-[[22334455]]"),
        ("PERSON", "[[Mette]]s bil", "[[Mette]]s bil"),
        ("PERSON", "kvittering_[[mette_holm]].pdf", "kvittering_[[mette_holm]].pdf"),
        ("PERSON", "se /[[mette]]_h", "se /[[mette]]_h"),
        ("PERSON", "[[mette]]2@holm.example", "[[mette]]2@holm.example"),
    ],
)
def test_widened(entity_type, found, whole):
    text, spans = unmark(found)
    claims = widen([Claim(start, end, entity_type, 0.9) for start, end in spans], text)
    widest = max(claims, key=lambda claim: claim.end - claim.start)
    assert mark(text, [(widest.start, widest.end)]) == whole
