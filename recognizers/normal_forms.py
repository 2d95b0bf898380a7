"""Normal forms: the one spelling of an identifier from which its pseudonym is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from slor.recognizers.text import fold

NORDIC_CODES: Final = {"DK": "45", "NO": "47"}
"""Countries whose national numbers are eight digits and are written alike, with their calling codes (ITU-T E.164)."""
WITHHELD: Final = "withheld"

_WITHHELD_WORDS: Final = re.compile(
    r"(?:anonymous|anonym|withheld|restricted|private|privat|unavailable|unknown|ukendt|ukjent|hemmelig\w*|hemmeleg\w*|skjult|secret|"
    r"undertrykt|no ?caller ?id|blocked|clir)(?: ?(?:number|nummer))?(?:@.*)?"
)
_SCHEME: Final = re.compile(r"^(?:sips?|tel|callto|fax):(?://)?", re.I)
_EXTENSION: Final = re.compile(r"(?:;ext=|\b(?:ext|lokal(?:nr|nummer)?|linje|intern|x)[.:]? *)(\d{1,6})\s*$", re.I)
_SPACE: Final = re.compile(r"\s+")
_SEPARATORS: Final = re.compile(r"[\W_]+")
_NOT_DIGITS: Final = re.compile(r"\D+")
_ANGLE: Final = re.compile(r"<([^<>@\s]+@[^<>\s]+)>")
_AT_WORDS: Final = r"snabel[- ]?a|kr[øo]ll[- ]?alfa|alfa[- ]?kr[øo]ll"
_AT: Final = re.compile(rf"\s*(?:[(\[{{<]\s*(?:at|alfa|a|{_AT_WORDS})\s*[)\]}}>]|\b(?:{_AT_WORDS})\b)\s*")
_DOT_WORDS: Final = r"punktum|prik|punkt|dot"
_DOT: Final = re.compile(rf"\s*(?:[(\[{{]\s*(?:{_DOT_WORDS}|\.)\s*[)\]}}]|\b(?:{_DOT_WORDS})\b)\s*")
_DASH_WORD: Final = re.compile(r"\s*\b(?:bindestreg|bindestrek)\b\s*")
_UNDERSCORE_WORD: Final = re.compile(r"\s*\b(?:underscore|understreg|understrek|underline)\b\s*")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan"), ("februar", "feb"), ("marts", "mars", "mar"), ("april", "apr"), ("maj", "mai"),
            ("juni", "jun"), ("juli", "jul"), ("august", "aug"), ("september", "sept", "sep"),
            ("oktober", "okt"), ("november", "nov"), ("december", "desember", "dec", "des"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_NUMERIC_DATE: Final = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4}|\d{2})")
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED_DATE: Final = re.compile(r"(?:den )?(\d{1,2})\.? ?([a-z]+)\.? (\d{4})")


@lru_cache(maxsize=65_536)
def normal_form(entity_type: str, text: str, *, countries: tuple[str, ...] = ("DK", "NO")) -> str:
    """The one spelling of an identifier from which keys are made: every form of one value gives the same.

    Args:
        entity_type: a Presidio entity type, e.g. `PHONE_NUMBER`; unknown types get the general form.
        text: the identifier as it stands in a column or a text.
        countries: ISO 3166 codes of the countries whose numbers may stand without a calling code. With one, a
            number without code becomes that country's E.164 number; with several, a Danish or Norwegian number is
            its eight national digits, with or without its code, because a Nordic centre writes both alike.

    Returns:
        The normal form; the empty string where nothing but separators was given. Never raises.

    >>> [normal_form("PHONE_NUMBER", t) for t in ("+45 22 33 44 55", "0045-22334455", "sip:+4522334455@pbx.example")]
    ['22334455', '22334455', '22334455']
    >>> normal_form("PHONE_NUMBER", "22 33 44 55", countries=("DK",))
    '+4522334455'
    >>> normal_form("PERSON", "Holm,  Mette")
    'mette holm'
    """
    plain = fold(text).text.strip()
    if entity_type == "PHONE_NUMBER":
        return _phone(plain, countries)
    return _FORMS.get(entity_type, _general)(plain)


def _general(text: str) -> str:
    """Case and white space folded."""
    return _SPACE.sub(" ", text.casefold()).strip()


def _digits(text: str) -> str:
    """The digits alone; the general form where there are none."""
    return _NOT_DIGITS.sub("", text) or _general(text)


def _compact(text: str) -> str:
    """Letters and digits alone, case folded."""
    return _SEPARATORS.sub("", text.casefold()) or _general(text)


def _person(text: str) -> str:
    """Given name first: `Holm, Mette` and `mette holm` are one."""
    last, comma, first = text.partition(",")
    if comma and first.strip() and "," not in first:
        text = f"{first} {last}"
    return _general(text).strip(" .,;:")


def _email(text: str) -> str:
    """The bare address, also where it was written around the filters."""
    text = text.casefold()
    inside = _ANGLE.search(text)
    if inside:
        text = inside[1]
    text = text.removeprefix("mailto:").strip("<>()[]\"' .,;:")
    if "@" not in text:
        text = _AT.sub("@", text, count=1)
        text = _UNDERSCORE_WORD.sub("_", _DASH_WORD.sub("-", _DOT.sub(".", text)))
    return _SPACE.sub("", text)


def _handle(text: str) -> str:
    """A profile handle without its sign."""
    return _general(text).lstrip("@")


def _birth_date(text: str) -> str:
    """ISO 8601 where the date is written in figures or with the month's name."""
    text = _general(text)
    if iso := _ISO_DATE.fullmatch(text):
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif numeric := _NUMERIC_DATE.fullmatch(text):
        day, month, year = int(numeric[1]), int(numeric[2]), int(numeric[3])
    elif (named := _NAMED_DATE.fullmatch(text)) and named[2] in _MONTHS:
        day, month, year = int(named[1]), _MONTHS[named[2]], int(named[3])
    else:
        return text
    return f"{year:04d}-{month:02d}-{day:02d}" if year > 99 else f"{year:02d}-{month:02d}-{day:02d}"


def _address(text: str) -> str:
    """Street addresses alike with and without commas and full stops."""
    return _SPACE.sub(" ", re.sub(r"[.,]", " ", text.casefold())).strip()


def _ip_address(text: str) -> str:
    """RFC 5952 for IPv6, without leading zeros for IPv4."""
    from ipaddress import ip_address

    try:
        return str(ip_address(text.strip("[]").partition("%")[0]))
    except ValueError:
        return _general(text)


def _phone(text: str, countries: tuple[str, ...]) -> str:
    """E.164, or eight national digits, or what a number that is neither can be told by."""
    text = _general(text)
    if _WITHHELD_WORDS.fullmatch(text):
        return WITHHELD
    bare = _SCHEME.sub("", text)
    if bare != text:
        address, _, parameters = bare.partition(";")
        bare = address.partition("@")[0]
        if not bare.strip("+").replace("-", "").isdigit():
            return address
        if parameters.startswith("ext="):
            bare += f";{parameters.partition('@')[0]}"
    extension = _EXTENSION.search(bare)
    suffix = ""
    if extension and len(_NOT_DIGITS.sub("", bare[: extension.start()])) >= 8:
        bare, suffix = bare[: extension.start()], f";ext={extension[1]}"
    digits = _NOT_DIGITS.sub("", bare.replace("(0)", ""))
    if not digits or any(c.isalpha() for c in bare):
        return _compact(text)
    international = bare.lstrip(" (").startswith("+") or digits.startswith("00")
    digits = digits[2:] if digits.startswith("00") else digits
    return _with_country(digits, international, countries) + suffix


def _with_country(digits: str, international: bool, countries: tuple[str, ...]) -> str:
    """Decides which country's number a run of digits is."""
    for country, code in NORDIC_CODES.items():
        if len(digits) == 10 and digits.startswith(code) and (international or country in countries):
            return digits[2:] if len(countries) > 1 else f"+{digits}"
    if international:
        return f"+{digits}"
    if len(countries) > 1 or len(digits) <= 6:
        return digits
    home = countries[0] if countries else ""
    if home in NORDIC_CODES:
        return f"+{NORDIC_CODES[home]}{digits}" if len(digits) == 8 else digits
    return _abroad(digits, home)


def _abroad(digits: str, country: str) -> str:
    """A national number of a country other than Denmark and Norway, by its own numbering plan."""
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return digits
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "PERSON": _person,
    "EMAIL_ADDRESS": _email,
    "USERNAME": _handle,
    "DATE_OF_BIRTH": _birth_date,
    "STREET_ADDRESS": _address,
    "POSTAL_PLACE": _address,
    "IP_ADDRESS": _ip_address,
    "PASSWORD": str,
    **dict.fromkeys(("DK_CPR", "NO_FODSELSNUMMER", "DK_CVR", "NO_ORGANISASJONSNUMMER", "BANK_ACCOUNT"), _digits),
    **dict.fromkeys(("CREDIT_CARD", "IMEI", "ICCID", "IMSI"), _digits),
    **dict.fromkeys(("MAC_ADDRESS", "IBAN_CODE", "LICENSE_PLATE", "CUSTOMER_ID", "EMPLOYEE_ID"), _compact),
}
