"""The first passages of a search, put in order by the best sentence in each.

Words that stand together in one sentence answer better than the same words scattered over a page.
Measured: recall@1 of KorQuAD .922 → .933 (1,444 questions). For English it is not asked for:
nDCG@10 of LoCoMo .851 → .844 (196 questions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journal.entry import Entry
from language.grammar.sentences import Span
from vectorstore.lexical.sentence_terms import SentenceTerms
from vectorstore.types import Hit

FIRST = 20  # passages that are read
SENTENCE = 0.3  # what the best sentence counts beside the passage

Cut = Sequence[tuple[Entry, tuple[Span, ...]]]


def by_best_sentence(
    hits: Sequence[Hit], cut: Cut, terms: SentenceTerms, worth: Mapping[str, float]
) -> list[Hit]:
    """Return the hits, best first, the first ones with what their best sentence adds.

    Args:
        hits: best first, with scores of 0 to 1; so are those that are returned.
        cut: the entries of the first hits with their sentences.
        terms: what stands in them, kept from question to question.
        worth: how much each asked term weighs by its rarity.
    """
    scores = terms.of(cut).scores(worth).tolist()
    places = [(entry.id, span) for entry, spans in cut for span in spans]
    of_sentences = dict(zip(places, scores, strict=True))
    best = [
        max(
            (of_sentences.get((hit.passage.entry_id, at), 0.0) for at in hit.passage.sentences),
            default=0.0,
        )
        for hit in hits[:FIRST]
    ]
    most = max(best, default=0.0) or 1.0
    shares = [*(each / most for each in best), *[0.0] * (len(hits) - len(best))]
    mixed = [
        replace(hit, score=round((hit.score + SENTENCE * share) / (1 + SENTENCE), 6))
        for hit, share in zip(hits, shares, strict=True)
    ]
    return sorted(mixed, key=lambda hit: -hit.score)
