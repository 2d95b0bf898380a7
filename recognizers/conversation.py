"""The layer that reads a whole conversation: what one recogniser alone cannot see, and one answer from many.

It adds what is spoken, spelt, split over turns, asked for or known of the people beforehand, and settles what
overlaps. `docs/conversation.md` tells how it decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from slor.recognizers import gates
from slor.recognizers.asides import without_asides
from slor.recognizers.asking import read_asking
from slor.recognizers.births import read_births
from slor.recognizers.chains import read_chains
from slor.recognizers.claims import Claim, join_claims, settle_claims
from slor.recognizers.common_words import common_words
from slor.recognizers.corrections import read_corrections
from slor.recognizers.document import Document, Found
from slor.recognizers.houses import read_houses
from slor.recognizers.learned import beside
from slor.recognizers.likenesses import read_likenesses
from slor.recognizers.mail_headers import outside, read_headers
from slor.recognizers.products import is_in_file
from slor.recognizers.readings import read_pieces
from slor.recognizers.recalled import recall_values
from slor.recognizers.rosters import read_rosters
from slor.recognizers.shapes import PLAUSIBLE
from slor.recognizers.spans import Span
from slor.recognizers.split_numbers import read_split_numbers
from slor.recognizers.spoken import spoken_addresses
from slor.recognizers.spoken_doors import read_doors
from slor.recognizers.spoken_macs import read_macs
from slor.recognizers.spoken_mails import read_mail_parts
from slor.recognizers.spoken_passwords import read_passwords
from slor.recognizers.spoken_places import read_places
from slor.recognizers.spoken_postcodes import read_postcodes
from slor.recognizers.spoken_users import read_users
from slor.recognizers.stated import read_stated
from slor.recognizers.street_endings import is_spoken_street
from slor.recognizers.wholes import widen
from slor.recognizers.words import Words, read_words

_ASKED_SCORE: Final = 0.9
_PLACE_SCORE: Final = 0.97
_SHAPE_SCORE: Final = 0.75
_CREDENTIAL_SCORE: Final = 0.97
_LEAST_ECHO: Final = 4
_LAST_WORD: Final = re.compile(r"([^\W\d_]+) $")
_PREPOSITIONS: Final = frozenset({"til", "på", "i", "for", "hos", "fra", "frå", "med", "av", "af", "te"})
_NUMBERS: Final = frozenset(PLAUSIBLE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SITE: Final = re.compile(
    r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:dk|no|com|net|org|se|eu|io)(?:/[\w-]*)*", re.I
)
_FILE: Final = re.compile(r"\S+\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|zip|jpe?g|png|heic|gif|mp[34]|mov|eml|msg)\.?", re.I)
_IN_HEADERS: Final = frozenset({"PERSON", "EMAIL_ADDRESS", "URL"})
"""What a mail's header may say of people besides when it was sent."""
_DATED: Final = frozenset({"DATE_OF_BIRTH", "DK_CPR", "NO_FODSELSNUMMER", "IP_ADDRESS"})
_HOUR: Final = r"(?:[01]?\d|2[0-3])"
_WHEN: Final = re.compile(rf"\[?(?:\d{{1,4}}[-./ ]){{0,3}}{_HOUR}:[0-5]\d(?::[0-5]\d)?\]?")
"""A time of day, with a date or the end of one before it: "[08:03:41]", "2025 07:52"."""
_CLOCK: Final = rf"{_HOUR}[.:][0-5]\d"
_TIMES: Final = re.compile(rf"{_CLOCK}[.:][0-5]\d|{_CLOCK} ?[-–] ?{_CLOCK}")
"""A time of day to the second, or from one to another, with stops: "15.42.10", "8.30-15.45"."""


def resolve(document: Document, results: Sequence[Found], learned: Sequence[Found] = ()) -> list[list[Span]]:
    """Decides what in a conversation identifies people.

    Args:
        document: the conversation's turns, folded and joined.
        results: what the recognisers found in its text, in any order, overlapping as they like.
        learned: what the model found besides names, in order.

    Returns:
        One list a turn: spans in original offsets, sorted, not overlapping, without white space at the ends.
    """
    voice = document.conversation.channel == "voice"
    claims = [Claim(found.start, found.end, found.entity_type, found.score, found.value) for found in results]
    claims = [claim for claim in claims if _plausible(claim, document.text)]
    claims.extend(claim for claim in _read(document, results) if not _is_site(claim, document.text))
    if not voice:
        claims = [claim for claim in claims if not _is_time(claim, document.text)]
    claims.extend(beside(learned, claims, document.text, voice=voice))
    claims = [
        *(claim for claim in claims if claim.entity_type in _IN_HEADERS),
        *outside([c for c in claims if c.entity_type not in _IN_HEADERS], read_headers(document.text)),
    ]
    claims = widen(claims, document.text)
    out: list[list[Span]] = [[] for _ in document.turns]
    settled = join_claims(settle_claims(claims, document.text), document.text, voice=voice)
    for claim in without_asides(settled, document.text) if voice else settled:
        found = Found(claim.start, claim.end, claim.entity_type, claim.score)
        for turn, span in document.spans(found, claim.value):
            out[turn].append(span)
    return out


def _plausible(claim: Claim, text: str) -> bool:
    """Whether a recogniser's claim holds beside what is said: everyday words are no passwords and no streets."""
    said = text[claim.start : claim.end]
    if claim.entity_type in {"USERNAME", "PASSWORD"}:
        if claim.score >= 0.8 or not said.isalpha():
            return True
        before = _LAST_WORD.search(text, max(0, claim.start - 16), claim.start)
        return said.lower() not in common_words() and (before is None or before[1].lower() not in _PREPOSITIONS)
    return claim.entity_type != "STREET_ADDRESS" or is_spoken_street(said)


def _is_time(claim: Claim, text: str) -> bool:
    """Whether a written claim is a time of day; two digits three times may be a date of birth."""
    if _WHEN.fullmatch(text, claim.start, claim.end):
        return True
    return claim.entity_type not in _DATED and bool(_TIMES.fullmatch(text, claim.start, claim.end))


def _is_site(claim: Claim, text: str) -> bool:
    """Whether what is taken for a user name is a site on the web or a file: "holmvand.dk/selvbetjening", "cv_2.pdf"."""
    if claim.entity_type != "USERNAME":
        return False
    return bool(_SITE.fullmatch(text, claim.start, claim.end) or _FILE.fullmatch(text, claim.start, claim.end))


def _read(document: Document, results: Sequence[Found]) -> list[Claim]:
    """Everything that this layer finds itself."""
    words = read_words(document.text, document.starts)
    speakers = [turn.speaker for turn in document.conversation.turns]
    asking = read_asking(words, speakers)
    names = frozenset(
        word
        for found in results
        if found.entity_type == "PERSON"
        for word in _WORD.findall(document.text[found.start : found.end].lower())
    )
    results_as_claims = [Claim(found.start, found.end, found.entity_type, found.score) for found in results]
    claims = [Claim(a.start, a.end, a.entity_type, _ASKED_SCORE, a.written) for a in spoken_addresses(words, names)]
    claims += [Claim(b.start, b.end, "DATE_OF_BIRTH", _ASKED_SCORE, b.date) for b in read_births(words, asking)]
    claims += [Claim(p.start, p.end, p.entity_type, _PLACE_SCORE, p.written) for p in read_places(words, asking)]
    claims += [Claim(c.start, c.end, c.entity_type, _CREDENTIAL_SCORE, c.written) for c in read_stated(words, asking)]
    voice = document.conversation.channel in {"voice", None}
    macs = read_macs(words, asking, speakers) if voice else []
    claims += [Claim(m.start, m.end, "MAC_ADDRESS", _PLACE_SCORE, m.written) for m in macs]
    claimed = [(claim.start, claim.end) for claim in claims]
    pieces = [] if voice and document.conversation.channel else read_split_numbers(words, asking, document)
    claims += [Claim(p.start, p.end, p.entity_type, _ASKED_SCORE, p.written) for p in pieces]
    told = [(claim.start, claim.entity_type) for claim in results_as_claims]
    for chain in read_chains(words, asking, speakers, document.conversation.language, claimed, voice=voice, told=told):
        assert chain.entity_type is not None
        for part in chain.parts:
            span = (part.at, part.at + len(part.piece.text)) if part.at >= 0 else None
            score = _ASKED_SCORE if chain.cues else _SHAPE_SCORE
            claims.append(Claim(part.piece.start, part.piece.end, chain.entity_type, score, chain.text, span))
    if "\n" in document.text and document.conversation.channel != "voice":
        claims += read_rosters(document.text, results_as_claims)
    if not voice:
        claims += read_likenesses(document.text, [*results_as_claims, *claims])
    claims += read_houses(words, speakers, [*results_as_claims, *claims], voice=voice)
    if voice:
        claims += read_doors(words, [*results_as_claims, *claims])
        claims += read_passwords(words, asking, [*results_as_claims, *claims])
        claims += read_mail_parts(words, speakers, [*results_as_claims, *claims])
    claims += recall_values(words, [*results_as_claims, *claims])
    claims += _echoes(words, speakers, [*results_as_claims, *claims], document.text)
    if document.conversation.channel != "email":
        claims += read_postcodes(words)
    if voice:
        claims += read_users(words, asking, [*results_as_claims, *claims])
        claims += read_corrections(words, asking, speakers, [*results_as_claims, *claims])
    return claims


def _echoes(words: Words, speakers: Sequence[str], claims: Sequence[Claim], text: str) -> list[Claim]:
    """Finds parts of numbers that stand whole elsewhere: "den slutter på toogtres treoghalvfems"."""
    values: dict[str, str] = {}
    for claim in claims:
        if claim.entity_type in _NUMBERS:
            digits = claim.value or "".join(c for c in text[claim.start : claim.end] if c.isalnum()).lower()
            if 6 <= len(digits) <= 40:
                values.setdefault(digits, claim.entity_type)
    if not values:
        return []
    out = _mentioned_ends(values, text)
    taken = sorted((claim.start, claim.end) for claim in [*claims, *out])
    within: dict[int, dict[str, str]] = {}
    for turn in range(len(speakers)):
        for piece in read_pieces(words, turn):
            size = len(piece.text)
            if size < _LEAST_ECHO or piece.unit or piece.negative:
                continue
            if size not in within:
                within[size] = _pieces_of(values, size)
            value = within[size].get(piece.text)
            if value is None or piece.is_quantity(words) or piece.groups[0].form == "thousands":
                continue
            if is_in_file(words, piece):
                continue
            at = bisect_left(taken, (piece.end, -1))
            if any(start < piece.end and piece.start < end for start, end in taken[max(0, at - 8) : at]):
                continue
            part = value.find(piece.text)
            where = (part, part + len(piece.text))
            out.append(Claim(piece.start, piece.end, values[value], _SHAPE_SCORE, value, where))
    return out


def _pieces_of(values: Iterable[str], size: int) -> dict[str, str]:
    """Every piece of so many characters, with the first value that it stands in."""
    pieces: dict[str, str] = {}
    for value in values:
        for at in range(len(value) - size + 1):
            pieces.setdefault(value[at : at + size], value)
    return pieces


_END_MENTIONED: Final = re.compile(
    r"(?<!\w)(?:starter|begynder|begynner|byrjar|startar|begynnar|slutter|sluttar|ender|endar|sidste|siste|slutt|sidst)"
    r"(?: (?:med|på|tre|to|fire|cifre|siffer|sifra|sifrene|tal|tall|er|av|i))*[ :]{1,2}"
    r"(\d{2,4}|\d\d \d\d)(?![\w.,:/-]\d|\d)"
    r"|(?<![\w.,:/-])(\d{2,4}) (?:til sidst|til slutt|på slutten|i slutten|til slut|i starten|først)(?!\w)",
    re.I,
)


def _mentioned_ends(values: dict[str, str], text: str) -> list[Claim]:
    """Finds the beginnings and ends of known numbers where they are spoken of: "det nummer, der starter med 31"."""
    out: list[Claim] = []
    if not gates.ENDS.search(text):
        return out
    ends: dict[str, str] = {}
    for value, entity_type in values.items():
        bare = value.lstrip("+").removeprefix("00").removeprefix("45").removeprefix("47")
        for size in range(2, 5):
            ends.setdefault(value[-size:], value)
            if len(bare) >= size and (size > 2 or entity_type == "PHONE_NUMBER"):
                ends.setdefault(bare[:size], value)
    for found in _END_MENTIONED.finditer(text):
        group = 1 if found[1] else 2
        whole = ends.get(found[group].replace(" ", ""))
        if whole is not None:
            out.append(Claim(*found.span(group), values[whole], _SHAPE_SCORE, whole))
    return out
