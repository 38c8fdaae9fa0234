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
from chains.evidence.wording import CHOICE, INTENDS, WAITS, polarity
from chains.models.background_loop import wait_for
from chains.models.chat import calling_config, prompt_and_model
from chains.models.entry_turn import turn_over
from chains.models.errors import ProviderError, provider_errors
from errors import PromptError
from journal.entry import Entry
from language.detect import Language, language_of
from language.glossary import load_glossary

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from prompts.library import PromptLibrary
    from tracing.tracer import Tracer

_LANGUAGES = {"ko": "Korean (한국어)", "en": "English"}
_LONGEST = 200
_QUESTIONS: dict[str, dict[Language, str]] = {
    "choice": {
        "ko": "1년 뒤의 내가 이 선택을 돌아본다면, 무엇을 보고 잘 정했다고 할까요?",
        "en": "Looking back in a year, by what would you tell that you had decided well?",
    },
    "waiting": {
        "ko": "기다리는 동안 무엇을 알게 되면 마음이 정해질까요?",
        "en": "What would you have to learn while you wait for it to be settled?",
    },
    "intention": {
        "ko": "이 일을 하고 나면 무엇이 달라져 있기를 바라나요?",
        "en": "What do you hope will be different once you have done this?",
    },
    "torn": {
        "ko": "좋았던 것과 힘들었던 것 가운데, 1년 뒤에도 남아 있을 것은 어느 쪽인가요?",
        "en": "Of what was good and what was hard, which will still be there in a year?",
    },
    "good": {
        "ko": "그 순간의 무엇이 좋았나요? 일 자체였나요, 사람이었나요, 결과였나요?",
        "en": "What was it that felt good: the work itself, the people, or the result?",
    },
    "hard": {
        "ko": "이 가운데 바꿀 수 있는 것 하나를 고른다면 무엇인가요?",
        "en": "If you could change one thing in this, which would it be?",
    },
    "money": {
        "ko": "돈이 충분하다면 무엇이 그대로이고 무엇이 달라질까요?",
        "en": "If money were enough, what would stay as it is and what would change?",
    },
    "people": {
        "ko": "그 사람의 생각을 빼고 나면, 나에게 남는 생각은 무엇인가요?",
        "en": "With that person’s view set aside, what remains that is your own?",
    },
    "plain": {
        "ko": "오늘 쓴 것 가운데 나중의 내가 가장 알고 싶어 할 한 가지는 무엇인가요?",
        "en": (
            "Of what you wrote today, what is the one thing that you will later want to know more"
            " about?"
        ),
    },
}


def question_by_rules(entry: Entry) -> str:
    """Return the question that fits what an entry speaks of."""
    text = entry.body
    groups = {concept.group for concept in load_glossary().concepts_in(text)}
    good, bad = polarity(text)
    kind = (
        "waiting" if WAITS.search(text) else "choice" if CHOICE.search(text)
        else "money" if "pay and money" in groups else "torn" if good and bad
        else "people" if "people and family" in groups else "good" if good else "hard" if bad
        else "intention" if any(INTENDS.search(line) for line in text.splitlines()) else "plain"
    )  # fmt: skip
    return _QUESTIONS[kind][language_of(text)]


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
        values = {"entry": plain(entry.body, 6000), "language": _LANGUAGES[language_of(entry.body)]}
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
