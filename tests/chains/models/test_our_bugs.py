"""What a server sends is told as the server's; a mistake of our own code reaches whoever asked, as
it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import pytest
from langchain_core.language_models import BaseChatModel

import chains.models.stream
from chains.ask.chain import AskChain
from chains.ask.events import Answer, Question
from chains.models.connect import connect_chat_model, connect_embeddings
from chains.models.errors import provider_errors
from config.settings import ModelSettings
from errors import ModelUnavailableError
from prompts.prompt import Prompt
from tests.chains.conftest import ENTRIES, chain_over, split
from tests.chains.decide.deciding import reader
from tests.model_server import Fail, ModelServer, Say
from tests.tracing.streaming_model import StreamingModel
from ui.jobs.live_answer import LiveAnswer
from ui.parts.answer import answer_html
from ui.shared.text import speaking
from vectorstore.index import JournalIndex

ASKED = Question(text="대학원에 갈까, 취업할까?", conversation_id="c", turn_id="t")
JUNK = (
    "[]",
    "null",
    "no json",
    '"text"',
    '{"choices": null}',
    '{"choices": "no"}',
    '{"choices": [{"message": null}]}',
    '{"choices": [{"message": {"content": {"a": 1}}}]}',
    '{"choices": [{}], "usage": "much"}',
)


@pytest.fixture
def bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours in the middle of the call, of a class that clients raise on junk, too."""

    def render(self: Prompt, **_: str) -> list[tuple[str, str]]:
        raise KeyError(self.name)

    monkeypatch.setattr(Prompt, "render", render)


@pytest.mark.usefixtures("bug")
def test_a_bug_in_a_prompt_is_no_bad_reply(ask: AskChain) -> None:
    with pytest.raises(KeyError):
        list(ask.stream(ASKED))


@pytest.mark.usefixtures("bug")
def test_a_bug_while_planning_or_reading_is_not_taken_for_silence(
    ask: AskChain, connect: Callable[[], BaseChatModel]
) -> None:
    with pytest.raises(KeyError):
        list(ask.stream(Question(text="요즘 어때?")))
    with pytest.raises(KeyError):
        reader(connect()).read(ENTRIES[0], ())


def test_a_bug_in_the_middle_reaches_the_page_and_the_words_are_kept(
    server: ModelServer,
    ask: AskChain,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    note, kept = chains.models.stream.note, list[Answer]()

    def bugged(reply: chains.models.stream.Reply, chunk: object) -> None:
        if reply.received > 30:
            raise AttributeError
        note(reply, chunk)  # type: ignore[arg-type]

    monkeypatch.setattr(chains.models.stream, "note", bugged)
    server.script(
        Say(text="논문이 붙어서 기뻤다고 썼어요. 그리고 회사에서는 즐거웠다고 썼어요.", piece=4)
    )
    live = LiveAnswer(ASKED, ask.start(ASKED), lambda _question, _plan, answer: kept.append(answer))
    while not live.done:
        live.wait(1)
    assert live.error is None
    (answer,) = kept
    assert answer.text.startswith("논문이 붙어서")
    assert (answer.text, answer.finish) == (live.text.strip(), "cut_off")
    assert answer.problem is not None
    assert answer.problem.key == "ask.broken"
    assert [record.getMessage().split(" at ")[0] for record in caplog.records] == ["AttributeError"]
    with speaking("en"):
        page = answer_html(ASKED, live.plan, answer)
    assert "fault in the app" in page
    assert "논문이 붙어서" in page


@pytest.mark.parametrize("body", JUNK)
def test_junk_of_any_shape_is_the_servers(server: ModelServer, ask: AskChain, body: str) -> None:
    server.script(Fail(status=200, body=f"data: {body}\n\n"))
    _, _, _, answer = split(ask.stream(ASKED))
    assert answer.problem is not None
    assert answer.problem.key in ("model.bad_reply", "model.empty", "model.server_error")


def test_what_we_hand_to_a_model_wrongly_is_ours(connect: Callable[[], BaseChatModel]) -> None:
    with pytest.raises(ValueError, match="Invalid input type"), provider_errors():
        connect().invoke(7)  # type: ignore[arg-type]


@pytest.mark.parametrize("provider", ["nobody", "anthropic"])
def test_a_provider_that_is_not_known_is_told(server: ModelServer, provider: str) -> None:
    address = ModelSettings(
        base_url=server.url,
        chat_model="fake-chat",
        embedding_model="fake-embedding",
        chat_provider=provider,
        embedding_provider=provider,
    )
    with pytest.raises(ModelUnavailableError) as chat:
        connect_chat_model(address)
    with pytest.raises(ModelUnavailableError) as embedding:
        connect_embeddings(address).embeddings.embed_query("x")
    assert {chat.value.key, embedding.value.key} == {"model.unknown_provider"}


class OnlyWords(StreamingModel):
    """A model that LangChain cannot make answer in JSON."""

    def bind_tools(self, tools: object, **kwargs: object) -> Self:
        raise NotImplementedError


def test_a_model_that_knows_no_json_leaves_the_plan_to_rules(index: JournalIndex) -> None:
    model = OnlyWords(messages=iter(["그랬어요 [1.1]."] * 9))
    plan, *_ = split(chain_over(index, model).stream(Question(text="요즘 어때?")))
    assert plan.made_by == "rules"
