"""An answer said anew by a language model, as far as its own citations carry what is said."""

from __future__ import annotations

from dataclasses import replace

from index.text.sentences import sentences
from ingest.agencies.find import Agencies
from ingest.document import Span
from rag.answer import Answer, Citation
from rag.rephrasing.prompt import messages
from rag.rephrasing.server import ChatModel, LanguageModelError
from rag.rephrasing.support import Source, supported
from rag.wording import phrases
from rag.wording.naming import short_day

MOST_SOURCES = 8
"""Citations that are given to the model: a small one reads no more."""


def rephrased(answer: Answer, model: ChatModel, agencies: Agencies) -> Answer:
    """Return ``answer`` with ``rephrased`` set to the sentences of the model that stand; all else is as it was.

    A refusal is not rephrased. Where the server fails, a note says so.
    """
    if answer.status == "not_found" or not answer.citations:
        return answer
    sources = [source(one) for one in answer.citations[:MOST_SOURCES]]
    try:
        reply = "".join(model.reply(messages(answer, sources)))
    except LanguageModelError as error:
        return replace(answer, notes=(*answer.notes, phrases.not_rephrased(error.code, error.detail)))
    text = " ".join(reply.split())
    said = [span.of(text) for span in sentences(text, Span(0, len(text)))]
    kept = [one for one in _with_marks(said) if supported(one, sources, agencies)]
    return replace(answer, rephrased=" ".join(kept) or None)


def source(citation: Citation) -> Source:
    """Return a citation as a source."""
    day = short_day(citation.issued_on) if citation.issued_on else ""
    parts = (citation.kind, citation.number, day and f"ngày {day}", citation.issuer, *citation.section_path[-1:])
    return Source(" ".join(filter(None, parts)), citation.quote)


def _with_marks(said: list[str]) -> list[str]:
    """Put marks that a model wrote behind its full stop back to their sentence: "... Sở Y tế. [1]"."""
    joined: list[str] = []
    for one in said:
        while joined and one.startswith("[") and "]" in one:
            mark, _, one = one.partition("]")
            joined[-1] += f" {mark}]"
            one = one.strip()
        if one.strip(" ."):
            joined.append(one)
    return joined
