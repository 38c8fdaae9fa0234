"""A model's call, folded away: the exact messages sent and the reply, as text in the type of a
typewriter.

Invariant: what stands there is what went over the wire, and nothing of it is interpreted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shared.markup import esc
from ui.shared.text import seconds, t

if TYPE_CHECKING:
    from tracing import CallRecord


def call_html(call: CallRecord) -> str:
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
    line = " · ".join(esc(fact) for fact in facts if fact)
    messages = "".join(_message(message.role, message.text) for message in call.messages)
    reply = _message(t("why.reply"), call.reply) if call.reply else ""
    where = _message(t("why.parameters"), call.parameters) if call.parameters else ""
    return (
        "<details"
        f' class="x-call"><summary><code>{esc(call.prompt or t("why.no_prompt"))}</code><span'
        f' class="x-quiet">{line}</span></summary>{_source(call)}{messages}{reply}{where}</details>'
    )


def _source(call: CallRecord) -> str:
    if not call.prompt:
        return ""
    sentence = t("why.prompt_langfuse" if call.prompt_source == "langfuse" else "why.prompt_file")
    return f'<p class="x-quiet">{esc(sentence)}</p>'


def _message(role: str, text: str) -> str:
    return f'<h4>{esc(role)}</h4><pre tabindex="0">{esc(text)}</pre>'
