"""Presidio as it comes, to be measured beside ours: generic recognisers, and a spaCy pipeline for names if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .spans import Conversation, Span

_THRESHOLD = 0.4


class StockDetector:
    """Presidio's own recognisers with Danish and Norwegian phone regions, each turn alone."""

    def __init__(self, pipeline: str | None = None, *, threshold: float = _THRESHOLD) -> None:
        """Builds the engine.

        Args:
            pipeline: name or folder of an installed spaCy pipeline whose person entities are used, such as
                `da_core_news_lg`; without one, no names are found.
            threshold: lowest score that counts.
        """
        import spacy
        import tldextract
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
        from presidio_analyzer.predefined_recognizers import PhoneRecognizer, SpacyRecognizer

        # Presidio's e-mail recogniser asks the network for the list of domains; tldextract's own will do.
        tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
        loaded = spacy.load(pipeline) if pipeline else spacy.blank("da")

        class _Loaded(SpacyNlpEngine):
            def __init__(self) -> None:
                labels = {"PER": "PERSON", "PERSON": "PERSON"}
                super().__init__(ner_model_configuration=NerModelConfiguration(model_to_presidio_entity_mapping=labels))
                self.nlp: dict[str, Any] = {"en": loaded}

        registry = RecognizerRegistry(supported_languages=["en"])
        registry.load_predefined_recognizers(languages=["en"])
        for name in ("PhoneRecognizer", "SpacyRecognizer"):
            registry.remove_recognizer(name)
        registry.add_recognizer(PhoneRecognizer(supported_regions=("DK", "NO")))
        registry.add_recognizer(SpacyRecognizer(supported_entities=["PERSON"]))
        self._engine = AnalyzerEngine(registry=registry, nlp_engine=_Loaded(), supported_languages=["en"])
        self._threshold = threshold

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        """The spans of each turn; where two overlap, the surer one stays."""
        return [[self._turn(turn.text) for turn in talk.turns] for talk in conversations]

    def _turn(self, text: str) -> list[Span]:
        kept: list[Span] = []
        results = self._engine.analyze(text, "en", score_threshold=self._threshold) if text.strip() else []
        for found in sorted(results, key=lambda r: (-r.score, r.start - r.end, r.start)):
            if all(found.end <= other.start or found.start >= other.end for other in kept):
                kept.append(Span(found.start, found.end, found.entity_type, round(found.score, 3)))
        return sorted(kept)
