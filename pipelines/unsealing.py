"""Going back: opening seals and format-preserving encryption, for who holds the domain's keys."""

from __future__ import annotations

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from slor.pipelines.domain_keys import DomainKeys, SealError
from slor.pipelines.pseudonyms import decrypt_format, key_label, shared_values
from slor.schemas.treatment import Treatment

SEAL_IN_TEXT: Final = re.compile(r"⟦([A-Z_]+):([A-Za-z0-9_-]+)⟧")


def unseal_column(
    keys: DomainKeys, values: pa.Array, category: str, treatment: Treatment | None = None
) -> pa.StringArray:
    """Opens a sealed column.

    Args:
        keys: the domain's keys.
        values: as `seal` or `fpe` made them, shape (n,).
        category: the column's category.
        treatment: how it was treated; None for seal.

    Returns:
        The values' normal forms, shape (n,); a value of `fpe` that was too short to encrypt stays a token.

    Raises:
        SealError: one of them is not a seal of this domain and category.
    """
    encoded = values.dictionary_encode()
    distinct: pa.StringArray = encoded.dictionary
    open_already = shared_values(category, distinct).to_pylist()
    if treatment is not None and treatment.name == "fpe":
        opened = [
            value if nobody else decrypt_format(keys, category, value)
            for value, nobody in zip(distinct.to_pylist(), open_already, strict=True)
        ]
        return pa.array(opened, pa.string()).take(encoded.indices)
    sealed = distinct.filter(pc.invert(pa.array(open_already, pa.bool_())))
    opened = keys.unseal(key_label(category), sealed.to_pylist())
    mask = pc.invert(pa.array(open_already, pa.bool_()))
    return pc.replace_with_mask(distinct, mask, pa.array(opened, pa.string())).take(encoded.indices)


def seal_in_text(entity_type: str, seal: str) -> str:
    """How a seal stands in a text.

    >>> seal_in_text("PERSON", "c2Vs")
    '⟦PERSON:c2Vs⟧'
    """
    return f"⟦{entity_type}:{seal}⟧"


def unseal_text(keys: DomainKeys, text: str) -> str:
    """Opens every seal in a text; brackets that hold no seal of this domain stay.

    Args:
        keys: the domain's keys.
        text: a text whose spans were sealed.

    Returns:
        The text with each span's normal form in its place.
    """

    def opened(match: re.Match[str]) -> str:
        try:
            return keys.unseal(key_label(match[1]), [match[2]])[0]
        except SealError:
            return match[0]

    return SEAL_IN_TEXT.sub(opened, text)
