"""CDR: one row a call, as the switch and the contact-centre platform record it."""

from __future__ import annotations

from typing import Final

from slor.schemas.columns import AMOUNT, COUNT, FLAG, TEXT, TIME, CanonicalDataset, Column

CDR: Final = CanonicalDataset(
    name="cdr",
    doc="call detail records: who called whom, when, for how long, and how it ended",
    subject="customer",
    time="start_time",
    columns=(
        Column("call_id", TEXT, "CALL_ID", "the call's own id, referred to by dialogues"),
        Column("direction", TEXT, "code", "inbound or outbound, seen from the centre"),
        Column("a_number", TEXT, "PHONE_NUMBER", "the calling number, in whatever form the switch wrote it"),
        Column("b_number", TEXT, "PHONE_NUMBER", "the number that was called"),
        Column("c_number", TEXT, "PHONE_NUMBER", "the number that the call was forwarded to"),
        Column("start_time", TIME, "time", "when the call reached the centre"),
        Column("answer_time", TIME, "time", "when an agent answered; null where nobody did"),
        Column("end_time", TIME, "time", "when the call ended"),
        Column("ring_seconds", COUNT, "measure", "seconds until answered or given up"),
        Column("talk_seconds", COUNT, "measure", "seconds of conversation"),
        Column("hold_seconds", COUNT, "measure", "seconds on hold"),
        Column("queue", TEXT, "code", "the queue that took the call"),
        Column("agent_id", TEXT, "USERNAME", "the agent's user id"),
        Column("agent_name", TEXT, "PERSON", "the agent's name"),
        Column("customer_id", TEXT, "CUSTOMER_ID", "the caller's customer number, where known"),
        Column("customer_name", TEXT, "PERSON", "the caller's name, where known"),
        Column("disposition", TEXT, "code", "how the call ended: answered, abandoned, …"),
        Column("cell_id", TEXT, "CELL_ID", "the mobile cell: a place"),
        Column("imsi", TEXT, "IMSI", "the SIM's subscriber identity"),
        Column("imei", TEXT, "IMEI", "the handset's serial identity"),
        Column("charge", AMOUNT, "measure", "what the call cost"),
        Column("currency", TEXT, "code", "ISO 4217 code of `charge`"),
        Column("recording_id", TEXT, "RECORDING_ID", "the id of the call's recording, where there is one"),
        Column("consent", FLAG, "flag", "whether the caller consented; null is no consent"),
        Column("dispute", FLAG, "flag", "whether the call gave rise to a dispute"),
    ),
)
