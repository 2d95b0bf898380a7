"""The one graph, for batch and stream: read, screen, detect, treat, audit, write, then commit."""

from __future__ import annotations

import apache_beam as beam

from slor.pipelines.inputs import InputFile
from slor.pipelines.plan import RunPlan
from slor.pipelines.transforms import Audit, CommitFiles, CommitRun, Detect, Read, Screen, Split, Treat, Write


def release(files: beam.PCollection[InputFile], plan: RunPlan, *, streaming: bool) -> beam.PCollection[str]:
    """Makes the plan's releases from input files.

    Args:
        files: bounded for a batch run, unbounded for a stream.
        plan: what is made.
        streaming: commit each file by itself, instead of all or none at the end.

    Returns:
        What stands against committing, one line each.
    """
    units, unreadable = files | "Split" >> Split(plan)
    batches, damaged = units | "Spread" >> beam.Reshuffle() | "Read" >> Read(plan)
    written = (
        batches
        | "Screen" >> Screen(plan)
        | "Detect" >> Detect(plan)
        | "Treat" >> Treat(plan)
        | "Audit" >> Audit(plan)
        | "Write" >> Write(plan)
    )
    reports = (written, unreadable, damaged) | "Reports" >> beam.Flatten()
    return reports | "Commit" >> (CommitFiles(plan) if streaming else CommitRun(plan))
