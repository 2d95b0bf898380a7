"""Phone numbers in every grouping, and the other numbers that centres are full of."""

from __future__ import annotations

import pytest

from slor.recognizers.phones import NordicPhoneRecognizer


@pytest.mark.parametrize(
    "marked",
    [
        "ring [[22334455]]",
        "[[22 33 44 55]]",
        "[[2233 4455]]",
        "[[223 34 455]]",
        "tlf [[22334 455]]",
        "tlf. [[223 344 55]]",
        "tlf [[22 334455]]",
        "[[22.33.44.55]] er min mobil",
        "mobil: [[22-33-44-55]]",
        "tel [[2 2 3 3 4 4 5 5]]",
        "[[+45 22 33 44 55]]",
        "[[+4522334455]]",
        "[[0045 22334455]]",
        "[[004522334455]]",
        "[[(+45) 22 33 44 55]]",
        "[[(45) 22 33 44 55]]",
        "tlf [[45 22 33 44 55]]",
        "[[+47 917 80 204]]",
        "[[0047 91780204]]",
        "tlf [[917 80 204]]",
        "[[47 91 78 02 04]] er nummeret",
        "[[+46 70 123 45 67]]",
        "[[+49 171 6304281]]",
        "[[+298 22 73 19]]",
        "[[0048501223441]] er polsk",
        "svensk mobil [[070 123 45 67]]",
        "ring [[22 33 44 55 lokal 14]]",
        "tlf. [[22 33 44 55, ext. 203]]",
        "[[sip:+4522334455@pbx.example]]",
        "[[tel:+4522334455]]",
        "ring 112 eller [[22 33 44 55]]",
        "kan nås på [[22334455]] etter kl. 16",
        "hans nummer er [[22334455]]",
        "Mobil\u00a0[[22\u00a033\u00a044\u00a055]]",
        "[[２２ ３３ ４４ ５５]]",
        "tlf [[22\u201133\u201144\u201155]]",
        "tlf [[22 33 4\u00ad4 55]]",
        "tlf [[22 33 44 5\ufeff5]]",
        "[[+45 (0) 22 33 44 56]]",
        "[[+1 (415) 555-0133]] er min amerikanske",
        "sønnen har [[48 22 xx 19]]",
        # near misses
        "plade 12x12x44 cm",
        "33 12 xx xx",
        "det koster 22334455 kroner",
        "kr. 2.233.445",
        "1234 kr og 5678 kr",
        "ordre 22334455 er sendt",
        "fejl 2233",
        "varenr. 22334455",
        "målernummer 22334455",
        "sag 22-33-4455",
        "fra 2019-2024",
        "den 22.03.2024",
        "kl. 16.20-17.00",
        "kontonr 22334455",
        "kundenummer 22334455",
        "serienr 2233 4455",
        "fredag 1. mars 2024 14:20",
        "Sendt: 20. januar 2026 10:12",
        "33.000-34.000 ulike ord",
    ],
)
def test_phone(found, marked):
    assert found(NordicPhoneRecognizer, marked) == marked


@pytest.mark.parametrize("masked", ["22 33 xx 55", "+45 22 33 ** 55"])
def test_masked_numbers_with_enough_digits_left(found, masked):
    assert found(NordicPhoneRecognizer, f"nummeret {masked}") == f"nummeret [[{masked}]]"
