"""Makes the hashed lexicon from lists of names, places and word counts."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np

from slor.recognizers.names.lexicon import Entry, key, unaccented


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
    found = {}
    for name, count in counts.items():
        seen = genders[name]
        most = max(seen, key=lambda g: seen[g]) if seen else ""
        both = seen and min(seen.get("f", 0), seen.get("m", 0)) > 0.1 * sum(seen.values())
        found[name] = (count, "fm" if both else most)
    return found


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
    return whole, parts - whole


def build(corpora: Path) -> dict[str, Entry]:
    """Every listed word with its classes."""
    first, last = names(corpora, "first"), names(corpora, "last")
    danish, norwegian = word_counts(corpora, "da"), word_counts(corpora, "no")
    whole, parts = towns(corpora)
    listed = {}
    for word in {*first, *last, *danish, *norwegian, *whole, *parts}:
        gender = {"f": 1, "m": 2, "fm": 3}.get(first.get(word, (0, ""))[1], 0)
        listed[word] = Entry(
            _bearers(first[word][0]) if word in first else 0,
            _bearers(last[word][0]) if word in last else 0,
            2 if word in whole else int(word in parts),
            _frequency(danish[word]) if word in danish else 0,
            _frequency(norwegian[word]) if word in norwegian else 0,
            gender,
        )
    for word in sorted(listed):
        plain = unaccented(word)
        listed.setdefault(plain, listed[word])
    return listed


def write(listed: dict[str, Entry], path: Path) -> None:
    """Writes the table that `slor.recognizers.names.lexicon.load_lexicon` reads."""
    table: dict[int, int] = {}
    for word in sorted(listed):
        table[key(word)] = table.get(key(word), 0) | listed[word].pack()
    hashes = np.array(sorted(table), np.uint32)
    np.savez_compressed(path, hashes=hashes, classes=np.array([table[int(h)] for h in hashes], np.uint16))
