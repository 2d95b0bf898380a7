"""Committing: parts lie in staging until all of them are there and the books are judged; then they are moved at once.

A commit is written down before anything moves (`_commit.json` in staging), and every step of it can be done twice. So
whoever comes next (the same run, or the one after a crash) finishes it, and a release is either the last good one or
the new one. Its manifest is deleted first and written last: a reader who asks for it never sees a half.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slor.pipelines import storage
from slor.pipelines.books import Books, total
from slor.pipelines.card import render_card
from slor.pipelines.errors import RunError
from slor.pipelines.inputs import Unit
from slor.pipelines.manifest import LEDGER, MANIFEST, Entry, manifest, read_ledger
from slor.pipelines.plan import RunPlan

STAGING = "_staging"
COMMIT = "_commit.json"
OUTCOME = "_outcome.json"
FAILED = "_failed"


@dataclass(frozen=True)
class UnitReport:
    """What became of one unit: the only thing about rows that crosses a shuffle.

    Attributes:
        unit: which.
        as_of: the day on which retention was judged.
        books: by release.
        rejects: files of rejects, by release.
        knew: which state of the directory its texts were read with, by release.
    """

    unit: Unit
    as_of: str
    books: Mapping[str, Books]
    rejects: Mapping[str, Sequence[str]]
    knew: Mapping[str, str] = field(default_factory=dict)


def fold(reports: Iterable[UnitReport], made_with: Mapping[str, str]) -> dict[str, list[Entry]]:
    """Adds units up to finished inputs: the ledger's entries of each release.

    Args:
        reports: in any order; a unit reported twice (a retry) counts once.
        made_with: the fingerprint of policy and key, by release.
    """
    files: dict[str, dict[int, UnitReport]] = {}
    for report in reports:
        files.setdefault(report.unit.file.name, {})[report.unit.number] = report
    entries: dict[str, list[Entry]] = {release: [] for release in made_with}
    for _, units in sorted(files.items()):
        file, digest = units[min(units)].unit.file, units[min(units)].unit.digest
        for release, fingerprint in made_with.items():
            if release not in units[min(units)].books:
                continue  # the release has no such dataset
            knew = {unit.knew.get(release, "") for unit in units.values()}
            entries[release].append(
                Entry(
                    dataset=file.dataset,
                    name=file.name,
                    size=file.size,
                    sha256=digest,
                    made_with=fingerprint,
                    as_of=units[min(units)].as_of,
                    books=total(units[number].books[release] for number in sorted(units)),
                    rejects=tuple(path for number in sorted(units) for path in units[number].rejects[release]),
                    knew=knew.pop() if len(knew) == 1 else "",  # a change between two units: read it again some time
                )
            )
    return entries


def judge(plan: RunPlan, entries: Mapping[str, Sequence[Entry]]) -> list[str]:
    """Says what stands against committing: books that do not balance, too many rejects. Empty: nothing.

    Args:
        plan: the run.
        entries: what the run finished, by release.
    """
    against = []
    for release, finished in entries.items():
        for dataset in plan.release(release).datasets:
            books = total(entry.books for entry in finished if entry.dataset == dataset)
            expected = books.rows_in if plan.rows is None else plan.rows.get(dataset, 0)
            if not books.balanced or books.rows_in != expected:
                against.append(
                    f"{release}/{dataset}: the books do not balance: of {expected} rows {books.rows_in} were read, "
                    f"{books.rows_out} released, {books.screened.total()} screened, {books.rejected.total()} rejected; "
                    "nothing was released; run again, and report it if it comes back"
                )
            elif not plan.allows(books.rejected.total(), books.rows_in):
                reasons = "; ".join(f"{n} × {reason}" for reason, n in books.rejected.most_common(3))
                against.append(
                    f"{release}/{dataset}: {books.rejected.total()} of {books.rows_in} rows rejected ({reasons}), more "
                    f"than --max-rejects allows; mend the input or allow more; where the rows lie is in "
                    f"{storage.join(plan.output, FAILED, release, dataset)}"
                )
    return against


def commit(
    plan: RunPlan, key_epochs: Mapping[str, int], entries: Mapping[str, Sequence[Entry]], made_with: Mapping[str, str]
) -> None:
    """Makes what lies in staging the releases.

    Args:
        plan: the run.
        key_epochs: by release.
        entries: finished inputs, by release. Those of earlier runs stay beside them where the run is incremental, as
            far as policy and key are the same.
        made_with: the fingerprint of policy and key, by release.

    Raises:
        RunError: what was written is no longer in staging; the releases are as they were.
    """
    releases: dict[str, Any] = {}
    for release, finished in entries.items():
        _check_staged(plan, release, finished)
        new = {f"{entry.dataset}/{entry.name}": entry for entry in finished}
        earlier = read_ledger(plan, release) if plan.incremental else {}
        old = {key: entry for key, entry in earlier.items() if entry.made_with == made_with[release]}
        ledger = sorted((old | new).items())
        releases[release] = {
            "entries": [entry.to_dict() for _, entry in ledger],
            "new": sorted(entry.path for entry in finished),
            "manifest": manifest(plan, release, key_epochs[release], (entry for _, entry in ledger)),
            "card": render_card(plan.policy, plan.release(release)),
        }
    storage.replace_json(storage.join(plan.staging, COMMIT), {"releases": releases})
    roll_forward(plan.output, plan.staging)


def _check_staged(plan: RunPlan, release: str, finished: Sequence[Entry]) -> None:
    staged = {path for path, _ in storage.find(storage.join(plan.staging, release, "**.parquet"))}
    folder = storage.join(plan.staging, release)
    written = [storage.join(folder, entry.staged(file.path)) for entry in finished for file in entry.books.files]
    if gone := len(set(written) - staged):
        raise RunError(f"{release}: {gone} files are gone from {plan.staging}: another run cleared it; run again alone")


def roll_forward(output: str, staging: str) -> None:
    """Carries a written commit out, or to its end if an earlier try broke off."""
    path = storage.join(staging, COMMIT)
    for release, plan in storage.read_json(path)["releases"].items():
        folder, rejects = storage.join(output, release), storage.join(output, "_rejects", release)
        entries = [Entry.from_dict(entry) for entry in plan["entries"]]
        storage.delete([storage.join(folder, MANIFEST)])
        wanted = {entry.path: entry for entry in entries}
        new = [wanted[name] for name in plan["new"]]  # what others have in staging is theirs to move
        _keep(folder, [file.path for entry in entries for file in entry.books.files])
        _keep(rejects, [path for entry in entries for path in entry.rejects])
        _move(storage.join(staging, release), folder, [(e, file.path) for e in new for file in e.books.files])
        _move(storage.join(staging, "_rejects", release), rejects, [(e, path) for e in new for path in e.rejects])
        for entry in new:
            storage.replace_json(storage.join(folder, entry.path), entry.to_dict())
        ledger = [found for found, _ in storage.find(storage.join(folder, LEDGER, "*.json"))]
        storage.delete([found for found in ledger if f"{LEDGER}/{posixpath.basename(found)}" not in wanted])
        storage.write(storage.join(folder, "README.md"), plan["card"].encode())
        storage.replace_json(storage.join(folder, MANIFEST), plan["manifest"])
    storage.delete([path])


def _keep(folder: str, paths: Sequence[str]) -> None:
    """Deletes what is no longer among a folder's files."""
    there = {path for path, _ in storage.find(storage.join(folder, "**.parquet"))}
    storage.delete(sorted(there.difference(storage.join(folder, path) for path in paths)))


def _move(source: str, target: str, files: Sequence[tuple[Entry, str]]) -> None:
    """Moves staged files into place, under the names that they have from then on."""
    staged = {path for path, _ in storage.find(storage.join(source, "**.parquet"))}
    moves = [(storage.join(source, entry.staged(path)), storage.join(target, path)) for entry, path in files]
    storage.move([(path, to) for path, to in moves if path in staged])


def recover(output: str) -> list[str]:
    """Finishes commits that a crash broke off and clears staging that nobody will commit; says which it finished."""
    finished = []
    for path, _ in storage.find(storage.join(output, STAGING, "*", COMMIT)):
        roll_forward(output, posixpath.dirname(path))
        finished.append(posixpath.basename(posixpath.dirname(path)))
    storage.delete_folder(storage.join(output, STAGING))
    return finished


def keep_rejects(plan: RunPlan, entries: Mapping[str, Sequence[Entry]]) -> None:
    """Puts the rejects of inputs that were not committed where their user can look at them: OUTPUT/_failed."""
    for release, of in entries.items():
        source, target = storage.join(plan.staging, "_rejects", release), storage.join(plan.output, FAILED, release)
        _move(source, target, [(entry, path) for entry in of for path in entry.rejects])


def clear_staging(plan: RunPlan) -> None:
    """Deletes what a run leaves in staging, but never a commit that broke off: the next run carries it to its end."""
    if storage.exists(storage.join(plan.staging, COMMIT)):
        return
    storage.delete_folder(plan.staging)
    folder = storage.join(plan.output, STAGING)
    if not storage.find(storage.join(folder, "**")):
        storage.delete([folder])
