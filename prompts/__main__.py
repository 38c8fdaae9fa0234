"""`python -m prompts push|pull|diff [--label production] [names…]`: the prompts here and their
versions in Langfuse.

The keys come from where the app's come from. Exit: 0 done, 1 diff found something, 2 something
failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from config.keys import KeyStore
from config.loading import add_saved_keys, load_settings
from config.settings import LangfuseSettings
from errors import JournalError, SettingsError
from prompts.exchange import Outcome, diff, pull, push
from prompts.langfuse import LABEL, LangfusePrompts
from prompts.library import FOLDER, PromptLibrary
from tracing.scores import push_score_configs

_SAID = {
    "created": "version {version} made, with the label {label}",
    "labelled": "version {version} has this text already; it now has the label {label}",
    "unchanged": "the same as version {version}",
    "written": "version {version} written into the file",
    "absent": "not in Langfuse under the label {label}",
}


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Do what was asked for, prompt by prompt; one that fails leaves the others be."""
    given = _parsed(arguments)
    try:
        desk = LangfusePrompts(_langfuse(), seconds=10)
    except JournalError as error:
        return _failed(error)
    worst = 0
    for name in given.names or PromptLibrary(folder).names():
        try:
            worst = max(worst, _one(given.action, name, desk, given.label, folder))
        except JournalError as error:
            worst = _failed(error)
        except ConnectionError as error:
            print(
                f"Langfuse cannot be asked ({error}). Check LANGFUSE_BASE_URL and both keys.",
                file=sys.stderr,
            )
            return 2
    if given.action == "push":
        worst = max(worst, _push_scores())
    return worst


def _push_scores() -> int:
    """Make what scores are counted by in Langfuse; a server that has no such thing loses only
    that.
    """
    try:
        made = push_score_configs(_langfuse())
    except Exception as error:  # noqa: BLE001  of the server, the wire or the SDK
        print(f"score configs: not made ({type(error).__name__})", file=sys.stderr)
        return 0
    if made:
        print(f"made for scores: {', '.join(made)}", file=sys.stderr)
    return 0


def _one(action: str, name: str, desk: LangfusePrompts, label: str, folder: Path) -> int:
    if action == "diff":
        text = diff(name, desk, label=label, folder=folder)
        print(text, end="")
        return 1 if text else 0
    done: Outcome = (push if action == "push" else pull)(name, desk, label=label, folder=folder)
    print(f"{name}: {_SAID[done.done].format(version=done.version, label=label)}")
    return 0


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m prompts", description="Prompts here and in Langfuse."
    )
    parser.add_argument("action", choices=("push", "pull", "diff"))
    parser.add_argument("names", nargs="*", help="names of prompts, all when none is given")
    parser.add_argument(
        "--label", default=LABEL, help="the label in Langfuse (default: %(default)s)"
    )
    return parser.parse_intermixed_args(arguments)  # so that names may follow --label


def _langfuse() -> LangfuseSettings:
    settings = load_settings()
    langfuse = add_saved_keys(settings, KeyStore(settings.state_dir)).connected_langfuse
    if langfuse is None:
        raise SettingsError(
            "There are no keys to Langfuse.",
            hint="Set LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY in the environment or in .env.",
            key="settings.no_langfuse",
        )
    return langfuse


def _failed(error: JournalError) -> int:
    print(f"{error} {error.hint}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
