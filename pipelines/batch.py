"""A batch run: look, run the graph, and tell what was released. `python -m slor.pipelines.batch` is `slor run`."""

from __future__ import annotations

import logging
import platform
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

if __name__ == "__main__":  # before Beam: its import is slow and talks, and workers must not meet this module twice
    from slor.pipelines.cli import main

    sys.exit(main(["run", *sys.argv[1:]]))

import apache_beam as beam
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions, SetupOptions, StandardOptions

from slor.pipelines import graph, progress, storage, worker_process
from slor.pipelines.committing import OUTCOME, clear_staging, recover
from slor.pipelines.errors import InputError, RunError, SlorError
from slor.pipelines.inputs import InputFile, in_order_of_work
from slor.pipelines.manifest import MANIFEST, slor_version
from slor.pipelines.options import RunOptions, beam_options
from slor.pipelines.plan import RunPlan
from slor.pipelines.preflight import Preflight, ready

RUN = "_run.json"
_BROKE_OFF = re.compile(r"(?:Split|Read|Screen|Detect|Treat|Audit|Write|Commit) broke off on [^\n]{1,600}")


@dataclass(frozen=True)
class Released:
    """What a run made.

    Attributes:
        preflight: what it set out to do.
        manifests: by release.
        seconds: how long it took.
        recovered: commits of earlier runs that it finished first.
    """

    preflight: Preflight
    manifests: dict[str, dict[str, Any]]
    seconds: float
    recovered: list[str]


def run(options: RunOptions) -> Released:
    """Makes the releases.

    Raises:
        SlorError: with a plain message and the exit code that belongs to it; the last good releases are as they were.
    """
    quieten()
    recovered = recover(options.output.rstrip("/"))
    preflight = ready(options)
    plan = preflight.plan
    started = datetime.now(UTC)
    clock = time.monotonic()
    try:
        if preflight.files:
            with progress.show(plan, quiet=options.quiet):
                execute(plan, preflight.files, beam_options(options))
            _raise_outcome(plan)
    finally:
        clear_staging(plan)
    seconds = time.monotonic() - clock
    rows = sum(preflight.rows.values())
    manifests = {}
    for name in plan.releases:
        folder = plan.release_folder(name)
        manifests[name] = storage.read_json(storage.join(folder, MANIFEST))
        about = {
            "started": started.isoformat(),
            "seconds": round(seconds, 3),
            "rows": rows,
            "rows_per_second": round(rows / seconds) if seconds else 0,
            "host": platform.node(),
            "python": platform.python_version(),
            "slor_version": slor_version(),
            "workers": options.workers,
        }
        storage.write_json(storage.join(folder, RUN), about)
    return Released(preflight, manifests, seconds, recovered)


def execute(plan: RunPlan, files: Sequence[InputFile], arguments: Sequence[str]) -> None:
    """Runs the graph to its end.

    Raises:
        SlorError: it broke off, or Ctrl-C was pressed.
    """
    options = PipelineOptions(list(arguments))
    options.view_as(SetupOptions).save_main_session = False
    stopped: list[int] = []
    try:
        with _interrupts(stopped), beam.Pipeline(runner=runner_of(options), options=options) as pipeline:
            ordered = in_order_of_work(files, plan.policy)
            inputs = pipeline | "Inputs" >> beam.Create(ordered, reshuffle=False).with_output_types(InputFile)
            graph.release(inputs, plan, streaming=False)
    except SlorError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        # what Ctrl-C breaks inside the runner may come out as any error
        raise RunError("stopped; nothing was released" if stopped else explain(error)) from None


@contextmanager
def _interrupts(seen: list[int]) -> Iterator[None]:
    """Notes each Ctrl-C, and each SIGTERM, which is how schedulers say it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread has signals
        return

    def note(number: int, frame: Any) -> None:
        seen.append(number)
        raise KeyboardInterrupt

    earlier = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def runner_of(options: PipelineOptions) -> Any:
    """Chooses the runner: Beam's in-process one by itself where nobody chose.

    `DirectRunner` would first try to download Prism and fall back by itself: the network would choose the runner.
    """
    chosen = options.view_as(StandardOptions).runner
    if chosen not in (None, "DirectRunner"):
        return chosen
    from apache_beam.portability.api import beam_provision_api_pb2
    from apache_beam.runners.portability.fn_api_runner import fn_runner
    from apache_beam.runners.portability.portable_runner import JobServiceHandle
    from apache_beam.transforms.environments import SubprocessSDKEnvironment

    encoded = JobServiceHandle.encode_pipeline_options(options.get_all_options())
    info = beam_provision_api_pb2.ProvisionInfo(pipeline_options=encoded)
    several = options.view_as(DirectOptions).direct_num_workers != 1
    return fn_runner.FnApiRunner(
        default_environment=SubprocessSDKEnvironment.from_command_string(worker_process.command()) if several else None,
        provision_info=fn_runner.ExtendedProvisionInfo(info),
    )


def explain(error: BaseException) -> str:
    """Tells why a pipeline broke off, without quoting what another library said: it may hold a value."""
    found = _BROKE_OFF.search(str(error))
    if found:
        return f"{found[0]}; nothing was released. Run again; if it comes back, report this line"
    return f"the runner broke off ({type(error).__name__}); nothing was released. Its own log may tell more; run again"


def quieten() -> None:
    """Keeps Beam's chatter and tracebacks off the terminal; errors come through `SlorError`."""
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)
    logging.getLogger("root").setLevel(logging.ERROR)
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
    logging.getLogger("presidio-anonymizer").setLevel(logging.CRITICAL)


def _raise_outcome(plan: RunPlan) -> None:
    path = storage.join(plan.staging, OUTCOME)
    if not storage.exists(path):
        raise RunError("the run ended without closing its books; nothing was released. Run again")
    outcome = storage.read_json(path)
    if outcome["exit_code"] == 2:
        raise InputError(outcome["against"])
    if outcome["against"]:
        raise RunError("\n".join(outcome["against"]))
