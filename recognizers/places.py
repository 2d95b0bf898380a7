"""The numbers of a text that may belong to addresses: house numbers, postcodes, and the towns behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from slor.recognizers.common_words import common_words
from slor.recognizers.cues import MASK, REVISION
from slor.recognizers.number_words import WORDS, split_word
from slor.recognizers.numerals import Word, read_groups
from slor.recognizers.recognizer import Match
from slor.recognizers.scan import Scan
from slor.recognizers.towns import town_length

TOWN_STOPS: Final = frozenset(
    "tror heter hedder heiter stemmer stemte bruk bagved omme "
    "kilometer vart mennesker personar medlemmer tonn kr kroner krone og i er på til det den de som for med fra "
    "men har ikke ikkje kan skal hvis når så at en et jeg eg du vi han hun ho ja nej nei jo "
    "km gb mb mbit kwh kg stk timer minutter dage dager dagar år uger uker veker gange ganger gonger personer "
    "pakker point poeng prosent procent meter "
    "din min mit mitt dit ditt sin vår vores deres hans hendes hennes dykkar mange flere fleire hver kvar alle dem "
    "meg mig deg dig seg sig oss jer dere dykk eller samt under over ved efter etter før inden innan om per pr ca "
    "kl der her nu nå no bare berre kun også også januar februar marts mars april maj mai "
    "juni juli august september oktober november december desember tlf telefon mobil mvh hilsen venlig hei hej "
    "sendt kundenummer kunde sag sak ordre faktura "
    "takk tak siden var blev blei ble vil må står sier siger mens da dkk nok sek eur euro inkl ekskl moms mva alt "
    "mot mod via hos fejl feil error tusind "
    "tusen millioner mio mia grader stykker stykk linjer sider ord tegn bytes nej vent øh eh og hun hos visninger "
    "emne dato from re sv til fra fører".split()
)
_DISTRICTS: Final = frozenset(
    "k v s n ø c nv sv nø sø m j l f h b t øst vest nord syd sør aust fyn sydfyn sj mors odde strand by havn "
    "kloster i".split()
)
_REGIONS: Final = frozenset(
    "sunnfjord nordfjord sogn hallingdal valdres telemark østfold solør gudbrandsdal gudbrandsdalen setesdal sunndal "
    "namdal namdalen lofoten vesterålen agder rogaland hordaland trøndelag hedmark oppland akershus vestfold buskerud "
    "nordland troms finnmark romsdal sunnmøre nordmøre hardanger ryfylke numedal østerdalen jylland sjælland thy "
    "vendsyssel rana salten".split()
)
"""What tells towns of one name apart, also in small letters: "sande i sunnfjord"."""
_COUNTRY: Final = re.compile(r"(?<![\w-])(?:DK|NO|N|FO|GL|SE|S|FI)[- ]$")
"""A country before a postcode, as the post wants it abroad."""
_JOINTS: Final = frozenset((" ", "-", ". ", "."))
_TO_POSTCODE: Final = frozenset((" ", " - ", " / "))
"""What stands between a house number and a postcode on one line."""


class House(NamedTuple):
    """A number that may be a house's, in figures or words.

    Attributes:
        start, end: offsets of the number; of the house's part, where a postcode was read in one breath with it.
        spoken: whether it is in words.
        post: start and end of four digits right behind it that may be a postcode, if any.
    """

    start: int
    end: int
    spoken: bool
    post: tuple[int, int] | None


class Places:
    """The numbers of one text that may belong to addresses; computed once for both recognisers.

    Attributes:
        scan: the scanned text.
        word_starts: where each of its words begins.
        streets: the streets that were found with their houses; None until somebody looked.
        others: streets that are found without a look at their houses; None until somebody looked.
    """

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.word_starts = [word[0] for word in scan.words]
        self.streets: list[tuple[Match, House]] | None = None
        self.others: list[Match] | None = None

    @cached_property
    def houses(self) -> list[House]:
        """Numbers with a word before them, by start."""
        return sorted([*self._written(), *self._spoken()])

    @cached_property
    def spoken_codes(self) -> dict[int, int]:
        """Where spoken postcodes begin, with their ends."""
        return {
            house.start: house.post[1]
            for house in self.houses
            if house.spoken and house.post and house.post[0] == house.start
        }

    def _written(self) -> Iterator[House]:
        text = self.scan.text
        for run in self.scan.runs:
            if run.plus:
                continue
            sizes = run.sizes
            if len(sizes) > 1 and sizes[-1] == 4 and run.gaps[-1] == " " and (sizes[0] > 4 or run.left.isalpha()):
                yield House(*run.groups[-1], False, run.groups[-1])
            if sizes == (4,) and (country := _COUNTRY.search(text, max(0, run.start - 4), run.start)):
                yield House(run.start, run.end, False, (country.start(), run.end))
                continue
            if run.left.isalpha() or run.left in "_-/#.,$€£" or sizes[0] > 4:
                continue
            post = None
            if len(sizes) > 1 and sizes[-1] == 4 and run.gaps[-1] in _TO_POSTCODE and sizes[0] < 4:
                post = run.groups[-1]
            elif sizes == (4,):
                post = run.groups[0]
            elif sizes in ((2, 2), (1, 2, 2), (2, 2, 2), (3, 2, 2)) and set(run.gaps) == {" "}:
                post = (run.groups[-2][0], run.groups[-1][1])
            if run.start == 0 or text[run.start - 1] in " \n,":
                yield House(run.groups[0][0], run.groups[0][1], False, post)

    def _spoken(self) -> Iterator[House]:
        words = self.scan.words
        j, n = 0, len(words)
        numbers = set(filter(is_number, {word for _, _, word in words}))
        for i in [i for i, (_, _, word) in enumerate(words) if word in numbers]:
            if i < j:
                continue
            j = i
            row: list[Word] = []
            while j < n and (words[j][2] == "og" or words[j][2] in numbers):
                start, end, word = words[j]
                if row and (start - row[-1].end > 2 or "\n" in self.scan.text[row[-1].end : start]):
                    break
                row.extend(Word(start, end, kind, number, word) for kind, number in split_word(word))
                j += 1
            while row and row[-1].kind in "od":
                row.pop()
            if row:
                yield from self._said(row)

    @staticmethod
    def _said(row: list[Word]) -> Iterator[House]:
        groups = read_groups(row)
        if not groups:
            return
        total, first = 0, len(groups)
        while first and total < 4:
            first -= 1
            total += len(groups[first].digits)
        post = (groups[first].start, groups[-1].end) if total == 4 else None
        if post and first:
            yield House(groups[0].start, groups[first - 1].end, True, post)
        yield House(groups[0].start, groups[-1].end, True, post if not first else None)

    def word_before(self, position: int) -> int:
        """The number of the last word that ends at or before a position; -1 where there is none."""
        i = bisect_right(self.word_starts, position - 1) - 1
        return i if i >= 0 and self.scan.words[i][1] <= position else i - 1

    def town_after(self, position: int, *, spoken: bool) -> int:
        """Where the town after a postcode ends; 0 where none stands there."""
        text = self.scan.text
        start = position
        while start < len(text) and text[start] in " ," and start - position < 2:
            start += 1
        i = bisect_right(self.word_starts, start) - 1
        if start == position or i < 0 or self.scan.words[i][0] != start:
            return 0
        _, end, word = self.scan.words[i]
        if spoken and MASK.get(word, 0) & REVISION:
            return 0  # "ni nul nul et hov", which is a town too
        if known := town_length([word for _, _, word in self.scan.words[i : i + 4]]):
            last = i + known - 1
            if all(text[self.scan.words[k][1] : self.scan.words[k + 1][0]] in _JOINTS for k in range(i, last)):
                return self._district(last)
        whole = text[start].isupper() and not spoken and text[end : end + 1] in _ENDS  # "5776 Nå" is a town
        if (
            (word in TOWN_STOPS and not whole)
            or is_number(word)
            or len(word) < 2
            or (not spoken and len(word) < 3 and not text[start].isupper())
        ):
            return 0
        capital = text[start].isupper()
        taken = 0
        while taken < 3 and i + 1 < len(self.scan.words):
            begin, stop, word = self.scan.words[i + 1]
            gap = text[end:begin]
            if gap == "-" or (
                gap in (" ", ". ")
                and word in ("i", "på")
                and i + 2 < len(self.scan.words)
                and ((capital and text[self.scan.words[i + 2][0]].isupper()) or self.scan.words[i + 2][2] in _REGIONS)
                and taken == 0
            ):
                pass
            elif gap != " " or not (
                (word in _DISTRICTS and word != "i" and (capital is False or text[begin].isupper() or len(word) > 2))
                or (capital and text[begin].isupper() and word not in TOWN_STOPS and len(word) > 3 and taken == 0)
            ):
                break
            end, i, taken = stop, i + 1, taken + 1
        return end

    def is_town(self, position: int) -> bool:
        """Whether the words behind a postcode are a post town that is known and no everyday word."""
        i = bisect_right(self.word_starts, position + 2) - 1
        if i < 0 or not position < self.scan.words[i][0] <= position + 2:
            return False
        return self.scan.words[i][2] not in common_words() and bool(
            town_length([word for _, _, word in self.scan.words[i : i + 4]])
        )

    def _district(self, i: int) -> int:
        """The end of a town with what tells it from others of its name: "Viby J", "Våler i Østfold"."""
        text, words = self.scan.text, self.scan.words
        end = words[i][1]
        if i + 1 < len(words) and text[end : words[i + 1][0]] == " ":
            begin, stop, word = words[i + 1]
            capital = text[words[i][0]].isupper()
            if word in _DISTRICTS and word != "i" and (text[begin].isupper() or len(word) > 1 or not capital):
                return stop
            if (
                word == "i"
                and i + 2 < len(words)
                and ((capital and text[words[i + 2][0]].isupper()) or words[i + 2][2] in _REGIONS)
            ):
                return words[i + 2][1] if text[stop : words[i + 2][0]] == " " else end
        return end


_ENDS: Final = ("", "\n", ".", ",", ")", "?", "!")
_latest: tuple[Scan | None, Places | None] = (None, None)


def places(scan: Scan) -> Places:
    """The places of a scan, kept for the second recogniser that asks."""
    global _latest  # noqa: PLW0603  one slot, replaced as a whole: safe between threads
    known, found = _latest
    if known is not scan or found is None:
        found = Places(scan)
        _latest = (scan, found)
    return found


@lru_cache(maxsize=65_536)
def is_number(word: str) -> bool:
    """Whether a lower-case word is a number word."""
    return word in WORDS or (("hundr" in word or "tusi" in word) and bool(split_word(word)))


def with_initials(scan: Scan, first: int, last: int) -> int:
    """The first word of a street's name with the initials before it: "h c andersens boulevard".

    Args:
        scan: the shared scan.
        first, last: the first and last word of the name without them.

    Returns:
        The number of that word.
    """
    word = scan.words[first][2]
    if first == last or not (len(word) == 1 or word.endswith("s")):
        return first
    k = first
    while k > max(0, first - 3) and len(scan.words[k - 1][2]) == 1 and scan.words[k - 1][2] not in "iå":
        if scan.text[scan.words[k - 1][1] : scan.words[k][0]] not in (" ", ". ", "."):
            break
        k -= 1
    return k
