"""The JSON Schema of a policy file, for editors: made from the code, so that both say the same.

`python -m slor.schemas.policy_schema > schemas/policy.schema.json` writes it; a test holds the file current.
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

from slor.schemas.categories import ENTITY_TYPES, PLAIN_KINDS, SPECIAL_CATEGORIES
from slor.schemas.columns import TYPES
from slor.schemas.policy_loader import COUNTRIES, POLICY_KEYS
from slor.schemas.policy_parts import (
    CANONICAL,
    COLUMN_KEYS,
    DATASET_KEYS,
    GATES,
    RELEASE_KEYS,
    RETENTION_KEYS,
    RIGHTS,
    SPECIAL_TREATMENTS,
    SUBJECTS,
)
from slor.schemas.treatment import TREATMENTS, TRUNCATE_UNITS

TEXT: Final[dict[str, Any]] = {"type": "string", "minLength": 1}
TEXTS: Final[dict[str, Any]] = {"type": "array", "items": TEXT, "minItems": 1}
FLAG: Final[dict[str, Any]] = {"type": "boolean"}


def json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Slør policy",
        "description": "One source system's privacy notice as data: its datasets, and the releases made of them.",
        "$defs": {
            "region": {"type": "string", "pattern": "^(eea|[A-Z]{2})$", "description": "eea, or ISO 3166 in capitals"},
            "period": {
                "description": "P2Y, P3M, P90D, or the current calendar year and some before it",
                "anyOf": [
                    {"type": "string", "pattern": r"^P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?$"},
                    _mapping({"calendar_years": {"type": "integer", "minimum": 0, "maximum": 99}}, ("calendar_years",)),
                ],
            },
            "category": {
                "oneOf": [{"const": word, "description": said} for word, said in (PLAIN_KINDS | ENTITY_TYPES).items()]
            },
            "treatment": _treatment(),
            "column": _column(),
            "retention": _mapping(_retention(), ("keep",), RETENTION_KEYS),
        },
        **_mapping(
            {
                "system": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"},
                "notice": TEXT,
                "controller": TEXT,
                "regions": {"type": "array", "items": {"$ref": "#/$defs/region"}, "minItems": 1},
                "zone": TEXT,
                "countries": _some_of(COUNTRIES),
                "purposes": {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
                "no_profiling": _mapping({"purposes": TEXTS, "notice": TEXT}, ("purposes", "notice")),
                "no_special_categories": _mapping({"notice": TEXT}, ("notice",)),
                "agreement_ended": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                "datasets": {"type": "object", "additionalProperties": _dataset(), "minProperties": 1},
                "releases": {"type": "object", "additionalProperties": _release(), "minProperties": 1},
            },
            ("system", "controller", "regions", "zone", "countries", "purposes", "datasets", "releases"),
            POLICY_KEYS,
        ),
    }


def _mapping(
    properties: dict[str, Any], required: tuple[str, ...] = (), keys: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """An object schema; `keys`, where given, are the loader's own and must be the same."""
    if keys is not None and set(keys) != set(properties):
        raise ValueError(f"the schema and the loader disagree on {sorted(set(keys) ^ set(properties))}")
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _some_of(words: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": list(words)}, "minItems": 1, "uniqueItems": True}


def _treatment() -> dict[str, Any]:
    words = [{"const": name, "description": spec.meaning} for name, spec in TREATMENTS.items() if not spec.required]
    options: dict[str, dict[str, Any]] = {
        "to": {"enum": list(TRUNCATE_UNITS)},
        "by": TEXT,
        "edges": {"type": "array", "items": {"type": "number"}, "minItems": 1},
    }
    whole = {"type": "integer", "minimum": 1}
    mappings = []
    for name, spec in TREATMENTS.items():
        known = {option: options.get(option, whole) for option in (*spec.required, *spec.defaults)}
        if not known:
            continue
        forms: list[dict[str, Any]] = [_mapping(known, spec.required)]
        if spec.main is not None:
            forms.append(known[spec.main])
        mappings.append(_mapping({name: {"anyOf": forms}}, (name,)))
    return {"anyOf": [{"oneOf": words}, *mappings]}


def _column() -> dict[str, Any]:
    parts = {
        "category": {"$ref": "#/$defs/category"},
        "type": {"enum": list(TYPES)},
        "source": TEXT,
        "required": FLAG,
        "doc": TEXT,
        "notice": TEXT,
    }
    return {"anyOf": [{"$ref": "#/$defs/category"}, {"type": "null"}, _mapping(parts, (), COLUMN_KEYS)]}


def _retention() -> dict[str, Any]:
    return {
        "keep": {"$ref": "#/$defs/period"},
        "counted_from": TEXT,
        "open": FLAG,
        "hold": TEXT,
        "resolved": TEXT,
        "notice": TEXT,
    }


def _dataset() -> dict[str, Any]:
    parts = {
        "kind": {"enum": list(CANONICAL)},
        "folder": TEXT,
        "subject": {"enum": list(SUBJECTS)},
        "time": TEXT,
        "channel": TEXT,
        "notice": TEXT,
        "limit": _mapping(_retention() | {"hold_purposes": TEXTS}, ("keep",)),
        "forgotten": TEXT,
        "consent": TEXT,
        "withdrawn": TEXT,
        "separate_by": TEXT,
        "ignore": TEXTS,
        "columns": {"type": "object", "additionalProperties": {"$ref": "#/$defs/column"}, "minProperties": 1},
    }
    return _mapping(parts, ("columns",), DATASET_KEYS)


def _release() -> dict[str, Any]:
    treatment = {"$ref": "#/$defs/treatment"}
    recipient = _mapping({"name": TEXT, "region": {"$ref": "#/$defs/region"}, "notice": TEXT}, ("name", "region"))
    columns = {"type": "object", "additionalProperties": treatment, "minProperties": 1}
    special = {name: {"enum": list(SPECIAL_TREATMENTS)} for name in (*SPECIAL_CATEGORIES, "default")}
    parts = {
        "purpose": TEXT,
        "legal_basis": TEXT,
        "notice": TEXT,
        "recipients": {"type": "array", "items": recipient, "minItems": 1},
        "retention": {"$ref": "#/$defs/retention"},
        "consent": TEXT,
        "withdrawn": TEXT,
        "rights": _some_of(RIGHTS),
        "separate_by": TEXT,
        "datasets": {"type": "object", "additionalProperties": columns, "minProperties": 1},
        "spans": _mapping(dict.fromkeys((*ENTITY_TYPES, "default"), treatment), ("default",)),
        "special_categories": _mapping(special),
        "detect_threshold": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        "gate": _mapping({name: {"type": "number", "minimum": 0} for name in GATES}),
    }
    required = ("purpose", "legal_basis", "recipients", "retention", "rights", "datasets")
    return _mapping(parts, required, RELEASE_KEYS)


def render() -> str:
    """The schema as the file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render())
