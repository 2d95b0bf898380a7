"""Dialogue: one row a chat or a transcribed call, with its turns."""

from __future__ import annotations

from typing import Final

from slor.schemas.columns import FLAG, TEXT, TIME, CanonicalDataset, Column

DIALOGUE: Final = CanonicalDataset(
    name="dialogue",
    doc="chats and call transcripts, turn by turn",
    subject="customer",
    time="started_at",
    channel="channel",
    columns=(
        Column("conversation_id", TEXT, "CONVERSATION_ID", "the conversation's own id"),
        Column("channel", TEXT, "code", "chat or voice"),
        Column("call_id", TEXT, "CALL_ID", "the CDR of a voice conversation; null for a chat"),
        Column("started_at", TIME, "time", "when the conversation began"),
        Column("ended_at", TIME, "time", "when it ended"),
        Column("queue", TEXT, "code", "the queue that took it"),
        Column("language", TEXT, "code", "da, nb or nn; null where nobody said"),
        Column("agent_id", TEXT, "USERNAME", "the agent's user id"),
        Column("agent_name", TEXT, "PERSON", "the agent's name"),
        Column("agent_email", TEXT, "EMAIL_ADDRESS", "the agent's e-mail address"),
        Column("customer_id", TEXT, "CUSTOMER_ID", "the customer's number, where known"),
        Column("customer_name", TEXT, "PERSON", "the customer's name, where known"),
        Column("customer_phone", TEXT, "PHONE_NUMBER", "the customer's number, where known"),
        Column("customer_email", TEXT, "EMAIL_ADDRESS", "the customer's e-mail address, where known"),
        Column("consent", FLAG, "flag", "whether the customer consented; null is no consent"),
        Column("dispute", FLAG, "flag", "whether the conversation gave rise to a dispute"),
        Column("turns.at", TIME, "time", "when the turn was said or written"),
        Column("turns.speaker", TEXT, "code", "agent, customer or system"),
        Column("turns.text", TEXT, "text", "what was said or written"),
    ),
)
