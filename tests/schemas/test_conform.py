"""Every physical form of a column comes out canonical; what cannot be read is set aside without its value."""

from __future__ import annotations

import decimal
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.schemas.columns import AMOUNT, COUNT, FLAG, TEXT, TEXTS, TIME, Column
from slor.schemas.conform import NO_TIME, Reject, check_schema, conform
from slor.schemas.conversions import BAD_AMOUNT, BAD_COUNT, BAD_FLAG, BAD_TEXT, BAD_TIME, convert, fits
from slor.schemas.policy import Dataset

ZONE = "Europe/Oslo"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def dataset(*columns: Column, time: str | None = None, ignore: tuple[str, ...] = ()) -> Dataset:
    return Dataset("calls", "calls", "customer", time, columns, ignore)


TURNS = (
    Column("turns.at", TIME, "time"),
    Column("turns.speaker", TEXT, "code"),
    Column("turns.text", TEXT, "text"),
)


@pytest.mark.parametrize(
    "physical",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.binary(),
        pa.large_binary(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.int32(), pa.large_string()),
    ],
    ids=str,
)
def test_text_in_every_form(physical):
    done = convert(pa.array(["blåbærsyltetøy", None, "", "a\0b", "🙂"]).cast(physical), TEXT, ZONE)
    assert done.values.type == TEXT
    assert done.values.to_pylist() == ["blåbærsyltetøy", None, "", "a\0b", "🙂"]
    assert done.bad is None


def test_an_id_written_as_a_number_is_text():
    assert convert(pa.array([70000081, None], pa.uint32()), TEXT, ZONE).values.to_pylist() == ["70000081", None]


def test_bytes_that_are_not_utf8_are_set_aside():
    done = convert(pa.array([b"ok", b"\xe5rlig", None], pa.binary()), TEXT, ZONE)
    assert (done.values.to_pylist(), done.bad.to_pylist(), done.reason) == (
        ["ok", None, None],
        [False, True, False],
        BAD_TEXT,
    )


def test_a_string_column_that_lies_about_its_encoding_is_set_aside():
    lying = pa.Array.from_buffers(pa.string(), 2, pa.array([b"ok", b"\xff\xfe"], pa.binary()).buffers())
    assert convert(lying, TEXT, ZONE).bad.to_pylist() == [False, True]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "+02:00", "America/New_York"])
def test_times_in_every_unit_and_zone(unit, zone):
    values = pa.array([NOON, None], pa.timestamp("us", "UTC")).cast(pa.timestamp(unit, "UTC"))
    if zone is None:  # the clock on the wall in Oslo, an hour ahead
        values = pa.array([datetime(2026, 11, 21, 13), None], pa.timestamp(unit))
    else:
        values = values.cast(pa.timestamp(unit, zone))
    done = convert(values, TIME, ZONE)
    assert (done.values.type, done.values.to_pylist(), done.bad) == (TIME, [NOON, None], None)


def test_dates_are_local_midnight():
    assert convert(pa.array([date(2026, 7, 1)]), TIME, ZONE).values.to_pylist() == [
        datetime(2026, 6, 30, 22, tzinfo=UTC)
    ]
    assert convert(pa.array([date(2026, 7, 1)], pa.date64()), TIME, ZONE).values[0].as_py().hour == 22


def test_int96_as_spark_wrote_it(tmp_path):
    times = pa.array([datetime(2026, 11, 21, 13, 0, 0, 123456)], pa.timestamp("us"))
    pq.write_table(pa.table({"t": times}), tmp_path / "spark.parquet", use_deprecated_int96_timestamps=True)
    read = pq.read_table(tmp_path / "spark.parquet")["t"].chunk(0)
    assert read.type == pa.timestamp("ns")
    assert convert(read, TIME, ZONE).values.to_pylist() == [NOON.replace(microsecond=123456)]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-21T12:00:00Z", NOON),
        ("2026-11-21 12:00:00+00:00", NOON),
        ("2026-11-21T14:00+0200", NOON),
        ("2026-11-21T13:00:00", NOON),
        ("2026-11-21 13:00", NOON),
        ("2026-11-21t12:00:00.000000z", NOON),
        ("2026-11-21T13:00:00.123456789", NOON.replace(microsecond=123456)),
        ("2026-11-21", datetime(2026, 11, 20, 23, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("beside", [[], ["21.11.2026"]], ids=["alone", "beside bad text"])
def test_times_as_iso_text(text, instant, beside):
    assert convert(pa.array([text, *beside]), TIME, ZONE).values[0].as_py() == instant


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-13-01", "2026-02-30T10:00:00Z", "21.11.2026", "12:00", "", "2026-11-21T25:00:00"]
)
def test_text_that_is_no_time_is_set_aside(text):
    done = convert(pa.array(["2026-11-21T12:00:00Z", text, None]), TIME, ZONE)
    assert (done.values.to_pylist(), done.bad.to_pylist(), done.reason) == (
        [NOON, None, None],
        [False, True, False],
        BAD_TIME,
    )


def test_the_hour_that_the_clock_shows_twice_is_the_first():
    twice = pa.array([datetime(2026, 10, 25, 2, 30)], pa.timestamp("us"))
    assert convert(twice, TIME, ZONE).values.to_pylist() == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
    assert convert(pa.array(["2026-10-25T02:30:00", "x"]), TIME, ZONE).values[0].as_py().hour == 0


def test_the_hour_that_the_clock_skips_is_when_it_goes_on():
    skipped = pa.array([datetime(2026, 3, 29, 2, 30)], pa.timestamp("us"))
    assert convert(skipped, TIME, ZONE).values.to_pylist() == [datetime(2026, 3, 29, 1, tzinfo=UTC)]


def test_times_outside_the_calendar_are_set_aside():
    seconds = pa.array([0, 2**60, -(2**60), None]).cast(pa.timestamp("s", "UTC"))
    done = convert(seconds, TIME, ZONE)
    assert done.bad.to_pylist() == [False, True, True, False]
    assert done.values.to_pylist() == [datetime(1970, 1, 1, tzinfo=UTC), None, None, None]


@pytest.mark.parametrize(
    "physical", [pa.int8(), pa.uint8(), pa.int16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64(), pa.float64()]
)
def test_counts_of_every_width(physical):
    done = convert(pa.array([0, 100, None]).cast(physical), COUNT, ZONE)
    assert (done.values.type, done.values.to_pylist()) == (COUNT, [0, 100, None])


@pytest.mark.parametrize(
    "values",
    [
        pa.array([1, 2**63], pa.uint64()),
        pa.array([1.0, 1.5]),
        pa.array([1.0, float("nan")]),
        pa.array([1.0, float("inf")]),
        pa.array([decimal.Decimal("1.0"), decimal.Decimal("1.5")]),
    ],
    ids=["beyond 64 bits", "a fraction", "no number", "infinite", "a decimal fraction"],
)
def test_what_is_no_count_is_set_aside(values):
    done = convert(values, COUNT, ZONE)
    assert (done.values.to_pylist(), done.bad.to_pylist(), done.reason) == ([1, None], [False, True], BAD_COUNT)


def test_amounts_from_decimals_and_integers():
    assert convert(pa.array([decimal.Decimal("3.16"), None]), AMOUNT, ZONE).values.to_pylist() == [3.16, None]
    assert convert(pa.array([3], pa.int16()), AMOUNT, ZONE).values.to_pylist() == [3.0]
    done = convert(pa.array([1.5, float("nan"), None]), AMOUNT, ZONE)
    assert (done.bad.to_pylist(), done.reason) == ([False, True, False], BAD_AMOUNT)


def test_flags_as_flags_numbers_and_words():
    assert convert(pa.array([True, None]), FLAG, ZONE).values.to_pylist() == [True, None]
    assert convert(pa.array([1, 0, None], pa.int8()), FLAG, ZONE).values.to_pylist() == [True, False, None]
    done = convert(pa.array(["true", "FALSE", "1", "maybe", None]), FLAG, ZONE)
    assert done.values.to_pylist() == [True, False, True, None, None]
    assert (done.bad.to_pylist(), done.reason) == ([False, False, False, True, False], BAD_FLAG)


@pytest.mark.parametrize(
    "physical", [pa.list_(pa.large_string()), pa.large_list(pa.string()), pa.list_(pa.string(), 2)]
)
def test_lists_of_text(physical):
    lists = pa.array([["a", None], None, ["b", "c"]], physical)
    done = convert(lists, TEXTS, ZONE)
    assert (done.values.type, done.values.to_pylist()) == (TEXTS, [["a", None], None, ["b", "c"]])
    assert convert(lists.slice(1), TEXTS, ZONE).values.to_pylist() == [None, ["b", "c"]]


def test_an_item_of_a_list_that_is_not_text_rejects_its_row():
    done = convert(pa.array([[b"a"], [b"b", b"\xff"], [], None], pa.list_(pa.binary())), TEXTS, ZONE)
    assert done.bad.to_pylist() == [False, True, False, False]


@pytest.mark.parametrize(
    ("physical", "canonical"),
    [
        (pa.string(), COUNT),
        (pa.string(), AMOUNT),
        (pa.int64(), TIME),
        (pa.float64(), TEXT),
        (pa.bool_(), TEXT),
        (pa.timestamp("us"), TEXT),
        (pa.float64(), FLAG),
        (pa.string(), TEXTS),
        (pa.list_(pa.string()), TEXT),
        (pa.struct([("a", pa.string())]), TEXT),
        (pa.time64("us"), TIME),
        (pa.duration("s"), COUNT),
        (pa.dictionary(pa.int8(), pa.int64()), TIME),
    ],
    ids=str,
)
def test_types_that_cannot_become_the_canonical_one(physical, canonical):
    assert not fits(physical, canonical)


def test_a_column_of_nulls_fits_anything():
    for canonical in (TEXT, TIME, COUNT, AMOUNT, FLAG, TEXTS):
        assert fits(pa.null(), canonical)
        assert convert(pa.nulls(2), canonical, ZONE).values.to_pylist() == [None, None]


CALLS = dataset(
    Column("call_id", TEXT, "CALL_ID"),
    Column("a_number", TEXT, "PHONE_NUMBER", source="ANR"),
    Column("start_time", TIME, "time"),
    Column("talk_seconds", COUNT, "measure"),
    Column("imei", TEXT, "IMEI", required=False),
    time="start_time",
    ignore=("switch",),
)


CALL_ID, A_NUMBER, START, TALK = ("call_id", TEXT), ("ANR", TEXT), ("start_time", TIME), ("talk_seconds", COUNT)
ALL = [CALL_ID, A_NUMBER, START, TALK]


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        (ALL, []),
        ([*ALL, ("switch", TEXT)], []),
        ([*ALL, ("__index_level_0__", COUNT)], []),
        (
            [CALL_ID, A_NUMBER, TALK],
            ["column start_time is missing; add it, or mark it required: false in the policy"],
        ),
        (
            [CALL_ID, A_NUMBER, START, ("talk_seconds", TEXT)],
            ["column talk_seconds is string, which cannot become integer; write it as integer"],
        ),
        (
            [*ALL, ("home_address", TEXT)],
            ["column home_address is undecided; list it under the dataset's columns or ignore in the policy"],
        ),
        ([CALL_ID, *ALL], ["column call_id stands twice; write it once"]),
        (
            [("ANR", COUNT), ("start_time", COUNT)],
            [
                "column call_id is missing; add it, or mark it required: false in the policy",
                "column start_time is int64, which cannot become timestamp; write it as timestamp",
                "column talk_seconds is missing; add it, or mark it required: false in the policy",
            ],
        ),
    ],
)
def test_says_what_is_wrong_with_a_file(fields, problems):
    assert check_schema(pa.schema(fields), CALLS) == problems


def test_says_what_is_wrong_inside_a_list_of_structs():
    def turns(*leaves):
        return pa.schema([("turns", pa.large_list(pa.struct(leaves)))])

    at, speaker, text = ("at", TIME), ("speaker", TEXT), ("text", pa.large_string())
    assert check_schema(turns(at, speaker, text), dataset(*TURNS)) == []
    assert check_schema(turns(at, speaker), dataset(*TURNS)) == [
        "column turns.text is missing; add it, or mark it required: false in the policy"
    ]
    assert check_schema(turns(at, speaker, text, ("mood", TEXT)), dataset(*TURNS)) == [
        "column turns.mood is undecided; list it under the dataset's columns or ignore in the policy"
    ]
    assert len(check_schema(pa.schema([("turns", TEXT)]), dataset(*TURNS))) == 3


def test_columns_come_out_renamed_ordered_and_typed():
    table = pa.table(
        {
            "talk_seconds": pa.array([5], pa.int8()),
            "start_time": pa.array(["2026-11-21T12:00:00Z"]),
            "switch": pa.array(["x"]),
            "ANR": pa.array(["22334455"], pa.large_string()),
            "call_id": pa.array(["c1"]),
        }
    )
    done = conform(table, CALLS, ZONE)
    assert done.table.schema == CALLS.schema()
    assert done.table.to_pylist() == [
        {"call_id": "c1", "a_number": "22334455", "start_time": NOON, "talk_seconds": 5, "imei": None}
    ]
    assert (done.kept.to_pylist(), done.rejects) == ([0], ())


def test_bad_rows_are_set_aside_for_their_first_reason():
    table = pa.table(
        {
            "call_id": ["a", "b", "c", "d"],
            "ANR": ["1", "2", "3", "4"],
            "start_time": ["2026-11-21T12:00:00Z", "soon", "2026-11-21T12:00:00Z", None],
            "talk_seconds": [1.0, 2.5, 3.5, 4.0],
        }
    )
    done = conform(table, CALLS, ZONE)
    assert done.table["call_id"].to_pylist() == ["a"]
    assert done.kept.to_pylist() == [0]
    assert done.rejects == (
        Reject(1, "start_time", BAD_TIME),
        Reject(2, "talk_seconds", BAD_COUNT),
        Reject(3, "start_time", NO_TIME),
    )


@pytest.mark.parametrize("outer", [pa.list_, pa.large_list])
def test_turns_keep_their_shape(outer):
    element = pa.struct(
        [("text", pa.large_string()), ("speaker", pa.dictionary(pa.int8(), TEXT)), ("at", pa.timestamp("ms", "UTC"))]
    )
    turn = {"at": NOON, "speaker": "agent", "text": "hej"}
    rows = [[turn, None, {"at": None, "speaker": None, "text": None}], [], None, [turn]]
    table = pa.table({"turns": pa.array(rows, outer(element))})
    done = conform(table, dataset(*TURNS), ZONE)
    assert done.table.schema == dataset(*TURNS).schema()
    assert done.table["turns"].to_pylist() == rows
    assert conform(table.slice(2), dataset(*TURNS), ZONE).table["turns"].to_pylist() == rows[2:]


def test_a_bad_turn_rejects_its_conversation():
    element = pa.struct([("at", TEXT), ("speaker", TEXT), ("text", pa.binary())])
    good = {"at": "2026-11-21T12:00:00Z", "speaker": "agent", "text": b"hej"}
    rows = [[good], [good, {**good, "text": b"\xff"}], [{**good, "at": "late"}], [], None]
    done = conform(pa.table({"turns": pa.array(rows, pa.list_(element))}), dataset(*TURNS), ZONE)
    assert done.rejects == (Reject(1, "turns.text", BAD_TEXT), Reject(2, "turns.at", BAD_TIME))
    assert done.kept.to_pylist() == [0, 3, 4]


def test_an_empty_table_and_many_chunks():
    empty = pa.table({"call_id": [], "ANR": [], "start_time": [], "talk_seconds": []}).cast(
        pa.schema([("call_id", TEXT), ("ANR", TEXT), ("start_time", TIME), ("talk_seconds", COUNT)])
    )
    assert conform(empty, CALLS, ZONE).table.num_rows == 0
    row = pa.table({"call_id": ["a"], "ANR": ["1"], "start_time": [NOON], "talk_seconds": [1]})
    assert conform(pa.concat_tables([row, row, row]), CALLS, ZONE).kept.to_pylist() == [0, 1, 2]


def test_no_reason_holds_a_value():
    table = pa.table({"call_id": ["a"], "ANR": ["1"], "start_time": ["Mette Holm"], "talk_seconds": [1]})
    assert "Mette" not in str(conform(table, CALLS, ZONE).rejects)
