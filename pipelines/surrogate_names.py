"""Stand-ins for names, token by token, so that every form of a person's name agrees: in columns, texts and addresses.

A token's stand-in hangs on the token alone: first name or surname, gender and a spelling without accents are read off
it. Its first letter hangs on the token's first letter, so that "M. Holm" agrees with "Mette Holm".
"""

from __future__ import annotations

import importlib
import re
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from slor.pipelines.surrogate_draws import Draws
from slor.recognizers.names.lexicon import Entry, load_lexicon, unaccented
from slor.recognizers.text import fold

Role = Literal["first", "last"]
Gender = Literal["f", "m", "b"]

WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:(?<=[sxzSXZ])['’](?!\w))?")
_INITIALS: Final = "abdefghijklmnprstv"  # those that enough names begin with
PARTICLES: Final = frozenset("van von de der den af av al el bin ibn di da du la le dos ten ter zu og and y".split())
_FILE_ENDING: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|csv|txt|jpe?g|png|heic|mp[34]|wav|zip|msg|eml|vcf)$", re.I)
_SURNAME_END: Final = re.compile(
    r"(?:sen|son|sson|datter|dottir|gaard|gård|gard|berg|bjerg|stad|sted|vik|vig|dal|dahl|lund|holm|rud|heim|hei|moen|haug|"
    r"strøm|strom|bakke|toft|skov|skog|land|eng|lien|nes|ness|mark|feldt|feld|mann|ski|sky|ska|ov|ova|enko|escu|ić|ic|poulos|oğlu)$"
)
_NORDIC_NAMES: Final = ("da_DK", "no_NO", "sv_SE")
_OTHER_NAMES: Final = ("de_DE", "en_GB", "nl_NL")
# Surnames of two words of nature, as most Nordic ones are made
_HEADS: Final = (
    "Al Alm Ask Asp Bjørk Brand Bring Busk Byg Bø Dam Drag Dyr Elle Elm Eng Espe Falk Fjeld Frost Furu Gran Gren Gull "
    "Grøn Hassel Havre Hede Hvid Høj Iver Ild Is Jern Jord Karl Kirke Kjel Kvist Lang Lind Lyng Løv Mel Mose Myr Møl "
    "Nord Ny Nør Nes Pil Pors Pand Rogn Rosen Rug Røn Sand Sol Sten Strand Teig Torn Trane Ty Vang Vinter Vester Vold"
).split()
_TAILS: Final = (
    "gaard dal lund berg bjerg holm vik stad rud heim strøm bakke skov toft vang haug mark nes kær sund li vold borg"
).split()
_ENOUGH: Final = 15
_SELDOM: Final = 2


class Name(NamedTuple):
    """What a name token is, apart from how it is written."""

    key: str
    role: Role
    gender: Gender
    listed: bool


@cache
def first_names() -> dict[str, tuple[str, ...]]:
    """Faker's first names that people in Denmark and Norway bear, by gender and initial: `fa` holds Anna.

    Where an initial has few Nordic names, names from other languages join them.
    """
    pools: dict[str, set[str]] = {gender + letter: set() for gender in "fm" for letter in _INITIALS}
    lexicon = load_lexicon()
    for locale in (*_NORDIC_NAMES, *_OTHER_NAMES):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        full = set() if locale in _NORDIC_NAMES else {pool for pool, names in pools.items() if len(names) >= _ENOUGH}
        for gender, names, bit in (("f", provider.first_names_female, 1), ("m", provider.first_names_male, 2)):
            for name in names:
                pool = gender + name[0].lower()
                if pool not in pools or pool in full or not name.isalpha():
                    continue
                entry = lexicon.find(name)
                if entry.gender == bit:
                    pools[pool].add(name)
    for letter in _INITIALS:
        pools["b" + letter] = pools["f" + letter] | pools["m" + letter]
    return {pool: tuple(sorted(names)) for pool, names in pools.items()}


@cache
def last_names() -> dict[str, tuple[str, ...]]:
    """Faker's Nordic surnames and surnames made of two words of nature, by initial, without the commonest.

    A stand-in with a common surname would too often be the whole name of somebody else in the same data.
    """
    pools: dict[str, set[str]] = {}
    lexicon = load_lexicon()
    known = {
        name
        for locale in _NORDIC_NAMES
        for name in importlib.import_module(f"faker.providers.person.{locale}").Provider.last_names
        if name.isalpha()
    }
    for name in known | {head + tail for head in _HEADS for tail in _TAILS}:
        if lexicon.find(name).last <= _SELDOM:
            pools.setdefault(name[0].lower(), set()).add(name)
    return {letter: tuple(sorted(pools[letter])) for letter in _INITIALS}


def spell_plainly(token: str) -> str:
    """The spelling that a token's variants share: no case, no accents, Søren, Soeren and Soren alike.

    >>> [spell_plainly(name) for name in ("Søren", "Soeren", "SOREN", "Åse", "Aase")]
    ['soren', 'soren', 'soren', 'ase', 'ase']
    """
    plain = unaccented(token.casefold()).replace("'", "").replace("’", "")
    plain = plain.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return plain.replace("ae", "a").replace("oe", "o").replace("aa", "a") or token


def spell_in_ascii(name: str) -> str:
    """How a name is written in an address: æ as ae, ø as oe, å as aa, no accents."""
    for letter, ascii_letters in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa")):
        name = name.replace(letter, ascii_letters)
    return unaccented(name)


@lru_cache(maxsize=50_000)
def strongest_entry(key: str) -> Entry:
    """What the lexicon knows of a plain spelling, in the variant that is most common as a name."""
    lexicon = load_lexicon()
    best = lexicon.find(key)
    for place, letter in enumerate(key[:20]):
        for other in {"a": ("å", "aa", "æ", "ae"), "o": ("ø", "oe")}.get(letter, ()):
            found = lexicon.find(key[:place] + other + key[place + 1 :])
            if max(found.first, found.last) > max(best.first, best.last):
                best = found
    return best


@lru_cache(maxsize=50_000)
def read_name(token: str) -> Name:
    """Reads off a token what kind of name it is."""
    key = spell_plainly(token)
    entry = strongest_entry(key)
    listed = bool(entry.first or entry.last)
    if listed:
        role: Role = "last" if entry.last >= entry.first else "first"
        gender: Gender = "f" if entry.gender == 1 else "m" if entry.gender == 2 else "b"
        return Name(key, role, gender, listed)
    role = "last" if _SURNAME_END.search(token.casefold()) else "first"
    return Name(key, role, "f" if key.endswith(("a", "e", "y")) else "m", listed)


@lru_cache(maxsize=50_000)
def split_genitive(token: str) -> tuple[str, str]:
    """A token without its genitive, and the genitive.

    >>> [split_genitive(name) for name in ("Mettes", "Jens", "Jens'", "Mette’s")]
    [('Mette', 's'), ('Jens', ''), ('Jens', "'"), ('Mette', '’s')]
    """
    if token[-1:] in "'’":
        return token[:-1], token[-1]
    if len(token) > 3 and token[-2] in "'’" and token[-1] in "sS":
        return token[:-2], token[-2:]
    if len(token) < 4 or token[-1] not in "sS":
        return token, ""
    whole, base = strongest_entry(spell_plainly(token)), strongest_entry(spell_plainly(token[:-1]))
    if max(whole.first, whole.last) == max(base.first, base.last):
        # neither is listed: a consonant before the s tells a genitive, as in Ulvhildstads; Papadopoulos is none
        return (token, "") if base != whole or token[-2].lower() in "aeiouyæøåsxz" else (token[:-1], token[-1])
    if max(base.first, base.last) > max(whole.first, whole.last):
        return token[:-1], token[-1]
    return token, ""


def put_genitive(name: str, genitive: str) -> str:
    """A name with a genitive like another's."""
    if not genitive:
        return name
    if name[-1:].lower() in "sxz":
        return name + ("’" if "’" in genitive else "'")
    return name + (genitive if len(genitive) > 1 or genitive in "sS" else "S" if name.isupper() else "s")


def put_case(name: str, like: str) -> str:
    """A name in lower case, capitals or as names are written, like another."""
    if like.islower():
        return name.lower()
    return name.upper() if len(like) > 1 and like.isupper() else name


class NameStandIns:
    """The names of one domain."""

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self._cached = lru_cache(maxsize=100_000)(self._draw)

    def person(self, text: str, value: str | None = None) -> str:
        """The stand-in of a name in any form, with the form kept.

        Args:
            text: a name, a part of one, initials, a spelling, or a file's name that holds one.
            value: the whole name, where `text` spells it or a part of it.
        """
        plain = fold(text).text
        if ending := _FILE_ENDING.search(plain):
            return self.person(plain[: ending.start()]) + ending[0]
        words = WORD.findall(plain)
        spelt = _joined_letters(plain, words, value)
        if spelt is not None:
            return self.spell(plain, spelt)
        several = any(word.lower() not in PARTICLES for word in words)
        new = WORD.sub(lambda m: self._word(m[0], several), plain)
        return re.sub(r"\d+", lambda m: self._draws.unlike("PERSON digits", plain.casefold(), m[0], m[0]), new)

    def token(self, token: str) -> str:
        """The stand-in of one name without genitive, as names are written."""
        return self._cached(*read_name(token))

    def initial(self, letter: str) -> str:
        """The stand-in's initial, always another, in the letter's case."""
        plain = spell_plainly(letter)[:1]
        new = self._draws.choice("initial", plain, _INITIALS.replace(plain, ""))
        return new.upper() if letter.isupper() else new

    def spell(self, text: str, name: str) -> str:
        """The stand-in of a spelt name, spelt the same way."""
        letters = [m for m in WORD.finditer(text) if len(m[0]) == 1]
        whole = self.token(name)
        if not letters:
            return put_case(whole, text)
        gap = text[letters[0].end() : letters[1].start()] if len(letters) > 1 else " "
        heard = spell_plainly("".join(m[0] for m in letters))
        start = max(spell_plainly(name).find(heard), 0)
        stop = None if start + len(heard) >= len(spell_plainly(name)) else start + len(heard)
        part = whole[start:stop] or whole[-1:]
        case = str.upper if letters[-1][0].isupper() else str.lower
        return text[: letters[0].start()] + gap.join(case(letter) for letter in part) + text[letters[-1].end() :]

    def _word(self, word: str, several: bool) -> str:
        if several and word.lower() in PARTICLES:
            return word
        if len(word) == 1 or (len(word) <= 3 and word.isupper() and not read_name(word).listed):
            return "".join(self.initial(letter) for letter in word)
        base, genitive = split_genitive(word)
        return put_genitive(put_case(self.token(base), base), genitive)

    def _draw(self, key: str, role: Role, gender: Gender, _: bool) -> str:
        initial = self.initial(key[:1])
        pool = last_names()[initial] if role == "last" else first_names()[gender + initial]
        return self._draws.choice(role, key, pool)


def _joined_letters(text: str, words: list[str], value: str | None) -> str | None:
    """The name that is spelt letter by letter, or of which a part is; None where nothing is spelt."""
    singles = [word for word in words if len(word) == 1]
    if not singles or len(singles) < 0.7 * len(words) or re.search(r"\w\.\s*\w\.", text):
        return None
    heard = spell_plainly("".join(singles))
    for name in (value or "").split():
        if heard in spell_plainly(name):
            return name
    return "".join(singles) if len(singles) > 2 else None
