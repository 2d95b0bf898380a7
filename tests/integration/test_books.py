"""Nothing is lost: rows in are rows out, screened and rejected, and the manifest says which files they are in."""

from __future__ import annotations

import hashlib
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

EXPECTED = {  # counted by hand from conftest's rows
    ("statistics", "cdr"): (400, 393, {"retention": 7}),
    ("statistics", "dialogue"): (8, 8, {}),
    ("statistics", "email"): (3, 3, {}),
    ("statistics", "directory"): (2, 2, {}),
    ("training", "cdr"): (400, 295, {"retention": 7, "consent": 98}),
    ("training", "dialogue"): (8, 6, {"consent": 2}),
    ("training", "email"): (3, 3, {}),
    ("training", "directory"): (2, 2, {}),
    ("error_correction", "cdr"): (400, 393, {"retention": 7}),
    ("error_correction", "dialogue"): (8, 8, {}),
    ("error_correction", "email"): (3, 3, {}),
    ("error_correction", "directory"): (2, 2, {}),
}


@pytest.mark.parametrize(("release", "dataset"), EXPECTED)
def test_books_balance_and_say_why(whole, release, dataset):
    books = whole.manifests[release]["datasets"][dataset]
    rows_in, rows_out, screened = EXPECTED[release, dataset]
    assert (books["rows_in"], books["rows_out"], books["screened"]) == (rows_in, rows_out, screened)
    assert books["rejected"] == {}
    assert books["leaks"] == 0
    assert rows_in == rows_out + sum(screened.values())


@pytest.mark.parametrize("release", ["statistics", "training", "error_correction"])
def test_manifest_is_of_the_agreed_shape(whole, release):
    manifest = whole.manifests[release]
    wanted = {"system", "release", "as_of", "policy_sha256", "key_epoch", "slor_version", "datasets"}
    assert wanted <= manifest.keys()
    assert (manifest["system"], manifest["release"]) == ("telenor_2involve", release)
    assert (manifest["as_of"], manifest["key_epoch"]) == ("2026-11-21", 1)
    assert len(manifest["policy_sha256"]) == 64
    run = json.loads((whole.output / release / "_run.json").read_text())
    assert {"started", "seconds", "rows_per_second", "host"} <= run.keys()


@pytest.mark.parametrize("release", ["statistics", "training", "error_correction"])
def test_manifest_lists_every_file_with_its_digest(whole, release):
    folder = whole.output / release
    listed = {}
    for dataset, books in whole.manifests[release]["datasets"].items():
        for file in books["files"]:
            data = (folder / file["path"]).read_bytes()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
            assert pq.ParquetFile(folder / file["path"]).metadata.num_rows == file["rows"]
            listed[file["path"]] = file["rows"]
        assert sum(file["rows"] for file in books["files"]) == books["rows_out"], dataset
    assert set(listed) == {path.relative_to(folder).as_posix() for path in folder.rglob("*.parquet")}


def test_spans_are_counted_by_kind(whole):
    spans = whole.manifests["training"]["datasets"]["dialogue"]["spans"]
    # per conversation: three personal numbers and two addresses; nothing is replaced where no text is released
    assert spans["NO_FODSELSNUMMER"] == 12
    assert spans["DK_CPR"] == 6
    assert spans["EMAIL_ADDRESS"] == 12
    assert spans["PERSON"] >= 6 * 10
    assert spans["PHONE_NUMBER"] >= 6 * 4
    assert whole.manifests["statistics"]["datasets"]["dialogue"]["spans"] == {}


def test_summary_tells_what_happened(whole):
    assert "statistics" in whole.said
    assert "retention" in whole.said
    assert str(whole.output) in whole.said


def bad_input(folder, rows):
    """Calls whose times are text, and of which every hundredth has none that can be read."""
    schema = rows[0].keys()
    table = pa.table({name: [row[name] for row in rows] for name in schema})
    times = [row["start_time"].isoformat() for row in rows]
    for n in range(17, len(times), 100):
        times[n] = "Ragnfrid Kvamså"
    table = table.set_column(table.schema.get_field_index("start_time"), "start_time", pa.array(times))
    (folder / "cdr").mkdir(parents=True)
    pq.write_table(table, folder / "cdr" / "calls.parquet", row_group_size=150)
    return folder


@pytest.fixture
def spoiled(tmp_path, calls):
    return bad_input(tmp_path / "in", calls)


def test_rejects_say_where_and_why_and_never_what(spoiled, tmp_path, release):
    run = release(spoiled, tmp_path / "out", "statistics", max_rejects="4")
    books = run.manifests["statistics"]["datasets"]["cdr"]
    assert (books["rows_in"], books["rows_out"], sum(books["rejected"].values())) == (400, 389, 4)
    files = sorted((tmp_path / "out" / "_rejects" / "statistics" / "cdr").rglob("*.parquet"))
    rejects = [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]
    assert [(r["file"], r["row_group"], r["row"], r["column"]) for r in rejects] == [
        ("cdr/calls.parquet", 0, 17, "start_time"),
        ("cdr/calls.parquet", 0, 117, "start_time"),
        ("cdr/calls.parquet", 1, 67, "start_time"),
        ("cdr/calls.parquet", 2, 17, "start_time"),
    ]
    assert all("Ragnfrid" not in str(r) and "time" in r["reason"] for r in rejects)


def test_too_many_rejects_stop_the_run_and_leave_the_last_release(spoiled, centre, tmp_path, release, slor, snapshot):
    output = tmp_path / "out"
    run = release(centre, output, "statistics")
    before = snapshot(output)
    done = slor("run", "--policy", "telenor_2involve", "--input", spoiled, "--output", output, "--release",
                "statistics", "--keyring", run.keyring, "--as-of", "2026-11-21", "--max-rejects", "3")  # fmt: skip
    assert done.returncode == 1
    assert "statistics/cdr: 4 of 400 rows rejected" in done.stderr
    assert "--max-rejects" in done.stderr
    assert "agnfrid" not in done.stdout + done.stderr
    after = snapshot(output)
    assert {name: digest for name, digest in after.items() if not name.startswith("_failed/")} == before
    kept = [row for path in (output / "_failed").rglob("*.parquet") for row in pq.read_table(path).to_pylist()]
    assert len(kept) == 4
    assert not (output / "_staging").exists()
