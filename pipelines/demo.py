"""`slor demo`: a small synthetic contact centre, released and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from slor.pipelines import batch, show, worker
from slor.pipelines.errors import UsageError
from slor.pipelines.keys import create_keyring
from slor.pipelines.options import RunOptions
from slor.pipelines.plan import RunPlan
from slor.pipelines.policies import load
from slor.sample_data.sample import AS_OF, write_sample
from slor.schemas.policy import Dataset

SEED = 20261121
MARK = ".slor-demo"
MAX_REJECTS = "1%"  # the sample holds broken rows on purpose
DIALOGUE_TURNS = (4, 12)
Turns = list[dict[str, Any]]


def run_demo(folder: Path, calls: int, system: str) -> None:
    """Makes a contact centre below a folder, releases it, and shows what happened.

    Raises:
        UsageError: the folder holds something else.
    """
    _claim(folder)
    source, output, keyring = folder / "input", folder / "output", folder / "keys.json"
    show.text(f"Making a contact centre of {calls:,} calls in {source} …")
    summary = write_sample(source, calls, SEED, system=_shape(system))
    policy = load(system)
    if not keyring.exists():
        create_keyring(policy.system, list(policy.releases), str(keyring))
    options = RunOptions(
        policy=system,
        input=str(source),
        output=str(output),
        as_of=AS_OF,
        keyring=str(keyring),
        max_rejects=MAX_REJECTS,
    )
    show.text(f"Releasing {sum(summary.rows.values()):,} rows under the policy {system} …", "")
    released = batch.run(options)
    show.released(released)
    _before_and_after(released.preflight.plan)
    show.text(
        "",
        "What a run would do:      "
        + f"slor check --policy {system} --input {source} --output {output} --keyring {keyring}",
        "Ask the statistics in DuckDB:",
        "  select queue, count(*) calls, count(distinct a_number) callers, avg(talk_seconds) seconds",
        f"  from read_parquet('{output}/statistics/cdr/**/*.parquet', hive_partitioning=true)",
        "  group by queue order by calls desc;",
    )


def _shape(system: str) -> str:
    return "canonical" if system == "telenor_2involve" else system


def _claim(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise UsageError(f"--output: {folder} holds something that no demo made; choose another folder")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def _before_and_after(plan: RunPlan) -> None:
    """Shows the first dialogue that is in a release with its texts, as it came in and as it went out."""
    for release in plan.releases:
        for name, rules in plan.release(release).datasets.items():
            dataset = plan.policy.datasets[name]
            rule = rules.get("turns.text")
            if rule is None or rule.name != "spans":
                continue
            pair = _pair(plan, release, dataset)
            if pair is not None:
                show.text("")
                show.dialogue(f"A dialogue as it came in ({name})", pair[0])
                show.dialogue(f"The same in {release}", pair[1])
                return


def _pair(plan: RunPlan, release: str, dataset: Dataset) -> tuple[Turns, Turns] | None:
    """Finds the dialogue of moderate length in which most turns were changed."""
    id_column = dataset.columns[0]  # a conversation's own id comes first, and each release has its own form of it
    rule = plan.release(release).datasets[dataset.name][id_column.name]
    treater = worker.open_treater(plan, release)
    folder = Path(plan.release_folder(release)) / dataset.name
    after = {row[id_column.name]: row["turns"] for path in sorted(folder.rglob("*.parquet")) for row in _rows(path)}
    best: tuple[int, Turns, Turns] | None = None
    for path in sorted((Path(plan.input) / dataset.folder).rglob("*.parquet")):
        for row in _rows(path):
            turns = row[dataset.column("turns.text").source.partition(".")[0]]
            if not turns or not DIALOGUE_TURNS[0] <= len(turns) <= DIALOGUE_TURNS[1]:
                continue
            new_id = treater.column(pa.array([row[id_column.source]]), id_column.category, rule)[0].as_py()
            new = after.get(new_id) or []
            changed = sum(old["text"] != treated["text"] for old, treated in zip(turns, new, strict=False))
            if changed > (best[0] if best else 0):
                best = (changed, turns, new)
    return best[1:] if best else None


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.ParquetFile(path).read().to_pylist()
    return rows
