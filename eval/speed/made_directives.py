"""Directives that never were, of an invented province: as many as asked for, the same every time."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.agencies.find import Agencies
from ingest.assignment import Assignment, Deadline
from ingest.document import Document, DocumentNumber, Page, Section, Span

FIRST_DAY = date(2005, 1, 3)
_DAYS = 7000
_ACTS = ("rà soát", "kiểm tra", "tham mưu", "báo cáo", "đôn đốc", "xây dựng", "cấp phép", "tuyên truyền", "nghiệm thu")
_THINGS = (
    "cống ngăn mặn", "chợ đầu mối", "bến phà", "trạm cấp nước", "hồ sơ đất đai", "lớp xóa mù chữ", "đê bao", "tàu cá",
    "khu tái định cư", "phần mềm một cửa", "vốn đầu tư công", "nhà văn hóa", "đường liên xã", "rừng phòng hộ", "kho thuốc",
)  # fmt: skip
_PLACES = ("Lạc Khê", "Bến Gỗ", "Hòn Ngang", "Vĩnh Sơn", "Tân Lập", "Cửa Lạc", "Mỹ Bình", "An Thới Đông", "Gò Dầu")
_SYLLABLES = [
    "bảo",
    "đảm",
    "nguồn",
    "lực",
    "theo",
    "đúng",
    "quy",
    "định",
    "phục",
    "vụ",
    "người",
    "dân",
    "doanh",
    "nghiệp",
    "trên",
    "địa",
    "bàn",
    "toàn",
    "tỉnh",
    "giai",
    "đoạn",
    "mới",
    "tăng",
    "cường",
    "phối",
    "hợp",
    "chặt",
    "chẽ",
    "công",
    "khai",
    "minh",
    "bạch",
    "tiến",
    "độ",
    "chất",
    "lượng",
    "hiệu",
    "quả",
    "số",
    "liệu",
    "kết",
    "quả",
    "thực",
    "tế",
    "mùa",
    "khô",
    "mưa",
    "lũ",
    "an",
    "toàn",
    "giao",
    "thông",
    "trật",
    "tự",
    "y",
    "tế",
    "giáo",
    "dục",
    "nông",
    "thôn",
    "thủy",
    "lợi",
    "ngân",
    "sách",
    "nhân",
    "lực",
    "đào",
    "tạo",
    "chuyển",
    "đổi",
    "số",
    "môi",
    "trường",
]
_COLLECTIVES = ("Các sở, ban, ngành", "Các cơ quan, đơn vị, địa phương")
_ROLES = ("lead",) * 5 + ("assigned",) * 4 + ("joint",) * 2 + ("coordinate",)


def directives(count: int) -> Iterator[tuple[Document, bytes]]:
    """Yield documents of 1 to 5 tasks, three on average, with the bytes of their originals.

    Shares follow the register of real directives: a fifth of the tasks name nobody, a seventh a collective, a third is
    due on a day or in a month.
    """
    dice = random.Random(4)
    agencies = [
        agency.name for agency in Agencies.load().agencies if agency.kind in ("department", "police", "military")
    ]
    for number in range(count):
        yield _directive(dice, agencies, number)


def _directive(dice: random.Random, agencies: list[str], number: int) -> tuple[Document, bytes]:
    issued = FIRST_DAY + timedelta(dice.randrange(_DAYS))
    text, tasks, starts = f"Công văn {number}: {_words(dice, 30)}.", [], []
    for _ in range(dice.choice((1, 2, 3, 3, 4, 5))):
        starts.append(len(text) + 1)
        piece, task = _task(dice, agencies, issued, len(text) + 1)
        text += f"\n{piece}"
        tasks.append(task)
    original = text.encode()
    sha256 = hashlib.sha256(original).hexdigest()
    serial = str(dice.randrange(1, 4000))
    whole = Span(0, len(text))
    ends = [*starts[1:], len(text)]
    sections = [
        Section(str(place), _words(dice, 5), 1, Span(start, end))
        for place, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
    printed = f"{serial}/UBND-TH"
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        file_name=f"cv-{number}.txt",
        text=text,
        kind="công văn",
        number=DocumentNumber(printed, printed, serial, "UBND-TH"),
        issuer=f"Ủy ban nhân dân tỉnh {dice.choice(('Bình Lạc', 'Bình Lạc', 'Sơn Khê'))}",
        issued_on=issued,
        subject=_words(dice, 8),
        pages=(Page(1, whole),),
        sections=tuple(sections),
        assignments=tuple(tasks),
        body=whole,
    )
    return document, original


def _task(dice: random.Random, agencies: list[str], issued: date, at: int) -> tuple[str, Assignment]:
    share = dice.random()
    common = 0.2 <= share < 0.35
    lead = None if share < 0.2 else dice.choice(_COLLECTIVES if common else agencies)
    helper = dice.choice(agencies) if dice.random() < 0.4 else None
    deed = f"{dice.choice(_ACTS)} {dice.choice(_THINGS)} tại {dice.choice(_PLACES)}, {_words(dice, 12)}"
    due, words = _deadline(dice, issued)
    opening = f"{lead}{f', phối hợp {helper},' if helper else ''} " if lead else ""
    piece = f"{opening}{deed}{f' {words}' if words else ''}."
    start = at + len(opening)
    task = Span(start, at + len(piece) - 1)
    deadline = None
    if words:
        span = Span(task.end - len(words), task.end)
        kind = "recurring" if due is None else "hard" if len(due) == 10 else "period"
        deadline = Deadline(span, due, kind)
    trigger = Span(at, at + len(lead)) if lead else Span(start, start)
    return piece, Assignment(
        lead=lead,
        role=dice.choice(_ROLES) if lead else "assigned",
        coordinators=(helper,) if helper else (),
        task=task,
        deadline=deadline,
        trigger=trigger,
        section=Span(at, at + len(piece)),
        agency=lead,
        common=common,
    )


def _deadline(dice: random.Random, issued: date) -> tuple[str | None, str]:
    share = dice.random()
    day = issued + timedelta(dice.randrange(5, 200))
    if share < 0.2:
        return day.isoformat(), f"trước ngày {day.day}/{day.month}/{day.year}"
    if share < 0.3:
        return f"{day.year}-{day.month:02}", f"trong tháng {day.month}/{day.year}"
    return (None, "định kỳ hằng tháng") if share < 0.36 else (None, "")


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(_SYLLABLES, k=count))
