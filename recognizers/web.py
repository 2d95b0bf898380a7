"""Web addresses that carry a person's identifier, coordinates, and profile handles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final
from urllib.parse import unquote

from slor.recognizers import gates
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'»«]+|(?<![\w@.-])[\w-]+(?:\.[\w-]+)+/[^\s<>\"'»«]+", re.I)
_PERSONAL_FOLDERS: Final = frozenset(
    "kunde kunder kunda bruger brugere bruker brukere brukar u user users profil profile profiler medlem medlemmer "
    "p g m min minside min-side mine "
    "ansatte ansatt medarbejder medarbejdere folk people konto abo ejer eier eigar klient elev elever pasient "
    "patient borger sag sak spor upload album "
    "mine-recepter recepter fullmakt samtykke plan besok sjekkliste innsyn in person personer team lejer leier s "
    "id customer account".split()
)
_PERSONAL_KEYS: Final = re.compile(
    r"(?:^|[?&;])(navn|name|gæst|gaest|gjest|guest|ansatt?|login|brugernavn|brukernavn|username|elev|pasient|patient|kunde|kundenr|kundeid|borger|medlem|bruger|bruker|brukar|user|userid|email|mail|"
    r"epost|tlf|telefon|phone|mobil|cpr|fnr|id|u|uid|cid|person|konto)=([^&;#]+)",
    re.I,
)
_LONG_ID: Final = 4
"""An `id` of fewer characters is a page's."""
_PROFILES: Final = re.compile(
    r"(?:^|\.)(?:facebook|instagram|linkedin|twitter|x|tiktok|snapchat|threads|strava|twitch)\.(?:com|net|tv)$|"
    r"^(?:m\.me|t\.me|fb\.me)$"
)
"""Where a path is a person's, if it is not one of the site's own pages."""
_NO_PROFILES: Final = frozenset(
    "groups pages events watch marketplace help about jobs company school hashtag explore reel p posts share sharer "
    "legal business policies privacy settings home search".split()
)
_COMMON_PAGES: Final = frozenset(
    "faktura login logind hjelp hjaelp hjælp help support kontakt faq index forside betal betaling bestil "
    "bestilling ordre status priser pris vilkaar "
    "vilkår nyheder nyheter artikkel artikel side sider produkt produkter kampagne driftsstatus drift dekning "
    "daekning om retur returner app".split()
)
_NAME_SLUG: Final = re.compile(r"[a-zæøåäöüé]{2,}(?:[.\-_][a-zæøåäöüé]{1,}){1,4}(?:[-_.]?\d{1,4})?")
_NAME_DIGITS: Final = re.compile(r"[a-zæøåäöüé]{4,}\d{1,6}|[a-zæøåäöüé]+_[a-zæøåäöüé\d]+")


class PersonalUrlRecognizer(IdentifierRecognizer):
    """Web addresses with a name, number or address of a person in path or query; other addresses stay."""

    ENTITY: ClassVar[str] = "URL"
    CONTEXT: ClassVar[tuple[str, ...]] = ("link", "lenke", "lenkje", "side", "profil", "url")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        if "/" in scan.text or "www." in scan.lower:
            for found in _URL.finditer(scan.text):
                end = found.end()
                while end > found.start() and scan.text[end - 1] in ".,;:!?)]}>*":
                    end -= 1
                if is_personal_url(scan.lower[found.start() : end]):
                    yield Match(found.start(), end, 0.9)
        if "skråstre" in scan.lower or " slash " in scan.lower:
            yield from _spoken(scan)


def is_personal_url(url: str) -> bool:
    """Whether a web address points to one person.

    Args:
        url: the address in lower case.

    Returns:
        True where its query has a person's value, or its path a profile, a name, an e-mail address or a long number.

    >>> is_personal_url("https://min.example/kunde/mette-holm"), is_personal_url("https://example.dk/priser/mobil")
    (True, False)
    """
    rest = url.partition("://")[2] or url
    path = rest.partition("/")[2]
    path, _, query = unquote(path).partition("?")
    if query and any(
        len(value[2]) >= _LONG_ID if value[1].endswith("id") else not value[2].isalpha() or len(value[2]) > 3
        for value in _PERSONAL_KEYS.finditer("?" + query)
    ):
        return True
    parts = [part for part in path.split("/") if part]
    if parts and _PROFILES.search(rest.partition("/")[0]) and parts[0] not in _COMMON_PAGES | _NO_PROFILES:
        return len(parts[-1]) > 3
    tracked = _TRACKING.search(rest) is not None
    for before, part in zip(["", *parts], parts, strict=False):
        if "@" in part or (_is_numbered(part) and not tracked):
            return True
        folder = before in _PERSONAL_FOLDERS and not (before in _SHORT_FOLDERS and _SHARED.fullmatch(part))
        if (
            folder
            and part not in _COMMON_PAGES
            and part not in _PERSONAL_FOLDERS
            and (len(part) > 3 or _NAME_SLUG.fullmatch(part))
        ):
            return True
        if _NAME_SLUG.fullmatch(part) and not _is_page(part) and len(parts) <= 3 and "." not in part[-5:]:
            return _looks_named(part)
    return False


_SHORT_FOLDERS: Final = frozenset("p g m s u album upload".split())
_SHARED: Final = re.compile(r"(?=[a-z-]{0,40}\d)[a-z\d_-]{4,40}")
"""What files are shared by: letters and digits at random."""
_TRACKING: Final = re.compile(
    r"(?:^|[./-])(?:track\w{0,5}|spor(?:ing\w{0,3})?|sporpakke|pakkespor\w{0,4}|tt)(?:[./?-]|$)"
)
"""Where a parcel is: its number is the parcel's."""


def _is_numbered(part: str) -> bool:
    """Whether a part of a path has six digits or more and is no date."""
    return sum(c.isdigit() for c in part) >= 6 and not re.fullmatch(r"\d{4}-\d\d-\d\d.*", part)


_PAGE_WORDS: Final = frozenset(
    "og til for fra med den det de en et om din dit min mit ny nye mobil bredband bredbånd internett internet tv "
    "abonnement abonnementer kunde service "
    "kundeservice hjelp hjaelp side sider bestil bestill betal faktura drift dansk norsk vilkaar vilkar personvern "
    "privatliv cookie cookies politik "
    "status regning sporing pakke retur app apps login logg inn mine sider selvbetjening selvbetjent hvordan slik "
    "sadan spørsmål sporsmal svar ofte stilte "
    "gave kort tilbud salg butik butikk produkt produkter router ruter sim esim simkort nummer flytte flytting "
    "flytning flyt opsigelse oppsigelse skjema skema "
    "blanket ordre kontakt oss os chat guide manual download fiber wifi samtykke fullmakt aktiver ret rediger "
    "endre konto recepter mine-recepter udbetaling".split()
)


def _is_page(part: str) -> bool:
    """Whether a part of a path is made of the words of ordinary pages."""
    return any(word in _PAGE_WORDS for word in re.split(r"[.\-_\d]+", part))


def _looks_named(part: str) -> bool:
    """Whether a part of a path can be a person's name: two to four words, none very long."""
    words = [w for w in re.split(r"[.\-_\d]+", part) if w]
    return 2 <= len(words) <= 4 and all(len(w) <= 12 for w in words)


_SPOKEN_STOPS: Final = frozenset(
    "på som hedder heter heiter den det er siden sida side lenka lenken lenkje linket link fra til og men der her "
    "i øh eh inn ind denne lyder adressen hvor står".split()
)
_JOINTS: Final = frozenset(
    "punktum punkt prik bindestreg bindestrek strek streg skråstreg skråstrek slash understreg understrek".split()
)


def _spoken(scan: Scan) -> Iterator[Match]:
    """Web addresses that are read aloud: words around "skråstreg", back to the site's name and on to the person's."""
    words = [(m.start(), m.end(), m[0].strip(".,?!;:")) for m in re.finditer(r"\S+", scan.lower)]
    i = 0
    while i < len(words):
        if words[i][2] not in ("skråstreg", "skråstrek", "slash"):
            i += 1
            continue
        first = i
        free = 0
        while first > 0 and i - first < 12:
            start, end, word = words[first - 1]
            if "\n" in scan.text[end : words[first][0]] or scan.text[end - 1] in ".,?!;:":
                break
            if word in _SPOKEN_STOPS:
                break
            if word in _JOINTS:
                free = 0
            else:
                free += 1
                if free > 2:
                    break
            first -= 1
        last, free = i, 0
        while last + 1 < len(words):
            start, end, word = words[last + 1]
            if "\n" in scan.text[words[last][1] : start]:
                break
            if word in _JOINTS:
                free = 0
            else:
                free += 1
                if free > 2 or word in _AFTER:
                    break
            last += 1
            if scan.text[end - 1] in ".,?!;:":
                break
        end = words[last][1]
        while scan.text[end - 1] in ".,?!;:":
            end -= 1
        yield Match(words[first][0], end, 0.8)
        i = last + 1


_AFTER: Final = frozenset(
    "og men så der det den som hvis for ja nei nej jeg eg hun han ho vi de du hvor når med til på er stemmer takk "
    "tak og så eller kan har skal ikke ikkje viss om i no nå nu da dei den".split()
)
_COORDINATES: Final = re.compile(
    r"(?<![\d.])-?\d{1,2}[.,]\d{4,8}°? ?[NSns]?\s?[,;/ ]\s?-?\d{1,3}[.,]\d{4,8}°? ?[EWØVewøv]?(?![\d.]*\d)|"
    r"\d{1,2}° ?\d{1,2}[.,]?\d*['′] ?(?:\d{1,2}(?:[.,]\d+)?[\"″] ?)?[NSns][, ]{1,3}\d{1,3}° ?\d{1,2}[.,]?\d*['′] "
    r"?(?:\d{1,2}(?:[.,]\d+)?[\"″] ?)?[EWØVewøv]|"
    r"[NS] ?\d{1,2}°[ ]?\d{1,2}[.,]?\d*['′]?(?: ?\d{1,2}(?:[.,]\d+)?[\"″])?[, ]{1,3}"
    r"[EWØV] ?\d{1,3}° ?\d{1,2}[.,]?\d*['′]?(?: ?\d{1,2}(?:[.,]\d+)?[\"″])?"
)


class CoordinatesRecognizer(IdentifierRecognizer):
    """A latitude and a longitude with at least four decimals (about ten metres), or in degrees and minutes."""

    ENTITY: ClassVar[str] = "COORDINATES"
    CONTEXT: ClassVar[tuple[str, ...]] = ("koordinat", "koordinater", "gps", "posisjon", "position")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for found in _COORDINATES.finditer(scan.text) if gates.COORDINATES.search(scan.text) else ():
            yield Match(found.start(), found.end(), 0.75)


_HANDLE: Final = re.compile(r"(?<![\w@./])@[^\W\d_][\w.]{2,29}(?![\w@])")


class HandleRecognizer(IdentifierRecognizer):
    """Profile handles (`@mette.holm`) of people; those of a company's own page look the same and count as found."""

    ENTITY: ClassVar[str] = "USERNAME"
    CONTEXT: ClassVar[tuple[str, ...]] = ("instagram", "insta", "snap", "twitter", "facebook", "profil", "handle")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        if "@" in scan.text:
            for found in _HANDLE.finditer(scan.text):
                end = found.end()
                while scan.text[end - 1] == ".":
                    end -= 1
                if scan.lower[found.start() + 1 : end] not in _EVERYBODY:
                    yield Match(found.start(), end, 0.6)


_EVERYBODY: Final = frozenset(
    "everyone here all channel alle support kundeservice kundesenter admin info drift it hr salg faktura udbetaling "
    "utland innland team teamet".split()
)
"""Whom a message in a channel calls, or what a service calls itself: nobody's handle."""
