"""How a paragraph is to be read by the section it stands in: as tasks, as requests, as a report.

=========  =================================================================  ======================================
reading    where                                                              what counts there
=========  =================================================================  ======================================
tasks      directives; in reports the sections whose titles announce tasks    every form
requests   "Kiến nghị, đề xuất"                                               every form, those above named as well
wishes     "Khó khăn, vướng mắc và kiến nghị"                                 orders and requests alone
closing    reports and submissions outside any telling title                  requests to those above, polite ones, those
                                                                              for the time to come, and the issuer's own
                                                                              in a closing sentence
report     "Kết quả", "Tình hình", "Mục đích" ...                             nothing
=========  =================================================================  ======================================
"""

from __future__ import annotations

import re

from ingest.assignments.units import Unit, announces_report
from ingest.text.document_kinds import kind_names

# Kinds that tell of things done or ask for them: only sections whose titles announce tasks or requests assign there.
REPORTING = frozenset(kind_names("reporting"))
_NUMBER = r"(?:(?:phần |chương |mục )?\(?[\da-zđ]{1,5}(?:\.\d+)*[.:)/-]*\s+)*"
_WISH = r"(?:kiến nghị|đề xuất|đề nghị|khuyến nghị)"
# "IV. Kiến nghị, đề xuất" · "2. Một số nội dung đề nghị" · "Kiến nghị xử lý"
_REQUESTS = re.compile(rf"{_NUMBER}(?:(?:một số|những|các|nội dung|ý kiến|phần|kết luận và)\s+)*{_WISH}(?!\w)")
# "III. Khó khăn, vướng mắc và kiến nghị"
_WISHES = re.compile(rf"(?:,|và|;|-|–)\s+(?:một số |những |các )?{_WISH}(?:(?:,| và) {_WISH})*[ .:]*$")
# "Giải quyết kiến nghị của cử tri" tells of others' wishes.
_OF_OTHERS = re.compile(
    r"(?<!\w)(?:của (?:các |một số )?(?:cử tri|người dân|nhân dân|doanh nghiệp|công ty|nhà đầu tư|hộ)|giải quyết|tiếp thu|giải trình|trả lời|đã kiến nghị|sự cần thiết)(?!\w)"
)

# "Để bảo vệ rừng trong thời gian tới, tiếp tục yêu cầu ...": what a report orders at the end of what it tells.
_AHEAD = re.compile(r"(?<!\w)(?:trong )?(?:thời gian|những tháng|các tháng|quý|năm) (?:tới|tiếp theo)(?!\w)[^;.]*$")


def looks_ahead(front: str) -> bool:
    """Tell whether the words before an order speak of the time to come."""
    return _AHEAD.search(front.lower()) is not None


def reading_of(unit: Unit, kind: str | None, *, after_tasks: bool) -> str:
    """Return the reading of a unit; ``after_tasks`` tells that the unit before stood in a section of tasks."""
    wishes = _wishes(unit)
    if wishes is not None:
        return wishes
    reports = unit.reports
    if reports is not None:
        return "report" if reports else "tasks"
    if kind not in REPORTING or (unit.level is None and unit.inside == 0 and after_tasks):
        return "tasks"
    return "closing"


def _wishes(unit: Unit) -> str | None:
    for title in reversed(unit.titles):
        words = title.lstrip("*- ").rstrip(" *")
        if _OF_OTHERS.search(words):
            return None
        if _REQUESTS.match(words):
            return "requests"
        if _WISHES.search(words):
            return "wishes"
        if announces_report(words) is not None:
            return None
    return None
