"""A release is seen whole or not at all: what judges it, what moves it into place, and what mends a crash."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from slor.pipelines import storage
from slor.pipelines.books import Books, OutputFile
from slor.pipelines.committing import UnitReport, clear_staging, commit, fold, judge, keep_rejects, recover
from slor.pipelines.errors import RunError
from slor.pipelines.inputs import InputFile, Unit, staged
from slor.pipelines.manifest import Entry, read_ledger
from slor.pipelines.plan import RunPlan

MADE = {"counts": "policy-and-key", "surveys": "another"}
EPOCHS = {"counts": 1, "surveys": 2}


def input_file(name: str, dataset: str = "calls") -> InputFile:
    return InputFile(dataset, f"/in/{name}", name, 100)


def report(name: str, number: int = 0, of: int = 1, rows: int = 10, digest: str = "d1", **books: Books) -> UnitReport:
    unit = Unit(input_file(name), digest, ((number, rows),), number * rows, number, of)
    usual = {"counts": Books(rows_in=rows, rows_out=rows), "surveys": Books(rows_in=rows, rows_out=rows)}
    return UnitReport(unit, "2026-11-21", {**usual, **books}, {"counts": [f"r{number}.parquet"], "surveys": []})


# --- fold: units to files


def test_units_in_any_order_and_told_twice_are_one_file() -> None:
    units = [report("a", n, 3, rows=10 + n) for n in range(3)]
    found = fold([units[2], units[0], units[2], units[1]], MADE)
    assert found == fold(units, MADE)
    (entry,) = found["counts"]
    assert (entry.books.rows_in, entry.sha256, entry.made_with) == (33, "d1", "policy-and-key")
    assert entry.rejects == ("r0.parquet", "r1.parquet", "r2.parquet")
    assert found["surveys"][0].made_with == "another"


def test_a_release_has_only_its_own_datasets() -> None:
    alone = UnitReport(report("a").unit, "2026-11-21", {"counts": Books(rows_in=1, rows_out=1)}, {"counts": []})
    found = fold([alone], MADE)
    assert [entry.name for entry in found["counts"]] == ["a"]
    assert found["surveys"] == []


# --- judge: what stands against a release


def entry_of(books: Books) -> dict[str, list[Entry]]:
    return {"counts": [Entry("calls", "a", 100, "d1", "m", "2026-11-21", books)]}


def rejecting(rejected: int, rows: int) -> Books:
    return Books(rows_in=rows, rows_out=rows - rejected, rejected=Counter({"started: no time": rejected}))


@pytest.mark.parametrize(
    ("books", "expected", "message"),
    [
        (
            Books(rows_in=12, rows_out=7, screened=Counter(retention=2), rejected=Counter({"x: y": 2})),
            12,
            "counts/calls: the books do not balance: of 12 rows 12 were read, 7 released, 2 screened, 2 rejected; "
            "nothing was released; run again, and report it if it comes back",
        ),
        (
            Books(rows_in=12, rows_out=12),
            13,  # a whole unit was lost: its own books would balance
            "counts/calls: the books do not balance: of 13 rows 12 were read, 12 released, 0 screened, 0 rejected; "
            "nothing was released; run again, and report it if it comes back",
        ),
    ],
)
def test_books_that_do_not_balance_stand_against_it(
    make_plan: Callable[..., RunPlan], books: Books, expected: int, message: str
) -> None:
    plan = make_plan(rows={"calls": expected}, max_rejects=None)
    assert judge(plan, entry_of(books)) == [message]


@pytest.mark.parametrize(
    ("limit", "is_share", "rejected", "rows", "allowed"),
    [
        (0, False, 0, 10, True),
        (0, False, 1, 10, False),
        (3, False, 3, 10, True),
        (0.001, True, 1, 1000, True),
        (0.001, True, 1, 26, True),  # a share is rounded up: one bad row of few stops no run
        (0.001, True, 2, 999, False),
        (0.7 / 100, True, 7, 1000, True),  # 0.007 × 1000 is no round number in binary
        (0.7 / 100, True, 8, 1000, False),
        (1.0, True, 10, 10, True),
        (None, True, 10, 10, True),
    ],
)
def test_so_many_rejects_are_tolerated(
    make_plan: Callable[..., RunPlan], limit: float | None, is_share: bool, rejected: int, rows: int, allowed: bool
) -> None:
    plan = make_plan(rows={"calls": rows}, max_rejects=limit, rejects_are_share=is_share)
    assert (judge(plan, entry_of(rejecting(rejected, rows))) == []) is allowed


def test_too_many_rejects_are_told_with_their_reasons_and_where_they_lie(
    make_plan: Callable[..., RunPlan], tmp_path: Path
) -> None:
    books = Books(rows_in=50, rows_out=44, rejected=Counter({"caller: not UTF-8 text": 2, "started: no time": 4}))
    assert judge(make_plan(rows={"calls": 50}), entry_of(books)) == [
        "counts/calls: 6 of 50 rows rejected (4 × started: no time; 2 × caller: not UTF-8 text), more than "
        "--max-rejects allows; mend the input or allow more; where the rows lie is in "
        f"{tmp_path}/out/_failed/counts/calls"
    ]


def test_rejects_of_a_run_that_failed_are_kept_where_it_says(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    plan = make_plan()
    storage.write(f"{plan.staging}/_rejects/counts/calls/part-a-d1.parquet", b"mine")
    storage.write(f"{plan.staging}/_rejects/counts/calls/part-b.parquet", b"of another file, still under way")
    entry = dataclasses.replace(entry_of(Books())["counts"][0], rejects=("calls/part-a.parquet",))
    assert entry.sha256 == "d1"
    keep_rejects(plan, {"counts": [entry]})
    assert _tree(tmp_path / "out") == {
        "_failed/counts/calls/part-a.parquet": b"mine",
        "_staging/run1/_rejects/counts/calls/part-b.parquet": b"of another file, still under way",
    }


# --- commit and roll_forward: whole or not at all


def stage(plan: RunPlan, name: str, parts: int, content: str) -> dict[str, list[Entry]]:
    """Puts an input's outputs into staging, as `write_batch` does, and returns its ledger's entries."""
    file = input_file(name)
    entries = {}
    for release, made_with in MADE.items():
        files = []
        for number in range(parts):
            data = f"{release} {name} {number} {content}".encode()
            path = f"calls/date=2026-11-{20 + number}/part-{file.id}-{number:05d}.parquet"
            storage.write(f"{plan.staging}/{release}/{staged(path, content)}", data)
            files.append(OutputFile(path, 10, len(data), hashlib.sha256(data).hexdigest()))
        reject = f"calls/part-{file.id}-00000.parquet"
        storage.write(f"{plan.staging}/_rejects/{release}/{staged(reject, content)}", f"rejects {content}".encode())
        books = Books(rows_in=10 * parts, rows_out=10 * parts, files=files)
        entries[release] = [Entry("calls", name, 100, content, made_with, "2026-11-21", books, (reject,))]
    return entries


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _release(make_plan: Callable[..., RunPlan], out: Path, name: str, parts: int, content: str, **more: object) -> None:
    plan = make_plan(releases=tuple(MADE), output=str(out), staging=str(out / "_staging" / "run"), **more)
    commit(plan, EPOCHS, stage(plan, name, parts, content), MADE)
    clear_staging(plan)


def test_a_commit_puts_all_in_place_and_the_manifest_says_so(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    _release(make_plan, tmp_path / "out", "a", 2, "v1")
    tree = _tree(tmp_path / "out")
    part = input_file("a").id
    assert sorted(tree) == sorted(
        [f"{release}/calls/date=2026-11-2{n}/part-{part}-0000{n}.parquet" for release in MADE for n in (0, 1)]
        + [f"{release}/{name}" for release in MADE for name in ("_manifest.json", "README.md", f"_inputs/{part}.json")]
        + [f"_rejects/{release}/calls/part-{part}-00000.parquet" for release in MADE]
    )  # fmt: skip
    manifest = json.loads(tree["surveys/_manifest.json"])
    assert {key: manifest[key] for key in ("system", "release", "as_of", "key_epoch")} == {
        "system": "kiosk", "release": "surveys", "as_of": "2026-11-21", "key_epoch": 2,
    }  # fmt: skip
    for file in manifest["datasets"]["calls"]["files"]:
        data = tree[f"surveys/{file['path']}"]
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_a_smaller_release_leaves_nothing_of_the_larger_one(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    _release(make_plan, tmp_path / "again", "a", 3, "v1")
    _release(make_plan, tmp_path / "again", "b", 1, "v2")
    _release(make_plan, tmp_path / "fresh", "b", 1, "v2")
    assert _tree(tmp_path / "again") == _tree(tmp_path / "fresh")


def test_an_incremental_release_keeps_what_is_finished(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    out = tmp_path / "out"
    _release(make_plan, out, "a", 2, "v1")
    _release(make_plan, out, "b", 1, "v1", incremental=True)
    manifest = json.loads((out / "counts/_manifest.json").read_text())
    assert manifest["datasets"]["calls"]["rows_in"] == 30
    assert {Path(f["path"]).name.split("-")[1] for f in manifest["datasets"]["calls"]["files"]} == {
        input_file("a").id,
        input_file("b").id,
    }
    _release(make_plan, out, "a", 1, "v2", incremental=True)  # the file is shorter now: its second part goes
    manifest = json.loads((out / "counts/_manifest.json").read_text())
    assert manifest["datasets"]["calls"]["rows_in"] == 20
    assert len(list((out / "counts").rglob("*.parquet"))) == 2


def test_an_incremental_release_keeps_nothing_of_another_key(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    out = tmp_path / "out"
    _release(make_plan, out, "a", 2, "v1")
    plan = make_plan(releases=tuple(MADE), output=str(out), staging=str(out / "_staging" / "run"), incremental=True)
    entries = stage(plan, "b", 1, "v2")
    commit(plan, EPOCHS, entries, {**MADE, "counts": "a new key"})
    assert [Path(path).name for path, _ in storage.find(f"{out}/counts/_inputs/*.json")] == [
        f"{input_file('b').id}.json"
    ]
    assert len(storage.find(f"{out}/surveys/_inputs/*.json")) == 2


class Crash(Exception):
    """The power is gone."""


def _crashing(monkeypatch: pytest.MonkeyPatch, after: int) -> Iterator[None]:
    """Lets `after` changes to the filesystem through and breaks off at the next."""
    left = [after]

    def count(real: Callable[..., None]) -> Callable[..., None]:
        def step(*arguments: object) -> None:
            if left[0] == 0:
                raise Crash
            left[0] -= 1
            real(*arguments)

        return step

    def move(moves: list[tuple[str, str]]) -> None:
        for pair in moves:
            one_move([pair])

    one_move = count(storage.move)
    with monkeypatch.context() as patch:
        patch.setattr(storage, "move", move)
        for name in ("write", "delete", "replace_json"):
            patch.setattr(storage, name, count(getattr(storage, name)))
        yield


def test_a_crash_at_any_point_is_mended_by_the_next_run(
    make_plan: Callable[..., RunPlan], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _release(make_plan, tmp_path / "whole", "old", 2, "v1")
    before = _tree(tmp_path / "whole")
    shutil.copytree(tmp_path / "whole", tmp_path / "before")
    _release(make_plan, tmp_path / "whole", "a", 2, "v2")
    wanted = _tree(tmp_path / "whole")
    for after in range(100):
        out = tmp_path / f"out{after}"
        shutil.copytree(tmp_path / "before", out)
        plan = make_plan(releases=tuple(MADE), output=str(out), staging=str(out / "_staging" / "run"))
        entries = stage(plan, "a", 2, "v2")
        crashed = False
        for _ in _crashing(monkeypatch, after):
            try:
                commit(plan, EPOCHS, entries, MADE)
            except Crash:
                crashed = True
        assert crashed or after > 20
        for release in MADE:  # a reader who asks for the manifest never sees a half
            if (out / release / "_manifest.json").exists():
                manifest = json.loads((out / release / "_manifest.json").read_text())
                for file in manifest["datasets"]["calls"]["files"]:
                    data = (out / release / file["path"]).read_bytes()
                    assert hashlib.sha256(data).hexdigest() == file["sha256"], (after, release)
        clear_staging(plan)  # as the failing run itself does on its way out
        begun = (out / "_staging/run/_commit.json").exists()
        assert recover(str(out)) == (["run"] if begun else [])
        assert _tree(out) == (wanted if begun or not crashed else before), after
        assert recover(str(out)) == []
        if not crashed:
            break
    assert not crashed


def test_a_commit_whose_files_are_gone_leaves_the_last_release_as_it_was(
    make_plan: Callable[..., RunPlan], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    _release(make_plan, out, "old", 1, "v1")
    before = _tree(out)
    plan = make_plan(releases=tuple(MADE), output=str(out), staging=str(out / "_staging" / "run"))
    entries = stage(plan, "a", 2, "v2")
    assert recover(str(out)) == []  # another run starts over the same output and clears what it finds
    with pytest.raises(RunError) as caught:
        commit(plan, EPOCHS, entries, MADE)
    assert str(caught.value) == (
        f"counts: 2 files are gone from {plan.staging}: another run cleared it; run again alone"
    )
    assert _tree(out) == before


def test_staging_of_a_run_that_was_killed_is_cleared(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    out = tmp_path / "out"
    _release(make_plan, out, "old", 1, "v1")
    before = _tree(out)
    stage(make_plan(output=str(out), staging=str(out / "_staging" / "killed")), "a", 2, "v2")
    assert recover(str(out)) == []
    assert _tree(out) == before
    assert not (out / "_staging").exists()


def test_clearing_leaves_the_staging_of_others(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    mine, other = (make_plan(staging=str(tmp_path / "out/_staging" / name)) for name in ("mine", "other"))
    for plan in (mine, other):
        stage(plan, "a", 1, "v1")
    clear_staging(mine)
    assert {path.name for path in (tmp_path / "out/_staging").iterdir()} == {"other"}


def test_a_ledger_that_is_half_written_is_not_read(make_plan: Callable[..., RunPlan], tmp_path: Path) -> None:
    out = tmp_path / "out"
    _release(make_plan, out, "a", 1, "v1")
    plan = make_plan(output=str(out))
    before = read_ledger(plan, "counts")
    (out / "counts/_inputs/0123.json.new").write_text('{"dataset": "ca')
    assert read_ledger(plan, "counts") == before
    assert before["calls/a"].sha256 == "v1"
