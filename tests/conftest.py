"""What all tests share."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("slor", deadline=None)  # a busy machine is no error
settings.load_profile("slor")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what needs ../shared where it is absent."""
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="needs ../shared beside the repository"))


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Makes a folder once for all of pytest-xdist's processes, whichever comes first: `made_once(name, fill)`."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = common / f"once-{name}", common / f"once-{name}.done"
        with (common / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the others wait until it is there
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the repository."""
    return SHARED


@pytest.fixture(scope="session")
def prism(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Beam's runner Prism; built where it is not there yet, skipped only where there is no Go to build it with."""
    binary = ROOT / "build" / "prism"
    if not binary.exists() and shutil.which("go") is None:
        pytest.skip("needs Prism, and there is no Go to build it with")

    def build(_: Path) -> None:
        subprocess.run(["make", "prism"], cwd=ROOT, check=True, capture_output=True)

    made_once("prism", build)  # where it is there already make has nothing to do
    return binary
