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
    "er e som hedder heter heiter hed het var hete hedde lyder bliver blir blev ble jeg eg skrev skrive skreiv skrevet har havde hadde fik fekk "
    "fikk det den nu no vist visst egentlig eigentleg fremover heretter stadig fortsatt altså hans hennes hendes hennar mit mitt min mi dit ditt din "
    "deres dykkar ind inn på i appen siden sida hos jer dere dykk oss vi øh eh bare berre kun også vel ju jo portalen shoppen side nye ny nytt nyt "
    "gamle midlertidig midlertidige angiveligt satt sat oprettet står the is my was: med til logget logga innlogget indlogget samme mit: er: e:".split()
)
"""Words that may stand between the word for a credential and the credential."""
_JOINED_BY: Final = frozenset(
    (
        "er",
        "e",
        "som",
        "hedder",
        "heter",
        "heiter",
        "hed",
        "het",
        "var",
        "hedde",
        "hete",
        "lyder",
        "skrev",
        "skreiv",
        "bliver",
        "blir",
        "is",
        "med",
    )
)
_FOLLOW: Final = frozenset(
    "inde inne her der derinde og men eller hvis viss stemmer tror trur i med alt altså ja tak takk uden uten utan har ikke ikkje det den som sier seier når nar om vist visst hos på så".split()
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
        "registrerte oppretta bekræftet bekreftet afvist avvist avslått blokeret blokkert man kl klokken klokka nr kommet komme kom "
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


_DOMAINS: Final = (
    ".dk",
    ".no",
    ".com",
    ".se",
    ".net",
    ".org",
    ".example",
    ".pdf",
    ".jpg",
    ".png",
    ".docx",
    ".xlsx",
    ".mov",
    ".zip",
    ".app",
    ".shop",
    ".eu",
)


def _is_mixed(word: str) -> bool:
    """Whether a word mixes letters with digits or inner marks, as made-up names do and ordinary words do not."""
    letters = sum(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    inner = word[1:-1]
    if (
        letters < 3
        or ("_" not in word and any(c.isupper() for c in word[1:]) and not word[-1].isdigit())
        or word.lower().endswith(_DOMAINS)
        or not word[0].isalpha()
        or any(c in "!/#&%+*=()<>:;," for c in word)
    ):
        return False
    return (
        digits
        or "_" in inner
        or ("." in inner and ".." not in inner and len(word) > 5 and min(map(len, word.split("."))) > 0)
    )


def _plain(scan: Scan, words: list[tuple[int, int, str]], i: int) -> bool:
    """Whether an ordinary lower-case word at i is given as a credential: alone, or before words that end a statement."""
    start, end, raw = words[i]
    word = scan.text[start:end]
    if len(word) < 4 or not word.isalpha() or not word.islower() or word in _STOPS or word in _LINKS:
        return False
    if raw[-1] in ".,;)\"'" or i + 1 == len(words) or "\n" in scan.text[end : words[i + 1][0]]:
        return True
    following = scan.lower[words[i + 1][0] : words[i + 1][1]]
    return following in _FOLLOW


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
        told = -1
        for signal in scan.signals:
            if signal.kind == "USER" and signal.end + _MEMORY // 2 > told:
                low, told = max(signal.end, told), signal.end + _MEMORY // 2
                for name in _NAME_LIKE.finditer(scan.text, low, min(told, len(scan.text))):
                    parts = name[0].split(".")
                    if parts[0] in _TITLES:
                        continue
                    if len(parts) == 1 or (
                        max(map(len, parts)) > 3 < len(parts[-1]) + 1 and not name[0].endswith(_DOMAINS)
                    ):
                        found.append(Match(name.start(), name.end(), 0.5))
        yield from _again(scan, found)
        if "_" in scan.text:
            for name in _UNDERSCORED.finditer(scan.text):
                if not name[0].lower().endswith(_DOMAINS) and not _FILES.search(
                    scan.lower, max(0, name.start() - 70), name.end()
                ):
                    yield Match(name.start(), name.end(), 0.55)

    @staticmethod
    def _after(scan: Scan, position: int, signal: str) -> Iterator[Match]:
        noun = "nav" in signal or "nam" in signal or signal in ("login", "username", "brugeren", "brukeren", "brukaren")
        words = _words(scan, position, 120)
        linked = joined = scan.text[position : position + 2].strip() in (":", "=")
        lines = others = 0
        sure = scan.text[position : position + 1] not in (".", "!", "?")
        for i, (start, end, raw) in enumerate(words[:14]):
            word = scan.lower[start:end]
            sure = sure and word not in _NEGATIONS
            line = scan.text[words[i - 1][1] if i else position : start].count("\n")
            lines += line
            if lines > 2 or (word.find("@") > 0) or word in _ABORT:
                return
            if not word:
                continue
            if _is_mixed(scan.text[start:end]):
                if not any(kind in ("THING", "REFERENCE") for distance, kind in scan.before(start, 12) if distance < 2):
                    yield Match(start, words[_extended(words, i, scan)][1], 0.85 if lines == 0 else 0.7)
                return
            if word in _LINKS:
                joined = (
                    word in _JOINED_BY and (noun or word in ("som", "med", "hedder", "heter", "heiter"))
                ) or raw.endswith(":")
                linked = linked or joined
                continue
            last = _extended(words, i, scan)
            if sure and last > i and (joined or (noun and i == 0)) and word.isalpha() and word not in _STOPS:
                yield Match(start, words[last][1], 0.75)
                return
            if (
                sure
                and lines == 0
                and (noun or signal.startswith("log"))
                and (joined or (noun and i == 0))
                and _plain(scan, words, i)
            ):
                yield Match(start, end, 0.55)
                return
            joined = raw.endswith(":")
            sure = sure and raw[-1] not in ".!?"
            others = 0 if line else others + 1
            if others > 4:
                return


_TITLES: Final = frozenset(("cand", "mag", "dr", "prof", "lic", "stud", "ing", "adv", "www", "art", "inkl", "ekskl"))
_NAME_LIKE: Final = re.compile(
    r"(?<![\w@/.:#-])(?:[a-zæøå]{4,}\d{1,4}[a-zæøå]*|[a-zæøå]+(?:\.[a-zæøå]+){1,3}\d{0,4})(?=[\s,;)!?»\"]|\.(?:\s|$)|$)"
)
_FILES: Final = re.compile(
    r"\b(?:img|dsc|vid|pdf|scan|fil(?:en|er|a|ene|erne)?|vedh\w*|vedl\w*|bild\w*|billed\w*|bilet\w*|skærm\w*|skjerm\w*|dokument\w*)(?:\b|_)|_pdf$"
)
_UNDERSCORED: Final = re.compile(
    r"(?<![\w./@:#?=&-])[a-zæøå][a-zæøå0-9.]{1,20}_[a-zæøå0-9][\w.-]{0,24}(?<![._-])(?![\w/@]|\.\w{3,4}\b)"
)
_ABORT: Final = frozenset(
    "kode koden passord passordet password adgangskode adgangskoden kodeord kodeordet mitid bankid telefon telefonnummer".split()
)
_NEGATIONS: Final = frozenset("ikke ikkje forkert feil glemt gløymt virker verkar virkar".split())
_REMEMBERED: Final = 12


def _again(scan: Scan, matches: list[Match]) -> Iterator[Match]:
    """The matches, and the other places where a made-up word among them stands."""
    yield from matches
    words = {scan.lower[m.start : m.end] for m in matches[:_REMEMBERED]}
    for word in sorted(words):
        if " " in word or not any(not c.isalpha() for c in word):
            continue
        at = scan.lower.find(word)
        while at >= 0:
            end = at + len(word)
            if not scan.lower[end : end + 1].isalnum() and (
                at == 0 or not (scan.lower[at - 1].isalnum() or scan.lower[at - 1] in "@/.")
            ):
                yield Match(at, end, 0.6)
            at = scan.lower.find(word, end)


class PasswordRecognizer(IdentifierRecognizer):
    """Passwords that follow a word for them; an ordinary word counts only where it is clearly given as one."""

    ENTITY: ClassVar[str] = "PASSWORD"
    CONTEXT: ClassVar[tuple[str, ...]] = ("password", "passord", "adgangskode", "kodeord", "kode", "koden")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        matches: list[Match] = []
        told = -_MEMORY
        for signal in scan.signals:
            if signal.kind == "PASSWORD":
                matches.extend(self._after(scan, signal.end, scan.lower[signal.start : signal.end]))
                if signal.start >= told:
                    low = max(signal.start, told)
                    told = signal.end + _MEMORY
                    matches.extend(self._made_up(scan, low, told))
            elif signal.kind == "CODE" and scan.lower.startswith(_SECRET_CODES, signal.start):
                code = _SHORT_CODE.match(scan.lower, signal.end, signal.end + 40)
                if code:
                    yield Match(code.start(1), code.end(1), 0.5)
        yield from _again(scan, matches)

    @staticmethod
    def _made_up(scan: Scan, low: int, high: int) -> Iterator[Match]:
        """Words that are built as passwords are, some way after a word for them."""
        for found in _LOUD.finditer(scan.text, low, min(high, len(scan.text))):
            word = found[0]
            if not any(
                kind in ("THING", "REFERENCE", "CUSTOMER", "EMPLOYEE")
                for distance, kind in scan.before(found.start(), 12)
                if distance < 2
            ):
                if word[1:].islower() or not word.replace("-", "").isupper():
                    yield Match(found.start(), found.end(), 0.5)

    @staticmethod
    def _after(scan: Scan, position: int, signal: str) -> Iterator[Match]:
        named = not signal.startswith("kode") or signal.startswith("kodeord")
        key = signal.startswith("tast")
        words = _words(scan, position, 140)
        joined = scan.text[position : position + 2].strip() in (":", "=")
        lines = others = 0
        sure = scan.text[position : position + 1] not in (".", "!", "?")
        for i, (start, end, raw) in enumerate(words[:18]):
            sure = sure and scan.lower[start:end] not in _NEGATIONS
            line = scan.text[words[i - 1][1] if i else position : start].count("\n")
            lines += line
            word = scan.lower[start:end]
            if lines > 2:
                return
            if not word:
                continue
            if _is_made_up(scan.text[start:end]):
                if any(
                    kind in ("THING", "REFERENCE", "PHONE", "CUSTOMER")
                    for distance, kind in scan.before(start, 12)
                    if distance < 2
                ):
                    return
                if named or not scan.text[start:end].replace("-", "").isupper():
                    end = words[_extended(words, i, scan)][1]
                    yield Match(start, end + (scan.text[end : end + 1] == "!"), 0.85 if lines == 0 else 0.7)
                return
            if word in _LINKS:
                joined = (word in _JOINED_BY and word not in ("som", "med")) or raw.endswith(":")
                continue
            last = _extended(words, i, scan)
            if last == i and joined and i + 1 < len(words) and len(word) > 3 and words[i + 1][2].isalpha():
                last = _extended(words, i + 1, scan)
                last = last if last > i + 1 else i
            if (
                last > i
                and sure
                and not key
                and (joined or (named and i == 0))
                and word.isalpha()
                and word not in _STOPS
                and not _is_number_word(word)
            ):
                yield Match(start, words[last][1], 0.7)
                return
            if (
                sure
                and joined
                and named
                and lines == 0
                and len(word) > 5
                and _plain(scan, words, i)
                and not _PARTICIPLE.search(word)
            ):
                yield Match(start, end, 0.5)
                return
            joined = raw.endswith((":", ","))
            sure = sure and raw[-1] not in ".!?"
            others = 0 if line else others + 1
            if others > 6:
                return


_SECRET_CODES: Final = ("pin", "puk", "engangs", "sikkerhedskode", "bekræftelseskode", "smskode", "otp", "dørkode")
_SHORT_CODE: Final = re.compile(r"[-:. ]*(?:koden?|kode)?[: ]*(?:er|e|:)?[: ]*(\d{3,4} ?\d{1,4})(?![\w])")
_MEMORY: Final = 600
_LOUD: Final = re.compile(
    r"(?<![\w@/.-])(?:[^\W_]{2,}[!#&$*%?][^\W_]{2,}!?|[A-ZÆØÅ][a-zæøå]{3,}[-_.]?\d{1,4}(?:[A-Z][a-z]+)?!?|[a-zæøå]{5,}\d{1,4}|[A-Za-zæøå]{4,}_\d\w*)"
    r"(?=[\s.,;:)!?»\"]|$)"
)
"""How passwords look: words with marks within, or with a number behind them."""
_PARTICIPLE: Final = re.compile(
    r"(?:et|te|ig|igt|lig|bar|bart|ende|isk|ert|rt|lt|nt|dt|st|ste|ere|ene|erne|ane|er|ar|al|aal|del)$"
)


_INNER_MARK: Final = re.compile(r"\w[!#&%$*+=]\w")


def _is_made_up(word: str) -> bool:
    """Whether a word is built as a password is: letters with digits or marks, not a date, time, link or address."""
    if (
        len(word) < 5
        or "@" in word[1:-1]
        or "/" in word
        or word.lower().startswith(("http", "0x"))
        or word.lower().endswith(_DOMAINS)
    ):
        return False
    letters = sum(c.isalpha() for c in word)
    digits = sum(c.isdigit() for c in word)
    if letters < 3:
        return False
    return (digits > 0 and len(word) > 5) or bool(_INNER_MARK.search(word))
