"""Options that are not Slør's own: Beam's, or a slip of the hand, which must not pass for one of Beam's."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import Any, NoReturn

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.runner import create_runner

from slor.pipelines.errors import UsageError

ALIKE = 0.8
_ALL_KNOWN = frozenset({"DirectRunner", "PrismRunner", "DataflowRunner"})
"""Runners whose options Beam for Python has all of; those behind a job server bring more of their own."""


def check(arguments: Sequence[str], own: Collection[str]) -> None:
    """Refuses what neither Slør nor Beam knows: what is ignored would do something else than was asked for.

    Args:
        arguments: what the command line left over after Slør's own options.
        own: Slør's options, each with its dashes.

    Raises:
        UsageError: an option that nobody knows, a word that belongs to none, or a value that Beam does not take.
    """
    parser = _parser()
    known, left = parser.parse_known_args(list(arguments))
    runner = known.runner or "DirectRunner"
    _check_runner(runner)
    for argument in left:
        if not argument.startswith("-"):
            if runner in _ALL_KNOWN:
                raise UsageError(f"{argument}: belongs to no option; put what has spaces or wildcards in quotes")
            continue
        name = argument.partition("=")[0]
        of_ours = difflib.get_close_matches(name, own, 1, ALIKE)
        if of_ours or runner in _ALL_KNOWN:
            alike = of_ours or difflib.get_close_matches(name, parser._option_string_actions, 1, ALIKE)
            mend = f"did you mean {alike[0]}?" if alike else "slor run --help has Slør's, Beam's runners tell theirs"
            raise UsageError(f"{name}: neither Slør nor Beam has this option; {mend}")


def _check_runner(name: str) -> None:
    try:
        create_runner(name)
    except (AttributeError, ImportError, ValueError):
        raise UsageError(
            f"--runner: {name} is none that Beam can start here; use DirectRunner, PrismRunner, FlinkRunner or "
            "DataflowRunner (this one with: pip install 'slor[gcp]')"
        ) from None


def _parser() -> Any:
    """Beam's own parser of all its options; it raises instead of printing them all."""

    def refuse(message: str) -> NoReturn:
        raise UsageError(f"{message.removeprefix('argument ')}; this is an option of Beam's")

    made: list[Any] = []
    PipelineOptions([]).get_all_options(add_extra_args_fn=made.append)
    parser = made[0]
    parser.error = refuse
    return parser
