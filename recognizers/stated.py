"""User names and passwords that a conversation states or asks for, however they are said.

`credentials.py` reads those that one text states by itself; this reads answers, spoken signs and spoken numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from slor.recognizers.asking import Asking
from slor.recognizers.common_words import common_words
from slor.recognizers.credential_questions import CREDENTIALS, is_question
from slor.recognizers.cues import (
    CUE,
    FIGURES,
    FILLER,
    HESITATIONS,
    LETTER,
    MONTH,
    NEGATIVE,
    NUMBER,
    SEPARATOR,
    SEPARATORS,
    STOP,
    UNIT,
)
from slor.recognizers.passphrases import phrase_end, saying_end, wants_word
from slor.recognizers.shapes import PLAUSIBLE
from slor.recognizers.spoken import write_out
from slor.recognizers.words import Words

# Cues that say little by themselves: what follows must look chosen
_WEAK: Final = frozenset({"LOGIN", "CODE"})
_NUMBERS: Final = frozenset(PLAUSIBLE) - frozenset(CREDENTIALS)
_COPULAS: Final = frozenset(
    "er e var hedder hedde hed heter heiter het hette hete bare berre som stod står sto blir bliver skrev "
    "skrevet".split()
)
_CASES: Final = frozenset("stor stort store lille liten litt små".split())
_NUMBER_LEADS: Final = frozenset("og så tallet tallene tala tall først slutten på til".split())
_SUBJECTS: Final = frozenset("du i jeg eg han hun ho vi de dere dykk man den det ikke ikkje ud opp op".split())
_DEFINITE: Final = ("et", "en", "a", "ene", "erne")
_CHANGED: Final = frozenset(
    "ændret endret endra skiftet byttet bytta ændre endre ændres endres lavet laget skifte bytte".split()
)
_ELSEWHERE: Final = frozenset(
    "bankid mitid nemid vipps feide facebook google apple fingeraftryk fingeravtrykk ansigt ansikt face kode koden "
    "pin admin administrator gæst gjest gest kunde privatkunde bedriftskunde erhvervskunde privat bedrift erhverv ejer "
    "eier medlem student elev lærer ansat ansatt forelder forælder vanlig normalt før sædvanlig".split()
)
"""What people log on with, or as, that is no user name."""
_USING: Final = frozenset({"bruger", "bruker", "brukar"})
"""Also verbs: "bruger sine erfaringer som underviser"."""
_THROUGH: Final = 5
_FILE_ENDS: Final = frozenset("pdf jpg jpeg png docx xlsx zip txt mov mp4 heic doc xls csv eml msg".split())
_FAULT: Final = re.compile(r"[A-Za-z]{1,3}[- ]?\d{1,4}|\d{1,3}-?[A-Za-z]|\d+[.,]\d{3}|(?:[a-zæøå]\.)+[a-zæøå]")
"""Error codes, prices and abbreviations: no password is made so."""
_STANDING: Final = frozenset({"står", "stod", "sto"})
_CODED: Final = re.compile(r"[A-Z]{1,6}-\d{2,5}|\d{1,2}[A-Za-z]|\d{1,3}-[A-Za-z]|[A-ZÆØÅ]{4,}\d{2}")
"""Codes of errors, classes at school and offers: "AUTH-302", "6B", "SOMMER20"."""
_BACK: Final = 7
_TRYING: Final = frozenset(
    "prøvde prøvede prøvet prøvd prøva skrev skreiv skrevet brukte brugte brugt brukt tastet tastede taster "
    "tasta".split()
)
_REACH: Final = 14
_ANSWER_REACH: Final = 16
_NO_SIGNS: Final = frozenset({"minus"} | {word for word, sign in SEPARATORS.items() if sign == ":"})
_LONGEST: Final = 12
_ADVERBS: Final = frozenset("sikkert vist visst nok muligens måske kanskje bare berre vel nulstillet nullstilt".split())
"""What may stand between "er" and what something is."""
_LEADING: Final = frozenset("blot kun alltid altid nemlig jo".split())
"""What leads up to a value and is none of it: "koden var blot malthe123"."""
_DOMAINS: Final = frozenset("no dk com se net org eu de".split())
_WHO: Final = frozenset("hvem kven hvor hvornår når hvordan korleis hvorfor kvifor".split())
_HAVING: Final = frozenset("har er var kan skal havde hadde".split())
"""Verbs before which a word is what the sentence speaks of."""
_WEEKDAYS: Final = frozenset("mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag".split())
_COUNTED: Final = re.compile(r"\d\.\d{3}$| \d+(?:[./:]\d+){2,}$")  # a price, a version, a date
_HEAD: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Stated:
    """A user name or password: offsets into the document's text, its type and how it is typed."""

    start: int
    end: int
    entity_type: str
    written: str


def read_stated(words: Words, asking: Asking) -> list[Stated]:
    """Finds user names and passwords by what is said of them.

    Args:
        words: the document's words.
        asking: what is asked for.

    Returns:
        In order.
    """
    out: list[Stated] = []
    for turn, cues in enumerate(asking.cues):
        end = words.turns[turn + 1]
        done = words.turns[turn]
        found = False
        for at, cue in cues:
            if cue not in CREDENTIALS or at < done:
                continue
            for candidate in _after(words, at, end, weak=cue in _WEAK):
                if _is_other(words, candidate, weak=cue in _WEAK):
                    continue
                out.append(_stated(words, candidate, CREDENTIALS[cue]))
                done, found = candidate[1], True
            if not found and (tried := _tried(words, at, words.turns[turn], weak=cue in _WEAK)):
                out.append(_stated(words, tried, CREDENTIALS[cue]))
        wanted = [cue for cue in asking.asked[turn] if cue in CREDENTIALS]
        asked = next((cue for cue in wanted if cue not in _WEAK), wanted[0] if wanted else None)
        if asked and not found and any(cue in CREDENTIALS for cue in asking.asked[turn][:3]):
            coded = asked in _WEAK and not wants_word(words, asking.questions[turn])
            weak = coded or not is_question(words, asking, asking.questions[turn])
            for candidate in _answers(words, words.turns[turn], end, weak=weak):
                if _is_other(words, candidate, weak=False):
                    continue
                if weak and asking.asked[turn][0] in _NUMBERS and words.masks[candidate[1] - 1] & (NUMBER | FIGURES):
                    continue  # "konens 20 37" when a telephone was asked for
                out.append(_stated(words, candidate, CREDENTIALS[asked]))
    return out + _repeated(words, out)


def _repeated(words: Words, stated: list[Stated]) -> list[Stated]:
    """Finds what was stated wherever else it is said: "gitar 77" read back as "gitar sju sju"."""
    heads = {}
    for one in stated:
        head = words.text[one.start : one.end].lower()
        if match := _HEAD.match(head):
            heads[match[0]] = one
    if not heads:
        return []
    taken = {one.start for one in stated}
    out = []
    for k, word in enumerate(words.lower):
        known = heads.get(word)
        if known is None or words.starts[k] in taken or word in common_words():
            continue
        stop = _extent(words, k, words.turns[bisect_right(words.turns, k)])
        if write_out(words, k, stop) == known.written or _strange(words, k, stop):
            out.append(_stated(words, (k, stop), known.entity_type))
    return out


def _is_other(words: Words, candidate: tuple[int, int], *, weak: bool) -> bool:
    """Whether what looks chosen is a file, a link, an error code or a price."""
    first, end = candidate
    start, stop = words.starts[first], words.ends[end - 1]
    said = words.text[start:stop]
    if words.lower[end - 1] in _FILE_ENDS or words.text[start - 1 : start] == "/" or words.text[stop : stop + 1] == "/":
        return True
    if "-" in said and said.replace("-", "").isalpha() and weak and words.lower[first - 1] not in _COPULAS:
        return True
    linked = words.lower[first - 1] in _COPULAS - _STANDING or ":" in words.gap(first - 1, first)
    if _CODED.fullmatch(said) and not linked:
        return weak or not said[0].isalpha() or "-" in said
    return (weak and _FAULT.fullmatch(said) is not None) or _COUNTED.search(said) is not None


def _stated(words: Words, candidate: tuple[int, int], entity_type: str) -> Stated:
    first, end = candidate
    if first > 1 and words.lower[first - 1] in _CASES and words.lower[first - 2] in _COPULAS | {"til"}:
        first -= 1  # "er stor krabbe 77"
    while first and words.masks[first] & words.masks[first - 1] & LETTER and words.gap(first - 1, first) == " ":
        first -= 1  # letters read out before it
    return Stated(words.starts[first], words.ends[end - 1], entity_type, write_out(words, first, end))


def _ends_sentence(words: Words, left: int, right: int) -> bool:
    gap = words.gap(left, right)
    return any(sign in gap for sign in "?!\n") or ". " in gap


def _strange(words: Words, first: int, end: int) -> bool:
    """Whether a row of words looks chosen rather than said: digits, signs or letters in it."""
    if words.masks[first] & NUMBER or words.masks[first - 1] & NEGATIVE if first else False:
        return False
    if words.masks[first] & FIGURES and not (
        end - first > 1 and words.lower[first + 1].isalpha() and words.lower[first] != "0"
    ):
        return False
    return end - first > 1 and words.lower[end - 1] not in _DOMAINS


def _uncommon(words: Words, k: int) -> bool:
    lower = words.lower[k]
    return not words.masks[k] and len(lower) >= 3 and lower not in common_words()


def _skipped(words: Words, k: int, end: int) -> bool:
    """Whether a word leads up to a value rather than being it."""
    leads = words.lower[k] in _LEADING or bool(words.masks[k] & (STOP | FILLER | CUE | NEGATIVE | UNIT))
    return leads and not _signed(words, k, end)


def _after(words: Words, at: int, end: int, *, weak: bool) -> Iterator[tuple[int, int]]:
    """What is stated after a cue: "brukernavnet mitt er kårunn 71"."""
    k = at + 1
    while k < min(at + _REACH, end):
        gap, mask = words.gap(k - 1, k), words.masks[k]
        if "?" in gap or "\n" in gap:
            return
        through = (
            k <= at + _THROUGH
            and words.lower[k - 1] in {"med", "som"}
            and words.lower[k] not in _ELSEWHERE
            and words.lower[at] not in _USING
        )
        changed = words.lower[k - 1] == "til" and k > 1 and words.lower[k - 2] in _CHANGED
        linked = ":" in gap or _is_linked(words, k) or changed
        if _ends_sentence(words, k - 1, k):
            weak = True  # another sentence: only what looks chosen
        if k > at + 1 and words.lower[k] in _WHO:
            return  # "hva er brukernavnet, og hvem er nærmeste leder"
        if mask & CUE and words.cue(k) not in {"NUMBER", "PLACE"} and k > at + 1:
            return
        if _skipped(words, k, end) and ":" not in gap:
            k += 1
            continue
        stop = _extent(words, k, end)
        told = phrase_end(words, k, end) if linked and not weak and k <= at + _THROUGH else 0
        if told > stop and _may_begin(words, k):
            yield k, told
            k = told
            continue
        strange = _strange(words, k, stop) and _chosen(words, k, stop, linked=linked)
        if strange and (linked or (k <= at + 2 and not weak) or _glued(words, k, stop)):
            yield k, stop
            k = stop
            continue
        through = through and not (weak and words.lower[k].endswith(_DEFINITE))
        named = changed or (":" in gap and k <= at + _THROUGH) or (through and not _followed(words, k, end))
        plain = linked or (k == at + 1 and not _followed(words, k, end) and not words.lower[at].endswith(_DEFINITE))
        if _uncommon(words, k) and (named or (not weak and plain)):
            yield k, stop
            weak = True
        k = max(k + 1, stop)


def _is_linked(words: Words, k: int) -> bool:
    """Whether a verb of being leads to a word: "er", "var sikkert"."""
    before = words.lower[k - 1]
    return before in _COPULAS or (k > 1 and before in _ADVERBS and words.lower[k - 2] in _COPULAS)


def _tried(words: Words, at: int, first: int, *, weak: bool) -> tuple[int, int] | None:
    """What was tried, told before the word for it: "jeg prøvde vinterstorm tolv, men passordet ..."."""
    for k in range(max(first + 1, at - _BACK), at - 1):
        if words.lower[k - 1] in _TRYING and _uncommon(words, k):
            stop = _extent(words, k, at)
            chosen = stop - k > 1 and _strange(words, k, stop) and (not weak or _glued(words, k, stop))
            return (k, stop) if chosen else None
    return None


def _may_begin(words: Words, k: int) -> bool:
    """Whether a word may begin a password of several words."""
    return words.lower[k] not in common_words() and not words.masks[k] & (MONTH | UNIT | NEGATIVE | CUE)


def _chosen(words: Words, first: int, stop: int, *, linked: bool) -> bool:
    """Whether a word with something tied to it is no everyday phrase: "søndag 17", "kode 7"."""
    if words.masks[first] & (MONTH | UNIT | NEGATIVE | CUE) or words.lower[first] in _WEEKDAYS:
        return False
    if words.gap(first, first + 1) == "-" and not any(words.masks[k] & (FIGURES | NUMBER) for k in range(first, stop)):
        return linked and len(words.lower[first]) > 2  # "e-post" and "it-vejleder" are words
    return linked or _glued(words, first, stop) or words.lower[first] not in common_words()


def _glued(words: Words, first: int, stop: int) -> bool:
    """Whether digits or signs are written without spaces or said as signs."""
    return any(words.gap(k, k + 1) not in {" ", ", "} for k in range(first, stop - 1)) or any(
        words.masks[k] & SEPARATOR for k in range(first + 1, stop)
    )


def _signed(words: Words, k: int, end: int) -> bool:
    """Whether a sign ties a word to the next: "min.side", "og understrek ..."."""
    return k + 1 < end and (
        words.gap(k, k + 1) in {"_", "-", "@"}
        or (bool(words.masks[k + 1] & SEPARATOR) and not words.masks[k] & (FILLER | STOP))
    )


def _answers(words: Words, first: int, end: int, *, weak: bool) -> list[tuple[int, int]]:
    """What answers a question for it: "den er øh gry bindestreg torvet"."""
    chosen: list[tuple[int, int]] = []
    bare: list[tuple[int, int]] = []
    k = first
    while k < min(first + _ANSWER_REACH, end):
        if k > first and any(sign in words.gap(k - 1, k) for sign in "?\n"):
            break
        mask = words.masks[k]
        if mask & CUE and not mask & STOP:
            break
        if _skipped(words, k, end):
            k += 1
            continue
        stop = _extent(words, k, end)
        led = k == first or words.lower[k - 1] in _COPULAS | HESITATIONS
        led = led or (k > first + 1 and words.lower[k - 1] == "det" and words.lower[k - 2] in {"er", "e", "var"})
        tried = k > first and words.lower[k - 1] in _TRYING and stop == end
        told = phrase_end(words, k, end) if (led or words.lower[k - 1] == "til") and not weak else 0
        if told > stop and _may_begin(words, k):
            chosen.append((k, told))
            k = told
            continue
        if _strange(words, k, stop) and _chosen(words, k, stop, linked=led):
            chosen.append((k, stop))
        elif (tried or (led and not weak)) and _uncommon(words, k) and words.lower[min(stop, end - 1)] not in _HAVING:
            bare.append((k, saying_end(words, k, end) or stop))
        k = stop
    return sorted({*chosen, *(bare[:1] if not chosen or bare[:1] < chosen[:1] else ())})


def _followed(words: Words, k: int, end: int) -> bool:
    """Whether a subject or a negation follows a word, so that it is a verb: "brugte du", "virker ikke"."""
    return k + 1 < end and words.lower[k + 1] in _SUBJECTS


def _extent(words: Words, first: int, end: int) -> int:
    """The end, exclusive, of what begins at a word: signs, digits, numbers and lone letters belong to it."""
    k = first + 1
    while k < end and k - first < _LONGEST:
        gap, mask = words.gap(k - 1, k), words.masks[k]
        if gap and gap != " ":
            if len(gap) > 1 or gap not in "._-@#!&+*/":
                break
            k += 1
        elif not gap:
            k += 1
        elif mask & SEPARATOR and k + 1 < end and words.lower[k] not in _NO_SIGNS and words.gap(k, k + 1) == " ":
            k += 2
        elif (
            mask & FIGURES
            or (
                mask & NUMBER
                and not (k + 1 < end and words.masks[k + 1] & UNIT)
                and words.lower[k] not in {"og", "en", "et", "ei", "ein"}
            )
            or (mask & LETTER and words.lower[k] not in "iåæe" and not mask & STOP and _tied(words, first, k, end))
        ):
            k += 1
        elif words.lower[k] == "og" and (number := _number_after(words, k, end)):
            k = number + 1
        elif spelt := _case_told(words, k, end):
            k = spelt
        elif k == first + 1 and k + 1 < end and _uncommon(words, k) and words.masks[k + 1] & (FIGURES | NUMBER):
            if words.lower[k + 1] == "og":
                break
            k += 1  # "flag stang 4 8"
        else:
            break
    return min(k, end)


def _case_told(words: Words, k: int, end: int) -> int:
    """The number behind what is said of capitals: "med stor s og tallet 1 9 5 8"; 0 where none follows."""
    k += words.lower[k] in {"med", "og"}
    if k + 2 >= end or words.lower[k] not in _CASES or not words.masks[k + 1] & LETTER:
        return 0
    k += 2
    for _ in range(3):
        if k < end and words.lower[k] in _NUMBER_LEADS:
            k += 1
    return k + 1 if k < end and words.masks[k] & (FIGURES | NUMBER) and words.lower[k] != "og" else 0


def _tied(words: Words, first: int, k: int, end: int) -> bool:
    """Whether a lone letter belongs to what came before: a number follows it, or signs were said."""
    if any(words.masks[m] & SEPARATOR for m in range(first + 1, k)):
        return True
    return k + 1 < end and bool(words.masks[k + 1] & (NUMBER | FIGURES))


def _number_after(words: Words, k: int, end: int) -> int:
    """The number that "og" or "og så" at k leads to; 0 where there is none."""
    k += 1 + (k + 1 < end and words.lower[k + 1] == "så")
    return k if k < end and words.masks[k] & (FIGURES | NUMBER) and words.lower[k] != "og" else 0
