"""How a text gives a task, and how sure the reading of who must do it is.

==========  ==========================================================================  =====================
form        the text                                                                    read as
==========  ==========================================================================  =====================
order       "Giao Sở Y tế kiểm tra ...", "yêu cầu các sở rà soát ..."                   named in its sentence
subject     "Sở Y tế chủ trì kiểm tra ...", "Công an tỉnh tăng cường ..."               named in its sentence
header      "Sở Y tế chủ trì, phối hợp các sở:" over items or paragraphs                named above
heading     "1. Sở Y tế", "Đối với UBND cấp huyện:" over items                          named above
label       "Cơ quan chủ trì: Sở Y tế" at or below the task                             named beside
table       a column "Cơ quan chủ trì"                                                  named beside
carried     a row of such a table whose cell is empty or says "nt"                      inferred from the row above
opening     "Yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:" over the whole letter   inferred from the place
unnamed     "Tăng cường kiểm tra ..."                                                   nobody named
==========  ==========================================================================  =====================
"""

from __future__ import annotations

FORMS = {
    "order": 0.95,
    "subject": 0.9,
    "header": 0.95,
    "heading": 0.95,
    "label": 0.95,
    "table": 0.95,
    "carried": 0.7,
    "opening": 0.6,
    "unnamed": 0.7,
}
"""How sure a row of each form is to begin with."""
# "chủ trì" leaves no doubt; a name that only looks like an agency's, or a collective that stands for nobody known, some.
_CHAIRED, _UNKNOWN_BODY, _UNKNOWN_COLLECTIVE = 0.04, 0.1, 0.05


def confidence_of(form: str, role: str, lead: str | None, agency: str | None, *, common: bool) -> float:
    """Return how sure it is that the row's lead must do the task, 0..1; higher is surer. ``form`` is one of ``FORMS``.

    >>> confidence_of("order", "lead", "Sở Y tế", "Sở Y tế", common=False)
    0.99
    >>> confidence_of("subject", "assigned", "Tổ 12", None, common=False)
    0.8
    """
    sure = FORMS[form]
    if role == "lead":
        sure += _CHAIRED
    if lead is not None and agency is None:
        sure -= _UNKNOWN_COLLECTIVE if common else _UNKNOWN_BODY
    return round(sure, 2)
