"""Customer numbers by what the text says of them, and the numbers of things."""

from __future__ import annotations

import pytest

from slor.recognizers.accounts import CustomerIdRecognizer


@pytest.mark.parametrize(
    "marked",
    [
        "kundenr [[220917]]",
        "kundenummer: [[88213]]",
        "kunde nr. [[K-448210]]",
        "kundenummeret mitt er [[225909]]",
        "kunde-id [[7718820045]]",
        "abonnementsnummer [[7718820045]]",
        "medlemsnummer [[339207]]",
        "medlem nr. [[4471200]]",
        "aftalenr. [[4410 2231]]",
        "Kundenr.: [[FT-2209417]]",
        "Kundenummeret på fakturaen er mit eget, [[14397769]], så",
        "kundenr e [[93012]]",
        "kundenummer [[２２０９１７]]",
        "kundenr.\u00a0[[220\u00a0917]]",
        "avtale [[FT-209 443]], men",
        "lånekort [[N 00418 22907]].",
        "leieforholdet er [[BL-0204]]",
        "kundeforholdet mitt er [[10088214]], betaler KID",
        "nettkunde [[nk-44021]]",
        "Kundenr står på regningen, [[5540 8812 3]]",
        "mit kundenummer står øverst på fakturaen: [[88 10 442]]",
        "kundenr. på regningen er [[300.441.22]]",
        "Kundenummer [[5509-HNT-2]], født",
        "kundenr. [[8841-BK-7]]",
        "kundenummer [[77-LB-904]]",
        "mit kundenummer er [[K 22 918 4]]",
        "Kundenummer?\n[[TG 663 201 8]]",
        "Har du dit kundenummer?\nja, [[FL 330 218 9]]",
        "Kundenummer [[VB 447 2091]]. Han bor her",
        "Er kundenummeret ditt [[RB 77 20 418]]?",
        "trekk det på kundekontoen, [[H-208814]]",
        # near misses
        "fakturanummeret står på regningen, 5540 8812 3",
        "ordrenummer står på kvitteringen, 5540 8812 3",
        "ordrenr. 8841-BK-7",
        "hvad er ordrenummeret?\nTG 663 201 8",
        "ordrenr SO 447 2091",
        "aftalen er i kraft fra 2024",
        "1250 kr",
        "fakturaen er på 1.249,00 kr",
        "ordre 100234771",
        "fejl 4711",
        "vi har 12000 kunder",
        "kunde siden 2019",
        "i 1969-74",
        "den 12.03.2024",
        "45210 kWh",
        "varenr 55120887",
        "33.000-34.000",
    ],
)
def test_customer_id(found, marked):
    assert found(CustomerIdRecognizer, marked) == marked
