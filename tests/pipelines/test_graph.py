"""The graph: its steps, what travels between them, and what is told when one breaks off."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import apache_beam as beam
import pyarrow as pa
import pytest
from apache_beam.portability import common_urns

from slor.pipelines import graph, transforms
from slor.pipelines.batch import execute, explain
from slor.pipelines.batches import Batch, BatchCoder
from slor.pipelines.committing import UnitReport
from slor.pipelines.errors import InputError, RunError
from slor.pipelines.inputs import Failure, InputFile, Unit
from slor.pipelines.plan import RunPlan
from slor.pipelines.transforms import StepError, describe


@pytest.mark.parametrize(
    ("streaming", "last"),
    [(False, ["Commit/Gather", "Commit/Close"]), (True, ["Commit/Gather file", "Commit/Close file"])],
)
def test_every_step_has_a_name_that_an_operator_knows(
    make_plan: Callable[..., RunPlan], streaming: bool, last: list[str]
) -> None:
    pipeline = beam.Pipeline()
    files = pipeline | "Inputs" >> beam.Create([]).with_output_types(InputFile)
    graph.release(files, make_plan(), streaming=streaming)
    names = [part.full_label for part in pipeline.transforms_stack[0].parts]
    assert names == [
        "Inputs", "Split", "Spread", "Read", "Screen", "Detect", "Treat", "Audit", "Write", "Reports", "Commit",
    ]  # fmt: skip
    commit = [part.full_label for part in pipeline.transforms_stack[0].parts[-1].parts]
    assert commit[-2:] == last
    assert not [name for name in _all_names(pipeline) if "lambda" in name and not name.startswith("Inputs/")]


def test_batches_travel_in_their_own_coder(make_plan: Callable[..., RunPlan]) -> None:
    pipeline = beam.Pipeline()
    files = pipeline | "Inputs" >> beam.Create([]).with_output_types(InputFile)
    graph.release(files, make_plan(), streaming=False)
    types = {
        (part.full_label, tag): output.element_type
        for part in pipeline.transforms_stack[0].parts
        for tag, output in part.outputs.items()
    }
    for step in ("Read", "Screen", "Detect", "Treat", "Audit"):
        assert [kind for (label, _), kind in types.items() if label == step and kind is not Failure] == [Batch]
    assert types["Write", None] is UnitReport
    assert Unit in types.values()
    assert isinstance(beam.coders.registry.get_coder(Batch), BatchCoder)


def _all_names(pipeline: beam.Pipeline) -> list[str]:
    return [transform.unique_name for transform in pipeline.to_runner_api().components.transforms.values()]


def test_what_is_sent_to_workers_carries_no_key(make_plan: Callable[..., RunPlan]) -> None:
    plan = make_plan()
    pipeline = beam.Pipeline()
    files = pipeline | "Inputs" >> beam.Create([]).with_output_types(InputFile)
    graph.release(files, plan, streaming=False)
    sent = pipeline.to_runner_api().SerializeToString() + pickle.dumps(plan)
    assert common_urns.primitives.PAR_DO.urn.encode() in sent
    for secret in _key_material(Path(plan.keyring).read_text()):
        assert secret not in sent


def _key_material(keyring: str) -> Iterator[bytes]:
    import base64
    import re

    found = re.findall(r'"value": "([^"]+)"', keyring)
    assert len(found) == 6  # a PRF and an AEAD for each of three releases
    for value in found:
        yield value.encode()
        yield base64.b64decode(value)[-32:]


VALUE = "22334455 Mette Holm"


def _raise(error: Exception) -> Callable[[object, object], object]:
    def function(_plan: object, _element: object) -> object:
        raise error

    return function


def test_an_error_is_told_by_its_kind_and_place_and_never_by_its_words() -> None:
    try:
        int(VALUE)
    except ValueError as error:
        said = describe(error)
    assert said.startswith("ValueError at test_graph.py:")
    assert "2233" not in said
    assert describe(RuntimeError(VALUE)) == "RuntimeError at "  # never raised: it has no place


def test_a_step_that_breaks_off_names_the_file_and_quotes_nothing(make_plan: Callable[..., RunPlan]) -> None:
    file = InputFile("calls", "/in/opkald/a.parquet", "opkald/a.parquet", 9)
    fn = transforms._StepFn("Treat", _raise(KeyError(VALUE)), make_plan(), has_failures=False)
    with pytest.raises(StepError) as caught:
        list(fn.process(Unit(file, "d", ((0, 4),), 0, 0, 1)))
    assert str(caught.value).startswith("Treat broke off on opkald/a.parquet: KeyError at test_graph.py:")
    assert caught.value.__suppress_context__
    for piece in VALUE.split():
        assert piece not in str(caught.value)


def test_input_that_cannot_be_read_goes_to_the_second_output(make_plan: Callable[..., RunPlan]) -> None:
    file = InputFile("calls", "/in/opkald/a.parquet", "opkald/a.parquet", 9)
    fn = transforms._StepFn("Split", _raise(InputError(["opkald/a.parquet: is empty"])), make_plan(), has_failures=True)
    (found,) = fn.process(file)
    assert (found.tag, found.value) == ("failed", Failure(file, ("opkald/a.parquet: is empty",)))


def test_a_step_without_a_second_output_swallows_no_input_error(make_plan: Callable[..., RunPlan]) -> None:
    file = InputFile("chats", "/in/chats/a.parquet", "chats/a.parquet", 9)
    fn = transforms._StepFn(
        "Detect", _raise(InputError(["staff/a.parquet: is empty"])), make_plan(), has_failures=False
    )
    with pytest.raises(StepError, match=r"^Detect broke off on chats/a.parquet: staff/a.parquet: is empty$"):
        list(fn.process(file))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            RuntimeError(f"Traceback … {VALUE}\nStepError: Read broke off on a b.parquet: OSError at x.py:3\n  more"),
            "Read broke off on a b.parquet: OSError at x.py:3; nothing was released. "
            "Run again; if it comes back, report this line",
        ),
        (
            RuntimeError(f"could not encode {VALUE}"),
            "the runner broke off (RuntimeError); nothing was released. Its own log may tell more; run again",
        ),
    ],
)
def test_a_runner_that_breaks_off_is_never_quoted(error: Exception, said: str) -> None:
    assert explain(error) == said


def test_a_step_that_breaks_off_in_a_run_is_told_in_one_line(
    make_plan: Callable[..., RunPlan],
    put: Callable[..., InputFile],
    call_rows: Callable[..., pa.Table],
    tmp_path: Path,
) -> None:
    file = put("calls", "opkald/a.parquet", call_rows(("c1", "22334455", "2026-11-20", 1, "k", True)))
    plan = make_plan(keyring=str(tmp_path / "absent.json"), releases=("counts",))
    with pytest.raises(RunError) as caught:
        execute(plan, [file], ["--default_sdk_harness_log_level=CRITICAL"])
    first, *more = str(caught.value).splitlines()
    assert first.startswith("Treat broke off on opkald/a.parquet: KeyringError at ")
    assert "; nothing was released. " in first
    assert not more
