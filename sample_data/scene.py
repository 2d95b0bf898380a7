"""Who and what one conversation is about: fills the slots of phrases, always with the same people and numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from slor.sample_data import identifiers, surfaces
from slor.sample_data.agents import Agent
from slor.sample_data.banks import lines, places
from slor.sample_data.marks import Marked, Piece
from slor.sample_data.people import Person, to_ascii
from slor.sample_data.spoken import below_hundred, number_words, say_address, say_digits, spell

_ORDINARY = (
    "amount",
    "small",
    "days",
    "clock",
    "wday",
    "date",
    "product",
    "org",
    "town",
    "code",
    "pet",
    "speed",
    "rel",
)


@dataclass
class Scene:
    """One conversation's people, numbers and things.

    Attributes:
        roll: the conversation's own dice.
        language: da, nb or nn.
        channel: chat, voice or email.
        customer: who calls.
        agent: who answers.
        second: the colleague a call is moved to, or who is mentioned.
        other: somebody near the customer.
        stranger: somebody else: a neighbour, a fitter, a doctor.
    """

    roll: random.Random
    language: str
    channel: str
    customer: Person
    agent: Agent
    second: Agent
    other: Person
    stranger: Person
    _kept: dict[str, str] = field(default_factory=dict)

    @property
    def voice(self) -> bool:
        """Whether this is spoken."""
        return self.channel == "voice"

    def fill(self, slot: str) -> Marked:
        """Fill one slot.

        Args:
            slot: its name, such as `c.first`, `phone`, `amount`.

        Returns:
            Its parts, marked where they identify somebody.

        Raises:
            KeyError: if there is no such slot.
        """
        head, _, part = slot.partition(".")
        if part:
            return self._person(head, part)
        if head in _ORDINARY:
            return self._thing(head)
        return _IDENTIFIERS[head](self)

    def value(self, key: str, make: Callable[[], str]) -> str:
        """Make a value once and keep it.

        Args:
            key: its name in this conversation.
            make: makes it the first time.

        Returns:
            The same value each time.
        """
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def _person(self, head: str, part: str) -> Marked:
        if part == "id":
            login = (self.agent if head == "a" else self.second).user_id
            return [Piece(self.value(f"{head}.id", lambda: self.roll.choice((login, login.upper()))), "EMPLOYEE_ID")]
        person = {"c": self.customer, "o": self.other, "n": self.stranger}.get(head)
        if person is None:
            person = (self.agent if head == "a" else self.second).person
        if part == "he":
            pronouns = {"da": ("hun", "han"), "nb": ("hun", "han"), "nn": ("ho", "han")}[self.language]
            return [Piece(pronouns[0 if person.female else 1])]
        forms: dict[str, Callable[[], str]] = {
            "first": lambda: person.first,
            "last": lambda: person.last,
            "name": lambda: person.name,
            "gen": lambda: self._genitive(person.first),
            "lgen": lambda: self._genitive(person.last),
            "short": lambda: f"{person.first[:1]}. {person.last}",
            "turned": lambda: f"{person.last}, {person.first}",
            "spell": lambda: spell(person.last.split()[-1], self.roll),
            "spellfirst": lambda: spell(person.first.split()[0], self.roll),
        }
        return [Piece(forms[part](), "PERSON")]

    @staticmethod
    def _genitive(name: str) -> str:
        return f"{name}'" if name[-1] in "sxzSXZ" else f"{name}s"

    def _thing(self, head: str) -> Marked:
        roll, language = self.roll, self.language
        if head in ("org", "town"):
            kind = "ORGANIZATION" if head == "org" else "LOCATION"
            return [
                Piece(self.value(head, lambda: roll.choice(lines(language, f"words.{head}"))), kind, required=False)
            ]
        if head == "amount":
            return [Piece(self._amount())]
        if head == "clock":
            hour, minute = roll.randint(7, 20), roll.choice((0, 0, 15, 30, 45, 12))
            if self.voice:
                return [Piece(below_hundred(hour if hour < 13 else hour - 12, language))]
            return [
                Piece(
                    f"{hour}.{minute:02d}"
                    if roll.random() < 0.5
                    else f"{hour}"
                    if minute == 0
                    else f"{hour}:{minute:02d}"
                )
            ]
        if head in ("small", "days", "speed"):
            low, high = {"small": (2, 9), "days": (2, 14), "speed": (20, 900)}[head]
            number = roll.randint(low, high)
            return [Piece(number_words(number, language) if self.voice and roll.random() < 0.6 else str(number))]
        if head == "rel":
            words = lines(language, "words.rel_f" if self.other.female else "words.rel_m")
            return [Piece(self.value("rel", lambda: roll.choice(words)))]
        return [Piece(roll.choice(lines(language, f"words.{head}")))]

    def _amount(self) -> str:
        roll = self.roll
        number = roll.choice((99, 149, 199, 249, 299, 349, 412, 499, 629, 799, 845, 1299, 1875, 2410, 3999, 12_450))
        crowns = "kroner"
        if self.voice:
            return f"{number_words(number, self.language)} {crowns}" if roll.random() < 0.7 else f"{number} {crowns}"
        if self.language == "da":
            written = f"{number:,}".replace(",", ".")
            return roll.choice(
                (f"{written} kr.", f"{written},00 kr.", f"{number} kr", f"{written},- kr.", f"{written} kroner")
            )
        written = f"{number:,}".replace(",", " ")
        return roll.choice((f"{written} kr", f"kr {written},-", f"{written} kroner", f"kr {number},00", f"{number} kr"))

    def phone_of(self, person: Person) -> Marked:
        """Mention a person's number.

        Args:
            person: whose number.

        Returns:
            One marked part.
        """
        if self.voice:
            text = surfaces.spoken_phone(person.national, person.dialling, self.language, self.roll)
        else:
            text = surfaces.phone(person.national, person.dialling, self.roll)
        return [Piece(text, "PHONE_NUMBER")]

    def digits(self, key: str) -> tuple[str, str]:
        """Give the digits behind an identifier that people say in parts.

        Args:
            key: a slot's name.

        Returns:
            Digits and entity type; no digits where the identifier is not a run of them.
        """
        kinds = {"card": "CREDIT_CARD", "imei": "IMEI", "iccid": "ICCID"}
        if key == "phone":
            return self.customer.national, "PHONE_NUMBER"
        if key == "cid":
            return self.customer.customer_id[1:], "CUSTOMER_ID"
        if key == "natid":
            return self.customer.national_id, self.national_kind()
        if key in kinds:
            self.fill(key)
            return self._kept[key], kinds[key]
        if key == "account" and self.customer.country == "NO":
            self.fill(key)
            return self._kept[key], "BANK_ACCOUNT"
        return "", ""

    def national_kind(self) -> str:
        """The entity type of the customer's national id."""
        return "DK_CPR" if self.customer.country == "DK" else "NO_FODSELSNUMMER"

    def say(self, key: str, kind: str, make: Callable[[random.Random], str]) -> Marked:
        """Mention a number that belongs to this conversation.

        Args:
            key: its name.
            kind: its entity type.
            make: makes its digits the first time.

        Returns:
            One marked part, grouped or spoken.
        """
        digits = self.value(key, lambda: make(self.roll))
        return [Piece(surfaces.long_number(digits, kind, self.language, self.voice, self.roll), kind)]


def _national(scene: Scene) -> Marked:
    person = scene.customer
    if scene.voice and scene.roll.random() < 0.6:
        text = say_digits(person.national_id, scene.language, scene.roll)
    else:
        text = surfaces.national_id(person.national_id, person.country, scene.roll)
    return [Piece(text, scene.national_kind())]


def _national_end(scene: Scene) -> Marked:
    digits = scene.customer.national_id[-(4 if scene.customer.country == "DK" else 5) :]
    spoken = scene.voice and scene.roll.random() < 0.6
    return [Piece(say_digits(digits, scene.language, scene.roll) if spoken else digits, scene.national_kind())]


def _born(scene: Scene) -> Marked:
    born = scene.customer.born
    text = surfaces.birth_date(born.day, born.month, born.year, scene.language, scene.voice, scene.roll)
    return [Piece(text, "DATE_OF_BIRTH")]


def _street(scene: Scene, person: Person | None = None) -> Marked:
    street = (person or scene.customer).street
    if scene.voice and scene.roll.random() < 0.6:
        street = re.sub(r"\d+", lambda m: number_words(int(m[0]), scene.language), street).replace(",", "")
    return [Piece(street, "STREET_ADDRESS")]


def _postal(scene: Scene) -> Marked:
    code, town = scene.customer.postal.split(" ", 1)
    if scene.voice and scene.roll.random() < 0.6:
        code = say_digits(code, scene.language, scene.roll)
    return [Piece(f"{code} {town}", "POSTAL_PLACE")]


def _address(scene: Scene) -> Marked:
    between = " " if scene.voice else scene.roll.choice((", ", ", ", " i ", "\n"))
    return [*_street(scene), Piece(between), *_postal(scene)]


def _email(scene: Scene, person: Person | None = None) -> Marked:
    address = (person or scene.customer).email
    return [Piece(surfaces.email(address, scene.language, scene.voice, scene.roll), "EMAIL_ADDRESS")]


def _customer_id(scene: Scene) -> Marked:
    digits = scene.customer.customer_id[1:]
    text = surfaces.long_number(digits, "CUSTOMER_ID", scene.language, scene.voice, scene.roll)
    lettered = not scene.voice and scene.roll.random() < 0.35
    return [Piece(f"K{digits}" if lettered else text, "CUSTOMER_ID")]


def _account(scene: Scene) -> Marked:
    if scene.customer.country == "NO":
        return scene.say("account", "BANK_ACCOUNT", identifiers.norwegian_account)
    both = scene.value("account", lambda: " ".join(identifiers.danish_account(scene.roll)))
    if scene.voice and scene.roll.random() < 0.5:
        return [Piece(" ".join(say_digits(part, "da", scene.roll) for part in both.split()), "BANK_ACCOUNT")]
    return [Piece(both.replace(" ", scene.roll.choice((" ", "-", " "))), "BANK_ACCOUNT")]


def _iban(scene: Scene) -> Marked:
    def make() -> str:
        if scene.customer.country == "NO":
            return identifiers.iban("NO", identifiers.norwegian_account(scene.roll))
        return identifiers.iban("DK", "".join(identifiers.danish_account(scene.roll)))

    text = scene.value("iban", make)
    return [Piece(surfaces.grouped(text, (4,)) if scene.roll.random() < 0.5 else text, "IBAN_CODE")]


def _mac(scene: Scene) -> Marked:
    text = scene.value("mac", lambda: identifiers.mac_address(scene.roll))
    if scene.voice:
        return [Piece(text.replace(":", " "), "MAC_ADDRESS")]
    return [
        Piece(scene.roll.choice((text, text.upper(), text.replace(":", "-"), text.replace(":", ""))), "MAC_ADDRESS")
    ]


def _ip(scene: Scene) -> Marked:
    text = scene.value("ip", lambda: identifiers.ip_address(scene.roll))
    if scene.voice and "." in text and scene.roll.random() < 0.6:
        text = " punktum ".join(number_words(int(part), scene.language) for part in text.split("."))
    return [Piece(text, "IP_ADDRESS")]


def _plate(scene: Scene) -> Marked:
    def make() -> str:
        letters = "".join(scene.roll.choice("ABCDEHJKLNPRSTVXZ") for _ in range(2))
        return f"{letters}{scene.roll.randrange(10_000, 99_999)}"

    text = scene.value("plate", make)
    letters, digits = text[:2], text[2:]
    if scene.voice:
        said = say_digits(digits, scene.language, scene.roll)
        return [Piece(f"{letters[0]} {letters[1]} {said}".lower(), "LICENSE_PLATE")]
    forms = (
        f"{letters} {digits[:2]} {digits[2:]}",
        f"{letters} {digits}",
        f"{letters.lower()}{digits}",
        f"{letters}{digits}",
    )
    return [Piece(scene.roll.choice(forms), "LICENSE_PLATE")]


def _user(scene: Scene) -> Marked:
    person = scene.customer
    name = scene.value(
        "user", lambda: f"{to_ascii(person.first)[:4]}{to_ascii(person.last)[:4]}{scene.roll.randrange(10, 99)}"
    )
    return [Piece(say_address(name, scene.language, scene.roll) if scene.voice else name, "USERNAME")]


def _password(scene: Scene) -> Marked:
    words = lines(scene.language, "words.secret")
    return [Piece(scene.value("pw", lambda: f"{scene.roll.choice(words)}{scene.roll.randrange(10, 9999)}"), "PASSWORD")]


def _url(scene: Scene) -> Marked:
    person = scene.customer
    page = f"min.{places('centre_domain')}/{to_ascii(person.first)}-{to_ascii(person.last)}"
    if scene.voice:
        return [Piece(say_address(page, scene.language, scene.roll), "URL")]
    return [Piece(scene.roll.choice((f"https://{page}", page)), "URL")]


def _loose(key: str, kind: str, low: int, high: int, lead: tuple[str, ...] = ("",)) -> Callable[[Scene], Marked]:
    """Numbers that may be found or not: references, codes."""

    def fill(scene: Scene) -> Marked:
        digits = scene.value(key, lambda: str(scene.roll.randrange(low, high)))
        prefix = scene.value(f"{key}.lead", lambda: "" if scene.voice else scene.roll.choice(lead))
        spoken = scene.voice and scene.roll.random() < 0.5
        return [
            Piece(prefix + (say_digits(digits, scene.language, scene.roll) if spoken else digits), kind, required=False)
        ]

    return fill


_IDENTIFIERS: dict[str, Callable[[Scene], Marked]] = {
    "phone": lambda s: s.phone_of(s.customer),
    "phone2": lambda s: s.phone_of(s.other),
    "phone3": lambda s: s.phone_of(s.stranger),
    "email": _email,
    "email2": lambda s: _email(s, s.other),
    "cid": _customer_id,
    "natid": _national,
    "natend": _national_end,
    "dob": _born,
    "street": _street,
    "street2": lambda s: _street(s, s.stranger),
    "postal": _postal,
    "address": _address,
    "account": _account,
    "iban": _iban,
    "card": lambda s: s.say("card", "CREDIT_CARD", identifiers.card_number),
    "imei": lambda s: s.say("imei", "IMEI", identifiers.imei),
    "iccid": lambda s: s.say("iccid", "ICCID", lambda r: identifiers.iccid(r, s.customer.country)),
    "mac": _mac,
    "ip": _ip,
    "plate": _plate,
    "user": _user,
    "pw": _password,
    "url": _url,
    "ref": _loose("ref", "REFERENCE", 100_000, 9_999_999, ("", "", "SAG-", "T-", "ord. ")),
    "pin": _loose("pin", "PASSWORD", 1000, 9999),
    "serial": _loose("serial", "REFERENCE", 10**8, 10**9, ("SN", "")),
}
SLOTS = frozenset(_IDENTIFIERS) | frozenset(_ORDINARY)
