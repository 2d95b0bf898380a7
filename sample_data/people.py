"""The people who call: each is a function of the seed and a number, so ten million calls need no list of them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.sample_data.banks import NameGroup, names, places
from slor.sample_data.identifiers import fodselsnummer, imei_digits, make_cpr
from slor.sample_data.randomness import Ints, below, dice, one_below

_CUSTOMER_IDS = 9_000_000
_DK_LEADS = (2, 3, 5, 6)
_NO_LEADS = (4, 9)
_SERIES = 10_000_000
_REMEMBERED = 5000
_FOREIGN = ("46", "48", "49", "44", "370")
_STEP = 7_368_787  # a prime: coprime with every modulus here, so that numbers never repeat within their series


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person with everything a dialogue may mention."""

    index: int
    country: str
    language: str
    female: bool
    elder: bool
    first: str
    last: str
    national: str
    dialling: str
    customer_id: str
    email: str
    street: str
    postal: str
    born: dt.date
    national_id: str
    immigrant: bool

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.first} {self.last}"

    @property
    def e164(self) -> str:
        """The number in E.164."""
        return f"+{self.dialling}{self.national}"


def to_ascii(text: str) -> str:
    """Write a name as mail systems do: æ, ø, å as ae, oe, aa, other letters without their marks.

    Args:
        text: a name.

    Returns:
        Lower-case ASCII letters, blanks as hyphens.

    >>> to_ascii("Ayşe Søndergård")
    'ayse-soendergaard'
    """
    for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("ł", "l"), ("ı", "i"), ("ß", "ss"), (" ", "-")):
        text = text.lower().replace(letter, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


class People:
    """All customers of one sample.

    Args:
        seed: the sample's seed.
        count: how many there are; more than 4,000,000 would repeat customer numbers of people far apart.
        as_of: the day from which ages are counted.
        stream: a second population (employees, third persons) takes another name here.
    """

    def __init__(self, seed: int, count: int, as_of: dt.date, stream: str = "people") -> None:
        self.seed, self.count, self.as_of, self.stream = seed, count, as_of, stream

    @cached_property
    def _groups(self) -> list[NameGroup]:
        return names()

    @cached_property
    def _tables(self) -> tuple[pa.Array, pa.Array, Ints, Ints, Ints, Ints, dict[str, Ints]]:
        """First names, surnames, and where each group's and gender's names lie among them."""
        firsts: list[str] = []
        lasts: list[str] = []
        starts, sizes, last_starts, last_sizes = [], [], [], []
        slots: dict[str, list[int]] = {"DK": [], "NO": []}
        for number, group in enumerate(self._groups):
            slots[group.country] += [number] * group.share
            for gender in (group.f, group.m):
                starts.append(len(firsts))
                sizes.append(len(gender))
                firsts += gender
            last_starts.append(len(lasts))
            last_sizes.append(len(group.last))
            lasts += group.last
        as_ints = [np.array(x, dtype=np.int64) for x in (starts, sizes, last_starts, last_sizes)]
        return (
            pa.array(firsts),
            pa.array(lasts),
            as_ints[0],
            as_ints[1],
            as_ints[2],
            as_ints[3],
            {country: np.array(x, dtype=np.int64) for country, x in slots.items()},
        )

    def _draw(self, what: str, ids: Ints, limit: int) -> Ints:
        return below(self.seed, f"{self.stream}.{what}", ids, limit)

    def norwegian(self, ids: Ints) -> np.ndarray:
        """Tell who lives in Norway.

        Args:
            ids: people's numbers.

        Returns:
            Booleans; the others live in Denmark.
        """
        return self._draw("country", ids, 100) >= 52

    def _name_indexes(self, ids: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        _, _, starts, sizes, last_starts, last_sizes, slots = self._tables
        slot = self._draw("group", ids, 100)
        danish, norse = slots["DK"], slots["NO"]
        group = np.where(self.norwegian(ids), norse[slot % len(norse)], danish[slot % len(danish)])
        gender = self._draw("gender", ids, 2)
        row = group * 2 + gender
        first = starts[row] + self._draw("first", ids, 1 << 30) % sizes[row]
        last = last_starts[group] + self._draw("last", ids, 1 << 30) % last_sizes[group]
        return group, gender, first, last

    def names(self, ids: Ints) -> pa.Array:
        """Write full names.

        Args:
            ids: people's numbers.

        Returns:
            A string array.
        """
        firsts, lasts, *_ = self._tables
        _, _, first, last = self._name_indexes(ids)
        return pc.binary_join_element_wise(firsts.take(pa.array(first)), lasts.take(pa.array(last)), " ")

    def nationals(self, ids: Ints) -> Ints:
        """Make subscriber numbers: Danish and Norwegian ones never share their eight digits.

        Args:
            ids: people's numbers.

        Returns:
            Eight-digit integers.
        """
        place = (ids * _STEP + one_below(self.seed, f"{self.stream}.series", 0, _SERIES)) % (4 * _SERIES)
        danish = np.array(_DK_LEADS)[place // _SERIES] * _SERIES + place % _SERIES
        half = place % (2 * _SERIES)
        norse = np.array(_NO_LEADS)[half // _SERIES] * _SERIES + half % _SERIES
        return np.where(self.norwegian(ids), norse, danish).astype(np.int64)

    def diallings(self, ids: Ints) -> Ints:
        """Tell each number's country code; three in a hundred are foreign.

        Args:
            ids: people's numbers.

        Returns:
            45, 47 or another code.
        """
        draw = self._draw("foreign", ids, 100)
        foreign = np.array([int(code) for code in _FOREIGN])[draw % len(_FOREIGN)]
        return np.where(draw < 3, foreign, np.where(self.norwegian(ids), 47, 45)).astype(np.int64)

    def customer_numbers(self, ids: Ints) -> Ints:
        """Make customer numbers, seven digits, distinct for distinct people.

        Args:
            ids: people's numbers.

        Returns:
            Integers from 1,000,000.
        """
        return 1_000_000 + (ids * _STEP + one_below(self.seed, f"{self.stream}.customer", 0, 999_983)) % _CUSTOMER_IDS

    def imsis(self, ids: Ints) -> Ints:
        """Make each mobile subscription's IMSI (ITU-T E.212), 15 digits.

        Args:
            ids: people's numbers.

        Returns:
            Integers; Danish ones begin with 23801, Norwegian ones with 24201.
        """
        return np.where(self.norwegian(ids), 24_201, 23_801) * 10**10 + self._draw("imsi", ids, 10**10)

    def imeis(self, ids: Ints) -> Ints:
        """Make each person's handset IMEI with its Luhn digit.

        Args:
            ids: people's numbers.

        Returns:
            Fifteen-digit integers.
        """
        return imei_digits(35_000_000_000_000 + self._draw("imei", ids, 10**12))

    @cached_property
    def _met(self) -> OrderedDict[int, Person]:
        """The people made last; some call often."""
        return OrderedDict()

    def person(self, index: int) -> Person:
        """Give one person whole, remembering some thousand of those who call often.

        Args:
            index: the person's number.

        Returns:
            The same person as the columns describe.
        """
        met = self._met
        if index not in met:
            met[index] = self._make(index)
            if len(met) > _REMEMBERED:
                met.popitem(last=False)
        return met[index]

    def _make(self, index: int) -> Person:
        ids = np.array([index], dtype=np.int64)
        group_index, gender, first_index, last_index = (int(x[0]) for x in self._name_indexes(ids))
        firsts, lasts, *_ = self._tables
        group = self._groups[group_index]
        first, last = firsts[first_index].as_py(), lasts[last_index].as_py()
        roll = dice(self.seed, f"{self.stream}.person", index)
        nynorsk = group.country == "NO" and not group.immigrant and roll.random() < 0.24
        language = "da" if group.country == "DK" else "nn" if nynorsk else "nb"
        age = roll.randint(70, 94) if group.elder else roll.randint(18, 72)
        born = self.as_of - dt.timedelta(days=age * 365 + roll.randrange(365))
        female = gender == 0
        settle = roll.random() < 0.25 and group.immigrant
        national_id = (
            make_cpr(born, female, roll)
            if group.country == "DK"
            else fodselsnummer(born, female, roll, d_number=settle)
        )
        place = places(group.country)
        streets = place["streets_nn"] if nynorsk else place["streets"]
        postals = place["postal_nn"] if nynorsk else place["postal"]
        street = f"{roll.choice(streets)} {roll.randint(1, 219)}{roll.choice(place['floors'])}"
        return Person(
            index=index,
            country=group.country,
            language=language,
            female=female,
            elder=group.elder,
            first=first,
            last=last,
            national=str(int(self.nationals(ids)[0])),
            dialling=str(int(self.diallings(ids)[0])),
            customer_id=f"K{int(self.customer_numbers(ids)[0])}",
            email=self._email(first, last, born, roll.randrange(1 << 30)),
            street=street,
            postal=roll.choice(postals),
            born=born,
            national_id=national_id,
            immigrant=group.immigrant,
        )

    def _email(self, first: str, last: str, born: dt.date, draw: int) -> str:
        given, family = to_ascii(first), to_ascii(last)
        year, number = f"{born.year % 100:02d}", draw % 97
        local = (
            f"{given}.{family}",
            f"{given}{family}{year}",
            f"{given[:1]}.{family}",
            f"{given}_{family}",
            f"{family}.{given}{number}",
            f"{given}{year}",
            f"{given[:2]}{family[:3]}{number}",
            f"{given}.{family}{number}",
        )[draw % 8]
        domains = places("domains") if draw % 10 else places("company_domains")
        return f"{local}@{domains[draw // 80 % len(domains)]}"
