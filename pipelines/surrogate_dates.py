"""Stand-ins for dates of birth: another date within two years, written or said in the same way."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final, Literal

from slor.pipelines.surrogate_draws import Draws
from slor.pipelines.surrogate_pieces import Piece, read_pieces
from slor.recognizers.numerals import say_digits

_MONTHS: Final = (
    tuple("januar februar marts april maj juni juli august september oktober november december".split()),
    tuple("januar februar mars april mai juni juli august september oktober november desember".split()),
)
_DANISH_DAYS: Final = (
    "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende femtende "
    "sekstende syttende attende nittende tyvende enogtyvende toogtyvende treogtyvende fireogtyvende femogtyvende "
    "seksogtyvende syvogtyvende otteogtyvende niogtyvende tredivte enogtredivte"
)
_BOKMAAL_DAYS: Final = (
    "første andre tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte trettende fjortende femtende "
    "sekstende syttende attende nittende tjuende tjueførste tjueandre tjuetredje tjuefjerde tjuefemte tjuesjette "
    "tjuesjuende tjueåttende tjueniende trettiende trettiførste"
)
_NYNORSK_DAYS: Final = (
    "fyrste andre tredje fjerde femte sjette sjuande åttande niande tiande ellevte tolvte trettande fjortande femtande "
    "sekstande syttande attande nittande tjuande tjuefyrste tjueandre tjuetredje tjuefjerde tjuefemte tjuesjette "
    "tjuesjuande tjueåttande tjueniande trettiande trettifyrste"
)
_ORDINALS: Final = tuple(tuple(days.split()) for days in (_DANISH_DAYS, _BOKMAAL_DAYS, _NYNORSK_DAYS))
_WORD: Final = re.compile(r"[^\W\d_]+")
_ISO: Final = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_COMPACT: Final = re.compile(r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4}|\d{2})")
_NEAR: Final = 730  # days


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a date as it stands in a text: a day or month in words, or digits, in figures or words."""

    start: int
    end: int
    kind: Literal["ordinal", "month", "digits"]
    said: str
    words: tuple[str, ...] = ()
    piece: Piece | None = None


def birth_date(draws: Draws, text: str, language: str | None) -> str | None:
    """Another date of birth, in the manner of the text.

    Args:
        draws: the domain's chance.
        text: a folded date: figures in any order of day and year, a month's name, or all of it in words; or a part
            of a date, such as its year alone.
        language: `da`, `nb`, `nn` or None.

    Returns:
        The text with another date; the same date gives the same one in every manner. Parts of a date get other
        parts. None where nothing of a date is in sight.
    """
    for pattern in (_ISO, _COMPACT):
        found = pattern.search(text)
        date = found and _date(found["d"], found["m"], found["y"])
        if found and date:
            return _fill(text, found, _moved(draws, date))
    units = _units(text, language)
    if not units:
        return None
    parts = _interpret(units)
    date = _date(*parts) if parts else None
    if date is None:
        return _write(text, units, [_other(draws, unit) for unit in units], language)
    moved = _moved(draws, date)
    year = f"{moved.year:04d}"[-len(units[2].said) :]
    return _write(text, units, [_as(units[0], moved.day), _as(units[1], moved.month), year], language)


def _moved(draws: Draws, date: datetime.date) -> datetime.date:
    days = draws.number("DATE_OF_BIRTH", f"{date:%y-%m-%d}", 2 * _NEAR) - _NEAR
    return date + datetime.timedelta(days + (days >= 0))


def _date(day: str, month: str, year: str) -> datetime.date | None:
    try:
        return datetime.date(int(year) + (1900 if len(year) < 4 else 0), int(month), int(day))
    except ValueError:
        return None


def _fill(text: str, found: re.Match[str], date: datetime.date) -> str:
    new = {"d": str(date.day), "m": str(date.month), "y": f"{date.year:04d}"}
    out, at = [], 0
    for group in sorted("dmy", key=found.start):
        width = len(found[group])
        out += [
            text[at : found.start(group)],
            new[group].zfill(width)[-max(width, 2) :] if group != "y" else new["y"][-width:],
        ]
        at = found.end(group)
    return "".join([*out, text[at:]])


def _units(text: str, language: str | None) -> list[Unit]:
    """The parts of a date in order; what an ordinal or a month holds is not read as a number again."""
    units = []
    rest = list(text)
    for found in _WORD.finditer(text):
        word = found[0].casefold()
        for kind, lists in (("ordinal", _ORDINALS), ("month", _MONTHS)):
            words = next((names for names in lists if _place(word, names, kind)), None)
            if words:
                said = str(_place(word, words, kind))
                units.append(Unit(found.start(), found.end(), kind, said, words))  # type: ignore[arg-type]
                rest[found.start() : found.end()] = "." * len(found[0])
                break
    for piece in read_pieces("".join(rest), language, letters=False):
        units.append(Unit(piece.start, piece.end, "digits", piece.said, piece=piece))
    return sorted(units, key=lambda unit: unit.start)


def _place(word: str, names: tuple[str, ...], kind: str) -> int:
    """The number of a day or month in words, from 1; 0 where it is none."""
    for number, name in enumerate(names, start=1):
        if name == word or (kind == "month" and len(word) == 3 and name.startswith(word)):
            return number
    return 0


def _interpret(units: list[Unit]) -> tuple[str, str, str] | None:
    """Day, month and year, where there are just three parts and the last is a year."""
    if len(units) != 3 or units[2].kind != "digits" or len(units[2].said) not in (2, 4):
        return None
    day, month, year = units
    if day.kind == "month" or max(len(day.said), len(month.said)) > 2:
        return None
    return day.said, month.said, year.said


def _as(unit: Unit, number: int) -> str:
    """A day or month in a unit's manner."""
    if unit.kind == "digits":
        return str(number).zfill(len(unit.said)) if unit.said.startswith("0") else str(number)
    return unit.words[number - 1]


def _other(draws: Draws, unit: Unit) -> str:
    """Another part of a date, for a part that stands alone."""
    if unit.kind != "digits" or (len(unit.said) <= 2 and int(unit.said) <= 31):
        most = 12 if unit.kind == "month" else 28
        number = int(unit.said)
        return _as(unit, (number + draws.number(f"birth {unit.kind}", unit.said, most - 1)) % most + 1)
    if len(unit.said) == 4 and unit.said[:2] in ("19", "20"):
        return f"{int(unit.said) + draws.choice('birth year', unit.said, (-2, -1, 1, 2))}"
    return draws.unlike("birth digits", unit.said, unit.said, unit.said)


def _write(text: str, units: list[Unit], new: list[str], language: str | None) -> str:
    out, at = [], 0
    for unit, made in zip(units, new, strict=True):
        out += [text[at : unit.start], _worded(unit, made, text[unit.start : unit.end], language)]
        at = unit.end
    return "".join([*out, text[at:]])


def _worded(unit: Unit, made: str, written: str, language: str | None) -> str:
    if unit.piece is not None and unit.piece.numeral is not None:
        return say_digits(made, unit.piece.numeral, language)
    if unit.kind == "month" and len(written) == 3:
        made = made[:3]
    return made.capitalize() if written[:1].isupper() else made
