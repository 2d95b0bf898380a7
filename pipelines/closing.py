"""Closing a run or, in a stream, a file: judge what the units report and commit it, or say what stands against it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from slor.pipelines import storage, worker
from slor.pipelines.committing import FAILED, OUTCOME, UnitReport, commit, fold, judge, keep_rejects
from slor.pipelines.inputs import Failure, InputFile
from slor.pipelines.manifest import made_with, read_ledger
from slor.pipelines.plan import RunPlan

COMMITTING = threading.Lock()
"""Held while a commit is carried out: a process that is told to stop waits for it."""


def fingerprints(plan: RunPlan) -> dict[str, str]:
    """What each release's outputs depend on besides their input."""
    keyring = worker.open_keyring(plan)
    return {
        name: made_with(plan.policy, keyring.domain(plan.policy.system, name).prf("slor/key-check", [""])[0].hex())
        for name in plan.releases
    }


def _epochs(plan: RunPlan) -> dict[str, int]:
    keyring = worker.open_keyring(plan)
    return {name: keyring.domain(plan.policy.system, name).epoch for name in plan.releases}


def is_finished(
    file: InputFile, digest: str, ledgers: Mapping[str, Mapping[str, object]], made: Mapping[str, str]
) -> bool:
    """Says whether every release already has this very file, made with this policy and key.

    Args:
        file: the input.
        digest: SHA-256 of its bytes.
        ledgers: `read_ledger` of each release.
        made: `fingerprints` of the plan.
    """
    for release, ledger in ledgers.items():
        entry = ledger.get(f"{file.dataset}/{file.name}")
        if entry is None:
            return False
        if (entry.size, entry.sha256, entry.made_with) != (file.size, digest, made[release]):  # type: ignore[attr-defined]
            return False
    return True


def close_run(plan: RunPlan, reports: Sequence[UnitReport | Failure]) -> list[str]:
    """Commits a batch run if nothing stands against it; what does is written down for whoever launched it."""
    against = [problem for report in reports if isinstance(report, Failure) for problem in report.problems]
    code = 2
    if not against:
        code = 1
        made = fingerprints(plan)
        entries = fold((report for report in reports if isinstance(report, UnitReport)), made)
        against = judge(plan, entries)
        if against:
            keep_rejects(plan)
        else:
            commit(plan, _epochs(plan), entries, made)
    storage.write_json(storage.join(plan.staging, OUTCOME), {"against": against, "exit_code": code if against else 0})
    return against


def close_file(plan: RunPlan, reports: Sequence[UnitReport | Failure]) -> list[str]:
    """Commits one file of a stream; a file that cannot be read is written down and waits until it is mended."""
    failures = [report for report in reports if isinstance(report, Failure)]
    for failure in failures:
        where = storage.join(plan.output, FAILED, f"{failure.file.id}.json")
        storage.write_json(where, {"file": failure.file.name, "problems": list(failure.problems)})
    if failures:
        return [problem for failure in failures for problem in failure.problems]
    made = fingerprints(plan)
    entries = fold((report for report in reports if isinstance(report, UnitReport)), made)
    against = judge(plan, entries)
    if not against:
        with COMMITTING:
            commit(plan, _epochs(plan), entries, made)
    return against


def unfinished(plan: RunPlan, files: Sequence[InputFile]) -> list[InputFile]:
    """Leaves out the inputs that every release already has."""
    ledgers = {name: read_ledger(plan, name) for name in plan.releases}
    made = fingerprints(plan)
    return [file for file in files if not is_finished(file, storage.digest(file.path), ledgers, made)]
