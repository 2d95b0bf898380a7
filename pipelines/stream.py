"""A stream: the same graph over a landing folder, on Prism, until it is stopped.

A file that is renamed into the folder is released within the poll interval and a few seconds. What is finished stands
in the ledger, so a stream that was stopped anyhow goes on where it was: nothing is lost and nothing doubled.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

if __name__ == "__main__":  # before Beam: its import is slow and talks, and workers must not meet this module twice
    from slor.pipelines.cli import main

    sys.exit(main(["stream", *sys.argv[1:]]))

import apache_beam as beam
from apache_beam.io.fileio import MatchContinuously
from apache_beam.io.filesystem import FileMetadata
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.runners.portability.prism_runner import PrismRunner
from apache_beam.runners.runner import PipelineState

from slor.pipelines import closing, graph, worker
from slor.pipelines.batch import explain, quieten
from slor.pipelines.committing import clear_staging, recover
from slor.pipelines.errors import InputError, RunError, UsageError
from slor.pipelines.inputs import InputFile, identify, pattern
from slor.pipelines.options import RunOptions, beam_options
from slor.pipelines.plan import RunPlan
from slor.pipelines.preflight import check_keys, plan_of


class _Prism(PrismRunner):
    """Beam's runner Prism, whose server goes with the stream; Beam leaves it behind for a minute."""

    server: Any = None

    def default_job_server(self, options: PipelineOptions) -> Any:
        """Remembers the server that is started."""
        self.server = super().default_job_server(options)
        return self.server


class Arrive(beam.DoFn):
    """Keeps the files that the policy names and that are not finished; a new directory calls back what was read before.

    A text that is under way at that very moment is read again when the stream starts the next time.
    """

    def __init__(self, plan: RunPlan) -> None:
        self.plan = plan

    def process(self, element: FileMetadata) -> Iterator[InputFile]:
        """Yields the file if there is something to do."""
        file = identify(self.plan.input, self.plan.policy, element.path, element.size_in_bytes)
        if file is not None and any(file.dataset in self.plan.release(name).datasets for name in self.plan.releases):
            yield from closing.unfinished(self.plan, [file])
        directory = worker.directory_of(self.plan)
        if file is not None and directory is not None and file.dataset == directory.name:
            yield from closing.outdated(self.plan)


def run(options: RunOptions, *, poll: float, prism: str = "") -> None:
    """Streams until SIGTERM or Ctrl-C.

    Args:
        options: as for a batch run; inputs that are finished are always skipped.
        poll: seconds between looks at the landing folder.
        prism: the runner's file; empty for `prism` on the PATH, or another runner among Beam's own options.

    Raises:
        SlorError: it cannot start, or the runner broke off.
    """
    if poll <= 0:
        raise UsageError("--poll: must be more than 0 seconds")
    quieten()
    plan = plan_of(options, incremental=True)
    if problems := check_keys(plan):
        raise InputError(problems)
    recover(plan.output)
    chosen = _pipeline_options(options, prism)
    own = _Prism() if chosen.view_as(StandardOptions).runner == "PrismRunner" else None
    pipeline = beam.Pipeline(runner=own, options=chosen)
    files = (
        pipeline
        | "Watch" >> MatchContinuously(pattern(plan.input), interval=poll, match_updated_files=True)
        | "Arrive" >> beam.ParDo(Arrive(plan)).with_output_types(InputFile)
    )
    against = graph.release(files, plan, streaming=True)
    against | "Say" >> beam.Map(_say)
    try:
        _wait(pipeline.run(), quiet=options.quiet, where=plan.input)
        _leave(plan, own)
    except (InputError, RunError, UsageError):
        raise
    except Exception as error:
        raise RunError(explain(error)) from None


def _pipeline_options(options: RunOptions, prism: str) -> PipelineOptions:
    extra = ["--streaming"]
    if not any(argument.startswith("--runner") for argument in options.beam):
        found = prism or shutil.which("prism") or ""
        if not found or not Path(found).is_file():
            raise UsageError(
                "--prism: Beam's runner Prism was not found; build it with `make prism` and name it "
                "(--prism build/prism), or choose a streaming runner of your own with --runner"
            )
        extra += ["--runner=PrismRunner", f"--prism_location={Path(found).absolute()}", "--environment_type=LOOPBACK"]
    chosen = PipelineOptions(beam_options(options, extra))
    chosen.view_as(StandardOptions).streaming = True
    return chosen


def _wait(result: Any, *, quiet: bool, where: str) -> None:
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if not quiet:
        _say(f"watching {where}; stop with Ctrl-C or SIGTERM")
    while not stopped.wait(0.5):
        if PipelineState.is_terminal(result.state):
            raise RunError("the runner ended the stream; start it again: it goes on where it was")
    if not quiet:
        _say("stopped; what was not finished is taken up at the next start")
    sys.stderr.flush()


def _leave(plan: RunPlan, own: _Prism | None) -> NoReturn:
    """Ends the process: by itself it would wait for the runner to drain a stream that has no end."""
    closing.COMMITTING.acquire()  # and keep it: no commit begins any more
    if own is not None and own.server is not None:
        threading.excepthook = lambda _: None  # threads that lose their server have nothing to tell
        own.server.stop()
    clear_staging(plan)
    os._exit(0)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
