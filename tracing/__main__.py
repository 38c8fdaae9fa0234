"""`python -m tracing resend`: sends Langfuse the traces that it missed, from the records here.

Exit: 0 done, 2 something failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from config.keys import KeyStore
from config.loading import add_saved_keys, load_settings
from conversations.rating import rate_again
from conversations.store import ConversationStore
from errors import JournalError
from tracing import build_tracer
from tracing.resending import resend_missing


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tracing", description="Traces in Langfuse.")
    parser.add_argument("action", choices=("resend",))
    parser.parse_args(arguments)
    try:
        settings = load_settings()
        settings = add_saved_keys(settings, KeyStore(settings.state_dir))
        langfuse, paths = settings.connected_langfuse, settings.paths
        if langfuse is None or langfuse.content == "off":
            print("Langfuse is not connected.", file=sys.stderr)
            return 2
        store = ConversationStore(paths.conversations)
        tracer = build_tracer(langfuse, paths.scores_to_remove)
        done = resend_missing(
            langfuse,
            store.records_between,
            paths.traces_confirmed,
            rate=lambda record: rate_again(store, tracer, record),
        )
        tracer.flush()
    except JournalError as error:
        print(f"{error} {error.hint}", file=sys.stderr)
        return 2
    except ConnectionError as error:
        print(f"Langfuse cannot be asked ({error}).", file=sys.stderr)
        return 2
    print(f"{done.looked_at} turns looked at, {done.sent} traces sent again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
