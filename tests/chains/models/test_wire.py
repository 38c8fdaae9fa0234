"""Streams as the wire below may bring them: breaks, pieces, packing, shapes nobody asked for."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.chains.models.wire import (
    END,
    GOOD,
    HALVES,
    PLAIN,
    USAGE,
    Form,
    bare,
    check,
    chunk,
    events,
    in_choice,
    null,
    raw,
    said,
    whole,
)
from tests.model_server import Json, ModelServer
from vectorstore.index import JournalIndex


def with_another(piece: Json) -> Json:
    another = {"index": 1, "delta": {"content": "zzz"}, "finish_reason": None}
    choices = piece["choices"]
    assert isinstance(choices, list)
    return {**piece, "choices": [*choices, another]}


FORMS = (
    Form("CRLF", raw(PLAIN.body.replace(b"\n", b"\r\n"))),
    Form("CRLF and nothing at the end", raw(PLAIN.body.replace(b"\n", b"\r\n").rstrip())),
    Form("CR alone", raw(PLAIN.body.replace(b"\n", b"\r"))),
    Form("a byte order mark", raw(b"\xef\xbb\xbf" + PLAIN.body)),
    Form("a byte at a time", raw(PLAIN.body, piece=1)),
    Form("CRLF a byte at a time", raw(PLAIN.body.replace(b"\n", b"\r\n"), piece=1)),
    Form("two bytes at a time, no [DONE]", raw(events(chunk(GOOD), END, done=False).body, piece=2)),
    Form("gzip", raw(gzip.compress(PLAIN.body), headers={"Content-Encoding": "gzip"})),
    Form(
        "gzip in pieces",
        raw(gzip.compress(PLAIN.body), piece=7, headers={"Content-Encoding": "gzip"}),
    ),
    Form(
        "gzip of a whole reply",
        raw(
            gzip.compress(json.dumps(whole(content=GOOD)).encode()),
            headers={"Content-Encoding": "gzip"},
            kind="application/json",
        ),
    ),
    Form(
        "gzip without an end",
        raw(gzip.compress(events(chunk(GOOD)).body), headers={"Content-Encoding": "gzip"}),
    ),
    Form("HTTP/1.0", raw(PLAIN.body, closes=True)),
    Form(
        "HTTP/1.0, a whole reply",
        raw(json.dumps(whole(content=GOOD)), closes=True, kind="application/json"),
    ),
    Form("HTTP/1.0, cut", raw(PLAIN.body[:200], closes=True), "model.bad_reply"),
    Form(
        "events with names and numbers",
        raw(PLAIN.body.replace(b"data:", b"event: message\nid: 7\nretry: 10\ndata:")),
    ),
    Form(
        "data in two lines",
        raw(
            json.dumps(chunk(GOOD), ensure_ascii=False, indent=1)
            .replace("\n", "\ndata: ")
            .join(("data: ", "\n\n"))
            + bare(END)
            + "data: [DONE]\n\n"
        ),
    ),
    Form("empty data", raw(b"data:\n\ndata: \n\n" + PLAIN.body)),
    Form("[DONE] twice", raw(PLAIN.body + b"data: [DONE]\n\n")),
    Form("words after [DONE]", raw(PLAIN.body + bare(chunk("다시")).encode())),
    Form("no empty line at the end", raw(PLAIN.body.rstrip())),
    Form("the end twice", events(chunk(GOOD), END, END)),
    Form(
        "usage with every piece",
        events(*({**each, "usage": USAGE} for each in HALVES), {**END, "usage": USAGE}),
    ),
    Form(
        "usage after [DONE]",
        raw(PLAIN.body + bare({**END, "choices": [], "usage": USAGE}).encode()),
    ),
    Form(
        "usage of null",
        events(
            *({**each, "usage": None} for each in HALVES),
            {
                **END,
                "usage": {"prompt_tokens": None, "completion_tokens": None, "total_tokens": None},
            },
        ),
    ),
    Form(
        "usage in words",
        events(
            chunk(GOOD),
            {
                **END,
                "usage": {"prompt_tokens": "900", "completion_tokens": "60", "total_tokens": "960"},
            },
        ),
    ),
    Form(
        "usage in fractions",
        events(
            chunk(GOOD),
            {
                **END,
                "usage": {"prompt_tokens": 900.0, "completion_tokens": 60.5, "total_tokens": 960.5},
            },
        ),
    ),
    Form("usage of one side", events(chunk(GOOD), {**END, "usage": {"completion_tokens": 60}})),
    Form("usage as a number", events(chunk(GOOD), {**END, "usage": 960})),
    Form(
        "a message for a delta",
        events(
            in_choice({"message": {"role": "assistant", "content": GOOD}, "finish_reason": "stop"})
        ),
    ),
    Form("text for a delta", events(in_choice({"text": GOOD, "finish_reason": "stop"}))),
    Form("a whole reply as one event", events(whole(content=GOOD))),
    Form("choices of null", events({**chunk(), "choices": None}, chunk(GOOD), END)),
    Form(
        "a delta of null",
        events(
            in_choice({"delta": None, "finish_reason": None}),
            chunk(GOOD),
            in_choice({"delta": None, "finish_reason": "stop"}),
        ),
    ),
    Form("no delta at the end", events(chunk(GOOD), in_choice({"finish_reason": "stop"}))),
    Form("content of null all along", events(null(), null(), END), "model.empty"),
    Form("nothing but spaces", said("  \n\n "), "model.empty"),
    Form("content as one part", events(chunk({"type": "text", "text": GOOD}), END)),
    Form(
        "whole content in parts", raw(json.dumps(whole(content=[{"type": "text", "text": GOOD}])))
    ),
    Form("a whole reply without content", raw(json.dumps(whole(content=None))), "model.empty"),
    Form("no choices at all", raw(json.dumps({**whole(), "choices": []})), "model.empty"),
    Form(
        "a second choice between",
        events(
            chunk(GOOD[:20]),
            {
                **chunk("zzz"),
                "choices": [{"index": 1, "delta": {"content": "zzz"}, "finish_reason": None}],
            },
            chunk(GOOD[20:]),
            END,
        ),
    ),
    Form(
        "two choices a piece",
        events(
            *(with_another(each) for each in HALVES),
            END,
        ),
    ),
    Form(
        "half characters in two pieces",
        raw(
            bare(chunk(GOOD[:8]))
            + 'data: {"choices":[{"index":0,"delta":{"content":"\\ud83d"}}]}\n\n'
            + 'data: {"choices":[{"index":0,"delta":{"content":"\\ude0a"}}]}\n\n'
            + bare(chunk(GOOD[8:]))
            + bare(END)
            + "data: [DONE]\n\n"
        ),
    ),
    Form("bytes that are no UTF-8", raw(PLAIN.body.replace(b'"m"', b'"\xff\xfe"'))),
    Form(
        "pieces without id and model",
        raw(
            bare({"choices": [{"delta": {"content": GOOD}}]})
            + bare({"choices": [{"delta": {}, "finish_reason": "stop"}]})
            + "data: [DONE]\n\n"
        ),
    ),
    Form(
        "a model of null", events({**chunk(GOOD), "model": None, "id": None, "created": None}, END)
    ),
    Form(
        "lines of JSON without data",
        raw("\n".join(json.dumps(each, ensure_ascii=False) for each in (*HALVES, END))),
    ),
    Form(
        "lines of JSON, cut",
        raw("\n".join(json.dumps(each, ensure_ascii=False) for each in HALVES)),
        "model.cut_off",
    ),
    Form("events as application/json", raw(PLAIN.body, kind="application/json")),
    Form("events as text/plain", raw(PLAIN.body, kind="text/plain; charset=utf-8")),
    Form(
        "a whole reply with a byte order mark",
        raw(b"\xef\xbb\xbf" + json.dumps(whole(content=GOOD)).encode(), kind="application/json"),
    ),
    Form("an empty body", raw("", kind="application/json"), "model.bad_reply"),
    Form("an empty stream", raw("data: [DONE]\n\n"), "model.bad_reply"),
    Form("comments alone", raw(": ping\n\n: ping\n\n"), "model.bad_reply"),
    Form("plain text", raw("Internal Server Error", kind="text/plain"), "model.bad_reply"),
    Form("a JSON word", raw("null", kind="application/json"), "model.bad_reply"),
    Form("a list", raw("[]", kind="application/json"), "model.bad_reply"),
    Form(
        "a log-in page",
        raw("<html><title>Log in</title></html>", kind="text/html"),
        "model.bad_reply",
    ),
    Form(
        "200 with an error as a word",
        raw('{"error": "model is loading"}', kind="application/json"),
        "model.server_error",
    ),
    Form(
        "200 with a detail",
        raw('{"detail": "Not authenticated"}', kind="application/json"),
        "model.bad_reply",
    ),
    Form("cut in the middle of a chunk", said(GOOD, ending="broken"), "model.broken_off"),
    Form("junk in the middle", said(GOOD[:30], ending="junk"), "model.bad_reply"),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_wire_ends_in_an_answer_or_a_sentence(
    index: JournalIndex, models: ModelServer, form: Form, capfd: pytest.CaptureFixture[str]
) -> None:
    check(form, index, models, capfd)
