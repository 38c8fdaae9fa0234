"""One question to go deeper into what was just written: from the entry with a model, else from a
set of good ones.

Promise: always exactly one, on one line. Limit: without a model it is chosen by what the entry
speaks of.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from chains.evidence.render import plain
from chains.models.background_loop import wait_for
from chains.models.chat import calling_config, prompt_and_model
from chains.models.entry_turn import turn_over
from chains.models.errors import ProviderError, provider_errors
from errors import PromptError
from journal.entry import Entry
from language.detect import language_of
from language.glossary import load_glossary
from language.phrases import name_for_prompt, phrase
from language.wording import intends, names_choice, read_polarity, wishes_to_wait

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from prompts.library import PromptLibrary
    from tracing.tracer import Tracer

_LONGEST = 200


def question_by_rules(entry: Entry) -> str:
    """Return the question that fits what an entry speaks of."""
    return phrase(f"deepen_{_kind_of(entry.body)}", language_of(entry.body))


def deepening_question(
    entry: Entry,
    *,
    model: BaseChatModel | None,
    prompts: PromptLibrary,
    tracer: Tracer,
    seconds: float = 20,
    stop: threading.Event | None = None,
) -> str:
    """Return one question about an entry; the rules' when there is no model, or when it gives none
    in time.

    Raises:
        Stopped: `stop` was set while the model was asked.
    """
    if model is None:
        return question_by_rules(entry)
    return wait_for(_ask(entry, model, prompts, tracer, seconds), stop) or question_by_rules(entry)


async def _ask(
    entry: Entry, model: BaseChatModel, prompts: PromptLibrary, tracer: Tracer, seconds: float
) -> str:
    try:
        prompt = await asyncio.to_thread(prompts.get, "deepen")
        language = name_for_prompt(language_of(entry.body))
        values = {"entry": plain(entry.body, 6000), "language": language}
        with turn_over(entry, "deepen", tracer) as trace:
            with trace.step("question", entry=entry.id):
                chain = prompt_and_model(prompt, model, trace)
                async with asyncio.timeout(seconds):
                    with provider_errors():
                        reply = await chain.ainvoke(values, config=calling_config(trace))
            asked = _usable(str(reply.text), entry)
            trace.finish(
                output=asked, status="complete", message="" if asked else "model.bad_reply"
            )
    except (PromptError, ProviderError, TimeoutError):
        return ""
    return asked


def _usable(reply: str, entry: Entry) -> str:
    """Return the one question of a reply in the entry's language, or an empty string."""
    lines = [line.strip(' "“”*-') for line in reply.splitlines() if line.strip()]
    asked = plain(lines[0], _LONGEST) if len(lines) == 1 else ""
    return asked if "?" in asked and language_of(asked) == language_of(entry.body) else ""


def _kind_of(text: str) -> str:
    """Return what a text speaks of first of all."""
    groups = {concept.group for concept in load_glossary().concepts_in(text)}
    good, bad = read_polarity(text)
    kinds = {
        "waiting": wishes_to_wait(text),
        "choice": names_choice(text),
        "money": "pay and money" in groups,
        "torn": good and bad,
        "people": "people and family" in groups,
        "good": good,
        "hard": bad,
        "intention": any(map(intends, text.splitlines())),
    }
    return next((kind for kind, is_so in kinds.items() if is_so), "plain")
