"""Stand-ins for numbers: of the same kind, with check digits where they belong, and nobody's wherever that can be had.

Each function takes a normal form's characters and gives as many back.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from string import ascii_lowercase
from typing import Final

from stdnum import luhn
from stdnum.iso7064 import mod_97_10

from slor.pipelines.coarsening import calling_code
from slor.pipelines.surrogate_draws import Draws

_PREFIX: Final = 2  # digits of a national number that tell mobile, landline and service numbers apart
_TEST_CARDS: Final = {"3": "37828224", "4": "41111111", "5": "55555555", "6": "60111111"}  # issuers' own test ranges
_KEPT: Final = {"IMEI": 2, "IMSI": 5, "ICCID": 4, "CREDIT_CARD": 0}
_NO_WEIGHTS: Final = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
_DK_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_NO_ACCOUNT_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_TRIES: Final = 200


def phone(draws: Draws, normal: str) -> str:
    """A number of the same country, length and first two national digits; a short one keeps its length only."""
    country = calling_code(normal)
    number, separator, extension = normal.removeprefix(country).partition(";ext=")
    kept = _PREFIX if len(number) > 6 else 0
    new = number[:kept] + draws.unlike("PHONE_NUMBER", normal, number[kept:], number[kept:])
    if separator:
        extension = draws.unlike("PHONE_NUMBER extension", normal, extension, extension)
    return country + new + separator + extension


def cpr(draws: Draws, normal: str) -> str:
    """A Danish CPR of about the same age, the same century digit and gender, whose modulus 11 fails.

    Numbers that fail it were given out from 2007-10-01 on, for a few crowded dates such as 1 January 1965; those dates
    are left out.
    """
    if len(normal) != 10:
        return draws.unlike("DK_CPR", normal, normal, normal)
    for attempt in range(_TRIES):
        seed = f"{normal}#{attempt}"
        date = _near_date(draws, seed, normal[:2], normal[2:4], normal[4:6])
        last = normal[6] + draws.digits("DK_CPR", seed, 3)
        last = last[:3] + _same_parity(last[3], normal[9])
        made = date + last
        same_century = _century(made) == _century(normal)
        if _sum(made, _DK_WEIGHTS) % 11 and same_century and date[:4] != "0101" and date != normal[:6]:
            return made
    return draws.unlike("DK_CPR", normal, normal, normal)


def fodselsnummer(draws: Draws, normal: str) -> str:
    """A Norwegian fødselsnummer of about the same age and the same gender, with 80 added to its month.

    That is how Tenor, the tax administration's test register, marks numbers that no person has; its control digits fit.
    """
    if len(normal) != 11:
        return draws.unlike("NO_FODSELSNUMMER", normal, normal, normal)
    for attempt in range(_TRIES):
        seed = f"{normal}#{attempt}"
        d_number = int(normal[0]) >= 4
        day = f"{int(normal[:2]) - 40:02d}" if d_number else normal[:2]
        date = _near_date(draws, seed, day, f"{int(normal[2:4]) % 40:02d}", normal[4:6])
        day = f"{int(date[:2]) + 40:02d}" if d_number else date[:2]
        person = normal[6] + draws.digits("NO_FODSELSNUMMER", seed, 2)
        person = person[:2] + _same_parity(person[2], normal[8])
        made = day + f"{int(date[2:4]) + 80}" + date[4:] + person
        for weights in _NO_WEIGHTS:
            made += str(-_sum(made, weights) % 11)
        if len(made) == 11 and made != normal:
            return made
    return draws.unlike("NO_FODSELSNUMMER", normal, normal, normal)


def bank_account(draws: Draws, normal: str) -> str:
    """An account number of the same length; eleven digits are Norwegian and get their control digit."""
    if len(normal) != 11:
        return draws.unlike("BANK_ACCOUNT", normal, normal, normal)
    for attempt in range(_TRIES):
        body = draws.digits("BANK_ACCOUNT", f"{normal}#{attempt}", 10)
        control = -_sum(body, _NO_ACCOUNT_WEIGHTS) % 11
        if control < 10 and body != normal[:10]:
            return body + str(control)
    return draws.unlike("BANK_ACCOUNT", normal, normal, normal)


def iban(draws: Draws, normal: str) -> str:
    """An IBAN of the same country and shape, with its check digits (ISO 13616)."""
    country, body = normal[:2], normal[4:]
    if len(normal) < 10 or not country.isalpha() or not normal.isascii():
        return shape(draws, "IBAN_CODE", normal)
    new = shape(draws, "IBAN_CODE", body)
    return country + str(mod_97_10.calc_check_digits((new + country).upper())) + new


def with_luhn(draws: Draws, category: str, normal: str) -> str:
    """A card, IMEI or ICCID number of the same kind with its Luhn digit; a card lies in its scheme's test range."""
    if len(normal) < 13:
        return draws.unlike(category, normal, normal, normal)
    head = _TEST_CARDS.get(normal[0], "60111111") if category == "CREDIT_CARD" else normal[: _KEPT[category]]
    for attempt in range(_TRIES):
        body = head + draws.digits(category, f"{normal}#{attempt}", len(normal) - len(head) - 1)
        made = body + str(luhn.calc_check_digit(body))
        if made != normal:
            break
    return made


def imsi(draws: Draws, normal: str) -> str:
    """An IMSI of the same network (ITU-T E.212)."""
    kept = _KEPT["IMSI"] if len(normal) > 10 else 0
    return normal[:kept] + draws.unlike("IMSI", normal, normal[kept:], normal[kept:])


def mac_address(draws: Draws, normal: str) -> str:
    """A MAC address with the locally administered bit, so no maker's (IEEE 802)."""
    if len(normal) != 12:
        return shape(draws, "MAC_ADDRESS", normal)
    for attempt in range(_TRIES):
        number = draws.number("MAC_ADDRESS", f"{normal}#{attempt}", 2**48)
        made = f"{(number >> 40) & 0xFC | 0x02:02x}{number & (2**40 - 1):010x}"
        if made != normal:
            break
    return made


def organisation_number(draws: Draws, normal: str) -> str:
    """A company number of the same length, first digit kept."""
    return normal[:1] + draws.unlike("organisation", normal, normal[1:], normal[1:])


def shape(draws: Draws, category: str, normal: str) -> str:
    """Digits for digits and letters for letters; where there are four digits or more, the letters stay."""
    digits = [c for c in normal if c.isdecimal()]
    new_digits = iter(draws.unlike(f"{category} digits", normal, "".join(digits), "".join(digits)))
    if len(digits) >= 4:
        return "".join(next(new_digits) if c.isdecimal() else c for c in normal)
    alphabet = "abcdef" if category == "MAC_ADDRESS" else ascii_lowercase
    for attempt in range(_TRIES):
        letters = draws.letters(f"{category} letters", f"{normal}#{attempt}", len(normal), alphabet)
        if all(new != old for new, old in zip(letters, normal, strict=True)):
            break
    return "".join(
        next(new_digits) if c.isdecimal() else new if c.isalpha() else c for c, new in zip(normal, letters, strict=True)
    )


def _near_date(draws: Draws, seed: str, day: str, month: str, year: str) -> str:
    """A date within three years and never the same, as ddmmyy; where the parts are no date, any day of that year."""
    try:
        old = datetime.date(1900 + int(year), int(month), int(day))
    except ValueError:
        old = datetime.date(1900 + int(year), 6, 30)
    moved = old + datetime.timedelta(days=draws.number("birth", seed, 2 * 1095 + 1) - 1095)
    if moved.year < 1900 or moved.year > 1999:
        moved = moved.replace(year=old.year, day=min(moved.day, 28))
    return f"{moved:%d%m%y}"


def _century(number: str) -> int:
    """Which century a CPR's year lies in, by its seventh digit (CPR-kontoret, "Personnummeret i CPR")."""
    year, seventh = int(number[4:6]), int(number[6])
    if seventh <= 3:
        return 19
    if seventh in (4, 9):
        return 20 if year <= 36 else 19
    return 20 if year <= 57 else 18


def _same_parity(digit: str, like: str) -> str:
    return digit if (int(digit) - int(like)) % 2 == 0 else str((int(digit) + 1) % 10)


def _sum(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


BY_CATEGORY: Final[dict[str, Callable[[Draws, str], str]]] = {
    "PHONE_NUMBER": phone,
    "DK_CPR": cpr,
    "NO_FODSELSNUMMER": fodselsnummer,
    "BANK_ACCOUNT": bank_account,
    "IBAN_CODE": iban,
    "CREDIT_CARD": lambda draws, normal: with_luhn(draws, "CREDIT_CARD", normal),
    "IMEI": lambda draws, normal: with_luhn(draws, "IMEI", normal),
    "ICCID": lambda draws, normal: with_luhn(draws, "ICCID", normal),
    "IMSI": imsi,
    "MAC_ADDRESS": mac_address,
    "DK_CVR": organisation_number,
    "NO_ORGANISASJONSNUMMER": organisation_number,
}
