"""Same in, same out: any number of workers, any order of units, any runner."""

from __future__ import annotations

import random
import subprocess

import pytest

from slor.pipelines import steps
from slor.pipelines.batch import execute
from slor.pipelines.batches import BatchCoder
from slor.pipelines.closing import close_run
from slor.pipelines.preflight import ready


def test_two_workers_write_what_one_does(whole, slor, tmp_path, snapshot):
    done = slor("run", "--policy", "telenor_2involve", "--input", whole.input, "--output", tmp_path / "out",
                "--keyring", whole.keyring, "--as-of", "2026-11-21", "--workers", "2", "--quiet")  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert snapshot(tmp_path / "out") == snapshot(whole.output)


def test_a_run_over_an_earlier_one_leaves_the_same(whole, release, tmp_path, snapshot):
    release(whole.input, tmp_path / "out")
    release(whole.input, tmp_path / "out")
    assert snapshot(tmp_path / "out") == snapshot(whole.output)


@pytest.mark.parametrize("seed", [1, 2])
def test_units_in_any_order_and_encoded_between_all_steps(whole, tmp_path, snapshot, options, seed):
    """Every runner cuts the stream of units into bundles of its own: here each unit goes alone, in a random order."""
    plan = ready(options(whole.input, tmp_path / "out", whole.keyring)).plan
    files = list(ready(options(whole.input, tmp_path / "out", whole.keyring)).files)
    units = [unit for file in files for unit in steps.split(plan, file)]
    random.Random(seed).shuffle(units)
    coder = BatchCoder()
    reports = []
    for unit in units:
        batch = steps.read(plan, unit)
        for step in (steps.screen, steps.detect, steps.treat, steps.audit):
            batch = step(plan, coder.decode(coder.encode(batch)))
        reports.append(steps.write(plan, batch))
    reports.append(reports[0])  # a retry reports twice
    assert close_run(plan, reports) == []
    wanted = snapshot(whole.output)
    assert {name: d for name, d in snapshot(tmp_path / "out").items() if not name.startswith("_staging/")} == wanted


def test_small_row_groups_are_taken_together(release, write, calls, tmp_path):
    outputs = []
    for size in (7, 400):
        write(tmp_path / f"in{size}" / "cdr" / "calls.parquet", "cdr", calls, size)
        run = release(tmp_path / f"in{size}", tmp_path / f"out{size}", "statistics")
        outputs.append({p.name: p.read_bytes() for p in (run.output / "statistics" / "cdr").rglob("*.parquet")})
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 1, "one name for all days of the one unit"


@pytest.mark.prism
def test_prism_writes_what_the_runner_in_process_does(whole, tmp_path, snapshot, options, prism):
    plan = ready(options(whole.input, tmp_path / "out", whole.keyring)).plan
    files = ready(options(whole.input, tmp_path / "out", whole.keyring)).files
    arguments = ["--runner=PrismRunner", f"--prism_location={prism}", "--environment_type=LOOPBACK"]
    execute(plan, files, arguments)
    got = {name: d for name, d in snapshot(tmp_path / "out").items() if not name.startswith("_staging/")}
    assert got == snapshot(whole.output)


@pytest.mark.prism
def test_prism_is_the_binary_that_the_makefile_builds(prism):
    assert subprocess.run([str(prism), "--help"], capture_output=True, check=False).returncode in (0, 2)
