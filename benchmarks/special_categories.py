"""How well special categories are found: recall and precision on marked sentences, and hits in ordinary dialogues.

  python benchmarks/special_categories.py [--json] [--dialogues FOLDER] [--show]

Two marked sets lie beside this file: turns of the kind a telephone company gets, a quarter of them with words that
only look telling. The first was written with the lexicon, so its figures flatter; the second was written after it,
without it in view, and the lexicon was not changed for what it showed. The dialogues, written by others for another
purpose, show how often it speaks up in ordinary talk.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from slor.recognizers.marked import read_marked
from slor.recognizers.special_categories import CATEGORIES, find_special

HERE = Path(__file__).parent


def main() -> None:
    """Prints a line a category, and with `--json` one last JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was found wrongly")
    parser.add_argument("--dialogues", type=Path, help="a folder of dialogues, in which hits are counted")
    options = parser.parse_args()
    result: dict[str, float] = {}
    for name in ("special_categories", "special_categories_fresh"):
        result |= _measure(name, show=options.show)
    if options.dialogues:
        turns, hits, kinds = 0, 0, Counter[str]()
        for item in read_marked(sorted(options.dialogues.glob("*.jsonl"))):
            for turn in item.conversation.turns:
                spans = find_special(turn.text)
                turns, hits = turns + 1, hits + bool(spans)
                kinds.update(span.entity_type for span in spans)
                if options.show:
                    for span in spans:
                        around = turn.text[max(0, span.start - 50) : span.end + 40].replace("\n", " ")
                        print(f"dialogue {span.entity_type}: [{turn.text[span.start : span.end]}] {around}")
        share = 100 * hits / max(turns, 1)
        print(f"\n{turns} turns of ordinary dialogues: {hits} with a hit ({share:.2f} %) {dict(kinds)}")
        result |= {"dialogue_turns": turns, "dialogue_hits": hits}
    if options.json:
        print(json.dumps(result))


def _measure(name: str, *, show: bool) -> dict[str, float]:
    """Prints recall and precision on one marked set."""
    marked, found, missed, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for item in read_marked([HERE / f"{name}.jsonl"]):
        for turn, marks in zip(item.conversation.turns, item.marks, strict=True):
            spans = find_special(turn.text)
            for mark in marks:
                marked[mark.entity_type] += 1
                hit = any(
                    span.entity_type == mark.entity_type and span.start < mark.end and mark.start < span.end
                    for span in spans
                )
                (found if hit else missed)[mark.entity_type] += 1
                if show and not hit:
                    print(f"missed  {mark.entity_type}: {turn.text}")
            for span in spans:
                if span.entity_type not in {mark.entity_type for mark in marks}:
                    wrong[span.entity_type] += 1
                    if show:
                        print(f"wrong   {span.entity_type}: [{turn.text[span.start : span.end]}] {turn.text}")
    print(f"{name}\n{'category':20} marked  recall  precision")
    for kind in (*CATEGORIES, "all"):
        m, f, w = (sum(c.values()) if kind == "all" else c[kind] for c in (marked, found, wrong))
        print(f"{kind:20} {m:6}  {f / max(m, 1):6.2f}  {f / max(f + w, 1):9.2f}")
    print()
    short = name.removeprefix("special_categories").strip("_") or "own"
    every = sum(found.values())
    return {
        f"{short}_marked": sum(marked.values()),
        f"{short}_recall": round(every / sum(marked.values()), 4),
        f"{short}_precision": round(every / (every + sum(wrong.values())), 4),
    }


if __name__ == "__main__":
    main()
