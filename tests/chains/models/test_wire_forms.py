"""Replies and refusals as model servers really send them, each run through the whole chain: a right
answer, the quotes, or one clear sentence; no word of what was thought.
"""

from __future__ import annotations

import json

import pytest

from chains.ask.events import Answer, Question, Token
from chains.models.connect import connect_asked_model, connect_chat_model
from config.settings import ModelSettings
from tests.chains.conftest import chain_over
from tests.chains.models.wire import (
    ASKED,
    GOOD,
    SAID,
    THOUGHT,
    Form,
    check,
    chunk,
    events,
    refuse,
    said,
    whole,
)
from tests.model_server import Fail, Json, ModelServer, Raw, Say, Step, plausible
from vectorstore.index import JournalIndex

ANSWER_JSON = json.dumps(
    {
        "answer": f"{SAID} [1.2].",
        "gaps": ["가족의 생각"],
        "question": "무엇이 두렵나요?",
    },
    ensure_ascii=False,
)
OVERFLOWS = {
    "llama.cpp": "request ({n} tokens) exceeds the available context size (4096 tokens)",
    "vllm": (
        "This model's maximum context length is 4096 tokens. However, you requested {n} tokens"
        " ({n} in the messages, 0 in the completion)."
    ),
    "lm studio": (
        "Trying to keep the first {n} tokens when context the overflows. However, the model is"
        " loaded with context length of only 4096 tokens, which is not enough."
    ),
    "openai": (
        "This model's maximum context length is 4096 tokens. However, your messages resulted in {n}"
        " tokens."
    ),
    "tgi": (
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: {n}"
        " `inputs` tokens and 100 `max_new_tokens`"
    ),
    "anthropic": "prompt is too long: {n} tokens > 4096 maximum",
    "bedrock": "Input is too long for requested model.",
    "koboldcpp": "Prompt too big: {n} > 4096",
    "tabbyAPI": "Prompt length {n} is greater than max_seq_len 4096",
    "mlx": "Prompt too long: {n} tokens > max_kv_size 4096",
    "exllama": "Sequence length {n} exceeds max_input_len 4096",
    "pydantic": "Input should have at most 4096 tokens, got {n}",
    "Korean": "입력 토큰 수({n})가 최대 컨텍스트 길이(4096)를 초과했습니다.",
    "Chinese": "输入长度 {n} 超过模型最大上下文长度 4096",
    "nothing told": "Bad Request",
}


def overflow(words: str) -> Step:
    """Refuse a prompt over 3,000 characters as a server with a small window does."""

    def step(request: Json) -> Fail | Say:
        size = len(json.dumps(request["messages"], ensure_ascii=False))
        if size > 3_000:
            return Fail(status=400, message=words.format(n=size * 2))
        return Say(text=GOOD)

    return step


FORMS = (
    # Thinking.
    Form("think", said(f"<think>{THOUGHT}</think>{GOOD}")),
    Form("think in capitals", said(f"<THINK>{THOUGHT}</Think>\n{GOOD}")),
    Form("think, no end", said(f"<think>{THOUGHT}"), "model.only_thought"),
    Form("think, cut", said(f"<think>{THOUGHT}", ending="length"), "model.only_thought"),
    Form("an end alone", said(f"{THOUGHT}\n</think>\n\n{GOOD}")),
    Form("an end alone, a word at a time", said(f"{THOUGHT}\n</think>\n\n{GOOD}", piece=1)),
    Form("thinking", said(f"<thinking>{THOUGHT}</thinking>\n{GOOD}")),
    Form("thought", said(f"<thought>{THOUGHT}</thought>{GOOD}")),
    Form("reasoning with a name", said(f"<reasoning id='1'>{THOUGHT}</reasoning>{GOOD}")),
    Form("seed", said(f"<seed:think>{THOUGHT}</seed:think>{GOOD}")),
    Form("triangles", said(f"◁think▷{THOUGHT}◁/think▷{GOOD}")),
    Form("brackets", said(f"[THINK]{THOUGHT}[/THINK]{GOOD}")),
    Form("a fence", said(f"```thinking\n{THOUGHT}\n```\n{GOOD}")),
    Form("a heading", said(f"## Thinking\n{THOUGHT}\n## Answer\n{GOOD}")),
    Form("a heading in Korean", said(f"## 생각 과정\n{THOUGHT}\n## 답변\n{GOOD}")),
    Form("details", said(f"<details><summary>Reasoning</summary>\n{THOUGHT}\n</details>\n{GOOD}")),
    Form(
        "details with a type",
        said(f'<details type="reasoning" done="true">\n> {THOUGHT}\n</details>\n{GOOD}', piece=3),
    ),
    Form("reserved tokens", said(f"<unused94>thought\n{THOUGHT}<unused95>{GOOD}", piece=3)),
    Form("half bars", said(f"<|channel>thought\n{THOUGHT}<channel|>{GOOD}", piece=3)),
    Form("bold", said(f"**Thinking:** {THOUGHT}\n\n**Answer:**\n{GOOD}")),
    Form("bold, on one line", said(f"**생각 과정**: {THOUGHT}\n\n**답변:** {GOOD}", piece=3)),
    Form("named lines", said(f"Thought: {THOUGHT}\nFinal Answer: {GOOD}")),
    Form("a block quote", said(f"> Reasoning\n> {THOUGHT}\n\n{GOOD}")),
    Form("an emphasised line", said(f"*thinking: {THOUGHT}*\n\n{GOOD}", piece=3)),
    Form(
        "a heading and no other",
        said(f"## Thinking\n{THOUGHT}\n## gaps\n- 가족의 생각"),
        "model.only_thought",
    ),
    Form("internal", said(f"<internal>{THOUGHT}</internal>\n{GOOD}", piece=3)),
    Form("escaped for HTML", said(f"&lt;think&gt;{THOUGHT}&lt;/think&gt;\n{GOOD}", piece=3)),
    Form(
        "escaped for JSON", said(f"\\u003cthink\\u003e{THOUGHT}\\u003c/think\\u003e{GOOD}", piece=3)
    ),
    Form("a comment", said(f"<!-- {THOUGHT} -->\n{GOOD}", piece=3)),
    Form(
        "thinking and answer in tags", said(f"<plan>{THOUGHT}</plan>\n<answer>\n{GOOD}\n</answer>")
    ),
    Form(
        "sections in tags",
        said(
            f"<answer>{SAID} [1.2].</answer>\n<gaps>\n- 가족의 생각\n</gaps>\n"
            "<question>무엇이 두렵나요?</question>",
            piece=3,
        ),
    ),
    Form("no end after other words", said(f"{SAID} [1.2].\n<think>{THOUGHT}"), "model.cut_off"),
    Form(
        "a heading of another name", said(f"### Analysis\n{THOUGHT}\n### Answer\n{GOOD}", piece=5)
    ),
    Form("no heading until the answer's", said(f"{THOUGHT}\n\n**최종 답변:**\n{GOOD}", piece=5)),
    Form("named on its line", said(f"Answer: {GOOD}")),
    Form("marks of a template", said(f"<s>{GOOD}</s><|eot_id|>")),
    Form("after other words", said(f"그럼요.\n<think>{THOUGHT}</think>\n{GOOD}")),
    Form(
        "channels",
        said(
            f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final"
            f"<|message|>{GOOD}<|return|>"
        ),
    ),
    Form("channels, tokens stripped", said(f"analysis{THOUGHT}assistantfinal{GOOD}")),
    Form("tokens", said(f"<|begin_of_thought|>{THOUGHT}<|end_of_thought|>{GOOD}")),
    Form(
        "reasoning_content",
        events(chunk(reasoning_content=THOUGHT), chunk(GOOD), chunk(reason="stop")),
    ),
    Form(
        "reasoning_content alone",
        events(chunk(reasoning_content=THOUGHT), chunk(reason="stop")),
        "model.only_thought",
    ),
    Form(
        "content parts",
        events(
            chunk([{"type": "thinking", "thinking": [{"type": "text", "text": THOUGHT}]}]),
            chunk([{"type": "text", "text": GOOD}]),
            chunk(reason="stop"),
        ),
    ),
    Form(
        "content parts marked as thought",
        events(
            chunk([{"type": "text", "text": THOUGHT, "thought": True}]),
            chunk([{"type": "text", "text": GOOD}]),
            chunk(reason="stop"),
        ),
    ),
    Form(
        "content parts of another protocol",
        events(
            chunk([{"type": "reasoning", "text": THOUGHT}]),
            chunk([{"type": "output_text", "text": GOOD}]),
            chunk(reason="stop"),
        ),
    ),
    # Shapes of the answer.
    Form("fenced Markdown", said(f"```markdown\n{GOOD}\n```")),
    Form("JSON", said(ANSWER_JSON)),
    Form("fenced JSON", said(f"```json\n{ANSWER_JSON}\n```")),
    Form("JSON after a word", said(f"Here it is:\n{ANSWER_JSON}")),
    Form("fenced JSON after a word", said(f"물론이죠.\n\n```json\n{ANSWER_JSON}\n```\n", piece=2)),
    Form("JSON in a list", said(f"[{ANSWER_JSON}]")),
    Form("broken JSON", said(ANSWER_JSON[:-20]), "model.bad_reply"),
    Form(
        "a table",
        said(f"| 쪽 | 말 |\n|---|---|\n| 대학원 | {SAID} [1.2] |\n{GOOD.partition(chr(10))[2]}"),
    ),
    Form(
        "headings in Korean",
        said(f"## 답변\n{SAID} [1.2].\n## 부족한 점\n- 가족의 생각\n## 되묻기\n무엇이 두렵나요?"),
    ),
    Form(
        "headings without marks",
        said(f"{SAID} [1.2].\n\n3. 빠진 점:\n- 가족의 생각\n\n4. 질문: 무엇이 두렵나요?"),
    ),
    Form("a pointer with a dagger", said(GOOD.replace("[1.2]", "[1.2†source]"))),
    Form("a pointer escaped", said(GOOD.replace("[1.2]", "\\[1.2\\]"), piece=1)),
    Form("NUL", said(GOOD.replace("썼", "\x00썼"))),
    Form(
        "half a character",
        Raw(body=events(chunk(f"{GOOD}X")).body.replace(b"X", b"\\ud83d")),
    ),
    Form("emoji", said(GOOD.replace("썼어요", "썼어요 😊✨"))),
    Form("advice", said(f"대학원에 가는 것이 좋겠어요.\n{GOOD}"), "model.advises"),
    Form(
        "English to a Korean question",
        lambda request: said(
            GOOD
            if "Write every sentence in Korean" in json.dumps(request, ensure_ascii=False)
            else "You wrote that the paper was accepted and that you were happy about it [1.2]. "
            * 3
        ),
        asked=2,
    ),
    Form(
        "English thinking that only an end tells",
        said(f"{'SECRETLY I weigh what the person wants to know. ' * 20}</think>\n{GOOD}", piece=9),
    ),
    Form(
        "English without pointers",
        lambda request: said(
            GOOD
            if "Write every sentence in Korean" in json.dumps(request, ensure_ascii=False)
            else "You wrote that the paper was accepted and that you were happy about it. " * 3
        ),
        asked=2,
    ),
    Form(
        "English all the time",
        said("You wrote that the paper was accepted, and that made you happy [1.2]."),
        "model.other_language",
        asked=2,
    ),
    Form("1,500 sentences", said(f"{SAID} [1.2]. " * 1_500, piece=2_000), "model.too_long"),
    # The wire.
    Form("[DONE] alone at the end", events(chunk(GOOD))),
    Form("neither [DONE] nor a reason", events(chunk(GOOD), done=False), "model.cut_off"),
    Form("usage missing", events(chunk(GOOD), chunk(reason="stop"))),
    Form("an empty first chunk", events(chunk(""), chunk(None), chunk(GOOD), chunk(reason="stop"))),
    Form("no choices first", events({**chunk(), "choices": []}, chunk(GOOD), chunk(reason="stop"))),
    Form("plain JSON", Raw(body=json.dumps(whole(content=GOOD)).encode(), kind="application/json")),
    Form("plain JSON as a stream", Raw(body=json.dumps(whole(content=GOOD), indent=2).encode())),
    Form(
        "plain JSON with thinking",
        Raw(body=json.dumps(whole(content=GOOD, reasoning_content=THOUGHT)).encode()),
    ),
    Form(
        "an error with status 200",
        Raw(body=b'{"error": {"message": "no"}}', kind="application/json"),
        "model.server_error",
    ),
    Form("events without a space", Raw(body=events(chunk(GOOD)).body.replace(b"data: ", b"data:"))),
    Form(
        "comments between", Raw(body=b": ping\n\n" + events(chunk(GOOD), chunk(reason="stop")).body)
    ),
    Form("an old reason", events(chunk(GOOD), chunk(reason="eos"))),
    Form("a web page", Raw(body=b"<html>hello</html>", kind="text/html"), "model.bad_reply"),
    # What a server does not know.
    Form("no system role", refuse("system", message="System role not supported")),
    Form(
        "roles must alternate",
        refuse("system", 500, message="Conversation roles must alternate user/assistant"),
    ),
    Form("no stream_options", refuse("stream_options", 422), asked=2),
    Form("nothing named", refuse("stream_options", message="Bad Request"), asked=2),
    Form("no streaming", refuse("stream", message="streaming is not supported"), asked=2),
    Form(
        "no system and no options",
        lambda request: (
            refuse("system")(request)
            if "stream_options" not in request
            else Fail(status=422, message="unknown field stream_options")
        ),
        asked=2,
    ),
    Form("refused for good", Fail(status=400, message="no"), "model.refused_request", asked=None),
    # A window too small, in the words of six servers.
    *(Form(f"overflow: {name}", overflow(words), asked=None) for name, words in OVERFLOWS.items()),
    Form(
        "nothing fits",
        Fail(status=400, message="prompt is too long: 9000 tokens > 100 maximum"),
        "model.too_much",
        asked=None,
    ),
)


def test_there_are_enough_forms() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS) >= 46


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_ends_in_an_answer_or_a_sentence(
    index: JournalIndex, models: ModelServer, form: Form, capfd: pytest.CaptureFixture[str]
) -> None:
    check(form, index, models, capfd)


def test_what_was_learned_of_an_address_is_asked_no_more(
    index: JournalIndex, models: ModelServer
) -> None:
    models.always = refuse("stream_options", 422)
    models.requests.clear()
    model = connect_chat_model(ModelSettings(base_url=models.url, chat_model="fake-chat"))
    chain = chain_over(index, model)
    for _ in range(2):
        list(chain.stream(ASKED))
    assert ["stream_options" in each for each in models.answers_asked] == [True, False, False]


def test_a_refusal_that_was_of_something_else_teaches_nothing(
    index: JournalIndex, models: ModelServer
) -> None:
    models.always = Fail(status=400, message="not today")
    models.requests.clear()
    model = connect_asked_model(ModelSettings(base_url=models.url, chat_model="fake-chat"))
    chain = chain_over(index, model)
    list(chain.stream(ASKED))
    models.always = said(GOOD)
    list(chain.stream(ASKED))
    # All of it, without what it may not know, a shorter prompt; and as if nothing had been.
    assert ["stream_options" in each for each in models.answers_asked] == [True, False, True, True]
    assert (model.known.window, model.known.lacks) == (0, ())


def test_a_model_whose_thinking_has_no_beginning_is_known_the_second_time(
    index: JournalIndex, models: ModelServer
) -> None:
    models.always = said(f"{THOUGHT}\n</think>\n\n{GOOD}", piece=3)
    model = connect_chat_model(ModelSettings(base_url=models.url, chat_model="fake-chat"))
    chain = chain_over(index, model)
    list(chain.stream(ASKED))
    tokens = [each for each in chain.stream(ASKED) if isinstance(each, Token)]
    assert not any(each.again for each in tokens)
    assert "SECRETLY" not in "".join(each.text for each in tokens)


@pytest.mark.parametrize(
    "thought",
    [
        f"{THOUGHT} " * 400,
        "일기에서 논문 이야기를 먼저 봐야겠다 [2.1]. SECRETLY 그리고 돈 이야기도 [3.1]. " * 300,
    ],
    ids=["English", "Korean"],
)
def test_thinking_longer_than_any_answer_is_no_answer(
    index: JournalIndex, models: ModelServer, thought: str
) -> None:
    models.always = said(f"{thought}\n</think>\n\n{GOOD}", piece=400)
    model = connect_chat_model(ModelSettings(base_url=models.url, chat_model="fake-chat"))
    chain = chain_over(index, model)
    for asked in range(2):
        events_seen = list(chain.stream(ASKED))
        answer = events_seen[-1]
        assert isinstance(answer, Answer)
        assert answer.problem is None
        assert answer.finish == "complete"
        assert SAID in answer.text
        assert "SECRETLY" not in answer.text
        assert [each.quote for each in answer.citations] == ["논문이 붙어서 기뻤다."]
        tokens = [each for each in events_seen if isinstance(each, Token)]
        assert any(each.again for each in tokens) is (asked == 0)


def test_a_plan_is_read_past_what_was_thought(index: JournalIndex, models: ModelServer) -> None:
    def step(request: Json) -> Say:
        if request.get("response_format"):
            plan = '{"question": "논문", "phrases": ["논문 게재"]}'
            return Say(text=f"{{maybe}} {THOUGHT}</think>```json\n{plan}\n```")
        return plausible(request)

    models.always = step
    model = connect_chat_model(ModelSettings(base_url=models.url, chat_model="fake-chat"))
    plan = next(chain_over(index, model).stream(Question(text="논문은 왜 썼지?")))
    assert getattr(plan, "made_by", "") == "model"
