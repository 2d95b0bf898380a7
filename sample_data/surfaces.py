"""The many ways one identifier is written in a chat or mail and said in a call."""

from __future__ import annotations

import random

from slor.sample_data.spoken import below_hundred, say_address, say_digits

_NORSE = "januar februar mars april mai juni juli august september oktober november desember"
_MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": _NORSE,
    "nn": _NORSE,
}


def grouped(digits: str, sizes: tuple[int, ...], mark: str = " ") -> str:
    """Put marks between groups of digits.

    Args:
        digits: digits or letters.
        sizes: sizes of the groups; the last one repeats.
        mark: what stands between.

    Returns:
        The grouped text.

    >>> grouped("22334455", (2,)), grouped("91234567", (3, 2, 3))
    ('22 33 44 55', '912 34 567')
    """
    groups, at, place = [], 0, 0
    while at < len(digits):
        size = sizes[min(place, len(sizes) - 1)]
        groups.append(digits[at : at + size])
        at, place = at + size, place + 1
    return mark.join(groups)


def phone(national: str, dialling: str, roll: random.Random) -> str:
    """Write a phone number as somebody might.

    Args:
        national: the digits without country.
        dialling: the country code; a foreign one is always written.
        roll: dice.

    Returns:
        One of a dozen forms.
    """
    norse = dialling == "47"
    forms = [
        grouped(national, (3, 2, 3) if norse else (2,)),
        grouped(national, (2,)),
        national,
        national,
        grouped(national, (4,)),
        grouped(national, (2,), roll.choice((".", "-", "  ", "/"))),
        grouped(national, (3, 2, 3) if norse else (2, 3, 3)),
    ]
    body = roll.choice(forms)
    if dialling not in ("45", "47"):
        return f"{roll.choice(('+', '00'))}{dialling} {body}"
    lead = roll.random()
    if lead < 0.14:
        return f"+{dialling}{roll.choice((' ', '', ' '))}{body}"
    if lead < 0.19:
        return f"00{dialling}{roll.choice((' ', ''))}{body}"
    return f"(+{dialling}) {body}" if lead < 0.22 else body


def spoken_phone(national: str, dialling: str, language: str, roll: random.Random) -> str:
    """Write a phone number as a recogniser heard it.

    Args:
        national: the digits without country.
        dialling: the country code.
        language: da, nb or nn.
        roll: dice.

    Returns:
        Words or digits.
    """
    way = roll.random()
    body = (
        say_digits(national, language, roll)
        if way < 0.62
        else grouped(national, (2,))
        if way < 0.85
        else national
        if way < 0.95
        else grouped(national, (1,))
    )
    if dialling in ("45", "47") and roll.random() < 0.93:
        return body
    return f"plus {say_digits(dialling, language, roll) if way < 0.62 else dialling} {body}"


def national_id(digits: str, country: str, roll: random.Random) -> str:
    """Write a CPR number or fødselsnummer.

    Args:
        digits: ten or eleven.
        country: DK or NO.
        roll: dice.

    Returns:
        With hyphen, blank or nothing.
    """
    if country == "DK":
        return roll.choice(
            (grouped(digits, (6, 4), "-"), grouped(digits, (6, 4), "-"), digits, grouped(digits, (6, 4)),
             grouped(digits, (2, 2, 2, 4)), grouped(digits, (6, 4), " - "))
        )  # fmt: skip
    return roll.choice(
        (digits, digits, grouped(digits, (6, 5)), grouped(digits, (6, 5)), grouped(digits, (2, 2, 2, 5)))
    )


def birth_date(day: int, month: int, year: int, language: str, voice: bool, roll: random.Random) -> str:
    """Write or say a birth date.

    Args:
        day: of the month.
        month: 1 to 12.
        year: four digits.
        language: da, nb or nn.
        voice: whether it is said.
        roll: dice.

    Returns:
        One of many forms.
    """
    name, short = _MONTHS[language].split()[month - 1], f"{year % 100:02d}"
    if not voice:
        forms = (f"{day}. {name} {year}", f"{day:02d}.{month:02d}.{year}", f"{day}/{month}-{short}",
                 f"{day:02d}-{month:02d}-{year}", f"{day}. {name[:3]}. {year}", f"{day:02d}.{month:02d}.{short}",
                 f"{day:02d}{month:02d}{short}")  # fmt: skip
        return roll.choice(forms)
    said = below_hundred(int(short), language) if short[0] != "0" else say_digits(short, language, roll)
    whole = roll.choice((said, str(year), f"nitten {said}" if language == "da" and year < 2000 else said))
    heard = below_hundred(day, language)
    return roll.choice(
        (f"{day} {name} {whole}", f"{heard} {name} {whole}", f"{heard} i {below_hundred(month, language)} {whole}")
    )


def long_number(digits: str, kind: str, language: str, voice: bool, roll: random.Random) -> str:
    """Write or say a card, account, device or customer number.

    Args:
        digits: the number.
        kind: the entity type.
        language: da, nb or nn.
        voice: whether it is said.
        roll: dice.

    Returns:
        Grouped, whole or in words.
    """
    if voice and roll.random() < 0.6:
        return say_digits(digits, language, roll)
    sizes: dict[str, tuple[tuple[int, ...], ...]] = {
        "CREDIT_CARD": ((4,), (4,), (16,)),
        "BANK_ACCOUNT": ((4, 2, 5), (11,), (4, 2, 5)),
        "IMEI": ((15,), (15,), (2, 6, 6, 1), (6, 2, 6, 1)),
        "ICCID": ((19,), (4,), (4,), (5,)),
        "CUSTOMER_ID": ((7,), (7,), (3, 2, 2), (1, 3, 3), (3, 4)),
    }
    mark = (
        roll.choice((" ", " ", "-"))
        if kind == "IMEI"
        else "."
        if kind == "BANK_ACCOUNT" and roll.random() < 0.5
        else " "
    )
    return grouped(digits, roll.choice(sizes.get(kind, ((len(digits),),))), mark)


def email(address: str, language: str, voice: bool, roll: random.Random) -> str:
    """Write or say an e-mail address.

    Args:
        address: as it is.
        language: da, nb or nn.
        voice: whether it is said.
        roll: dice.

    Returns:
        The address, in capitals, obfuscated, or spoken.
    """
    if voice:
        return say_address(address, language, roll) if roll.random() < 0.85 else address
    way = roll.random()
    if way < 0.06:
        return address.replace(
            "@", roll.choice((" (a) ", " [at] ", "(at)", " snabel-a " if language == "da" else " krøllalfa "))
        )
    return address.upper() if way < 0.1 else address.title() if way < 0.13 else address
