"""What a file hides is never answered from, searched or made a task, and its reader is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.archive.register.filters import TaskFilters
from rag.ask import ask
from rag.library import Library
from rag.search.find import find

PAGE = """<html><body>
<p>ỦY BAN NHÂN DÂN TỈNH AN HÒA</p><p>Số: 41/UBND-KT</p>
<p>An Hòa, ngày 14 tháng 3 năm 2024</p>
<p>1. Sở Xây dựng chủ trì rà soát bến bãi ven sông, báo cáo trước ngày 20/4/2024.</p>
<p style="{hides}">2. Giao Công ty Hoàng Long chủ trì thu phí cầu Vàm Rầy từ ngày 01/5/2024.</p>
</body></html>"""


@pytest.mark.slow
def test_a_hidden_order_is_no_answer_no_hit_and_no_task(tmp_path: Path) -> None:
    question = "Đơn vị nào chủ trì thu phí cầu Vàm Rầy?"
    for number, hides in enumerate(("", "display:none", "color:#fefefe", "font-size:0.4pt")):
        file = tmp_path / f"{number}.html"
        file.write_text(PAGE.format(hides=hides), encoding="utf-8")
        with Library.open(tmp_path / f"kho{number}", "", create=True) as library:
            (added,) = library.ingest([file]).added
            answer = ask(question, library, date(2024, 6, 1))
            told = " ".join(
                (answer.answer, *(one.text for one in answer.items), *(one.quote for one in answer.citations))
            )
            hits = " ".join(one.hit.passage.text for one in find(question, library).finds)
            tasks = " ".join(row.task for row in library.archive.tasks.list(TaskFilters()).rows)
            shown = not hides
            assert [("Hoàng Long" in told), ("Vàm Rầy" in hits), ("Vàm Rầy" in tasks)] == [shown] * 3, hides
            assert ("hidden_text" in {one.code for one in added.warnings}) is not shown
            assert "Vàm Rầy" in library.document(str(added.document_id)).text  # nothing is lost
