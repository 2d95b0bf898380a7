"""What all recognisers of structured identifiers share: Presidio's interface over one shared scan of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult

from slor.recognizers.scan import Scan, scan


class Match(NamedTuple):
    """A candidate that a recogniser stands by: offsets into the folded text and a score from 0 to 1."""

    start: int
    end: int
    score: float


class IdentifierRecognizer(LocalRecognizer):
    """A Presidio recogniser of one identifier that reads the shared scan instead of running its own patterns.

    It folds the text itself, so it finds full-width digits and the like in a plain `AnalyzerEngine` too, and
    answers in offsets of the text that it was given.
    """

    ENTITY: ClassVar[str] = ""
    CONTEXT: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        supported_language: str = "da",
        context: list[str] | None = None,
        supported_entity: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(
            supported_entities=[supported_entity or self.ENTITY],
            supported_language=supported_language,
            context=context if context is not None else list(self.CONTEXT),
            name=name,
        )

    def load(self) -> None:
        """Nothing to load: recognisers of structured identifiers have no model."""

    def find(self, scan: Scan) -> Iterable[Match]:
        """The identifiers of this kind in a scanned text.

        Args:
            scan: the shared scan.

        Returns:
            Matches in any order; they may overlap those of other recognisers.
        """
        raise NotImplementedError

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Presidio's entry point.

        Args:
            text: the text as the engine got it.
            entities: entity types that were asked for.
            nlp_artifacts: not used; Presidio passes it.

        Returns:
            One result a match, in offsets of `text`.
        """
        entity = self.supported_entities[0]
        if entities and entity not in entities:
            return []
        scanned = scan(text)
        results = []
        for match in self.find(scanned):
            start, end = scanned.folded.original(match.start, match.end)
            results.append(RecognizerResult(entity, start, end, match.score, self._explanation(match.score)))
        return results

    def _explanation(self, score: float) -> AnalysisExplanation:
        """Says in Presidio's decision process which class spoke."""
        return AnalysisExplanation(recognizer=self.name, original_score=score, textual_explanation=self.ENTITY)
