"""What a DOCX package carries beside its text: files embedded in it, drawings with text, and what would act or call out."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from lxml import etree

from ingest.document import ReadingWarning
from ingest.readers.active_content import active_content, active_in_field, is_remote
from ingest.readers.attachments import listed
from ingest.readers.formats.compound_file import CompoundFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_RELATIONS_PARTS = 2_000
_MOST_OBJECT_BYTES = 32 * 2**20
_LABEL_BYTES = 4096
_MOST_LABELS = 50
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")  # /etc/passwd, C:\x
_UNREAD = {"chart": "chart", "chartEx": "chart", "diagramData": "diagram", "video": "media", "audio": "media"}
# External targets that every honest document has: links to click, and the author's template (judged by its address).
_ORDINARY = ("hyperlink", "attachedTemplate")


@dataclass(frozen=True, slots=True)
class PackageRelation:
    """One relationship: the part it belongs to (``""`` for the package), its type's last word, and its target."""

    source: str
    kind: str
    target: str
    external: bool


def carried(
    archive: zipfile.ZipFile, relations: Collection[PackageRelation], fields: Iterable[str]
) -> tuple[ReadingWarning, ...]:
    """Return the warnings ``attachments`` (detail: names), ``unread_parts`` (kind × count) and ``active_content``.

    ``fields`` are the instructions of the fields. A chart's own numbers count as part of the chart.
    """
    names = archive.namelist()
    active = {kind for field in fields if (kind := active_in_field(field))}
    unread: dict[str, int] = {}
    attached: dict[str, str] = {}

    def count(kind: str) -> None:
        unread[kind] = unread.get(kind, 0) + 1

    for relation in relations:
        if relation.external:
            if relation.kind == "attachedTemplate" and is_remote(relation.target):
                active.add("template")
            elif relation.kind not in _ORDINARY:
                active.add("outside")
        elif _leaves(relation):
            active.add("path")
        if relation.kind in _UNREAD:
            count(_UNREAD[relation.kind])
        elif relation.kind == "subDocument":
            count("subdocument")
        elif relation.kind in ("oleObject", "package") and not relation.external and "/charts/" not in relation.source:
            attached.setdefault(relation.target, "")
        elif relation.kind == "vbaProject":
            active.add("macro")
    charts = {relation.target for relation in relations if "/charts/" in relation.source}
    for name in names:
        if ".." in name.replace("\\", "/").split("/") or _ABSOLUTE.match(name):
            active.add("path")
        elif name.lower().endswith(("/vbaproject.bin", "/vbadata.xml")):
            active.add("macro")
        elif "/activex/" in name.lower():
            active.add("control")
        elif "/embeddings/" in name and not name.endswith("/") and name not in charts:
            attached.setdefault(name, "")
    for name in [name for name in attached if name in archive.NameToInfo][:_MOST_LABELS]:
        label = _label(archive, name)
        if label is None:
            count("equation")
            del attached[name]
        else:
            attached[name] = label
    found = (
        [ReadingWarning("attachments", listed([label or name for name, label in attached.items()]))] if attached else []
    )
    found += (
        [ReadingWarning("unread_parts", ", ".join(f"{kind} × {unread[kind]}" for kind in sorted(unread)))]
        if unread
        else []
    )
    return (*found, *active_content(active))


def _leaves(relation: PackageRelation) -> bool:
    folder = posixpath.dirname(relation.source)
    target = relation.target.replace("\\", "/")
    return not target.startswith("/") and posixpath.normpath(posixpath.join(folder, target)).startswith("..")


def _label(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return the name a file had before it was packed into an object, ``""`` if none is kept; ``None`` for a formula."""
    if not name.endswith(".bin") or archive.getinfo(name).file_size > _MOST_OBJECT_BYTES:
        return ""
    try:
        file = CompoundFile(archive.read(name))
    except Exception:  # damaged: it is still something that is not read
        return ""
    if ("Equation Native",) in file.names():
        return None
    # Ole10Native: its length, two bytes, then the label up to a zero.
    label = file.read(("\x01Ole10Native",), _LABEL_BYTES)[6:].split(b"\0", 1)[0]
    return label.decode("utf-8", "replace") if label else ""


def relations_of(archive: zipfile.ZipFile, tree: Callable[[str], etree._Element | None]) -> tuple[PackageRelation, ...]:
    """Return all relationships of all parts; ``tree`` parses a part."""
    parts = [name for name in archive.namelist() if name.endswith(".rels")][:_MOST_RELATIONS_PARTS]
    found = []
    for part in parts:
        folder, file = posixpath.split(part)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        root = tree(part)
        for relation in () if root is None else root.iter("{*}Relationship"):
            external = relation.get("TargetMode") == "External"
            target = relation.get("Target", "")
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if not external and not _leaves(PackageRelation(source, kind, target, external)):
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
                target = target if target in archive.NameToInfo else relation.get("Target", "")
            found.append(PackageRelation(source, kind, target, external))
    return tuple(found)


def fields_of(root: etree._Element) -> tuple[str, ...]:
    """Return the instructions of the fields below ``root``: each from its begin to its separator, runs joined."""
    found: list[str] = [simple.get(f"{_W}instr") or "" for simple in root.iter(f"{_W}fldSimple")]
    open_fields: list[str] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}instrText":
            if open_fields:
                open_fields[-1] += element.text or ""
            continue
        step = element.get(f"{_W}fldCharType")
        if step == "begin":
            open_fields.append("")
        elif step == "end" and open_fields:
            found.append(open_fields.pop())
    return (*found, *open_fields)
