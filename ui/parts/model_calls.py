"""A model's call, folded away: the exact messages sent and the reply, as text in the type of a
typewriter.

Invariant: what stands there is what went over the wire, and nothing of it is interpreted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracing.address import prompt_page
from ui.shared.markup import act, dotted, esc
from ui.shared.text import seconds, t

if TYPE_CHECKING:
    from tracing import CallRecord


def call_html(call: CallRecord, trace_page: str) -> str:
    """Return one call: its facts on a line that opens, the messages under it."""
    facts = [
        call.model,
        (
            t("why.tokens", sent=f"{call.input_tokens:,}", given=f"{call.output_tokens:,}")
            if call.input_tokens
            else ""
        ),
        f"${call.cost:.4f}" if call.cost is not None else "",
        seconds(call.seconds),
        t("why.first_token", time=seconds(call.first_token_s)) if call.first_token_s else "",
        call.error,
    ]
    line = dotted(esc(fact) for fact in facts if fact)
    messages = "".join(_message(message.role, message.text) for message in call.messages)
    reply = _message(t("why.reply"), call.reply) if call.reply else ""
    where = _message(t("why.parameters"), call.parameters) if call.parameters else ""
    name = esc(call.prompt or t("why.no_prompt"))
    return (
        f'<details class="x-call"><summary><code>{name}</code>'
        f'<span class="x-quiet">{line}</span></summary>'
        f"{_source(call, trace_page)}{messages}{reply}{where}</details>"
    )


def prompt_link(prompt: str) -> str:
    """Return a version of a prompt as a way to all turns that used it."""
    opening = act("prompt", prompt=prompt)
    return f'<button type="button" class="x-link" {opening}>{esc(prompt)}</button>'


def page_link(address: str, label: str) -> str:
    """Return the way to a page of Langfuse's."""
    return (
        f'<a class="x-link" href="{esc(address)}" target="_blank" rel="noreferrer">{esc(label)}</a>'
    )


def _source(call: CallRecord, trace_page: str) -> str:
    if not call.prompt:
        return ""
    is_there = call.prompt_source == "langfuse"
    parts = [
        esc(t("why.prompt_langfuse" if is_there else "why.prompt_file")),
        prompt_link(call.prompt),
    ]
    if is_there and trace_page:
        address = prompt_page(trace_page, call.prompt_name, call.prompt_version)
        parts.append(page_link(address, t("why.trace")))
    return f'<p class="x-quiet">{dotted(parts)}</p>'


def _message(role: str, text: str) -> str:
    return f'<h4>{esc(role)}</h4><pre tabindex="0">{esc(text)}</pre>'
