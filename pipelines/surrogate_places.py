"""Stand-ins for addresses and places."""

from __future__ import annotations

import re
from typing import Final

from faker.providers.address.da_DK import Provider as Danish
from faker.providers.address.no_NO import Provider as Norwegian

from slor.pipelines.surrogate_draws import Draws
from slor.pipelines.surrogate_names import last_names, put_case
from slor.pipelines.surrogate_pieces import read_pieces, write_pieces
from slor.recognizers.text import fold

# Public facts: postcodes and their towns (PostNord, Bring), of middling size all over both countries
_DANISH_TOWNS: Final = tuple(
    (
        "2750 Ballerup|2970 Hørsholm|3000 Helsingør|3400 Hillerød|3600 Frederikssund|3700 Rønne|4000 Roskilde|"
        "4100 Ringsted|4200 Slagelse|4300 Holbæk|4400 Kalundborg|4600 Køge|4700 Næstved|4800 Nykøbing F|"
        "5500 Middelfart|5600 Faaborg|5700 Svendborg|5800 Nyborg|6100 Haderslev|6200 Aabenraa|6400 Sønderborg|"
        "6700 Esbjerg|6800 Varde|7100 Vejle|7400 Herning|7500 Holstebro|7600 Struer|7700 Thisted|7800 Skive|"
        "8300 Odder|8500 Grenaa|8600 Silkeborg|8700 Horsens|8800 Viborg|8900 Randers C|9300 Sæby|9400 Nørresundby|"
        "9500 Hobro|9700 Brønderslev|9800 Hjørring"
    ).split("|")
)
_NORWEGIAN_TOWNS: Final = tuple(
    (
        "1400 Ski|1530 Moss|1601 Fredrikstad|1701 Sarpsborg|1776 Halden|1850 Mysen|2000 Lillestrøm|2211 Kongsvinger|"
        "2317 Hamar|2406 Elverum|2609 Lillehammer|2815 Gjøvik|3015 Drammen|3110 Tønsberg|3208 Sandefjord|3256 Larvik|"
        "3510 Hønefoss|3611 Kongsberg|3717 Skien|3901 Porsgrunn|4515 Mandal|4836 Arendal|4370 Egersund|"
        "5501 Haugesund|5700 Voss|6002 Ålesund|6413 Molde|6508 Kristiansund|6800 Førde|6900 Florø|7500 Stjørdal|"
        "7600 Levanger|7725 Steinkjer|7800 Namsos|8006 Bodø|8514 Narvik|8622 Mo i Rana|9405 Harstad|9510 Alta|"
        "9900 Kirkenes"
    ).split("|")
)
_NORWEGIAN_STREET: Final = re.compile(
    r"(?:veien|vegen|gata|gaten|gate|alleen|bakken|åsen|svingen|tunet|stien|lia|haugen)\b"
)
_DISTRICT: Final = re.compile(r"\s+\w{1,2}$")
_NAME: Final = re.compile(r"[^\W\d_](?:[\w.' -]*\w)?")


def street(draws: Draws, text: str, language: str | None) -> str:
    """An address of the same form: another street, other numbers, floor and door as they were."""
    plain = fold(text).text
    numbers = read_pieces(plain, language, letters=False)
    name_end = numbers[0].start if numbers else len(plain)
    found = _NAME.search(plain, 0, name_end)
    name = found[0] if found else ""
    old = " ".join(name.casefold().replace(".", " ").split())
    new = ""
    if name:
        norwegian = bool(_NORWEGIAN_STREET.search(old)) or (language in ("nb", "nn") and "vej" not in old)
        new = put_case(_street_name(draws, old, norwegian), name)
    said = ""
    for at, piece in enumerate(numbers):
        key = f"{old} {piece.said}"
        made = draws.unlike(f"house {at}", key, piece.said, piece.said)
        said += (str(draws.number("first digit", key, 9) + 1) + made[1:]) if made.startswith("0") else made
    head = plain[: found.start()] + new if found else ""
    at = found.end() if found else 0
    moved = [type(p)(p.start - at, p.end - at, p.said, p.numeral) for p in numbers]
    return head + write_pieces(plain[at:], moved, said, language)


def postal_place(draws: Draws, text: str, language: str | None) -> str:
    """Another postcode with its town, or another town alone, in the same form."""
    plain = fold(text).text
    pieces = read_pieces(plain, language, letters=False)
    said = "".join(piece.said for piece in pieces)
    norwegian = said.startswith("0") or (language in ("nb", "nn") and len(said) != 3)
    towns = _NORWEGIAN_TOWNS if norwegian else _DANISH_TOWNS
    rest = plain[pieces[-1].end :] if pieces else plain
    town = _NAME.search(rest)
    key = _DISTRICT.sub("", town[0].casefold()) if town else said or plain.casefold()
    others = [t for t in towns if t[:4] != said and (town is None or t[5:].casefold() != town[0].casefold())]
    chosen = draws.choice("POSTAL_PLACE", key, others)
    code = chosen[:4] if len(said) == 4 else draws.unlike("postcode", said, said, said)
    head = write_pieces(plain[: len(plain) - len(rest)], pieces, code, language)
    if town is None:
        return head + rest
    return head + rest[: town.start()] + put_case(chosen[5:], town[0]) + rest[town.end() :]


def _street_name(draws: Draws, old: str, norwegian: bool) -> str:
    for attempt in range(20):
        seed = f"{old}#{attempt}"
        if norwegian:
            initial = draws.choice("street initial", seed, "bdfghklmrstv")
            name = draws.choice("street", seed, last_names()[initial])
            name += draws.choice("street end", seed, Norwegian.street_suffixes)
        else:
            name = draws.choice("street", seed, Danish.street_names) + draws.choice(
                "street end", seed, Danish.street_suffixes
            )
        if name.casefold() != old:
            break
    return name
