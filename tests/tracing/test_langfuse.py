"""What Langfuse itself says of our turns, read back through its public API.

The same file runs against a real server: set LANGFUSE_BASE_URL, LANGFUSE_PUBLIC_KEY and
LANGFUSE_SECRET_KEY of an empty project. Tests that need to make the server ill, or to see the
bytes, are in the files beside it and use our own server.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TypeVar

import pytest
from langfuse.api import LangfuseAPI, ObservationV2
from pydantic import SecretStr

from chains.ask.chain import build_ask_chain
from chains.ask.events import Answer, Question, Turn
from chains.models.connect import connect_chat_model
from config.settings import LangfuseSettings, ModelSettings
from evaluation.case import Case
from evaluation.experiment import run_in_langfuse
from evaluation.result import result_of
from journal.entry import Entry
from prompts import PromptLibrary
from prompts.exchange import push
from prompts.langfuse import LangfusePrompts
from prompts.library import FOLDER
from tests.langfuse_server import langfuse
from tests.model_server import ModelServer, Say
from tracing import Tracer, build_tracer, check_connection
from vectorstore.index import JournalIndex, open_index

BODY = "대학원에 가고 싶다. 하지만 돈이 걱정이다."
ENTRY = Entry(id="a" * 32, written_on=date(2024, 4, 30), title="고민", body=BODY)
PLAN = '{"question": "대학원에 왜 가고 싶었지?", "phrases": ["대학원"]}'
WRITTEN = "대학원에 가고 싶다고 썼다 [1.1]."
FIELDS = "basic,time,io,metadata,model,usage,prompt,metrics,trace_context"
# A real server takes in what it got in the background.
PATIENCE_S = 60 if os.environ.get("LANGFUSE_BASE_URL") else 15
_Read = TypeVar("_Read")


@pytest.fixture(scope="module")
def address() -> Iterator[LangfuseSettings]:
    with langfuse() as address:
        yield address.model_copy(update={"release": "1.2.3", "environment": "tests"})


@pytest.fixture(scope="module")
def api(address: LangfuseSettings) -> LangfuseAPI:
    return LangfuseAPI(
        base_url=address.base_url,
        username=address.public_key,
        password=address.secret_key.get_secret_value(),
    )


@pytest.fixture(scope="module")
def tracer(address: LangfuseSettings) -> Tracer:
    return build_tracer(address)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    with closing(open_index(tmp_path_factory.mktemp("index"))) as opened:
        opened.sync((ENTRY,))
        yield opened


@pytest.fixture(scope="module")
def prompts(address: LangfuseSettings) -> PromptLibrary:
    """The app's own prompts, pushed."""
    desk = LangfusePrompts(address, seconds=10)
    for name in ("answer", "plan"):
        push(name, desk, label="production", folder=FOLDER)
    fetched = {name: desk.fetch(PromptLibrary().local(name)) for name in ("answer", "plan")}
    return PromptLibrary(pinned={name: prompt for name, prompt in fetched.items() if prompt})


def _poll(read: Callable[[], _Read], is_there: Callable[[_Read], bool]) -> _Read:
    """Return what is read once it is there, or what there is when the patience is over."""
    end = time.monotonic() + PATIENCE_S
    while not is_there(found := read()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def _until(read: Callable[[], list[ObservationV2]], count: int) -> list[ObservationV2]:
    found = _poll(read, lambda found: len(found) >= count)
    assert len(found) == count, [each.name for each in found]
    return sorted(found, key=lambda each: (each.parent_observation_id is not None, each.start_time))


def _observed(api: LangfuseAPI, trace_id: str, count: int) -> list[ObservationV2]:
    return _until(
        lambda: api.observations.get_many(trace_id=trace_id, fields=FIELDS, limit=50).data, count
    )


def _ask(index: JournalIndex, prompts: PromptLibrary, tracer: Tracer, number: int = 0) -> Answer:
    with ModelServer() as server:
        server.plan(Say(text=PLAN))
        server.script(Say(text=f"{number}: {WRITTEN}", piece=4))
        model = connect_chat_model(
            ModelSettings(base_url=server.url, api_key=SecretStr("k"), chat_model="fake-chat")
        )
        chain = build_ask_chain(
            index=index,
            entries=lambda _: ENTRY,
            model=model,
            prompts=prompts,
            tracer=tracer,
            today=lambda: date.max,
        )
        question = Question(
            text=f"대학원에 왜 가고 싶었지? {number}",
            history=(Turn(question="대학원에 갈까?", answer="…"),),
            conversation_id=f"test-session-{number}",
            turn_id=uuid.uuid4().hex,
        )
        (*_, answer) = chain.stream(question)
    tracer.flush()
    assert isinstance(answer, Answer)
    return answer


def test_the_connection_is_good(address: LangfuseSettings) -> None:
    assert check_connection(address).ok


def test_a_turn_is_one_small_trace_with_linked_prompts(
    index: JournalIndex, prompts: PromptLibrary, tracer: Tracer, api: LangfuseAPI
) -> None:
    answer = _ask(index, prompts, tracer)
    root, *below = _observed(api, answer.trace_id, 5)
    assert [each.name for each in (root, *below)] == ["ask", "plan", "retrieve", "answer", "cite"]
    assert [each.type for each in (root, *below)] == [
        "CHAIN",
        "GENERATION",
        "RETRIEVER",
        "GENERATION",
        "SPAN",
    ]
    assert {each.parent_observation_id for each in below} == {root.id}
    for each in (root, *below):
        assert (each.session_id, each.user_id) == ("test-session-0", "owner")
        assert set(each.tags or ()) == {"ko", "model", index.embedding_name}
        assert (each.release, each.environment, each.trace_name) == ("1.2.3", "tests", "ask")
    for each in (below[0], below[2]):
        assert each.prompt_id, "the server echoes any name; only a version that exists has an id"
        assert each.prompt_name == each.name
        assert each.prompt_version == int(prompts.get(each.name or "").version)
        assert (each.usage_details or {}).get("input", 0) > 0
    assert below[2].completion_start_time is not None
    assert BODY.split(".")[0] in str(below[2].input)
    assert "2024-04-30" in str(below[1].output)


def test_scores_are_on_the_trace_and_a_second_click_changes_one(
    index: JournalIndex, prompts: PromptLibrary, tracer: Tracer, api: LangfuseAPI
) -> None:
    answer, at = _ask(index, prompts, tracer), datetime.now(UTC)
    tracer.score(trace_id=answer.trace_id, name="thumbs", value=1, at=at)
    tracer.flush()
    tracer.score(trace_id=answer.trace_id, name="thumbs", value=0, comment="wrong_quote", at=at)
    tracer.flush()
    wanted = {
        "citations_valid": 1.0,
        "quotes_verified": 1.0,
        "answer_cited": 1.0,
        "clauses_cited": 1.0,
        "figures_unsupported": 0.0,
        "claims_unpointed": 0.0,
        "refused": 0.0,
        "thumbs": 0.0,
    }

    def read() -> list[tuple[str, float]]:
        listed = api.scores.get_many(trace_id=answer.trace_id, limit=50).data
        return sorted((each.name, float(each.value)) for each in listed if each.name in wanted)

    scores = sorted(wanted.items())
    assert _poll(read, lambda found: found == scores) == scores


def test_a_score_taken_back_is_gone(tracer: Tracer, api: LangfuseAPI) -> None:
    trace_id = uuid.uuid4().hex
    for name in ("thumbs", "refused"):
        tracer.score(trace_id=trace_id, name=name, value=1)
    tracer.flush()
    assert _names(api, trace_id, {"refused", "thumbs"}) == {"refused", "thumbs"}
    tracer.remove_score(trace_id=trace_id, name="thumbs")
    assert _names(api, trace_id, {"refused"}) == {"refused"}


def _names(api: LangfuseAPI, trace_id: str, wanted: set[str]) -> set[str]:
    """Return the names of the trace's scores, once they are the ones wanted or the patience is
    over.
    """

    def read() -> set[str]:
        return {each.name for each in api.scores.get_many(trace_id=trace_id, limit=50).data}

    return _poll(read, lambda found: found == wanted)


def test_two_conversations_at_once_stay_apart(
    index: JournalIndex, prompts: PromptLibrary, tracer: Tracer, api: LangfuseAPI
) -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda n: _ask(index, prompts, tracer, n), (1, 2, 3, 4)))
    for number, answer in enumerate(answers, 1):
        observed = _observed(api, answer.trace_id, 5)
        assert {each.session_id for each in observed} == {f"test-session-{number}"}
        assert all(f"{number}: " in str(each.output) for each in observed if each.name == "answer")


def test_a_masked_turn_holds_no_sentence(
    index: JournalIndex, prompts: PromptLibrary, address: LangfuseSettings, api: LangfuseAPI
) -> None:
    answer = _ask(index, prompts, build_tracer(address.model_copy(update={"content": "masked"})))
    observed = _observed(api, answer.trace_id, 5)
    assert not [
        each.name for each in observed if "가고 싶" in f"{each.input}{each.output}{each.metadata}"
    ]
    assert all(each.prompt_id for each in observed if each.type == "GENERATION")


def test_a_run_over_cases_is_recorded(address: LangfuseSettings) -> None:
    case = Case(id="one", question="대학원에 왜 가고 싶었지?", expected=(ENTRY.id,))
    result = result_of(
        case, Answer(), [ENTRY.id], entries=lambda _: ENTRY, seconds=0.1, record=None
    )
    dataset, run = f"tests-{uuid.uuid4().hex[:8]}", f"run {uuid.uuid4().hex[:8]}"
    recorded = run_in_langfuse(
        address, dataset, run, [case], lambda _: result, {"answer": "file:1"}
    )
    assert recorded.page.startswith(f"{address.base_url}/project/")
    assert (recorded.problem, recorded.results) == ("", (result,))
