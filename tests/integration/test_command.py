"""The command as a user meets it: help, exit codes, and what is said, on a terminal and without one."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

COMMANDS = [
    (), ("keys",), ("policy",), ("evaluate",), ("policy", "new"),
    ("run",), ("stream",), ("check",), ("demo",), ("sample",), ("detect",), ("unseal",), ("keys", "create"),
    ("keys", "list"), ("policy", "list"), ("policy", "show"), ("policy", "check"),
]  # fmt: skip
Slor = Callable[..., subprocess.CompletedProcess[str]]
RUN = ("run", "--policy", "telenor_2involve", "--release", "statistics", "--as-of", "2026-11-21")


def plain(done: subprocess.CompletedProcess[str]) -> str:
    """What was said; never a traceback."""
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    return said


def test_every_command_is_looked_at(slor: Slor) -> None:
    said = plain(slor("--help"))
    for name in {command[0] for command in COMMANDS if command}:
        assert re.search(rf"^\W*{name} ", said, re.M)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_help_has_an_example(slor: Slor, command: tuple[str, ...]) -> None:
    done = slor(*command, "--help", COLUMNS="200")
    assert done.returncode == 0
    assert re.search(rf"Example: .*slor {' '.join(command)}", done.stdout.replace("\n", " "))


def test_what_a_run_takes_its_check_and_the_stream_take_too() -> None:
    from typer.main import get_command

    from slor.pipelines.cli import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    takes = {name: {o for p in commands[name].params for o in p.opts} for name in ("run", "check", "stream")}
    assert takes["check"] == takes["run"] < takes["stream"]
    assert takes["stream"] - takes["run"] == {"--poll", "--prism"}


def test_version(slor: Slor) -> None:
    assert re.fullmatch(r"slor \d+\.\d+\.\d+\n", slor("--version").stdout)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom slor.pipelines.cli import main\ncode = main(['--help'])\n"
        "heavy = {'apache_beam', 'pyarrow', 'numpy', 'presidio_analyzer', 'tink', 'pydantic'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_run_says_what_it_released_and_check_what_it_would(
    slor: Slor, centre: Path, keyring: Path, tmp_path: Path
) -> None:
    rest = ("--input", centre, "--output", tmp_path / "out", "--keyring", keyring)
    done = slor("check", *RUN[1:], *rest)
    assert done.returncode == 0
    assert re.search(r"cdr +2 +400 ", done.stdout)
    assert "Nothing stands against a run." in done.stdout
    assert not (tmp_path / "out").exists()
    done = slor(*RUN, *rest)
    assert done.returncode == 0
    assert re.search(r"statistics +cdr +400 +393 +7 +0 +0 ", done.stdout)
    assert "screened by retention" in done.stdout
    done = slor(*RUN, *rest, "--incremental")
    assert done.returncode == 0
    assert "5 input files were finished already and skipped" in done.stdout
    again = slor(*RUN, *rest, "--incremental", "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_incremental_reads_what_changed_and_gives_what_a_whole_run_gives(
    release: Any, write: Any, centre: Path, calls: list[dict[str, Any]], tmp_path: Path, snapshot: Any
) -> None:
    source = tmp_path / "in"
    write(source / "cdr" / "a.parquet", "cdr", calls[:100])
    write(source / "cdr" / "b.parquet", "cdr", calls[100:200])
    first = release(source, tmp_path / "out", "statistics", incremental=True)
    untouched = {p.name: p.stat().st_ino for p in (tmp_path / "out" / "statistics" / "cdr").rglob("*.parquet")}
    write(source / "cdr" / "b.parquet", "cdr", calls[200:300])
    write(source / "cdr" / "c.parquet", "cdr", calls[300:])
    second = release(source, tmp_path / "out", "statistics", incremental=True)
    release(source, tmp_path / "whole", "statistics")
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "whole")
    books = [run.manifests["statistics"]["datasets"]["cdr"]["rows_in"] for run in (first, second)]
    assert books == [200, 300]
    now = {p.name: p.stat().st_ino for p in (tmp_path / "out" / "statistics" / "cdr").rglob("*.parquet")}
    assert sum(untouched[name] == now[name] for name in untouched) == 1, "what a.parquet made was not written again"


WRONG = {
    "no such policy": (("--policy", "nonesuch"), "nonesuch"),
    "no such release": (("--release", "nonesuch"), "--release: telenor_2involve has no release 'nonesuch'"),
    "no keyring": (("--keyring", "nowhere.json"), "slor keys create --policy telenor_2involve --keyring nowhere.json"),
    "a day that is none": (("--as-of", "yesterday"), "--as-of: must be a day such as 2026-11-21"),
    "no such input": (("--input", "nowhere"), "nowhere: no Parquet files in the folders that the policy names"),
    "rejects that are none": (("--max-rejects", "few"), "--max-rejects: must be a number of rows"),
    "no workers": (("--workers", "0"), "--workers: must be 1 or more"),
    "output inside input": (("--output", "{input}/out"), "--output: lies inside --input"),
    "an option without its value": (("--policy",), "--policy"),
    "a slip": (("--max-reject", "5"), "--max-reject: neither Slør nor Beam has this option; did you mean"),
    "a slip in Beam's": (("--direct_num_worker=2",), "did you mean --direct_num_workers?"),
    "a slip, on a runner with options of its own": (
        ("--runner=FlinkRunner", "--flink_conf=x", "--incrementl"), "did you mean --incremental?",
    ),
    "a word too many": (("in/b",), "in/b: belongs to no option"),
    "a value that Beam does not take": (("--direct_num_workers=two",), "--direct_num_workers: invalid int value"),
    "no such runner": (("--runner=Sprinter",), "--runner: Sprinter is none that Beam can start here"),
}  # fmt: skip


def test_the_modules_for_schedulers_are_the_commands(tmp_path: Path) -> None:
    for name, command in (("batch", "run"), ("stream", "stream")):
        module = [sys.executable, "-m", f"slor.pipelines.{name}"]
        helped = subprocess.run([*module, "--help"], capture_output=True, text=True, check=False)
        assert (helped.returncode, helped.stderr) == (0, "")
        assert f"Usage: slor {command} [OPTIONS]" in helped.stdout
        bad = subprocess.run([*module, *RUN[1:3], "--input", "nowhere", "--output", str(tmp_path / "out"),
                              "--keyring", "none.json"], capture_output=True, text=True, check=False)  # fmt: skip
        assert bad.returncode == 2
        assert all(line.startswith("slor: ") for line in bad.stderr.splitlines()), bad.stderr


@pytest.mark.parametrize("case", WRONG)
def test_bad_usage_is_two_and_says_what_to_do(
    slor: Slor, centre: Path, keyring: Path, tmp_path: Path, case: str
) -> None:
    given, message = WRONG[case]
    usual = ("--input", centre, "--output", tmp_path / "out", "--keyring", keyring)
    done = slor(*RUN[:3], *RUN[5:], *usual, *(str(part).format(input=centre) for part in given))
    assert done.returncode == 2
    assert message in plain(done)
    assert not (tmp_path / "out").exists()


def test_all_that_is_wrong_with_the_input_is_told_at_once(
    slor: Slor, calls: list[dict[str, Any]], write: Any, keyring: Path, tmp_path: Path
) -> None:
    source = tmp_path / "in"
    write(source / "cdr" / "good.parquet", "cdr", calls[:20])
    table = pq.read_table(source / "cdr" / "good.parquet")
    pq.write_table(table.drop_columns(["start_time"]), source / "cdr" / "lacking.parquet")
    pq.write_table(table.append_column("home_address", table["queue"]), source / "cdr" / "more.parquet")
    (source / "cdr" / "empty.parquet").write_bytes(b"")
    (source / "cdr" / "cut.parquet").write_bytes((source / "cdr" / "good.parquet").read_bytes()[:-100])
    for command in ("check", "run"):
        done = slor(command, *RUN[1:], "--input", source, "--output", tmp_path / "out", "--keyring", keyring)
        assert done.returncode == 2
        for name, problem in (
            ("lacking", "start_time"),
            ("more", "home_address"),
            ("empty", "0 bytes"),
            ("cut", "cut off"),
        ):
            assert re.search(rf"^slor: cdr/{name}\.parquet: .*{problem}", plain(done), re.M)
    assert not list(tmp_path.glob("out/*/"))


def test_without_a_terminal_progress_is_plain_lines(slor: Slor, whole: Any) -> None:
    assert "\x1b" not in whole.said


def test_on_a_terminal_there_is_a_bar(centre: Path, keyring: Path, tmp_path: Path) -> None:
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "slor.pipelines.cli", *RUN, "--input", str(centre), "--output", str(tmp_path / "out"),
         "--keyring", str(keyring)], stderr=other, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(other)
    said = b""
    try:
        while part := os.read(main, 65536):
            said += part
    except OSError:  # the other end was closed: how a terminal says that there is no more
        pass
    assert process.wait(60) == 0
    os.close(main)
    assert b"Releasing" in said
    assert b"rows/s" in said


def test_lines_of_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: Any,
                           centre: Path, keyring: Path, tmp_path: Path) -> None:  # fmt: skip
    from slor.pipelines import progress, storage
    from slor.pipelines.preflight import ready

    monkeypatch.setattr(progress, "LINE_SECONDS", 0.05)
    plan = ready(options(centre, tmp_path / "out", keyring, "statistics")).plan
    with progress.show(plan, quiet=False):
        storage.write(storage.join(plan.staging, "_done", "part-1-00000.40"), b"")
        import time

        time.sleep(0.5)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 2
    assert re.fullmatch(r"40 of 413 rows, [\d,]+ rows/s, [\d,]+ s left", lines[-1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_stop_leaves_no_half(
    centre: Path, keyring: Path, tmp_path: Path, number: signal.Signals
) -> None:
    import time

    output = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "slor.pipelines.cli", *RUN[:3], *RUN[5:], "--input", str(centre),
         "--output", str(output), "--keyring", str(keyring)], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not list(output.glob("_staging/*/_done/*")) and time.monotonic() < until:
        time.sleep(0.001)
    process.send_signal(number)
    said = "".join(process.communicate(timeout=60))
    assert process.returncode == 1
    assert "slor: stopped; nothing was released" in said
    assert "Traceback" not in said
    assert not list(output.glob("*/_manifest.json"))
    assert not (output / "_staging").exists()


def test_keys_are_made_once_and_listed_without_material(slor: Slor, tmp_path: Path) -> None:
    ring = tmp_path / "keys.json"
    done = slor("keys", "create", "--policy", "telenor_2involve", "--keyring", ring)
    assert done.returncode == 0
    assert ring.stat().st_mode & 0o777 == 0o600
    before = ring.read_bytes()
    again = slor("keys", "create", "--policy", "telenor_2involve", "--keyring", ring)
    assert again.returncode == 2
    assert "nothing was changed" in plain(again)
    assert ring.read_bytes() == before
    listed = slor("keys", "list", "--keyring", ring).stdout
    for name in ("statistics", "training", "error_correction"):
        assert re.search(rf"telenor_2involve +{name} +1 +20\d\d-", listed)
    secrets = re.findall(r'"value": "([^"]{20,})"', before.decode())
    assert len(secrets) == 6
    assert not [secret for secret in secrets if secret in listed + plain(done)]


def test_a_policy_with_mistakes_tells_all_of_them(slor: Slor, tmp_path: Path) -> None:
    good = slor("policy", "check", "telenor_2involve")
    assert (good.returncode, "no mistakes" in good.stdout) == (0, True)
    bad = tmp_path / "mine.yaml"
    bad.write_text("system: mine\nreleases: {}\nunheard: of\n", encoding="utf-8")
    done = slor("policy", "check", bad)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) >= 2
    assert all(line.startswith(f"slor: {bad}") for line in plain(done).splitlines())


def test_detect_answers_json_in_a_pipe(tmp_path: Path) -> None:
    line = '{"id": 7, "text": "hej det er mette holm, ring på 22 33 44 55"}\n'
    done = subprocess.run([sys.executable, "-m", "slor.pipelines.cli", "detect"], input=line, capture_output=True,
                          text=True, check=False)  # fmt: skip
    import json

    answer = json.loads(done.stdout)
    assert answer["id"] == 7
    assert [(s["entity_type"], s["start"], s["end"]) for s in answer["turns"][0]] == [
        ("PERSON", 11, 21), ("PHONE_NUMBER", 31, 42),
    ]  # fmt: skip


def test_demo_shows_one_system_after_another_in_one_folder(slor: Slor, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    for system, release in (("tdc_net", "maintenance"), ("topcall", "documentation")):
        done = slor("demo", "--system", system, "--output", folder, "--calls", "40")
        assert done.returncode == 0, plain(done)
        assert (folder / "output" / release / "_manifest.json").exists()
        assert f"slor policy show {system}" in done.stdout
    assert not (folder / "output" / "maintenance").exists()
    assert sorted(path.name for path in (folder / "input").iterdir() if path.name[0] != "_") == [
        "beskeder", "opkald", "optagelser", "webbesoeg",
    ]  # fmt: skip


def test_demo_leaves_a_folder_alone_that_no_demo_made(slor: Slor, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("mine", encoding="utf-8")
    done = slor("demo", "--output", tmp_path)
    assert done.returncode == 2
    assert "holds something that no demo made" in plain(done)
    assert (tmp_path / "keys.json").read_text(encoding="utf-8") == "mine"
