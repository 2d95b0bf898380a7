"""What words for usernames and passwords lead to: what both recognisers of credentials read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from slor.recognizers.common_words import common_words
from slor.recognizers.number_words import split_word
from slor.recognizers.recognizer import Match
from slor.recognizers.scan import Scan

NEGATIONS: Final = frozenset("ikke ikkje forkert feil glemt gløymt virker verkar virkar".split())
MEMORY: Final = 600
"""For how many characters after a word for a password its value may still be told."""
_TOKEN: Final = re.compile(r"\S+")
LINKS: Final = frozenset(
    "er e som hedder heter heiter hed het var hete hedde lyder bliver blir blev ble jeg eg skrev skrive skreiv "
    "skrevet har havde hadde fik fekk "
    "fikk det den nu no vist visst egentlig eigentleg fremover heretter stadig fortsatt altså hans hennes hendes "
    "hennar mit mitt min mi dit ditt din "
    "deres dykkar ind inn på i appen siden sida hos jer dere dykk oss vi øh eh bare berre kun også vel ju jo "
    "portalen shoppen side nye ny nytt nyt "
    "gamle midlertidig midlertidige angiveligt satt sat oprettet står the is my was: med til logget logga "
    "innlogget indlogget samme mit: er: e:".split()
)
"""Words that may stand between the word for a credential and the credential."""
JOINED_BY: Final = frozenset(
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
    "inde inne her der derinde og men eller hvis viss stemmer tror trur i med alt altså ja tak takk uden uten utan "
    "har ikke ikkje det den som sier seier når nar om vist visst hos på så".split()
)
STOPS: Final = frozenset(
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
        "registrerte oppretta bekræftet bekreftet afvist avvist avslått blokeret blokkert man kl klokken klokka nr "
        "kommet komme kom "
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


def words_after(scan: Scan, position: int, reach: int) -> list[tuple[int, int, str]]:
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


def is_number_word(word: str) -> bool:
    """Whether a word is a number in figures or letters."""
    return word.isdigit() or (
        len(word) > 1 and any(True for _ in split_word(word)) and word not in ("og", "en", "et", "ein", "ei", "i")
    )


def extended(words: list[tuple[int, int, str]], first: int, scan: Scan) -> int:
    """The last word of what is read aloud from the first one on: joints, numbers, single letters."""
    last = first
    i = first + 1
    while i < len(words):
        start, end, _ = words[i]
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
        elif is_number_word(word):
            last = i
        elif not (len(word) == 1 and word.isalpha() and word not in "iåeæ"):
            break
        else:
            last = i
        i += 1
    return last


_SHORT_ANSWER: Final = re.compile(
    r"[^\n?]{0,24}\?[^\n]{0,24}\n(?:(?:ja|jo|jau|tak|takk|det er|de er|den er|mine er|mitt? er|mi er|er)[,:]? ){0,2}"
    r"([a-zæøå]{2,5})(?=[ .,!]{0,2}(?:$|\n))"
)


def short_answer(scan: Scan, position: int) -> tuple[int, int] | None:
    """The few small letters that are the whole answer to a question whose word for them ends at a position.

    Args:
        scan: the shared scan.
        position: the end of "initialer" or "login".

    Returns:
        Start and end of "lhk" in "Dine initialer?" - "lhk"; None for words that anybody says.
    """
    found = _SHORT_ANSWER.match(scan.text, position)
    if found is None or found[1] in common_words() or found[1] in STOPS or found[1] in LINKS:
        return None
    return found.span(1)


DOMAINS: Final = (
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


CODED: Final = re.compile(r"[A-ZÆØÅ]{1,6}-\d{2,5}")
"""An error's code: "AUTH-302"."""
_TAGGED: Final = re.compile(r"(?<=\w)#\d{3,5}$")
"""The number that tells namesakes apart on Discord: viking99#4471."""


def is_mixed(word: str) -> bool:
    """Whether a word mixes letters with digits or inner marks, as made-up names do and ordinary words do not."""
    word = _TAGGED.sub("", word)
    letters = sum(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    inner = word[1:-1]
    if (
        letters < 3
        or CODED.fullmatch(word)
        or ("_" not in word and any(c.isupper() for c in word[1:]) and not word[-1].isdigit())
        or word.lower().endswith(DOMAINS)
        or not word[0].isalpha()
        or any(c in "!/#&%+*=()<>:;," for c in word)
    ):
        return False
    return (
        digits
        or "_" in inner
        or ("." in inner and ".." not in inner and len(word) > 5 and min(map(len, word.split("."))) > 0)
    )


def is_plain(scan: Scan, words: list[tuple[int, int, str]], i: int) -> bool:
    """Whether an ordinary lower-case word at i is given as a credential: alone, or before the end of a statement."""
    start, end, raw = words[i]
    word = scan.text[start:end]
    if len(word) < 4 or not word.isalpha() or not word.islower() or word in STOPS or word in LINKS:
        return False
    if word.endswith(_KINDS):
        return False
    if raw[-1] in ".,;)\"'" or i + 1 == len(words) or "\n" in scan.text[end : words[i + 1][0]]:
        return True
    following = scan.lower[words[i + 1][0] : words[i + 1][1]]
    return following in _FOLLOW


_KINDS: Final = ("kunde", "konto", "bruger", "bruker", "brukar", "abonnent")
"""What somebody is rather than what he is called: "logger ind som privatkunde"."""
_REMEMBERED: Final = 12


def repeated(scan: Scan, matches: list[Match]) -> Iterator[Match]:
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
