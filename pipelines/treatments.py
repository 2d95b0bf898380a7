"""Treating values: columns over their distinct values, texts over their spans. Pure functions of keys and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.pipelines import coarsening
from slor.pipelines.domain_keys import DomainKeys
from slor.pipelines.normalising import normal_forms
from slor.pipelines.pseudonyms import encrypt_formats, key_label, placeholder, shared_values
from slor.recognizers.spans import Span
from slor.schemas.treatment import Treatment

if TYPE_CHECKING:
    from slor.pipelines.surrogates import Surrogates
    from slor.pipelines.text_treatment import TextTreater

_DAY_US: Final = 86_400_000_000


class Treater:
    """All treatments under the keys of one domain."""

    def __init__(self, keys: DomainKeys, countries: tuple[str, ...] = ("DK", "NO")) -> None:
        self._keys = keys
        self._countries = countries

    def column(
        self,
        values: pa.Array | pa.ChunkedArray,
        category: str,
        treatment: Treatment,
        *,
        by: pa.Array | pa.ChunkedArray | None = None,
    ) -> pa.Array:
        """Treats a column; nulls stay null and the order of the rows says nothing.

        Args:
            values: shape (n,); a list column gives its items.
            category: an entity type or a plain kind.
            treatment: any but `drop` and `spans`.
            by: for `shift`, who each row is about, shape (n,).

        Returns:
            Shape (n,): the input's type for keep, truncate, bucket and shift, else strings.
        """
        plain = _one_array(values)
        match treatment.name:
            case "keep":
                return plain
            case "redact":
                return pc.if_else(pc.is_valid(plain), pa.scalar(placeholder(category)), pa.scalar(None, pa.string()))
            case "bucket":
                return coarsening.bucket(plain, treatment.options)
            case "truncate" if not pa.types.is_string(plain.type):
                return coarsening.truncate(plain, str(treatment.options["to"]))
            case "shift":
                return self._shift(plain, category, treatment, by)
        return self._distinct(plain, category, treatment)

    def normal(self, values: pa.Array | pa.ChunkedArray, category: str) -> pa.StringArray:
        """The normal forms of a column, which is what its pseudonyms are made of; nulls stay null.

        Args:
            values: strings, shape (n,).
            category: an entity type or a plain kind.

        Returns:
            Shape (n,).
        """
        encoded = _one_array(values).cast(pa.string()).dictionary_encode()
        return normal_forms(category, encoded.dictionary, self._countries).take(encoded.indices)

    def texts(
        self,
        texts: Sequence[str | None],
        spans: Sequence[Sequence[Span]],
        rules: Mapping[str, Treatment],
        languages: Sequence[str | None],
    ) -> tuple[list[str | None], Counter[str], list[list[tuple[int, int]]]]:
        """Treats the spans of texts, through presidio-anonymizer.

        Args:
            texts: shape (n,).
            spans: what was found in each, sorted, without overlap, shape (n,).
            rules: what happens to each entity type; `default` stands for the others, and redact for a lacking default.
            languages: `da`, `nb`, `nn` or None, shape (n,).

        Returns:
            The new texts, how many spans of each type were replaced, and the ranges in the new texts that a
            treatment wrote, each of shape (n,) but the counts.
        """
        return self._text_treater.treat(texts, spans, rules, languages)

    def value(self, text: str, category: str, treatment: Treatment, language: str | None = None) -> str:
        """Treats one value, as `column` treats it."""
        if treatment.name == "surrogate":
            return self.surrogates.of(category, text, language)
        found = self._distinct(pa.array([text], pa.string()), category, treatment)[0].as_py()
        return placeholder(category) if found is None else str(found)

    @cached_property
    def surrogates(self) -> Surrogates:
        """The stand-ins of this domain; Faker is loaded when the first is asked for."""
        from slor.pipelines.surrogates import Surrogates

        return Surrogates(self._keys, self._countries)

    @cached_property
    def _text_treater(self) -> TextTreater:
        from slor.pipelines.text_treatment import TextTreater

        return TextTreater(self)

    def _distinct(self, values: pa.Array, category: str, treatment: Treatment) -> pa.Array:
        """Treats each distinct value once and puts the results in the rows' places."""
        strings = values if pa.types.is_string(values.type) else values.cast(pa.string())
        encoded = strings.dictionary_encode()
        treated = self._strings(encoded.dictionary, category, treatment)
        return treated.take(encoded.indices)

    def _strings(self, values: pa.StringArray, category: str, treatment: Treatment) -> pa.StringArray:
        if treatment.name == "surrogate":
            return self._stand_ins(values, category)
        normal = normal_forms(category, values, self._countries)
        label = key_label(category)
        match treatment.name:
            case "token":
                new = self._keys.tokens(label, normal.to_pylist())
            case "seal":
                new = pa.array(self._keys.seal(label, normal.to_pylist()), pa.string())
            case "fpe":
                new = encrypt_formats(self._keys, category, values, normal)
            case "prefix":
                cut = [coarsening.prefix(category, value, treatment.options) for value in normal.to_pylist()]
                new = pa.array([placeholder(category) if part is None else part for part in cut], pa.string())
            case "truncate":
                new = coarsening.truncate(normal, str(treatment.options["to"]))
            case _:
                raise ValueError(f"{treatment.name} is no treatment of a column's values")
        return pc.if_else(shared_values(category, normal), normal, new)

    def _stand_ins(self, values: pa.StringArray, category: str) -> pa.StringArray:
        """Stand-ins of column values; of phone numbers in their normal form, so that all forms of one join."""
        forms = normal_forms(category, values, self._countries) if category == "PHONE_NUMBER" else values
        encoded = forms.dictionary_encode()
        made = [self.surrogates.of(category, value) for value in encoded.dictionary.to_pylist()]
        return pa.array(made, pa.string()).take(encoded.indices)

    def _shift(self, values: pa.Array, category: str, treatment: Treatment, by: pa.Array | None) -> pa.Array:
        if by is None or len(by) != len(values):
            raise ValueError("shift needs one person a value")
        if pa.types.is_string(values.type):
            dates = coarsening.parse_dates(normal_forms(category, _fill(values), self._countries))
            return pc.strftime(self._shift(dates, category, treatment, by), format="%Y-%m-%d")
        people = _one_array(by)
        encoded = pc.fill_null(people.cast(pa.string()), "").dictionary_encode()
        days = self._days(encoded.dictionary.to_pylist(), int(treatment.options["days"])).take(encoded.indices)
        if pa.types.is_date(values.type):
            return pc.add(values.cast(pa.int32()), days.cast(pa.int32())).cast(values.type)
        moved = pc.add(values, pc.multiply(days, _DAY_US).cast(pa.duration("us")))
        return moved.cast(values.type)

    def _days(self, people: list[str], most: int) -> pa.Int64Array:
        """Each person's secret number of days, from -most to most and never 0."""
        digests = b"".join(self._keys.prf("shift", [person.strip().casefold() for person in people]))
        words = np.frombuffer(digests, dtype=">u8")[::2]
        steps = (words % np.uint64(2 * most)).astype(np.int64) - most
        return pa.array(np.where(steps >= 0, steps + 1, steps), pa.int64())


def _one_array(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks() if values.num_chunks != 1 else values.chunk(0)
        if isinstance(values, pa.ChunkedArray):  # no chunk at all
            values = pa.array([], values.type)
    return values


def _fill(values: pa.StringArray) -> pa.StringArray:
    return pc.fill_null(values, "")
