"""Which files belong to which dataset, how they are cut into units, and what is said of files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines import inputs
from slor.pipelines.errors import InputError
from slor.pipelines.inputs import InputFile, Unit, check_file, cut, discover, identify, open_parquet, read_unit
from slor.schemas.policy import Policy


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("opkald/a.parquet", "calls"),
        ("opkald/2026/uge 47/a b.parquet", "calls"),
        ("opkald/date=2026-11-21/part-0000.snappy.parquet", "calls"),
        ("staff/a.parquet", "directory"),
        ("opkald_2025/a.parquet", None),  # a name that only begins like the folder
        ("calls/a.parquet", None),  # the dataset's name is not its folder
        ("a.parquet", None),
        ("opkald/_temporary/a.parquet", None),
        ("opkald/.a.parquet", None),
        ("_opkald/a.parquet", None),
    ],
)
def test_the_folder_says_the_dataset_and_hidden_names_are_skipped(kiosk: Policy, name: str, dataset: str) -> None:
    found = identify("gs://bucket/in/", kiosk, f"gs://bucket/in/{name}", 7)
    assert (found and found.dataset) == dataset
    assert found is None or (found.name, found.size) == (name, 7)


def test_discovery_lists_in_order_and_says_what_is_left_alone(kiosk: Policy, tmp_path: Path) -> None:
    for name in (
        "opkald/b.parquet", "opkald/a b.parquet", "opkald/notes.csv", "opkald/_tmp/c.parquet", "chats/x.parquet",
        "faktura/1.parquet", "faktura/2.parquet", "løs fil.parquet", "_old/d.parquet", "opkald/d.PARQUET", "lyd/1.wav",
        "readme.txt", "opkald/_SUCCESS",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(b"123")
    found = discover(f"{tmp_path}/", kiosk)
    assert [(file.dataset, file.name) for file in found.files] == [
        ("calls", "opkald/a b.parquet"),
        ("calls", "opkald/b.parquet"),
        ("chats", "chats/x.parquet"),
    ]
    assert found.left_alone == {"faktura": 2, "lyd": 1, "løs fil.parquet": 1}
    assert found.misnamed == {"opkald": 2}


def test_nothing_is_found_where_there_is_nothing(kiosk: Policy, tmp_path: Path) -> None:
    assert discover(str(tmp_path / "absent"), kiosk) == inputs.Discovery((), {}, {})


def test_outputs_are_named_after_the_path_alone() -> None:
    one = InputFile("calls", "/here/in/opkald/a.parquet", "opkald/a.parquet", 10)
    moved = InputFile("calls", "gs://there/opkald/a.parquet", "opkald/a.parquet", 99)
    other = InputFile("calls", "/here/in/opkald/b.parquet", "opkald/b.parquet", 10)
    assert one.id == moved.id != other.id
    assert "opkald" not in one.id
    assert Unit(one, "", ((4, 10),), 0, 12, 13).part == f"part-{one.id}-00012"


@pytest.mark.parametrize(
    ("groups", "rows_a_unit", "units"),
    [
        ([3, 3, 3], 9, [[0, 1, 2]]),
        ([3, 3, 3], 6, [[0, 1], [2]]),
        ([3, 3, 3], 2, [[0], [1], [2]]),  # a row group is never cut
        ([1, 5, 1, 1], 3, [[0], [1], [2, 3]]),
        ([], 5, [[]]),  # a file without rows is a unit too: it is finished like any other
    ],
)
def test_units_are_whole_row_groups(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, groups: list[int], rows_a_unit: int, units: list[list[int]]
) -> None:
    monkeypatch.setattr(inputs, "UNIT_ROWS", rows_a_unit)
    path = tmp_path / "a.parquet"
    with pq.ParquetWriter(path, pa.schema([("n", pa.int64())])) as writer:
        for rows in groups:
            writer.write_table(pa.table({"n": pa.array(range(rows), pa.int64())}))
    file = InputFile("calls", str(path), "opkald/a.parquet", path.stat().st_size)
    found = list(cut(file, "d", open_parquet(file), 1 << 20))
    assert [[index for index, _ in unit.groups] for unit in found] == units
    assert [unit.number for unit in found] == list(range(len(units)))
    assert {unit.of for unit in found} == {len(units)}
    assert sum(unit.rows for unit in found) == sum(groups)
    assert [unit.first_row for unit in found] == [sum(unit.rows for unit in found[:i]) for i in range(len(found))]


def test_units_hold_few_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": pa.array(range(30), pa.int64())}), path, row_group_size=10)
    file = InputFile("calls", str(path), "opkald/a.parquet", path.stat().st_size)
    assert [unit.rows for unit in cut(file, "d", open_parquet(file), 1)] == [10, 10, 10]


@pytest.mark.parametrize(("row", "place"), [(20, (2, 0)), (24, (2, 4)), (25, (3, 0)), (27, (3, 2))])
def test_a_row_is_found_in_its_row_group(row: int, place: tuple[int, int]) -> None:
    unit = Unit(InputFile("calls", "", "a", 1), "", ((2, 5), (3, 3)), 20, 1, 2)
    assert unit.locate(row) == place


def test_a_row_of_another_unit_is_an_error() -> None:
    with pytest.raises(IndexError):
        Unit(InputFile("calls", "", "a", 1), "", ((2, 5),), 20, 1, 2).locate(25)


NOT_WHOLE = (
    "opkald/a.parquet: is not a whole Parquet file (no valid footer): it was cut off or is still being written; "
    "write it again, or move it out of the input until it is whole"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "opkald/a.parquet: is empty (0 bytes): write it again, or move it out of the input"),
        (b"PAR1 this is no footer", NOT_WHOLE),
        (b"id;nummer\n1;22334455\n", NOT_WHOLE),
        (None, "opkald/a.parquet: cannot be opened; check that it is still there and that you may read it"),
    ],
)
def test_a_bad_file_is_named(kiosk: Policy, tmp_path: Path, data: bytes | None, message: str) -> None:
    path = tmp_path / "a.parquet"
    if data is not None:
        path.write_bytes(data)
    file = InputFile("calls", str(path), "opkald/a.parquet", 0 if data == b"" else 20)
    assert check_file(file, kiosk.datasets["calls"]) == (0, [message])


def test_a_truncated_file_is_named(put: Callable[..., InputFile], call_rows: Callable[..., pa.Table]) -> None:
    file = put("calls", "opkald/a.parquet", call_rows(("c1", None, "2026-11-20", 1, "k", True)))
    data = Path(file.path).read_bytes()
    Path(file.path).write_bytes(data[:-9])
    with pytest.raises(InputError, match=r"^opkald/a.parquet: is not a whole Parquet file"):
        open_parquet(file)


def test_every_problem_of_a_schema_is_a_line_with_the_file(kiosk: Policy, put: Callable[..., InputFile]) -> None:
    table = pa.table(
        {"call_id": ["c1"], "started": [True], "seconds": [3], "client": ["k"], "cpr": ["x"], "agreed": [1]}
    )
    rows, problems = check_file(put("calls", "opkald/a.parquet", table), kiosk.datasets["calls"])
    assert rows == 1
    assert problems == [
        "opkald/a.parquet: column fra_nummer is missing; add it, or mark it required: false in the policy",
        "opkald/a.parquet: column started is bool, which cannot become timestamp; write it as timestamp",
        "opkald/a.parquet: column cpr is undecided; list it under the dataset's columns or ignore in the policy",
    ]


def test_damaged_pages_are_told_with_the_row_group(
    kiosk: Policy, put: Callable[..., InputFile], call_rows: Callable[..., pa.Table]
) -> None:
    rows = [(f"call-{n:06d}", "22334455", "2026-11-20", n, "k", True) for n in range(200)]
    file = put("calls", "opkald/a.parquet", call_rows(*rows), 100)
    data = bytearray(Path(file.path).read_bytes())
    data[4:400] = bytes(396)
    Path(file.path).write_bytes(data)
    unit = next(cut(file, "d", open_parquet(file), 1))
    with pytest.raises(InputError) as caught:
        read_unit(unit, kiosk.datasets["calls"])
    assert caught.value.problems == (
        "opkald/a.parquet: row group 0 or one after it cannot be read: it is damaged; write it again",
    )


def test_a_unit_is_read_without_the_columns_nobody_needs(
    kiosk: Policy, put: Callable[..., InputFile], call_rows: Callable[..., pa.Table]
) -> None:
    rows = [(f"c{n}", None, "2026-11-20", n, "k", True) for n in range(6)]
    table = call_rows(*rows).append_column("internal_note", pa.array(["secret"] * 6))
    file = put("calls", "opkald/a.parquet", table, 2)
    unit = Unit(file, "", ((1, 2), (2, 2)), 2, 0, 1)
    found = read_unit(unit, kiosk.datasets["calls"])
    assert found["call_id"].to_pylist() == ["c2", "c3", "c4", "c5"]
    assert "internal_note" not in found.column_names


def test_a_file_without_rows_is_read(
    kiosk: Policy, put: Callable[..., InputFile], call_rows: Callable[..., pa.Table]
) -> None:
    file = put("calls", "opkald/a.parquet", call_rows())
    for unit in cut(file, "d", open_parquet(file), 1):
        assert read_unit(unit, kiosk.datasets["calls"]).num_rows == 0
