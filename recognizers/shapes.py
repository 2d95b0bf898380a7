"""What a reading can be: entity types by the shape of letters and digits and by what was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# How many digits each type has, partial forms ("the last four") included.
PLAUSIBLE: Final[dict[str, tuple[int, int]]] = {
    "PHONE_NUMBER": (6, 14),
    "DK_CPR": (4, 10),
    "NO_FODSELSNUMMER": (5, 11),
    "BANK_ACCOUNT": (4, 15),
    "CREDIT_CARD": (4, 19),
    "ICCID": (5, 21),
    "IMEI": (6, 17),
    "IMSI": (5, 15),
    "CUSTOMER_ID": (3, 14),
    "EMPLOYEE_ID": (3, 9),
    "NUMBER": (6, 20),
    "IP_ADDRESS": (4, 12),
    "MAC_ADDRESS": (4, 12),
    "IBAN_CODE": (4, 32),
    "DK_CVR": (8, 8),
    "NO_ORGANISASJONSNUMMER": (9, 9),
    "LICENSE_PLATE": (4, 5),
    "PASSWORD": (4, 16),
    "DATE_OF_BIRTH": (4, 8),
}
WHOLE: Final[dict[str, int]] = {
    "PHONE_NUMBER": 8,
    "DK_CPR": 10,
    "NO_FODSELSNUMMER": 11,
    "BANK_ACCOUNT": 11,
    "CREDIT_CARD": 16,
    "ICCID": 19,
    "IMEI": 15,
    "IMSI": 15,
    "MAC_ADDRESS": 12,
    "IBAN_CODE": 18,
    "DK_CVR": 8,
    "NO_ORGANISASJONSNUMMER": 9,
    "LICENSE_PLATE": 7,
    "CUSTOMER_ID": 7,
    "NUMBER": 8,
    "DATE_OF_BIRTH": 6,
    "IP_ADDRESS": 10,
}
"""How many letters and digits a whole one has; a reading of fewer may go on after a pause."""

IBAN_COUNTRIES: Final = frozenset("dk no se fi de gb nl fr es it pl lt lv ee is fo gl at be ch ie pt cz ro hu".split())
_IBAN: Final = re.compile(r"[a-z]{2}\d{2}[a-z0-9]{6,30}")
_IBAN_START: Final = re.compile(r"[a-z]{2}\d{2,}")
_CALLING: Final = frozenset({"45", "46", "47", "49", "44", "35", "48", "29"})
_OTHER_ZEROS: Final = frozenset(
    {"CUSTOMER_ID", "BANK_ACCOUNT", "EMPLOYEE_ID", "MAC_ADDRESS", "DK_CPR", "NO_FODSELSNUMMER"}
)
_ACRONYMS: Final = frozenset(
    "sms mms pdf gps usb dvd cvr cpr nrk dsb tdc dnb nav skat api app www http tv2 led lcd ssd vpn dns lan wan sim "
    "imei mac "
    "iban swift bic html css ios nfc qr rfid pin puk mva moms eu ehf ean kid hms abc usa ufo fbi cia it hr pc "
    "wifi".split()
)
_PLATE: Final = re.compile(r"[a-zæøå]{2}\d{4,5}")
_HEX: Final = re.compile(r"[0-9a-f]{12}")
_DATE: Final = re.compile(r"(?:0[1-9]|[1-7]\d)(?:[04589][1-9]|[1459][0-2])\d{2}")
_LETTERS_ALLOWED: Final = frozenset(
    {"CUSTOMER_ID", "EMPLOYEE_ID", "USERNAME", "PASSWORD", "LICENSE_PLATE", "IBAN_CODE", "MAC_ADDRESS"}
)
_NUMBERED: Final = frozenset({"CUSTOMER_ID", "EMPLOYEE_ID"})


def settle(text: str, cues: Sequence[str], language: str | None) -> str | None:
    """Decides what a whole reading is.

    Args:
        text: its digits and lower-case letters.
        cues: what was asked for, the nearest first.
        language: `da`, `nb`, `nn` or None.

    Returns:
        An entity type, or None where it is likely no identifier.
    """
    digits = sum(char.isdigit() for char in text)
    if text.startswith("+") or (text.startswith("00") and text[2:4] in _CALLING and not set(cues[:1]) & _OTHER_ZEROS):
        return "PHONE_NUMBER" if digits >= 8 else None
    if digits < len(text):
        return _with_letters(text, digits, cues)
    for cue in cues:
        if cue in {"NOTHING", "PLACE", "EMAIL_ADDRESS"}:
            if digits < 8:
                return None
            continue
        low, high = PLAUSIBLE.get(cue, (99, 0))
        if low <= digits <= high:
            return by_length(text, language) if cue == "NUMBER" else national(cue, digits, language)
    return by_length(text, language) if digits >= 7 else None


def national(cue: str, digits: int, language: str | None) -> str:
    """The country's own type where one word serves both: "personnummer", "registreringsnummer", "kort"."""
    if cue == "LICENSE_PLATE" and language not in {"nb", "nn"}:
        return "BANK_ACCOUNT"
    if cue == "DK_CPR" and (digits in {5, 11} or language in {"nb", "nn"}):
        return "NO_FODSELSNUMMER"
    if cue in {"CREDIT_CARD", "ICCID"} and digits >= 17:
        return "ICCID"
    return cue


def by_length(text: str, language: str | None) -> str:
    """The likeliest type of a number that is an identifier of a person for certain."""
    size = len(text)
    if size == 8:
        return "PHONE_NUMBER"
    if size == 10 and language == "da" and _DATE.match(text):
        return "DK_CPR"
    if size == 10 and text[:2] in {"45", "47"}:
        return "PHONE_NUMBER"
    if size == 11:
        return "NO_FODSELSNUMMER" if _DATE.match(text) else "BANK_ACCOUNT"
    if size == 12 and text[:4] in {"0045", "0047"}:
        return "PHONE_NUMBER"
    if size == 14 and language == "da":
        return "BANK_ACCOUNT"
    if size == 15:
        return "IMEI"
    if size == 16:
        return "CREDIT_CARD"
    if size >= 18 and text.startswith("89"):
        return "ICCID"
    return "CUSTOMER_ID"


def _with_letters(text: str, digits: int, cues: Sequence[str]) -> str | None:
    if text[:2] in IBAN_COUNTRIES and (_IBAN.fullmatch(text) or ("IBAN_CODE" in cues[:2] and _IBAN_START.match(text))):
        return "IBAN_CODE"
    if "MAC_ADDRESS" in cues[:2] and len(text) >= 3 and not set(text) - set("0123456789abcdef"):
        return "MAC_ADDRESS"
    if _PLATE.fullmatch(text):
        return cues[0] if cues and cues[0] in _NUMBERED else "LICENSE_PLATE"
    if "IBAN_CODE" in cues[:2] and _IBAN_START.match(text):
        return "IBAN_CODE"
    if _HEX.fullmatch(text) and digits < 11:
        return "MAC_ADDRESS"
    for cue in cues:
        if cue in {"NOTHING", "PLACE", "EMAIL_ADDRESS"}:
            if len(text) - digits < 4:
                return None
            continue  # letters read out one by one spell somebody, whatever was spoken of
        if cue in {"USERNAME", "PASSWORD"} and (digits < 2 or len(text) - digits < 2):
            continue
        if cue in _LETTERS_ALLOWED and len(text) >= (4 if cue in _NUMBERED else 3):
            if cue == "LICENSE_PLATE" and (len(text) > 8 or not text[:2].isalpha()):
                return None
            return cue
        if cue == "NUMBER" and digits >= 4:
            return "CUSTOMER_ID"
    if len(text) - digits >= 3 and text not in _ACRONYMS and text[: len(text) - digits] not in _ACRONYMS:
        return "USERNAME" if digits else "PERSON"
    return None
