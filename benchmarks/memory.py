"""Peak memory of the worker against the size of its input: it is bounded by a row group, not by the rows.

    python benchmarks/memory.py [--rows 10000000] [--json]

Slør makes the statistics release of a tenth of the rows and of all of them, each in a process of its own that is
launcher and worker in one. Both inputs have row groups of the same size (where the large one has 700,000 rows or
more). The peak is the process's largest resident set.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from calls import AS_OF, ROW_GROUP, write_calls

SYSTEM, RELEASE = "telenor_2involve", "statistics"
LIMIT = 1.3


def peak_mib() -> float:
    """The largest resident set of this process so far, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss counts what the parent held when it forked
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def run_one(source: Path, target: Path, keyring: Path) -> None:
    """Releases in this process and prints its figures."""
    from slor.pipelines import batch
    from slor.pipelines.options import RunOptions

    started = time.monotonic()
    before = peak_mib()
    batch.run(
        RunOptions(SYSTEM, str(source), str(target), releases=(RELEASE,), as_of=AS_OF, keyring=str(keyring), quiet=True)
    )
    print(json.dumps({"imports": before, "peak": peak_mib(), "seconds": time.monotonic() - started}))


def measure(rows: int, folder: Path, keyring: Path) -> dict[str, float]:
    """Writes the input, releases it in a process of its own, and deletes both."""
    source, target = folder / "input", folder / "output"
    size = write_calls(source, rows, weeks=max(1, min(8, rows // ROW_GROUP)))
    command = [sys.executable, __file__, "--at", str(source), str(target), str(keyring)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    shutil.rmtree(source)
    shutil.rmtree(target)
    return {"rows": rows, "input_mb": size / 1e6, **json.loads(done.stdout.splitlines()[-1])}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000, help="of the large input; the small one has a tenth")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--at", nargs=3, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.at:
        run_one(*arguments.at)
        return
    from slor.pipelines.keys import create_keyring

    with tempfile.TemporaryDirectory(prefix="slor-benchmark-") as name:
        keyring = Path(name) / "keyring.json"
        create_keyring(SYSTEM, [RELEASE], str(keyring))
        runs = [measure(rows, Path(name), keyring) for rows in (arguments.rows // 10, arguments.rows)]
    print(f"{'rows':>12}{'input MB':>10}{'seconds':>9}{'peak MiB':>10}   of which imports")
    for run in runs:
        print(f"{run['rows']:12,}{run['input_mb']:10.0f}{run['seconds']:9.1f}{run['peak']:10.0f}{run['imports']:11.0f}")
    ratio = runs[1]["peak"] / runs[0]["peak"]
    print(f"ratio {ratio:.2f} (at most {LIMIT})")
    if arguments.json:
        rounded = [{key: round(value, 1) for key, value in run.items()} for run in runs]
        print(json.dumps({"benchmark": "memory", "ratio": round(ratio, 3), "runs": rounded}))


if __name__ == "__main__":
    main()
