"""Speaking instead of typing: what is said comes into the text, for the writer to correct.

Promise: only where an address is connected. Invariant: the sound is let go once it was heard.
"""

from __future__ import annotations

import streamlit as st

from ui.shared import app_services, problem
from ui.shared.text import t


def draw_voice(key: str) -> str:
    """Draw the recorder; return the words that were just heard, once."""
    from chains.models.transcribe import can_transcribe, transcribe

    models = app_services.services().settings.models
    if not can_transcribe(models):
        return ""
    turn = f"editor.voice_turn_{key}"
    heard_so_far = st.session_state.setdefault(turn, 0)
    sound = st.audio_input(t("editor.voice"), key=f"editor.voice_{key}_{heard_so_far}")
    if sound is None:
        return ""
    with problem.told(), st.spinner(t("editor.hearing")):
        words = transcribe(models, sound.getvalue())
        st.session_state[turn] = heard_so_far + 1  # another recorder from now on, with no sound
        return words
    return ""
