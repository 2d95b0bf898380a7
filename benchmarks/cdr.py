"""Slør beside its peers: the statistics release of call detail records, made three ways in one run.

    python benchmarks/cdr.py --rows 1000000 [--rounds 2] [--json]

The three read the same Parquet, treat the same columns with the same keys, and write Parquet with zstd; afterwards
their rows are compared, column by column.

* `slor`: the whole command in process: preflight, Beam's in-process runner, conforming to the canonical schema,
  screening, treatments, files by date with metadata, digests, books, manifest, commit.
* `beam rows`: idiomatic Beam on the same runner: `ReadFromParquet`, one `Map` over dicts, `WriteToParquet`.
* `bare`: one loop of pyarrow and Tink, no Beam: read a row group, treat each distinct value once, write files by date.

Each way runs in a process of its own, all on one and the same core, in turn; the best of the rounds counts. Seconds are
from the first look at the input to the last file in place; importing libraries is told apart, as start-up.
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from calls import AS_OF, write_calls

SYSTEM, RELEASE = "telenor_2involve", "statistics"
WAYS = ("slor", "bare", "beam rows")


def release_with_slor(source: Path, target: Path, keyring: Path) -> Callable[[], None]:
    """Makes ready to run Slør as its command does."""
    from slor.pipelines import batch
    from slor.pipelines.options import RunOptions

    options = RunOptions(
        SYSTEM, str(source), str(target), releases=(RELEASE,), as_of=AS_OF, keyring=str(keyring), quiet=True
    )
    return lambda: batch.run(options) and None


def rules() -> dict[str, tuple[str, str]]:
    """What happens to each column of the release: (category, treatment)."""
    from slor.schemas.policy_loader import load_policy

    policy = load_policy(SYSTEM)
    treatments = policy.releases[RELEASE].datasets["cdr"]
    return {c.name: (c.category, str(treatments[c.name])) for c in policy.datasets["cdr"].columns}


def open_prf(keyring: Path) -> Callable[[bytes], bytes]:
    """Opens the release's PRF with Tink alone."""
    from tink import json_proto_keyset_format, prf, secret_key_access

    prf.register()
    domains = json.loads(keyring.read_text())["domains"]
    entry = next(one for one in domains if (one["system"], one["release"]) == (SYSTEM, RELEASE))
    handle = json_proto_keyset_format.parse(json.dumps(entry["prf"]), secret_key_access.TOKEN)
    primary = handle.primitive(prf.PrfSet).primary()
    return lambda data: bytes(primary.compute(data, 16))


def release_bare(source: Path, target: Path, keyring: Path) -> Callable[[], None]:
    """Makes ready to run one loop of pyarrow and Tink; phones are normalised in Arrow's kernels, as Slør's are."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from slor.pipelines.domain_keys import encode_tokens
    from slor.pipelines.normalising import normal_forms
    from slor.pipelines.pseudonyms import key_label, shared_values

    compute, treatments = open_prf(keyring), rules()
    countries = ("NO", "DK")
    wanted = [name for name, (_, treatment) in treatments.items() if treatment != "drop"]

    def token(column: pa.ChunkedArray, category: str) -> pa.Array:
        encoded = column.combine_chunks().cast(pa.string()).dictionary_encode()
        normal = normal_forms(category, encoded.dictionary, countries)
        label = key_label(category).encode() + b"\0"
        tokens = encode_tokens(b"".join([compute(label + value.encode()) for value in normal.to_pylist()]))
        return pc.if_else(shared_values(category, normal), normal, tokens).take(encoded.indices)

    def loop() -> None:
        for path in sorted((source / "cdr").glob("*.parquet")):
            parquet = pq.ParquetFile(path)
            for group in range(parquet.num_row_groups):
                table = parquet.read_row_group(group, columns=wanted)
                columns = {}
                for name in wanted:
                    category, treatment = treatments[name]
                    if treatment == "token":
                        columns[name] = token(table[name], category)
                    elif treatment == "keep":
                        columns[name] = table[name]
                    else:
                        columns[name] = pc.floor_temporal(table[name], unit="hour")
                new = pa.table(columns)
                days = new["start_time"].cast(pa.date32())
                for day in pc.unique(days).to_pylist():
                    folder = target / f"date={day}"
                    folder.mkdir(parents=True, exist_ok=True)
                    rows = new.filter(pc.equal(days, day))
                    pq.write_table(rows, folder / f"{path.stem}-{group}.parquet", compression="zstd")

    return loop


def release_by_row(source: Path, target: Path, keyring: Path) -> Callable[[], None]:
    """Makes ready to run Beam over rows as dicts, each value treated when it comes."""
    import apache_beam as beam
    import pyarrow as pa
    import pyarrow.parquet as pq
    from apache_beam.options.pipeline_options import PipelineOptions

    from slor.pipelines.batch import runner_of

    path = next((source / "cdr").glob("*.parquet"))
    treatments = rules()
    out = []
    for field in pq.read_schema(path):
        if treatments[field.name][1] != "drop":
            plain = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
            out.append(pa.field(field.name, pa.string() if treatments[field.name][1] == "token" else plain))
    columns = [field.name for field in out]

    def loop() -> None:
        options = PipelineOptions([])
        target.mkdir(parents=True)
        with beam.Pipeline(runner=runner_of(options), options=options) as pipeline:
            _ = (
                pipeline
                | "Read" >> beam.io.ReadFromParquet(str(source / "cdr" / "*.parquet"), columns=columns)
                | "Treat" >> beam.ParDo(_row_fn(treatments, keyring))
                | "Write" >> beam.io.WriteToParquet(
                    str(target / "part"), pa.schema(out), codec="zstd", file_name_suffix=".parquet"
                )
            )  # fmt: skip

    return loop


def _row_fn(treatments: dict[str, tuple[str, str]], keyring: Path) -> Any:
    import base64

    import apache_beam as beam

    from slor.pipelines.pseudonyms import is_shared, key_label
    from slor.recognizers.normal_forms import normal_form

    class TreatRow(beam.DoFn):  # type: ignore[misc]
        def setup(self) -> None:
            self.compute = open_prf(keyring)

        def process(self, row: dict[str, Any]) -> Any:
            new = {}
            for name, value in row.items():
                category, treatment = treatments[name]
                if value is None or treatment == "keep":
                    new[name] = value
                elif treatment == "token":
                    normal = normal_form(category, value, countries=("NO", "DK"))
                    if not is_shared(category, normal):
                        data = self.compute(f"{key_label(category)}\0{normal}".encode())
                        normal = base64.b32encode(data).rstrip(b"=").decode().lower()
                    new[name] = normal
                else:
                    new[name] = value.replace(minute=0, second=0, microsecond=0)
            yield new

    return TreatRow()


READY: dict[str, Callable[[Path, Path, Path], Callable[[], None]]] = {
    "slor": release_with_slor,
    "bare": release_bare,
    "beam rows": release_by_row,
}


def run_one(way: str, source: Path, target: Path, keyring: Path) -> None:
    """Runs one way in this process and prints its figures."""
    started = time.monotonic()
    go = READY[way](source, target, keyring)
    ready, used = time.monotonic(), time.process_time()
    go()
    figures = {"start_up": ready - started, "seconds": time.monotonic() - ready, "cpu": time.process_time() - used}
    print(json.dumps(figures))


def measure(way: str, source: Path, target: Path, keyring: Path) -> dict[str, float]:
    """Runs one way in a process of its own, pinned to one core, and reads its figures."""
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, __file__, "--way", way, "--at", str(source), str(target), str(keyring)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def assert_same(folders: dict[str, Path]) -> int:
    """Compares what the ways released, column by column, and says how many rows each has.

    Raises:
        SystemExit: they differ.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [name for name, (_, treatment) in rules().items() if treatment != "drop"]
    tables = {}
    for way, folder in folders.items():
        files = sorted(p for p in folder.rglob("*.parquet") if "_inputs" not in p.parts and "_rejects" not in p.parts)
        parts = [pq.ParquetFile(path).read(columns=names) for path in files]
        schema = pa.schema(
            [(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in parts[0].schema]
        )
        table = pa.concat_tables([part.cast(schema) for part in parts]).select(names).sort_by("call_id")
        tables[way] = table.combine_chunks()
    first = tables["slor"]
    for way, table in tables.items():
        unlike = [name for name in names if not first[name].equals(table[name].cast(first[name].type))]
        if unlike:
            raise SystemExit(f"{way}: other rows than Slør's in {', '.join(unlike)}")
    return int(first.num_rows)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=2, help="of Slør and the bare loop; Beam by rows runs once")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--at", nargs=3, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        run_one(arguments.way, *arguments.at)
        return
    from slor.pipelines.keys import create_keyring

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # the ways inherit it
    with tempfile.TemporaryDirectory(prefix="slor-benchmark-") as name:
        folder = Path(name)
        source, keyring = folder / "input", folder / "keyring.json"
        create_keyring(SYSTEM, [RELEASE], str(keyring))
        size = write_calls(source, arguments.rows)
        targets = {way: folder / way.replace(" ", "-") for way in WAYS}
        rounds: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        for number in range(arguments.rounds):
            for way in WAYS if number == 0 else WAYS[:2]:
                rounds[way].append(measure(way, source, targets[way], keyring))
        compared = assert_same(targets)
    best = {way: min(figures, key=lambda f: f["seconds"]) for way, figures in rounds.items()}
    seconds = {way: figures["seconds"] for way, figures in best.items()}
    print(f"{arguments.rows:,} call detail records, {size / 1e6:.0f} MB; {compared:,} rows released alike by all three")
    print(f"{'':12}{'seconds':>9}{'CPU s':>9}{'rows/s':>11}{'start-up s':>12}")
    for way, figures in best.items():
        print(
            f"{way:12}{figures['seconds']:9.2f}{figures['cpu']:9.2f}"
            f"{arguments.rows / figures['seconds']:11,.0f}{figures['start_up']:12.2f}"
        )
    result = {
        "benchmark": "cdr",
        "rows": arguments.rows,
        "seconds": {way.replace(" ", "_"): round(value, 3) for way, value in seconds.items()},
        "start_up_seconds": {way.replace(" ", "_"): round(f["start_up"], 3) for way, f in best.items()},
        "rows_per_second": round(arguments.rows / seconds["slor"]),
        "times_rowwise_beam": round(seconds["beam rows"] / seconds["slor"], 2),
        "share_of_bare_pyarrow": round(seconds["bare"] / seconds["slor"], 3),
    }
    print(f"times_rowwise_beam {result['times_rowwise_beam']} (at least 5, aim 8)")
    print(f"share_of_bare_pyarrow {result['share_of_bare_pyarrow']} (at least 0.5, aim 0.6)")
    if arguments.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
