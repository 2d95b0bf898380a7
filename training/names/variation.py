"""Makes new documents from old: names swapped, case and punctuation removed, letters mistyped."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

from .casing import recased
from .documents import Document, Piece
from .identifiers import renumbered
from .lexicon import names, towns, word_counts
from .lists import read_words

_ORDINARY = re.compile(r"..(?:en|et|er|ene|erne|else|ing|hed|het|skab|lig|isk|ede|ende|ane)$")
_WORD = re.compile(r"[^\W\d_]+")
_SPELT = re.compile(r"^[^\W\d_](?:(?:[ ,.-]| - |, )+[^\W\d_])+$")
AMBIGUOUS = read_words("ambiguous")
FOREIGN = {"first": read_words("foreign_first"), "last": read_words("foreign_last")}
BRANDS, FOREIGN_WORDS = read_words("brands"), read_words("foreign_words")
_FIRM_ENDINGS = ("AS", "A/S", "ApS", "Bank", "Energi", "Forsikring", "Nett", "Tele", "IF", "FK")
_MONTHS = (
    "januar februar mars marts april mai maj juni juli august september oktober november desember december".split()
)
TALKS = ("chat", "voice", "email")
_TRADES = ("AS", "ApS", "& Sønner", "VVS", "Bil", "Transport", "Elektro")


class Names:
    """Draws names: common ones by bearers, rare, foreign, ambiguous and invented ones on purpose."""

    def __init__(self, corpora: Path, rng: random.Random) -> None:
        self.rng = rng
        everyday_towns = towns(corpora)[0]
        counts = {**word_counts(corpora, "da"), **word_counts(corpora, "no")}
        self.namesakes = {
            n
            for n, (count, _) in names(corpora, "first").items()
            if count >= 100 and counts.get(n, 0) < 2_000 and n not in everyday_towns
        }
        self.double = {word.casefold() for word in AMBIGUOUS}
        self.namesakes -= self.double | set(_MONTHS)
        self.drawn: dict[str, tuple[list[str], list[float]]] = {}
        self.listed: dict[str, set[str]] = {}
        for kind in ("first", "last"):
            listed = names(corpora, kind)
            everyday = {n for n in listed if counts.get(n, 0) > 3_000 and listed[n][0] < 500}
            usable = sorted(n for n in listed if n not in everyday and len(n) > 1)
            weights = [(listed[n][0] + 30) ** 0.5 for n in usable]
            self.listed[kind] = set(usable)
            self.drawn[kind] = (usable, weights)
        # the lists hold foreign names too: only what ends like a Danish or Norwegian word is taken for one
        self.words = sorted(
            w
            for w in counts
            if _ORDINARY.search(w) and w.isalpha() and not any(w in self.listed[k] for k in self.listed)
        )
        self._pool: dict[str, list[str]] = {"first": [], "last": []}
        self.places = [p.title() for p in sorted(towns(corpora)[0])]

    def draw(self, kind: str) -> str:
        """A name in title case; kind is first or last."""
        rng = self.rng
        usable, weights = self.drawn[kind]
        luck = rng.random()
        if luck < 0.5:
            if not self._pool[kind]:
                self._pool[kind] = rng.choices(usable, weights, k=20_000)
            name = self._pool[kind].pop()
        elif luck < 0.72:
            name = rng.choice(usable)
        elif luck < 0.84:
            return rng.choice(FOREIGN[kind])
        elif luck < 0.95:
            return rng.choice(AMBIGUOUS)
        else:
            one, two = rng.choice(usable), rng.choice(usable)
            name = one[: rng.randint(2, 5)] + two[-rng.randint(2, 5) :]
        name = name.title()
        if (kind == "last" and rng.random() < 0.05) or (kind == "first" and rng.random() < 0.04):
            name = f"{name}-{rng.choice(usable).title()}"
        return name

    def word(self) -> str:
        """An ordinary word that few texts have: from the subtitles' lists, or two of their words put together."""
        if self.rng.random() < 0.08:
            return self.rng.choice(FOREIGN_WORDS).lower()
        one = self.rng.choice(self.words)
        return one if self.rng.random() < 0.5 else one + self.rng.choice(("", "", "s")) + self.rng.choice(self.words)

    def firm(self) -> str:
        """A firm, a brand or a product that nobody has heard of."""
        rng = self.rng
        if rng.random() < 0.25:
            return rng.choice(BRANDS)
        word = self.word().title()
        letters = "".join(rng.choice("ABDEFGHIKLMNOPRSTUV") for _ in range(rng.randint(2, 4)))
        forms = (word, letters, f"{word} {rng.choice(_FIRM_ENDINGS)}", f"{word} {self.word().title()}")
        forms += (f"{self.draw('last')} {rng.choice(_TRADES)}", f"{word} {rng.randint(2, 900)}")
        return rng.choice(forms)


def mistyped(word: str, rng: random.Random) -> str:
    """The word with one letter dropped, doubled, swapped or changed."""
    if len(word) < 4:
        return word
    i = rng.randint(1, len(word) - 2)
    return rng.choice(
        (
            word[:i] + word[i + 1 :],
            word[:i] + word[i] + word[i:],
            word[:i] + word[i + 1] + word[i] + word[i + 2 :],
            word[:i] + rng.choice("aeiorsnltdøåæyk") + word[i + 1 :],
        )
    )


class Swapper:
    """Replaces the names of one document, the same name by the same name everywhere."""

    def __init__(self, drawer: Names) -> None:
        self.drawer, self.rng = drawer, drawer.rng
        self.mapped: dict[str, str] = {}

    def document(self, document: Document) -> Document:
        """The document with other people in it."""
        pieces = [replace(p, text=self.piece(p.text)) if p.label in ("PER", "ANY") else p for p in document.pieces]
        whole = {k: v for k, v in self.mapped.items() if len(k) > 3}
        if document.kind in TALKS:
            pieces = [p if p.marked else replace(p, text=self.namesakes(p.text)) for p in pieces]
        if whole:
            within = re.compile("|".join(sorted(map(re.escape, whole), key=len, reverse=True)), re.I)

            def other(m: re.Match[str]) -> str:
                return recased(whole.get(m.group().casefold(), m.group()), m.group()).replace("-", "").replace("'", "")

            pieces = [replace(p, text=within.sub(other, p.text)) if p.label == "LOOSE" else p for p in pieces]
        return replace(document, pieces=tuple(pieces))

    def namesakes(self, text: str) -> str:
        """Pets, storms and things that bear a person's name get another, so that only what is said of them tells."""

        def other(match: re.Match[str]) -> str:
            word = match.group()
            low = word.casefold()
            if word.islower() or low in self.mapped or low not in self.drawer.namesakes or self.rng.random() < 0.5:
                return word
            return recased(self.drawer.draw("first"), word)

        return _WORD.sub(other, text)

    def piece(self, surface: str) -> str:
        """A name with each of its words replaced."""
        if _SPELT.match(surface):
            letters = "".join(c for c in surface if c.isalpha())
            gap = re.search(r"[^\w]+", surface)
            new = self.word(letters, "first" if len(self.mapped) % 2 else "last")
            new = "".join(c for c in new if c.isalpha())
            return (gap.group() if gap else " ").join(recased(new, letters))
        words = list(_WORD.finditer(surface))
        out, last = [], 0
        comma = "," in surface
        for i, m in enumerate(words):
            kind = "first" if (i == 0) != comma or (i + 1 < len(words) and not comma) else "last"
            if comma and i == 0:
                kind = "last"
            out += [surface[last : m.start()], self.word(m.group(), kind)]
            last = m.end()
        return "".join([*out, surface[last:]])

    def word(self, word: str, kind: str) -> str:
        """Another name for one word of a name, in its case and with its genitive."""
        low = word.casefold()
        if len(word) == 1:
            new = self.mapped.setdefault(low, self.rng.choice("ABCDEFGHIJKLMNOPRSTUVØÅ"))
            return recased(new, word) if word.islower() else new
        if low in self.mapped:
            return recased(self.mapped[low], word)
        base = low[:-1] if low.endswith("s") and len(low) > 3 else low
        if base in self.mapped:
            return recased(genitive(self.mapped[base]), word)
        if low in self.drawer.listed["first"] and low not in self.drawer.listed["last"]:
            kind = "first"
        elif low in self.drawer.listed["last"] and low not in self.drawer.listed["first"]:
            kind = "last"
        elif low not in self.drawer.listed[kind] and base in self.drawer.listed["first"] and base != low:
            self.mapped[base] = self.drawer.draw("first")
            return recased(genitive(self.mapped[base]), word)
        self.mapped[low] = self.drawer.draw(kind)
        return recased(self.mapped[low], word)


def genitive(name: str) -> str:
    """The name in the genitive."""
    return f"{name}'" if name[-1] in "sxz" else f"{name}s"


def vary(document: Document, drawer: Names, swap: float = 0.6) -> Document:
    """One random variation of a document.

    Args:
        document: a conversation or sentences.
        drawer: where names come from; its generator decides everything.
        swap: the share of documents that get other names.
    """
    rng = drawer.rng
    if rng.random() < swap:
        document = Swapper(drawer).document(document)
    if document.kind in TALKS:
        document = renumbered(document, drawer)
    pieces = list(document.pieces)
    talk = document.kind in (*TALKS, "made")  # edited text names the firms and uses the words that people know
    if rng.random() < (0.5 if talk else 0.25):
        pieces = [_elsewhere(p, drawer) if rng.random() < 0.5 else p for p in pieces]
    if rng.random() < (0.5 if talk else 0.3):
        share = rng.choice((0.02, 0.05, 0.1))
        pieces = [p if p.marked else replace(p, text=unfamiliar(p.text, drawer, share)) for p in pieces]
    if rng.random() < 0.1:
        pieces = [
            replace(p, text=mistyped(p.text, rng)) if p.label == "PER" and p.text.isalpha() else p for p in pieces
        ]
    luck = rng.random()
    lower = 0.2 if document.kind == "voice" else 0.3 if talk else 0.25
    if luck < lower:
        pieces = [replace(p, text=p.text.lower()) for p in pieces]
    elif luck < lower + 0.03:
        pieces = [replace(p, text=p.text.upper()) for p in pieces]
    elif luck < lower + 0.10:
        pieces = [replace(p, text=p.text.lower()) if p.label == "PER" and rng.random() < 0.7 else p for p in pieces]
    if (luck < lower and rng.random() < 0.5) or rng.random() < 0.05:
        pieces = [
            p if p.marked else replace(p, text=re.sub(r"[.,;:!?»«\"()]+(?=\s|$)|(?<=\s)[(«\"]", "", p.text))
            for p in pieces
        ]
    if rng.random() < 0.05:
        pieces = [p if p.marked else replace(p, text=p.text.translate(_NO_NORDIC)) for p in pieces]
    return replace(document, pieces=tuple(p for p in pieces if p.text))


def _elsewhere(piece: Piece, drawer: Names) -> Piece:
    """Another place, firm or product for one that is a single word or two."""
    if piece.label == "LOC" and piece.text.isalpha():
        return replace(piece, text=recased(drawer.rng.choice(drawer.places), piece.text))
    if piece.label in ("ORG", "MISC") and piece.text[0].isupper() and len(piece.text) < 25:
        return replace(piece, text=drawer.firm())
    return piece


def unfamiliar(text: str, drawer: Names, share: float) -> str:
    """The text with some of its ordinary words made rare: what is unheard of is not therefore a name."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if drawer.rng.random() >= share:
            return word
        luck = drawer.rng.random()
        if luck < 0.4:
            new = mistyped(word, drawer.rng) if luck < 0.25 else drawled(word, drawer.rng)
        else:
            new = drawer.word()
        return new.title() if word[0].isupper() and word[1:].islower() else new

    return _LONG.sub(other, text)


def drawled(word: str, rng: random.Random) -> str:
    """The word as forums draw it out, or write it by ear: *heeej*, *saa*, *gutr*.

    >>> drawled("hej", random.Random(5))
    'hejjj'
    """
    i = rng.randrange(len(word))
    if rng.random() < 0.6:
        return word[:i] + word[i] * rng.randint(2, 4) + word[i + 1 :]
    return re.sub(r"(?<=\w)[eao](?=\w)", "", word, count=1) if rng.random() < 0.5 else word.replace("g", "q")


_LONG = re.compile(r"[^\W\d_]{4,}")
_NO_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
