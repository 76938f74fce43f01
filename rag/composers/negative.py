"""Questions that may be denied: "có ... không?"; a denial says what was searched."""

from __future__ import annotations

from rag.composers.agency_tasks import agency_tasks, tasks_of, where
from rag.composers.holdings import names_agency
from rag.draft import Draft, DraftLine
from rag.evidence.desk import Desk
from rag.wording import naming, phrases


def negative(desk: Desk) -> Draft:
    """Compose the answer to "... có ... không?": yes with a quote, or "không tìm thấy" with what was searched."""
    question = desk.question
    if question.agencies and (question.own or desk.topic.empty):
        return agency_tasks(desk, "negative")
    agencies = [one for one in question.agencies if one.place is None]
    if agencies:
        held = tasks_of(desk, agencies[0])
        if held:
            best = max((one for _, one in held), key=lambda one: one.score)
            line = DraftLine(
                phrases.yes(best.words, best.document), best.evidence, (best.words, best.assignment.lead or "")
            )
            sure = best.share >= desk.enough
            return Draft("negative", "answered" if sure else "partial", sentences=(line,))
    found = [one for one in desk.candidates() if not agencies or names_agency(desk, one, agencies[0])]
    good = [one for one in found if desk.answers(one)]
    if good:
        words = naming.shortened(good[0].evidence.quote)
        line = DraftLine(phrases.yes(words, good[0].document), (good[0].evidence,), (words,))
        return Draft("negative", "answered", sentences=(line,))
    nearly = [one for one in found if desk.nearly(one)]
    if nearly:
        words = naming.shortened(nearly[0].evidence.quote)
        line = DraftLine(phrases.quoted_from(words, nearly[0].document), (nearly[0].evidence,), (words,))
        return Draft("negative", "partial", sentences=(line,), notes=(phrases.UNCERTAIN,))
    what = " ".join(question.asked.text[word.span.start : word.span.end] for word in question.all_words)
    return Draft("negative", "not_found", opening=phrases.nothing_about(what, where(desk)), nearest=desk.nearest())
