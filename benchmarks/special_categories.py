"""How well special categories are found: recall and precision on marked sentences, and hits in ordinary dialogues.

  python benchmarks/special_categories.py [--json] [--dialogues FOLDER] [--show]

The marked set lies beside this file: turns of the kind a telephone company gets, a third of them with words that only
look telling. Set and lexicon were written by the same hand, so the figures flatter; the dialogues, written by others
for another purpose, show how often it speaks up in ordinary talk.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from slor.recognizers.evaluation import read_marked
from slor.recognizers.special_categories import CATEGORIES, find_special

HERE = Path(__file__).parent


def main() -> None:
    """Prints a line a category, and with `--json` one last JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was found wrongly")
    parser.add_argument("--dialogues", type=Path, help="a folder of dialogues, in which hits are counted")
    options = parser.parse_args()
    marked, found, missed, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for item in read_marked([HERE / "special_categories.jsonl"]):
        for turn, marks in zip(item.conversation.turns, item.marks, strict=True):
            spans = find_special(turn.text)
            for mark in marks:
                marked[mark.entity_type] += 1
                hit = any(
                    span.entity_type == mark.entity_type and span.start < mark.end and mark.start < span.end
                    for span in spans
                )
                (found if hit else missed)[mark.entity_type] += 1
                if options.show and not hit:
                    print(f"missed  {mark.entity_type}: {turn.text}")
            for span in spans:
                if span.entity_type not in {mark.entity_type for mark in marks}:
                    wrong[span.entity_type] += 1
                    if options.show:
                        print(f"wrong   {span.entity_type}: [{turn.text[span.start : span.end]}] {turn.text}")
    print(f"{'category':20} marked  recall  precision")
    for name in (*CATEGORIES, "all"):
        m, f, w = (sum(c.values()) if name == "all" else c[name] for c in (marked, found, wrong))
        print(f"{name:20} {m:6}  {f / max(m, 1):6.2f}  {f / max(f + w, 1):9.2f}")
    result = {
        "marked": sum(marked.values()),
        "recall": round(sum(found.values()) / sum(marked.values()), 4),
        "precision": round(sum(found.values()) / (sum(found.values()) + sum(wrong.values())), 4),
    }
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


if __name__ == "__main__":
    main()
