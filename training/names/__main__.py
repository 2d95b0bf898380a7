"""Makes the shipped lexicon and model: `python -m training.names --corpora ../shared/corpora` (`make model`)."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from slor.recognizers.names.lexicon import Lexicon
from slor.recognizers.names.model import NamesModel

from . import lexicon as listing
from .calibration import fit, judged, judged_stretches
from .documents import read_corpus, read_dialogues
from .export import export, write
from .network import Params
from .sources import CORPORA, drawing, fold_of, read_all
from .train import train
from .variation import Names

ROOT = Path(__file__).parents[2]


def main(argv: list[str] | None = None) -> int:
    """Builds the lexicon, trains without and with the held-out part, calibrates on it, and writes the files."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the annotated corpora and lists")
    parser.add_argument("--dialogues", type=Path, default=ROOT / "benchmarks" / "dialogues")
    parser.add_argument("--out", type=Path, default=ROOT / "recognizers" / "names" / "data")
    parser.add_argument("--steps", type=int, default=7500)
    parser.add_argument("--seed", type=int, default=3)
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
    held = _trained(options, lexicon, options.hold_out)
    unseen = [d for d in read_dialogues(sorted(options.dialogues.glob("*.jsonl"))) if fold_of(d) == options.hold_out]
    unseen += [s for name in CORPORA for s in read_corpus(options.corpora / f"{name}.dev.jsonl.gz")]
    model = NamesModel(export(held), lexicon)
    lines = {"calibration": fit(judged(model, unseen)), "calibration_kinds": fit(judged_stretches(model, unseen))}
    if options.held_out_model:
        write({**export(held), **lines}, options.held_out_model)
    final = held if options.only_held_out else _trained(options, lexicon, None)
    write({**export(final), **lines}, options.out / "names.npz")
    return 0


def _trained(options: argparse.Namespace, lexicon: Lexicon, held_out: int | None) -> Params:
    rng = random.Random(options.seed)
    talks, sentences = read_all(options.corpora, options.dialogues, held_out)
    drawer = Names(options.corpora, rng)
    return train(drawing(talks, sentences, drawer, rng), lexicon, steps=options.steps, seed=options.seed)


if __name__ == "__main__":
    sys.exit(main())
