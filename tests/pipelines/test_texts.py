"""Spans in texts: through presidio-anonymizer, joined with columns, in any script, size and batch."""

from __future__ import annotations

import re
import time
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import InvalidParamError, OperatorConfig, RecognizerResult

from slor.pipelines.domain_keys import DomainKeys
from slor.pipelines.keys import Keyring, create_keyring
from slor.pipelines.operators import OPERATORS, Whole, register
from slor.pipelines.text_treatment import clip
from slor.pipelines.treatments import Treater
from slor.pipelines.unsealing import unseal_text
from slor.recognizers.spans import Span
from slor.schemas.treatment import Treatment

RULES = {name: {"default": Treatment(name)} for name in ("token", "seal", "fpe", "surrogate", "redact")}
MARK = re.compile(r"\{([A-Z_]+)\|([^}]*)\}")


def marked(text: str) -> tuple[str, list[Span]]:
    """A text written with {TYPE|surface} and its spans."""
    plain, spans, at = "", [], 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        spans.append(Span(len(plain), len(plain) + len(found[2]), found[1], 0.9))
        plain += found[2]
        at = found.end()
    return plain + text[at:], spans


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> DomainKeys:
    path = str(tmp_path_factory.mktemp("keys") / "keys.json")
    create_keyring("sys", ["one"], path)
    return Keyring.load(path).domain("sys", "one")


@pytest.fixture(scope="module")
def treater(keys: DomainKeys) -> Treater:
    return Treater(keys)


def treat(treater: Treater, text: str, name: str, spans: list[Span] | None = None) -> str:
    plain, found = (text, spans) if spans is not None else marked(text)
    new, _, _ = treater.texts([plain], [found], RULES[name], ["da"])
    assert new[0] is not None
    return new[0]


def test_spans_become_what_their_columns_become(treater: Treater) -> None:
    text = "ring til {PERSON|Mettes} mor på {PHONE_NUMBER|22 33 44 55} nu"
    number = treater.column(pa.array(["+4522334455"]), "PHONE_NUMBER", Treatment("token"))[0].as_py()
    new = treat(treater, text, "token")
    assert re.fullmatch(rf"ring til [a-z2-7]{{26}} mor på {number} nu", new)
    assert treat(treater, text, "redact") == "ring til <PERSON> mor på <PHONE_NUMBER> nu"


def test_each_type_by_its_rule_and_undecided_ones_redacted(treater: Treater) -> None:
    plain, spans = marked("{PERSON|Mette} fra {ORGANIZATION|Nets}, {DK_CPR|0707614285}")
    rules = {"PERSON": Treatment("redact"), "ORGANIZATION": Treatment("keep")}
    new, counts, ranges = treater.texts([plain], [spans], rules, [None])
    assert new == ["<PERSON> fra Nets, <DK_CPR>"]
    assert counts == Counter(PERSON=1, DK_CPR=1)
    assert [new[0][a:b] for a, b in ranges[0]] == ["<PERSON>", "<DK_CPR>"]


def test_neighbours_are_not_merged(treater: Treater) -> None:
    assert treat(treater, "{PERSON|Mette} {PERSON|Holm}{PERSON|Jens}", "redact") == "<PERSON> <PERSON><PERSON>"


def test_a_split_number_gets_the_parts_of_one_stand_in(treater: Treater) -> None:
    for number in ("22334455", "33445566"):  # of one the keys may by chance give back a half, which is then masked
        one, two = number[:4], number[4:]
        whole = treat(treater, f"{{PHONE_NUMBER|{number}}}", "surrogate")
        if whole[:4] == one or whole[4:] == two:
            continue
        spans = [Span(0, 5, "PHONE_NUMBER", 0.9, number), Span(9, 14, "PHONE_NUMBER", 0.9, number)]
        text = f"{one[:2]} {one[2:]} og {two[:2]} {two[2:]}"
        assert re.sub(r"\D", "", treat(treater, text, "surrogate", spans)) == whole
        assert len(set(treat(treater, text, "seal", spans).split(" og "))) == 1
        return
    raise AssertionError("neither number got a stand-in unlike it")


def test_seals_in_text_open_again(treater: Treater, keys: DomainKeys) -> None:
    sealed = treat(treater, "jeg er {PERSON|Mette  Holm}, {PHONE_NUMBER|112} og ⟦PERSON:abc⟧", "seal")
    assert "Mette" not in sealed
    assert unseal_text(keys, sealed) == "jeg er mette holm, 112 og ⟦PERSON:abc⟧"


@pytest.mark.parametrize("name", sorted(RULES))
@pytest.mark.parametrize(
    "text",
    [
        "👩‍👧 {PERSON|mette} 🙂",
        "שלום {PERSON|משה} שלום",
        "a\0c {PERSON|a\0b}",
        "e\u0301 {PERSON|Rene\u0301}",
        "\ud800 {PERSON|Bo}",
    ],
)
def test_any_script(treater: Treater, name: str, text: str) -> None:
    plain, spans = marked(text)
    new = treat(treater, text, name)
    assert new.startswith(plain[: spans[0].start])
    assert new.endswith(plain[spans[0].end :])
    assert plain[spans[0].start : spans[0].end] not in new


@given(
    st.lists(
        st.tuples(st.text(max_size=5), st.text(min_size=1, max_size=8), st.sampled_from(["PERSON", "DK_CPR"])),
        max_size=5,
    ),
    st.sampled_from(sorted(RULES)),
)
def test_ranges_are_what_was_written(treater: Treater, parts: list[tuple[str, str, str]], name: str) -> None:
    text, spans = "", []
    for before, surface, kind in parts:
        text += before
        spans.append(Span(len(text), len(text) + len(surface), kind, 0.5))
        text += surface
    new, counts, ranges = treater.texts([text, None], [spans, []], RULES[name], [None, None])
    assert new[1] is None
    assert ranges[1] == []
    assert counts.total() == len(spans) == len(ranges[0])
    kept, at = "", 0
    for start, end in ranges[0]:
        assert new[0] is not None
        kept += new[0][at:start]
        at = end
    assert kept + (new[0] or "")[at:] == "".join(before for before, _, _ in parts)
    again, _, _ = treater.texts([None, text], [[], spans], RULES[name], [None, None])
    assert again[1] == new[0]


def test_overlaps_are_clipped() -> None:
    spans = [Span(3, 9, "B", 1.0), Span(0, 5, "A", 1.0), Span(4, 5, "C", 1.0), Span(8, 99, "D", 1.0)]
    assert [(s.start, s.end, s.entity_type) for s in clip(spans, 20)] == [(0, 5, "A"), (5, 9, "B"), (9, 20, "D")]


def test_five_megabytes(treater: Treater) -> None:
    text, spans = marked("hej det er {PERSON|Mette}, mit nummer er {PHONE_NUMBER|22 33 44 55}. " * 90_000)
    began = time.process_time()
    new, counts, _ = treater.texts([text], [spans], RULES["surrogate"], ["da"])
    assert counts == Counter(PERSON=90_000, PHONE_NUMBER=90_000)
    assert "Mette" not in (new[0] or "")
    assert time.process_time() - began < 60


def test_a_presidio_user_can_use_them_alone(treater: Treater) -> None:
    engine = register(AnonymizerEngine())
    assert {operator().operator_name() for operator in OPERATORS} <= set(engine.get_anonymizers())
    found = [RecognizerResult("PERSON", 0, 5, 0.9), RecognizerResult("PHONE_NUMBER", 9, 17, 0.9)]
    config = {
        "PERSON": OperatorConfig("slor_surrogate", {"treater": treater, "language": "da"}),
        "PHONE_NUMBER": OperatorConfig("slor_redact"),
    }
    said = engine.anonymize("Mette på 22334455", found, config).text
    assert said == f"{treater.surrogates.of('PERSON', 'Mette')} på <PHONE_NUMBER>"
    with pytest.raises(InvalidParamError, match="needs the param 'treater'"):
        engine.anonymize("Mette", found[:1], {"PERSON": OperatorConfig("slor_token")})


def test_no_config_tells_the_whole() -> None:
    assert "22334455" not in repr(OperatorConfig("slor_token", {"whole": Whole("22334455")}))
