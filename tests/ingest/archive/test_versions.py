"""Copies, drafts and rivals: recognised on arrival, kept, and told apart from what only looks alike."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archived import FewAgencies, directive, read_note
from ingest.archive.archive import Archive
from ingest.archive.likeness import BINS, bands, fingerprint, likeness
from ingest.document import Document, Span
from ingest.intake.intake import ingest
from older_archives import take_back

ISSUER = "Ủy ban nhân dân tỉnh Bình Lạc"
DAY = date(2024, 6, 18)
_WORDS = "rà soát chợ đầu mối giao Sở Công Thương chủ trì phối hợp kiểm tra an toàn thực phẩm báo cáo kết quả"
_VOCABULARY = _WORDS.split()


def sentences(count: int, seed: int = 1) -> str:
    """Return ``count`` sentences of ten words; other seeds give other texts."""
    dice = random.Random(seed)
    return " ".join(" ".join(dice.choices(_VOCABULARY, k=9)) + f" {dice.randrange(900)}." for _ in range(count))


def letter(text: str, **known: object) -> Document:
    facts = {"issuer": ISSUER, "issued_on": DAY, **known}
    document, _ = directive(text, **facts)  # type: ignore[arg-type]
    return replace(document, body=Span(0, len(text)))


def misread(text: str, share: float) -> str:
    """Replace a share of the words, as a poor scan does."""
    dice = random.Random(7)
    return " ".join(f"{word}x" if dice.random() < share else word for word in text.split())


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


def put(archive: Archive, document: Document) -> Document:
    path = archive.folder.parent / f"{document.id}.txt"
    path.write_bytes(document.text.encode())
    archive.add(document, path, str(path))
    return document


def kinds(archive: Archive, document: Document) -> dict[str, str]:
    return {relation.other.id: relation.kind for relation in archive.relations(document.id)}


TEXT = sentences(30)
OTHER = sentences(30, seed=2)
# What the second document is to the first: (first, second, relation seen from the second; None: strangers)
PAIRS = [
    # a scan and the file it was printed from
    (letter(TEXT, number="8/KH-UBND"), letter(misread(TEXT, 0.04), number="8/KH-UBND"), "copy"),
    # retyped: other signs and capitals, the same words
    (letter(TEXT, number="8/KH-UBND"), letter(TEXT.upper().replace(".", ";"), number="8/KH-UBND"), "same_text"),
    (letter(TEXT), letter(f"{TEXT}\n"), "same_text"),
    # the draft and what was signed, in either order
    (letter(TEXT, issued_on=None), letter(f"{TEXT} Lưu.", number="8/KH-UBND"), "signed"),
    (letter(TEXT, number="8/KH-UBND"), letter(misread(TEXT, 0.03), issued_on=None), "draft"),
    # another body's letter of the same words is no draft of ours
    (letter(TEXT, number="8/KH-UBND"), letter(f"{TEXT} Lưu.", issuer="Sở Y tế"), "similar"),
    # nor is one of another day
    (letter(TEXT, number="8/KH-UBND"), letter(f"{TEXT} Lưu.", issued_on=date(2024, 7, 18)), "similar"),
    # two texts that bear one number
    (letter(TEXT, number="8/KH-UBND"), letter(OTHER, number="8/KH-UBND"), "same_number"),
    (letter(TEXT, number="8/KH-UBND"), letter(OTHER, number="8/KH-UBND", issued_on=date(2024, 9, 1)), "same_number"),
    # registers start again every year, and every body has its own
    (letter(TEXT, number="8/KH-UBND"), letter(OTHER, number="8/KH-UBND", issued_on=date(2025, 6, 18)), None),
    (letter(TEXT, number="8/KH-UBND"), letter(OTHER, number="8/KH-UBND", issuer="Sở Y tế"), None),
    # nobody knows the year: no conflict is claimed
    (letter(TEXT, number="8/KH-UBND"), letter(OTHER, number="8/KH-UBND", issued_on=None), None),
    # the code belongs to the number
    (letter(TEXT, number="8/KH-UBND"), letter(OTHER, number="8/QĐ-UBND"), None),
    # the monthly letter: the same words under the next number
    (letter(TEXT, number="8/UBND-KT"), letter(f"{TEXT} Lưu.", number="9/UBND-KT"), "similar"),
    (letter(TEXT), letter(OTHER), None),
]


@pytest.mark.parametrize(("first", "second", "relation"), PAIRS)
def test_what_a_document_is_to_one_that_was_there(
    archive: Archive, first: Document, second: Document, relation: str | None
) -> None:
    put(archive, first)
    put(archive, second)
    assert kinds(archive, second) == ({first.id: relation} if relation else {})
    turned = {"draft": "signed", "signed": "draft"}
    assert kinds(archive, first) == ({second.id: turned.get(relation, relation)} if relation else {})


def test_neither_of_two_copies_is_removed(archive: Archive) -> None:
    first, second = put(archive, letter(TEXT)), put(archive, letter(f"{TEXT} "))
    assert archive.ids() == {first.id, second.id}


def test_a_relation_goes_with_either_document_and_comes_back_with_it(archive: Archive) -> None:
    first, second = put(archive, letter(TEXT)), put(archive, letter(f"{TEXT} "))
    archive.remove(first.id)
    assert kinds(archive, second) == {}
    put(archive, first)
    assert kinds(archive, second) == {first.id: "same_text"}


def test_a_removed_document_leaves_nothing_in_the_index_of_likeness(archive: Archive) -> None:
    document = put(archive, letter(TEXT))
    archive.remove(document.id)
    with sqlite3.connect(archive.folder / "archive.db") as db:
        assert [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("fingerprints", "bands")] == [
            0,
            0,
        ]


def test_a_new_version_of_a_file_is_no_relative_of_the_version_it_replaced(archive: Archive, tmp_path: Path) -> None:
    old, new = letter(TEXT), letter(f"{TEXT} Lưu.")
    put(archive, old)
    path = tmp_path / "vb.txt"
    path.write_bytes(new.text.encode())
    archive.replace(old.id, new, path, str(tmp_path / f"{old.id}.txt"))
    assert archive.ids() == {new.id}
    assert archive.relations(new.id) == ()


def test_pages_without_words_are_copies_of_nothing(archive: Archive) -> None:
    first, second = put(archive, letter("một hai")), put(archive, letter("một  hai"))
    assert kinds(archive, first) == kinds(archive, second) == {}


@pytest.mark.slow
def test_a_pattern_used_a_hundred_times_keeps_the_nearest_few(archive: Archive) -> None:
    letters = [put(archive, letter(f"{TEXT} Lần {number}.", number=f"{number}/UBND-KT")) for number in range(1, 40)]
    assert 0 < sum(kind == "similar" for kind in kinds(archive, letters[-1]).values()) <= 5


@pytest.mark.slow
def test_the_second_name_of_the_same_bytes_is_recorded(archive: Archive, tmp_path: Path) -> None:
    for name in ("goc.txt", "ban-sao.txt"):
        (tmp_path / name).write_text("Sở Y tế báo cáo.")
    report = ingest([tmp_path / "goc.txt"], archive, reader=f"{read_note.__module__}:read_note", workers=1)
    ingest([tmp_path / "ban-sao.txt"], archive, reader=f"{read_note.__module__}:read_note", workers=1)
    (entry,) = report.added
    assert [Path(path).name for path in archive.sources(str(entry.document_id))] == ["goc.txt", "ban-sao.txt"]


def test_an_older_archive_keeps_its_documents_and_learns_their_relations(archive: Archive, tmp_path: Path) -> None:
    first, second = put(archive, letter(TEXT)), put(archive, letter(f"{TEXT} "))
    archive.close()
    take_back(archive.folder, 1)  # which knew no relations
    with Archive.open(archive.folder, agencies=FewAgencies()) as again:
        assert again.ids() == {first.id, second.id}
        assert again.get(first.id) == first
        assert again.relations(first.id) == ()
        again.sweep()
        assert kinds(again, first) == {second.id: "same_text"}
        revision = again.revision()
        again.sweep()
        assert again.revision() == revision  # nothing is done twice


@pytest.mark.slow
@given(st.integers(0, 10**6), st.floats(0, 0.2))
def test_likeness_is_near_the_share_of_common_runs(seed: int, share: float) -> None:
    text = sentences(60, seed)
    changed = misread(text, share)
    one, other = fingerprint(letter(text)), fingerprint(letter(changed))
    assert one is not None
    assert other is not None
    mine, theirs = (
        {(a, b, c) for a, b, c in zip(words, words[1:], words[2:], strict=False)}
        for words in (text.replace(".", "").lower().split(), changed.replace(".", "").lower().split())
    )
    # Five standard deviations of 96 draws; words cut by a full stop are one run here and there
    assert abs(likeness(one, other) - len(mine & theirs) / len(mine | theirs)) < 5 * 0.5 / BINS**0.5
    assert likeness(one, one) == 1.0
    # 24 bands: with fewer than 24 of 96 bins spoilt, one band is whole
    assert bool(set(bands(one)) & set(bands(other))) or likeness(one, other) <= 0.75


def test_note_marks_case_and_diacritics_do_not_tell_copies_apart() -> None:
    plain = letter(TEXT)
    marked = letter(TEXT.replace(" giao", "¹ giao").upper())
    assert fingerprint(plain) == fingerprint(marked)
