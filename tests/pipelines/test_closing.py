"""Closing what units report: a whole run, or a file of a stream; what is finished and what must be read again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines import closing, storage, worker
from slor.pipelines.books import Books, OutputFile
from slor.pipelines.committing import UnitReport
from slor.pipelines.errors import InputError
from slor.pipelines.inputs import Failure, InputFile, Unit, staged
from slor.pipelines.manifest import Entry
from slor.pipelines.plan import RunPlan
from slor.pipelines.transforms import _GatherFileFn


def report(name: str, number: int = 0, of: int = 1, digest: str = "d1", counts: Books | None = None) -> UnitReport:
    """What a unit of ten calls tells."""
    unit = Unit(InputFile("calls", f"/in/{name}", name, 100), digest, ((number, 10),), number * 10, number, of)
    return UnitReport(unit, "2026-11-21", {"counts": counts or Books(rows_in=10, rows_out=10)}, {"counts": []})


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_finished_file_is_known_by_its_content(
    make_plan: Callable[..., RunPlan], put: Callable[..., InputFile], call_rows: Callable[..., object]
) -> None:
    plan = make_plan(incremental=True)
    file = put("calls", "opkald/a.parquet", call_rows(("c1", "22334455", "2026-11-20", 1, "k", True)))
    made = closing.fingerprints(plan)
    entry = Entry("calls", file.name, file.size, storage.digest(file.path), "", "2026-11-21", Books())
    for release in ("counts", "surveys"):  # lessons has no calls
        finished = dataclasses.replace(entry, made_with=made[release])
        assert closing.unfinished(plan, [file]) == [file]
        storage.write_json(f"{plan.release_folder(release)}/{entry.path}", finished.to_dict())
    assert closing.unfinished(plan, [file]) == []
    other = dataclasses.replace(plan, keyring=plan.keyring)
    assert closing.unfinished(other, [dataclasses.replace(file, size=file.size + 1)]) != []
    Path(file.path).write_bytes(b"x" * file.size)
    assert closing.unfinished(plan, [file]) == [file]
    assert len(set(made.values())) == 3


def test_a_text_is_unfinished_when_the_directory_says_something_else(
    make_plan: Callable[..., RunPlan], put: Callable[..., InputFile], tmp_path: Path
) -> None:
    plan = make_plan(incremental=True, releases=("lessons",))
    schema = plan.policy.datasets["chats"].schema()
    chats = put("chats", "chats/a.parquet", schema.empty_table())
    people = [{"employee_id": "e1", "user_id": "u1", "name": "Mette Holm", "email": None}]
    staff = put(
        "directory", "staff/a.parquet", pa.Table.from_pylist(people, plan.policy.datasets["directory"].schema())
    )

    def finish(file: InputFile) -> None:
        marks = worker.directory_marks(plan, worker.open_employees(plan))
        knew, made = marks["lessons"] if file.dataset == "chats" else "", closing.fingerprints(plan)["lessons"]
        digest = storage.digest(file.path)
        entry = Entry(file.dataset, file.name, file.size, digest, made, "2026-11-21", Books(), knew=knew)
        storage.write_json(f"{plan.release_folder('lessons')}/{entry.path}", entry.to_dict())

    finish(chats)
    finish(staff)
    assert closing.unfinished(plan, [chats, staff]) == closing.outdated(plan) == []
    again = pa.Table.from_pylist([*people, *people], plan.policy.datasets["directory"].schema())
    pq.write_table(again, staff.path)  # another export of the same people
    assert closing.unfinished(plan, [chats]) == []
    people.append({"employee_id": "e2", "user_id": "u2", "name": "Per Dam", "email": None})
    staff = put(
        "directory", "staff/a.parquet", pa.Table.from_pylist(people, plan.policy.datasets["directory"].schema())
    )
    finish(staff)
    assert closing.unfinished(plan, [chats, staff]) == closing.outdated(plan) == [chats]
    (tmp_path / "in/staff/a.parquet").write_bytes(b"PAR1")  # a stream says so when it arrives, and goes on
    assert closing.unfinished(plan, [chats]) == [chats]
    with pytest.raises(InputError, match=r"staff/a\.parquet: is not a whole Parquet file"):
        closing.unfinished(dataclasses.replace(plan, rows={}), [chats])


def test_a_run_whose_directory_changes_releases_nothing(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    plan = make_plan(releases=("counts",), rows={"calls": 20})
    units = [dataclasses.replace(report(name), knew={"counts": name}) for name in ("opkald/a", "opkald/b")]
    assert closing.close_run(plan, units) == [
        "the directory changed while the run read it; nothing was released; run again"
    ]
    assert not (tmp_path / "out/counts").exists()


def test_a_file_that_is_told_twice_is_committed_once(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    plan = make_plan(incremental=True, releases=("counts",))
    file = OutputFile("calls/part-1-00000.parquet", 10, 1, hashlib.sha256(b"x").hexdigest())
    told = report("opkald/a.parquet", counts=Books(rows_in=10, rows_out=10, files=[file]))
    storage.write(f"{plan.staging}/counts/{staged(file.path, 'd1')}", b"x")
    assert closing.close_file(plan, [told]) == []
    before = tree(tmp_path / "out" / "counts")
    assert closing.close_file(plan, [told]) == []  # its part has been moved: a second commit would miss it
    assert tree(tmp_path / "out" / "counts") == before


def test_a_file_that_cannot_be_read_is_written_down_and_struck_out_once_it_is_mended(
    make_plan: Callable[..., RunPlan], tmp_path: Path
) -> None:
    plan = make_plan(incremental=True, releases=("counts",))
    file = report("opkald/a.parquet").unit.file
    assert closing.close_file(plan, [Failure(file, ("opkald/a.parquet: is empty",))]) == ["opkald/a.parquet: is empty"]
    note = tmp_path / "out/_failed" / f"{file.id}.json"
    assert json.loads(note.read_text()) == {"file": "opkald/a.parquet", "problems": ["opkald/a.parquet: is empty"]}
    assert closing.close_file(plan, [report("opkald/a.parquet")]) == []
    assert not note.exists()
    assert (tmp_path / "out/counts/_manifest.json").exists()


def test_a_stream_releases_no_file_that_rejects_too_much(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    plan = make_plan(incremental=True, releases=("counts",))
    spoilt = Books(rows_in=10, rows_out=7, rejected=Counter({"started: no time": 3}))
    (problem,) = closing.close_file(plan, [report("opkald/a.parquet", counts=spoilt)])
    assert problem.startswith("counts/calls: 3 of 10 rows rejected (3 × started: no time)")
    assert not (tmp_path / "out/counts").exists()


class Bag:
    """State of one key, as a runner keeps it."""

    def __init__(self) -> None:
        self.held: list[UnitReport] = []

    def add(self, item: UnitReport) -> None:
        self.held.append(item)

    def read(self) -> list[UnitReport]:
        return list(self.held)

    def clear(self) -> None:
        self.held = []


def test_a_file_is_closed_when_all_its_units_have_come() -> None:
    fn, bag = _GatherFileFn(), Bag()
    units = [report("a", n, 3) for n in range(3)]
    assert list(fn.process(("a", units[1]), bag)) == []
    assert list(fn.process(("a", units[1]), bag)) == []  # a retry
    assert list(fn.process(("a", units[0]), bag)) == []
    ((_, found),) = fn.process(("a", units[2]), bag)
    assert sorted(unit.unit.number for unit in found) == [0, 1, 2]
    assert bag.held == []


def test_units_of_an_older_content_are_no_part_of_a_file() -> None:
    fn, bag = _GatherFileFn(), Bag()
    assert list(fn.process(("a", report("a", 0, 2, digest="old")), bag)) == []  # its other unit could not be read
    assert list(fn.process(("a", report("a", 1, 2, digest="new")), bag)) == []
    ((_, found),) = fn.process(("a", report("a", 0, 2, digest="new")), bag)
    assert {unit.unit.digest for unit in found} == {"new"}
