"""The steps as PTransforms: each pairs a function of `steps` with the name that an operator sees. No logic here."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar

import apache_beam as beam
from apache_beam.coders import PickleCoder
from apache_beam.metrics import Metrics
from apache_beam.transforms.userstate import BagStateSpec

from slor.pipelines import closing, steps
from slor.pipelines.batches import Batch
from slor.pipelines.committing import UnitReport
from slor.pipelines.errors import InputError
from slor.pipelines.inputs import Failure, InputFile, Unit
from slor.pipelines.plan import RunPlan

FAILED = "failed"
ONE = ""  # the key under which all come together; a string has the same bytes in every runner's coder
Function = Callable[[RunPlan, Any], Any]


class StepError(RuntimeError):
    """A step broke off. The message names step, file and code, and never quotes the exception: it may quote a value."""


def describe(error: BaseException) -> str:
    """Tells what went wrong and where in the code, without the message, which may quote a value.

    >>> try:
    ...     int("22334455x")
    ... except ValueError as error:
    ...     describe(error).startswith("ValueError at ")
    True
    """
    frames = reversed(traceback.extract_tb(error.__traceback__)[-4:])
    return f"{type(error).__name__} at " + " < ".join(f"{PurePath(f.filename).name}:{f.lineno}" for f in frames)


class _StepFn(beam.DoFn):
    """Runs a step on one element; input that cannot be read goes to the second output, where the step has one."""

    def __init__(self, name: str, function: Function, plan: RunPlan, *, has_failures: bool) -> None:
        self.name = name
        self.function = function
        self.plan = plan
        self.has_failures = has_failures
        self.rows = Metrics.counter("slor", f"{name.lower()}_rows")

    def process(self, element: Any) -> Iterator[Any]:
        """Yields what the step makes of the element."""
        unit = getattr(element, "unit", element)
        file = unit if isinstance(unit, InputFile) else unit.file
        try:
            result = self.function(self.plan, element)
        except InputError as error:
            if not self.has_failures:  # an output that nobody takes would swallow it
                raise StepError(f"{self.name} broke off on {file.name}: {error.problems[0]}") from None
            yield beam.pvalue.TaggedOutput(FAILED, Failure(file, error.problems))
            return
        except Exception as error:
            raise StepError(f"{self.name} broke off on {file.name}: {describe(error)}") from None
        self.rows.inc(getattr(unit, "rows", 0))
        yield from result if isinstance(result, list) else [result]


@dataclass(eq=False)
class _Step(beam.PTransform):
    """One step; `plan` is all that its workers are told."""

    plan: RunPlan
    function: ClassVar[Any]
    returns: ClassVar[Any] = Batch

    def expand(self, elements: Any) -> Any:
        """Applies the step to each element."""
        return elements | beam.ParDo(self._fn(has_failures=False)).with_output_types(self.returns)

    def _fn(self, *, has_failures: bool) -> _StepFn:
        return _StepFn(type(self).__name__, type(self).function, self.plan, has_failures=has_failures)


@dataclass(eq=False)
class _StepWithFailures(_Step):
    """A step that reads files, some of which cannot be read: its outputs are (done, failures)."""

    def expand(self, elements: Any) -> Any:
        """Applies the step to each element."""
        outputs = elements | beam.ParDo(self._fn(has_failures=True)).with_outputs(FAILED, main="done")
        done, failed = outputs.done, outputs[FAILED]
        done.element_type, failed.element_type = self.returns, Failure  # tagged outputs have no hints of their own
        return done, failed


class Split(_StepWithFailures):
    """Cuts files into units of whole row groups."""

    function = staticmethod(steps.split)
    returns = Unit


class Read(_StepWithFailures):
    """Reads units into canonical columns."""

    function = staticmethod(steps.read)


class Screen(_Step):
    """Decides which rows each release may have."""

    function = staticmethod(steps.screen)


class Detect(_Step):
    """Finds what identifies people in texts."""

    function = staticmethod(steps.detect)


class Treat(_Step):
    """Replaces values and spans, with each release's keys."""

    function = staticmethod(steps.treat)


class Audit(_Step):
    """Looks at treated texts again."""

    function = staticmethod(steps.audit)


class Write(_Step):
    """Writes Parquet into staging."""

    function = staticmethod(steps.write)
    returns = UnitReport


class _CommitRunFn(beam.DoFn):
    def __init__(self, plan: RunPlan) -> None:
        self.plan = plan

    def process(self, element: tuple[str, Iterable[UnitReport | Failure]]) -> Iterator[str]:
        try:
            yield from closing.close_run(self.plan, list(element[1]))
        except Exception as error:
            raise StepError(f"Commit broke off on the run: {describe(error)}") from None


@dataclass(eq=False)
class CommitRun(beam.PTransform):
    """Judges a whole run and commits its releases, all or none: what stands against it, one line each."""

    plan: RunPlan

    def expand(self, reports: Any) -> Any:
        """Brings all reports together and closes the run."""
        return (
            reports
            | "As one" >> beam.Map(lambda report: (ONE, report)).with_output_types(tuple[str, Any])
            | "Gather" >> beam.GroupByKey()
            | "Close" >> beam.ParDo(_CommitRunFn(self.plan)).with_output_types(str)
        )


class _GatherFileFn(beam.DoFn):
    """Waits for all units of a file, one file a key."""

    UNITS = BagStateSpec("units", PickleCoder())

    def process(
        self, element: tuple[str, UnitReport | Failure], units: Any = beam.DoFn.StateParam(UNITS)
    ) -> Iterator[tuple[str, list[UnitReport | Failure]]]:
        _, report = element
        if isinstance(report, Failure):
            yield ONE, [report]
            return
        units.add(report)  # those of an older content, which never came to their end, are no part of this one
        arrived = {found.unit.number: found for found in units.read() if found.unit.digest == report.unit.digest}
        if len(arrived) == report.unit.of:
            units.clear()
            yield ONE, list(arrived.values())


class _CommitFileFn(beam.DoFn):
    """Commits one file at a time: state under one key is what keeps commits from meeting."""

    TURN = BagStateSpec("turn", PickleCoder())

    def __init__(self, plan: RunPlan) -> None:
        self.plan = plan

    def process(
        self,
        element: tuple[str, list[UnitReport | Failure]],
        turn: Any = beam.DoFn.StateParam(TURN),
    ) -> Iterator[str]:
        turn.clear()
        try:
            yield from closing.close_file(self.plan, element[1])
        except Exception as error:
            raise StepError(f"Commit broke off on {_file(element[1][0]).name}: {describe(error)}") from None


@dataclass(eq=False)
class CommitFiles(beam.PTransform):
    """Commits each input file as soon as all its units are written: what stands against it, one line each."""

    plan: RunPlan

    def expand(self, reports: Any) -> Any:
        """Gathers each file's units and commits them."""
        return (
            reports
            | "By file" >> beam.Map(lambda report: (_file(report).name, report)).with_output_types(tuple[str, Any])
            | "Gather file" >> beam.ParDo(_GatherFileFn()).with_output_types(tuple[str, list[Any]])
            | "Close file" >> beam.ParDo(_CommitFileFn(self.plan)).with_output_types(str)
        )


def _file(report: UnitReport | Failure) -> InputFile:
    return report.file if isinstance(report, Failure) else report.unit.file
