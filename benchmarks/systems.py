"""The systems that are compared: this project's index, the Ask path over it, and what a tutorial
would have a user build.

All get the same entries and the same local embedding, and answer with entry ids, best
first.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from chains.ask.events import Question
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import in_written_languages, plan_by_rules
from evaluation.metrics import first_seen
from journal.entry import Entry
from vectorstore.index import open_index
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.e5.embedding import e5_embedding
from vectorstore.local.use import LocalEmbedding, local_embedding

PASSAGES = 60  # how many passages each may return, so that ten different entries are among them


class System(Protocol):
    """Something that finds entries."""

    name: str

    def index(self, entries: Sequence[Entry]) -> None:
        """Make the entries searchable."""

    def embed(self) -> None:
        """Make them searchable by meaning."""

    def find(self, question: str) -> list[str]:
        """Return entry ids, best first."""

    def close(self) -> None:
        """Let all files go."""


class Crossroads:
    """`JournalIndex`, as the app uses it."""

    name = "crossroads"

    def __init__(self, folder: Path) -> None:
        self._local = local_embedding()
        raw = e5_embedding()
        second = CentredE5(raw) if raw else None
        self._index = open_index(folder / self.name, local=self._local, second=second)

    def index(self, entries: Sequence[Entry]) -> None:
        """Make the entries searchable by words."""
        self._index.sync(entries)

    def embed(self) -> None:
        """Do what the app does in the background."""
        if self._local is not None:
            self._index.adopt(self._local)

    def choose(self, question: str, entries: Sequence[Entry]) -> None:
        """Ask how near the sentences of entries are."""
        self._index.nearness([question], entries)

    def find(self, question: str) -> list[str]:
        """Return entry ids, best first."""
        return first_seen(hit.passage.entry_id for hit in self._index.search(question, k=PASSAGES))

    def close(self) -> None:
        """Let all files go."""
        self._index.close()


class AskPath(Crossroads):
    """What answers are made of: the question planned by rules, then found by the chain."""

    name = "ask path"

    def index(self, entries: Sequence[Entry]) -> None:
        """Make the entries searchable, and count days from the newest."""
        super().index(entries)
        self._today = max(entry.written_on for entry in entries)

    def embed(self) -> None:
        """Do what the app does in the background."""
        super().embed()
        self._index.embed_sentences()

    def find(self, question: str) -> list[str]:
        """Return entry ids, best first."""
        plan = plan_by_rules(Question(text=question), self._today)
        plan = in_written_languages(plan, hangul=self._index.has_hangul)
        found = retrieve(self._index, plan, today=self._today)
        return [each.entry.id for each in found.ranked]


class Tutorial:
    """LangChain as its tutorials show it: 1000/200 splitter, langchain-chroma, BM25Retriever, half
    and half.
    """

    name = "tutorial stack"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tutorial"

    def index(self, entries: Sequence[Entry]) -> None:
        """Make the entries searchable."""
        from chromadb.config import Settings
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        documents = RecursiveCharacterTextSplitter(
            chunk_size=1000, chunk_overlap=200
        ).split_documents(
            [
                Document(page_content=f"{each.title}\n{each.body}", metadata={"entry": each.id})
                for each in entries
            ]
        )
        store = Chroma(
            embedding_function=LocalEmbedding(),
            persist_directory=str(self._folder),
            client_settings=Settings(
                anonymized_telemetry=False, is_persistent=True, persist_directory=str(self._folder)
            ),
        )
        for at in range(0, len(documents), 5000):
            store.add_documents(documents[at : at + 5000])
        words = BM25Retriever.from_documents(documents, k=PASSAGES)
        near = store.as_retriever(search_kwargs={"k": PASSAGES})
        self._retriever = EnsembleRetriever(retrievers=[words, near], weights=[0.5, 0.5])

    def embed(self) -> None:
        """Nothing is left to do: the tutorials embed while they index."""

    def find(self, question: str) -> list[str]:
        """Return entry ids, best first."""
        return first_seen(str(each.metadata["entry"]) for each in self._retriever.invoke(question))

    def close(self) -> None:
        """Let all files go."""
