"""Fødselsnummer and its relatives, organisasjonsnummer, and what only looks like them."""

from __future__ import annotations

import pytest

from slor.recognizers.norway import (
    NoFodselsnummerRecognizer,
    NoOrganisasjonsnummerRecognizer,
    has_control_digits,
    is_birth_number,
)


def control_digits(nine: str, remainder: int = 0) -> str:
    """The two digits behind nine, by the weights of Skatteetaten, the first leaving a remainder as from 2032."""
    numbers = [int(digit) for digit in nine]
    first = (remainder - sum(n * w for n, w in zip(numbers, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True))) % 11
    second = -sum(n * w for n, w in zip([*numbers, first], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return f"{first}{second}"


@pytest.mark.parametrize(
    "marked",
    [
        "fnr [[12056139271]]",
        "fødselsnummer [[120561 39271]]",
        "fødselsnummeret mitt er [[12 05 61 39271]]",
        "[[120561 39271]]",
        "personnr.: [[12.05.61 39271]]",
        "fødselsnr [[120561-39271]]",
        "fnr [[120561 392 71]]",
        "[[12 05 61 392 71]]",
        "d-nummer [[520561 39200]]",
        "d-nr [[52056139200]]",
        "h-nummer [[124561 39200]]",
        "testperson fnr [[12856139200]]",
        "fødselsnummer [[12 45 61 39200]]",
        "fnr [[１２０５６１ ３９２７１]]",
        "fnr [[120561\u202f39271]]",
        "fnr [[1205\u200b6139271]]",
        "de fem siste er [[39271]]",
        "Kan du oppgi de fem siste?\n[[39271]]",
        "dei fem siste i fødselsnummeret: [[39271]]",
        "de siste fem sifrene i personnummeret er [[39271]]",
        "personnummeret er [[39271]]",
        "[[050380-*****]] står det",
        "Pers.nr er [[43016]] om dere må ha det",
        "ja. siste fem: [[43016]]",
        # near misses
        "personnummeret er feil, 39271 er ordren",
        "kontonr 1503.22.65410",
        "KID 99999912345",
        "ordre 45120711881",
        "postnummer 39271",
        "123456789012",
    ],
)
def test_fodselsnummer(found, marked):
    assert found(NoFodselsnummerRecognizer, marked) == marked


@pytest.mark.parametrize(
    ("digits", "real"),
    [
        ("12056139271", True),
        ("52056139271", True),  # D-number
        ("12456139271", True),  # H-number and NAV's test persons
        ("12706139271", True),  # month + 65
        ("12856139271", True),  # Tenor: month + 80
        ("52856139271", True),  # a test person's D-number
        ("31026139271", False),
        ("12136139271", False),
        ("99999939271", False),
    ],
)
def test_date_of_birth_with_every_offset(digits, real):
    assert is_birth_number(digits) is real


@pytest.mark.parametrize("remainder", [0, 1, 2, 3])
def test_control_digits_of_2032(remainder):
    for nine in ("120561393", "010199512", "240785123"):
        digits = control_digits(nine, remainder)
        if len(digits) == 2:
            assert has_control_digits(nine + digits)


def test_wrong_control_digits():
    nine = "120561393"
    right = control_digits(nine)
    assert not has_control_digits(nine + right[0] + str((int(right[1]) + 1) % 10))


@pytest.mark.parametrize(
    "marked",
    [
        "org.nr. [[974 760 673]]",
        "orgnr [[974760673]]",
        "organisasjonsnummer: [[974 760 673]]",
        "[[974760673]]MVA",
        "[[974 760 673]] mva",
        # near misses
        "974 760 673",
        "tlf 974 76 067",
        "organisasjonen har 974 medlemmer",
    ],
)
def test_organisasjonsnummer(found, marked):
    assert found(NoOrganisasjonsnummerRecognizer, marked) == marked
