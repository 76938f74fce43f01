"""``tracuu ocr``: what it says when nothing waits, when Tesseract is missing, and what ``status`` counts."""

import json
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from command_line import tracuu
from drawn_pages import drawn
from ingest.archive.archive import Archive
from ingest.intake.intake import ingest


def black_square(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (200, 200), 0)), 100, 100, 300, 300)


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """Make an archive with one picture of a page, taken in without recognition."""
    (tmp_path / "quét.pdf").write_bytes(drawn(black_square))
    with Archive.open(tmp_path / "kho", create=True) as archive:
        ingest([tmp_path / "quét.pdf"], archive, reader="ingest.reading:read_document", workers=1)
        assert len(archive.waiting_for_ocr()) == 1
    return tmp_path / "kho"


@pytest.mark.slow
def test_status_counts_what_waits_and_ocr_without_tesseract_says_what_to_install(
    waiting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    state = json.loads(tracuu("status", "--json", folder=waiting).stdout)
    assert (state["waiting"], state["helpers"]["tesseract"]) == (1, False)
    run = tracuu("ocr", folder=waiting)
    assert run.returncode == 1
    assert "tesseract-ocr-vie" in run.stderr


@pytest.mark.slow
def test_ocr_says_when_nothing_waits(tmp_path: Path) -> None:
    Archive.open(tmp_path / "kho", create=True).close()
    run = tracuu("ocr", folder=tmp_path / "kho")
    assert (run.returncode, run.stdout.strip()) == (0, "Không có văn bản nào chờ nhận dạng chữ.")


@pytest.mark.slow
def test_ocr_of_an_unknown_document_is_refused(waiting: Path) -> None:
    run = tracuu("ocr", "9999", folder=waiting)
    assert run.returncode == 1
    assert "9999" in run.stderr
