"""Treating texts: presidio-anonymizer puts what our operators give in the spans' places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

from slor.pipelines.operators import PREFIX, Whole, register
from slor.recognizers.spans import Span
from slor.schemas.treatment import Treatment

if TYPE_CHECKING:
    from slor.pipelines.treatments import Treater

_REDACT: Final = Treatment("redact")
_AT_ONCE: Final = 32  # the engine copies its text once a span, so long texts go through it in stretches
_OWN: Final = "\x1f"  # parts an entity type from a number where a span needs an operator config of its own


class TextTreater:
    """Treats the spans of texts with one domain's keys."""

    def __init__(self, treater: Treater) -> None:
        self._treater = treater

    @cached_property
    def _engine(self) -> AnonymizerEngine:
        return register(AnonymizerEngine())

    def treat(
        self,
        texts: Sequence[str | None],
        spans: Sequence[Sequence[Span]],
        rules: Mapping[str, Treatment],
        languages: Sequence[str | None],
    ) -> tuple[list[str | None], Counter[str], list[list[tuple[int, int]]]]:
        """See `slor.pipelines.treatments.Treater.texts`."""
        new_texts: list[str | None] = []
        counts: Counter[str] = Counter()
        replaced: list[list[tuple[int, int]]] = []
        for text, found, language in zip(texts, spans, languages, strict=True):
            wanted = [span for span in clip(found, len(text or "")) if _rule(rules, span.entity_type).name != "keep"]
            if text is None or not wanted:
                new_texts.append(text)
                replaced.append([])
                continue
            counts.update(span.entity_type for span in wanted)
            new, ranges = self._text(text, wanted, rules, language)
            new_texts.append(new)
            replaced.append(ranges)
        return new_texts, counts, replaced

    def _text(
        self, text: str, spans: list[Span], rules: Mapping[str, Treatment], language: str | None
    ) -> tuple[str, list[tuple[int, int]]]:
        """One text, stretch by stretch: its new form, and the ranges that were written in it."""
        out: list[str] = []
        ranges: list[tuple[int, int]] = []
        at = length = 0
        for first in range(0, len(spans), _AT_ONCE):
            some = spans[first : first + _AT_ONCE]
            end = len(text) if first + _AT_ONCE >= len(spans) else some[-1].end
            new, written = self._stretch(text[at:end], at, some, rules, language)
            ranges += [(start + length, stop + length) for start, stop in written]
            out.append(new)
            length += len(new)
            at = end
        return "".join(out), ranges

    def _stretch(
        self, text: str, offset: int, spans: list[Span], rules: Mapping[str, Treatment], language: str | None
    ) -> tuple[str, list[tuple[int, int]]]:
        configs = {"DEFAULT": OperatorConfig(f"{PREFIX}redact")}
        results = []
        for number, span in enumerate(spans):
            kind = span.entity_type if span.value is None else f"{span.entity_type}{_OWN}{number}"
            if kind not in configs:
                params: dict[str, object] = {
                    "treater": self._treater,
                    "language": language,
                    "category": span.entity_type,
                }
                if span.value is not None:
                    params["whole"] = Whole(span.value)
                configs[kind] = OperatorConfig(PREFIX + _rule(rules, span.entity_type).name, params)
            results.append(RecognizerResult(kind, span.start - offset, span.end - offset, span.score))
        done = self._engine.anonymize(text, results, configs, merge_entities_with_spaces=False)
        return done.text, sorted((item.start, item.end) for item in done.items)


def clip(spans: Sequence[Span], length: int) -> list[Span]:
    """Spans in order, inside a text and without overlap; of two that overlap the earlier keeps the common part."""
    out: list[Span] = []
    at = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start, end = max(span.start, at), min(span.end, length)
        if start < end:
            whole = (start, end) == (span.start, span.end)
            out.append(span if whole else Span(start, end, span.entity_type, span.score, span.value))
            at = end
    return out


def _rule(rules: Mapping[str, Treatment], entity_type: str) -> Treatment:
    """A type's own rule, else the default; what was not decided is redacted."""
    return rules.get(entity_type) or rules.get("default", _REDACT)
