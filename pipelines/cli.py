"""The command `slor`. What is heavy is imported inside the command that needs it, so that `slor --help` is at once."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from slor.pipelines.cli_policies import policies
from slor.pipelines.errors import SlorError

app = typer.Typer(
    name="slor",
    help="Releases contact-centre data as its privacy notice allows: Danish and Norwegian, pseudonymised, in Parquet."
    "\n\nExample: `slor demo`, and `slor run --help` for the rest",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
keys = typer.Typer(
    no_args_is_help=True,
    help="Makes and lists the keys of a keyring; shows no key material.\n\n"
    "Example: `slor keys create --policy telenor_2involve --keyring keys.json`",
)
app.add_typer(keys, name="keys")
app.add_typer(policies, name="policy")

BEAM = {"allow_extra_args": True, "ignore_unknown_options": True}

PolicyOption = Annotated[str, typer.Option("--policy", metavar="NAME|FILE", help="A shipped policy, or a YAML file.")]
InputOption = Annotated[str, typer.Option("--input", metavar="DIR", help="Holds one folder of Parquet a dataset.")]
OutputOption = Annotated[str, typer.Option("--output", metavar="DIR", help="Where the releases are written.")]
ReleaseOption = Annotated[
    list[str] | None, typer.Option("--release", metavar="NAME", help="Only this release; may be given again.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day retention is judged on [default: today].")
]
KeyringOption = Annotated[
    str,
    typer.Option("--keyring", metavar="FILE", help="[default: $SLOR_KEYRING, else slor-keyring.json in this folder]"),
]
RejectsOption = Annotated[
    str, typer.Option("--max-rejects", metavar="N|P%", help="How many rows a dataset may reject before the run fails.")
]
WorkersOption = Annotated[int, typer.Option("--workers", metavar="N", help="Processes on this machine.")]
IncrementalOption = Annotated[
    bool,
    typer.Option("--incremental", help="Skip inputs that are finished; what has run out in them since then stays."),
]
ThresholdOption = Annotated[float, typer.Option("--threshold", help="Score from which a detection counts.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]


def _version(shown: bool) -> None:
    if shown:
        from importlib.metadata import version

        typer.echo(f"slor {version('slor')}")
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


def _options(context: typer.Context, **given: Any) -> Any:
    from slor.pipelines.options import RunOptions, parse_day

    given["releases"] = tuple(given["releases"] or ())
    given["as_of"] = parse_day(given["as_of"]) if given["as_of"] else None
    if context.args:
        from slor.pipelines import beam_arguments

        beam_arguments.check(context.args, [name for option in context.command.params for name in option.opts])
    return RunOptions(**given, beam=tuple(context.args))


@app.command(context_settings=BEAM)
def run(
    context: typer.Context,
    policy: PolicyOption,
    input: InputOption,
    output: OutputOption,
    release: ReleaseOption = None,
    as_of: AsOfOption = None,
    keyring: KeyringOption = "",
    workers: WorkersOption = 1,
    incremental: IncrementalOption = False,
    max_rejects: RejectsOption = "0.1%",
    quiet: QuietOption = False,
) -> None:
    """Makes the releases of a policy. Takes any option of Beam's too (`--runner`, `--region`, …).

    Example: `slor run --policy telenor_2involve --input in --output out --keyring keys.json --workers 2`
    """
    from slor.pipelines import batch, show

    options = _options(
        context, policy=policy, input=input, output=output, releases=release, as_of=as_of, keyring=keyring,
        workers=workers, incremental=incremental, max_rejects=max_rejects, quiet=quiet,
    )  # fmt: skip
    released = batch.run(options)
    if not quiet:
        show.released(released)


@app.command(context_settings=BEAM)
def stream(
    context: typer.Context,
    policy: PolicyOption,
    input: InputOption,
    output: OutputOption,
    release: ReleaseOption = None,
    as_of: AsOfOption = None,
    keyring: KeyringOption = "",
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", help="As for a run, on runners that have them; Prism has one.")
    ] = 1,
    incremental: Annotated[bool, typer.Option("--incremental", help="What a stream always does.")] = True,
    max_rejects: RejectsOption = "0.1%",
    poll: Annotated[float, typer.Option("--poll", metavar="SECONDS", help="How often to look for new files.")] = 10.0,
    prism: Annotated[
        str, typer.Option("--prism", metavar="FILE", help="Beam's runner Prism [default: prism on the PATH].")
    ] = "",
    quiet: QuietOption = False,
) -> None:
    """Releases each file that is moved into a landing folder, until it is stopped with SIGTERM or Ctrl-C.

    Example: `slor stream --policy telenor_2involve --input landing --output out --keyring keys.json --poll 5`
    """
    from slor.pipelines import stream as streaming

    options = _options(
        context, policy=policy, input=input, output=output, releases=release, as_of=as_of, keyring=keyring,
        workers=workers, max_rejects=max_rejects, incremental=incremental, quiet=quiet,
    )  # fmt: skip
    streaming.run(options, poll=poll, prism=prism)


@app.command(context_settings=BEAM)
def check(
    context: typer.Context,
    policy: PolicyOption,
    input: InputOption,
    output: OutputOption,
    release: ReleaseOption = None,
    as_of: AsOfOption = None,
    keyring: KeyringOption = "",
    workers: WorkersOption = 1,
    incremental: IncrementalOption = False,
    max_rejects: RejectsOption = "0.1%",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print what is wrong only.")] = False,
) -> None:
    """Says what a run with these options would do and what is wrong, without running it: policy, files, keyring, disk.

    Example: `slor check --policy telenor_2involve --input in --output out --keyring keys.json`
    """
    from slor.pipelines import preflight, show
    from slor.pipelines.errors import InputError

    options = _options(
        context, policy=policy, input=input, output=output, releases=release, as_of=as_of, keyring=keyring,
        workers=workers, incremental=incremental, max_rejects=max_rejects, quiet=quiet,
    )  # fmt: skip
    found = preflight.inspect(options)
    if not quiet:
        show.preflight(found)
    if found.problems:
        raise InputError(found.problems)


@app.command()
def demo(
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="A folder for all of it.")] = Path("demo"),
    calls: Annotated[int, typer.Option("--calls", help="How many calls the contact centre had.")] = 2000,
    system: Annotated[
        str, typer.Option("--system", help="Whose contact centre, and which policy.")
    ] = "telenor_2involve",
) -> None:
    """Makes a small contact centre, releases it, and shows what happened.

    Example: `slor demo --output demo`
    """
    from slor.pipelines.demo import run_demo

    run_demo(output, calls, system)


@app.command()
def sample(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the Parquet is written.")],
    calls: Annotated[int, typer.Option("--calls", metavar="N", help="How many calls.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="The same seed makes the same bytes.")] = 1,
    system: Annotated[str, typer.Option("--system", help="canonical, or a policy's own shape.")] = "canonical",
) -> None:
    """Makes a synthetic contact centre of any size: CDRs, chats, transcripts, mails, and their marks beside them.

    Example: `slor sample --out in --calls 10000 --seed 7`
    """
    from slor.pipelines import show
    from slor.sample_data.sample import write_sample

    show.sampled(write_sample(out, calls, seed, system=system), out)


@app.command()
def detect(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]…", help="One JSON object a line; standard input without.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the marked text as a page.")
    ] = None,
    jsonl: Annotated[bool, typer.Option("--json", help="JSON lines, also on a terminal.")] = False,
    threshold: ThresholdOption = 0.4,
) -> None:
    """Finds what identifies people in `{"id", "language", "channel", "turns": [{"speaker", "text"}], "known": […]}`.

    Example: `echo '{"id": 1, "text": "hej det er mette holm på 22 33 44 55"}' | slor detect`
    """
    from slor.pipelines import detecting

    detecting.run(files or [], html=html, as_json=jsonl or not sys.stdout.isatty(), threshold=threshold)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD.jsonl…", help="Marked dialogues, one JSON object a line.")
    ],
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what was missed or wrongly found.")] = False,
    against: Annotated[str | None, typer.Option("--against", metavar="presidio", help="Measure a peer beside.")] = None,
    pipeline: Annotated[
        str | None, typer.Option("--pipeline", metavar="NAME|DIR", help="The peer's spaCy pipeline.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write a page, with curves of the scores.")
    ] = None,
    jsonl: Annotated[bool, typer.Option("--json", help="One JSON object instead of tables.")] = False,
    threshold: ThresholdOption = 0.4,
) -> None:
    """Measures recall, precision and over-redaction on your own dialogues, marked as in `hej {{PERSON|Mette}}`.

    Example: `slor evaluate benchmarks/dialogues/*.jsonl -v --against presidio`
    """
    from slor.pipelines import evaluating

    evaluating.run(
        gold, against=against, pipeline=pipeline, verbose=verbose, as_json=jsonl, html=html, threshold=threshold
    )


@app.command()
def unseal(
    files: Annotated[list[Path], typer.Argument(metavar="FILE|DIR…", help="Parquet of a release that was sealed.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the opened files are written.")],
    keyring: KeyringOption = "",
) -> None:
    """Opens the seals of a release, for who holds its key: normal forms stand where seals stood.

    Example: `slor unseal out/error_correction/dialogue --keyring keys.json --out opened`
    """
    from slor.pipelines.keys import Keyring
    from slor.pipelines.opening import unseal_files
    from slor.pipelines.options import keyring_path

    number = unseal_files(files, Keyring.load(keyring_path(keyring)), out)
    typer.echo(f"opened {number} files in {out}: they hold persons' data in clear; delete them when you are done")


@keys.command("create")
def keys_create(
    policy: PolicyOption,
    keyring: KeyringOption = "",
    kms: Annotated[
        str | None, typer.Option("--kms", metavar="URI", help="Wrap with this KMS key: `gcp-kms://…`.")
    ] = None,
) -> None:
    """Makes a key for each release of a policy that has none yet; the file is readable by its owner alone.

    Example: `slor keys create --policy telenor_2involve --keyring keys.json`
    """
    from slor.pipelines.keys import create_keyring
    from slor.pipelines.options import keyring_path
    from slor.pipelines.policies import load

    loaded, path = load(policy), keyring_path(keyring)
    for entry in create_keyring(loaded.system, list(loaded.releases), path, kms_uri=kms):
        typer.echo(f"made the key of {entry.system}/{entry.release}, epoch {entry.epoch}, in {path}")
    typer.echo(
        "Keep a copy where only you can read it: without it nothing sealed can be opened and no pseudonym recurs."
    )


@keys.command("list")
def keys_list(keyring: KeyringOption = "") -> None:
    """Lists which releases have keys, and since when; shows no key material.

    Example: `slor keys list --keyring keys.json`
    """
    from slor.pipelines import show
    from slor.pipelines.keys import list_keys
    from slor.pipelines.options import keyring_path

    show.keys(list_keys(keyring_path(keyring)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Returns:
        0: done; 1: the run's books, gate or rejects; 2: bad usage, policy, input or key.
    """
    logging.basicConfig(level=logging.ERROR, handlers=[logging.NullHandler()])
    # the names model's matrices are small: threads of OpenBLAS would only wait for each other
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        result = app(args=list(arguments) if arguments is not None else None, prog_name="slor", standalone_mode=False)
    except SlorError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _fail("stopped; nothing was released", 1)
    except Exception as error:
        return _explain(error)
    return result if isinstance(result, int) else 0


_PLAIN = frozenset({"KeyringError", "PolicyError", "SampleError", "SealError"})


def _explain(error: Exception) -> int:
    """Turns errors of layers below, which know nothing of exit codes, into plain messages."""
    if hasattr(error, "show") and hasattr(error, "exit_code"):  # bad usage, as Click and Typer's own copy of it tell it
        error.show()
        return 2
    if type(error).__name__ in _PLAIN:
        return _fail(str(error), 2)
    from slor.pipelines.transforms import describe

    return _fail(f"something broke that should not: {describe(error)}; report this line", 1)


def _fail(message: str, code: int) -> int:
    for line in message.splitlines():
        typer.echo(f"slor: {line}", err=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
