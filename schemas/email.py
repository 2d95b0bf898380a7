"""Email: one row a message of a mail thread."""

from __future__ import annotations

from typing import Final

from slor.schemas.columns import FLAG, TEXT, TEXTS, TIME, CanonicalDataset, Column

EMAIL: Final = CanonicalDataset(
    name="email",
    doc="e-mails to and from the centre, with their text",
    subject="customer",
    time="sent_at",
    channel="email",
    columns=(
        Column("message_id", TEXT, "MESSAGE_ID", "the message's own id"),
        Column("thread_id", TEXT, "CONVERSATION_ID", "the thread that it belongs to"),
        Column("sent_at", TIME, "time", "when it was sent"),
        Column("direction", TEXT, "code", "inbound or outbound, seen from the centre"),
        Column("from_name", TEXT, "PERSON", "the sender's name as the header gives it"),
        Column("from_address", TEXT, "EMAIL_ADDRESS", "the sender's address"),
        Column("to", TEXTS, "EMAIL_ADDRESS", "the receivers' addresses"),
        Column("cc", TEXTS, "EMAIL_ADDRESS", "the addresses copied in"),
        Column("subject", TEXT, "text", "the subject line"),
        Column("body", TEXT, "text", "the text, with quoted replies and signature as they came"),
        Column("attachments", TEXTS, "text", "file names of the attachments; people put names in them"),
        Column("queue", TEXT, "code", "the queue that took it"),
        Column("language", TEXT, "code", "da, nb or nn; null where nobody said"),
        Column("agent_id", TEXT, "USERNAME", "the agent's user id"),
        Column("customer_id", TEXT, "CUSTOMER_ID", "the customer's number, where known"),
        Column("consent", FLAG, "flag", "whether the customer consented; null is no consent"),
        Column("dispute", FLAG, "flag", "whether the message gave rise to a dispute"),
    ),
)
