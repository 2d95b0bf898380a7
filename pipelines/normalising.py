"""Normal forms of whole columns: the common shapes in Arrow's own kernels, the rest one by one."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from slor.recognizers.normal_forms import NORDIC_CODES, normal_form
from slor.schemas.categories import ENTITY_TYPES

_SIP: Final = r"^(?:sip:([+0-9]+)@[0-9a-z.\-]+|tel:([+0-9]+))$"
_NORDIC: Final = rf"^(?:\+|00)({'|'.join(NORDIC_CODES.values())})([1-9][0-9]{{7}})$"
_NORDIC_E164: Final = rf"^\+(?:{'|'.join(NORDIC_CODES.values())})[0-9]{{8}}$"
_NATIONAL: Final = "^[1-9][0-9]{7}$"
_E164: Final = r"^\+[1-9][0-9]{6,14}$"
_WORD: Final = "[A-Za-zæøåÆØÅäöüÄÖÜéÉ]+"
_PLAIN: Final = r"^[!-~]+(?: [!-~]+)*$"
_COMPACT: Final = "^[0-9A-Za-z]+$"
_DIGITS: Final = "^[0-9]+$"

# values of these shapes have their lower-case form as normal form
_LOWERED: Final = {
    "PERSON": f"^{_WORD}(?: {_WORD})*$",
    "EMAIL_ADDRESS": r"^[0-9A-Za-z][0-9A-Za-z._+\-]*@[0-9A-Za-z][0-9A-Za-z.\-]*[0-9A-Za-z]$",
    "USERNAME": "^[0-9A-Za-z][!-~]*$",
    **dict.fromkeys(("MAC_ADDRESS", "IBAN_CODE", "LICENSE_PLATE", "CUSTOMER_ID", "EMPLOYEE_ID"), _COMPACT),
    **dict.fromkeys(("DK_CPR", "NO_FODSELSNUMMER", "DK_CVR", "NO_ORGANISASJONSNUMMER", "BANK_ACCOUNT"), _DIGITS),
    **dict.fromkeys(("CREDIT_CARD", "IMEI", "ICCID", "IMSI"), _DIGITS),
}
_BY_VALUE: Final = frozenset({"DATE_OF_BIRTH", "STREET_ADDRESS", "POSTAL_PLACE", "IP_ADDRESS", "PASSWORD"})


def normal_forms(category: str, values: pa.StringArray, countries: tuple[str, ...]) -> pa.StringArray:
    """The normal form of each value, as `slor.recognizers.normal_forms.normal_form` gives it.

    Args:
        category: an entity type; a plain kind's values are their own normal form.
        values: strings without nulls, shape (n,).
        countries: whose phone numbers may stand without a calling code.

    Returns:
        Shape (n,), no nulls.
    """
    if category not in ENTITY_TYPES or len(values) == 0:
        return values
    if category == "PHONE_NUMBER":
        done, sure = _phones(values, countries)
    elif category in _BY_VALUE:
        done, sure = values, pa.array(np.zeros(len(values), dtype=bool))
    else:
        sure = pc.match_substring_regex(values, _LOWERED.get(category, _PLAIN))
        done = pc.utf8_lower(values)
    if pc.all(sure).as_py():
        return done
    rest = values.filter(pc.invert(sure)).to_pylist()
    forms = [normal_form(category, value, countries=countries) for value in rest]
    return pc.replace_with_mask(done, pc.invert(sure), pa.array(forms, pa.string()))


def _phones(values: pa.StringArray, countries: tuple[str, ...]) -> tuple[pa.StringArray, pa.BooleanArray]:
    """Numbers of the shapes that calls come with, and where that shape was."""
    bare = pc.replace_substring_regex(values, _SIP, r"\1\2")
    if len(countries) > 1:
        done = pc.replace_substring_regex(bare, _NORDIC, r"\2")
        foreign = pc.and_not(pc.match_substring_regex(done, _E164), pc.match_substring_regex(done, _NORDIC_E164))
        return done, pc.or_(pc.match_substring_regex(done, _NATIONAL), foreign)
    done = pc.replace_substring_regex(bare, _NORDIC, r"+\1\2")
    if code := NORDIC_CODES.get(countries[0] if countries else ""):
        done = pc.replace_substring_regex(done, _NATIONAL, rf"+{code}\0")
    return done, pc.match_substring_regex(done, _E164)
