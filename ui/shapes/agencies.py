"""Agencies and faults of their file as JSON."""

from __future__ import annotations

from ingest.agencies.authority import Agency
from ingest.agencies.file import Fault
from ingest.agencies.find import Agencies
from ui.shapes.answers import Shape, day_shape
from ui.texts.agencies import fault_text


def fault_shape(fault: Fault) -> Shape:
    """Return a fault: its place (0: the whole file or line), its code and its sentence; ``grave`` rows are not used."""
    return {
        "line": fault.line,
        "column": fault.column,
        "field": fault.field,
        "code": fault.code,
        "detail": fault.detail,
        "guess": fault.guess or None,
        "message": fault_text(fault),
        "grave": fault.grave,
    }


def agency_shape(agency: Agency, agencies: Agencies) -> Shape:
    """Return an agency with its names, days and lineage; ``parts`` went over by function, to or from another agency."""
    return {
        "name": agency.name,
        "kind": agency.kind,
        "names": list(agency.names),
        "valid_from": day_shape(agency.valid_from),
        "valid_to": day_shape(agency.valid_to),
        "predecessors": list(agency.predecessors),
        "successors": list(agency.successors),
        "parts": [
            {
                "relation": "to" if one.relation == "part successor" else "from",
                "name": one.name,
                "since": day_shape(one.since),
                "words": list(one.words),
            }
            for one in agencies.parts(agency)
        ],
    }
