"""What tracing costs a turn: Langfuse healthy, hanging, failing, refused, against no keys. python
-m benchmarks.tracing

Whole turns over the sample journal, real chain and index, a model server on loopback; warm,
interleaved, medians.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from pydantic import SecretStr

from chains.ask.chain import AskChain, build_ask_chain
from chains.ask.events import Question
from chains.models.connect import connect_chat_model
from config.paths import StatePaths
from config.settings import ModelSettings
from conversations import ConversationStore
from journal.samples import install_sample
from journal.store import EntryStore
from prompts import build_prompt_library
from tests.langfuse_server import LangfuseServer
from tests.model_server import ModelServer
from tracing import LangfuseAddress, RecordingTracer, build_tracer
from vectorstore.index import open_index

QUESTIONS = ("대학원에 갈까, 취업할까?", "When did the senior in my lab quit?")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=20)
    turns = parser.parse_args().turns
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        install_sample(folder / "journal")
        store = EntryStore(folder / "journal")
        index = open_index(folder / "index")
        stack.callback(index.close)
        index.sync(store.load().entries)
        server = stack.enter_context(ModelServer())
        model = connect_chat_model(
            ModelSettings(base_url=server.url, api_key=SecretStr("key"), chat_model="fake-chat")
        )
        conversations = ConversationStore(StatePaths(folder).conversations)
        conversation = conversations.create()

        def chain(langfuse: LangfuseAddress | None) -> AskChain:
            tracer = RecordingTracer(build_tracer(langfuse), conversations.keep_record)
            prompts = build_prompt_library(langfuse)
            prompts.warm()
            return build_ask_chain(
                index=index, entries=store.get, model=model, prompts=prompts, tracer=tracer
            )

        chains = {"no keys": chain(None)}
        for mode in ("healthy", "hanging", "failing"):
            chains[mode] = chain(stack.enter_context(LangfuseServer(mode)).address)
        with LangfuseServer() as gone:
            nobody = gone.address
        chains["refused"] = chain(nobody)
        times: dict[str, list[float]] = {name: [] for name in chains}
        for number in range(turns + 3):
            for name, asked in chains.items():
                question = Question(
                    text=QUESTIONS[number % len(QUESTIONS)],
                    conversation_id=conversation.id,
                    turn_id=f"{name}-{number}",
                )
                began = time.perf_counter()
                for _ in asked.stream(question):
                    pass
                if number >= 3:  # the first turns of each warm it up
                    times[name].append((time.perf_counter() - began) * 1000)
    base = statistics.median(times["no keys"])
    print(
        f"{'Langfuse':<10}{'median ms':>12}{'worst ms':>12}{'against no keys':>18}   ({turns} turns"
        " each)"
    )
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<10}{median:>12.1f}{max(taken):>12.1f}{median - base:>+15.1f} ms")


if __name__ == "__main__":
    main()
