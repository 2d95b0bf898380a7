"""The steps of the way as functions on one unit: read, screen, detect, treat, audit, write."""

from __future__ import annotations

import functools
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from slor.pipelines import anonymise, detection, screening, sensitive, storage, worker
from slor.pipelines.audit import leaks
from slor.pipelines.batches import Batch, Part, Rejection
from slor.pipelines.committing import UnitReport
from slor.pipelines.detection import conversations, text_leaves, texts_of
from slor.pipelines.errors import InputError
from slor.pipelines.forgetting import can_forget, forget, neutral, told_of
from slor.pipelines.inputs import (
    TEXT_UNIT_BYTES,
    UNIT_BYTES,
    InputFile,
    Unit,
    check_file,
    cut,
    has_text,
    open_parquet,
    read_unit,
)
from slor.pipelines.plan import RunPlan
from slor.pipelines.writing import write_batch
from slor.schemas.conform import conform

DONE = "_done"


def split(plan: RunPlan, file: InputFile) -> list[Unit]:
    """Cuts a file into units of work.

    Raises:
        InputError: it is not what the policy says.
    """
    dataset = plan.policy.datasets[file.dataset]
    if problems := check_file(file, dataset)[1]:
        raise InputError(problems)
    most = TEXT_UNIT_BYTES if has_text(dataset) else UNIT_BYTES
    units = list(cut(file, storage.digest(file.path), open_parquet(file), most))
    # Runners deal units out in turn, and a file's last one is small: half the files are dealt from the other end, so
    # that the small ones do not all fall to one worker.
    return units[::-1] if int(file.id, 16) % 2 else units


def read(plan: RunPlan, unit: Unit) -> Batch:
    """Reads a unit into canonical columns; rows that do not conform are set aside."""
    dataset = plan.policy.datasets[unit.file.dataset]
    conformed = conform(read_unit(unit, dataset), dataset, plan.policy.zone)
    rows = np.asarray(conformed.kept, dtype=np.int64) + unit.first_row
    rejections: dict[int, Rejection] = {}
    for reject in conformed.rejects:  # a row is counted once, under its first fault
        row = reject.row + unit.first_row
        rejections.setdefault(row, Rejection(row, reject.column, reject.reason))
    return Batch(unit, dataset, conformed.table, rows, list(rejections.values()))


def screen(plan: RunPlan, batch: Batch) -> Batch:
    """Decides for each release which rows it may have."""
    as_of = plan.as_of or today(plan.policy.zone)
    for name in plan.releases:
        if batch.dataset.name in plan.release(name).datasets:
            found = screening.screen(batch.table, batch.rows, plan.policy, name, batch.dataset.name, as_of)
            batch.parts[name] = Part(keep=found.keep, screened=found.reasons, rejections=found.rejections)
    return batch


def _leaves(plan: RunPlan, batch: Batch) -> tuple[str, ...]:
    return text_leaves(batch.dataset, (plan.release(name).datasets[batch.dataset.name] for name in batch.parts))


def detect(plan: RunPlan, batch: Batch) -> Batch:
    """Detects in the texts of the rows that some release keeps."""
    leaves = _leaves(plan, batch)
    asking = [name for name in batch.parts if plan.asks_directory(name, batch.dataset.name)]
    if not asking and not leaves:
        return batch
    employees = worker.open_employees(plan)  # once: what is noted of the directory is what the texts were read with
    marks = worker.directory_marks(plan, employees)
    batch.knew = {name: marks[name] for name in asking}
    if not leaves:
        return batch
    detecting = [part for name, part in batch.parts.items() if _detects(plan, name, batch)]
    wanted = np.logical_or.reduce([part.keep for part in detecting])
    found = conversations(batch.table, batch.dataset, leaves, employees)
    batch.known = [conversation.known for conversation in found]
    batch.spans, failed = detection.detect(worker.open_detector(plan), found, wanted, batch.rows, leaves[0])
    batch.special = sensitive.find(found, wanted, [plan.release(n) for n in batch.parts if _detects(plan, n, batch)])
    at = {int(row): index for index, row in enumerate(batch.rows)}
    for part in detecting:
        for rejection in failed:
            if part.keep[at[rejection.row]]:
                part.rejections.append(rejection)
                part.keep[at[rejection.row]] = False
    for name, part in batch.parts.items():
        rules = plan.release(name).special
        if batch.special is None or not _detects(plan, name, batch):
            continue
        for index in np.flatnonzero(part.keep):
            if reason := sensitive.drop_reason(batch.special[index], rules):
                part.screened[reason] += 1
                part.keep[index] = False
    return batch


def treat(plan: RunPlan, batch: Batch) -> Batch:
    """Treats each release's rows with that release's keys."""
    leaves = _leaves(plan, batch)
    _forget(plan, batch, leaves)
    for name, part in batch.parts.items():
        release = sensitive.with_rules(plan.release(name))
        index = np.flatnonzero(part.keep)
        table = batch.table.take(pa.array(index)) if len(index) < batch.table.num_rows else batch.table
        detects = _detects(plan, name, batch)
        spans = [batch.spans[i] or [] for i in index] if detects and batch.spans is not None else None
        if spans is not None and batch.special is not None:
            special = [batch.special[i] for i in index]
            spans = [sensitive.redactions(row, s, release.special) for row, s in zip(spans, special, strict=True)]
            part.spans += sensitive.kept(special, release.special)
        treated = anonymise.treat_apart(
            table, spans, leaves, batch.dataset, release, functools.partial(worker.open_treater, plan, name)
        )
        part.table, part.replaced = treated.table, treated.replaced
        part.spans += treated.spans
        part.rows = batch.rows[index]
    return batch


def _forget(plan: RunPlan, batch: Batch, leaves: tuple[str, ...]) -> None:
    """Makes employees who asked to be forgotten nobody, in columns and in what was found in texts."""
    if not can_forget(plan.policy, batch.dataset):
        return
    employees = worker.open_employees(plan)
    if batch.spans is not None and batch.known is not None and employees.gone:
        told = told_of(batch.table, employees.gone, batch.known)
        texts = texts_of(batch.table, leaves)
        batch.spans = [found and neutral(found, texts[row], told[row]) for row, found in enumerate(batch.spans)]
    batch.table = forget(batch.table, batch.dataset, employees.gone)


def audit(plan: RunPlan, batch: Batch) -> Batch:
    """Looks at treated texts again; a row in which something survived is set aside."""
    for name, part in batch.parts.items():
        if part.replaced is None or part.table is None or batch.known is None:
            continue
        leaves = text_leaves(batch.dataset, [plan.release(name).datasets[batch.dataset.name]])
        known = [batch.known[i] for i in np.flatnonzero(part.keep)]
        clean = np.ones(part.table.num_rows, dtype=np.bool_)
        for i, (texts, ranges) in enumerate(zip(texts_of(part.table, leaves), part.replaced, strict=True)):
            if found := sum(leaks(text, r, known[i]) for text, r in zip(texts, ranges, strict=True) if text):
                part.leaks += found
                part.rejections.append(Rejection(int(part.rows[i]), leaves[0], "an identifier survived treatment"))
                clean[i] = False
        if not clean.all():
            part.table, part.rows = part.table.filter(pa.array(clean)), part.rows[clean]
    return batch


def write(plan: RunPlan, batch: Batch) -> UnitReport:
    """Writes a unit's share of every release and says what became of it."""
    books, rejects = write_batch(plan, batch)
    unit = batch.unit
    storage.write(storage.join(plan.staging, DONE, f"{unit.part}.{unit.rows}"), b"")
    as_of = plan.as_of or today(plan.policy.zone)
    return UnitReport(unit, as_of.isoformat(), books, rejects, batch.knew)


def _detects(plan: RunPlan, release: str, batch: Batch) -> bool:
    return plan.detects(release, batch.dataset.name)


def today(zone: str) -> date:
    """The day it is where the policy's dates count: east of Greenwich it comes an hour or two before UTC's."""
    return datetime.now(ZoneInfo(zone)).date()
