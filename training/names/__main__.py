"""Makes the shipped lexicon and model: `python -m training.names --corpora ../shared/corpora` (`make model`)."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from slor.recognizers.names.lexicon import Lexicon
from slor.recognizers.names.model import NamesModel

from . import lexicon as listing
from .calibration import fit, judged, judged_stretches
from .documents import Document, read_corpus, read_folder
from .export import export, write
from .network import Params, averaged
from .selection import exact_f1
from .sources import CORPORA, drawing, fold_of, read_all, read_raw_texts
from .train import train
from .variation import Names

ROOT = Path(__file__).parents[2]
_FURTHER = {"rate": 1e-3, "lowest": 0.2, "memory": 0.998}
"""How a taught network learns: it never settles, and a long mean of its weights is taken (Izmailov et al. 2018)."""


def main(argv: list[str] | None = None) -> int:
    """Builds the lexicon, trains teachers and those they teach, calibrates and writes the files."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the annotated corpora and lists")
    parser.add_argument("--dialogues", type=Path, default=ROOT / "benchmarks" / "dialogues")
    parser.add_argument("--out", type=Path, default=ROOT / "recognizers" / "names" / "data")
    parser.add_argument("--steps", type=int, default=6000, help="of each teacher")
    parser.add_argument(
        "--further-steps", type=int, default=5000, help="of each taught network, from the best teacher on"
    )
    parser.add_argument(
        "--later-steps", type=int, default=2500, help="of each taught network, with the hands that came later too"
    )
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--teachers", type=int, default=4, help="networks whose opinion the shipped one learns from")
    parser.add_argument(
        "--students", type=int, default=1, help="networks taught with all folds; the mean of all taught ones is shipped"
    )
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "names", help="folder where networks are kept")
    parser.add_argument("--resume", action="store_true", help="take the networks that --work has as they are")
    parser.add_argument("--hold-out", type=int, default=0, help="fold of the dialogues that calibration is fitted on")
    parser.add_argument("--only-held-out", action="store_true", help="stop after the model that has not seen the fold")
    parser.add_argument("--held-out-model", type=Path, help="also write the model that has not seen the fold here")
    options = parser.parse_args(argv)
    if not (options.corpora / "names").is_dir():
        parser.error(
            f"{options.corpora} has no names/: give --corpora the folder of the corpora (make model CORPORA=...)"
        )
    options.out.mkdir(parents=True, exist_ok=True)
    listing.write(listing.build(options.corpora), options.out / "lexicon.npz")
    lexicon = Lexicon.read(options.out / "lexicon.npz")
    teachers = tuple(_teacher(options, lexicon, number) for number in range(1, options.teachers + 1))
    talks = [d for d in read_folder(options.dialogues) if fold_of(d) == options.hold_out]
    unseen = [talks, *(read_corpus(options.corpora / f"{name}.dev.jsonl.gz") for name in CORPORA)]
    best = _best(teachers, lexicon, unseen)
    held = _student(options, lexicon, 0, teachers, best)
    model, documents = NamesModel(export(held), lexicon), list(chain.from_iterable(unseen))
    lines = {"calibration": fit(judged(model, documents)), "calibration_kinds": fit(judged_stretches(model, documents))}
    if options.held_out_model:
        write({**export(held), **lines}, options.held_out_model)
    students = 0 if options.only_held_out else options.students
    taught = [held, *(_student(options, lexicon, number, teachers, best) for number in range(1, students + 1))]
    write({**export(averaged(taught)), **lines}, options.out / "names.npz")
    return 0


def _best(teachers: Sequence[Params], lexicon: Lexicon, unseen: Sequence[Sequence[Document]]) -> Params:
    """The teacher that finds names best in text that none has seen, as a mean over its kinds; seeds differ by .01."""
    worth = []
    for number, teacher in enumerate(teachers, 1):
        model = NamesModel(export(teacher), lexicon)
        kinds = [exact_f1(model, documents) for documents in unseen]
        worth.append(sum(kinds) / len(kinds))
        sys.stderr.write(f"teacher {number}: F1 {' '.join(f'{kind:.4f}' for kind in kinds)}, mean {worth[-1]:.4f}\n")
    return teachers[worth.index(max(worth))]


def _teacher(options: argparse.Namespace, lexicon: Lexicon, number: int) -> Params:
    """A network of a seed of its own that has not seen the held-out fold."""
    what = f"teacher {number} of {options.teachers}"
    return _kept(options, what, lambda: _trained(options, lexicon, options.seed + number, options.hold_out, ()))


def _student(
    options: argparse.Namespace, lexicon: Lexicon, number: int, teachers: tuple[Params, ...], start: Params
) -> Params:
    """A taught network with an order of its own, from `start` on; number 0 has not seen the held-out fold."""
    what = f"student {number} of {options.students}" if number else "student without the held-out fold"
    held_out = None if number else options.hold_out
    first, then = options.seed + max(number - 1, 0), options.seed + 10 + number
    begun = _kept(options, f"first {what}", lambda: _trained(options, lexicon, first, held_out, teachers, start=start))
    return _kept(options, what, lambda: _trained(options, lexicon, then, held_out, teachers, start=begun, later=True))


def _kept(options: argparse.Namespace, what: str, make: Callable[[], Params]) -> Params:
    """What was made before, where it may be taken; otherwise made now and kept."""
    path = options.work / f"{what.partition(' of ')[0].replace(' ', '-')}.npz"
    if options.resume and path.exists():
        with np.load(path) as kept:
            return {name: kept[name] for name in kept.files}
    sys.stderr.write(f"{what}\n")
    params = make()
    options.work.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **params)
    return params


def _trained(
    options: argparse.Namespace,
    lexicon: Lexicon,
    seed: int,
    held_out: int | None,
    teachers: tuple[Params, ...],
    *,
    start: Params | None = None,
    later: bool = False,
) -> Params:
    """A network: from fresh weights, or taught and from `start` on; `later` with the hands that came later too."""
    rng = random.Random(seed)
    talks, sentences = read_all(options.corpora, options.dialogues, held_out, later=later)
    raw = read_raw_texts(options.corpora) if teachers else []
    draw = drawing(talks, sentences, raw, Names(options.corpora, rng), rng)
    if start is None:
        return train(draw, lexicon, steps=options.steps, seed=seed)
    steps = options.later_steps if later else options.further_steps
    return train(draw, lexicon, steps=steps, seed=seed, start=start, teachers=teachers, **_FURTHER)


if __name__ == "__main__":
    sys.exit(main())
