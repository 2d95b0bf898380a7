"""Words that are names elsewhere and by the words beside them are none here: *per måned*, *i maj*, *bilen vår*."""

from __future__ import annotations

from collections.abc import Sequence

_MAIL_WORDS = frozenset("snabel snabela krøllalfa krøllalfaen alfakrøll kruxalfa grisehale".split())
_UNITS = frozenset(
    "måned måneden måneder mnd md mdr år året kvartal uke uka uken veke veka uge ugen dag dagen døgn time timen minut"
    " minutt sekund sek stk styk stykk person gang kilo kg km liter mail mejl e-post epost post brev sms telefon tlf"
    " faktura capita dato".split()
)
_MONTHS = frozenset({"maj", "mai"})
_BEFORE_MONTH = frozenset("i til fra frå siden sidan før efter etter inden innen innan ultimo primo medio".split())
_JOINS = frozenset("._-@")
_DIALECT = frozenset("hanj hannj hainn hon hån hænne".split())
"""How *han* and *hun* are said in Trøndelag and on Bornholm."""
_DEFINITE = ("en", "et", "ane", "ene", "ana", "a")


def is_idiom(words: Sequence[str], i: int) -> bool:
    """Whether the word at i, which by itself may be a name, is none by its neighbours.

    Args:
        words: the tokens of a whole text.
        i: the place of a word that stands alone, not as part of a longer name.

    >>> is_idiom(["89", "kr", "per", "måned"], 2), is_idiom(["hej", "per"], 1)
    (True, False)
    """
    word = words[i].casefold()
    before, after = (words[i - 1] if i else ""), (words[i + 1].casefold() if i + 1 < len(words) else "")
    if word in _MAIL_WORDS or words[i] in _DIALECT:
        return True
    if word == "per":
        return after in _UNITS
    if word in _MONTHS:
        dated = before.isdigit() or (before == "." and i > 1 and words[i - 2].isdigit())
        written_on = after in _JOINS and i + 2 < len(words) and words[i + 2].islower()  # mai.hansen@…
        return not written_on and (dated or (words[i].islower() and before.casefold() in _BEFORE_MONTH))
    if word == "vår" and words[i].islower():
        return before == "i" or (before.islower() and len(before) > 4 and before.endswith(_DEFINITE))
    return word == "ps" and after in {".", ":"}
