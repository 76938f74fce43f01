"""The day up to which a document's figures run: what is left to go by when the day of issue was lost."""

from __future__ import annotations

import re
from datetime import date

from ingest.document import Span

# "(đến ngày 20/11/2020)" · "Tính đến hết ngày 15 tháng 9 năm 2023" · "số liệu đến ngày 30-6-2024";
# not "từ ngày 01/3 đến ngày 30/6/2024" nor "hoàn thành đến ngày 31/12/2025": a span of time, a deadline.
_UP_TO = re.compile(
    r"(?:\(\s*(?:tính\s+|số liệu\s+)?|tính\s+|số liệu\s+)đến\s+(?:hết\s+)?(?P<day>ngày\s+(?P<d>[0-3]?\d)"
    r"(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>[01]?\d)(?:\s?[/.-]\s?|\s+năm\s+)(?P<y>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)


def day_of_figures(text: str) -> Span | None:
    """Return where the latest day stands up to which the text says its figures run; ``None`` when it names none.

    It is near the day of issue and never taken for it.

    >>> text = "Kết quả tiêm phòng (đến ngày 14/9/2023)"
    >>> day_of_figures(text).of(text)
    'ngày 14/9/2023'
    """
    latest: tuple[date, Span] | None = None
    for found in _UP_TO.finditer(text):
        try:
            day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            continue
        if latest is None or day > latest[0]:
            latest = day, Span(*found.span("day"))
    return latest[1] if latest else None
