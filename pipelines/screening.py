"""Screening: which rows a release may have at all, by retention and consent. What is left out is counted by reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.pipelines.batches import Mask, Rejection, Rows
from slor.schemas.policy import Policy
from slor.schemas.retention import Retention, expired, unconsented


@dataclass(frozen=True)
class Screened:
    """What screening found.

    Attributes:
        keep: which rows the release may have, shape (rows,).
        reasons: rows left out, by the first reason that applies.
        rejections: rows of which nobody can say how old they are, or from whom their persons are kept apart.
    """

    keep: Mask
    reasons: Counter[str]
    rejections: list[Rejection]


def screen(table: pa.Table, rows: Rows, policy: Policy, release: str, dataset: str, as_of: date) -> Screened:
    """Screens a dataset's rows for a release.

    Args:
        table: canonical columns, n rows.
        rows: their numbers in the file, shape (n,).
        policy: the policy.
        release, dataset: names in it.
        as_of: the day on which retention is judged.
    """
    keep = np.ones(table.num_rows, dtype=np.bool_)
    reasons: Counter[str] = Counter()
    rejections: list[Rejection] = []

    def leave_out(mask: Mask, reason: str) -> None:
        nonlocal keep
        if count := int((mask & keep).sum()):
            reasons[reason] += count
            keep = keep & ~mask

    if policy.agreement_ended is not None and as_of > policy.agreement_ended:
        leave_out(keep.copy(), "agreement ended")
    for rule in policy.retentions(release, dataset):
        over = _expired(table, rule, as_of, policy.zone)
        undated = pc.is_null(over).to_numpy(zero_copy_only=False)
        for index in np.flatnonzero(undated & keep):
            rejections.append(Rejection(int(rows[index]), str(rule.counted_from), "no time to count retention from"))
        keep = keep & ~undated
        leave_out(pc.fill_null(over, False).to_numpy(zero_copy_only=False), "retention")
    chosen = policy.releases[release]
    if chosen.separate_by is not None and chosen.separate_by in table.column_names:
        whose = _flat(table[chosen.separate_by])
        nobodys = pc.fill_null(pc.equal(pc.utf8_trim_whitespace(whose), ""), True).to_numpy(zero_copy_only=False)
        for index in np.flatnonzero(nobodys & keep):
            rejections.append(Rejection(int(rows[index]), chosen.separate_by, "nothing to keep persons apart by"))
        keep = keep & ~nobodys
    if chosen.consent is not None and chosen.consent in table.column_names:
        withdrawn = table[chosen.withdrawn] if chosen.withdrawn in table.column_names else None
        lacking = _flat(unconsented(table[chosen.consent], withdrawn))
        leave_out(lacking.to_numpy(zero_copy_only=False), "consent")
    return Screened(keep, reasons, rejections)


def _expired(table: pa.Table, rule: Retention, as_of: date, zone: str) -> pa.Array:
    if rule.counted_from is None:
        return pa.array(np.zeros(table.num_rows, dtype=np.bool_))
    hold = table[rule.hold] if rule.hold else None
    resolved = table[rule.resolved] if rule.resolved else None
    return _flat(expired(table[rule.counted_from], as_of, rule, zone, hold=hold, resolved=resolved))


def _flat(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
