"""Connecting models at an OpenAI-compatible address over real HTTP, and saying in words what is
wrong.
"""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr

from chains.models.background_loop import wait_for
from chains.models.connect import (
    connect_chat_model,
    connect_embeddings,
    keep_traces_at_home,
    list_models,
    test_connection,
)
from chains.models.errors import _SAID, model_error
from chains.models.local import look_at
from config.settings import ModelSettings
from errors import ModelUnavailableError
from tests.model_server import Fail, ModelServer, Say

KEY = "sk-very-secret"


def address(
    url: str, chat: str = "fake-chat", embedding: str = "", key: str = KEY
) -> ModelSettings:
    return ModelSettings(
        base_url=url, api_key=SecretStr(key), chat_model=chat, embedding_model=embedding
    )


def test_a_good_connection_is_reported(server: ModelServer) -> None:
    report = test_connection(address(server.url, embedding="fake-embedding"))
    assert report.ok
    assert report.problems == ()
    assert report.latency_s > 0
    assert server.embedded == ["ping"]


def test_a_server_without_keys_needs_none(server: ModelServer) -> None:
    assert test_connection(address(server.url, key="")).ok


def test_the_model_asks_for_its_usage_and_streams(server: ModelServer) -> None:
    model = connect_chat_model(address(server.url))
    assert "".join(str(chunk.text) for chunk in model.stream("hello"))
    assert server.requests[0]["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize(
    ("step", "key"),
    [
        (Fail(status=404, message="model 'llama9' not found"), "model.unknown_model"),
        (Fail(status=429, code="insufficient_quota"), "model.no_credit"),
        (Fail(status=429), "model.rate_limited"),
        (Fail(status=500), "model.server_error"),
        (Say(text="", ending="junk"), "model.bad_reply"),
    ],
)
def test_what_is_wrong_is_said(server: ModelServer, step: Fail | Say, key: str) -> None:
    server.script(step)
    report = test_connection(address(server.url))
    assert not report.ok
    assert [problem.key for problem in report.problems] == [key]


def test_a_wrong_key_is_said_and_never_repeated(server: ModelServer) -> None:
    server.key = "another"
    report = test_connection(address(server.url))
    assert [problem.key for problem in report.problems] == ["model.key_refused"]
    told = f"{report.problems[0]} {report.problems[0].hint} {report.problems[0].values}"
    assert KEY not in told
    assert server.url in told
    assert KEY not in repr(address(server.url))


def test_an_unknown_model_is_named(server: ModelServer) -> None:
    report = test_connection(address(server.url, chat="gpt-99"))
    assert report.problems[0].key == "model.unknown_model"
    assert "gpt-99" in str(report.problems[0])


def test_a_wrong_path_and_a_closed_port_are_told_apart(server: ModelServer) -> None:
    assert test_connection(
        address(server.url + "/nowhere/v9/x")
    ).ok  # any path that ends right is served
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    report = test_connection(address(f"http://127.0.0.1:{port}/v1"))
    assert report.problems[0].key == "model.unreachable"
    server.script(Fail(status=404, body="404 page not found"))
    assert test_connection(address(server.url)).problems[0].key == "model.unknown_path"


@pytest.mark.parametrize(
    ("url", "chat", "key"),
    [("ftp://x", "m", "model.bad_address"), ("http://x/v1", "", "model.no_address")],
)
def test_what_cannot_be_tried_is_said_at_once(url: str, chat: str, key: str) -> None:
    assert test_connection(address(url, chat)).problems[0].key == key


def test_embeddings_send_text_and_tell_their_errors(server: ModelServer) -> None:
    made = connect_embeddings(address(server.url, embedding="fake-embedding"))
    assert made.name == "fake-embedding"
    vectors = made.embeddings.embed_documents(["대학원", "취업", "대학원 진학"])
    assert [len(vector) for vector in vectors] == [server.dimensions] * 3
    assert server.embedded == ["대학원", "취업", "대학원 진학"]
    server.embedding_failure = Fail(status=404, message="not an embedding model")
    with pytest.raises(ModelUnavailableError) as refused:
        made.embeddings.embed_query("x")
    assert refused.value.key == "model.no_embeddings"


def test_a_server_with_a_small_batch_and_floats_only_gets_what_it_takes(
    server: ModelServer,
) -> None:
    server.most_texts, server.floats_only = 6, True
    made = connect_embeddings(address(server.url, embedding="fake-embedding"))
    texts = [f"text {number}" for number in range(50)]
    assert len(made.embeddings.embed_documents(texts)) == len(texts)
    assert server.embedded == texts


def test_an_embedding_model_that_fails_is_reported_beside_a_good_chat_model(
    server: ModelServer,
) -> None:
    server.embedding_failure = Fail(status=400)
    report = test_connection(address(server.url, embedding="fake-embedding"))
    assert [problem.key for problem in report.problems] == ["model.no_embeddings"]
    assert report.latency_s > 0


def test_models_are_listed(server: ModelServer) -> None:
    assert list_models(address(server.url)) == ("fake-chat", "fake-embedding")
    server.key = "another"
    with pytest.raises(ModelUnavailableError) as refused:
        list_models(address(server.url))
    assert refused.value.key == "model.key_refused"


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ({"data": ["b", "a"]}, ("a", "b")),
        ({"data": [{"id": 1}, {"id": "b"}]}, ("1", "b")),
        ({"data": [{"name": "a"}, {"id": None}, {}, None, 3]}, ("a",)),
        ({"data": [{"id": {"x": 1}}, {"id": "a"}]}, ("a",)),
        ({"data": None}, ()),
        ({"models": [{"name": "a"}]}, ("a",)),
        ([{"id": "a"}], ("a",)),
        ({"error": "x"}, ()),
        ("no", ()),
    ],
    ids=str,
)
def test_models_are_listed_in_any_shape(
    server: ModelServer, listed: object, names: tuple[str, ...]
) -> None:
    server.answers = {"/v1/models": listed}
    assert list_models(address(server.url)) == names
    found = wait_for(look_at(server.url, "here"))
    assert found is not None
    assert found.models == names


def test_a_list_of_models_that_cannot_be_read_is_told(server: ModelServer) -> None:
    server.answers = {"/v1/models": b"<html>"}
    with pytest.raises(ModelUnavailableError) as unread:
        list_models(address(server.url))
    assert unread.value.key == "model.bad_reply"


def test_a_provider_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelUnavailableError) as missing:
        connect_chat_model(
            ModelSettings(chat_model="claude-x", chat_provider="anthropic", api_key=SecretStr("k"))
        )
    assert missing.value.key == "model.unknown_provider"


def test_nothing_goes_to_langsmith(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    keep_traces_at_home()
    from langsmith.utils import tracing_is_enabled

    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert not tracing_is_enabled()


def test_every_error_has_words_in_both_languages_with_the_same_fields() -> None:
    korean = yaml.safe_load(
        (Path(__file__).parents[3] / "ui/messages/errors_ko.yaml").read_text(encoding="utf-8")
    )
    for key, (message, hint) in _SAID.items():
        error = model_error(key)
        assert "{" not in f"{error}{error.hint}"
        assert set(re.findall(r"{\w+}", message)) == set(
            re.findall(r"{\w+}", korean[key]["message"])
        )
        assert re.findall(r"{\w+}", hint) == re.findall(r"{\w+}", korean[key]["hint"])
