"""Two workers against one, above the cost of starting.

    python benchmarks/workers.py [--rows 2000000] [--rounds 2] [--json]

The statistics release of the same call detail records is made with `--workers 1` and `--workers 2`, each in a process
of its own, in turn; the best of the rounds counts. Starting (imports, footers, worker processes, books, manifest) costs
the same whatever the rows: it is measured as a run of a thousand rows and taken off.

A machine that is busy, or whose cores are not all its own, cannot give twice the speed to anybody. What it gave just
before and just after is printed beside: the same loop of hashing in one process and in two.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from calls import AS_OF, write_calls

SYSTEM, RELEASE = "telenor_2involve", "statistics"
SMALL = 1000
LOOP = """
import hashlib, time
started = time.monotonic()
for n in range(1_500_000):
    hashlib.sha256(b"%d" % n).digest()
print(time.monotonic() - started)
"""


def run_one(source: Path, target: Path, keyring: Path, workers: int) -> None:
    """Releases with so many workers and prints how long it took."""
    from slor.pipelines import batch
    from slor.pipelines.options import RunOptions

    options = RunOptions(
        SYSTEM,
        str(source),
        str(target),
        releases=(RELEASE,),
        as_of=AS_OF,
        keyring=str(keyring),
        workers=workers,
        quiet=True,
    )
    started = time.monotonic()
    batch.run(options)
    print(time.monotonic() - started)


def measure(source: Path, target: Path, keyring: Path, workers: int) -> float:
    """Releases in a process of its own; seconds."""
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, __file__, "--at", str(source), str(target), str(keyring), "--with-workers", str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return float(done.stdout.splitlines()[-1])


def machine_speed_up() -> float:
    """How many times as much two processes get done here as one, right now."""

    def seconds(processes: int) -> float:
        running = [
            subprocess.Popen([sys.executable, "-c", LOOP], stdout=subprocess.PIPE, text=True) for _ in range(processes)
        ]
        return max(float(process.communicate()[0]) for process in running)

    return 2 * seconds(1) / seconds(2)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--at", nargs=3, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--with-workers", type=int, default=1, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.at:
        run_one(*arguments.at, arguments.with_workers)
        return
    from slor.pipelines.keys import create_keyring

    with tempfile.TemporaryDirectory(prefix="slor-benchmark-") as name:
        folder = Path(name)
        keyring, target = folder / "keyring.json", folder / "output"
        create_keyring(SYSTEM, [RELEASE], str(keyring))
        small, large = folder / "small", folder / "large"
        write_calls(small, SMALL)
        write_calls(large, arguments.rows)
        machine = [machine_speed_up()]
        start, whole = {}, {}
        for _ in range(arguments.rounds):
            for workers in (1, 2):
                start[workers] = min(start.get(workers, float("inf")), measure(small, target, keyring, workers))
                whole[workers] = min(whole.get(workers, float("inf")), measure(large, target, keyring, workers))
        machine.append(machine_speed_up())
    work = {workers: whole[workers] - start[workers] for workers in (1, 2)}
    print(f"{arguments.rows:,} call detail records on {os.cpu_count()} cores")
    print(f"{'workers':8}{'start s':>9}{'work s':>9}{'rows/s':>11}")
    for workers in (1, 2):
        print(f"{workers:<8}{start[workers]:9.2f}{work[workers]:9.2f}{arguments.rows / work[workers]:11,.0f}")
    ratio = work[1] / work[2]
    print(f"times_one_worker {ratio:.2f} (aim 1.8 on an idle machine)")
    print(f"the machine itself gave {machine[0]:.2f} before and {machine[1]:.2f} after")
    if arguments.json:
        result = {
            "benchmark": "workers",
            "rows": arguments.rows,
            "start_seconds": {str(n): round(value, 3) for n, value in start.items()},
            "work_seconds": {str(n): round(value, 3) for n, value in work.items()},
            "times_one_worker": round(ratio, 3),
            "machine": [round(value, 2) for value in machine],
        }
        print(json.dumps(result))


if __name__ == "__main__":
    main()
