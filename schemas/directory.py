"""Directory: one row an employee of the centre."""

from __future__ import annotations

from typing import Final

from slor.schemas.columns import TEXT, CanonicalDataset, Column

DIRECTORY: Final = CanonicalDataset(
    name="directory",
    doc="the centre's employees",
    subject="employee",
    time=None,
    columns=(
        Column("employee_id", TEXT, "EMPLOYEE_ID", "the employer's number for the employee"),
        Column("user_id", TEXT, "USERNAME", "what the employee logs in with; `agent_id` elsewhere"),
        Column("name", TEXT, "PERSON", "the employee's name"),
        Column("title", TEXT, "code", "the employee's title"),
        Column("email", TEXT, "EMAIL_ADDRESS", "the employee's e-mail address"),
        Column("phone", TEXT, "PHONE_NUMBER", "the employee's number"),
        Column("team", TEXT, "code", "the team that the employee belongs to"),
    ),
)
