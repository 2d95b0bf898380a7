"""CPR and CVR numbers: every grouping, real dates, the last four alone, and what only looks like them."""

from __future__ import annotations

import pytest

from slor.recognizers.denmark import DkCprRecognizer, DkCvrRecognizer, has_cpr_checksum, is_cpr_date


@pytest.mark.parametrize(
    "marked",
    [
        "cpr [[070761-4285]]",
        "[[070761-4285]]",
        "mit cpr er [[0707614285]]",
        "CPR-nr.: [[070761 4285]]",
        "cpr [[07 07 61 4285]]",
        "cpr [[07.07.61-4285]]",
        "cpr: [[070761 - 4285]]",
        "personnummer [[070761–4285]]",
        "cpr [[670761-4285]], et erstatningsnummer",
        "født 010203 [[010203-7894]]",
        "cpr [[29 02 04-7653]] er en skuddag",
        "min søns cpr er [[150616-6128]] og mit [[070761-4285]]",
        "[[０７０７６１-４２８５]]",
        "cpr [[070761\u00a04285]]",
        "cpr [[0707\u00ad61-4285]]",
        "cpr [[070761\u20114285]]",
        "cpr [[070761-42\u200d85]]",
        "de sidste fire cifre i mit cpr er [[4285]]",
        "Oplys de fire sidste cifre i cpr-nummeret\n[[4285]]",
        "de sidste fire: [[4285]]",
        "cpr slutter på [[4285]]",
        "[[120378xxxx]] er det jeg har",
        "cpr [[120378-****]]",
        # near misses
        "992178xxxx",
        "310299-4285 er ingen dag uden ord for det",
        "ordre 4512071188 er sendt",
        "sag 070761-42851",
        "de sidste fire cifre på kortet er 9704",
        "ring 7076 1428",
        "den 07-07-1961 kl. 4285",
        "beløb 0707614285,00",
        "varenr. A0707614285",
    ],
)
def test_cpr(found, marked):
    assert found(DkCprRecognizer, marked) == marked


@pytest.mark.parametrize(
    ("digits", "real"),
    [
        ("0707614285", True),  # 1961
        ("2902005003", True),  # 29 February 2000
        ("2902015003", False),  # 2001 was no leap year
        ("2902019003", False),
        ("6707614285", True),  # day + 60
        ("0107378123", True),  # 1837: the tens of people who cannot be in any system any more
        ("3104614285", False),
        ("0013614285", False),
    ],
)
def test_day_of_birth_by_century_digit(digits, real):
    assert is_cpr_date(digits) is real


def test_modulus_11_raises_the_score_and_its_absence_clears_nothing():
    assert has_cpr_checksum("0707614285")
    assert not has_cpr_checksum("0707614286")
    with_checksum, without = (
        DkCprRecognizer().analyze(text, ["DK_CPR"])[0].score for text in ("070761 4285", "070761 4286")
    )
    assert with_checksum > without >= 0.4


@pytest.mark.parametrize(
    "marked",
    [
        "CVR [[32805108]]",
        "cvr-nr. [[32 80 51 08]]",
        "CVR-nummer: DK[[32805108]]",
        "SE-nr. [[32805108]]",
        "vores cvr er [[3280 5108]]",
        # near misses
        "ring 32 80 51 08",
        "32805108",
        "cpr 070761-4285",
        "CVR 3280510",
    ],
)
def test_cvr(found, marked):
    assert found(DkCvrRecognizer, marked) == marked
