"""Names of persons as a Presidio recogniser: the model, then what the text itself has told."""

from __future__ import annotations

from collections.abc import Sequence

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from .calibration import calibrated
from .memory import Recalled, recall
from .model import Found, NamesModel, load_model

_TELLS = 0.6  # a name this sure is looked for in the rest of the text
LEAST = 0.2


class NamesRecognizer(EntityRecognizer):
    """Finds PERSON in Danish, bokmål and nynorsk, in any case, in one text that may hold a whole conversation.

    Scores are calibrated: of spans at 0.8, about 80 % are names.
    """

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        supported_language: str = "da",
        name: str = "NamesRecognizer",
        least: float = LEAST,
    ) -> None:
        """Args: as Presidio's; `least` is the calibrated score under which nothing is reported."""
        self._least = least
        self._model: NamesModel | None = None
        super().__init__(supported_entities or ["PERSON"], name=name, supported_language=supported_language)

    def load(self) -> None:
        """Loads the shipped model, once a process however many recognisers there are."""
        self._model = load_model()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Finds the names.

        Args:
            text: one message, or all turns of a conversation joined by line ends.
            entities: what is asked for; nothing is found where PERSON is not among them.
            nlp_artifacts: not used.

        Returns:
            PERSON spans in order, not overlapping. `recognition_metadata["value"]` is the name's normal form where
            the text shows it spelt, misspelt or inflected.
        """
        if entities and "PERSON" not in entities:
            return []
        return [self._result(*span) for span in find_names(text, self._model or load_model(), self._least)]

    def _result(self, start: int, end: int, score: float, value: str | None) -> RecognizerResult:
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
        }
        if value is not None:
            metadata["value"] = value
        return RecognizerResult("PERSON", start, end, score, recognition_metadata=metadata)


def find_names(text: str, model: NamesModel, least: float = LEAST) -> list[tuple[int, int, float, str | None]]:
    """Names by the model, and their other forms in the same text.

    Args:
        text: a whole conversation.
        model: the names model.
        least: lowest calibrated score.

    Returns:
        (start, end, score, normal form or None), in order, not overlapping.
    """
    found = [Found(f.start, f.end, calibrated(f.probability)) for f in model.find(text, least)]
    told = [text[f.start : f.end] for f in found if f.probability >= _TELLS]
    return combine(text, found, recall(text, told))


def combine(text: str, found: Sequence[Found], recalled: Sequence[Recalled]) -> list[tuple[int, int, float, str | None]]:
    """Joins what the model found and what memory found: where they overlap, both together are one name."""
    spans: list[tuple[int, int, float, str | None]] = []
    both = [(f.start, f.end, f.probability, None) for f in found]
    both += [(r.start, r.end, r.score, r.value) for r in recalled]
    for start, end, score, value in sorted(both, key=lambda s: (s[0], -s[1])):
        if spans and start < spans[-1][1]:
            first, last, best, said = spans[-1]
            wider = end > last
            spans[-1] = (first, max(last, end), max(best, score), None if wider else said or _whole(value, start, end, spans[-1]))
        else:
            spans.append((start, end, score, value))
    return [s for s in spans if text[s[0] : s[1]].strip()]


def _whole(value: str | None, start: int, end: int, span: tuple[int, int, float, str | None]) -> str | None:
    """A remembered normal form holds for a span only where it covers all of it."""
    return value if (start, end) == span[:2] else None
