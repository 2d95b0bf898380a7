"""What may happen to a value in a release: the treatments, their options, and what each can be used on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from slor.schemas import categories

Option = str | int | bool
PLAIN_KINDS: Final = frozenset(categories.PLAIN_KINDS)
TRUNCATE_UNITS: Final = ("minute", "hour", "day", "week", "month", "quarter", "year")
MAX_SHIFT_DAYS: Final = 3650

# a prefix of more bits or digits than this tells one subscriber from the next
_MOST: Final = {
    ("prefix", "IP_ADDRESS", "length"): 24,
    ("prefix", "IP_ADDRESS", "length6"): 48,
    ("prefix", "PHONE_NUMBER", "length"): 5,
}
_MANY_DAYS: Final = ("month", "quarter", "year")  # a birth date to the day or week is still a person's own
_FREE_TEXT: Final = frozenset(
    {"PERSON", "STREET_ADDRESS", "POSTAL_PLACE", "LOCATION", "ORGANIZATION", "PASSWORD", "URL"}
)
_PREFIXABLE: Final = frozenset(
    {"PHONE_NUMBER", "IP_ADDRESS", "POSTAL_PLACE", "MAC_ADDRESS", "IMEI", "IMSI", "ICCID", "IBAN_CODE", "CREDIT_CARD"}
)


class TreatmentError(ValueError):
    """A treatment that does not exist or cannot be used so; the message says how to mend it and holds no data."""


@dataclass(frozen=True)
class Treatment:
    """One treatment with its options, as a policy states it.

    Attributes:
        name: a key of `TREATMENTS`.
        options: checked options with their defaults filled in.
    """

    name: str
    options: Mapping[str, Option] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.name, tuple(sorted(self.options.items()))))

    def __str__(self) -> str:
        shown = ", ".join(f"{name}: {value}" for name, value in sorted(self.options.items()))
        return f"{self.name}({shown})" if shown else self.name


@dataclass(frozen=True)
class TreatmentSpec:
    """What a treatment is.

    Attributes:
        meaning: one line for `slor policy show` and error messages.
        reversible: whether the holder of the key can go back.
        identifying: whether it may be used on columns whose category is an entity type.
        kinds: the plain kinds it may be used on.
        entity_types: narrows `identifying` to these; None for all.
        not_entity_types: entity types it cannot treat.
        spans: whether it may be used on spans in a text.
        main: the option meant when a policy writes `{name: value}`.
        required: options that must be given.
        defaults: options that have a default.
    """

    meaning: str
    reversible: bool = False
    identifying: bool = True
    kinds: frozenset[str] = frozenset()
    entity_types: frozenset[str] | None = None
    not_entity_types: frozenset[str] = frozenset()
    spans: bool = False
    main: str | None = None
    required: tuple[str, ...] = ()
    defaults: Mapping[str, Option] = field(default_factory=dict)

    def allows(self, category: str) -> bool:
        """Whether a column of this category may be treated so."""
        if category in PLAIN_KINDS:
            return category in self.kinds
        if category in self.not_entity_types or not self.identifying:
            return False
        return self.entity_types is None or category in self.entity_types


TREATMENTS: Final[Mapping[str, TreatmentSpec]] = {
    "keep": TreatmentSpec("the value itself", kinds=PLAIN_KINDS - {"text"}, spans=True),
    "drop": TreatmentSpec("no column", kinds=PLAIN_KINDS),
    "redact": TreatmentSpec("a typed placeholder such as <PERSON>", kinds=frozenset({"code", "text"}), spans=True),
    "token": TreatmentSpec("a keyed one-way pseudonym", kinds=frozenset({"code"}), spans=True),
    "seal": TreatmentSpec(
        "encrypted so that equal values stay equal", reversible=True, kinds=frozenset({"code", "text"}), spans=True
    ),
    "fpe": TreatmentSpec(
        "encrypted in its own format", reversible=True, not_entity_types=_FREE_TEXT | {"EMAIL_ADDRESS"}, spans=True
    ),
    "surrogate": TreatmentSpec("a realistic stand-in of the same kind", spans=True),
    "truncate": TreatmentSpec(
        "a coarser time",
        kinds=frozenset({"time"}),
        entity_types=frozenset({"DATE_OF_BIRTH"}),
        main="to",
        required=("to",),
    ),
    "bucket": TreatmentSpec(
        "a coarser number",
        identifying=False,
        kinds=frozenset({"measure"}),
        main="width",
        defaults={"width": 0, "edges": ""},
    ),
    "prefix": TreatmentSpec(
        "the first characters, digits or network bits",
        kinds=frozenset({"code"}),
        entity_types=_PREFIXABLE,
        main="length",
        required=("length",),
        defaults={"length6": 48},
    ),
    "shift": TreatmentSpec(
        "moved by a secret whole number of days per person",
        kinds=frozenset({"time"}),
        entity_types=frozenset({"DATE_OF_BIRTH"}),
        main="by",
        required=("by",),
        defaults={"days": 30},
    ),
    "spans": TreatmentSpec(
        "each span that is found in the text, by the release's span rules",
        identifying=False,
        kinds=frozenset({"text"}),
    ),
}


def parse_treatment(raw: object) -> Treatment:
    """Reads a treatment as a policy writes it.

    Args:
        raw: `token`, `{truncate: hour}` or `{bucket: {edges: [0, 30, 60]}}`.

    Returns:
        The treatment, with its defaults filled in.

    Raises:
        TreatmentError: it is no treatment, or an option is missing, unknown or out of range.

    >>> parse_treatment({"truncate": "hour"})
    Treatment(name='truncate', options={'to': 'hour'})
    """
    name, given = _name_and_options(raw)
    spec = TREATMENTS.get(name)
    if spec is None:
        raise TreatmentError(f"unknown treatment {name!r}; use one of {', '.join(TREATMENTS)}")
    if not isinstance(given, Mapping):
        if spec.main is None:
            raise TreatmentError(f"{name} takes no option; write just {name}")
        given = {spec.main: given}
    known = {*spec.required, *spec.defaults}
    unknown = sorted(str(option) for option in given if option not in known)
    if unknown:
        choice = f"use {', '.join(sorted(known))}" if known else "it takes none"
        raise TreatmentError(f"{name} has no option {unknown[0]!r}; {choice}")
    missing = [option for option in spec.required if option not in given]
    if missing:
        raise TreatmentError(f"{name} needs {missing[0]!r}; write {{{name}: {_example(name)}}}")
    options: dict[str, Option] = dict(spec.defaults)
    for option, value in given.items():
        options[option] = _scalar(name, option, value)
    _check_range(name, options)
    return Treatment(name, options)


def check_use(treatment: Treatment, category: str) -> None:
    """Checks that a column of this category can be treated so.

    Raises:
        TreatmentError: it cannot; the message lists what can.
    """
    for (name, kind, option), most in _MOST.items():
        if treatment.name == name and category == kind and int(treatment.options[option]) > most:
            raise TreatmentError(f"{name}'s {option} of {category} can be {most} at most, else it singles out one")
    if treatment.name == "truncate" and category == "DATE_OF_BIRTH" and treatment.options["to"] not in _MANY_DAYS:
        raise TreatmentError(f"truncate of {category} to the {treatment.options['to']} leaves a person's own date; "
                             f"use one of {', '.join(_MANY_DAYS)}")  # fmt: skip
    if not TREATMENTS[treatment.name].allows(category):
        able = [name for name, spec in TREATMENTS.items() if spec.allows(category)]
        raise TreatmentError(f"{treatment.name} cannot be used on {category}; use one of {', '.join(able)}")


def check_span_use(treatment: Treatment, entity_type: str) -> None:
    """Checks that spans of this entity type (or `default`) can be treated so.

    Raises:
        TreatmentError: they cannot; the message lists what can.
    """
    spec = TREATMENTS[treatment.name]
    if not spec.spans or entity_type in spec.not_entity_types:
        able = [name for name, s in TREATMENTS.items() if s.spans and entity_type not in s.not_entity_types]
        raise TreatmentError(
            f"{treatment.name} cannot be used on {entity_type} in a text; use one of {', '.join(able)}"
        )


def bucket_edges(options: Mapping[str, Option]) -> tuple[float, ...]:
    """The lower edges of a bucket treatment, ascending; empty where it has a width instead."""
    return tuple(float(edge) for edge in str(options.get("edges", "")).split(",") if edge)


def _name_and_options(raw: object) -> tuple[str, object]:
    if isinstance(raw, str):
        return raw, {}
    if isinstance(raw, Mapping) and len(raw) == 1:
        name, given = next(iter(raw.items()))
        return str(name), {} if given is None else given
    raise TreatmentError("not a treatment; write a name such as token, or one name with its option: {truncate: hour}")


def _scalar(name: str, option: str, value: object) -> Option:
    if isinstance(value, list) and option == "edges" and all(_is_number(edge) for edge in value):
        return ",".join(str(edge) for edge in value)
    if isinstance(value, str | int | bool):
        return value
    raise TreatmentError(f"{name}'s {option} has the wrong type; write {{{name}: {_example(name)}}}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_range(name: str, options: Mapping[str, Option]) -> None:
    def whole(option: str, low: int, high: int) -> None:
        value = options[option]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise TreatmentError(f"{name}'s {option} must be a whole number from {low} to {high}")

    if name == "truncate" and options["to"] not in TRUNCATE_UNITS:
        raise TreatmentError(f"truncate's unit is unknown; use one of {', '.join(TRUNCATE_UNITS)}")
    if name == "prefix":
        whole("length", 1, 32)
        whole("length6", 1, 128)
    if name == "shift":
        whole("days", 1, MAX_SHIFT_DAYS)
        if not isinstance(options["by"], str) or not options["by"]:
            raise TreatmentError("shift's 'by' must name the column that tells persons apart")
    if name == "bucket":
        _check_bucket(options)


def _check_bucket(options: Mapping[str, Option]) -> None:
    width = options["width"]
    if not isinstance(width, int) or isinstance(width, bool) or width < 0:
        raise TreatmentError("bucket's width must be a whole number above 0")
    try:
        edges = bucket_edges(options)
    except ValueError:
        raise TreatmentError("bucket's edges must be numbers; write {bucket: {edges: [0, 30, 60]}}") from None
    if bool(width) == bool(edges):
        raise TreatmentError(
            "bucket needs either a width or edges; write {bucket: 10} or {bucket: {edges: [0, 30, 60]}}"
        )
    if list(edges) != sorted(set(edges)):
        raise TreatmentError("bucket's edges must ascend")


def _example(name: str) -> str:
    return {"truncate": "hour", "bucket": "10", "prefix": "4", "shift": "customer_id"}.get(name, "…")
