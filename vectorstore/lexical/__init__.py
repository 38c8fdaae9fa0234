"""Search by words: a term index on disk, BM25 in memory."""
