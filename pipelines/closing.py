"""Closing a run or, in a stream, a file: judge what the units report and commit it, or say what stands against it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from slor.pipelines import storage, worker
from slor.pipelines.committing import FAILED, OUTCOME, UnitReport, commit, fold, judge, keep_rejects
from slor.pipelines.inputs import Failure, InputFile, discover
from slor.pipelines.manifest import Entry, made_with, read_ledger
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
    file: InputFile,
    ledgers: Mapping[str, Mapping[str, Entry]],
    made: Mapping[str, str],
    knows: Mapping[str, str],
) -> bool:
    """Says whether every release that has such a dataset has this very file, made with this policy and key.

    Args:
        file: the input; it is read only where its path, size, policy and key are those of the ledger.
        ledgers: `read_ledger` of each release whose datasets the file is one of.
        made: `fingerprints` of the plan.
        knows: the state of the directory, by release; of those whose share of the file depends on it.
    """
    entries = {release: ledger.get(f"{file.dataset}/{file.name}") for release, ledger in ledgers.items()}
    for release, entry in entries.items():
        now = (file.size, made[release], knows.get(release, ""))
        if entry is None or (entry.size, entry.made_with, entry.knew) != now:
            return False
    return {entry.sha256 for entry in entries.values() if entry} == {storage.digest(file.path)}


def close_run(plan: RunPlan, reports: Sequence[UnitReport | Failure]) -> list[str]:
    """Commits a batch run if nothing stands against it; what does is written down for whoever launched it."""
    against = [problem for report in reports if isinstance(report, Failure) for problem in report.problems]
    code = 2
    if not against:
        code = 1
        made = fingerprints(plan)
        units = [report for report in reports if isinstance(report, UnitReport)]
        entries = fold(units, made)
        against = judge(plan, entries)
        states = {state for unit in units for state in unit.knew.items()}
        if len(states) > len({release for release, _ in states}):
            against.append("the directory changed while the run read it; nothing was released; run again")
        storage.delete_folder(storage.join(plan.output, FAILED))  # what an earlier run left there
        if against:
            keep_rejects(plan, entries)
        else:
            commit(plan, _epochs(plan), entries, made)
    storage.write_json(storage.join(plan.staging, OUTCOME), {"against": against, "exit_code": code if against else 0})
    return against


def close_file(plan: RunPlan, reports: Sequence[UnitReport | Failure]) -> list[str]:
    """Commits one file of a stream; a file that cannot be read is written down and waits until it is mended."""
    failures = [report for report in reports if isinstance(report, Failure)]
    for failure in failures:
        storage.write_json(_failed(plan, failure.file), {"file": failure.file.name, "problems": list(failure.problems)})
    if failures:
        return [problem for failure in failures for problem in failure.problems]
    made = fingerprints(plan)
    finished = [report for report in reports if isinstance(report, UnitReport)]
    entries = fold(finished, made)
    against = judge(plan, entries)
    if against:
        keep_rejects(plan, entries)
        return against
    with COMMITTING:
        if not _told_twice(plan, entries):
            commit(plan, _epochs(plan), entries, made)
    storage.delete([_failed(plan, report.unit.file) for report in finished[:1]])  # it has been mended
    return []


def _told_twice(plan: RunPlan, entries: Mapping[str, Sequence[Entry]]) -> bool:
    """Whether the ledger has these very entries: a runner tried again what had been done, and its files have moved."""
    return all(
        [earlier.to_dict() for earlier in read_ledger(plan, release, entry.id).values()] == [entry.to_dict()]
        for release, finished in entries.items()
        for entry in finished
    )


def _failed(plan: RunPlan, file: InputFile) -> str:
    return storage.join(plan.output, FAILED, f"{file.id}.json")


def unfinished(plan: RunPlan, files: Sequence[InputFile]) -> list[InputFile]:
    """Leaves out the inputs that every release already has, of those whose dataset is among theirs."""
    only = files[0].id if len(files) == 1 else "*"
    ledgers = {name: read_ledger(plan, name, only) for name in plan.releases}
    made, marks = fingerprints(plan), worker.directory_marks(plan, worker.open_employees(plan))
    left = []
    for file in files:
        of = {name: ledger for name, ledger in ledgers.items() if file.dataset in plan.release(name).datasets}
        knows = {name: marks[name] for name in of if plan.asks_directory(name, file.dataset)}
        if not is_finished(file, of, made, knows):
            left.append(file)
    return left


def outdated(plan: RunPlan) -> list[InputFile]:
    """Lists the inputs that were read, and finished, with another state of the directory than today's."""
    finished = {key for name in plan.releases for key, entry in read_ledger(plan, name).items() if entry.knew}
    there = discover(plan.input, plan.policy).files
    return unfinished(plan, [file for file in there if f"{file.dataset}/{file.name}" in finished])
