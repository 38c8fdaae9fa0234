"""The model connection: address, key, models, and a test that says in words what is wrong.

Invariant: a key that was kept is never shown again; what the environment fixes is read-only and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

import streamlit as st
from pydantic import SecretStr

from credentials import MODEL_KEY, KeyStore
from preferences import PreferenceStore, parse_address
from settings import VARIABLES
from ui import session, wiring
from ui.components import problem
from ui.components.markup import esc
from ui.components.secret import draw_secret, wipe_secret
from ui.text import counted, t

if TYPE_CHECKING:
    from settings import Settings

PRESETS: Final = {
    "OpenAI": "https://api.openai.com/v1",
    "Ollama": "http://127.0.0.1:11434/v1",
    "LM Studio": "http://127.0.0.1:1234/v1",
    "vLLM": "http://127.0.0.1:8000/v1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What stands in the fields."""

    base_url: str
    key: str
    chat_model: str
    embedding_model: str


def draw_connection(known: Settings) -> None:
    """Draw the fields, what they would reach, and how far a change of embedding is."""
    st.html(f'<h2 class="x-section">{esc(t("settings.model"))}</h2>')
    st.html(f'<p class="x-quiet">{esc(t("settings.model_lead"))}</p>')
    keys = KeyStore(known.state_dir)
    complete = known.with_saved_keys(keys)
    _draw_presets(known)
    # A form, because a key that is left by Tab is told to the server only at its end.
    with st.form("settings.model_form", border=False, enter_to_submit=False):
        form = _draw_form(known, has_key=bool(complete.api_key.get_secret_value()))
        with st.container(horizontal=True):
            saved = st.form_submit_button(t("settings.save"), key="settings.save", type="primary")
            tested = st.form_submit_button(t("settings.test"), key="settings.test")
            listed = st.form_submit_button(t("settings.list"), key="settings.list", type="tertiary")
            if "api_key" not in known.fixed and complete.api_key.get_secret_value():
                st.form_submit_button(
                    t("settings.key_forget"), key="settings.key_forget", type="tertiary", on_click=_forget
                )
    given = replace(
        complete,
        base_url=parse_address(t("settings.address"), form.base_url),
        chat_model=form.chat_model,
        embedding_model=form.embedding_model,
        api_key=SecretStr(form.key) if form.key else complete.api_key,
    )
    if saved:
        _save(known, keys, form)
    if tested:
        _test(given)
    if listed:
        _list(given)
    draw_adoption()


def fixed_by(known: Settings, field: str) -> str | None:
    """Return the sentence that tells that the environment decides a field, or None."""
    if field not in known.fixed:
        return None
    return t("settings.fixed", names=", ".join(name.upper() for name in VARIABLES[field]))


@st.fragment(run_every=1.0)
def draw_adoption() -> None:
    """Draw how far embedding the journal anew is, while it is under way."""
    services = wiring.services()
    adoption = services.adoption
    if adoption is not None and not adoption.done:
        done, total = adoption.progress
        st.progress(done / total if total else 0.0, t("settings.adopting", done=f"{done:,}", total=f"{total:,}"))
    elif adoption is not None and adoption.problem is not None:
        problem.show(adoption.problem)
    name = services.index.embedding_name if services.embedding else t("settings.embedding_none")
    st.html(f'<p class="x-quiet">{esc(t("settings.embedding_in_use", name=name))}</p>')
    if services.model_problem:
        problem.show(services.model_problem)


def _draw_presets(known: Settings) -> None:
    st.pills(
        t("settings.preset"),
        list(PRESETS),
        key="settings.preset",
        on_change=_use_preset,
        disabled="base_url" in known.fixed,
        label_visibility="collapsed",
    )


def _draw_form(known: Settings, *, has_key: bool) -> Form:
    address = _draw_field(known, "base_url", t("settings.address"), PRESETS["OpenAI"])
    fixed = fixed_by(known, "api_key")
    key = draw_secret(
        t("settings.key"),
        key="settings.key",
        placeholder=fixed or t("settings.key_kept" if has_key else "settings.key_none"),
        disabled=fixed is not None,
    )
    left, right = st.columns(2)
    with left:
        chat = _draw_model(known, "chat_model", t("settings.chat_model"), known.connected_chat_model)
    with right:
        embedding = _draw_model(known, "embedding_model", t("settings.embedding_model"), t("settings.embedding_none"))
    return Form(base_url=address, key=key, chat_model=chat, embedding_model=embedding)


def _draw_field(known: Settings, field: str, label: str, placeholder: str) -> str:
    key, fixed = f"settings.{field}", fixed_by(known, field)
    st.session_state.setdefault(key, getattr(known, field))
    typed = st.text_input(label, key=key, placeholder=placeholder, disabled=fixed is not None)
    if fixed:
        st.html(f'<p class="x-quiet">{esc(fixed)}</p>')
    return (typed or "").strip()


def _draw_model(known: Settings, field: str, label: str, placeholder: str) -> str:
    """Draw a model's name: picked from those the address listed, or typed."""
    key, fixed = f"settings.{field}", fixed_by(known, field)
    st.session_state.setdefault(key, getattr(known, field) or None)
    named = st.session_state[key]
    chosen = st.selectbox(
        label,
        list(dict.fromkeys([*([named] if named else []), *_listed_models()])),
        index=None,
        key=key,
        placeholder=placeholder or t("settings.model_hint"),
        accept_new_options=True,
        disabled=fixed is not None,
    )
    if fixed:
        st.html(f'<p class="x-quiet">{esc(fixed)}</p>')
    return (chosen or "").strip()


def _listed_models() -> tuple[str, ...]:
    return cast("tuple[str, ...]", st.session_state.get("settings.models", ()))


def _use_preset() -> None:
    chosen = st.session_state.get("settings.preset")
    if chosen:
        st.session_state["settings.base_url"] = PRESETS[chosen]


def _save(known: Settings, keys: KeyStore, form: Form) -> None:
    store = PreferenceStore(known.state_dir)
    chosen = {
        name: getattr(form, name) for name in ("base_url", "chat_model", "embedding_model") if name not in known.fixed
    }
    store.save(replace(store.load()[0], **chosen))
    if form.key and "api_key" not in known.fixed:
        keys.set(MODEL_KEY, SecretStr(form.key))
    _start_again()


def _forget() -> None:
    KeyStore(wiring.opening().settings.state_dir).delete(MODEL_KEY)
    wiring.reopen()
    session.set_notice(t("settings.saved"))


def _start_again() -> None:
    for name in [name for name in st.session_state if str(name).startswith("settings.")]:
        del st.session_state[name]
    wipe_secret("settings.key")
    wiring.reopen()
    session.set_notice(t("settings.saved"))
    st.rerun()


def _test(given: Settings) -> None:
    from chains.models import test_connection

    with st.spinner(t("settings.testing")):
        report = test_connection(wiring.model_address(given))
    for each in report.problems:
        problem.show(each)
    if report.ok:
        st.html(f'<p role="status">{esc(t("settings.test_ok", seconds=f"{report.latency_s:.1f}"))}</p>')


def _list(given: Settings) -> None:
    from chains.models import list_models

    names = list_models(wiring.model_address(given))
    st.session_state["settings.models"] = tuple(names)
    if names:
        session.set_notice(counted("settings.listed", len(names)))
        st.rerun()
    st.html(f'<p class="x-quiet">{esc(t("settings.list_none"))}</p>')
