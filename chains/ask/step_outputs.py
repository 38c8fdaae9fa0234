"""What a step of an answer tells its trace: the phrases and filters, the passages with their
scores, the citations.

Limit: of an answer places, dates and titles; the words stand in the messages and the passages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from chains.ask.events import Answer, Hits, Plan


def plan_outline(plan: Plan) -> dict[str, object]:
    """Return how the journal will be asked."""
    return {
        "made_by": plan.made_by,
        "language": plan.language,
        "phrases": plan.phrases,
        "options": [option.label for option in plan.options],
        "where": asdict(plan.where),
        "date_words": plan.date_words,
    }


def hits_outline(hits: Hits, bodies: Mapping[str, str]) -> dict[str, object]:
    """Return what was found, best first, with its words out of the `bodies` of entries."""
    found = [
        {
            "entry": hit.passage.entry_id,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "written_on": hit.written_on,
            "title": hit.title,
            "score": round(hit.score, 4),
            "text": bodies.get(hit.passage.entry_id, "")[hit.passage.start : hit.passage.end],
        }
        for hit in hits.hits
    ]
    return {"hits": found, "entries_searched": hits.searched.entries}


def citations_outline(answer: Answer) -> dict[str, object]:
    """Return what the answer cites, and what the model got wrong."""
    cited = [
        {
            "number": each.number,
            "entry": each.entry_id,
            "start": each.start,
            "end": each.end,
            "written_on": each.written_on,
            "state": each.state,
        }
        for each in answer.citations
    ]
    return {
        "citations": cited,
        "pointers_dropped": answer.pointers_dropped,
        "quotes_unverified": answer.quotes_unverified,
        "figures_checked": answer.figures_checked,
        "figures_doubted": [
            {"kind": each.kind, "section": each.section, "start": each.start, "end": each.end}
            for each in answer.doubts
        ],
        "claims_unpointed": answer.claims_unpointed,
    }
