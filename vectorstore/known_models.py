"""What is known of embedding models by their names: how much their vectors count, and what they
want before a text.

Measured: nDCG@10 over a diary, Korean journals, LoCoMo and English asked of Korean. A model that
is not in the table gets what did well for several. Limit: names, as servers write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.detect import KOREAN, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much vectors count (0..1), by the languages of question and passage."""

    korean: float
    english: float
    across: float

    def of(self, question: Language, passage: Language) -> float:
        """Return the weight for this pair."""
        if question != passage:
            return self.across
        return self.korean if question == KOREAN else self.english


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    """`query` and `passage` go before a text; models that were trained with them need them."""

    weights: Weights = Weights(korean=0.3, english=0.3, across=0.5)
    query: str = ""
    passage: str = ""


_FOR_SEARCH = "Represent this sentence for searching relevant passages: "
_INSTRUCT = "Instruct: Given a question, retrieve passages that answer it\nQuery: "
UNKNOWN = KnownModel()
# The first that fits decides.
_TABLE: tuple[tuple[str, KnownModel], ...] = (
    (
        r"^use-multilingual-3$",
        # English: LoCoMo is best at 0.2 to 0.3, a diary at 0.4 to 0.5.
        KnownModel(weights=Weights(korean=0.1, english=0.3, across=0.5)),
    ),
    (r"e5-.*(instruct|mistral)", KnownModel(query=_INSTRUCT)),
    (r"(^|[/-])e5-", KnownModel(query="query: ", passage="passage: ")),
    (r"nomic-embed", KnownModel(query="search_query: ", passage="search_document: ")),
    (r"bge-(small|base|large)-en", KnownModel(query=_FOR_SEARCH)),
    (r"mxbai-embed-large", KnownModel(query=_FOR_SEARCH)),
    (r"arctic-embed.*(2|v2)", KnownModel(query="query: ")),
    (r"arctic-embed", KnownModel(query=_FOR_SEARCH)),
    (
        r"embeddinggemma",
        KnownModel(query="task: search result | query: ", passage="title: none | text: "),
    ),
    (r"qwen3-embedding", KnownModel(query=_INSTRUCT)),
)


def known_model(name: str) -> KnownModel:
    """Return what is known of the model with this name."""
    lowered = name.lower()
    return next((model for pattern, model in _TABLE if re.search(pattern, lowered)), UNKNOWN)
