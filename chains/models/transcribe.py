"""Turns spoken words into text, at the connected address: OpenAI's `/audio/transcriptions`.

Invariant: the sound is sent once, to the chat model's address only, and kept nowhere here.
"""

from __future__ import annotations

from typing import Final

from chains.models.errors import ProviderError, provider_errors, translate
from config.settings import ModelSettings

MODEL: Final = "whisper-1"  # the name that servers of OpenAI's protocol know
_SECONDS: Final = 120.0


def can_transcribe(address: ModelSettings) -> bool:
    """Say whether an address is connected that may know how to."""
    return bool(address.connected_chat_model) and address.chat_provider == "openai"


def transcribe(address: ModelSettings, sound: bytes) -> str:
    """Return the words of a recording (WAV).

    Raises:
        ModelUnavailableError: the address does not answer, or knows no such thing.
    """
    import openai

    client = openai.OpenAI(
        base_url=address.url,
        api_key=address.api_key.get_secret_value() or "no-key",  # the client wants some
        max_retries=0,
        timeout=_SECONDS,
    )
    try:
        with client, provider_errors():
            heard = client.audio.transcriptions.create(
                model=MODEL, file=("speech.wav", sound, "audio/wav")
            )
    except ProviderError as error:
        raise translate(error.cause, address=address.url, model=MODEL) from error.cause
    return heard.text.strip()
