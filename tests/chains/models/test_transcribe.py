"""Spoken words come back as text, from the address that is connected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from chains.models.transcribe import can_transcribe, transcribe
from config.settings import ModelSettings
from errors import ModelUnavailableError
from tests.model_server import Fail, ModelServer, Say


@pytest.fixture
def models() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


def address_of(models: ModelServer) -> ModelSettings:
    return ModelSettings(base_url=models.url, api_key=SecretStr("k"), chat_model="fake-chat")


def test_a_recording_is_sent_once_and_its_words_come_back(models: ModelServer) -> None:
    models.script(Say(text=" 오늘은 조금 나았다. "))
    assert transcribe(address_of(models), b"RIFF sound") == "오늘은 조금 나았다."
    (sent,) = models.recordings
    assert b"RIFF sound" in sent


def test_a_server_that_knows_no_speech_is_told_of(models: ModelServer) -> None:
    models.script(Fail(status=404, message="404 page not found"))
    with pytest.raises(ModelUnavailableError):
        transcribe(address_of(models), b"RIFF")


def test_without_an_address_nothing_is_offered(models: ModelServer) -> None:
    assert not can_transcribe(ModelSettings())
    assert can_transcribe(address_of(models))
