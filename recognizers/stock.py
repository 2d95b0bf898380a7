"""Presidio as it comes, to be measured beside ours: generic recognisers, and spaCy's names where it has a pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from slor.recognizers.spans import Conversation, Span

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

_THRESHOLD = 0.4
_SIZES = ("lg", "md", "sm")
_LANGUAGES = {"da": "da", "nb": "nb", "nn": "nb"}  # spaCy has no pipeline for nynorsk


def installed_pipelines() -> dict[str, str]:
    """The largest installed `da_core_news` or `nb_core_news` pipeline for each language that has one installed."""
    from spacy.util import get_installed_models

    installed = set(get_installed_models())
    found = {}
    for language, trained in _LANGUAGES.items():
        names = [name for size in _SIZES if (name := f"{trained}_core_news_{size}") in installed]
        if names:
            found[language] = names[0]
    return found


class StockDetector:
    """Presidio's own generic recognisers with Danish and Norwegian phone regions, each turn alone.

    Attributes:
        description: what it is made of, in one sentence.
    """

    def __init__(self, pipelines: Mapping[str, Any] | None = None, *, threshold: float = _THRESHOLD) -> None:
        """Builds an engine for each pipeline.

        Args:
            pipelines: language -> a spaCy pipeline, or the name or folder of one, whose persons are used; in other
                languages no names are found.
            threshold: lowest score that counts.

        Raises:
            OSError: a pipeline is not there.
        """
        import spacy

        given = dict(pipelines or {})
        opened: dict[int | str, Any] = {}
        for pipeline in given.values():
            key = pipeline if isinstance(pipeline, str) else id(pipeline)
            if key not in opened:
                opened[key] = _engine(spacy.load(pipeline) if isinstance(pipeline, str) else pipeline)
        self._engines = {lang: opened[p if isinstance(p, str) else id(p)] for lang, p in given.items()}
        self._other = _engine(spacy.blank("da"))
        self._threshold = threshold
        self.description = _describe(given)

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        """The spans of each turn; where two overlap, the surer one stays."""
        found = []
        for talk in conversations:
            engine = self._engines.get(talk.language or "", self._other)
            found.append([self._turn(engine, turn.text) for turn in talk.turns])
        return found

    def _turn(self, engine: AnalyzerEngine, text: str) -> list[Span]:
        kept: list[Span] = []
        results = engine.analyze(text, "en", score_threshold=self._threshold) if text.strip() else []
        for found in sorted(results, key=lambda r: (-r.score, r.start - r.end, r.start)):
            if all(found.end <= other.start or found.start >= other.end for other in kept):
                kept.append(Span(found.start, found.end, found.entity_type, round(found.score, 3)))
        return sorted(kept)


def _engine(loaded: Any) -> AnalyzerEngine:
    """Presidio's engine over a loaded pipeline. Its generic recognisers exist in English, so English it is called."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer, generic

    # Presidio's e-mail recogniser asks the network for the list of domains; tldextract's own will do.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    class _Loaded(SpacyNlpEngine):
        def __init__(self) -> None:
            labels = {"PER": "PERSON", "PERSON": "PERSON"}
            ignored = ["LOC", "ORG", "MISC", "GPE_LOC", "GPE_ORG", "PROD", "EVT", "DRV"]
            model = NerModelConfiguration(model_to_presidio_entity_mapping=labels, labels_to_ignore=ignored)
            super().__init__(ner_model_configuration=model)
            self.nlp: dict[str, Any] = {"en": loaded}

    options = {"PhoneRecognizer": {"supported_regions": ("DK", "NO")}}
    recognizers = [getattr(generic, name)(**options.get(name, {})) for name in generic.__all__]
    recognizers.append(SpacyRecognizer(supported_entities=["PERSON"]))
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])
    return AnalyzerEngine(registry=registry, nlp_engine=_Loaded(), supported_languages=["en"])


def _describe(pipelines: Mapping[str, Any]) -> str:
    from importlib.metadata import version

    names = {str(p) if isinstance(p, str) else "a pipeline in memory" for p in pipelines.values()}
    persons = f"names by spaCy's {' and '.join(sorted(names))}" if names else "no spaCy pipeline, so no names"
    return (
        f"presidio: Presidio {version('presidio-analyzer')} as it comes: its generic recognisers but dates, phone "
        f"regions DK and NO, each turn alone; {persons}"
    )
