"""`slor policy`: lists, shows and checks policies, and starts a new one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

policies = typer.Typer(
    no_args_is_help=True,
    help="Lists, shows, checks and starts policies.\n\nExample: `slor policy show telenor_2involve`",
)


@policies.command("list")
def policy_list() -> None:
    """Lists the policies that the package carries.

    Example: `slor policy list`
    """
    from slor.pipelines import show
    from slor.pipelines.policies import load, names

    show.policies([load(name) for name in names()])


@policies.command("show")
def policy_show(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE")],
    form: Annotated[str, typer.Option("--format", metavar="text|html|md|json", help="How to show it.")] = "text",
) -> None:
    """Shows a policy: purposes, recipients, retention, and what happens to each column.

    Example: `slor policy show telenor_2involve --format md`
    """
    from slor.pipelines.policies import load
    from slor.pipelines.policy_view import view

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    typer.echo(view(load(name), form, width))


@policies.command("check")
def policy_check(file: Annotated[str, typer.Argument(metavar="NAME|FILE")]) -> None:
    """Finds every mistake in a policy at once: file, line, path, what is wrong, how to mend it.

    Example: `slor policy check mine.yaml`
    """
    from slor.pipelines.policies import load

    loaded = load(file)
    typer.echo(f"{loaded.source}: no mistakes; {len(loaded.datasets)} datasets, releases {', '.join(loaded.releases)}")


@policies.command("new")
def policy_new(
    input: Annotated[
        list[Path], typer.Option("--input", metavar="DIR|FILE", help="A sample of its Parquet; may be given again.")
    ],
    system: Annotated[str, typer.Option("--system", metavar="NAME", help="The new system's name.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write it [default: the terminal].")
    ] = None,
) -> None:
    """Writes a commented start of a policy for a new system, from a sample of its Parquet; tells no value of it.

    Example: `slor policy new --input in --system acme --out acme.yaml`
    """
    from slor.pipelines.errors import UsageError
    from slor.pipelines.policy_draft import draft

    if out is not None and out.exists():
        raise UsageError(f"--out: {out} exists; choose another file, or delete it first")
    text = draft(system, input)
    if out is None:
        typer.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8")
    typer.echo(f"{out}: {text.count('# GUESS')} guesses to confirm, {text.count('# DECIDE')} lines to decide; then")
    typer.echo(f"  slor policy check {out}")
