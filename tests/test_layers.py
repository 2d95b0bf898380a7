"""The layers import one way, and no file grows past what one reads."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {  # what a folder may import of the others
    "schemas": set(),
    "recognizers": {"schemas"},
    "sample_data": {"schemas"},
    "pipelines": {"schemas", "recognizers", "sample_data"},
    "training": {"schemas", "recognizers", "sample_data"},
}
FOREIGN = {  # and what it may not import of other people's
    "schemas": ("apache_beam", "presidio_analyzer", "presidio_anonymizer", "spacy", "tink", "typer"),
    "recognizers": ("apache_beam", "presidio_anonymizer", "tink", "typer"),
    "sample_data": ("apache_beam", "presidio_analyzer", "presidio_anonymizer", "spacy", "tink", "typer"),
}
LINES = 400


def sources(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found
    return found


def imports(path: Path) -> Iterator[str]:
    """Full names of all modules that a file imports anywhere, also inside functions."""
    package = ("slor", *path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join([*base, node.module] if node.module else base)
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("folder", BELOW)
def test_a_layer_imports_only_those_below(folder: str) -> None:
    allowed = BELOW[folder] | {folder}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(folder)
        for name in imports(path)
        if name.startswith("slor.") and name.split(".")[1] not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", FOREIGN)
def test_a_layer_imports_nothing_heavier_than_it_is(folder: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(folder)
        for name in imports(path)
        if name.split(".")[0] in FOREIGN[folder]
    ]
    assert wrong == []


def test_the_search_sees_imports_of_every_form(tmp_path: Path) -> None:
    assert "slor.recognizers.names.lexicon.load_lexicon" in set(imports(ROOT / "recognizers/names/memory.py"))
    assert "apache_beam" in {name.split(".")[0] for path in sources("pipelines") for name in imports(path)}
    assert "presidio_analyzer" in {name.split(".")[0] for path in sources("recognizers") for name in imports(path)}


def test_what_is_loaded_is_as_light_as_the_layer() -> None:
    """Also what others import on the way: policies and samples without Beam or Presidio, recognisers without Beam."""
    code = (
        "import sys\n"
        "import slor.schemas.policy_loader, slor.schemas.conform, slor.sample_data.sample\n"
        "assert not {'apache_beam', 'presidio_analyzer', 'spacy'} & set(sys.modules)\n"
        "import slor.recognizers.analyzer\n"
        "slor.recognizers.analyzer.Detector()\n"
        "assert 'apache_beam' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_file_is_too_long() -> None:
    folders = [*BELOW, "tests", "benchmarks", "docs"]
    kinds = ("*.py", "*.md", "*.yaml", "*.txt")
    files = [path for folder in folders for kind in kinds for path in (ROOT / folder).rglob(kind)]
    texts = {
        path: path.read_text(encoding="utf-8").splitlines() for path in [*files, *ROOT.glob("*.md"), ROOT / "setup.py"]
    }
    assert len(texts) > 100
    assert {str(path.relative_to(ROOT)): len(text) for path, text in texts.items() if len(text) > LINES} == {}


def test_the_distribution_carries_what_the_code_reads() -> None:
    """Every folder with code is a package of the wheel, and every file of data beside the code is in it."""
    import runpy
    from fnmatch import fnmatch
    from unittest.mock import patch

    with patch("setuptools.setup") as setup:
        runpy.run_path(str(ROOT / "setup.py"))
    given = setup.call_args.kwargs
    code = ("schemas", "recognizers", "pipelines", "sample_data")
    folders = {path.parent.relative_to(ROOT).as_posix() for folder in code for path in sources(folder)}
    assert folders == set(given["package_dir"].values())
    there = [path.relative_to(ROOT) for folder in code for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in there:
        if path.suffix in (".py", ".pyc"):
            continue
        homes = [(package, home) for package, home in given["package_dir"].items() if path.is_relative_to(home)]
        package, home = max(homes, key=lambda pair: len(pair[1]))
        inside = path.relative_to(home).as_posix()
        assert any(fnmatch(inside, pattern) for pattern in given["package_data"].get(package, [])), path
