"""The stream on Prism, from outside: files arrive, it is killed and started again, nothing is lost or doubled."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slor.pipelines.keys import create_keyring
from slor.sample_data.sample import write_sample

SLOR = [sys.executable, "-m", "slor.pipelines.cli"]
WAIT_SECONDS = 90

pytestmark = pytest.mark.prism


class Centre:
    """A landing folder, an output folder, and what the same files give as a batch."""

    def __init__(self, folder: Path) -> None:
        self.source, self.landing, self.output = folder / "source", folder / "landing", folder / "output"
        self.keyring = folder / "keys.json"
        write_sample(self.source, 300, 5)
        for path in (self.source / "cdr").rglob("*.parquet"):  # rows that are rejected on purpose are another test's
            if path.name.startswith("_"):
                path.unlink()
        create_keyring("telenor_2involve", ["statistics", "training", "error_correction"], str(self.keyring))
        self.landing.mkdir()

    def options(self, source: Path, output: Path) -> list[str]:
        return ["--policy", "telenor_2involve", "--input", str(source), "--output", str(output),
                "--keyring", str(self.keyring), "--as-of", "2026-11-21", "--max-rejects", "50%"]  # fmt: skip

    def files(self) -> list[Path]:
        folders = ("directory", "cdr", "dialogue", "email")
        return [path for folder in folders for path in sorted((self.source / folder).rglob("*.parquet"))]

    def land(self, path: Path) -> None:
        target = self.landing / path.relative_to(self.source)
        target.parent.mkdir(parents=True, exist_ok=True)
        hidden = target.with_name(f".{target.name}.part")
        hidden.write_bytes(path.read_bytes())
        hidden.rename(target)

    def name_an_employee_as_is_said(self, directory: Path, dialogue: Path) -> None:
        """Gives somebody in the directory a name that no model would take for one: the first words of a dialogue."""
        told = pq.ParquetFile(dialogue).read()["turns"].to_pylist()
        words = re.findall(r"\w+", told[0][0]["text"])
        people = pq.ParquetFile(directory).read()
        names = [" ".join(words[:2]), *people["name"].to_pylist()[1:]]
        at = people.schema.get_field_index("name")
        pq.write_table(people.set_column(at, people.schema.field(at), pa.array(names, people["name"].type)), directory)

    def rows_in(self) -> int:
        manifest = self.output / "statistics" / "_manifest.json"
        try:
            return sum(books["rows_in"] for books in json.loads(manifest.read_text())["datasets"].values())
        except FileNotFoundError:
            return 0

    def wait_for(self, rows: int) -> None:
        until = time.monotonic() + WAIT_SECONDS
        while self.rows_in() < rows and time.monotonic() < until:
            time.sleep(0.25)
        assert self.rows_in() == rows


@contextmanager
def streaming(centre: Centre, prism: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [*SLOR, "stream", *centre.options(centre.landing, centre.output), "--poll", "1", "--prism", str(prism)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        subprocess.run(["pkill", "-KILL", "-g", str(process.pid)], check=False)


def group_of(leader: int) -> set[int]:
    """The processes that run in a process group."""
    found = set()
    for number in psutil.pids():
        with suppress(ProcessLookupError):  # it ended in between
            if os.getpgid(number) == leader:
                found.add(number)
    return found


def digests(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*.parquet")}


def rows_of(paths: list[Path]) -> int:
    return sum(pq.ParquetFile(path).metadata.num_rows for path in paths)


def test_a_stream_killed_and_started_again_releases_what_a_batch_does(tmp_path: Path, prism: Path) -> None:
    centre = Centre(tmp_path)
    files = centre.files()
    first, rest = files[: len(files) // 2], files[len(files) // 2 :]
    for path in first:
        centre.land(path)
    with streaming(centre, prism) as process:
        centre.wait_for(rows_of(first))
        centre.land(rest[0])
        time.sleep(1.5)
        process.kill()  # anywhere: while it looks, works or commits
    for path in rest[1:]:
        centre.land(path)
    with streaming(centre, prism) as process:
        centre.wait_for(rows_of(files))
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT_SECONDS) == 0
    batch = tmp_path / "batch"
    subprocess.run([*SLOR, "run", "--quiet", *centre.options(centre.source, batch)], check=True)
    for release in ("statistics", "training", "error_correction"):
        assert digests(centre.output / release) == digests(batch / release)


def test_a_directory_that_comes_late_has_the_texts_read_again(tmp_path: Path, prism: Path) -> None:
    centre = Centre(tmp_path)
    files = [path for path in centre.files() if "cdr" not in path.parts]
    directory, texts = files[0], files[1:]
    assert directory.parent.name == "directory"
    centre.name_an_employee_as_is_said(directory, next(path for path in texts if path.parent.name == "dialogue"))
    for path in (centre.source / "cdr").iterdir():
        path.unlink()
    batch = tmp_path / "batch"
    subprocess.run([*SLOR, "run", "--quiet", *centre.options(centre.source, batch)], check=True)
    for path in texts:
        centre.land(path)
    with streaming(centre, prism) as process:
        centre.wait_for(rows_of(texts))
        early = digests(centre.output / "training" / "dialogue")
        centre.land(directory)
        until = time.monotonic() + WAIT_SECONDS
        while digests(centre.output / "training") != digests(batch / "training") and time.monotonic() < until:
            time.sleep(0.25)
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT_SECONDS) == 0
    assert early.keys() == digests(batch / "training" / "dialogue").keys()
    assert early != digests(batch / "training" / "dialogue")
    for release in ("statistics", "training", "error_correction"):
        assert digests(centre.output / release) == digests(batch / release)


def test_a_file_that_cannot_be_read_is_told_and_holds_nothing_up(tmp_path: Path, prism: Path) -> None:
    centre = Centre(tmp_path)
    good = centre.files()
    (centre.landing / "cdr").mkdir()
    (centre.landing / "cdr" / "spoilt.parquet").write_bytes(good[1].read_bytes()[:-100])
    with streaming(centre, prism) as process:
        centre.land(good[0])
        centre.wait_for(rows_of(good[:1]))
        assert group_of(process.pid) > {process.pid}, "Prism runs beside"
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT_SECONDS) == 0
        until = time.monotonic() + 20  # left to itself Prism stays for a minute; the system takes a moment to bury it
        while group_of(process.pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert time.monotonic() < until, "and goes with the stream"
        assert not (centre.output / "_staging").exists()
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert "cdr/spoilt.parquet: is not a whole Parquet file" in said
    assert "Traceback" not in said
    noted = [json.loads(path.read_text()) for path in (centre.output / "_failed").glob("*.json")]
    assert [note["file"] for note in noted] == ["cdr/spoilt.parquet"]
