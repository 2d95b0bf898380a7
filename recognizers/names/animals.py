"""Animals and things that bear a person's name: "hunden Emil", "lampen hedder Ivar"; there the name is nobody's.

Elsewhere in the text it may be: people like to have the name of somebody's dog.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_INTRODUCE = frozenset("hedder heter heiter hed het heitte kaldes kalles".split())
_RELATE = frozenset({"der", "som", ",", "min", "mine", "vår", "våre", "vor", "vores", "den", "det", "også", "òg"})
_RELATE_ANIMALS = _RELATE | {"han", "hun", "ho"}  # "bilen hun heter Mette" tells of its owner
_RELATE_BOATS = _RELATE | {"hun", "ho"}
_ALSO = frozenset("også òg jo vist bare da då nå altså faktisk egentlig visst forresten i øvrigt".split())
_OWN = frozenset(
    "min mit mi mitt vores vor vår vårt din dit ditt hans hendes hennes hennar deres dykkar jeres en ein ei".split()
)
_HAVING = frozenset("med på i til av af ved for fra frå om styrte kjørte kjører kører kørte".split())
"""After these it is whoever has the animal that is called something: "han med hunden heter Ola"."""
_AT = frozenset("til hos hjå i på utanfor utenfor udenfor".split())
_MINE = (["min"], ["mi"], ["vår"], ["vores"])
_IS = frozenset({"er", "var"})


def _forms(*nouns: str) -> frozenset[str]:
    """Nouns written as "hund -en": the bare word and the one with the article behind it."""
    forms: set[str] = set()
    for noun in nouns:
        word, *endings = noun.split()
        forms.add(word)
        forms.update(word + ending[1:] if ending[0] == "-" else ending for ending in endings)
    return frozenset(forms)


_ANIMALS = (
    *("hund -en", "kat -ten", "katt -en -a", "pus -en", "hest -en", "hoppe -n hoppa", "hingst -en", "vallak -ken"),
    *("vallakk -en", "kattunge -n", "kattepus -en", "vovse -n", "vovhund -en", "køter -en", "bikkje -n bikkja"),
    *("ponny -en", "pony -en", "ko -en", "ku -a kua", "kyr", "tyr -en", "okse -n", "kalv -en", "gris -en", "geit -a"),
    *("ged -en", "vædder -en", "vær -en", "hamster -en", "marsvin -et", "kanin -en", "undulat -en", "papegøje -n"),
    *("kakadue -n", "skildpadde -n", "skilpadde -n skilpadda", "slange -n", "hane -n", "høne -n høna"),
    *("rotte -n rotta", "mus -en musa", "ilder -en", "hvalp -en", "valp -en", "kvalp -en", "killing -en"),
    *("tispe -n tispa", "papegøye -n"),
    *("labrador -en", "retriever -en", "schæfer -en", "schäfer -en", "puddel -en", "terrier -en", "gravhund -en"),
    *("dachs", "mops -en", "bulldog -gen", "rottweiler -en", "collie -n", "chihuahua -en", "elghund -en", "setter -en"),
    *("kattene", "kattane", "hundene", "hundane", "hestene", "hestane", "kaninene", "kaninane", "undulatene", "kyrne"),
    *("hønene", "hønsene", "kalvene", "kalvane", "grisene", "kvige -n kviga", "grise -n", "so -en"),
    *("schæferhund -en", "gullfisk -en", "guldfisk -en", "gås -en gåsa", "hønsehund -en", "fugl -en"),
    *("førerhund -en", "førarhund -en", "servicehund -en", "tæve -n", "merr -a", "fole -n", "føll -et", "føl -let"),
)

_THINGS = (
    *("motorbåd -en", "motorbåt -en", "sejlbåd -en", "seilbåt -en", "seglbåt -en", "fritidsbåd -en"),
    *("sjekte -n sjekta", "snekke -n snekka", "jolle -n jolla", "kutter -en", "yacht -en", "husbåd -en", "husbåt -en"),
    *("nabobåt -en", "nabobåd -en", "fiskebåt -en", "fiskerbåd -en", "flåte -n flåta", "fôrflåte -n", "tømmerflåde -n"),
    *("sjark -en", "skøyte -n skøyta", "trawler -en", "tråler -en", "trålar -en", "kajak -ken", "kajakk -en"),
    *("maskine -n", "maskin -a -en", "romaskine -n", "romaskin -a -en", "crosstrainer -en", "cykel", "cyklen"),
    *("sykkel -en", "elsykkel -en", "ladcykel", "ladcyklen", "pingvin -en", "drage -n", "dukke -n dukka", "bamse -n"),
    *("båd -en", "båt -en", "skib -et", "skip -et", "skute -n skuta", "færge -n", "ferje -n ferja", "ferge -n ferga"),
    *("bil -en", "vogn -en -a", "varevogn -en", "lastbil -en", "varebil -en"),
    *("kran -en -a", "traktor -en", "kjole -n", "lampe -n lampa", "stol -en", "sofa -en", "seng -en -a"),
    *(
        "robot -ten -en",
        "støvsuger -en",
        "støvsugar -en",
        "program -met",
        "system -et",
        "bot -ten",
        "chatbot -ten",
    ),
    *(
        "storm -en",
        "orkan -en",
        "blad -et",
        "ugeblad -et",
        "serie -n",
        "film -en",
        "bog -en",
        "bok -a -en",
        "spil -let",
    ),
    *("spill -et", "plante -n planta", "rose -n rosa", "sort -en", "mønster -et", "opskrift -en", "oppskrift -en -a"),
)
THINGS = _forms(*_THINGS)
ANIMALS = _forms(*_ANIMALS)
_BARE = frozenset(noun.split()[0] for noun in _ANIMALS)
"""What must be somebody's for a name to follow: "min hund Rex"; "har du hund, Mette" asks one."""
_REACH = 12  # words after an animal among which its name may stand
_QUOTED = 4  # words in quotes that may be a name
_SAILING = frozenset("skuta skibet skipet stormen orkanen ugebladet fregatten skonnerten".split())
"""Things that a name may follow at once; after others somebody may be named: "kjolen Mette bestilte"."""
_BOATS = frozenset(
    noun for noun in THINGS if noun.endswith(("båden", "båten", "snekka", "jolla", "jollen", "sjekta", "kutteren"))
)
"""Of a boat one speaks as of a person: "båten hun heter Bjarne"."""
_SHIPS = frozenset({"s", "k", "y", "b", "f"})
"""What stands behind "m/" before a ship's name."""
_QUOTES = frozenset("\"'«»“”„’‘")
_DEN = frozenset({"den", "Den", "DEN"})
"""What is spoken of so is nobody."""
_CALLED = ANIMALS | THINGS | {"den", "m"}
_IN_ANY_CASE = _CALLED.union(map(str.title, _CALLED), map(str.upper, _CALLED))


def animals(words: Sequence[str]) -> frozenset[int]:
    """The places of the words by which a text introduces animals and things.

    Args:
        words: the tokens of a whole text.
    """
    places = {at for i, word in enumerate(words) if word in _IN_ANY_CASE for at in _called(words, i)}
    return frozenset(at for at in places if 0 <= at < len(words))


def _called(words: Sequence[str], i: int) -> Iterator[int]:
    """Where the animal or thing at i may be named: *hunden X*, *hund der hedder X*, *X er hunden*, *den hedder X*."""
    if words[i] in _DEN and not (i + 1 < len(words) and words[i + 1] in _INTRODUCE):
        return
    first = max(0, i - 3)
    low = [word.casefold() for word in words[first : i + _REACH]]
    here = i - first
    noun = low[here]
    if noun == "m":
        if low[here + 1 : here + 2] == ["/"] and low[here + 2 : here + 3] and low[here + 2] in _SHIPS:
            yield from (first + at for at in _quoted(low, here + 3) or (here + 3,))
        return
    like_animal = noun in ANIMALS or noun in _BOATS
    at = here + 1
    relate = _RELATE_ANIMALS if noun in ANIMALS else _RELATE_BOATS if noun in _BOATS else _RELATE
    while noun != "den" and at < len(low) and low[at] in relate:
        at += 1
    owned = at == here + 1 and here > 0 and low[here - 1] in _HAVING
    if noun in ANIMALS and (behind := _whose(low, at)):
        at = behind
    if noun in ANIMALS and here and low[here - 1] in _INTRODUCE:
        yield from (first + k for k in _listed(low, _after_also(low, here + 1), many=False))
    elif at < len(low) and low[at] in _INTRODUCE and not owned:
        at = _after_also(low, at + 1)
        yield from (first + k for k in _listed(low, at, many=noun.endswith(("ene", "ane", "yrne"))))
    elif low[at : at + 2] in (["ved", "navn"], ["ved", "namn"]):
        yield first + at + 2
    elif noun in _SAILING or (noun in ANIMALS and (noun not in _BARE or (here and low[here - 1] in _OWN))):
        mine = here + 1 + (low[here + 1 : here + 2] in _MINE)
        yield from (first + k for k in _quoted(low, mine) or (mine,))
    elif noun != "den":
        yield from (first + k for k in _quoted(low, here + 1))
    if like_animal:
        before = here - 1 - (here > 0 and low[here - 1] in _OWN)
        if before >= 0 and low[before] in _IS:
            yield first + before - 1 - (before > 1 and low[before - 1] == "det")
        if here and low[here - 1] == "(":
            yield first + here - 2  # "Pelle (hunden)"
        elif here and low[here - 1] == "altså":
            yield first + here - 2 - (here > 1 and low[here - 2] == ",")  # "Svend, altså hunden"


def _whose(low: Sequence[str], at: int) -> int:
    """The word for being called behind whose or where an animal is: "til Live heiter"; 0 where none is."""
    end = next((k for k in range(at, min(at + 4, len(low))) if low[k] in _INTRODUCE), 0)
    return end if end > at + 1 and low[at] in _AT else 0


def _after_also(low: Sequence[str], at: int) -> int:
    """The first word that is none such as *også*."""
    while at < len(low) and low[at] in _ALSO:
        at += 1
    return at


def _listed(low: Sequence[str], at: int, *, many: bool) -> Iterator[int]:
    """The places of names at a word: those in quotes, *X*, or of several *X og Y*."""
    if quoted := _quoted(low, at):
        yield from quoted
        return
    yield at
    while at + 2 < len(low) and low[at + 1] == "-":
        at += 2
        yield at
    if many and at + 2 < len(low) and low[at + 1] == "og":
        yield at + 2


def _quoted(low: Sequence[str], at: int) -> Sequence[int]:
    """The places of the words in quotes at a word; none where none begin there."""
    if at >= len(low) or low[at] not in _QUOTES:
        return ()
    end = at + 1
    while end < len(low) and low[end] not in _QUOTES:
        end += 1
    return range(at + 1, end) if end < len(low) and end - at <= _QUOTED else ()
