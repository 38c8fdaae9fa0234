"""The index as a retriever of LangChain, for chains other than ours.

    JournalRetriever(index=services.index, entries=services.store.get, k=8)

Promise: a document's text is exactly `entry.body[start:end]`, as the file has it now. Limit: it
finds what the index holds; call `services.refresh()` after a change. An entry that was deleted or
cut short since is left out.
"""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from errors import EntryNotFoundError
from journal.entry import Entry
from vectorstore.index import JournalIndex
from vectorstore.types import EVERYTHING, EntryFilter, Hit


class JournalRetriever(BaseRetriever):
    """Passages for a query, best first: at most `k`, from the entries that `where` lets through.

    `ainvoke` searches in a thread. `written_on` is an ISO day, so that a document can be kept.
    """

    index: JournalIndex
    entries: Callable[[str], Entry]
    k: int = 10
    where: EntryFilter = EVERYTHING

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  the signature is LangChain's
    ) -> list[Document]:
        hits = self.index.search(query, k=self.k, where=self.where)
        return [document for document in map(self._document, hits) if document is not None]

    def _document(self, hit: Hit) -> Document | None:
        start, end = hit.passage.start, hit.passage.end
        try:
            body = self.entries(hit.passage.entry_id).body
        except EntryNotFoundError:
            return None
        if end > len(body):
            return None
        about = {
            "entry_id": hit.passage.entry_id,
            "start": start,
            "end": end,
            "written_on": hit.written_on.isoformat(),
            "title": hit.title,
            "score": hit.score,
        }
        return Document(id=hit.passage.id, page_content=body[start:end], metadata=about)
