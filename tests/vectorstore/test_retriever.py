"""The index as LangChain's retriever: exact text, the filter, and nothing that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from errors import EntryNotFoundError
from journal.entry import Entry
from tests.apart import run_apart
from tests.vectorstore.entries import JOURNAL
from vectorstore.index import JournalIndex, open_index
from vectorstore.retriever import JournalRetriever
from vectorstore.types import EntryFilter

QUERY = "대학원 퇴사 논문 industry"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("retriever") / "index")
    opened.sync(JOURNAL)
    yield opened
    opened.close()


@pytest.fixture
def entries() -> dict[str, Entry]:
    return {each.id: each for each in JOURNAL}


@pytest.fixture
def retriever(index: JournalIndex, entries: dict[str, Entry]) -> JournalRetriever:
    return JournalRetriever(index=index, entries=lambda each: get(entries, each), k=4)


def get(entries: dict[str, Entry], entry_id: str) -> Entry:
    if entry_id not in entries:
        raise EntryNotFoundError("No entry {id}.", hint="…", key="entry.not_found", id=entry_id)
    return entries[entry_id]


def test_documents_are_exact_passages_with_where_they_stand(
    index: JournalIndex, retriever: JournalRetriever, entries: dict[str, Entry]
) -> None:
    documents = retriever.invoke(QUERY)
    hits = index.search(QUERY, k=4)
    assert [document.id for document in documents] == [hit.passage.id for hit in hits]
    for document, hit in zip(documents, hits, strict=True):
        about, entry = document.metadata, entries[hit.passage.entry_id]
        assert document.page_content == entry.body[about["start"] : about["end"]] != ""
        assert about == {
            "entry_id": entry.id,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "written_on": entry.written_on.isoformat(),
            "title": entry.title,
            "score": hit.score,
        }


def test_k_and_where_are_kept(retriever: JournalRetriever) -> None:
    assert len(retriever.model_copy(update={"k": 1}).invoke(QUERY)) == 1
    until = EntryFilter(until=date(2024, 4, 30))
    days = [
        document.metadata["written_on"]
        for document in retriever.model_copy(update={"where": until}).invoke(QUERY)
    ]
    assert days
    assert max(days) <= "2024-04-30"


def test_it_finds_the_same_when_awaited_and_in_a_pipe(retriever: JournalRetriever) -> None:
    documents = retriever.invoke(QUERY)
    assert run_apart(retriever.ainvoke(QUERY)) == documents

    def ids(found: list[Document]) -> list[str | None]:
        return [document.id for document in found]

    assert (retriever | RunnableLambda(ids)).invoke(QUERY) == [
        document.id for document in documents
    ]


def test_what_was_deleted_or_cut_short_since_is_left_out(
    retriever: JournalRetriever, entries: dict[str, Entry]
) -> None:
    found = {document.metadata["entry_id"] for document in retriever.invoke(QUERY)}
    deleted, shortened, *_ = sorted(found)
    del entries[deleted]
    entries[shortened] = replace(entries[shortened], body="x")
    left = {document.metadata["entry_id"] for document in retriever.invoke(QUERY)}
    assert left == found - {deleted, shortened}


def test_an_unknown_word_finds_nothing(retriever: JournalRetriever, tmp_path: Path) -> None:
    assert retriever.invoke("치즈") == []
    empty = open_index(tmp_path / "index")
    try:
        assert retriever.model_copy(update={"index": empty}).invoke(QUERY) == []
    finally:
        empty.close()
