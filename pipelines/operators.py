"""Slør's treatments as presidio-anonymizer operators, for Slør's own texts and for any Presidio user.

engine = register(AnonymizerEngine())
engine.anonymize(text, found, {"PERSON": OperatorConfig("slor_surrogate", {"treater": treater, "language": "da"})})
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from presidio_anonymizer.entities import InvalidParamError
from presidio_anonymizer.operators import Operator, OperatorType

from slor.pipelines.pseudonyms import is_shared, placeholder
from slor.pipelines.unsealing import seal_in_text
from slor.schemas.treatment import Treatment

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine

    from slor.pipelines.treatments import Treater

PREFIX: Final = "slor_"


class Whole:
    """The normal form of a whole identifier of which a span shows a part; no `repr` tells it."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value


class TreatmentOperator(Operator):
    """What all operators share.

    Params:
        treater: a `slor.pipelines.treatments.Treater`; holds the domain's keys.
        language: `da`, `nb` or `nn`; optional.
        category: the entity type, where it is not the result's own; optional.
        whole: a `Whole`; optional.
    """

    treatment: Treatment

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Treats one span's text."""
        given = params or {}
        whole = given.get("whole")
        value = whole.value if isinstance(whole, Whole) else None
        return self.treat(
            given["treater"], text, given.get("category") or given["entity_type"], value, given.get("language")
        )

    def treat(self, treater: Treater, text: str, category: str, value: str | None, language: str | None) -> str:
        """Treats the whole identifier where it is known, else the text."""
        return treater.value(value or text, category, self.treatment)

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Checks that there are keys to treat with.

        Raises:
            InvalidParamError: there is no treater.
        """
        if not hasattr((params or {}).get("treater"), "value"):
            raise InvalidParamError(
                f"{self.operator_name()} needs the param 'treater': a slor.pipelines.treatments.Treater"
            )

    def operator_name(self) -> str:
        """The name that an OperatorConfig gives."""
        return PREFIX + self.treatment.name

    def operator_type(self) -> OperatorType:
        """All of them anonymise."""
        return OperatorType.Anonymize


class TokenOperator(TreatmentOperator):
    """A keyed one-way pseudonym: the one that the value's column has."""

    treatment = Treatment("token")


class FpeOperator(TreatmentOperator):
    """The value encrypted in its own format: as its column has it."""

    treatment = Treatment("fpe")


class SealOperator(TreatmentOperator):
    """The value sealed and marked, so that `unseal_text` finds it: ⟦PERSON:…⟧."""

    treatment = Treatment("seal")

    def treat(self, treater: Treater, text: str, category: str, value: str | None, language: str | None) -> str:
        """Seals the value, unless it is nobody's."""
        sealed = treater.value(value or text, category, self.treatment)
        return sealed if is_shared(category, sealed) else seal_in_text(category, sealed)


class SurrogateOperator(TreatmentOperator):
    """A realistic stand-in, written as the text was."""

    treatment = Treatment("surrogate")

    def treat(self, treater: Treater, text: str, category: str, value: str | None, language: str | None) -> str:
        """Gives the stand-in, or the part of it that belongs to this part of the value."""
        return treater.surrogates.of(category, text, language, value)


class RedactOperator(TreatmentOperator):
    """A typed placeholder; needs no keys."""

    treatment = Treatment("redact")

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Gives the placeholder."""
        given = params or {}
        return placeholder(given.get("category") or given["entity_type"])

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Takes any params."""


OPERATORS: Final = (TokenOperator, FpeOperator, SealOperator, SurrogateOperator, RedactOperator)


def register(engine: AnonymizerEngine) -> AnonymizerEngine:
    """Adds Slør's operators to an engine, as `slor_token`, `slor_seal`, `slor_fpe`, `slor_surrogate`, `slor_redact`."""
    for operator in OPERATORS:
        engine.add_anonymizer(operator)
    return engine
