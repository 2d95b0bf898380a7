"""Small made-up passages of the kinds that real text has too few of: spelt names, file names, headers, near misses."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from .documents import Document, Piece
from .lists import read_lines, read_words
from .variation import AMBIGUOUS, BRANDS, FOREIGN_WORDS, Names, genitive

_SLOT = re.compile(r"\{(\w+)\}")

# In the lines: {n} full name, {f} first name, {l} surname, {c} "Surname, First", {g} genitive, {i} with an initial,
# {s} spelt, {sig} as signed, {nick} on forums, {file} file name, {user} user name, {mail} address; no names of persons:
# {p} place, {v} street named after a person, {o} and {firm} firms, {pet} animal or thing, {style} product with its
# maker's name, {num} number, {brand} brand, {foreign} an everyday word of another language; {w} a first name that is an
# ordinary word too.
LINES = {language: read_lines(f"lines.{language}") for language in ("da", "nb", "nn")}
_STREETS = {
    "da": ("s Vej", "s Allé", "s Gade", "vej", "gade", "s Plads"),
    "nb": ("s vei", "s gate", "veien", "gata", "s plass"),
}
_FIRMS = (
    "{} AS",
    "{} ApS",
    "{} & Sønn",
    "{} Bil",
    "Advokat {}",
    "{} VVS",
    "{} A/S",
    "Bakeri {}",
    "{} Elektro",
    "{} Transport",
    "Fru {}s Kafé",
)
_PETS = read_words("pets")


class Passages:
    """Draws passages; every name comes from the same drawer as the swaps."""

    def __init__(self, drawer: Names) -> None:
        self.drawer, self.rng = drawer, drawer.rng
        self._animal = ""

    def draw(self) -> Document:
        """A passage of one to six lines in one language, about people, and an animal or thing, who come back in it."""
        rng = self.rng
        language = rng.choice(("da", "da", "nb", "nb", "nn"))
        people = [(self.drawer.draw("first"), self.drawer.draw("last")) for _ in range(3)]
        self._animal = rng.choice(_PETS) if rng.random() < 0.4 else self.drawer.draw("first")
        if rng.random() < 0.4:
            self._animal = self._animal.lower()
        pieces: list[Piece] = []
        for _ in range(rng.randint(1, 6)):
            line = rng.choice(LINES[language])
            last = 0
            for slot in _SLOT.finditer(line):
                handle = slot[1] == "nick" and line[: slot.start()].endswith("@")
                pieces.append(Piece(line[last : slot.start() - handle]))
                pieces += self._fill(slot[1], rng.choice(people) if rng.random() < 0.8 else self._person(), language)
                if handle:
                    pieces[-1] = Piece("@" + pieces[-1].text, "PER")
                last = slot.end()
            pieces += [Piece(line[last:]), Piece("\n")]
        return Document(tuple(p for p in pieces[:-1] if p.text), language, "made", "")

    def _person(self) -> tuple[str, str]:
        return self.drawer.draw("first"), self.drawer.draw("last")

    def _fill(self, slot: str, person: tuple[str, str], language: str) -> list[Piece]:
        first, last = person
        rng = self.rng
        names: dict[str, Callable[[], str]] = {
            "n": lambda: f"{first} {last}" if rng.random() < 0.85 else f"{first} {self.drawer.draw('last')} {last}",
            "f": lambda: first,
            "l": lambda: last,
            "w": lambda: rng.choice(AMBIGUOUS),
            "c": lambda: f"{last}, {first}",
            "g": lambda: genitive(first if rng.random() < 0.7 else last),
            "i": lambda: f"{first[0]}. {last}" if rng.random() < 0.7 else f"{first} {last[0]}.",
            "s": lambda: spelt(rng.choice(person), rng),
            "sig": lambda: rng.choice((first, f"{first} {last}", f"{first[0]}. {last}", last)),
        }
        if slot in names:
            return [Piece(names[slot](), "PER")]
        return getattr(self, f"_{slot}")(person, language)  # type: ignore[no-any-return]

    def _file(self, person: tuple[str, str], language: str) -> list[Piece]:
        rng = self.rng
        gap = rng.choice(("_", "_", "-", ".", " "))
        first, last = (plain(name) for name in person)
        name = rng.choice((f"{first}{gap}{last}", f"{last}{gap}{first}", last, first, f"{first}{last}"))
        if rng.random() < 0.5:
            name = name.lower()
        before = rng.choice(
            (
                "",
                f"cv{gap}",
                f"Faktura{gap}",
                f"kontrakt{gap}",
                f"IMG{gap}",
                f"scan{gap}",
                f"Søknad{gap}",
                f"bilag{gap}2024{gap}",
            )
        )
        after = rng.choice(
            ("", f"{gap}{rng.randint(1, 2025)}", f"{gap}signert", f"{gap}v2", f"{gap}kontrakt", f"{gap}pass")
        )
        return [
            Piece(before),
            Piece(name, "PER"),
            Piece(after + rng.choice((".pdf", ".docx", ".jpg", ".png", ".xlsx", ".heic"))),
        ]

    def _user(self, person: tuple[str, str], language: str) -> list[Piece]:
        first, last = (plain(name).lower() for name in person)
        gap = self.rng.choice((".", "_", "-", "."))
        tail = self.rng.choice(("", "", str(self.rng.randint(1, 99))))
        return [Piece(self.rng.choice((f"{first}{gap}{last}", f"{last}{gap}{first}")), "PER"), Piece(tail)]

    def _mail(self, person: tuple[str, str], language: str) -> list[Piece]:
        first, last = (plain(name).lower() for name in person)
        host = self.rng.choice(("firma", "kontor-eksempel", "nordpost", "mail", "fjordnett"))
        return [Piece(f"{first}.{last}", "PER"), Piece(f"@{host}.{self.rng.choice(('dk', 'no', 'example', 'com'))}")]

    def _p(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self.rng.choice(self.drawer.places), "LOC")]

    def _v(self, person: tuple[str, str], language: str) -> list[Piece]:
        ending = self.rng.choice(_STREETS["da" if language == "da" else "nb"])
        named = self.rng.choice(person) if self.rng.random() < 0.6 else " ".join(person)
        return [Piece(named + (ending.lstrip("s") if named.endswith("s") and ending[0] == "s" else ending), "LOC")]

    def _o(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self.rng.choice(_FIRMS).format(person[1]), "ORG")]

    def _pet(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self._animal)]

    def _style(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(" ".join(person), "MISC")]

    def _num(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(str(self.rng.randint(1, 31) if self.rng.random() < 0.6 else self.rng.randint(100, 99999)))]

    def _brand(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self.rng.choice(BRANDS), "MISC")]

    def _foreign(self, person: tuple[str, str], language: str) -> list[Piece]:
        word = self.rng.choice(FOREIGN_WORDS)
        return [Piece(word.title() if self.rng.random() < 0.4 else word)]

    def _nick(self, person: tuple[str, str], language: str) -> list[Piece]:
        """What people call themselves on forums: a name with something on it."""
        rng = self.rng
        first, last = (plain(name) for name in person)
        number = str(rng.randint(1, 2010))
        forms = (
            first,
            first + last,
            f"{first}_{last}",
            first.lower() + number,
            f"xX{first}Xx",
            f"{first.lower()}s{rng.choice(_PETS).lower()}",
        )
        forms += (
            f"{first[0]}{last}",
            f"{first}{last[0]}",
            f"Mr{last}",
            f"{first.lower()}-{rng.choice(('er', 'x', 'sej', 'lille'))}",
            f"{first[0]}{last[0]}{last}",
        )
        return [Piece(rng.choice(forms), "PER")]

    def _firm(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [
            Piece(
                self.rng.choice(
                    (
                        "FjordNett",
                        "VestStrom",
                        "politi",
                        "NordTele",
                        "kommunen",
                        "DKPost",
                        "billigbredband",
                        "TogService",
                    )
                ),
                "ORG",
            )
        ]


def plain(name: str) -> str:
    """A name as user and file names have it, sometimes without æ, ø and å."""
    return name.replace("'", "").replace("-", "")


def spelt(name: str, rng: random.Random) -> str:
    """A name letter by letter."""
    letters = [c for c in name if c.isalpha()]
    gap = rng.choice((" ", " ", "-", "-", ", ", " - ", ". "))
    case = rng.random()
    text = gap.join(letters if case < 0.2 else [c.upper() if case < 0.6 else c.lower() for c in letters])
    return text.replace("ß", "ss")
