"""Reads out of a refusal what to do about it: what the server does not know, or how large its
window is.

Limit: servers word both as they like; numbers are told apart by the words beside them, and what no
other request would mend by its usual words. Invariant: nothing of the text itself is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from language.model_words import tells_too_long


def _compile(forms: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


# What a request holds that some servers do not know, and how their refusals call it.
_NAMED = _compile(
    {
        "system": (
            r"\b(system|developer)\W{0,3}(role|message|instruction|prompt|turn)"
            r"|\brole\W{0,3}s?\W{0,3}(system|developer)\b|\broles?\b[^.]*\balternat"
            r"|only user and assistant|(unsupported|invalid|unknown|unexpected)[^.]{0,20} role"
        ),
        "stream_options": r"stream_options|include_usage",
        "max_completion_tokens": r"max_completion_tokens",
        "max_tokens": r"\bmax_tokens",
        "json_schema": r"json_schema",
        "response_format": (
            r"response_format|response format|json_object|json mode|structured output|guided"
            r"|grammar"
        ),
        "stream": r"\bstream(ing)?\b(?!_)",
        **{
            name: rf"\b{name}\b"
            for name in ("temperature", "top_p", "seed", "stop", "reasoning_effort")
        },
    }
)
# Why whatever is asked is refused, by the key of what is told of it.
_FINAL = _compile(
    {
        "model.filtered": (
            r"content[ _](filter|management|policy)|responsible_?ai|data_inspection"
            r"|inappropriate content|\bmoderation\b|\bflagged\b|safety (filter|polic|setting)"
        ),
        "model.no_credit": (
            r"insufficient[ _](quota|balance|credit|fund)|credit balance|\barrear|good standing"
            r"|budget[ _](has been |was )?exceeded|billing_(hard|limit|not)|out of credit"
        ),
        "model.key_refused": (
            r"api[ _]?key[ _](is )?(not valid|invalid|expired)|(invalid|incorrect)[ _]api[ _]key"
        ),
    }
)
# What the members of an error's body are called that are no words of it.
_PLUMBING = frozenset({"error", "message", "msg", "type", "code", "status", "detail", "object"})
# Statuses of a request that was understood to be wrong.
_REFUSED = frozenset({400, 404, 405, 415, 422, 500, 501})
_UNNAMED = frozenset({400, 422, 501})
_TOO_LARGE = frozenset({400, 413, 422, 429, 500})

_NUMBER = re.compile(r"\d[\d,_]{2,}")
_LIMIT = re.compile(
    r"(maximum|limit|at most|up to|available|window|(context|model) (length|size)|only"
    r"|cannot exceed|less than|<=|>|supports|allowed|n_ctx|max_\w+)\W[^\d]{0,50}$",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(
    r"^\W{0,6}(tokens?\W{1,3})?(maximum|limit|context (length|size)|allowed|is the)", re.IGNORECASE
)
_SIZE = re.compile(
    r"(request(ed)?|prompt|input|messages?|resulted in|keep the first|given|contains?|received"
    r"|n_prompt_tokens|has|have|too long|length)\W[^\d]{0,40}$",
    re.IGNORECASE,
)
_SIZE_AFTER = re.compile(r"^\W{0,3}(`?inputs?`?|prompt|(tokens )?(in|from) the)\b", re.IGNORECASE)
# What is too long, and how it is said to be; a window that is named by its name needs no more.
_WINDOW = r"context[_ ](length|size|window)|maximum (context|model length)|n_ctx|max_model_len"
_LENGTHS = r"\b(prompt|inputs?|context|sequence|messages?|request|tokens?)\b"
_TOO_LONG = (
    r"(too (long|big|large)\b|exceed|overflow|(greater|longer|larger|more) than max"
    r"|(greater|longer|larger|more) than [^.]{0,20}(context|tokens)|must be <=)"
)
_OVER = re.compile(
    rf"{_WINDOW}|too many (\w+ )?tokens|{_LENGTHS}[^.]{{0,80}}?{_TOO_LONG}"
    r"|exceeds? .{0,40}(context|tokens|maximum)|at most [\d,]+ (\w+ )?tokens"
    r"|\bmax_(seq|input|context|prompt|kv)_?\w+|prompt contains.{0,60}tokens|too large for",
    re.IGNORECASE | re.DOTALL,
)
_FEWEST_TOLD = 1_000  # a smaller number that no word tells of is a status


@dataclass(frozen=True, slots=True)
class Overflow:
    """A prompt that was too long: the window, and how long the prompt was; 0 for what is not
    told.
    """

    window: int = 0
    prompt: int = 0


def find_lacking(error: Exception, sent: Collection[str]) -> tuple[frozenset[str], bool]:
    """Return what of `sent` the server does not know, and whether it named that: where it names
    nothing, it may be any of it, or none.
    """
    status = status_of(error)
    if status not in _REFUSED or final_refusal(error) or find_overflow(error) is not None:
        return frozenset(), False
    text = told_by(error)
    named = frozenset(name for name in sent if _NAMED[name].search(text))
    if "stream_options" in named:
        named -= {"stream"}
    if "json_schema" in named:
        named -= {"response_format"}  # the plainer way may be known
    if named or status not in _UNNAMED:
        return named, True
    return frozenset(sent) - {"stream"}, False


def is_unnamed(error: Exception) -> bool:
    """Say whether a request was refused as wrong, maybe for its length, without a word for what."""
    return status_of(error) in (400, 413, 422) and not final_refusal(error)


def final_refusal(error: Exception) -> str:
    """Return the key of what is told where no other request would be answered: the words are
    refused, the key, or the account; empty where one may be.
    """
    text = told_by(error)
    return next((key for key, form in _FINAL.items() if form.search(text)), "")


def status_of(error: Exception) -> int | None:
    """Return the HTTP status of an error; one that is told within a stream has it in its body."""
    body = getattr(error, "body", None)
    code = body.get("code") if isinstance(body, dict) else None
    for told in (getattr(error, "status_code", None), code):
        if str(told).isdecimal() and 400 <= int(str(told)) < 600:
            return int(str(told))
    return None


def find_overflow(error: Exception) -> Overflow | None:
    """Return what an error tells of a window that was too small, or None when it tells of
    something else.
    """
    status, text = status_of(error), told_by(error)
    if (status is not None and status not in _TOO_LARGE) or final_refusal(error):
        return None
    if not _OVER.search(text) and not tells_too_long().search(text):
        return None
    if status == 429 and "too large" not in text.lower():
        return None
    return _read_sizes(text)


def _read_sizes(text: str) -> Overflow:
    limits: list[int] = []
    sizes: list[int] = []
    others: list[int] = []
    for match in _NUMBER.finditer(text):
        number = int(re.sub(r"\D", "", match[0]))
        before, after = text[max(0, match.start() - 80) : match.start()], text[match.end() :]
        if _SIZE_AFTER.match(after[:40]):
            sizes.append(number)
        elif _LIMIT.search(before) or _LIMIT_AFTER.match(after[:40]):
            limits.append(number)
        elif _SIZE.search(before):
            sizes.append(number)
        elif number >= _FEWEST_TOLD:
            others.append(number)
    window = min(limits, default=0)
    # Two numbers without a word that tells them apart: what was too long is the larger one.
    if not window and others and (sizes or len(set(others)) == 2):
        window = min(others)
    over = [size for size in sizes if size > window] or [n for n in others if n > window > 0]
    # Of a prompt and the sum of prompt and reply, both over the window, the prompt is the smaller.
    return Overflow(window=window, prompt=min(over, default=max(sizes, default=0)))


def told_by(error: Exception) -> str:
    """Return what a server said, in its words and those of its members' names that tell
    something.
    """
    body = getattr(error, "body", None)
    told = getattr(error, "error", "")  # Ollama's client
    text = " ".join(_words(body)) if body else f"{error} {told}"
    return text[:4_000]


def _words(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _words(inner, "" if key in _PLUMBING else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, name)
    elif value is not None and (name or isinstance(value, str)):
        yield f"{name}: {value}" if name else f"{value};"
