"""How the register of an older archive becomes today's: every row is kept, its keys and indexes are made from it.

Nothing is read again: what a newer program would find in the documents is found when they are read again.
"""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date
from itertools import groupby
from operator import itemgetter

from ingest.archive.register import rows as register
from ingest.archive.register import standings
from ingest.archive.register.rows import Origin


def make_tables(connection: sqlite3.Connection, tables: str) -> None:
    """Execute statements one by one, inside whatever transaction is open."""
    for statement in tables.split(";"):
        connection.execute(statement)


def to_version_4(connection: sqlite3.Connection) -> None:
    """Put the rows of ``assignments`` (versions 1 to 3) into the tables of the register; call inside a transaction."""
    make_tables(connection, register.TABLES)
    make_tables(connection, standings.TABLES)
    rows = connection.execute(
        "SELECT a.document_id, a.actors, a.helpers, a.row, d.sha256, d.issued_on, d.normal, d.issuer"
        " FROM assignments a JOIN documents d ON d.id = a.document_id ORDER BY a.document_id, a.position"
    )
    for document_id, group in groupby(rows, itemgetter("document_id")):
        members = list(group)
        head = members[0]
        issued_on = date.fromisoformat(head["issued_on"]) if head["issued_on"] else None
        number = re.match(r"\d+", head["normal"] or "")
        origin = Origin(document_id, head["sha256"], issued_on, number.group() if number else None, head["issuer"])
        register.store_rows(
            connection,
            origin,
            [json.loads(row["row"]) for row in members],
            [_names(row["actors"]) for row in members],
            [_names(row["helpers"]) for row in members],
        )
    connection.execute("DROP TABLE assignments")


def _names(joined: str) -> list[str]:
    """Return the names that stood between bars."""
    return [name for name in joined.split("|") if name]
