"""Words a second of detection on one core, beside stock Presidio; how fast it starts; what the names model weighs.

    python benchmarks/detect.py [--rounds 5] [--share 1.0] [--training 60] [--json]

All ways read the same marked dialogues (`benchmarks/dialogues`, marks taken out) in one process and one thread, in
turn, round after round; a figure is the median over the rounds, in words (white space between them) per second of CPU
time, so that a neighbour on the machine counts less. `first` is the first round, with nothing remembered of any word.

* `structured`: `Detector(names=False)`: all recognisers of structured identifiers and the conversation layer.
* `everything`: `Detector()`: the same with the names model.
* `names alone`: the names recogniser with its memory of the conversation, on the joined turns.
* `presidio`: Presidio's generic recognisers with phone regions DK and NO over a blank tokeniser, once a turn.
* `presidio + spaCy`: the same with a spaCy pipeline of stock width for names (HashEmbedCNN 96 x 4 and the
  transition-based recogniser, as in spaCy's small models). No trained one can be counted on here, so one is trained on
  the dialogues for `--training` seconds: enough for its speed, which hangs on its size, and not for its accuracy. Stock
  pipelines run a tagger, a parser and a lemmatiser as well and are slower.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is imported

from slor.recognizers.marked import MarkedConversation, read_marked  # noqa: E402
from slor.recognizers.spans import Conversation  # noqa: E402

HERE = Path(__file__).parent
TARGETS = {"structured": 60_000, "everything": 25_000}
RATIO = 4.0
START_SECONDS, LOAD_MIB = 3.0, 300.0

Way = Callable[[Sequence[Conversation]], object]


def train_pipeline(marked: Sequence[MarkedConversation], seconds: float) -> Any:
    """Trains a spaCy pipeline of stock width for a while.

    Args:
        marked: dialogues; their PERSON marks are learnt.
        seconds: how long to train.

    Returns:
        The pipeline: a tokeniser and `ner`.
    """
    import spacy
    from spacy.training import Example
    from spacy.util import filter_spans, minibatch

    nlp = spacy.blank("da")
    tok2vec = {
        "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4,
        "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True,
    }  # fmt: skip
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": tok2vec,
    }  # fmt: skip
    nlp.add_pipe("ner", config={"model": model})
    examples = []
    for one in marked:
        for turn, marks in zip(one.conversation.turns, one.marks, strict=True):
            doc, gold = nlp.make_doc(turn.text), nlp.make_doc(turn.text)
            spans = [gold.char_span(m.start, m.end, "PER") for m in marks if m.entity_type == "PERSON"]
            gold.ents = filter_spans([span for span in spans if span is not None])
            examples.append(Example(doc, gold))
    optimizer = nlp.initialize(lambda: examples)
    rng = random.Random(1)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        rng.shuffle(examples)
        for batch in minibatch(examples, 64):
            nlp.update(batch, sgd=optimizer)
            if time.monotonic() >= end:
                break
    return nlp


def ways(marked: Sequence[MarkedConversation], training: float) -> dict[str, Way]:
    """Everything that is measured, by name."""
    from slor.recognizers.analyzer import Detector
    from slor.recognizers.names.recognizer import NamesRecognizer
    from slor.recognizers.stock import StockDetector

    names = NamesRecognizer()
    pipeline = train_pipeline(marked, training)

    def names_alone(talks: Sequence[Conversation]) -> object:
        return [names.analyze("\n".join(turn.text for turn in talk.turns), ["PERSON"]) for talk in talks]

    return {
        "structured": Detector(names=False).detect_many,
        "everything": Detector().detect_many,
        "names alone": names_alone,
        "presidio": StockDetector().detect_many,
        "presidio + spaCy": StockDetector(dict.fromkeys(("da", "nb", "nn"), pipeline)).detect_many,
    }


def measure(measured: dict[str, Way], talks: Sequence[Conversation], rounds: int) -> dict[str, list[float]]:
    """Runs each way in turn, round after round.

    Args:
        measured: name -> way.
        talks: what each of them reads in each round.
        rounds: how often.

    Returns:
        Name -> words per second of CPU time in each round.
    """
    words = sum(len(turn.text.split()) for talk in talks for turn in talk.turns)
    speeds: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, way in measured.items():
            started = time.process_time()
            way(talks)
            speeds[name].append(words / (time.process_time() - started))
    return speeds


def start_seconds(times: int = 3) -> float:
    """Seconds that `slor detect` takes for one line, start to end; the best of a few, when its files are in memory."""
    command = [sys.executable, "-m", "slor.pipelines.cli", "detect", "--json"]
    line = b'{"id": 1, "language": "da", "text": "hej det er mette holm, ring til 22 33 44 55"}\n'
    taken = []
    for _ in range(times):
        started = time.monotonic()
        done = subprocess.run(command, input=line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        taken.append(time.monotonic() - started)
        if b"PERSON" not in done.stdout:
            raise SystemExit("slor detect found no name in the line it was given")
    return min(taken)


_MEMORY = """
import psutil
from slor.recognizers import analyzer
own = lambda: psutil.Process().memory_info().rss / 2**20
import numpy, presidio_analyzer, spacy
before = own()
from slor.recognizers.names.model import load_model
load_model().find("hej det er mette holm")
loaded = own()
analyzer.Detector()
print(before, loaded, own())
"""


def memory_mib() -> tuple[float, float, float]:
    """Resident MiB of a process with the libraries alone, with the names model loaded and used, with the detector."""
    done = subprocess.run([sys.executable, "-c", _MEMORY], stdout=subprocess.PIPE, check=True, text=True)
    before, loaded, whole = map(float, done.stdout.split())
    return before, loaded, whole


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each way reads the dialogues")
    parser.add_argument("--share", type=float, default=1.0, help="of the dialogues, evenly drawn")
    parser.add_argument("--training", type=float, default=60.0, metavar="SECONDS", help="of spaCy's pipeline")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    options = parser.parse_args()
    marked = list(read_marked(sorted((HERE / "dialogues").glob("*.jsonl"))))
    number = max(1, round(len(marked) * options.share))
    talks = [marked[i * len(marked) // number].conversation for i in range(number)]
    speeds = measure(ways(marked, options.training), talks, options.rounds)
    medians = {name: statistics.median(figures) for name, figures in speeds.items()}
    ratio = statistics.median(
        ours / theirs for ours, theirs in zip(speeds["everything"], speeds["presidio + spaCy"], strict=True)
    )
    print(f"{number} dialogues, {options.rounds} rounds, words per second of CPU time on one core")
    print(f"{'':18}{'median':>9}{'first':>9}{'least':>9}{'most':>9}   target")
    for name, figures in speeds.items():
        target = f"{TARGETS[name]:9,}" if name in TARGETS else ""
        print(f"{name:18}{medians[name]:9,.0f}{figures[0]:9,.0f}{min(figures):9,.0f}{max(figures):9,.0f}{target}")
    started = start_seconds()
    before, loaded, whole = memory_mib()
    print(f"everything / presidio + spaCy: {ratio:.2f} (at least {RATIO:.0f})")
    print(f"slor detect on one line: {started:.2f} s (at most {START_SECONDS:.0f})")
    print(
        f"names model: {loaded - before:.0f} MiB on top of {before:.0f} of libraries (at most {LOAD_MIB:.0f})", end=""
    )
    print(f"; the whole detector {whole:.0f} MiB")
    if options.json:
        figures = {
            "words_per_second": {name: round(figure) for name, figure in medians.items()},
            "first_round": {name: round(figures[0]) for name, figures in speeds.items()},
            "ratio_to_presidio_and_spacy": round(ratio, 3),
            "start_seconds": round(started, 2),
            "model_mib": round(loaded - before, 1),
            "libraries_mib": round(before, 1),
            "detector_mib": round(whole, 1),
        }
        print(json.dumps({"benchmark": "detect", "dialogues": number, "rounds": options.rounds, **figures}))


if __name__ == "__main__":
    main()
