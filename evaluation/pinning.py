"""A prompt library in which one prompt is held at a version: `answer@3` in Langfuse, `answer@file`
here.
"""

from __future__ import annotations

from errors import PromptError
from prompts import Prompt, PromptLibrary
from prompts.langfuse import LangfusePrompts
from tracing import LangfuseAddress


def pinned_library(wanted: str, address: LangfuseAddress | None) -> PromptLibrary:
    """Return the app's prompts with the version that `wanted` names.

    Raises:
        PromptError: there is no such version, or it does not fit the app.
        ConnectionError: Langfuse cannot be asked.
    """
    name, _, version = wanted.partition("@")
    library = PromptLibrary()
    local = library.local(name)
    prompt: Prompt | None = local if version == "file" else None
    if prompt is None and address is not None and version.isascii() and version.isdigit():
        prompt = LangfusePrompts(address, seconds=10).fetch(local, version=int(version))
    if prompt is None:
        raise PromptError(
            "There is no version {version} of a prompt.",
            hint="Write it as answer@3; the one in the file is answer@file.",
            key="evaluation.unknown_prompt",
            version=wanted,
        )
    return PromptLibrary(pinned={name: prompt})
