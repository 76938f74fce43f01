"""What the clerk hears of files that are no documents, and of what a document carries: in the report and on it."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from command_line import NO_VECTORS, tracuu, value_of
from foreign_files import mail, packed
from hostile_pdfs import of_one_page

TEXT = b"So Y te bao cao ket qua tiem phong quy mot."


@pytest.mark.slow
def test_the_report_and_the_document_name_what_was_not_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(of_one_page(TEXT)))
    writer.add_attachment("Phụ lục \x1b[31m<b>1</b>.xlsx", b"x")
    folder = tmp_path / "den"
    folder.mkdir()
    with (folder / "gm.pdf").open("wb") as file:
        writer.write(file)
    (folder / "hai van ban.pdf").write_bytes(packed({"cv 1.pdf": of_one_page(TEXT), "cv 2.pdf": of_one_page(TEXT)}))
    (folder / "thu.pdf").write_bytes(mail(cv_dot_pdf=of_one_page(TEXT)))
    (folder / "ngoai.txt").symlink_to("/etc/hostname")

    run = tracuu("ingest", folder, *NO_VECTORS, folder=tmp_path / "kho")
    said = " ".join(run.stdout.split())
    assert run.returncode == 1
    assert "ZIP, 2 tệp: cv 1.pdf; cv 2.pdf" in said
    assert "giải nén" in said
    assert "thu.pdf: Đây là thư điện tử." in said
    assert "(cv.pdf)" in said
    assert "ngoai.txt: Liên kết dẫn ra ngoài" in said
    assert "b>.xlsx" in said  # the last part of what looks like a path
    assert "\x1b" not in run.stdout
    assert "lưu các tệp đó ra thư mục rồi nạp riêng" in said

    shown = value_of(tracuu("show", "gm.pdf", "--json", folder=tmp_path / "kho"))
    (warning,) = [one for one in shown["warnings"] if one["code"] == "attachments"]
    assert "b>.xlsx" in warning["detail"]
    assert "nạp riêng" in " ".join(tracuu("show", "gm.pdf", folder=tmp_path / "kho").stdout.split())
