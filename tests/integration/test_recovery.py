"""A run that is killed anywhere, and run again, leaves what an undisturbed one does; meanwhile the last stands."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

KILLED_AT = """
import os, signal, sys
event, count = sys.argv[1], int(sys.argv[2])
def watch(name, arguments):
    global count
    if name == event and any(sys.argv[3] in str(a) for a in arguments):
        count -= 1
        if count < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from slor.pipelines.cli import main
sys.exit(main(sys.argv[4:]))
"""
"""Runs the command and kills it with SIGKILL at the n-th file operation of a kind below a folder."""


def arguments(source, output, keyring, *more):
    return ["run", "--policy", "telenor_2involve", "--input", str(source), "--output", str(output), "--release",
            "statistics", "--keyring", str(keyring), "--as-of", "2026-11-21", "--quiet", *more]  # fmt: skip


def kill_at(event, count, where, command):
    done = subprocess.run([sys.executable, "-c", KILLED_AT, event, str(count), where, *command],
                          capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr


def state(output: Path, name: str = "statistics") -> str | None:
    """The manifest's digest where it is there and all its files are whole; None where there is no release."""
    try:
        data = (output / name / "_manifest.json").read_bytes()
    except FileNotFoundError:
        return None
    for books in json.loads(data)["datasets"].values():
        for file in books["files"]:
            found = hashlib.sha256((output / name / file["path"]).read_bytes()).hexdigest()
            assert found == file["sha256"], f"{file['path']} is not what the manifest says"
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def two(release, write, centre, tmp_path_factory, calls):
    """An earlier release (of half the calls), what a later one should be, and the folder in which they are made."""
    folder = tmp_path_factory.mktemp("recovery")
    write(folder / "half" / "cdr" / "2026-w45.parquet", "cdr", calls[:100])  # what it made is deleted later
    write(folder / "half" / "cdr" / "2026-w46.parquet", "cdr", calls[100:200])  # and this is replaced
    release(folder / "half", folder / "before", "statistics")
    release(centre, folder / "after", "statistics")
    return folder


POINTS = {
    "while it writes its second unit": ("open", 9, "_staging"),
    "as the commit begins": ("os.rename", 0, "statistics"),
    "in the middle of moving": ("os.rename", 3, "statistics"),
    "as the old files are deleted": ("os.remove", 1, "statistics"),
    "before the manifest is in place": ("os.rename", 0, "_manifest.json"),
}


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_run_again_it_is_as_if_nothing_had_happened(
    two, centre, release, keyring, tmp_path, snapshot, point
):
    output = tmp_path / "out"
    release(two / "half", output, "statistics")
    before, after = state(output), state(two / "after")
    event, count, where = POINTS[point]
    kill_at(event, count, where, arguments(centre, output, keyring))
    assert state(output) in (None, before)
    if "write" in point:
        assert state(output) == before, "the last good release stands until the commit"
    release(centre, output, "statistics")
    assert state(output) == after
    assert snapshot(output) == snapshot(two / "after")


def test_the_next_run_of_anything_finishes_a_commit_that_broke_off(two, centre, release, keyring, tmp_path, snapshot):
    output = tmp_path / "out"
    release(two / "half", output, "statistics")
    kill_at("os.rename", 3, "statistics", arguments(centre, output, keyring))
    release(centre, output, "statistics", incremental=True)
    assert snapshot(output) == snapshot(two / "after")


def test_a_reader_sees_a_release_whole_or_not_at_all(two, centre, release, keyring, tmp_path):
    output = tmp_path / "out"
    release(two / "half", output, "statistics")
    before, after = state(output), state(two / "after")
    manifest = output / "statistics" / "_manifest.json"
    seen, stop = [], threading.Event()

    def look():
        while not stop.is_set():
            first = manifest.read_bytes() if manifest.exists() else None
            try:
                seen.append(state(output))
            except (AssertionError, FileNotFoundError):  # files moved meanwhile: the manifest must have told so
                seen.append("torn" if manifest.exists() and manifest.read_bytes() == first else None)

    reader = threading.Thread(target=look)
    reader.start()
    done = subprocess.run([sys.executable, "-m", "slor.pipelines.cli", *arguments(centre, output, keyring)],
                          capture_output=True, timeout=120, check=False)  # fmt: skip
    time.sleep(0.1)
    stop.set()
    reader.join()
    assert done.returncode == 0
    assert set(seen) <= {before, None, after}
    assert (seen[0], seen[-1]) == (before, after)


def test_a_terminated_run_leaves_no_half(two, centre, release, keyring, tmp_path):
    output = tmp_path / "out"
    release(two / "half", output, "statistics")
    before = state(output)
    process = subprocess.Popen([sys.executable, "-m", "slor.pipelines.cli", *arguments(centre, output, keyring)])
    while not list(output.glob("_staging/*/_done/*")) and process.poll() is None:
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert state(output) in (before, None, state(two / "after"))
    release(two / "half", output, "statistics")
    assert state(output) == before
    assert not (output / "_staging").exists()


def test_workers_go_with_a_launcher_that_is_killed(two, centre, release, keyring, tmp_path, snapshot):
    output = tmp_path / "out"
    command = [sys.executable, "-m", "slor.pipelines.cli", *arguments(centre, output, keyring, "--workers", "2")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    workers = []
    while len(workers) < 2 and process.poll() is None:
        time.sleep(0.05)
        workers = [
            child for child in psutil.Process(process.pid).children() if "worker_process" in str(child.cmdline())
        ]
    process.kill()
    process.wait()
    assert len(workers) == 2
    _, left = psutil.wait_procs(workers, timeout=20)
    assert left == []
    assert b"Traceback" not in process.stderr.read()
    release(centre, output, "statistics")
    assert snapshot(output) == snapshot(two / "after")
