"""LibreOffice converts strangers' files: no macro runs, no picture is fetched, and the clerk is told what was there."""

import shutil
import socket
import threading
from pathlib import Path

import pytest

from foreign_files import SENTENCE, packed
from ingest.lines import Reading
from ingest.readers.dispatch import read_file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

_NAMES = " ".join(
    f'xmlns:{short}="{long}"'
    for short, long in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
_CALL = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"


def content(inside: str, scripts: str = "") -> str:
    return (
        f'<office:document-content {_NAMES} office:version="1.2">{scripts}<office:body><office:text><text:p>{inside}{SENTENCE}'
        "</text:p></office:text></office:body></office:document-content>"
    )


def odt(**members: str) -> bytes:
    files = {name.replace("__", "/").replace("_xml", ".xml").replace("_", "-"): text for name, text in members.items()}
    kinds = {"/": "application/vnd.oasis.opendocument.text", **dict.fromkeys(files, "text/xml")}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}</manifest:manifest>'
    packing = {"mimetype": kinds["/"], **files, "META-INF/manifest.xml": manifest}
    return packed({name: text.encode() for name, text in packing.items()}, stored=True)


def read(data: bytes, folder: Path) -> Reading:
    path = folder / "tệp.odt"
    path.write_bytes(data)
    reading = read_file(path)
    assert SENTENCE in [line.text for line in reading.lines]
    return reading


def test_no_macro_runs(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    listener = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        f'script:event-name="dom:load" xlink:type="simple" xlink:href="{_CALL}"/></office:event-listeners></office:scripts>'
    )
    program = f'Sub Main\nOpen "{ran}" For Output As #1\nClose #1\nEnd Sub'
    reading = read(
        odt(
            content_xml=content("", listener),
            Basic__script_lc_xml=f'<library:libraries {_LIBRARY}><library:library library:name="Standard" library:link="false"/></library:libraries>',
            Basic__Standard__script_lb_xml=f'<library:library {_LIBRARY} library:name="Standard"><library:element library:name="Module1"/></library:library>',
            Basic__Standard__Module1_xml=f'<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{program}</script:module>',
        ),
        tmp_path,
    )
    assert [(one.code, one.detail) for one in reading.warnings] == [("active_content", "macro")]
    assert not ran.exists()


def test_no_picture_is_fetched(tmp_path: Path) -> None:
    callers: list[bytes] = []
    done = threading.Event()

    def listen(server: socket.socket) -> None:
        server.settimeout(0.2)
        while not done.is_set():
            try:
                caller, _ = server.accept()
            except TimeoutError:
                continue
            callers.append(caller.recv(100))
            caller.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        listening = threading.Thread(target=listen, args=(server,))
        listening.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        picture = (
            f'<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}" xlink:type="simple" '
            'xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
        )
        try:
            reading = read(odt(content_xml=content(picture)), tmp_path)
        finally:
            done.set()
            listening.join()
    assert callers == []
    assert [(one.code, one.detail) for one in reading.warnings] == [("active_content", "outside")]
