"""Identifiers of valid form for people who do not exist: national ids, cards, accounts, devices."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import numpy as np

from slor.sample_data.randomness import Ints

_CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2)
_FNR_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_FNR_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_KONTO_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def make_cpr(born: dt.date, female: bool, roll: random.Random) -> str:
    """Make a CPR number that agrees with birth date and gender and passes modulus 11.

    Args:
        born: 1900 to 2036.
        female: even last digit.
        roll: the person's own dice.

    Returns:
        Ten digits without hyphen.
    """
    leads = (0, 1, 2, 3) if born.year < 1937 else (0, 1, 2, 3, 4, 9) if born.year < 2000 else (4, 9)
    date = born.strftime("%d%m%y")
    while True:
        digits = f"{date}{roll.choice(leads)}{roll.randrange(100):02d}"
        control = _control(digits, _CPR_WEIGHTS)
        if control is not None and (control % 2 == 0) == female:
            return f"{digits}{control}"


def fodselsnummer(born: dt.date, female: bool, roll: random.Random, *, d_number: bool = False) -> str:
    """Make a Norwegian fødselsnummer or D-number with both control digits.

    Args:
        born: 1900 to 2039.
        female: even ninth digit.
        roll: the person's own dice.
        d_number: add 40 to the day, as for those without permanent residence.

    Returns:
        Eleven digits.
    """
    day = born.day + 40 * d_number
    low, high = (0, 499) if born.year < 2000 else (500, 999)
    while True:
        serial = roll.randint(low, high)
        if (serial % 2 == 0) != female:
            continue
        digits = f"{day:02d}{born:%m%y}{serial:03d}"
        first = _control(digits, _FNR_FIRST)
        second = _control(f"{digits}{first}", _FNR_SECOND) if first is not None else None
        if second is not None:
            return f"{digits}{first}{second}"


def _control(digits: str, weights: Sequence[int]) -> int | None:
    rest = -sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
    return None if rest == 10 else rest


def luhn_digit(digits: str) -> int:
    """Compute the Luhn check digit (ISO/IEC 7812) to append.

    Args:
        digits: the number without it.

    Returns:
        0 to 9.

    >>> luhn_digit("7992739871")
    3
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 * (doubled > 9)
    return -total % 10


def imei_digits(bodies: Ints) -> Ints:
    """Append the Luhn digit to many IMEI bodies at once.

    Args:
        bodies: 14-digit integers.

    Returns:
        15-digit integers.
    """
    total = np.zeros(len(bodies), dtype=np.int64)
    rest = bodies.copy()
    for place in range(14):
        digit = rest % 10 * (2 if place % 2 == 0 else 1)
        total += digit - 9 * (digit > 9)
        rest //= 10
    return bodies * 10 + -total % 10


def imei(roll: random.Random) -> str:
    """Make a handset's fifteen-digit IMEI (3GPP TS 23.003).

    Args:
        roll: dice.

    Returns:
        Fifteen digits.
    """
    body = f"35{roll.randrange(10**12):012d}"
    return f"{body}{luhn_digit(body)}"


def norwegian_account(roll: random.Random) -> str:
    """Make an eleven-digit kontonummer with its modulus 11 digit.

    Args:
        roll: dice.

    Returns:
        Eleven digits.
    """
    while True:
        digits = f"{roll.randint(1000, 9899)}{roll.randrange(10**6):06d}"
        control = _control(digits, _KONTO_WEIGHTS)
        if control is not None:
            return f"{digits}{control}"


def danish_account(roll: random.Random) -> tuple[str, str]:
    """Make a registration number and an account number.

    Args:
        roll: dice.

    Returns:
        Four digits, and ten.
    """
    return f"{roll.randint(1000, 9899)}", f"{roll.randrange(10**10):010d}"


def iban(country: str, account: str) -> str:
    """Make an IBAN (ISO 13616) with its check digits.

    Args:
        country: two letters.
        account: the country's digits.

    Returns:
        The IBAN without blanks.

    >>> iban("NO", "86011117947")
    'NO9386011117947'
    """
    numeric = "".join(str(int(c, 36)) for c in f"{account}{country}00")
    return f"{country}{98 - int(numeric) % 97:02d}{account}"


def card_number(roll: random.Random) -> str:
    """Make a sixteen-digit payment card number with its Luhn digit.

    Args:
        roll: dice.

    Returns:
        Sixteen digits.
    """
    body = roll.choice(("4571", "5019", "4925", "5413", "5360")) + f"{roll.randrange(10**11):011d}"
    return f"{body}{luhn_digit(body)}"


def iccid(roll: random.Random, country: str) -> str:
    """Make a SIM card's nineteen-digit ICCID (ITU-T E.118).

    Args:
        roll: dice.
        country: DK or NO.

    Returns:
        Nineteen digits.
    """
    body = ("8945" if country == "DK" else "8947") + f"{roll.randrange(10**14):014d}"
    return f"{body}{luhn_digit(body)}"


def mac_address(roll: random.Random) -> str:
    """Make a MAC address in lower case with colons.

    Args:
        roll: dice.

    Returns:
        Six pairs.
    """
    return ":".join(f"{roll.randrange(256):02x}" for _ in range(6))


def ip_address(roll: random.Random) -> str:
    """Make an address, now and then of version 6.

    Args:
        roll: dice.

    Returns:
        Dotted or colon form.
    """
    if roll.random() < 0.12:
        return f"2a02:{roll.randrange(1, 65536):x}:{roll.randrange(1, 65536):x}::{roll.randrange(1, 65536):x}"
    network = roll.choice((80, 83, 87, 176, 85, 92))
    return f"{network}.{roll.randrange(1, 255)}.{roll.randrange(256)}.{roll.randrange(1, 255)}"
