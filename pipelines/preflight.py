"""Before a run: all that can be known to be wrong without reading a row. `slor check` shows it and stops there."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from slor.pipelines import closing, storage, worker
from slor.pipelines.committing import STAGING
from slor.pipelines.errors import InputError, UsageError
from slor.pipelines.inputs import Discovery, InputFile, check_file, discover
from slor.pipelines.keys import KeyringError
from slor.pipelines.options import RunOptions, keyring_path, parse_rejects
from slor.pipelines.plan import RunPlan
from slor.pipelines.policies import load

FOOTERS_AT_ONCE = 16


@dataclass(frozen=True)
class Preflight:
    """What a run would do.

    Attributes:
        plan: the run.
        files: what it would read.
        finished: inputs that an incremental run leaves out.
        left_alone: files per folder that the policy does not name.
        misnamed: files per dataset's folder whose names do not end in `.parquet`.
        rows: rows by dataset, of `files`.
        problems: what is wrong, one line each; empty: the run can start.
    """

    plan: RunPlan
    files: tuple[InputFile, ...]
    finished: int = 0
    left_alone: Mapping[str, int] = field(default_factory=dict)
    misnamed: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def plan_of(options: RunOptions, *, incremental: bool) -> RunPlan:
    """Makes the plan of a run.

    Raises:
        SlorError: the policy has mistakes, or has no such release.
    """
    policy = load(options.policy)
    for name in options.releases:
        if name not in policy.releases:
            raise UsageError(f"--release: {policy.system} has no release {name!r}; it has {', '.join(policy.releases)}")
    limit, is_share = parse_rejects(options.max_rejects)
    return RunPlan(
        policy=policy,
        releases=tuple(name for name in policy.releases if not options.releases or name in options.releases),
        input=options.input.rstrip("/"),
        output=options.output.rstrip("/"),
        staging=storage.join(options.output.rstrip("/"), STAGING, uuid4().hex[:12]),
        keyring=keyring_path(options.keyring),
        as_of=options.as_of,
        max_rejects=limit,
        rejects_are_share=is_share,
        incremental=incremental,
    )


def check_keys(plan: RunPlan) -> list[str]:
    """Says what is wrong with the keyring."""
    try:
        keyring = worker.open_keyring(plan)
        for name in plan.releases:
            keyring.domain(plan.policy.system, name)
        shared = {name: keyring.sharing(plan.policy.system, name) for name in plan.releases}
        return [
            f"{plan.keyring}: {plan.policy.system}/{name} has the keys of {', '.join(others)}, and their "
            f"pseudonyms would join; make a keyring anew with: slor keys create --policy {plan.policy.system}"
            for name, others in shared.items()
            if others
        ]
    except KeyringError as error:
        return [str(error).replace("--policy NAME", f"--policy {plan.policy.system}")]


def check_disk(plan: RunPlan, size: int) -> list[str]:
    """Says whether a local disk is too full for what will be written: about the input, once a release."""
    if "://" in plan.output:
        return []
    folder = Path(plan.output).absolute()
    while not folder.exists():
        folder = folder.parent
    free, need = shutil.disk_usage(folder).free, size * len(plan.releases)
    if free < need:
        return [
            f"{plan.output}: {free >> 20} MiB free, about {need >> 20} needed; make room or choose another --output"
        ]
    return []


def inspect(options: RunOptions) -> Preflight:
    """Looks at policy, keyring, input and disk.

    Raises:
        SlorError: the policy has mistakes.
    """
    plan = plan_of(options, incremental=options.incremental)
    problems = check_keys(plan)
    found = discover(plan.input, plan.policy)
    if not found.files:
        problems.append(_nothing_found(plan, found))
    used = {name for release in plan.releases for name in plan.release(release).datasets}
    files = [file for file in found.files if file.dataset in used]
    rows: Counter[str] = Counter()
    with ThreadPoolExecutor(FOOTERS_AT_ONCE) as pool:
        checks = list(pool.map(lambda file: check_file(file, plan.policy.datasets[file.dataset]), files))
    for _, wrong in checks:
        problems += wrong
    todo = files
    if options.incremental and not problems:
        todo = closing.unfinished(plan, files)
    wanted = set(todo)
    for file, (count, _) in zip(files, checks, strict=True):
        if file in wanted:
            rows[file.dataset] += count
    problems += check_disk(plan, sum(file.size for file in todo))
    plan = RunPlan(**{**plan.__dict__, "rows": dict(rows)})
    return Preflight(
        plan, tuple(todo), len(files) - len(todo), found.left_alone, found.misnamed, dict(rows), tuple(problems)
    )


def ready(options: RunOptions) -> Preflight:
    """Looks, and refuses to go on if anything is wrong.

    Raises:
        InputError: something is; one line each.
    """
    preflight = inspect(options)
    if preflight.problems:
        raise InputError(preflight.problems)
    return preflight


def _nothing_found(plan: RunPlan, found: Discovery) -> str:
    folders = ", ".join(dataset.folder for dataset in plan.policy.datasets.values())
    there = f" (there is {', '.join(sorted(found.left_alone))})" if found.left_alone else ""
    return f"{plan.input}: no Parquet files in the folders that the policy names: {folders}{there}; check --input"
