"""Links in a folder that is imported: those that leave it are not followed, and nothing but files is opened."""

import os
from pathlib import Path

import pytest

from ingest.archive.archive import Archive
from ingest.errors import UnreadableFileError
from ingest.intake.gathering import gather
from ingest.intake.intake import ingest
from ingest.readers.dispatch import read_file
from ui.texts.codes import error_text


@pytest.fixture
def ground(tmp_path: Path) -> Path:
    (tmp_path / "den" / "con").mkdir(parents=True)
    (tmp_path / "ngoai" / "sau").mkdir(parents=True)
    (tmp_path / "den" / "a.txt").write_text("Văn bản trong thư mục.", encoding="utf-8")
    (tmp_path / "ngoai" / "b.txt").write_text("Văn bản ngoài thư mục.", encoding="utf-8")
    (tmp_path / "ngoai" / "sau" / "c.txt").write_text("Văn bản sâu.", encoding="utf-8")
    return tmp_path


def found(*paths: Path) -> tuple[list[str], dict[str, str]]:
    gathered = gather(paths)
    return [path.name for path in gathered.files], {path.name: code for path, code in gathered.refused}


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("../ngoai/b.txt", "link_outside"),
        ("../ngoai", "link_outside"),
        ("..", "link_outside"),  # the folder above
        ("/etc/passwd", "link_outside"),
        ("/dev/zero", "link_outside"),
        ("con/../../ngoai/b.txt", "link_outside"),
        ("con", None),  # a folder inside, reached twice
        (".", None),
        ("a.txt", None),
        ("con/../a.txt", None),
        ("khong-co.txt", "missing_path"),
        ("lien-ket.txt", "missing_path"),  # itself
    ],
)
def test_a_link_is_followed_where_it_stays_inside(ground: Path, target: str, outcome: str | None) -> None:
    (ground / "den" / "lien-ket.txt").symlink_to(target)
    names, refused = found(ground / "den")
    assert refused == ({"lien-ket.txt": outcome} if outcome else {})
    assert len(names) == 1  # a.txt, by one of its names


def test_a_link_through_another_link_is_judged_by_its_end(ground: Path) -> None:
    (ground / "den" / "con" / "cau").symlink_to("../../ngoai/sau")
    (ground / "den" / "qua-cau.txt").symlink_to("con/cau/c.txt")
    names, refused = found(ground / "den")
    assert names == ["a.txt"]
    assert refused == {"qua-cau.txt": "link_outside", "cau": "link_outside"}


def test_a_folder_whose_name_begins_alike_is_another(ground: Path) -> None:
    (ground / "den-khac").mkdir()
    (ground / "den-khac" / "d.txt").write_text("x")
    (ground / "den" / "d.txt").symlink_to("../den-khac/d.txt")
    assert found(ground / "den")[1] == {"d.txt": "link_outside"}


def test_a_link_a_person_names_is_followed(ground: Path) -> None:
    (ground / "tro").symlink_to("ngoai")
    (ground / "tro.txt").symlink_to("ngoai/b.txt")
    assert found(ground / "tro") == (["b.txt", "c.txt"], {})
    assert found(ground / "tro.txt") == (["tro.txt"], {})


def test_a_link_between_two_folders_that_are_both_named_stays_inside(ground: Path) -> None:
    (ground / "den" / "b.txt").symlink_to("../ngoai/b.txt")
    names, refused = found(ground / "den", ground / "ngoai")
    assert sorted(names) == ["a.txt", "b.txt", "c.txt"]
    assert refused == {}


def test_what_is_no_file_is_never_opened(ground: Path) -> None:
    os.mkfifo(ground / "den" / "ong.pdf")
    (ground / "den" / "toi-ong.pdf").symlink_to("ong.pdf")
    assert found(ground / "den") == (["a.txt"], {"ong.pdf": "not_a_file", "toi-ong.pdf": "not_a_file"})
    assert found(ground / "den" / "ong.pdf") == ([], {"ong.pdf": "not_a_file"})
    with pytest.raises(UnreadableFileError) as refusal:
        read_file(ground / "den" / "ong.pdf")  # opened, it would wait for ever
    assert refusal.value.code == "not_a_file"


@pytest.mark.slow
def test_the_report_names_the_link_and_the_next_step(ground: Path) -> None:
    (ground / "den" / "mat-khau.txt").symlink_to("/etc/passwd")
    with Archive.open(ground / "kho", create=True) as archive:
        report = ingest([ground / "den"], archive)
        assert [entry.file_name for entry in report.added] == ["a.txt"]
        assert [(entry.file_name, entry.code) for entry in report.failed] == [("mat-khau.txt", "link_outside")]
    assert "nạp thẳng" in error_text("link_outside")
