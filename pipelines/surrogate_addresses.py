"""Stand-ins for what people are reached and known by online: e-mail addresses, usernames, URLs; and companies."""

from __future__ import annotations

import re
from typing import Final

from slor.pipelines.surrogate_draws import Draws
from slor.pipelines.surrogate_names import NameStandIns, last_names, read_name, spell_in_ascii
from slor.pipelines.surrogate_pieces import read_pieces
from slor.recognizers.numerals import say_digits
from slor.recognizers.text import fold

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_FORM: Final = re.compile(r"(?:hr|as|a/s|asa|aps|i/s|k/s|ks|da|ans|ab|gmbh|ltd)\.?", re.I)
_HOSTS: Final = "nord fjord sol hav skov eng bjerg dal by land vest syd strand sund ø havn lyng vind sten kyst".split()
_SERVICES: Final = "post mail net brev boks kontor huset nettet service online gruppen punkt linje".split()
_AT: Final = r"snabel[- ]?a|kr[øo]ll[- ]?alfa|alfa[- ]?kr[øo]ll"
_DOT: Final = r"punktum|prik|punkt|dot"
_AT_WORDS: Final = re.compile(rf"\s*(?:[(\[{{]\s*(?:at|alfa|{_AT})\s*[)\]}}]|\b(?:{_AT})\b)\s*", re.I)
_DOT_WORDS: Final = re.compile(rf"\s*(?:[(\[]\s*(?:{_DOT})\s*[)\]]|\b(?:{_DOT})\b)\s*", re.I)
_SEPARATORS: Final = rf"{_AT}|{_DOT}|binde?stre[gk]|(?:under)?stre[gk]|underscore|u[dt]en? mell[eo]mr[uo]m"
_PARTS: Final = re.compile(rf"(?P<separator>\b(?:{_SEPARATORS})\b)|[^\W\d_]+", re.I)
_NOT_ALNUM: Final = re.compile(r"[\W_]+")
_SHORT: Final = 4


class Addresses:
    """Addresses and logins of one domain, made of the same names as its people."""

    def __init__(self, draws: Draws, names: NameStandIns) -> None:
        self._draws = draws
        self._names = names

    def email(self, text: str, normal: str) -> str | None:
        """Another address, its local part by the names in it, under the reserved top-level domain `.example`.

        Args:
            text: the address as it stands there, also spoken or written around filters.
            normal: its normal form.

        Returns:
            The address in the same manner; the local part alone where no domain is in sight.
        """
        local, at, host = normal.rpartition("@")
        if not at:
            return self.username(text)
        made_host = self.host(host)
        plain = fold(text).text
        start = plain.casefold().find(normal)
        if start >= 0:
            written = plain[start : start + len(normal)]
            new = self._local(written[: len(local)], local) + "@" + made_host
            return (
                self._around(plain[:start]) + (new.upper() if written.isupper() else new) + plain[start + len(normal) :]
            )
        made = self._local(local, local)
        at_word, dot_word = _AT_WORDS.search(plain), _DOT_WORDS.search(plain)
        if dot_word:
            made, made_host = made.replace(".", dot_word[0]), made_host.replace(".", dot_word[0])
        return made + (at_word[0] if at_word else "@") + made_host

    def username(self, text: str, language: str | None = None) -> str:
        """Another login or staff number of the same make, also where its digits are said."""
        plain = fold(text).text
        key = _NOT_ALNUM.sub("", plain.casefold())
        out, at = [], 0
        for piece in read_pieces(plain, language, letters=False):
            if piece.numeral:
                said = self._draws.unlike("login digits", key, piece.said, piece.said)
                out += [self._local(plain[at : piece.start], key), say_digits(said, piece.numeral, language)]
                at = piece.end
        return "".join([*out, self._local(plain[at:], key)])

    def host(self, host: str) -> str:
        """A domain that nobody can own."""
        name = self._draws.choice("host", host, _HOSTS) + self._draws.choice("service", host, _SERVICES)
        return f"{spell_in_ascii(name)}.example"

    def url(self, text: str, normal: str) -> str | None:
        """A page of a made-up person at a made-up host; a spoken address has none."""
        scheme, found, rest = text.partition("://")
        host = (rest if found else text).partition("/")[0]
        if "." not in host or any(c.isspace() for c in text):
            return None
        first = self._draws.letters("URL", normal, 8)
        return f"{scheme + found if found else ''}{self.host(host.casefold())}/{first}"

    def organisation(self, text: str) -> str:
        """A company named after a made-up family, with the same legal form."""
        words = fold(text).text.split()
        key = " ".join(words).casefold()
        letter = self._draws.choice("company initial", key, "bdfghklmrstv")
        name = self._draws.choice("company", key, [n for n in last_names()[letter] if n.casefold() not in key])
        form = words[-1:] if len(words) > 1 and _FORM.fullmatch(words[-1]) else []
        return " ".join([name.lower() if text.islower() else name, *form])

    def _around(self, text: str) -> str:
        """What stands before the address itself: a display name is treated as a name."""
        return self._names.person(text) if _LETTERS.search(text.removeprefix("mailto:")) else text

    def _local(self, text: str, key: str) -> str:
        """Names for names, letters for short codes, digits for digits; separators stay."""
        new = _PARTS.sub(lambda m: m[0] if m["separator"] else self._word(m[0], key), text)
        return re.sub(r"\d+", lambda m: self._draws.unlike("login digits", key, m[0], m[0]), new)

    def _word(self, word: str, key: str) -> str:
        if len(word) == 1:
            made = self._names.initial(word)
        elif len(word) > _SHORT or read_name(word).listed:
            made = spell_in_ascii(self._names.token(word)).lower()
        else:
            made = self._draws.letters("login letters", key, len(word))
        if word.isupper():
            return made.upper()
        return made.capitalize() if word[0].isupper() else made
