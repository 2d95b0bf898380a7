"""The categories that a column or a span can have: entity types, which identify somebody, and plain kinds."""

from __future__ import annotations

from typing import Final

PLAIN_KINDS: Final[dict[str, str]] = {
    "time": "when something happened",
    "measure": "how much or how long",
    "code": "one of few values that say nothing of a person",
    "flag": "yes or no",
    "text": "what people wrote or said: anything may stand in it",
}

ENTITY_TYPES: Final[dict[str, str]] = {
    "PERSON": "a name or a part of one",
    "PHONE_NUMBER": "a subscriber number",
    "EMAIL_ADDRESS": "an e-mail address",
    "DK_CPR": "a Danish personal number",
    "NO_FODSELSNUMMER": "a Norwegian personal number",
    "DATE_OF_BIRTH": "a birth date",
    "STREET_ADDRESS": "a street with number",
    "POSTAL_PLACE": "a postcode with town",
    "LOCATION": "a place",
    "BANK_ACCOUNT": "an account at a bank",
    "IBAN_CODE": "an international account number",
    "CREDIT_CARD": "a payment card's number",
    "IP_ADDRESS": "an internet address, v4 or v6",
    "MAC_ADDRESS": "a network card's address",
    "IMEI": "a handset's serial identity",
    "IMSI": "a SIM's subscriber identity",
    "ICCID": "a SIM card's serial number",
    "LICENSE_PLATE": "a vehicle's plate",
    "CUSTOMER_ID": "a customer number",
    "EMPLOYEE_ID": "an employee number",
    "USERNAME": "what somebody logs in with",
    "PASSWORD": "a password",
    "URL": "an address on the web that carries a person's identifier",
    "DK_CVR": "a Danish company number",
    "NO_ORGANISASJONSNUMMER": "a Norwegian company number",
    "REFERENCE": "a case, order, ticket or invoice number",
    "ORGANIZATION": "a company or an authority",
    "ACCOUNT_NUMBER": "an account at a provider",
    "DEVICE_SERIAL": "equipment's serial number",
    "CELL_ID": "a mobile cell",
    "CALL_ID": "a call's id",
    "CONVERSATION_ID": "a conversation's or thread's id",
    "MESSAGE_ID": "a message's id",
    "RECORDING_ID": "a recording's id",
    "SESSION_ID": "a session's id",
    "CLIENT_ID": "the id of a client on whose behalf calls are taken",
}

SPECIAL_CATEGORIES: Final[dict[str, str]] = {
    "HEALTH": "health",
    "RELIGION": "religion or belief",
    "TRADE_UNION": "trade union membership",
    "ETHNICITY": "racial or ethnic origin",
    "POLITICS": "political opinions",
    "SEXUAL_ORIENTATION": "sex life or sexual orientation",
    "CRIMINAL_MATTER": "criminal convictions and offences",
}

DIRECT_IDENTIFIERS: Final[frozenset[str]] = frozenset(ENTITY_TYPES) - {
    "LOCATION", "ORGANIZATION", "DK_CVR", "NO_ORGANISASJONSNUMMER", "REFERENCE", "CELL_ID",
    "CALL_ID", "CONVERSATION_ID", "MESSAGE_ID", "SESSION_ID", "CLIENT_ID",
}  # fmt: skip  # the rest single out a person, a line or a device by themselves

RECORD_IDS: Final[frozenset[str]] = frozenset({
    "REFERENCE", "CALL_ID", "CONVERSATION_ID", "MESSAGE_ID", "RECORDING_ID", "SESSION_ID", "CLIENT_ID",
})  # fmt: skip  # they name no person, and lead whoever holds them twice from one table to the next
