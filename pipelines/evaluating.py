"""`slor evaluate`: what the recognisers find and leave alone on a user's own marked dialogues."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from slor.pipelines.detecting import check_threshold, write_page
from slor.pipelines.errors import UsageError
from slor.pipelines.evaluation_page import page
from slor.recognizers.evaluation import DetectorLike, Report, evaluate
from slor.recognizers.marked import MarkedConversation, MarkedError, read_marked

PEERS = ("presidio",)
_PIPE_WIDTH = 240


def run(
    files: Sequence[Path],
    *,
    against: str | None = None,
    pipeline: str | None = None,
    verbose: bool = False,
    as_json: bool = False,
    html: Path | None = None,
    threshold: float = 0.4,
) -> None:
    """Measures and shows.

    Args:
        files: marked dialogues.
        against: a peer to be measured beside ours: `presidio`.
        pipeline: name or folder of the spaCy pipeline that finds the peer's names.
        verbose: show what was missed and what was found wrongly.
        as_json: one JSON object instead of tables.
        html: file to which a page with curves of what scores are worth is written as well.
        threshold: score from which a detection counts, ours and the peer's.

    Raises:
        UsageError: a file cannot be read, written or is not of the form; an unknown peer or pipeline; a threshold
            that is no score.
    """
    check_threshold(threshold)
    if against is not None and against not in PEERS:
        raise UsageError(f"--against {against}: is not known; there is: {', '.join(PEERS)}")
    if pipeline and against is None:
        raise UsageError("--pipeline: is for the names of --against presidio; give that too")
    try:
        marked = list(read_marked(files))
    except MarkedError as error:
        raise UsageError(str(error)) from None
    if not marked:
        raise UsageError(f"{', '.join(map(str, files))}: no dialogues in it; write one object a line")
    from slor.recognizers.analyzer import Detector

    detectors: dict[str, DetectorLike] = {"slor": Detector(threshold=threshold)}
    note = ""
    if against:
        detectors[against], note = stock(pipeline, threshold)
    reports = {name: _measured(name, detector, marked) for name, detector in detectors.items()}
    if as_json:
        figures = to_dict(reports, verbose=verbose)
        if note:
            figures["note"] = note
        sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    else:
        show(reports, verbose=verbose, note=note)
    if html is not None:
        write_page(html, page(reports, threshold=threshold, verbose=verbose, note=note))


def stock(pipeline: str | None, threshold: float) -> tuple[DetectorLike, str]:
    """Builds stock Presidio, with the given or the installed spaCy pipelines.

    Returns:
        The detector, and what it is made of.

    Raises:
        UsageError: spaCy has no such pipeline.
    """
    from slor.recognizers.stock import StockDetector, installed_pipelines

    pipelines = dict.fromkeys(("da", "nb", "nn"), pipeline) if pipeline else installed_pipelines()
    try:
        detector = StockDetector(pipelines, threshold=threshold)
    except OSError:
        raise UsageError(f"--pipeline {pipeline}: spaCy has no such pipeline; install it or name its folder") from None
    return detector, detector.description


def _measured(name: str, detector: DetectorLike, marked: Sequence[MarkedConversation]) -> Report:
    """Measures one detector, with a bar on a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=len(marked))
        return evaluate(marked, detector, progress=lambda done: bar.update(task, completed=done))


def to_dict(reports: Mapping[str, Report], *, verbose: bool = False) -> dict[str, Any]:
    """Renders the figures of each detector; the first one's findings too, where they are asked for."""
    first = next(iter(reports))
    return {
        "dialogues": reports[first].dialogues,
        "turns": reports[first].turns,
        "detectors": {name: report.as_json(findings=verbose and name == first) for name, report in reports.items()},
    }


def show(reports: Mapping[str, Report], *, verbose: bool = False, note: str = "") -> None:
    """Prints tables, coloured on a terminal and plain in a pipe."""
    from rich.console import Console

    from slor.recognizers.scoreboard import scoreboard

    terminal = sys.stdout.isatty()
    console = Console(highlight=False, soft_wrap=True, width=None if terminal else _PIPE_WIDTH)
    console.print(scoreboard(reports, verbose=verbose, plain=not terminal, note=note))
