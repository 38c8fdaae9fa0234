"""The hash that is kept of a passphrase, as dear as it is meant to be."""

from __future__ import annotations

from gate.passphrase import fits, hash_passphrase

WORDS = "seven umbrellas"


def test_a_guess_costs_what_the_standard_asks_for() -> None:
    kept = hash_passphrase(WORDS)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # RFC 9106, with less memory
    assert fits(kept, WORDS)
    assert not fits(kept, "eight umbrellas")
