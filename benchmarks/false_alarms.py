"""False alarms in ordinary prose: structured spans per 1,000 sentences of text that has next to no identifiers.

    python benchmarks/false_alarms.py CORPUS.jsonl[.gz]… [--sentences 20000] [-v] [--json]

A corpus has one JSON object a line, `{"id", "language", "text"}`, one sentence each. Sentences are drawn evenly from
all files. Every span that is no PERSON counts; a town with its postcode or a telephone number that truly stands in the
text counts as well, so that nobody has to judge: the figure is an upper bound. With `-v` each span is shown where it
stands.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

from slor.recognizers.analyzer import Detector  # noqa: E402
from slor.recognizers.spans import Conversation, Span, Turn  # noqa: E402

_BATCH = 500


def sentences(paths: Sequence[Path], number: int) -> list[tuple[str, str, str]]:
    """Draws sentences.

    Args:
        paths: corpora, plain or gzipped.
        number: how many to draw at most, evenly from all files together.

    Returns:
        Triples of id, language and text, in order.
    """
    rows = [(str(row["id"]), str(row["language"]), str(row["text"])) for path in paths for row in _rows(path)]
    if len(rows) <= number:
        return rows
    return [rows[i * len(rows) // number] for i in range(number)]


def _rows(path: Path) -> Iterator[dict[str, object]]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = text.decode("utf-8").split("\n")
    yield from (json.loads(line) for line in lines if line.strip())


def alarms(rows: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, Span]]:
    """Every structured span.

    Args:
        rows: from `sentences`.

    Yields:
        The sentence's id, its text, and a span in it.
    """
    detector = Detector()
    for begin in range(0, len(rows), _BATCH):
        some = rows[begin : begin + _BATCH]
        talks = [Conversation((Turn("customer", text),), name, language, "email") for name, language, text in some]
        for (name, _, text), [spans] in zip(some, detector.detect_many(talks), strict=True):
            yield from ((name, text, span) for span in spans if span.entity_type != "PERSON")


def main() -> None:
    """Counts and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=20_000)
    parser.add_argument("-v", "--verbose", action="store_true", help="show each span where it stands")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    options = parser.parse_args()
    rows = sentences(options.corpora, options.sentences)
    counts = Counter[str]()
    for name, text, span in alarms(rows):
        counts[span.entity_type] += 1
        if options.verbose:
            before, after = text[max(0, span.start - 50) : span.start], text[span.end : span.end + 40]
            print(f"{span.entity_type} {span.score:.2f} {name}: {before}[{text[span.start : span.end]}]{after}")
    print(f"{'type':24}{'spans':>6}{'per 1,000':>11}")
    for kind, number in [*counts.most_common(), ("all", counts.total())]:
        print(f"{kind:24}{number:6}{1000 * number / len(rows):11.2f}")
    if options.json:
        per = {kind: round(1000 * number / len(rows), 3) for kind, number in counts.items()}
        total = round(1000 * counts.total() / len(rows), 3)
        print(json.dumps({"benchmark": "false_alarms", "sentences": len(rows), "per_1000": total, "types": per}))


if __name__ == "__main__":
    main()
