"""Addresses and postcodes that are read aloud: `[[…]]` marks what must be found, and everything else must be left."""

from __future__ import annotations

import pytest

from slor.recognizers.spans import Conversation, Turn
from tests.recognizers.conftest import mark, unmark


@pytest.fixture
def talk(structured):
    """What is marked in a spoken conversation that is given with its marks, in the same form."""

    def run(language: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        said = [unmark(line)[0] for line in lines]
        turns = tuple(Turn("customer" if k % 2 else "agent", text) for k, text in enumerate(said))
        found = structured.detect(Conversation(turns, language=language, channel="voice"))
        return tuple(mark(text, [(s.start, s.end) for s in spans]) for text, spans in zip(said, found, strict=True))

    return run


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("da", ("jeg bor i [[fire og tyve halvtreds københavn sydvest]] på [[teglholmens have tre a]]",)),
        ("da", ("adressen er [[lindevej ti]] [[to fire hundrede københavn nordvest]]",)),
        (
            "nb",
            (
                "og adressen",
                "[[konvallveien sju]] i [[tjue ni og tredve]] nei [[tjue null åtte fjerdingby]] det er bak kiwi",
            ),
        ),
        ("da", ("hvor bor du", "[[lindealle ni]] i [[halvtreds tyve]] nej [[halvtreds treogtyve odense]]")),
        ("nb", ("den er sendt til [[klovsteintoppen fire]]", "i [[fem tre ni fire kolltveit]] ja")),
        # a town of the list behind four digits, whatever was spoken of
        ("nn", ("var det postnummer", "jau [[seks ein fem to ørsta]] trur eg")),
        ("nb", ("[[nitti tretti sjøvegan]] heter det her",)),
        # a street of any name before a postcode with its town, and wherever it stands again
        (
            "nn",
            (
                "naustet har ikkje noko nummer eller jo [[neset åtte]] var det",
                "[[neset åtte]] [[seks ein fem to ørsta]] ja der ligg ruteren",
            ),
        ),
        ("nb", ("da har jeg [[svabergodden tolv]] [[førti to åtti ni stavanger]] stemmer det",)),
        ("da", ("du står på [[kæret toogtyve]] [[ottetusind og tres risskov]] ikke",)),
        ("nn", ("[[haugane ni]] [[fem seks hundre voss]] er det rett",)),
        ("da", ("hvad er adressen", "[[ved kæret toogtyve]] i [[otte tusind aarhus c]]")),
        ("da", ("hvad er din adresse", "jeg bor på [[bag haverne seks]]")),
        # near misses
        ("da", ("den bruger da ikke otte tusind kilowattimer om året",)),
        ("nb", ("vi har brukt fire tusen to hundre kilowattimer",)),
        ("da", ("det var i nitten fireogfirs i aarhus vi mødtes",)),
        ("nb", ("bussen går fra oslo fem tre ganger i timen",)),
        ("nn", ("eg har køyrt i grøfta på riksveg tretten",)),
        ("da", ("det var primærvej tretten tror jeg",)),
        ("da", ("hvor bor du", "[[elmevej ni]]", "traktoren den er årgang enoghalvtreds")),
        ("nb", ("jeg krediterer alle tolv har du mer",)),
        ("nb", ("kan du ta alle fem",)),
        ("da", ("hvor bor du", "jeg bor ved søen og har tre børn")),
    ],
)
def test_places_as_they_are_read_out(talk, language, lines):
    assert talk(language, lines) == lines
