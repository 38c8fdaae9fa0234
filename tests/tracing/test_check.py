"""The connection test says what is wrong, in words that fit."""

from __future__ import annotations

import pytest

from tests.langfuse_server import LangfuseServer, Mode, langfuse
from tracing import check, check_connection


def test_a_good_address_names_its_project() -> None:
    with langfuse() as address:
        report = check_connection(address)
    assert report.ok
    assert report.problem is None
    assert report.project


@pytest.mark.parametrize(
    ("mode", "key"),
    [
        ("refusing", "langfuse.key_refused"),
        ("failing", "langfuse.trouble"),
        ("garbage", "langfuse.not_langfuse"),
        ("hanging", "langfuse.timeout"),
    ],
)
def test_what_is_wrong_is_told_apart(mode: Mode, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if mode == "hanging":  # the others are to answer, however busy this machine is
        monkeypatch.setattr(check, "_PATIENCE_S", 0.3)
    with LangfuseServer(mode) as server:
        report = check_connection(server.address)
    assert report.problem is not None
    assert (report.ok, report.problem.key) == (False, key)
    assert server.secret_key not in f"{report} {report.problem.hint}"


def test_an_old_server_is_too_old() -> None:
    with LangfuseServer() as server:
        server.version = "3.120.0"
        report = check_connection(server.address)
    assert report.problem is not None
    assert report.problem.key == "langfuse.too_old"
    assert "4.59" in str(report.problem)


@pytest.mark.parametrize(
    "base_url", ["http://127.0.0.1:1", "http://no-such-host.invalid", "http://127.0.0.1:99999"]
)
def test_nobody_there(base_url: str) -> None:
    with LangfuseServer() as server:
        report = check_connection(server.address.model_copy(update={"base_url": base_url}))
    assert report.problem is not None
    assert report.problem.key == "langfuse.unreachable"
