"""The built-in embedding is a LangChain one, the same everywhere, near for shared words."""

from __future__ import annotations

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.embeddings import HashedEmbeddings


def test_shared_words_are_near_and_every_vector_has_length_one() -> None:
    embeddings: Embeddings = HashedEmbeddings()
    texts = ["대학원에 가고 싶다", "대학원은 어떨까", "We walked home", ""]
    vectors = np.array(embeddings.embed_documents(texts))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1
    assert np.allclose(embeddings.embed_query(texts[0]), vectors[0])


def test_vectors_never_change_between_versions_unnoticed() -> None:
    vector = np.array(HashedEmbeddings(8).embed_query("grad school"))
    assert np.count_nonzero(vector) in (1, 2)
    assert vector.tolist() == HashedEmbeddings(8).embed_query("school, grad")
