"""What every treatment of a column promises, and the rules for numbers that are nobody's."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slor.pipelines.domain_keys import DomainKeys
from slor.pipelines.keys import Keyring, create_keyring
from slor.pipelines.treatments import Treater
from slor.pipelines.unsealing import unseal_column
from slor.recognizers.normal_forms import normal_form
from slor.schemas.categories import ENTITY_TYPES
from slor.schemas.treatment import Treatment, parse_treatment

CATEGORIES = sorted(ENTITY_TYPES)
ON_STRINGS = [parse_treatment(raw) for raw in ("keep", "redact", "token", "seal", "fpe", "surrogate", {"prefix": 4})]
odd = st.text(max_size=12) | st.sampled_from(
    ["👩‍👧 mette", "שלום", "a\0b", "e\u0301", "+45 22 33 44 55", "22334455", ""]
)


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    path = str(tmp_path_factory.mktemp("keys") / "keys.json")
    create_keyring("sys", ["one", "two"], path)
    return Keyring.load(path)


@pytest.fixture(scope="module")
def keys(ring: Keyring) -> DomainKeys:
    return ring.domain("sys", "one")


@pytest.fixture(scope="module")
def treater(keys: DomainKeys) -> Treater:
    return Treater(keys)


@pytest.fixture(scope="module")
def other(ring: Keyring) -> Treater:
    return Treater(ring.domain("sys", "two"))


def run(treater: Treater, values: list[Any], category: str, raw: Any) -> list[Any]:
    treatment = raw if isinstance(raw, Treatment) else parse_treatment(raw)
    result: list[Any] = treater.column(pa.array(values, pa.string()), category, treatment).to_pylist()
    return result


@given(st.lists(st.none() | odd, max_size=8), st.sampled_from(CATEGORIES), st.sampled_from(ON_STRINGS), st.randoms())
def test_same_in_same_out_in_any_order_and_batch(
    treater: Treater, values: list[str | None], category: str, treatment: Treatment, chance: random.Random
) -> None:
    whole = run(treater, values, category, treatment)
    assert [value is None for value in values] == [value is None for value in whole]
    order = list(range(len(values)))
    chance.shuffle(order)
    assert run(treater, [values[i] for i in order], category, treatment) == [whole[i] for i in order]
    chunks = pa.chunked_array([pa.array([value], pa.string()) for value in values], pa.string())
    assert treater.column(chunks, category, treatment).to_pylist() == whole


@given(odd.filter(str.strip), st.sampled_from(CATEGORIES))
def test_domains_never_meet(treater: Treater, other: Treater, value: str, category: str) -> None:
    if run(treater, [value], category, "token") != [normal_form(category, value)]:  # not everybody's
        for name in ("token", "seal"):
            assert run(treater, [value], category, name) != run(other, [value], category, name)


@given(st.lists(st.none() | odd, max_size=8), st.sampled_from([*CATEGORIES, "text", "code"]))
def test_a_seal_opens_to_the_normal_form(
    treater: Treater, keys: DomainKeys, values: list[str | None], category: str
) -> None:
    sealed = treater.column(pa.array(values, pa.string()), category, parse_treatment("seal"))
    expected = [
        value if value is None or category in ("text", "code") else normal_form(category, value) for value in values
    ]
    assert unseal_column(keys, sealed, category).to_pylist() == expected


FORMS = ["+4522334455", "004522334455", "22334455", "sip:+4522334455@host", "22 33 44 55", "tel:+4522334455"]


def test_forms_of_one_number_are_one_token(treater: Treater) -> None:
    tokens = run(treater, FORMS, "PHONE_NUMBER", "token")
    assert len(set(tokens)) == 1
    assert len(tokens[0]) == 26
    assert run(treater, ["22334455"], "CUSTOMER_ID", "token") != tokens[:1]


def test_an_agent_joins_by_login_and_employee_number(treater: Treater) -> None:
    assert run(treater, ["MHOL"], "EMPLOYEE_ID", "token") == run(treater, ["mhol"], "USERNAME", "token")


@pytest.mark.parametrize("name", ["token", "seal", "fpe", "surrogate"])
def test_withheld_and_emergency_numbers_stay(treater: Treater, name: str) -> None:
    assert run(treater, ["anonymous", "112", ""], "PHONE_NUMBER", name) == ["withheld", "112", ""]


def test_short_numbers_are_tokens_where_no_format_can_be_kept(treater: Treater) -> None:
    assert run(treater, ["4418"], "PHONE_NUMBER", "fpe") == run(treater, ["4418"], "PHONE_NUMBER", "token")
    assert run(treater, ["4418"], "PHONE_NUMBER", "token") != ["4418"]


@given(st.from_regex(r"(\+45|\+47|\+46|)[1-9][0-9]{7}", fullmatch=True))
def test_fpe_keeps_country_and_length_and_goes_back(treater: Treater, keys: DomainKeys, number: str) -> None:
    treated = run(treater, [number], "PHONE_NUMBER", "fpe")[0]
    country = number[:3] if number.startswith("+") else ""
    assert treated.startswith(country)
    assert len(treated) == len(number)
    assert treated.removeprefix("+").isdigit()
    assert unseal_column(keys, pa.array([treated]), "PHONE_NUMBER", parse_treatment("fpe")).to_pylist() == [number]


def test_fpe_goes_back_where_the_encrypted_digits_look_like_a_country(treater: Treater, keys: DomainKeys) -> None:
    treated = [f"{prefix}{n:04d}" for prefix in ("0045", "0047") for n in range(0, 10_000, 97)]
    opened = unseal_column(keys, pa.array(treated), "PHONE_NUMBER", parse_treatment("fpe"))
    again = treater.column(opened, "PHONE_NUMBER", parse_treatment("fpe")).to_pylist()
    kept = [number.isdigit() and number[0] != "0" for number in opened.to_pylist()]  # such as a number can be
    assert sum(kept) > 100
    assert [new for new, real in zip(again, kept, strict=True) if real] == [
        old for old, real in zip(treated, kept, strict=True) if real
    ]


def test_fpe_of_one_number_keeps_its_eight_digits_in_every_form(treater: Treater) -> None:
    treated = run(treater, FORMS, "PHONE_NUMBER", "fpe")
    assert len({number[-8:] for number in treated}) == 1
    assert treated[0].startswith("+45")


def test_fpe_keeps_letters(treater: Treater) -> None:
    treated = run(treater, ["K500357"], "CUSTOMER_ID", "fpe")[0]
    assert treated[0] == "k"
    assert treated[1:].isdigit()
    assert treated != "k500357"


@given(st.lists(st.none() | odd, max_size=8), st.sampled_from(CATEGORIES))
def test_redacted_values_tell_their_kind_and_kept_ones_are_themselves(
    treater: Treater, values: list[str | None], category: str
) -> None:
    assert run(treater, values, category, "redact") == [None if v is None else f"<{category}>" for v in values]
    assert run(treater, values, category, "keep") == values


def test_redact_and_keep(treater: Treater) -> None:
    assert run(treater, ["Mette Holm", None], "PERSON", "redact") == ["<PERSON>", None]
    assert treater.column(pa.array([1, None]), "measure", parse_treatment("keep")).to_pylist() == [1, None]


def test_numbers_as_ids(treater: Treater) -> None:
    assert treater.column(pa.array([7, None]), "CUSTOMER_ID", parse_treatment("token")).to_pylist() == [
        run(treater, ["7"], "CUSTOMER_ID", "token")[0],
        None,
    ]


def test_prefix_hides_what_is_too_short(treater: Treater) -> None:
    assert run(treater, ["+4522334455", "1881", None], "PHONE_NUMBER", {"prefix": 4}) == [
        "2233",
        "<PHONE_NUMBER>",
        None,
    ]


start = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)


@given(
    st.lists(st.tuples(st.sampled_from(["K1", " k1", "K2", None]), st.integers(0, 10**6)), max_size=9),
    st.integers(1, 40),
)
def test_shift_keeps_intervals_and_clock(treater: Treater, rows: list[tuple[str | None, int]], days: int) -> None:
    times = [start + dt.timedelta(seconds=seconds) for _, seconds in rows]
    people = [person for person, _ in rows]
    treatment = parse_treatment({"shift": {"by": "customer_id", "days": days}})
    kind = pa.timestamp("us", tz="UTC")
    moved = treater.column(pa.array(times, kind), "time", treatment, by=pa.array(people, pa.string())).to_pylist()
    deltas: dict[str, set[dt.timedelta]] = {}
    for person, old, new in zip(people, times, moved, strict=True):
        deltas.setdefault((person or "").strip().lower(), set()).add(new - old)
    for found in deltas.values():
        (delta,) = found
        assert delta.seconds == 0
        assert 0 < abs(delta.days) <= days


def test_shift_of_birth_dates(treater: Treater) -> None:
    treatment = parse_treatment({"shift": "id"})
    by = pa.array(["a", "a"])
    texts = treater.column(pa.array(["8. marts 1977", "ukendt"]), "DATE_OF_BIRTH", treatment, by=by)
    dates = treater.column(pa.array([dt.date(1977, 3, 8), None]), "DATE_OF_BIRTH", treatment, by=by)
    assert texts.to_pylist() == [str(dates[0].as_py()), None]
    assert dates[0].as_py() != dt.date(1977, 3, 8)


def test_shift_needs_somebody_for_each_value(treater: Treater) -> None:
    with pytest.raises(ValueError, match="one person a value"):
        treater.column(pa.array([start]), "time", parse_treatment({"shift": "id"}), by=pa.array(["a", "b"]))


@pytest.mark.parametrize("name", ["drop", "spans"])
def test_what_is_no_treatment_of_a_column(treater: Treater, name: str) -> None:
    with pytest.raises(ValueError, match="no treatment of a column"):
        run(treater, ["x"], "text", name)


def test_an_empty_column(treater: Treater) -> None:
    for treatment in ON_STRINGS:
        assert len(treater.column(pa.chunked_array([], pa.string()), "PERSON", treatment)) == 0
