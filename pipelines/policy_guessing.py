"""What a column seems to be: by its name, its type, and its contents, which are looked at and never told."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from slor.schemas.categories import ENTITY_TYPES, PLAIN_KINDS
from slor.schemas.columns import TIME
from slor.schemas.conversions import convert, fits, is_list, is_text

_LOOKED_AT: Final = 40
_MOST: Final = 0.6
_NEARLY_ALL: Final = 0.9
_ALMOST_ALL: Final = 0.95
_CODES: Final = 24
_WORDS_OF_TEXT: Final = 4
_BIG: Final = 1_000_000

_NAMES: Final[tuple[tuple[str, str], ...]] = (
    (r"(?<!voic)e_?mail(?!_?id)|mail_?(adr|address)|(^|_)mail$|from_address|fra_adresse", "EMAIL_ADDRESS"),
    (
        r"msisdn|phone|telefon|mobil|tlf|(^|_)[abc]_?(number|nummer|nr)$|(from|to|fra|til|caller|opkalder|anroper|ringer)_?(number|nummer|nr)",
        "PHONE_NUMBER",
    ),
    (r"cpr|personnummer", "DK_CPR"),
    (r"f(oe|ø)dselsn", "NO_FODSELSNUMMER"),
    (r"birth|(^|_)f(oe|ø)dt|f(oe|ø)dselsda|(^|_)dob$", "DATE_OF_BIRTH"),
    (r"imsi", "IMSI"),
    (r"imei", "IMEI"),
    (r"iccid|sim_?(card|kort)", "ICCID"),
    (r"(^|_)mac(_|$)|mac_?add", "MAC_ADDRESS"),
    (r"(^|_)ip(_|$)|ip_?add|framed_ip", "IP_ADDRESS"),
    (r"iban", "IBAN_CODE"),
    (r"serial|serie_?n", "DEVICE_SERIAL"),
    (r"cell|(^|_)cgi$|antenn", "CELL_ID"),
    (r"recording|optagelse|opptak|voicemail_?id", "RECORDING_ID"),
    (r"call_?(id|ref)|opkalds?_?id|anrop_?id|samtale_?id", "CALL_ID"),
    (r"conversation|thread|traad|tråd|chat_?id|case_?id", "CONVERSATION_ID"),
    (r"message_?id|besked_?id|(^|_)e?_?mail_?id|melding_?id", "MESSAGE_ID"),
    (r"session|(visit|besoeg|besøg|besoek|besøk)_?id", "SESSION_ID"),
    (r"(client|klient|reseller|forhandler)_?(name|navn)$", "ORGANIZATION"),
    (r"client|klient|reseller|forhandler", "CLIENT_ID"),
    (r"(customer|kunde|subscriber|abonnent)(_?(id|no|nr|nummer|number))?$", "CUSTOMER_ID"),
    (r"account|konto", "ACCOUNT_NUMBER"),
    (r"employee_?(id|no)|medarbejder_?(id|nr)|ansatt?_?(id|nr)|local_?number|lokalnummer", "EMPLOYEE_ID"),
    (r"user|bruger|bruker|login|agent_?id|^agent$|receptionist$", "USERNAME"),
    (r"pass_?word|adgangskode|passord", "PASSWORD"),
    (r"street|(^|_)adresse?$|vejnavn|gate", "STREET_ADDRESS"),
    (r"postal|post_?(code|nr|nummer)|zip", "POSTAL_PLACE"),
    (r"plate|nummerplade|skilt|reg_?nr", "LICENSE_PLATE"),
    (r"company|firma|organi[sz]a", "ORGANIZATION"),
    (r"(^|_)(town|city|by|sted|place)$|location", "LOCATION"),
    (r"(invoice|order|ordre|faktura|ticket|sag|sak|bill)_?(id|no|nr|nummer)?$", "REFERENCE"),
    (r"name$|navn$|contact$|modtager|receiver$", "PERSON"),
)  # fmt: skip

# What is known for it by the words around it, or has no form of its own: a name that says otherwise is believed.
_FORMLESS: Final = frozenset(
    {"PHONE_NUMBER", "CUSTOMER_ID", "EMPLOYEE_ID", "USERNAME", "PASSWORD", "REFERENCE", "ACCOUNT_NUMBER", "LOCATION",
     "DEVICE_SERIAL", "DATE_OF_BIRTH", "ORGANIZATION"}
)  # fmt: skip


@dataclass(frozen=True)
class Guess:
    """What a column seems to be.

    Attributes:
        category: empty where nothing tells.
        type: the policy's word for its type; empty for the category's usual one.
        why: what it was guessed by, or what is to be decided; holds no value.
    """

    category: str
    type: str
    why: str


def guess(name: str, chunks: Sequence[pa.Array]) -> Guess:
    """Guesses what a column is.

    Args:
        name: as the source has it; the leaf of a list of structs is dotted.
        chunks: some of its values; of one type in most sources, of several in some.
    """
    kind = next((chunk.type for chunk in chunks if not pa.types.is_null(chunk.type)), pa.null())
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    word = _snake(name.rpartition(".")[2])
    listed = "list<string>" if is_list(kind) else ""
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        born = _by_name(word) == "DATE_OF_BIRTH"
        return Guess("time", "timestamp", "by type; a date of birth would have to be text" if born else "by type")
    if pa.types.is_boolean(kind):
        return Guess("flag", "boolean", "by type")
    named = _by_name(word)
    numeric = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    if numeric:
        return _number(named, kind, chunks)
    values = _values(chunks)
    if not values:
        return Guess("", listed, "no value in the sample tells what it is")
    found, share = _by_contents(word, values)
    told = f"{share:.0%} of {len(values)} values looked at"
    if found and (found == named or (not named and share >= _NEARLY_ALL)):
        return Guess(found, listed, f"by contents: {told}{', as its name says' if named else ''}")
    if named and found and found not in _FORMLESS and named != "USERNAME":  # people log in with names and addresses
        return Guess("", listed, f"its name says {named}, and {told} are {found}")
    if named:
        return Guess(named, listed, f"by name; {told} would do as {found} too" if found else "by name")
    if not listed and _are_times(values):
        return Guess("time", "timestamp", "by contents: ISO 8601 times")
    if {value.casefold() for value in values} <= {"true", "false"}:
        return Guess("flag", "boolean", "by contents: true or false")
    words = sum(len(value.split()) for value in values) / len(values)
    if words > _WORDS_OF_TEXT or found:
        return Guess("text", listed, "by contents: people's own words" if not found else f"by contents: holds {found}")
    if _few(chunks):
        return Guess("code", listed, "by contents: few values that recur")
    return Guess("", listed, "many values of no kind that is known: an identifier, or text?")


def _number(named: str, kind: pa.DataType, chunks: Sequence[pa.Array]) -> Guess:
    whole = pa.types.is_integer(kind)
    if named and whole:
        return Guess(named, "string", "by name")
    numbers = [value for chunk in chunks for value in chunk.to_pylist() if value is not None]
    big = sum(abs(value) >= _BIG for value in numbers)
    if whole and numbers and big >= _MOST * len(numbers) and len(set(numbers)) > len(numbers) / 2:
        return Guess("", "", "large whole numbers that hardly recur: an identifier, or a measure?")
    return Guess("measure", "integer" if whole else "number", "by type")


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_").replace(" ", "_")


def _by_name(word: str) -> str:
    return next((category for pattern, category in _NAMES if re.search(pattern, word)), "")


def _values(chunks: Sequence[pa.Array]) -> list[str]:
    """Some distinct values, in an order of their own."""
    found: dict[str, None] = {}
    for chunk in chunks:
        flat = chunk.flatten() if is_list(chunk.type) else chunk
        if not is_text(flat.type.value_type if pa.types.is_dictionary(flat.type) else flat.type):
            continue
        for value in flat.to_pylist():
            text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
            if text and text.strip():
                found[text] = None
    step = max(1, len(found) // _LOOKED_AT)
    return list(found)[::step][:_LOOKED_AT]


def _few(chunks: Sequence[pa.Array]) -> bool:
    values = [str(value) for chunk in chunks for value in chunk.to_pylist() if value is not None]
    return len(set(values)) <= min(_CODES, len(values) / 2)


def _are_times(values: Sequence[str]) -> bool:
    array = pa.array(values)
    if not fits(array.type, TIME):
        return False
    bad = convert(array, TIME, "UTC").bad
    wrong = 0 if bad is None else sum(bool(flag) for flag in bad.to_pylist())
    return wrong <= (1 - _ALMOST_ALL) * len(values) and all(re.match(r"\s*\d{4}-\d\d-\d\d", value) for value in values)


@functools.cache
def _detector() -> object:
    from slor.recognizers.analyzer import Detector

    return Detector()


def _by_contents(word: str, values: Sequence[str]) -> tuple[str, float]:
    """The entity type that most values are wholly of, and how many are; the column's name stands before each."""
    from slor.recognizers.analyzer import Detector
    from slor.recognizers.spans import Conversation, Turn

    detector = _detector()
    assert isinstance(detector, Detector)
    lead = f"{word.replace('_', ' ')}: "
    found = detector.detect_many([Conversation((Turn("", lead + value),)) for value in values])
    counts: dict[str, int] = {}
    for value, (spans,) in zip(values, found, strict=True):
        kinds: dict[str, int] = {}
        for span in spans:
            kinds[span.entity_type] = kinds.get(span.entity_type, 0) + max(0, span.end - max(span.start, len(lead)))
        for kind, length in kinds.items():
            if length >= _MOST * len(value.strip()) and len(value.strip()) > 1:  # a letter alone tells nothing
                counts[kind] = counts.get(kind, 0) + 1
    known = {kind: number for kind, number in counts.items() if kind in ENTITY_TYPES or kind in PLAIN_KINDS}
    best = max(known, key=lambda kind: known[kind], default="")
    share = known.get(best, 0) / len(values)
    return (best, share) if share >= _MOST else ("", 0.0)
