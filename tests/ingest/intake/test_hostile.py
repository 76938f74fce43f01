"""A folder of hostile files: the outcome of each, and an archive that shows no trace of those that stayed out."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile_files import NAMES, make
from ingest.archive.originals import sha256_of
from ingest.intake.intake import IntakeReport
from ingest.intake.worker import OWN_FOLDER
from rag.library import Library
from soundness import check_document

pytestmark = pytest.mark.slow

ADDED = "added"
SECRET = "chỉ máy này được biết"
# What the folder is expected to give; a code is that of a refusal. Names and deep folders follow below.
OUTCOMES = {
    # text
    "text/empty.txt": "empty_file",
    "text/blank.txt": "empty_file",
    "text/zeros.txt": "empty_file",
    "text/one-zero.txt": ADDED,  # one damaged byte costs itself
    "text/random.txt": "unknown_format",
    "text/tcvn3.txt": ADDED,
    "text/vni.txt": ADDED,
    "text/mixed.txt": ADDED,
    "text/utf-8-bom.txt": ADDED,
    "text/utf-16-le-bom.txt": ADDED,
    "text/utf-16-be-bom.txt": ADDED,
    "text/utf-16-le.txt": ADDED,
    "text/utf-16-be.txt": ADDED,
    "text/utf-16-odd.txt": ADDED,  # cut in the middle of a letter
    "text/utf-32.txt": ADDED,
    "text/cp1258.txt": ADDED,
    "text/latin-1.txt": ADDED,  # French is text too
    "text/secret.txt": "secret_mark",
    "text/about-secrets.txt": ADDED,
    "text/form.txt": ADDED,  # empty boxes are no mark
    "text/one-long-line.txt": ADDED,
    "text/million-lines.txt": "too_large",
    "text/deep-quotes.md": ADDED,
    "text/talks-of-pdf.txt": ADDED,
    "text/some.xml": "data_file",
    "other/picture.png": "broken_file",  # the head of a picture, then noise
    "other/picture.jpg": "broken_file",
    "other/sound.mp3": "sound_or_film",
    "other/program.exe": "program_file",
    "other/packed.gz": "packed_files",
    "other/data.sqlite": "data_file",
    "other/terabyte.txt": "too_large",  # sparse; not even hashed
    # files under wrong names: the content decides
    "wrong/a-word-file.pdf": ADDED,
    "wrong/a-pdf-file.docx": ADDED,
    "wrong/a-text-file.pdf": ADDED,
    "wrong/a-page.txt": ADDED,
    "wrong/no-suffix": ADDED,
    "wrong/folder.pdf/inside.txt": ADDED,
    "twice/first.txt": ADDED,
    "twice/second.txt": "unchanged",  # the same bytes
    "twice/third.docx": ADDED,  # the same text, other bytes
    # Word
    "word/cut.docx": "broken_file",
    "word/no-document.docx": "broken_file",
    "word/not-xml.docx": "broken_file",
    "word/not-word.docx": "broken_file",
    "word/empty-document.docx": "no_text",
    "word/zip-bomb.docx": "too_large",
    "word/xml-bomb.docx": ADDED,  # the entity is left alone
    "word/xxe.docx": ADDED,
    "word/external-relations.docx": ADDED,
    "word/path-traversal.docx": ADDED,
    "word/deep-tables.docx": ADDED,
    "word/deep-elements.docx": ADDED,
    "word/wide-table.docx": ADDED,
    "word/style-loop.docx": ADDED,
    "word/encrypted.docx": "encrypted_file",
    "word/flagged-encrypted.docx": "encrypted_file",
    "word/doc-garbage.doc": "broken_file" if shutil.which("soffice") else "missing_helper",
    "word/tcvn3.docx": ADDED,
    "word/secret.docx": "secret_mark",
    "word/about-secrets.docx": ADDED,
    # HTML
    "web/xml-bomb.html": ADDED,
    "web/script.html": ADDED,
    "web/remote.html": ADDED,
    "web/deep.html": "broken_file",  # nothing but elements in elements
    "web/unclosed.html": ADDED,
    "web/wrong-charset.html": ADDED,
    "web/codec-trap.html": ADDED,
    "web/tcvn3.html": ADDED,
    "web/secret.html": "secret_mark",
    # PDF
    "pdf/header-only.pdf": "broken_file",
    "pdf/cut.pdf": "broken_file",
    "pdf/encrypted.pdf": "encrypted_file",
    "pdf/owner-password.pdf": ADDED,  # may be read, not changed
    "pdf/count-a-billion.pdf": ADDED,  # it has one page whatever it says
    "pdf/six-thousand-pages.pdf": "too_large",
    "pdf/kids-in-a-circle.pdf": "broken_file",
    "pdf/stream-bomb.pdf": "no_text",
    "pdf/double-bomb.pdf": "out_of_memory",
    "pdf/deep-objects.pdf": ADDED,
    "pdf/deep-content.pdf": ADDED,
    "pdf/script.pdf": ADDED,
    "pdf/huge-page.pdf": ADDED,
    "pdf/no-pages.pdf": "no_text",
    "pdf/length-that-lies.pdf": ADDED,
    # links and what is no file; the link in a circle to the folder above is followed once, which is not at all
    "links/one.txt": "missing_path",
    "links/two.txt": "missing_path",
    "links/nowhere.txt": "missing_path",
    "links/endless.txt": "link_outside",  # a device besides
    "links/again.txt": ADDED,  # reached first by this name, so text/nfd.txt is not read a second time
    "special/pipe.txt": "not_a_file",
    "special/socket.txt": "not_a_file",
    "special/closed.txt": "no_permission",
} | {f"names/{name}": ADDED for name in NAMES}
# Read whatever the encoding: what must stand in the text.
SENTENCE = "Ủy ban nhân dân tỉnh Bình Lạc yêu cầu các sở, ngành thực hiện nghiêm kế hoạch đã được phê duyệt."
TEXTS = {
    **dict.fromkeys((f"text/{name}.txt" for name in ("one-zero", "mixed", "utf-8-bom", "utf-32", "cp1258")), SENTENCE),
    **dict.fromkeys((f"text/utf-16-{name}.txt" for name in ("le-bom", "be-bom", "le", "be", "odd")), SENTENCE),
    "links/again.txt": SENTENCE,
    "text/tcvn3.txt": "Đơn vị chủ trì phải báo cáo Uỷ ban nhân dân tỉnh trước ngày 15 hằng tháng.",
    "text/vni.txt": "Uỷ ban nhân dân tỉnh yêu cầu các sở báo cáo kết quả.",
    "word/tcvn3.docx": "ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC\nGiao Sở Tài chính trình trước ngày 15; Sở Y tế phối hợp.",
    "web/tcvn3.html": "Uỷ ban nhân dân tỉnh yêu cầu các sở báo cáo trước ngày 15.",
    "web/wrong-charset.html": "Sở Lao động báo cáo.",
    "word/xxe.docx": "Sở Tư pháp báo cáo hằng quý.",
}
# What could not be read is said.
WARNINGS = {
    "text/one-zero.txt": "broken_characters",
    "text/utf-16-odd.txt": "broken_characters",
    "text/mixed.txt": "legacy_encoding",
    "word/tcvn3.docx": "legacy_encoding",
    "word/deep-tables.docx": "nested_too_deep",
    "word/deep-elements.docx": "nested_too_deep",
    "word/xml-bomb.docx": "nested_too_deep",
    "web/unclosed.html": "nested_too_deep",
    # what would act is named, and nothing is called
    "word/external-relations.docx": "active_content",
    "word/path-traversal.docx": "active_content",
    "web/script.html": "active_content",
    "web/remote.html": "active_content",
    "pdf/script.pdf": "active_content",
}


class Ground:
    """The folder, the library it was imported into, and who called the server that listens beside it."""

    def __init__(self, folder: Path, library: Library, report: IntakeReport, server: socket.socket) -> None:
        self.folder = folder
        self.library = library
        self.report = report
        self.server = server

    def outcomes(self, report: IntakeReport) -> dict[str, str]:
        """Return what became of each file, by its path in the folder; a file named twice fails."""
        found: dict[str, str] = {}
        for fate in ("added", "unchanged", "updated", "quarantined", "failed"):
            for entry in getattr(report, fate):
                name = str(Path(entry.path).relative_to(self.folder))
                assert name not in found
                found[name] = entry.code or fate
        return found

    def ids(self) -> dict[str, str]:
        """Return the documents of the files that came in."""
        return {
            str(Path(entry.path).relative_to(self.folder)): entry.document_id or ""
            for entry in (*self.report.added, *self.report.unchanged)
        }


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    root = tmp_path_factory.mktemp("hostile")
    secret = root / "secret"
    secret.write_text(SECRET)
    folder = root / "den"
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        make(folder, server.getsockname()[1], secret)
        with Library.open(root / "kho", "", create=True) as library:
            yield Ground(folder, library, library.ingest([folder]), server)
    (folder / "special" / "closed.txt").chmod(0o600)


def expected(ground: Ground) -> dict[str, str]:
    outcomes = dict(OUTCOMES)
    if os.access(ground.folder / "special" / "closed.txt", os.R_OK):
        outcomes["special/closed.txt"] = ADDED  # nothing is closed to root
    (deep,) = (name for name in ground.outcomes(ground.report) if name.startswith("deep/"))
    assert len(deep.encode()) > 1500
    return outcomes | {deep: ADDED}


def test_each_hostile_file_has_its_stated_outcome(ground: Ground) -> None:
    assert ground.outcomes(ground.report) == expected(ground)
    assert not ground.report.interrupted
    assert len(OUTCOMES) > 40


def test_the_words_are_read_in_whatever_encoding_they_stand(ground: Ground) -> None:
    ids = ground.ids()
    read = {name: ground.library.document(ids[name]).text for name in TEXTS}
    assert {name for name, words in TEXTS.items() if words not in read[name]} == set()


def test_what_could_not_be_read_is_a_warning(ground: Ground) -> None:
    warned = {Path(entry.path): {warning.code for warning in entry.warnings} for entry in ground.report.added}
    assert {name for name, code in WARNINGS.items() if code not in warned[ground.folder / name]} == set()


def test_every_document_that_came_in_is_whole(ground: Ground) -> None:
    ids = set(ground.ids().values())
    assert ids == ground.library.archive.ids()
    for document_id in ids:
        document = ground.library.document(document_id)
        check_document(document)
        assert sha256_of(ground.library.archive.original(document_id)) == document.sha256
        assert document.text == "" or ground.library.passages(document_id)


def test_what_stayed_out_left_no_trace(ground: Ground) -> None:
    kho = ground.library.archive.folder
    kept = {path.name for path in (kho / "originals").rglob("*") if path.is_file()}
    assert kept == {ground.library.document(one).sha256 for one in ground.library.archive.ids()}
    files = [path.read_bytes() for path in kho.rglob("*") if path.is_file()]
    for words in (SECRET, "Nội dung không được lưu lại"):
        assert not any(words.encode() in data for data in files)
        assert not any(words in ground.library.document(one).text for one in ground.library.archive.ids())
    assert not any(
        "không được lưu lại" in hit.passage.text for hit in ground.library.search("nội dung không được lưu lại")
    )
    assert not list(Path(tempfile.gettempdir()).glob("tracuu-escaped*"))
    assert not [path for path in ground.folder.parent.iterdir() if path.name not in ("secret", "den", "kho")]


def test_nobody_was_called(ground: Ground) -> None:
    ground.server.setblocking(False)
    with pytest.raises(BlockingIOError):
        ground.server.accept()


def test_a_second_import_changes_nothing(ground: Ground) -> None:
    before = ground.library.archive.revision(), ground.library.archive.ids(), ground.library.index.status()
    again = ground.library.ingest(
        [ground.folder / part for part in ("text", "word", "web", "names", "links")],
    )
    assert not again.added
    assert not again.updated
    assert (ground.library.archive.revision(), ground.library.archive.ids(), ground.library.index.status()) == before


def test_no_copy_is_left_in_the_temporary_folder(ground: Ground) -> None:
    assert ground.report.added
    left = [path for path in Path(tempfile.gettempdir()).glob(f"{OWN_FOLDER}*") if _is_ours(path)]
    assert left == []


def _is_ours(path: Path) -> bool:
    """Tell whether no running process uses it: other imports may go on beside this test."""
    try:
        users = [entry.read_bytes() for entry in Path("/proc").glob("[0-9]*/environ")]
    except OSError:
        return False
    return not any(path.name.encode() in environment for environment in users)
