"""A model's window and pace: asked of each kind of server, read out of its refusals, kept for its
address, and followed by what it is given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.messages.ai import InputTokenDetails, UsageMetadata

from chains.ask.chain import AskChain, build_ask_chain
from chains.ask.events import Answer, Question
from chains.models.asked_model import FIRST_PROMPT, AskedModel, Limits
from chains.models.background_loop import wait_for
from chains.models.connect import connect_asked_model, test_connection
from chains.models.known import KnownAddresses
from chains.models.local import find_local_servers
from chains.models.lookup import Told, is_near, look_up, window_by_name
from chains.models.refusals import find_overflow
from chains.models.stream import Reply, note
from chains.models.window import count_wide, room_of
from config.settings import ModelSettings
from journal.samples import install_sample
from journal.store import EntryStore
from prompts.library import build_prompt_library
from tests.chains.conftest import TODAY
from tests.model_server import Fail, Json, ModelServer, Say, plausible
from tests.tracing.streaming_model import StreamingModel
from tracing.null import NullTracer
from vectorstore.index import JournalIndex, open_index

KOREAN = Question(text="대학원에 갈까, 취업할까?")
ENGLISH = Question(text="grad school or industry?")


@pytest.fixture
def models() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EntryStore:
    root = tmp_path_factory.mktemp("windows") / "journal"
    install_sample(root)
    return EntryStore(root)


@pytest.fixture(scope="module")
def long_index(
    store: EntryStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[JournalIndex]:
    made = open_index(tmp_path_factory.mktemp("windows-index"))
    made.sync(store.load().entries)
    yield made
    made.close()


def address(models: ModelServer, **more: object) -> ModelSettings:
    return ModelSettings(base_url=models.url, chat_model="fake-chat", **more)  # type: ignore[arg-type]


def chain_of(index: JournalIndex, store: EntryStore, model: AskedModel) -> AskChain:
    return build_ask_chain(
        index=index,
        entries=store.get,
        model=model,
        prompts=build_prompt_library(),
        tracer=NullTracer(),
        today=lambda: TODAY,
    )


def answered(chain: AskChain, question: Question) -> Answer:
    *_, answer = chain.stream(question)
    assert isinstance(answer, Answer)
    return answer


def sent_tokens(request: Json) -> int:
    """Count as a small model's tokenizer does: two and a half for a syllable."""
    messages = request["messages"]
    assert isinstance(messages, list)
    text = "".join(each["content"] for each in messages)
    wide = count_wide(text)
    return int(wide * 2.5 + (len(text) - wide) * 0.3)


def listed(**more: object) -> dict[str, Json]:
    return {"/v1/models": {"data": [{"id": "fake-chat", **more}]}}


SHOWN: Json = {
    "model_info": {"llama.context_length": 131072},
    "parameters": "num_ctx 16384\ntop_k 1",
}
KINDS: list[tuple[dict[str, Json], str, int]] = [
    ({"/props": {"default_generation_settings": {"n_ctx": 4096}}}, "llama.cpp", 4096),
    ({"/api/version": {"version": "0.9"}, "/api/show": SHOWN}, "Ollama", 16384),
    (
        {
            "/api/version": {"version": "0.9"},
            "/api/show": {"model_info": {"gemma.context_length": 2048}},
        },
        "Ollama",
        2048,
    ),
    (
        {
            "/api/v0/models": {
                "data": [
                    {
                        "id": "fake-chat",
                        "max_context_length": 32768,
                        "loaded_context_length": 4096,
                    }
                ]
            }
        },
        "LM Studio",
        4096,
    ),
    ({"/v1/models": {"data": [{"id": "fake-chat", "max_model_len": 8192}]}}, "", 8192),
    ({"/v1/models": {"data": [{"id": "fake-chat", "context_window": 9000}]}}, "", 9000),
    (listed(max_model_len=8192.0), "", 8192),
    (listed(max_model_len="8192"), "", 8192),
    (listed(max_model_len="8192.0"), "", 8192),
    (listed(max_model_len="8,192"), "", 8192),
    (listed(max_model_len=1e400, context_length=8192), "", 8192),
    (listed(max_model_len=-1, context_length=True), "", 0),
    (listed(meta={"n_ctx_train": 131072, "n_ctx": 8192, "n_params": 1}), "", 8192),
    (listed(meta={"n_vocab": 151936, "n_ctx_train": 32768}), "", 32768),
    (listed(loaded_context_length=4096, max_context_length=32768), "", 4096),
    (listed(context_length=131072, top_provider={"context_length": 8192}), "", 8192),
    ({"/v1/models": {"models": [{"name": "fake-chat", "max_model_len": 8192}]}}, "", 8192),
    (
        {
            "/api/v1/models": {
                "models": [
                    {
                        "key": "fake-chat",
                        "max_context_length": 32768,
                        "loaded_instances": [{"id": "1", "config": {"context_length": 4096}}],
                    }
                ]
            }
        },
        "LM Studio",
        4096,
    ),
    ({"/props": {"default_generation_settings": {"n_ctx": 4096.0}}}, "llama.cpp", 4096),
    ({}, "", 0),
    ({"/props": {"n_ctx": "many"}, "/api/version": {"version": []}}, "", 0),
]


@pytest.mark.parametrize(("answers", "engine", "window"), KINDS)
def test_each_kind_of_server_tells_its_window(
    models: ModelServer, answers: dict[str, Json], engine: str, window: int
) -> None:
    models.answers = answers
    told = wait_for(look_up(models.url, "fake-chat"))
    assert (told.engine, told.window) == (engine, window)


def test_a_tokenizer_is_measured_where_there_is_one(models: ModelServer) -> None:
    models.answers = {
        "/props": {"default_generation_settings": {"n_ctx": 4096}},
        "/tokenize": {"tokens": [0] * 300},
    }
    told = wait_for(look_up(models.url, "fake-chat"))
    assert told.per_wide > 1.5 > told.per_other
    assert told.counts.endswith("/tokenize")


def test_an_address_far_away_is_asked_for_nothing_but_its_models() -> None:
    assert [is_near(url) for url in ("http://127.0.0.1:1/v1", "http://nas.local/v1")] == [True] * 2
    assert not is_near("https://api.openai.com/v1")
    assert wait_for(look_up("http://127.0.0.1:9/v1", "m")) == Told()


def test_the_longest_beginning_of_a_name_counts() -> None:
    assert window_by_name("openai/gpt-4o-mini") == 128_000
    assert window_by_name("llama3.2:1b") != window_by_name("llama-3.2-1b")
    assert window_by_name("nobody-knows") == 0


@pytest.mark.parametrize("window", [2_048, 4_096, 8_192, 131_072])
@pytest.mark.parametrize("asked", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_a_prompt_never_takes_the_place_of_the_reply(
    long_index: JournalIndex, store: EntryStore, models: ModelServer, window: int, asked: Question
) -> None:
    """Of Korean the server makes twice the tokens that the estimate says: it refuses, and is
    believed.
    """

    def step(request: Json) -> Say | Fail:
        tokens = sent_tokens(request)
        if tokens > window:
            told = f"request ({tokens} tokens) exceeds the available context size ({window} tokens)"
            return Fail(status=400, message=told)
        return plausible(request)

    models.always, models.count = step, sent_tokens
    models.answers = {"/v1/models": {"data": [{"id": "fake-chat", "max_model_len": window}]}}
    model = connect_asked_model(address(models))
    answer = answered(chain_of(long_index, store, model), asked)
    assert (answer.finish, answer.problem) == ("complete", None)
    assert answer.citations
    assert sent_tokens(models.requests[-1]) <= room_of(window)
    assert (model.known.window, model.known.window_from) == (window, "server")


def test_instructions_shrink_before_evidence_and_the_setting_rules(
    long_index: JournalIndex, store: EntryStore, models: ModelServer
) -> None:
    model = connect_asked_model(address(models, chat_window=2_048))
    assert answered(chain_of(long_index, store, model), KOREAN).citations
    assert model.known.window_from == "setting"
    (request,) = models.answers_asked
    prompt = json.dumps(request, ensure_ascii=False)
    assert "at most 150 words" in prompt
    assert len(prompt) < 3_500


def test_what_was_learned_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "addresses.json"
    KnownAddresses(path).learn("http://a/v1", "m", window=4096, lacks=("system",), reads=12.5)
    known = KnownAddresses(path).get("http://a/v1", "m")
    assert (known.window, known.lacks, known.reads) == (4096, ("system",), 12.5)
    path.write_text("{broken", encoding="utf-8")
    assert KnownAddresses(path).get("http://a/v1", "m").window == 0


def asked_model(**facts: object) -> AskedModel:
    model = AskedModel(StreamingModel(messages=iter(())), limits=Limits(first_word_seconds=20))
    model.address = "http://127.0.0.1:8080/v1"
    model.learn(**facts)
    return model


def test_the_budget_follows_the_pace() -> None:
    slow = asked_model(window=8_192, reads=105.0, writes=15.0)
    assert slow.room == 2_100
    assert slow.seconds_for(slow.room, 120) == pytest.approx(120)
    assert slow.seconds_for(slow.room, 8, 150) == pytest.approx(60)
    assert asked_model(window=8_192, reads=5.0, writes=2.0).seconds_for(1_000, 120) == 900
    assert asked_model(window=8_192, reads=1e6).room == room_of(8_192)


def test_the_pace_is_measured_near_and_the_count_everywhere() -> None:
    model = asked_model()
    model.note_pace("word " * 1_000, {"input": 1_000, "output": 100}, 10.0, 5.0)
    assert (model.known.reads, model.known.writes) == (100.0, 20.0)
    far = asked_model()
    far.address = "https://api.example.com/v1"
    far.note_pace("가" * 1_000, {"input": 3_000, "output": 100}, 10.0, 5.0)
    assert (far.known.reads, far.known.per_wide) == (0.0, 3.0)


def test_a_slow_writer_is_not_taken_for_a_slow_reader() -> None:
    model = asked_model()
    used = {"input": 1_000, "output": 400}  # which takes four times as long to write as to read
    model.note_whole_reply("word " * 1_000, "said " * 400, used, 5.0)
    assert model.known.reads == 1_000.0
    model.note_whole_reply("word " * 1_000, "said " * 400, used, 500.0)
    assert model.known.reads == 1_000.0  # a stream tells it better, and has
    loading = asked_model(window=8_192)
    loading.note_whole_reply("word " * 1_000, "said " * 40, used, 600.0)
    assert loading.room == FIRST_PROMPT


@pytest.mark.parametrize(
    ("cached", "seconds", "reads"),
    [(1_990, 0.05, 1_000.0), (1_000, 2.0, 750.0), (0, 0.05, 1_500.0)],
    ids=["nearly all", "half", "not told"],
)
def test_what_was_in_a_cache_was_not_read(cached: int, seconds: float, reads: float) -> None:
    model = asked_model(reads=1_000.0)
    used = {"input": 2_000, "cached": cached, "output": 60}
    model.note_pace("word " * 2_000, used, seconds, 1.0)
    assert model.known.reads == reads


def test_the_cached_part_of_a_prompt_is_read_off_the_reply() -> None:
    usage = UsageMetadata(
        input_tokens=2_000,
        output_tokens=60,
        total_tokens=2_060,
        input_token_details=InputTokenDetails(cache_read=1_990),
    )
    reply = Reply()
    note(reply, AIMessageChunk(content="", usage_metadata=usage))
    assert reply.used == {"input": 2_000, "cached": 1_990, "output": 60}


def test_a_prompt_that_filled_a_window_smaller_than_itself_was_cut() -> None:
    model = asked_model()
    assert model.was_cut("word " * 8_000, 4_096)
    assert (model.known.window, model.known.window_from) == (4_096, "cut")
    assert not model.was_cut("word " * 8_000, 3_000)  # a cache may have left some out
    assert not model.was_cut("word " * 100, 1_024)


@pytest.mark.parametrize(
    ("told", "window", "prompt"),
    [
        ("input tokens exceed the limit of 272,000 tokens: received 300,000", 272_000, 300_000),
        ("The decoder prompt (length 5000) exceeds the maximum model length of 4096", 4096, 5000),
        ("the input length exceeds the context length", 0, 0),
        ("Prompt contains 40000 tokens, too large for a model of 32768 maximum", 32768, 40000),
        ("Input is too long for requested model.", 0, 0),
        ("Error code: 400 - Prompt too big: 9000 > 4096", 4096, 9000),
        ("Prompt length 9000 is greater than max_seq_len 4096", 4096, 9000),
        ("Prompt too long: 9000 tokens > max_kv_size 4096", 4096, 9000),
        ("Sequence length 9000 exceeds max_input_len 4096", 4096, 9000),
        ("Input should have at most 4096 tokens, got 9000", 4096, 9000),
        ("입력 토큰 수(9000)가 최대 컨텍스트 길이(4096)를 초과했습니다.", 4096, 9000),
        ("输入长度 9000 超过模型最大上下文长度 4096", 4096, 9000),
    ],
)
def test_sizes_are_read_out_of_refusals(told: str, window: int, prompt: int) -> None:
    error = RuntimeError(told)
    error.status_code = 400  # type: ignore[attr-defined]
    found = find_overflow(error)
    assert found is not None
    assert (found.window, found.prompt) == (window, prompt)


@pytest.mark.parametrize(
    "told",
    [
        "Input should be less than or equal to 2",
        "Input should be greater than 0",
        "temperature must be at most 2",
        "Unsupported value: 'temperature' does not support 0.2 with this model",
        "messages: at least one message is required",
        "Extra inputs are not permitted",
        "요청한 모델을 찾을 수 없습니다",
    ],
)
def test_a_refusal_of_something_else_tells_no_size(told: str) -> None:
    error = RuntimeError(told)
    error.status_code = 400  # type: ignore[attr-defined]
    assert find_overflow(error) is None


def test_ollama_is_asked_by_its_own_api_with_a_window(models: ModelServer) -> None:
    pytest.importorskip("langchain_ollama")
    models.answers = {"/api/version": {"version": "0.9"}, "/api/show": SHOWN}
    model = connect_asked_model(address(models))
    wait_for(model.prepare())
    assert type(model.model).__name__ == "ChatOllama"
    assert model.model.num_ctx == 16384  # type: ignore[attr-defined]
    assert model.model.base_url == models.url.removesuffix("/v1")  # type: ignore[attr-defined]


def test_an_answer_comes_from_ollama_itself(
    long_index: JournalIndex, store: EntryStore, models: ModelServer
) -> None:
    pytest.importorskip("langchain_ollama")
    said: Json = {
        "model": "fake-chat",
        "created_at": "2026-11-26T00:00:00Z",
        "message": {"role": "assistant", "content": "<think>[2.1]</think>그렇게 썼어요 [1.1]."},
        "done": True,
        "done_reason": "stop",
        "prompt_eval_count": 900,
        "eval_count": 9,
    }
    models.answers = {"/api/version": {"version": "0.9"}, "/api/show": SHOWN, "/api/chat": said}
    model = connect_asked_model(address(models))
    answer = answered(chain_of(long_index, store, model), KOREAN)
    assert (answer.text, answer.finish, answer.problem) == ("그렇게 썼어요 [1].", "complete", None)
    assert answer.usage.input_tokens == 900
    assert models.requests == []  # nothing by OpenAI's protocol


def test_the_connection_test_asks_as_an_answer_does(models: ModelServer) -> None:
    def step(request: Json) -> Say | Fail:
        messages = request["messages"]
        assert isinstance(messages, list)
        if messages[0]["role"] == "system":
            return Fail(status=400, message="System role not supported")
        return Say(text="OK")

    models.always = step
    memory = KnownAddresses()
    assert test_connection(address(models), memory).ok
    assert memory.get(models.url, "fake-chat").lacks == ("system",)
    assert all(each["stream"] for each in models.requests)


def test_models_of_this_machine_are_found_at_a_press(models: ModelServer) -> None:
    port = int(models.url.rsplit(":", 1)[1].removesuffix("/v1"))
    (found,) = wait_for(find_local_servers({port: "here", 9: "nobody"}))
    assert (found.name, found.models) == ("here", ("fake-chat",))
