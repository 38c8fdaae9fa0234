"""`python -m prompts push|pull|diff [--label production] [names…]`: the prompts here and their versions in Langfuse.

The keys come from where the app's come from. Exit: 0 done, 1 diff found something, 2 something failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from credentials import KeyStore
from errors import JournalError, SettingsError
from prompts.exchange import Outcome, diff, pull, push
from prompts.langfuse_prompts import LABEL, LangfusePrompts
from prompts.library import FOLDER, PromptLibrary
from settings import load_settings

_SAID = {
    "created": "version {version} made, with the label {label}",
    "labelled": "version {version} has this text already; it now has the label {label}",
    "unchanged": "the same as version {version}",
    "written": "version {version} written into the file",
    "absent": "not in Langfuse under the label {label}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    base_url: str
    public_key: str
    secret_key: str


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Do what was asked for, prompt by prompt; one that fails leaves the others be."""
    given = _parsed(arguments)
    try:
        desk = LangfusePrompts(_keys(), seconds=10)
    except JournalError as error:
        return _failed(error)
    worst = 0
    for name in given.names or PromptLibrary(folder).names():
        try:
            worst = max(worst, _one(given.action, name, desk, given.label, folder))
        except JournalError as error:
            worst = _failed(error)
        except ConnectionError as error:
            print(f"Langfuse cannot be asked ({error}). Check LANGFUSE_BASE_URL and both keys.", file=sys.stderr)
            return 2
    return worst


def _one(action: str, name: str, desk: LangfusePrompts, label: str, folder: Path) -> int:
    if action == "diff":
        text = diff(name, desk, label=label, folder=folder)
        print(text, end="")
        return 1 if text else 0
    done: Outcome = (push if action == "push" else pull)(name, desk, label=label, folder=folder)
    print(f"{name}: {_SAID[done.done].format(version=done.version, label=label)}")
    return 0


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m prompts", description="Prompts here and in Langfuse.")
    parser.add_argument("action", choices=("push", "pull", "diff"))
    parser.add_argument("names", nargs="*", help="names of prompts, all when none is given")
    parser.add_argument("--label", default=LABEL, help="the label in Langfuse (default: %(default)s)")
    return parser.parse_intermixed_args(arguments)  # so that names may follow --label


def _keys() -> _Keys:
    settings = load_settings()
    settings = settings.with_saved_keys(KeyStore(settings.state_dir))
    if not settings.has_langfuse:
        raise SettingsError(
            "There are no keys to Langfuse.",
            hint="Set LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY in the environment or in .env.",
            key="settings.no_langfuse",
        )
    return _Keys(
        base_url=settings.langfuse_base_url,
        public_key=settings.langfuse_public_key,
        secret_key=settings.langfuse_secret_key.get_secret_value(),
    )


def _failed(error: JournalError) -> int:
    print(f"{error} {error.hint}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
