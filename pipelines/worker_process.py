"""A worker process on this machine, for `--workers`: Beam's own, but quiet, and gone when its launcher is."""

from __future__ import annotations

import logging
import os
import shlex
import sys
import threading
import time

LOOK_SECONDS = 0.5


def command() -> str:
    """The shell command that starts it; Beam's own breaks where Python lies in a folder with a space."""
    return f"exec {shlex.quote(sys.executable)} -m slor.pipelines.worker_process {os.getpid()}"


def watch(launcher: int) -> None:
    """Ends this process when the launcher, its parent, has ended: killed, it cannot tell its workers to stop."""
    told = threading.excepthook
    threading.excepthook = lambda error: told(error) if os.getppid() == launcher else None
    while os.getppid() == launcher:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=watch, args=(int(sys.argv[1]),), daemon=True).start()
    logging.basicConfig(handlers=[logging.NullHandler()])  # Beam adds the one that tells the launcher
    from apache_beam.runners.worker.sdk_worker_main import main

    main(sys.argv)
