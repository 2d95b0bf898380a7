"""Numbers and letters as people say them in Danish, bokmål and nynorsk."""

from __future__ import annotations

import random

_ONES = {
    "da": "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "nb": "null en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "nn": "null ein to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
}
_TENS = {
    "da": "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    "nb": "tjue tretti førti femti seksti sytti åtti nitti",
    "nn": "tjue tretti førti femti seksti sytti åtti nitti",
}
_HUNDRED = {"da": "hundrede", "nb": "hundre", "nn": "hundre"}
_THOUSAND = {"da": "tusind", "nb": "tusen", "nn": "tusen"}
_AT = {"da": ("snabel-a", "snabel a", "at"), "nb": ("krøllalfa", "alfakrøll", "at"), "nn": ("krøllalfa", "at")}
_MARKS = {".": "punktum", "-": "bindestreg", "_": "underscore"}
_NORSE_MARKS = {".": "punktum", "-": "bindestrek", "_": "understrek"}


def below_hundred(number: int, language: str, old: bool = False) -> str:
    """Say a number from 0 to 99.

    Args:
        number: 0 to 99.
        language: da, nb or nn.
        old: in Norwegian, ones before tens, as the old still count; Danish always does.

    Returns:
        Words.

    >>> below_hundred(75, "da"), below_hundred(75, "nn"), below_hundred(21, "nb", old=True)
    ('femoghalvfjerds', 'syttifem', 'en og tjue')
    """
    ones = _ONES[language].split()
    if number < 20:
        return ones[number]
    ten, one = _TENS[language].split()[number // 10 - 2], number % 10
    if not one:
        return ten
    if language == "da":
        return f"{ones[one]}og{ten}"
    return f"{ones[one]} og {ten}" if old else f"{ten}{ones[one]}"


def number_words(number: int, language: str) -> str:
    """Say a number below a million.

    Args:
        number: 0 to 999,999.
        language: da, nb or nn.

    Returns:
        Words, as a recogniser writes them.

    >>> number_words(1299, "da"), number_words(349, "nn")
    ('et tusind to hundrede og nioghalvfems', 'tre hundre og førtini')
    """
    if number < 100:
        return below_hundred(number, language)
    one = {"da": "et", "nb": "ett", "nn": "eitt"}[language]
    big, rest = divmod(number, 1000 if number >= 1000 else 100)
    unit = (_THOUSAND if number >= 1000 else _HUNDRED)[language]
    head = f"{one if big == 1 else number_words(big, language)} {unit}"
    if not rest:
        return head
    tail = number_words(rest, language)
    return f"{head} {tail}" if rest >= 100 else f"{head} og {tail}"


def say_digits(digits: str, language: str, roll: random.Random) -> str:
    """Say a run of digits: one by one, in pairs, or now this, now that.

    Args:
        digits: digits only.
        language: da, nb or nn.
        roll: dice.

    Returns:
        Words.
    """
    way = roll.random()
    old = language != "da" and roll.random() < 0.12
    words: list[str] = []
    at = 0
    while at < len(digits):
        pair = digits[at : at + 2]
        if len(pair) == 2 and (way < 0.5 or (way < 0.7 and roll.random() < 0.6)) and pair[0] != "0":
            words.append(below_hundred(int(pair), language, old))
            at += 2
        else:
            words.append(below_hundred(int(digits[at]), language))
            at += 1
    return " ".join(words)


def say_address(address: str, language: str, roll: random.Random) -> str:
    """Say an e-mail address or a page's address aloud.

    Args:
        address: as written.
        language: da, nb or nn.
        roll: dice.

    Returns:
        Words, digits as digits or words.

    >>> say_address("m.holm@post.example", "da", random.Random(1))
    'm punktum holm snabel-a post punktum example'
    """
    marks = _MARKS if language == "da" else _NORSE_MARKS
    at, spelt = roll.choice(_AT[language]), roll.random() < 0.5
    out: list[str] = []
    run = ""
    for letter in f"{address} ":
        if letter.isdigit():
            run += letter
            continue
        if run:
            out.append(f" {say_digits(run, language, roll) if spelt else run} ")
            run = ""
        out.append(f" {at} " if letter == "@" else f" {marks[letter]} " if letter in marks else letter)
    return " ".join("".join(out).replace("/", " skråstreg " if language == "da" else " skråstrek ").split())


def spell(name: str, roll: random.Random) -> str:
    """Spell a name letter by letter.

    Args:
        name: one word.
        roll: dice.

    Returns:
        Letters with blanks, hyphens, or upper-case letters between blanks.

    >>> spell("Bech", random.Random(3)) in ("b e c h", "B-E-C-H", "B E C H")
    True
    """
    letters = [letter for letter in name if letter.isalpha()]
    return roll.choice(
        (" ".join(letters).lower(), "-".join(letters).upper(), " ".join(letters).upper(), " ".join(letters).lower())
    )
