"""People and their identifiers: valid in form, the same whether made alone or in columns."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pytest
from stdnum import iban as iban_checks
from stdnum import imei as imei_checks
from stdnum import luhn
from stdnum.dk import cpr
from stdnum.no import fodselsnummer as norwegian_ids
from stdnum.no import kontonr

from slor.sample_data import identifiers
from slor.sample_data.people import People, to_ascii
from slor.sample_data.randomness import below, one_below

PEOPLE = People(3, 1000, dt.date(2026, 11, 21))
IDS = np.arange(200, dtype=np.int64)


def test_columns_and_persons_agree() -> None:
    names = PEOPLE.names(IDS).to_pylist()
    numbers = PEOPLE.nationals(IDS).tolist()
    customers = PEOPLE.customer_numbers(IDS).tolist()
    for number in range(200):
        person = PEOPLE.person(number)
        assert (person.name, person.national) == (names[number], str(numbers[number]))
        assert person.customer_id == f"K{customers[number]}"
        assert person.country == ("NO" if PEOPLE.norwegian(IDS)[number] else "DK")


def test_numbers_are_each_persons_own() -> None:
    many = np.arange(300_000, dtype=np.int64)
    assert len(np.unique(PEOPLE.nationals(many))) == 300_000
    assert len(np.unique(PEOPLE.customer_numbers(many))) == 300_000


@pytest.mark.parametrize("number", range(0, 200, 7))
def test_national_ids_pass_their_checks(number: int) -> None:
    person = PEOPLE.person(number)
    if person.country == "DK":
        assert cpr.is_valid(person.national_id)
        assert cpr.get_birth_date(person.national_id) == person.born
    else:
        assert norwegian_ids.is_valid(person.national_id)
        assert (norwegian_ids.get_gender(person.national_id) == "F") == person.female


def test_other_identifiers_pass_their_checks() -> None:
    roll = random.Random(1)
    for _ in range(50):
        assert kontonr.is_valid(identifiers.norwegian_account(roll))
        assert luhn.is_valid(identifiers.card_number(roll))
        assert imei_checks.is_valid(identifiers.imei(roll))
        assert luhn.is_valid(identifiers.iccid(roll, "NO"))
        assert iban_checks.is_valid(identifiers.iban("DK", "".join(identifiers.danish_account(roll))))
    assert all(imei_checks.is_valid(str(number)) for number in PEOPLE.imeis(IDS))


def test_mail_addresses_are_reserved_ones() -> None:
    assert all(PEOPLE.person(number).email.endswith(".example") for number in range(100))


@pytest.mark.parametrize(("name", "plain"), [("Åse Kjær", "aase-kjaer"), ("Łukasz", "lukasz"), ("Özgür", "ozgur")])
def test_names_in_addresses_are_ascii(name: str, plain: str) -> None:
    assert to_ascii(name) == plain


def test_one_draw_is_the_same_alone_and_in_an_array() -> None:
    many = below(9, "x", np.arange(50, dtype=np.int64), 1000)
    assert [one_below(9, "x", number, 1000) for number in range(50)] == many.tolist()
    assert len(set(many.tolist())) > 40
