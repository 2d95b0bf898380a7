"""A worker process on this machine, for `--workers`: Beam's own, but it keeps its chatter off the terminal."""

from __future__ import annotations

import logging
import shlex
import sys


def command() -> str:
    """The shell command that starts it; Beam's own breaks where Python lies in a folder with a space."""
    return f"{shlex.quote(sys.executable)} -m slor.pipelines.worker_process"


if __name__ == "__main__":
    logging.basicConfig(handlers=[logging.NullHandler()])  # Beam adds the one that tells the launcher
    from apache_beam.runners.worker.sdk_worker_main import main

    main(sys.argv)
