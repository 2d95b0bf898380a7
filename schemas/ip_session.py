"""IP session: one row a subscriber's internet session, as the network logs it."""

from __future__ import annotations

from typing import Final

from slor.schemas.columns import COUNT, TEXT, TIME, CanonicalDataset, Column

IP_SESSION: Final = CanonicalDataset(
    name="ip_session",
    doc="internet sessions: which subscriber had which address, where and how much",
    subject="customer",
    time="start_time",
    columns=(
        Column("session_id", TEXT, "SESSION_ID", "the session's own id"),
        Column("account_number", TEXT, "ACCOUNT_NUMBER", "the code that the subscriber's provider gave"),
        Column("subscriber_id", TEXT, "CUSTOMER_ID", "the subscriber"),
        Column("ip_address", TEXT, "IP_ADDRESS", "the address that was assigned, v4 or v6"),
        Column("mac_address", TEXT, "MAC_ADDRESS", "the equipment's network address"),
        Column("device_serial", TEXT, "DEVICE_SERIAL", "the equipment's serial number"),
        Column("cell_id", TEXT, "CELL_ID", "the mobile cell, null on fixed lines"),
        Column("start_time", TIME, "time", "when the session began"),
        Column("end_time", TIME, "time", "when it ended"),
        Column("bytes_up", COUNT, "measure", "bytes sent"),
        Column("bytes_down", COUNT, "measure", "bytes received"),
        Column("signal_dbm", COUNT, "measure", "signal strength in dBm"),
    ),
)
