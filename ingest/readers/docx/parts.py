"""The parts of a DOCX package as XML trees, whatever their names and whichever of the two namespaces they use."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO

from lxml import etree

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.readers.docx.carried import carried, fields_of, relations_of

VML = "{urn:schemas-microsoft-com:vml}"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST = 10**6
_MOST_MEDIA = 48 * 2**20  # bytes of pictures of one part that are looked at
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@cache
def w(name: str) -> str:
    """Return the tag or attribute ``w:name`` in lxml's notation."""
    return f"{{{_TRANSITIONAL}}}{name}"


def whole(text: str | None) -> int:
    """Return the whole number an attribute holds; 0 for what is none or beyond all reason ("²", "1e9", "-", 10^9)."""
    try:
        number = int(text or 0)
    except ValueError:
        return 0
    return number if abs(number) < _LARGEST else 0


@dataclass(frozen=True, slots=True)
class Parts:
    """The trees of a document; a part the package lacks is ``None`` or empty.

    ``cut`` counts the parts of which the end could not be read because their elements are nested beyond all reason.
    ``chunks`` are the files that Word prints in the place of an ``altChunk``, by the id it names; ``warnings`` are those of
    ``docx_carried``; ``embedded`` the pictures of body, headers and footers by relation.
    """

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    comments: etree._Element | None
    headers: tuple[etree._Element, ...]
    footers: tuple[etree._Element, ...]
    pictures: int
    cut: int
    chunks: Mapping[str, bytes]
    warnings: tuple[ReadingWarning, ...]
    embedded: dict[etree._Element, dict[str, bytes]]

    def media(self, tree: etree._Element, relation: str) -> bytes | None:
        """Return the bytes of the picture that ``tree`` (body, a header, a footer) names by a relation."""
        return self.embedded.get(tree, {}).get(relation)


def open_parts(data: bytes) -> Parts:
    """Read the package. Raises ``UnreadableFileError("broken_file")`` when its main document cannot be found or read."""
    archive = zipfile.ZipFile(BytesIO(data))
    cut: set[str] = set()
    names = set(archive.namelist())
    main = _main_part(archive, names)
    targets = _targets(archive, names, main)

    def first(kind: str) -> etree._Element | None:
        return next((_tree(archive, name, cut) for found, name in targets if found == kind and name in names), None)

    embedded: dict[etree._Element, dict[str, bytes]] = {}

    def every(kind: str) -> tuple[etree._Element, ...]:
        trees = []
        for name in (name for found, name in targets if found == kind and name in names):
            if (tree := _tree(archive, name, cut)) is not None:
                embedded[tree] = _media(archive, names, name)
                trees.append(tree)
        return tuple(trees)

    document = _tree(archive, main, cut)
    body = document.find(w("body")) if document is not None else None
    if body is None:
        raise UnreadableFileError("broken_file", main)
    embedded[body] = _media(archive, names, main)
    return Parts(
        body,
        first("styles"),
        first("numbering"),
        first("footnotes"),
        first("endnotes"),
        first("comments"),
        every("header"),
        every("footer"),
        sum(1 for name in names if name.startswith("word/media/")),
        len(cut),
        _chunks(archive, names, main),
        carried(archive, relations_of(archive, partial(_tree, archive)), fields_of(body)),
        embedded,
    )


def _chunks(archive: zipfile.ZipFile, names: set[str], main: str) -> dict[str, bytes]:
    return {
        relation.get("Id", ""): archive.read(name)
        for relation, kind, name in _relations(archive, names, main)
        if kind == "aFChunk" and name in names
    }


def _media(archive: zipfile.ZipFile, names: set[str], source: str) -> dict[str, bytes]:
    """Return the pictures of a part by their relation, within reason: a package of photographs is no letter."""
    found: dict[str, bytes] = {}
    left = _MOST_MEDIA
    for relation, kind, name in _relations(archive, names, source):
        if kind == "image" and name in names and (left := left - archive.getinfo(name).file_size) > 0:
            found[relation.get("Id", "")] = archive.read(name)
    return found


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    for kind, name in _targets(archive, names, ""):
        if kind == "officeDocument" and name in names:
            return name
    if "word/document.xml" in names:
        return "word/document.xml"
    raise UnreadableFileError("broken_file", "word/document.xml")


def _targets(archive: zipfile.ZipFile, names: set[str], source: str) -> list[tuple[str, str]]:
    """Return (kind, part name) of every internal relationship of ``source`` (``""`` for the package itself)."""
    return [(kind, name) for _, kind, name in _relations(archive, names, source)]


def _relations(archive: zipfile.ZipFile, names: set[str], source: str) -> list[tuple[etree._Element, str, str]]:
    folder, file = posixpath.split(source)
    relationships = posixpath.join(folder, "_rels", f"{file}.rels")
    tree = _tree(archive, relationships) if relationships in names else None
    if tree is None:
        return []
    return [
        (
            relation,
            relation.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in tree.iter(_RELATIONSHIP)
        if relation.get("TargetMode") != "External"
    ]


def _tree(archive: zipfile.ZipFile, name: str, cut: set[str] | None = None) -> etree._Element | None:
    """Parse one part leniently; entities are never resolved and nothing is fetched.

    The parser gives up on elements nested more than 256 deep and on what stands behind them: then ``cut`` gains the name.
    """
    data = archive.read(name).replace(_STRICT, _TRANSITIONAL.encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    tree = etree.fromstring(data, parser) if data.strip() else None
    if cut is not None and any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        cut.add(name)
    return tree
