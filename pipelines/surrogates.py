"""Realistic stand-ins: of the same kind, gender, language, casing and format, and the same wherever the value is met.

What a stand-in is hangs on the domain's key and the value's normal form; how it is written, on the text it stands for.
Names and towns come from Faker's lists, drawn with the key; Python's own `hash` and `random` have no part in it.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Final

from slor.pipelines import surrogate_numbers, surrogate_places
from slor.pipelines.coarsening import calling_code
from slor.pipelines.domain_keys import DomainKeys
from slor.pipelines.pseudonyms import is_shared, key_label, placeholder
from slor.pipelines.surrogate_addresses import Addresses
from slor.pipelines.surrogate_dates import birth_date
from slor.pipelines.surrogate_draws import Draws
from slor.pipelines.surrogate_names import NameStandIns
from slor.pipelines.surrogate_pieces import align, fits, read_pieces, write_pieces
from slor.recognizers.normal_forms import normal_form
from slor.recognizers.text import fold

_WITH_LETTERS: Final = frozenset({"IBAN_CODE", "MAC_ADDRESS", "LICENSE_PLATE"})
_SHAPED: Final = frozenset(
    {
        "CUSTOMER_ID", "LICENSE_PLATE", "REFERENCE", "ACCOUNT_NUMBER", "DEVICE_SERIAL", "CELL_ID",
        "CALL_ID", "CONVERSATION_ID", "MESSAGE_ID", "RECORDING_ID", "SESSION_ID", "CLIENT_ID", "code",
    }
)  # fmt: skip
_DOCUMENTATION_NETS: Final = ("192.0.2", "198.51.100", "203.0.113")  # RFC 5737
_DOCUMENTATION_NET6: Final = int(ipaddress.ip_address("2001:db8::"))  # RFC 3849
_NUMBER_FORM: Final = re.compile(r"\+?[0-9]+(?:;ext=[0-9]+)?")
_WITH_LETTERS_FORM: Final = re.compile(r"[0-9a-z]+")
_COMPACT: Final = re.compile(r"[\W_]+")


class Surrogates:
    """The stand-ins of one domain."""

    def __init__(self, keys: DomainKeys, countries: tuple[str, ...] = ("DK", "NO")) -> None:
        self._draws = Draws(keys)
        self._names = NameStandIns(self._draws)
        self._addresses = Addresses(self._draws, self._names)
        self._countries = countries
        self._cached = lru_cache(maxsize=100_000)(self._make)

    def of(self, category: str, text: str, language: str | None = None, value: str | None = None) -> str:
        """The stand-in of a value, in the manner in which it is written.

        Args:
            category: an entity type; one that has no stand-ins gets its placeholder.
            text: the value as it stands in a text or a column.
            language: `da`, `nb`, `nn` or None: decides words only where a number or a place is said.
            value: the normal form of the whole identifier, where `text` is only a part of it or spells it out.

        Returns:
            The stand-in, never `text` itself, unless the value is nobody's (a withheld number, an emergency line).
        """
        return self._cached(category, text, language, value)

    def _normal(self, category: str, text: str) -> str:
        return normal_form(category, text, countries=self._countries)

    def _make(self, category: str, text: str, language: str | None, value: str | None) -> str:
        normal = self._normal(category, value or text)
        only_country = category == "PHONE_NUMBER" and calling_code(normal) == normal
        if not text.strip() or only_country or is_shared(category, normal):
            return text
        made = self._write(category, text, language, value and normal, normal)
        return placeholder(category) if made is None or made.casefold() == text.casefold() else made

    def _write(self, category: str, text: str, language: str | None, value: str | None, normal: str) -> str | None:
        match category:
            case "PERSON":
                return self._names.person(text, value)
            case "EMAIL_ADDRESS":
                return self._addresses.email(text, normal)
            case "USERNAME" | "EMPLOYEE_ID":
                return self._addresses.username(text, language)
            case "URL":
                return self._addresses.url(text, normal)
            case "ORGANIZATION":
                return self._addresses.organisation(text)
            case "STREET_ADDRESS":
                return surrogate_places.street(self._draws, text, language)
            case "POSTAL_PLACE" | "LOCATION":
                return surrogate_places.postal_place(self._draws, text, language)
            case "DATE_OF_BIRTH":
                return birth_date(self._draws, fold(text).text, language)
            case "IP_ADDRESS":
                return self._ip_address(normal)
        if category in surrogate_numbers.BY_CATEGORY or category in _SHAPED:
            return self._number(category, text, language, value)
        return None

    def _number(self, category: str, text: str, language: str | None, value: str | None) -> str | None:
        """Writes a number's stand-in, or the part of it that belongs here, in the manner of the text."""
        plain = fold(text).text
        if category == "PHONE_NUMBER" and plain.lower().startswith(("sip:", "sips:")):
            scheme, _, address = plain.partition(":")
            user, at, _ = address.partition("@")
            return f"{scheme}:{self._number(category, user, language, value)}{at and '@sip.example'}"
        letters = category in _WITH_LETTERS or category in _SHAPED
        pieces = read_pieces(plain, language, letters=letters)
        part = "".join(piece.said for piece in pieces)
        if not part:
            return None
        whole = value or self._normal(category, part if any(p.numeral for p in pieces) else plain)
        made = self._stand_in(category, whole)
        new = align(part, _bare(whole), _bare(made))
        if new is None or not fits(pieces, new):
            new = surrogate_numbers.shape(self._draws, category, part.lower())
        return write_pieces(plain, pieces, new, language)

    def _stand_in(self, category: str, normal: str) -> str:
        label = key_label(category)
        make = surrogate_numbers.BY_CATEGORY.get(category)
        if make and (_WITH_LETTERS_FORM if category in _WITH_LETTERS else _NUMBER_FORM).fullmatch(normal):
            return make(self._draws, normal)
        return surrogate_numbers.shape(self._draws, label, normal)

    def _ip_address(self, normal: str) -> str | None:
        """An address of the nets that are set aside for documentation."""
        try:
            version = ipaddress.ip_address(normal).version
        except ValueError:
            return None
        if version == 6:
            return str(ipaddress.ip_address(_DOCUMENTATION_NET6 + self._draws.number("IP_ADDRESS", normal, 2**96)))
        net = self._draws.choice("net", normal, _DOCUMENTATION_NETS)
        return f"{net}.{self._draws.number('IP_ADDRESS', normal, 254) + 1}"


def _bare(identifier: str) -> str:
    """Letters and digits alone, lower case."""
    return _COMPACT.sub("", identifier).lower()
