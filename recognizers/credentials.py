"""Usernames and passwords, written or read aloud, where the text says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from slor.recognizers.number_words import split_word
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_TOKEN: Final = re.compile(r"\S+")
_LINKS: Final = frozenset(
    (
        "er e : = som med hedder heter heiter hed het var til hete hedde lyder bliver blir bruger bruker brukar "
        "hvor jeg eg skrev skrive skreiv skrevet det den nu no da vist visst egentlig eigentleg fremover heretter "
        "stadig fortsatt altså hans hennes hendes hennar mit mitt min mi dit ditt din ind inn på brugernavn "
        "brugernavnet brukernavn brukernavnet brukarnamn brukarnamnet koden kode kodeordet passord passordet "
        "password adgangskode adgangskoden i appen siden sida hos jer dere dykk oss øh eh bare berre kun også og òg "
        "vi de du han hun ho har havde hadde fik fekk fikk ny nye nyt nytt gamle midlertidig midlertidige: login "
        "logget logga logge logger loggar jo så portalen shoppen min side mi webshoppen: samme angiveligt satt "
        "settes sat ændret endret oprettet står the is my was:"
    ).split()
)
_STOPS: Final = frozenset(
    (
        "ikke ikkje forkert feil rigtig rigtigt riktig rett låst laast spærret sperret sperra udløbet utløpt utgått "
        "ugyldig ugyldigt gyldig glemt gløymt væk vekk borte optaget opptatt opptatt sendt sent skiftet skifta "
        "byttet bytta ændret endret endra nulstillet nullstilt tilbage tilbake navn namn navnet namnet mail e-mail "
        "mailadresse epost e-post mitid bankid nemid vipps feide passord password kode koden kodeord brugernavn "
        "brukernavn adgangskode samme det den de der her deres dit din min mit mitt jeres dykkar noget noe noko "
        "ingen ingenting hvad hva kva hvor kor når hvis viss som at men eller og så saa også ogsaa for til fra frå "
        "med uden uten utan på i om en et ein ei eit to tre ja nei nej jo jeg eg du vi han hun ho kan skal vil må "
        "bør har var blev blei ble virker virkar verkar fungerer funker stemmer passer korrekt lang kort kortere "
        "lengre stort lille store små stor bokstav bogstav minst mindst mindre altid alltid aldrig aldri nu no nå "
        "helt heilt fullt fuldt bare berre kun egentlig vist visst lige like akkurat præcis presis okay ok takk tak "
        "tusen hej hei goddag agent kunde kunden bruger bruker brukar konto kontoen nummer nummeret telefon "
        "telefonnummer kundenummer app appen side siden sida nettsiden system systemet login ind inn op opp ned ud "
        "ut ukendt ukjent ukjend tom tomt aktiv aktivt inaktiv klar klart skiftes ændres byttes nulstilles "
        "nullstilles sikker sikkert usikker personlig personligt hemmelig hemmeligt admin administrator gæst gjest "
        "test forældet gammel ny nyt nytt nye standard dansk norsk engelsk sådan sånn slik derfor fordi dog mere "
        "mer meir igen igjen igjen nesten næsten udfyldt fyldt blank oprettet opprettet registreret registrert "
        "registrerte oppretta bekræftet bekreftet afvist avvist avslått blokeret blokkert man kommet komme kom "
        "kommer går gik gikk sagt skrevet skrive skriv hva? hvad? forsvundet ude ute"
    ).split()
)
_JOINTS: Final = frozenset(
    (
        "punktum punkt prik dot bindestreg bindestrek strek streg understreg understrek underscore underline "
        "skråstreg skråstrek udråbstegn utropstegn pluss plus hashtag havelåge krøllalfa snabel-a alfakrøll stjerne "
        "dollar tankestreg minus"
    ).split()
)
_STRIP: Final = ".,;:)(\"'»«?>]["


def _words(scan: Scan, position: int, reach: int) -> list[tuple[int, int, str]]:
    """Words after a position: offsets without the punctuation around them, and the word as it stands."""
    out = []
    for token in _TOKEN.finditer(scan.text, position, min(len(scan.text), position + reach)):
        start, end = token.span()
        while start < end and scan.text[start] in _STRIP:
            start += 1
        while end > start and scan.text[end - 1] in _STRIP:
            end -= 1
        out.append((start, end, token[0]))
    return out


def _is_number_word(word: str) -> bool:
    """Whether a word is a number in figures or letters."""
    return word.isdigit() or (
        len(word) > 1 and any(True for _ in split_word(word)) and word not in ("og", "en", "et", "ein", "ei", "i")
    )


def _extended(words: list[tuple[int, int, str]], first: int, scan: Scan) -> int:
    """The last word of what is read aloud from the first one on: joints, numbers, single letters."""
    last = first
    i = first + 1
    while i < len(words):
        start, end, raw = words[i]
        word = scan.lower[start:end]
        if "\n" in scan.text[words[i - 1][1] : start] or (
            words[i - 1][2][-1] in ",;:" and words[i - 1][1] - words[i - 1][0] > 1 and not word.isdigit()
        ):
            break
        if words[i - 1][2].endswith("."):
            break
        if word in _JOINTS:
            if (
                i + 1 < len(words)
                and word not in ("udråbstegn", "utropstegn")
                and "\n" not in scan.text[end : words[i + 1][0]]
            ):
                last = i + 1
                i += 2
                continue
            last = i
        elif _is_number_word(word):
            last = i
        elif not (len(word) == 1 and word.isalpha() and word not in "iåeæ"):
            break
        else:
            last = i
        i += 1
    return last


def _is_mixed(word: str) -> bool:
    """Whether a word mixes letters with digits or inner marks, as made-up names do and ordinary words do not."""
    letters = any(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    inner = word[1:-1]
    return len(word) > 2 and letters and (digits or "_" in inner or (inner.count(".") == 1 and len(word) > 5))


class UsernameRecognizer(IdentifierRecognizer):
    """Usernames and logins that follow a word for them, in one word or read aloud ("mette understreg holm")."""

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
        seen = -1
        for signal in scan.signals:
            if signal.kind == "USER" and signal.start > seen:
                seen = signal.start
                yield from self._after(
                    scan,
                    signal.end,
                    strong="nav" in scan.lower[signal.start : signal.end]
                    or "nam" in scan.lower[signal.start : signal.end],
                )

    @staticmethod
    def _after(scan: Scan, position: int, *, strong: bool) -> Iterator[Match]:
        words = _words(scan, position, 110)
        linked = scan.text[position : position + 2].strip() in (":", "=")
        lines = 0
        for i, (start, end, raw) in enumerate(words[:12]):
            word = scan.lower[start:end]
            before = scan.text[words[i - 1][1] if i else position : start]
            lines += before.count("\n")
            if lines > 2:
                return
            if not word or "@" in word or "/" in word:
                if "@" in word and not word.startswith("@"):
                    return
                continue
            if _is_mixed(scan.text[start:end]) and not word[0].isdigit():
                last = _extended(words, i, scan)
                yield Match(start, words[last][1], 0.85 if lines == 0 else 0.7)
                return
            if word in _LINKS:
                linked = (
                    linked
                    or word
                    in (
                        "er",
                        "e",
                        "som",
                        "med",
                        "hedder",
                        "heter",
                        "heiter",
                        "hed",
                        "het",
                        "var",
                        "til",
                        "hedde",
                        "lyder",
                    )
                    or raw.endswith(":")
                )
                continue
            last = _extended(words, i, scan)
            if last > i and (linked or strong) and word not in _STOPS:
                yield Match(start, words[last][1], 0.75)
                return
            if (
                linked
                and lines == 0
                and len(word) > 3
                and word.isalpha()
                and word not in _STOPS
                and word == scan.text[start:end]
            ):
                if strong or raw[-1] in ".,;)" or "\n" in scan.text[end : end + 1]:
                    yield Match(start, end, 0.55)
                return
            if (
                not linked
                and strong
                and i == 0
                and word.isalpha()
                and len(word) > 4
                and word not in _STOPS
                and scan.text[start:end].islower()
            ):
                yield Match(start, end, 0.45)
                return
            if linked or i > 6:
                return


class PasswordRecognizer(IdentifierRecognizer):
    """Passwords that follow a word for them; an ordinary word counts only where it is clearly given as one."""

    ENTITY: ClassVar[str] = "PASSWORD"
    CONTEXT: ClassVar[tuple[str, ...]] = ("password", "passord", "adgangskode", "kodeord", "kode", "koden")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for signal in scan.signals:
            if signal.kind == "PASSWORD":
                yield from self._after(
                    scan, signal.end, strong=len(scan.text[signal.start : signal.end].rstrip("r")) > 5
                )
        for run in scan.runs:
            kind, weight = scan.label(run)
            if kind == "CODE" and weight > 0.85 and 4 <= len(run.digits) <= 8 and not run.embedded and run.left != "-":
                yield Match(run.start, run.end, 0.5)

    @staticmethod
    def _after(scan: Scan, position: int, *, strong: bool) -> Iterator[Match]:
        words = _words(scan, position, 120)
        linked = scan.text[position : position + 2].strip() in (":", "=")
        lines = 0
        for i, (start, end, raw) in enumerate(words[:14]):
            before = scan.text[words[i - 1][1] if i else position : start]
            lines += before.count("\n")
            if lines > 2:
                return
            word = scan.lower[start:end]
            if not word:
                continue
            if _is_made_up(scan.text[start:end]):
                last = _extended(words, i, scan)
                if words[last][1] < len(scan.text) and scan.text[words[last][1] - 1].isalnum() and False:
                    continue
                yield Match(start, words[last][1], 0.85 if lines == 0 else 0.7)
                return
            if word in _LINKS:
                linked = (
                    linked
                    or word in ("er", "e", "hedder", "heter", "heiter", "hed", "het", "var", "skrev", "lyder", "som")
                    or raw.endswith(":")
                )
                continue
            last = _extended(words, i, scan)
            if last > i and linked and word not in _STOPS and not _is_number_word(word):
                yield Match(start, words[last][1], 0.7)
                return
            if (
                linked
                and strong
                and word.isalpha()
                and len(word) > 5
                and word not in _STOPS
                and not _PARTICIPLE.search(word)
            ):
                yield Match(start, end, 0.5)
                return
            if (linked and lines == 0) or i > 9:
                return


_PARTICIPLE: Final = re.compile(
    r"(?:et|te|ig|igt|lig|bar|bart|ende|isk|ert|rt|lt|nt|dt|st|ste|ere|ene|erne|ane|er|ar)$"
)


def _is_made_up(word: str) -> bool:
    """Whether a word is built as a password is: letters with digits or marks, not a date, time or address."""
    if len(word) < 5 or ("@" in word[1:-1] and "." in word) or "/" in word or word.startswith("http"):
        return False
    letters = sum(c.isalpha() for c in word)
    digits = sum(c.isdigit() for c in word)
    marks = sum(not c.isalnum() for c in word[:-1])
    return letters > 2 and (
        (digits > 0 and (letters + digits + marks > 5)) or any(c in "!#&%$*+?_=" for c in word[1:-1])
    )
