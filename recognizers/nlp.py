"""A Presidio NLP engine that only tokenises: no model, nothing to download."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.tokens import Doc
from spacy.vocab import Vocab

LANGUAGES: Final = ("da", "nb", "nn")
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")


class TokenNlpEngine(NlpEngine):
    """Splits text at white space and punctuation; a token's lemma is its lower case.

    Enough for Presidio's context words to work in a plain `AnalyzerEngine`; our own detector does not need it.
    """

    def __init__(self, languages: Iterable[str] = LANGUAGES) -> None:
        self.languages = tuple(languages)
        self._vocab = Vocab()

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always True."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Tokenises a text.

        Args:
            text: the text.
            language: one of the engine's languages.

        Returns:
            Tokens with their offsets and lower-case lemmas, no entities.
        """
        words = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
        spaces = [right[1] > left[2] for left, right in pairwise(words)] + [False] * bool(words)
        tokens = Doc(self._vocab, words=[w for w, _, _ in words], spaces=spaces)
        return NlpArtifacts(
            [], tokens, [start for _, start, _ in words], [w.lower() for w, _, _ in words], self, language
        )

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Tokenises texts one by one; the sizes are accepted and not needed."""
        for text in texts:
            yield str(text), self.process_text(str(text), language)

    def empty(self, language: str) -> NlpArtifacts:
        """Artifacts without tokens, for recognisers that read the text themselves."""
        return NlpArtifacts([], Doc(self._vocab, words=[]), [], [], self, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """No stop words are known."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Whether a token is punctuation."""
        return not any(c.isalnum() for c in word)

    def get_supported_entities(self) -> list[str]:
        """None: the engine finds no entities."""
        return []

    def get_supported_languages(self) -> list[str]:
        """The languages that it was made for."""
        return list(self.languages)
