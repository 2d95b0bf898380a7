"""The Presidio engine with all Danish and Norwegian recognisers, and the detector over it that reads conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from slor.recognizers.conversation import resolve
from slor.recognizers.document import Document, Found, join_turns
from slor.recognizers.errors import DetectionError
from slor.recognizers.known import find_known
from slor.recognizers.learned import find_learned
from slor.recognizers.scan import scan
from slor.recognizers.spans import Conversation, Span

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

LANGUAGES: Final = ("da", "nb", "nn")
THRESHOLD: Final = 0.4
"""Score from which a piece of text counts as found."""


def recognizer_classes() -> list[type[Any]]:
    """All recogniser classes, one an identifier."""
    from slor.recognizers import (
        accounts,
        addresses,
        dates,
        denmark,
        devices,
        emails,
        employees,
        norway,
        passwords,
        payments,
        phones,
        usernames,
        vehicles,
        web,
    )
    from slor.recognizers.names.recognizer import NamesRecognizer

    return [
        denmark.DkCprRecognizer,
        denmark.DkCvrRecognizer,
        norway.NoFodselsnummerRecognizer,
        norway.NoOrganisasjonsnummerRecognizer,
        phones.NordicPhoneRecognizer,
        emails.AddressRecognizer,
        dates.DateOfBirthRecognizer,
        addresses.StreetAddressRecognizer,
        addresses.PostalPlaceRecognizer,
        payments.NordicBankAccountRecognizer,
        payments.NordicIbanRecognizer,
        payments.NordicCardRecognizer,
        devices.ImeiRecognizer,
        devices.IccidRecognizer,
        devices.ImsiRecognizer,
        devices.NordicMacRecognizer,
        devices.NordicIpAddressRecognizer,
        vehicles.NordicPlateRecognizer,
        accounts.CustomerIdRecognizer,
        employees.EmployeeIdRecognizer,
        usernames.UsernameRecognizer,
        passwords.PasswordRecognizer,
        web.PersonalUrlRecognizer,
        web.CoordinatesRecognizer,
        web.HandleRecognizer,
        NamesRecognizer,
    ]


def build_registry(languages: Sequence[str] = LANGUAGES) -> RecognizerRegistry:
    """A Presidio registry with all our recognisers and no others.

    Args:
        languages: ISO 639-1 codes; each gets its own instances, as Presidio wants it.

    Returns:
        The registry.
    """
    from presidio_analyzer import RecognizerRegistry

    recognizers = [make(supported_language=language) for language in languages for make in recognizer_classes()]
    return RecognizerRegistry(recognizers=recognizers, supported_languages=list(languages))


def build_analyzer(languages: Sequence[str] = LANGUAGES) -> AnalyzerEngine:
    """A Presidio engine with our registry and an NLP engine that only tokenises.

    Args:
        languages: as for `build_registry`.

    Returns:
        The engine; it loads no model of spaCy's and needs no network.
    """
    from presidio_analyzer import AnalyzerEngine

    from slor.recognizers.nlp import TokenNlpEngine

    return AnalyzerEngine(
        registry=build_registry(languages), nlp_engine=TokenNlpEngine(languages), supported_languages=list(languages)
    )


class Detector:
    """Finds what identifies people in whole conversations.

    Args:
        threshold: score from which a piece counts as found.
        names: whether the model reads along, for names of persons and for what rules miss; without it only rules
            look for what has a structure.
    """

    def __init__(self, *, threshold: float = THRESHOLD, names: bool = True) -> None:
        from slor.recognizers.engine import PlainEngine
        from slor.recognizers.names.model import load_model
        from slor.recognizers.nlp import TokenNlpEngine

        self.threshold = threshold
        nlp = TokenNlpEngine(LANGUAGES)
        self._artifacts = {language: nlp.empty(language) for language in LANGUAGES}
        registry = build_registry()
        if not names:
            registry.remove_recognizer("NamesRecognizer")
        self._model = load_model() if names else None
        self._engine = PlainEngine(registry=registry, nlp_engine=nlp, supported_languages=list(LANGUAGES))

    def detect(self, conversation: Conversation) -> list[list[Span]]:
        """The spans of one conversation.

        Args:
            conversation: any conversation.

        Returns:
            One list a turn: sorted, not overlapping, without white space at the ends.

        Raises:
            DetectionError: if any recogniser fails; there is never a partial answer.
        """
        return self.detect_many([conversation])[0]

    def detect_many(self, conversations: Sequence[Conversation]) -> list[list[list[Span]]]:
        """The spans of many conversations, the same as one by one.

        Args:
            conversations: any conversations.

        Returns:
            One list of turns for each conversation, in order.

        Raises:
            DetectionError: if any recogniser fails on any of them.
        """
        return [self._detect(conversation) for conversation in conversations]

    def _detect(self, conversation: Conversation) -> list[list[Span]]:
        try:
            document = join_turns(conversation)
            results = [*self._analyze(document), *find_known(document)]
            learned = find_learned(document.text, self._model) if self._model else []
            turns = resolve(document, results, learned)
            return [[span for span in turn if span.score >= self.threshold] for turn in turns]
        except Exception as error:
            # the cause may carry the text: only its kind may be told
            raise DetectionError(f"a recogniser failed: {type(error).__name__}") from None

    def _analyze(self, document: Document) -> list[Found]:
        """One call of Presidio's engine for the whole conversation."""
        if not document.text:
            return []
        language = document.conversation.language
        language = language if language in LANGUAGES else LANGUAGES[0]
        scan(document.folded)
        results = self._engine.analyze(
            document.text, language, score_threshold=self.threshold, nlp_artifacts=self._artifacts[language]
        )
        return [
            Found(
                r.start,
                r.end,
                r.entity_type,
                float(r.score),
                r.recognition_metadata["recognizer_name"],
                r.recognition_metadata.get("value"),
            )
            for r in results
        ]
