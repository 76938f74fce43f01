"""Words of grammar, which readers of questions and figures pass over.

Each reader adds what is grammar to it alone: a topic leaves out more than the re-ranker makes light of, and "tăng" is no unit
but may well be a topic. Where names of bodies and of acts end is told by other words (``ingest.agencies.grammar``,
``ingest.references.named_acts``), and what a short form leaves out by few (``index.query.short_forms``).
"""

from __future__ import annotations

import re

ASKING = frozenset(
    re.findall(r"\w+", "nào gì ai đâu mấy sao hả à ạ nhỉ vậy nhiêu thế hay không chưa thì là có được bị cho")
)
"""Words of asking, and of grammar: they tell the kind of question, not what it is about. The re-ranker is fitted with these."""
RELATING = frozenset(re.findall(r"\w+", "của trong tại với vào từ đến trên theo ở"))
"""Prepositions and their like: they lead on to another thing."""
