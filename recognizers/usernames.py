"""Usernames, written or read aloud, where the text says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.common_words import common_words
from slor.recognizers.credentials import (
    DOMAINS,
    JOINED_BY,
    LINKS,
    MEMORY,
    NEGATIONS,
    STOPS,
    extended,
    is_mixed,
    is_plain,
    repeated,
    short_answer,
    words_after,
)
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan


class UsernameRecognizer(IdentifierRecognizer):
    """Usernames and logins that follow a word for them, in one word or read aloud ("mette understreg holm").

    A name with an underscore is found anywhere: nobody writes so of anything else but files, which are left out.
    """

    ENTITY: ClassVar[str] = "USERNAME"
    CONTEXT: ClassVar[tuple[str, ...]] = (
        "brugernavn",
        "brukernavn",
        "brukarnamn",
        "login",
        "bruger",
        "bruker",
        "logger",
    )

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        found = [
            match
            for signal in scan.signals
            if signal.kind == "USER"
            for match in self._after(scan, signal.end, scan.lower[signal.start : signal.end])
        ]
        for signal in scan.signals:
            if signal.kind == "USER" and (answer := short_answer(scan, signal.end)):
                found.append(Match(*answer, 0.65))
        if "#" in scan.text:
            found.extend(Match(name.start(), name.end(), 0.75) for name in _NUMBERED_TAG.finditer(scan.text))
        if "vipps" in scan.lower or "mobilepay" in scan.lower:
            names = (match.span(1) for match in _PAID.finditer(scan.text))
            found.extend(Match(*name, 0.6) for name in names if scan.lower[slice(*name)] not in STOPS | common_words())
        if "user" in scan.lower or "@" in scan.text:
            found.extend(Match(*name.span(1), 0.7) for name in _LOGGED.finditer(scan.text) if is_logged(name[1]))
        told = -1
        for signal in scan.signals:
            if signal.kind == "USER" and signal.end + MEMORY // 2 > told:
                low, told = max(signal.end, told), signal.end + MEMORY // 2
                for name in _NAME_LIKE.finditer(scan.text, low, min(told, len(scan.text))):
                    parts = name[0].split(".")
                    if parts[0] in _TITLES:
                        continue
                    if len(parts) == 1 or (
                        max(map(len, parts)) > 3 < len(parts[-1]) + 1 and not name[0].endswith(DOMAINS)
                    ):
                        found.append(Match(name.start(), name.end(), 0.5))
        found.extend(_stated_otherwise(scan))
        yield from repeated(scan, found)
        if "\\" in scan.text:
            for name in _IN_DOMAIN.finditer(scan.text):
                yield Match(name.start(), name.end(), 0.75)
        if "_" in scan.text:
            for name in _UNDERSCORED.finditer(scan.text):
                if not name[0].lower().endswith(DOMAINS) and not _FILES.search(
                    scan.lower, max(0, name.start() - 70), name.end()
                ):
                    yield Match(name.start(), name.end(), 0.55)

    @staticmethod
    def _after(scan: Scan, position: int, signal: str) -> Iterator[Match]:
        noun = "nav" in signal or "nam" in signal or signal in ("login", "username", "brugeren", "brukeren", "brukaren")
        if signal.startswith("kallena") and scan.text.endswith("under ", 0, position - len(signal)):
            return  # what things go by: "går under kallenavnet"
        words = words_after(scan, position, 120)
        linked = joined = scan.text[position : position + 2].strip() in (":", "=")
        lines = others = 0
        sure = scan.text[position : position + 1] not in (".", "!", "?")
        for i, (start, end, raw) in enumerate(words[:14]):
            word = scan.lower[start:end]
            sure = sure and word not in NEGATIONS
            line = scan.text[words[i - 1][1] if i else position : start].count("\n")
            lines += line
            if lines > 2 or (word.find("@") > 0) or word in _ABORT:
                return
            if not word:
                continue
            if is_mixed(scan.text[start:end]) or (
                (joined or i == 0) and noun and _HYPHENED.fullmatch(scan.text, start, end)
            ):
                if not any(kind in ("THING", "REFERENCE") for distance, kind in scan.before(start, 12) if distance < 2):
                    yield Match(start, words[extended(words, i, scan)][1], 0.85 if lines == 0 else 0.7)
                return
            if word in LINKS:
                joined = (word in JOINED_BY and (noun or word in ("som", "med", *_CALLED))) or raw.endswith(":")
                linked = linked or joined
                noun = noun or word in _CALLED
                continue
            last = extended(words, i, scan)
            if sure and last > i and (joined or (noun and i == 0)) and word.isalpha() and word not in STOPS:
                yield Match(start, words[last][1], 0.75)
                return
            if (
                sure
                and lines == 0
                and (noun or signal.startswith("log"))
                and (joined or (noun and i == 0))
                and is_plain(scan, words, i)
            ):
                yield Match(start, end, 0.55)
                return
            joined = raw.endswith(":")
            sure = sure and raw[-1] not in ".!?"
            others = 0 if line else others + 1
            if others > 4:
                return


_NUMBERED_TAG: Final = re.compile(r"(?<![\w.#/-])(?=[\w.]{0,30}[^\W\d_])[\w.]{2,32}#\d{4}(?![\w#])")
"""A user's name with its number, as Discord writes them: "kornblomst#4471"."""
_PAID: Final = re.compile(
    r"(?i:(?<!\w)(?:vipps|mobilepay)-?(?:navn|namn)(?:et)?(?: (?:mitt?|mi|hans|hendes|hennes|hennar))?"
    r"(?: (?:er|e|heter|hedder|heiter)|:)) @?([^\W\d_][\w-]{2,30}(?:\.[\w-]{1,30})?)(?!\w)"
)
"""What somebody is called where one pays by telephone: "vipps-navnet mitt er fjellrypa"."""
_LOGGED: Final = re.compile(
    r"(?<!\w)(?:[Uu]ser(?:name)?|USER|[Bb]ruger(?:en|navn(?:et)?)?|[Bb]ruker(?:en|navn(?:et)?)?|"
    r"[Bb]rukar(?:en|nam(?:n|net))?|[Ll]ogin|som|konto(?:en)?)(?: er| var)?[ =:]{1,2}[\"']?"
    r"([A-Za-zæøå][\w.-]{1,30}(?:@[A-Za-zæøåÆØÅ][\w-]{1,30})?)(?![\w@-]|\.\w)"
)
"""A user in a system's log, or at a computer: "user tlr@kontoret", "user=torgils_a"."""


def is_logged(name: str) -> bool:
    """Whether a word behind "user" is the name of one: at a computer, or with an underscore."""
    return "@" in name or "_" in name[1:-1]


_HYPHENED: Final = re.compile(r"(?!e-|it-|id-|wi-|ip-)[a-zæøå]{2,20}-[a-zæøå]{2,12}")
"""A user name with a hyphen: "brugernavnet sinyil-mid"."""
_CALLED: Final = ("hedder", "heter", "heiter")
_IN_DOMAIN: Final = re.compile(r"(?<![\w:\\/.])[A-Za-z][\w-]{1,15}\\[A-Za-z][\w.-]{1,20}(?![\w\\])")
"""A user of a Windows domain: "EKSTERN\\svea"."""
_ACCOUNT: Final = re.compile(r"(?: min| mi| mit| vår| vores)? (?:hedder|heter|heiter) ")
"""How an account that is no bank's goes on: "kontoen min heter fjellrev"."""
_NUMBERED: Final = re.compile(r" ([a-zæøå]{3,20}[._]?[a-zæøå]{0,12}\d{1,4})(?=[\s.,;)!?]|$)")
"""An account by a name with a number: "slette kontoen lillegull92"."""
_BACKWARD: Final = re.compile(
    r"(?<!\S)[\"'«]?((?=\S{0,28}[\d_])[^\s,;:\"'«»()]{4,30})"
    r"(?:[\"'»]? som |[^\n.?!]{0,24}(?:,| -) (?:det|den|dette|da) (?:er|e|må være|skal være|ska vere) |[\"'»]? er )"
    r"(?:(?:mitt?|min|mi|hans|hendes|hennes|hennar|vores|vårt|vår) )?$"
)
"""A name before the word for it: "slå jkr0412 op, det er mit login"."""
_WITH: Final = re.compile(
    r"(?:(?<!\w)(?:med|som|bruker|bruger|brukar|login|user|id)|:) "
    r"([a-zæøå][a-zæøå0-9]*[-._][a-zæøå0-9._-]{1,24}|[a-zæøå]{3,20}\d[a-zæøå0-9]{0,6})(?:,? og|,| med)? $"
)
"""A name that stands with its password: "logg inn med kaffi-gjest og passord"."""
_ONESELF: Final = re.compile(
    r"(?<!\w)(?:jeg|eg|æ|jæ|vi) (?:hedder|heter|heiter|er|e) (?:bare |berre )?@?([^\W\d_][\w.-]{2,30})(?<![.-])"
)
"""Who one is on a page or among others: "eg er hallv71 på mi side"."""


def _stated_otherwise(scan: Scan) -> Iterator[Match]:
    """Made-up names that stand before the word for them, behind "jeg er", or as what an account is called."""
    for signal in scan.signals:
        if signal.kind == "USER":
            before = _BACKWARD.search(scan.text, max(0, signal.start - 80), signal.start)
            if before and is_mixed(before[1]):
                yield Match(before.start(1), before.end(1), 0.7)
        elif signal.kind == "PASSWORD" and (before := _WITH.search(scan.text, max(0, signal.start - 50), signal.start)):
            if not before[1].lower().endswith(DOMAINS):
                yield Match(before.start(1), before.end(1), 0.7)
        elif signal.kind == "ACCOUNT" and (called := _ACCOUNT.match(scan.lower, signal.end)):
            words = words_after(scan, called.end(), 40)
            if words and (is_mixed(scan.text[words[0][0] : words[0][1]]) or is_plain(scan, words, 0)):
                yield Match(words[0][0], words[0][1], 0.6)
        elif signal.kind == "ACCOUNT" and scan.lower.startswith(("konto", "kontoen"), signal.start):
            numbered = _NUMBERED.match(scan.text, signal.end)
            if numbered and is_mixed(numbered[1]):
                yield Match(numbered.start(1), numbered.end(1), 0.6)
    for found in _ONESELF.finditer(scan.text):
        name = found[1]
        parts = name.lower().split(".")
        run_on = len(parts) > 1 and parts[-1] in common_words()
        if is_mixed(name) and not run_on and not parts[0].startswith("covid"):
            yield Match(found.start(1), found.end(1), 0.6)


_TITLES: Final = frozenset(("cand", "mag", "dr", "prof", "lic", "stud", "ing", "adv", "www", "art", "inkl", "ekskl"))
_NAME_LIKE: Final = re.compile(
    r"(?<![\w@/.:#-])(?:[a-zæøå]{4,}\d{1,4}[a-zæøå]*|[a-zæøå]+(?:\.[a-zæøå]+){1,3}\d{0,4})(?=[\s,;)!?»\"]|\.(?:\s|$)|$)"
)
_FILES: Final = re.compile(
    r"\b(?:img|dsc|vid|pdf|scan|fil(?:en|er|a|ene|erne)?|vedh\w*|vedl\w*|bild\w*|billed\w*|bilet\w*|skærm\w*|"
    r"skjerm\w*|dokument\w*)(?:\b|_)|_pdf$"
)
_UNDERSCORED: Final = re.compile(
    r"(?<![\w./@:#?=&-])[a-zæøå][a-zæøå0-9.]{1,20}_[a-zæøå0-9][\w.-]{0,24}(?<![._-])(?![\w/@]|\.\w{3,4}\b)"
)
_ABORT: Final = frozenset(
    "kode koden passord passordet password adgangskode adgangskoden kodeord kodeordet mitid bankid telefon "
    "telefonnummer".split()
)
