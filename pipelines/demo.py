"""`slor demo`: a small synthetic contact centre, released and shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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
from slor.schemas.conform import conform
from slor.schemas.policy import Dataset, Policy

SEED = 20261121
MARK = ".slor-demo"
MAX_REJECTS = "1%"  # the sample holds broken rows on purpose
DIALOGUES = 50  # reading texts is what takes the time, and a demo is over in a minute
DIALOGUE_TURNS = (4, 12)
Turns = list[dict[str, Any]]


def run_demo(folder: Path, calls: int, system: str) -> None:
    """Makes a contact centre below a folder, releases it, and shows what happened.

    Raises:
        UsageError: the folder holds something else.
    """
    source, output, keyring = folder / "input", folder / "output", folder / "keys.json"
    policy = load(system)
    _claim(folder, system, (source, output, keyring))
    show.text(f"Making a contact centre of {calls:,} calls in {source} …")
    write_sample(source, calls, SEED, system=system, dialogues=min(DIALOGUES, max(1, calls // 20)))
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
    show.text(f"Releasing it under the policy {system} …", "")
    released = batch.run(options)
    show.released(released)
    _before_and_after(released.preflight.plan)
    show.text(
        "",
        "What a run would do:      "
        + f"slor check --policy {system} --input {source} --output {output} --keyring {keyring}",
        f"Read the policy:          slor policy show {system}",
        *_question(policy, output),
    )


def _question(policy: Policy, output: Path) -> Iterator[str]:
    """A question to put to the release's call records: the first dataset with calls that a release keeps times of."""
    for release in policy.releases.values():
        for name, rules in release.datasets.items():
            dataset = policy.datasets[name]
            codes = [c.name for c in dataset.columns if c.category == "code" and rules[c.name].name == "keep"]
            if (
                dataset.kind != "cdr"
                or "talk_seconds" not in rules
                or not codes
                or rules["talk_seconds"].name == "drop"
            ):
                continue
            group = "queue" if "queue" in codes else codes[-1]
            yield "Ask the calls in DuckDB:"
            yield f"  select {group}, count(*) as calls, avg(talk_seconds) as seconds"
            yield f"  from read_parquet('{output}/{release.name}/{name}/**/*.parquet', hive_partitioning=true)"
            yield f"  group by {group} order by calls desc;"
            return


def _claim(folder: Path, system: str, made: tuple[Path, ...]) -> None:
    """Takes a folder for a demo of one system; what a demo of another system made there goes."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise UsageError(f"--output: {folder} holds something that no demo made; choose another folder")
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / MARK
    if mark.exists() and mark.read_text(encoding="utf-8").strip() != system:
        for path in made:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    mark.write_text(f"{system}\n", encoding="utf-8")


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
    chosen = plan.release(release)
    rule, apart = chosen.datasets[dataset.name][id_column.name], chosen.separate_by
    folder = Path(plan.release_folder(release)) / dataset.name
    after = {row[id_column.name]: row["turns"] for path in sorted(folder.rglob("*.parquet")) for row in _rows(path)}
    best: tuple[int, Turns, Turns] | None = None
    for path in sorted((Path(plan.input) / dataset.folder).rglob("*.parquet")):
        table = pq.ParquetFile(path).read()
        for row in conform(table, dataset, plan.policy.zone).table.to_pylist():
            turns = row["turns"]
            if not turns or not DIALOGUE_TURNS[0] <= len(turns) <= DIALOGUE_TURNS[1]:
                continue
            treater = worker.open_treater(plan, release)
            if apart is not None:
                (part,) = treater.normal(pa.array([row[apart] or ""]), dataset.column(apart).category).to_pylist()
                treater = worker.open_treater(plan, release, part)
            new_id = treater.column(pa.array([row[id_column.name]]), id_column.category, rule)[0].as_py()
            new = after.get(new_id) or []
            changed = sum(old["text"] != treated["text"] for old, treated in zip(turns, new, strict=False))
            if changed > (best[0] if best else 0):
                best = (changed, turns, new)
    return best[1:] if best else None


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.ParquetFile(path).read().to_pylist()
    return rows
