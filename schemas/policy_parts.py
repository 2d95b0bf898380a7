"""The parts of a policy file: datasets with their columns, and releases with their treatments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from slor.schemas.categories import ENTITY_TYPES, PLAIN_KINDS, SPECIAL_CATEGORIES
from slor.schemas.cdr import CDR
from slor.schemas.columns import TYPES, CanonicalDataset, Column
from slor.schemas.dialogue import DIALOGUE
from slor.schemas.directory import DIRECTORY
from slor.schemas.email import EMAIL
from slor.schemas.ip_session import IP_SESSION
from slor.schemas.policy import EEA, Dataset, Limit, Recipient, Release
from slor.schemas.policy_yaml import Data, Fields, Findings, suggest
from slor.schemas.retention import Period, Retention, parse_period
from slor.schemas.treatment import TREATMENTS, Treatment, TreatmentError, check_span_use, check_use, parse_treatment

CANONICAL: Final[dict[str, CanonicalDataset]] = {
    kind.name: kind for kind in (CDR, DIALOGUE, EMAIL, DIRECTORY, IP_SESSION)
}
SUBJECTS: Final = ("customer", "employee", "client")
RIGHTS: Final = ("access", "rectification", "erasure", "restriction", "objection", "portability", "withdrawal")
SPECIAL_TREATMENTS: Final = ("redact", "drop_row", "keep")
GATES: Final = ("k", "unicity_points", "max_unicity", "leaks")

DATASET_KEYS: Final = (
    "kind",
    "folder",
    "subject",
    "time",
    "channel",
    "notice",
    "limit",
    "forgotten",
    "consent",
    "withdrawn",
    "separate_by",
    "ignore",
    "columns",
)
COLUMN_KEYS: Final = ("category", "type", "source", "required", "doc", "notice")
RETENTION_KEYS: Final = ("keep", "counted_from", "open", "hold", "resolved", "notice")
RELEASE_KEYS: Final = (
    "purpose", "legal_basis", "notice", "recipients", "retention", "consent", "withdrawn", "rights", "separate_by",
    "datasets",
    "spans", "special_categories", "detect_threshold", "gate",
)  # fmt: skip


def read_dataset(name: str, data: Data, path: str, findings: Findings) -> Dataset:
    """Reads one entry of `datasets`.

    Args:
        name: its key.
        data: its value.
        path: where it stands.
        findings: what is wrong with it goes here.
    """
    fields = Fields(data, path, findings, DATASET_KEYS)
    kind_name = fields.choice("kind", "name the canonical dataset it is a form of", CANONICAL, "kind of dataset",
                              name if name in CANONICAL else "")  # fmt: skip
    kind = CANONICAL.get(kind_name)
    columns = []
    for column, value in fields.mapping("columns", "list every column with its category").items():
        columns.append(_column(column, value, fields.at(f"columns.{column}"), kind, findings))
    names = {column.name for column in columns}
    _check_shape(columns, fields)
    time = fields.text("time", "name the column that dates a row", (kind.time if kind else None) or "")
    if time and names and time not in names:
        findings.add(fields.at("time"), f"no column {time}", "name the column that dates a row, and list it in columns")
    channel = fields.text("channel", "name the column that says chat or voice", (kind.channel if kind else None) or "")
    subject = fields.choice("subject", "say whom a row is about: customer, employee or client", SUBJECTS, "subject",
                            kind.subject if kind else None)  # fmt: skip
    limit = None
    if fields.get("limit") is not None:
        limit = _limit(fields.get("limit"), fields.at("limit"), names, time, findings)
    return Dataset(
        name=name,
        folder=fields.text("folder", "name the folder of the input", name),
        subject=subject,
        time=time or None,
        columns=tuple(columns),
        ignore=fields.texts("ignore", "list the source's columns that are never read"),
        channel=channel or None,
        kind=kind_name,
        limit=limit,
        forgotten=fields.text("forgotten", "name the flag column of people who asked to be forgotten", "") or None,
        notice=fields.text("notice", "say which passage names it", ""),
        consent=fields.text("consent", "name the flag column without which no row may be used", "") or None,
        withdrawn=fields.text("withdrawn", "name the time column at which consent was withdrawn", "") or None,
        separate_by=fields.text("separate_by", "name the column whose persons may never join", "") or None,
    )


def _column(name: str, data: Data, path: str, kind: CanonicalDataset | None, findings: Findings) -> Column:
    known = kind.column(name) if kind else None
    fields = Fields(data if isinstance(data, dict) else {"category": data}, path, findings, COLUMN_KEYS)
    words = (*PLAIN_KINDS, *ENTITY_TYPES)
    category = fields.choice("category", "say what it is: an entity type, or time, measure, code, flag, text", words,
                             "category", known.category if known else None)  # fmt: skip
    default = None
    if known is not None:
        default = next(word for word, arrow in TYPES.items() if arrow == known.type)
    elif not isinstance(data, dict):
        default = usual_type(category)
    written = fields.choice("type", f"say its type: {', '.join(TYPES)}", TYPES, "type", default or usual_type(category))
    if written in TYPES and category in _TYPES_OF and written not in _TYPES_OF[category]:
        findings.add(fields.at("type"), f"a {category} cannot be {written}", f"use {' or '.join(_TYPES_OF[category])}")
    elif written in TYPES and category in (*ENTITY_TYPES, "text") and written not in ("string", "list<string>"):
        findings.add(fields.at("type"), f"a {category} cannot be {written}", "use string or list<string>")
    return Column(
        name=name,
        type=TYPES.get(written, TYPES["string"]),
        category=category or "text",
        doc=fields.text("doc", "say what stands in it", known.doc if known else ""),
        source=fields.text("source", "name it as the source system does", name),
        required=fields.flag("required") if "required" in fields.data else True,
        notice=fields.text("notice", "say which passage names it", ""),
    )


_TYPES_OF: Final = {"time": ("timestamp",), "measure": ("integer", "number"), "flag": ("boolean",)}


def usual_type(category: str) -> str:
    """The type, in a policy's words, of a column of that category where nothing else is said."""
    return _TYPES_OF.get(category, ("string",))[0]


def _check_shape(columns: list[Column], fields: Fields) -> None:
    """Two columns of one source, or a name that is both a column and a list of structs, cannot be read."""
    sources: dict[str, str] = {}
    plain = {column.name for column in columns if "." not in column.name}
    for column in columns:
        path = fields.at(f"columns.{column.name}")
        if column.source in sources:
            fields.findings.add(path, f"reads {column.source}, as {sources[column.source]} does",
                                "give each column a source of its own")  # fmt: skip
        sources[column.source] = column.name
        if "." in column.name and column.top in plain:
            fields.findings.add(path, f"{column.top} is listed as a column too", "list either the whole or its parts")
        if column.name.count(".") != column.source.count(".") or column.name.count(".") > 1:
            fields.findings.add(path, "a part of a list is written list.part, in its source too", "name both parts")


def _limit(data: Data, path: str, names: set[str], time: str, findings: Findings) -> Limit:
    fields = Fields(data, path, findings, (*RETENTION_KEYS, "hold_purposes"))
    retention = _retention(fields, names)
    if not retention.counted_from:
        if not time:
            findings.add(path, "counted_from is missing", "name the time column that the period counts from")
        retention = Retention(retention.keep, time or None, retention.open, retention.hold, retention.resolved,
                              retention.notice)  # fmt: skip
    purposes = fields.texts("hold_purposes", "list the purposes for which a held row may be kept")
    if retention.hold and not purposes:
        findings.add(path, "a hold without hold_purposes", "list the purposes for which a held row may be kept")
    return Limit(retention, purposes)


def _retention(fields: Fields, names: set[str] | None) -> Retention:
    """Reads a retention rule; `names` are the columns that it may speak of, None where it holds for many datasets."""
    columns = {}
    for key in ("counted_from", "hold", "resolved"):
        columns[key] = fields.text(key, "name a column", "")
        if columns[key] and names is not None and columns[key] not in names:
            fields.findings.add(fields.at(key), f"no column {columns[key]}", suggest(columns[key], names))
    if columns["resolved"] and not columns["hold"]:
        fields.findings.add(fields.at("resolved"), "resolved without a hold", "name the flag column of the hold too")
    return Retention(
        keep=_period(fields),
        counted_from=columns["counted_from"] or None,
        open=fields.flag("open"),
        hold=columns["hold"] or None,
        resolved=columns["resolved"] or None,
        notice=fields.text("notice", "say which passage says so", ""),
    )


UNREAD: Final = Period()  # stands where a period is wrong and told already; known by being this very one


def _period(fields: Fields) -> Period:
    mend = "write a period such as P2Y, P3M, P90D or {calendar_years: 5}"
    value = fields.get("keep")
    if value is None:
        if fields.data:
            fields.findings.add(fields.path, "keep is missing", mend)
    elif isinstance(value, dict):
        years = value.get("calendar_years")
        if (
            list(value) == ["calendar_years"]
            and isinstance(years, int)
            and not isinstance(years, bool)
            and 0 <= years < 100
        ):
            return Period(calendar_years=years)
        fields.findings.add(fields.at("keep"), "is not a period", mend)
    else:
        try:
            return parse_period(str(value))
        except ValueError:
            fields.findings.add(fields.at("keep"), f"{value} is not a period", mend)
    return UNREAD


def read_release(name: str, data: Data, path: str, datasets: Mapping[str, Dataset], findings: Findings) -> Release:
    """Reads one entry of `releases`.

    Args:
        name: its key.
        data: its value.
        path: where it stands.
        datasets: the policy's datasets, which it speaks of.
        findings: what is wrong with it goes here.
    """
    fields = Fields(data, path, findings, RELEASE_KEYS)
    retention = Retention(UNREAD)
    if fields.get("retention") is not None:
        retention = _retention(Fields(fields.get("retention"), fields.at("retention"), findings, RETENTION_KEYS), None)
    elif fields.data:
        at = fields.at("retention") if "retention" in fields.data else path
        findings.add(at, "retention is missing", "say how long it is kept: retention: {keep: P2Y}")
    rules = {}
    for dataset, columns in fields.mapping("datasets", "name the datasets and what happens to each column").items():
        where = fields.at(f"datasets.{dataset}")
        if dataset not in datasets:
            findings.add(where, f"no dataset {dataset}", suggest(dataset, datasets))
        else:
            rules[dataset] = _treatments(columns, where, datasets[dataset], findings)
    spans = {}
    for entity_type, raw in fields.mapping("spans", "say what happens to each kind of span", required=False).items():
        treatment = _span_treatment(entity_type, raw, fields.at(f"spans.{entity_type}"), findings)
        if treatment is not None:
            spans[entity_type] = treatment
    return Release(
        name=name,
        purpose=fields.text("purpose", "name one of the policy's purposes"),
        legal_basis=fields.text("legal_basis", "say what the processing rests on"),
        recipients=_recipients(fields),
        retention=retention,
        consent=fields.text("consent", "name the flag column that must be true", "") or None,
        rights=fields.choices("rights", f"list rights: {', '.join(RIGHTS)}", RIGHTS, "right", required=True),
        datasets=rules,
        spans=spans,
        special=_special(fields),
        detect_threshold=_threshold(fields),
        gate=_gate(fields),
        withdrawn=fields.text("withdrawn", "name the time column at which consent was withdrawn", "") or None,
        separate_by=fields.text("separate_by", "name the column whose values have keys of their own", "") or None,
        notice=fields.text("notice", "say which passage allows it", ""),
    )


def _treatments(data: Data, path: str, dataset: Dataset, findings: Findings) -> dict[str, Treatment]:
    """Reads a dataset's column rules: every column decided, a rule for a list of structs meant for all its parts."""
    if not isinstance(data, dict):
        findings.add(path, "is not a mapping", "write each column with its treatment")
        return {}
    if not dataset.columns:
        return {}  # told already
    wholes = {column.top for column in dataset.columns if "." in column.name}
    names = {column.name for column in dataset.columns}
    rules: dict[str, Treatment] = {}
    for name, raw in data.items():
        where = f"{path}.{name}"
        if name not in names | wholes:
            findings.add(where, f"{dataset.name} has no column {name}", suggest(name, names))
            continue
        meant = [column for column in dataset.columns if name in (column.name, column.top)]
        try:
            treatment = parse_treatment(raw)
            for column in meant:
                check_use(treatment, column.category)
        except TreatmentError as error:
            findings.add(where, *_wrong_and_mend(error, raw))
        else:
            rules |= {column.name: treatment for column in meant if column.name == name or column.name not in data}
    for column in dataset.columns:
        if column.name not in data and column.top not in data:
            findings.add(f"{path}.{column.name}", "is not decided", "give it a treatment; drop leaves it out")
    return rules


def _span_treatment(entity_type: str, raw: Data, path: str, findings: Findings) -> Treatment | None:
    known = (*ENTITY_TYPES, "default")
    if entity_type not in known:
        findings.add(path, f"unknown entity type {entity_type}", suggest(entity_type, known))
        return None
    try:
        treatment = parse_treatment(raw)
        check_span_use(treatment, entity_type)
    except TreatmentError as error:
        findings.add(path, *_wrong_and_mend(error, raw))
        return None
    return treatment


def _wrong_and_mend(error: TreatmentError, raw: Data) -> tuple[str, str]:
    name = next(iter(raw), "") if isinstance(raw, dict) else str(raw)
    if str(error).startswith("unknown treatment"):
        return f"unknown treatment {name}", suggest(name, TREATMENTS)
    wrong, _, mend = str(error).partition("; ")
    return wrong, mend or "see the treatments in the README"


def _recipients(fields: Fields) -> tuple[Recipient, ...]:
    data = fields.get("recipients")
    mend = "write recipients: [{name: …, region: eea}]"
    if not isinstance(data, list) or not data:
        if fields.data:
            at = fields.at("recipients") if "recipients" in fields.data else fields.path
            fields.findings.add(at, "recipients is missing", mend)
        return ()
    found = []
    for number, value in enumerate(data):
        one = Fields(value, f"{fields.at('recipients')}.{number}", fields.findings, ("name", "region", "notice"))
        region = one.text("region", "say where: eea, or a code such as NO")
        check_region(region, one.at("region"), fields.findings)
        found.append(
            Recipient(one.text("name", "name the recipient"), region, one.text("notice", "name the passage", ""))
        )
    return tuple(found)


def check_region(region: str, path: str, findings: Findings) -> None:
    """Notes a region that is neither `eea` nor two capital letters."""
    if (
        region
        and region != "eea"
        and not (len(region) == 2 and region.isascii() and region.isalpha() and region.isupper())
    ):
        near = region.upper() if region.upper() in EEA else "eea, or an ISO 3166 code in capitals such as NO"
        findings.add(path, f"unknown region {region}", f"use {near}")


def _special(fields: Fields) -> dict[str, str]:
    found: dict[str, str] = {}
    mend = "name each special category with redact, drop_row or keep"
    for name, value in fields.mapping("special_categories", mend, required=False).items():
        where = fields.at(f"special_categories.{name}")
        if name not in (*SPECIAL_CATEGORIES, "default"):
            fields.findings.add(
                where, f"unknown special category {name}", suggest(name, (*SPECIAL_CATEGORIES, "default"))
            )
        elif value not in SPECIAL_TREATMENTS:
            fields.findings.add(where, "cannot be treated so", "use redact, drop_row or keep")
        else:
            found |= dict.fromkeys(SPECIAL_CATEGORIES if name == "default" else (name,), str(value))
    return found


def _threshold(fields: Fields) -> float:
    value = fields.data.get("detect_threshold", 0.4)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
        return float(value)
    fields.findings.add(fields.at("detect_threshold"), "is no score", "write a number above 0 and up to 1, such as 0.4")
    return 0.4


def _gate(fields: Fields) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in fields.mapping("gate", f"set {', '.join(GATES)}", required=False).items():
        where = fields.at(f"gate.{name}")
        if name not in GATES:
            fields.findings.add(where, f"unknown gate {name}", suggest(name, GATES))
        elif not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            fields.findings.add(where, "is not a number", "write a number from 0")
        else:
            found[name] = float(value)
    return found
