"""Streams as each kind of server sends them, run through the whole chain."""

from __future__ import annotations

import json

import pytest

from tests.chains.models.wire import (
    END,
    GOOD,
    HALVES,
    PLAIN,
    THOUGHT,
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
from tests.model_server import Json, ModelServer, Step
from vectorstore.index import JournalIndex


def ollama(*lines: Json) -> dict[str, object]:
    """What Ollama's own paths give."""
    told = "\n".join(
        json.dumps(
            {"model": "fake-chat", "created_at": "2026-01-01T00:00:00Z"} | each, ensure_ascii=False
        )
        for each in lines
    )
    shown = {
        "model_info": {"q.context_length": 32768},
        "template": "",
        "capabilities": ["completion"],
    }
    return {
        "/api/version": {"version": "0.9"},
        "/api/show": shown,
        "/api/ps": {"models": []},
        "/api/chat": f"{told}\n".encode(),
    }


def spoken(content: str, **more: object) -> Json:
    return {"message": {"role": "assistant", "content": content, **more}, "done": False}


def called(arguments: str) -> Step:
    """A tool called instead of an answer."""
    function = {"name": "f", "arguments": arguments}
    call = {"index": 0, "id": "c", "type": "function", "function": function}
    return events(chunk(tool_calls=[call]), chunk(reason="tool_calls"))


DONE: Json = {
    "message": {"role": "assistant", "content": ""},
    "done": True,
    "done_reason": "stop",
    "prompt_eval_count": 900,
    "eval_count": 60,
    "total_duration": 1,
    "load_duration": 1,
    "prompt_eval_duration": 1,
    "eval_duration": 1,
}
NO_OLLAMA: Step = said("not asked")


FORMS = (
    # OpenAI.
    Form(
        "OpenAI",
        events(
            chunk("", role="assistant", refusal=None),
            {
                **HALVES[0],
                "service_tier": "default",
                "system_fingerprint": None,
                "obfuscation": "x1y2",
            },
            HALVES[1],
            END,
            {**END, "choices": [], "usage": USAGE},
        ),
    ),
    Form(
        "OpenAI, a refusal",
        events(chunk(role="assistant", refusal="I can't"), chunk(refusal=" help with that."), END),
        "model.filtered",
    ),
    Form(
        "OpenAI, a whole refusal",
        raw(json.dumps(whole(content=None, refusal="I can't help."))),
        "model.filtered",
    ),
    Form(
        "OpenAI, a tool called",
        called("{}"),
        "model.empty",
    ),
    Form(
        "OpenAI, a tool called by junk",
        called("{no"),
        "model.empty",
    ),
    Form(
        "OpenAI, a function called",
        events(
            chunk(function_call={"name": "f", "arguments": "{}"}), chunk(reason="function_call")
        ),
        "model.empty",
    ),
    Form(
        "OpenAI, filtered in the middle",
        events(HALVES[0], chunk(reason="content_filter")),
        "model.filtered",
    ),
    Form(
        "OpenAI, logprobs",
        events(
            in_choice(
                {"delta": {"content": GOOD}, "logprobs": {"content": []}, "finish_reason": None}
            ),
            END,
        ),
    ),
    # Azure.
    Form(
        "Azure",
        events(
            {**chunk(), "choices": [], "prompt_filter_results": [{"prompt_index": 0}]},
            in_choice(
                {
                    "delta": {"content": GOOD},
                    "content_filter_results": {"hate": {"filtered": False}},
                    "finish_reason": None,
                }
            ),
            END,
            in_choice(
                {
                    "content_filter_offsets": {"check_offset": 1},
                    "content_filter_results": {},
                    "finish_reason": None,
                }
            ),
        ),
    ),
    # Ollama, its /v1 and its own API.
    Form(
        "Ollama /v1, runner gone",
        events(
            HALVES[0],
            {
                "error": {
                    "message": "llama runner process has terminated: exit status 2",
                    "type": "api_error",
                }
            },
            done=False,
        ),
        "model.server_error",
    ),
    Form("Ollama", NO_OLLAMA, asked=0, answers=ollama(*(spoken(each) for each in GOOD), DONE)),
    Form(
        "Ollama, thinking beside",
        NO_OLLAMA,
        asked=0,
        answers=ollama(spoken("", thinking=THOUGHT), spoken(GOOD), DONE),
    ),
    Form(
        "Ollama, thinking within",
        NO_OLLAMA,
        asked=0,
        answers=ollama(spoken(f"<think>{THOUGHT}</think>{GOOD}"), DONE),
    ),
    Form(
        "Ollama, thinking alone",
        NO_OLLAMA,
        "model.empty",
        asked=0,
        answers=ollama(spoken("", thinking=THOUGHT), DONE),
    ),
    Form(
        "Ollama, at its length",
        NO_OLLAMA,
        "model.cut_off",
        asked=0,
        answers=ollama(spoken(GOOD[:30]), {**DONE, "done_reason": "length"}),
    ),
    Form("Ollama, no end", NO_OLLAMA, "model.cut_off", asked=0, answers=ollama(spoken(GOOD))),
    Form(
        "Ollama, an error in the middle",
        NO_OLLAMA,
        "model.server_error",
        asked=0,
        answers=ollama(
            spoken(GOOD[:30]),
            {"error": "an error was encountered while running the model: CUDA error"},
        ),
    ),
    Form(
        "Ollama, loaded only",
        NO_OLLAMA,
        "model.bad_reply",
        asked=0,
        answers=ollama({**DONE, "done_reason": "load"}),
    ),
    # llama.cpp.
    Form(
        "llama.cpp",
        events(
            null(role="assistant"),
            *HALVES,
            {**END, "timings": {"prompt_n": 900, "predicted_per_second": 15.1}},
        ),
    ),
    Form(
        "llama.cpp, an error's own line",
        raw(
            bare(chunk(GOOD[:20]))
            + 'error: {"code":500,"message":"failed to decode","type":"server_error"}\n\n'
        ),
        "model.server_error",
    ),
    # vLLM.
    Form(
        "vLLM",
        events(
            chunk("", role="assistant", reasoning_content=None),
            in_choice({"delta": {"content": GOOD, "reasoning": ""}, "finish_reason": None}),
            in_choice({"delta": {"content": ""}, "finish_reason": "stop", "stop_reason": 151645}),
        ),
    ),
    Form("vLLM, reasoning", events(chunk(reasoning=THOUGHT), chunk(GOOD), END)),
    Form("vLLM, aborted", events(chunk(GOOD[:30]), chunk(reason="abort")), "model.cut_off"),
    # LM Studio.
    Form(
        "LM Studio, an error's event",
        raw(
            bare(HALVES[0])
            + "event: error\n"
            + bare({"error": {"message": "The model has crashed without additional information."}})
        ),
        "model.server_error",
    ),
    Form("LM Studio, stats", events(*HALVES, {**END, "stats": {}, "model_info": {}})),
    # TGI.
    Form("TGI", raw(PLAIN.body.replace(b"data: ", b"data:").replace(b'"stop"', b'"eos_token"'))),
    Form("TGI, a stop sequence", events(chunk(GOOD), chunk(reason="stop_sequence"))),
    Form(
        "TGI, an error in the middle",
        raw(
            bare(HALVES[0])
            + bare(
                {
                    "error": "Request failed during generation: CUDA out of memory",
                    "error_type": "generation",
                }
            )
        ),
        "model.server_error",
    ),
    # LiteLLM's proxy.
    Form(
        "LiteLLM, an error in the middle",
        raw(
            bare(HALVES[0])
            + bare(
                {
                    "error": {
                        "message": "litellm.MidStreamFallbackError",
                        "type": "None",
                        "param": "None",
                        "code": "500",
                    }
                }
            )
        ),
        "model.server_error",
    ),
    # OpenRouter.
    Form(
        "OpenRouter",
        raw(
            ": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n"
            + bare(
                chunk(
                    "",
                    role="assistant",
                    reasoning=THOUGHT,
                    reasoning_details=[{"type": "reasoning.text", "text": THOUGHT}],
                )
            )
            + ": OPENROUTER PROCESSING\n\n"
            + bare({**chunk(GOOD), "provider": "P"})
            + bare(
                in_choice(
                    {
                        "delta": {"content": ""},
                        "finish_reason": "stop",
                        "native_finish_reason": "STOP",
                    }
                )
            )
            + bare(in_choice({"delta": {"content": ""}, "finish_reason": None}, usage=USAGE))
            + "data: [DONE]\n\n"
        ),
    ),
    Form(
        "OpenRouter, an error in the middle",
        raw(
            bare(HALVES[0])
            + bare(
                {
                    **in_choice({"delta": {"content": ""}, "finish_reason": "error"}),
                    "error": {"code": "server_error", "message": "Provider disconnected"},
                }
            )
        ),
        "model.server_error",
    ),
    Form(
        "OpenRouter, ended by an error",
        events(chunk(GOOD[:30]), chunk(reason="error")),
        "model.cut_off",
    ),
    Form(
        "OpenRouter, 200 with a pace",
        raw(
            '\n    \n{"error":{"message":"Rate limit exceeded: free-models-per-min.","code":429}}',
            kind="application/json",
        ),
        "model.rate_limited",
    ),
    Form(
        "OpenRouter, 200 with no credit",
        raw('{"error":{"message":"Insufficient credits","code":402}}', kind="application/json"),
        "model.no_credit",
    ),
    # DeepSeek.
    Form(
        "DeepSeek",
        raw(
            ": keep-alive\n\n: keep-alive\n\n"
            + bare(null(reasoning_content=THOUGHT))
            + bare(chunk(GOOD, reasoning_content=None))
            + bare(
                {
                    **END,
                    "usage": {
                        **USAGE,
                        "prompt_cache_hit_tokens": 0,
                        "prompt_cache_miss_tokens": 900,
                    },
                }
            )
            + "data: [DONE]\n\n"
        ),
    ),
    Form(
        "DeepSeek, whole after empty lines",
        raw("\n\n\n\n" + json.dumps(whole(content=GOOD)), kind="application/json"),
    ),
    Form(
        "DeepSeek, out of resources",
        events(chunk(GOOD[:30]), chunk(reason="insufficient_system_resource")),
        "model.cut_off",
    ),
    # Qwen's DashScope.
    Form(
        "DashScope",
        events(
            in_choice(
                {"delta": {"content": "", "reasoning_content": THOUGHT}, "finish_reason": None}
            ),
            in_choice(
                {"delta": {"content": GOOD, "reasoning_content": None}, "finish_reason": "null"},
                usage=USAGE,
            ),
            END,
            {**END, "choices": [], "usage": USAGE},
        ),
    ),
    Form(
        "DashScope, no end but the word null",
        events(in_choice({"delta": {"content": GOOD}, "finish_reason": "null"}), done=False),
        "model.cut_off",
    ),
    Form(
        "DashScope, the word null and [DONE]",
        events(in_choice({"delta": {"content": GOOD}, "finish_reason": "null"})),
    ),
    # Gemini's OpenAI endpoint.
    Form(
        "Gemini",
        events(
            in_choice(
                {
                    "delta": {
                        "content": GOOD,
                        "role": "assistant",
                        "extra_content": {"google": {"thought_signature": "x"}},
                    },
                    "finish_reason": "STOP",
                },
                usage=USAGE,
            )
        ),
    ),
    Form("Gemini, no end", events(chunk(GOOD))),
    Form(
        "Gemini, at its length",
        events(chunk(GOOD[:30]), chunk(reason="MAX_TOKENS")),
        "model.cut_off",
    ),
    Form("Gemini, unsafe", events(chunk(GOOD[:30]), chunk(reason="SAFETY")), "model.filtered"),
    Form(
        "Gemini, filtered by OpenAI's long word",
        events(chunk(reason="content_filter: PROHIBITED_CONTENT")),
        "model.filtered",
    ),
    Form("Gemini, nothing", events(chunk(None, role="assistant", reason="stop")), "model.empty"),
    # Mistral.
    Form("Mistral", events(*({**each, "p": "abcdef"} for each in HALVES), END)),
    Form(
        "Mistral, at its length",
        events(chunk(GOOD[:30]), chunk(reason="model_length")),
        "model.cut_off",
    ),
    # Groq.
    Form(
        "Groq",
        events(*HALVES, {**END, "x_groq": {"id": "r", "usage": {**USAGE, "queue_time": 0.1}}}),
    ),
    # Anthropic.
    Form(
        "Anthropic's OpenAI endpoint",
        events(
            chunk("", role="assistant"),
            *HALVES,
            chunk(reason="end_turn"),
            {
                **END,
                "choices": [],
                "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
            },
        ),
    ),
    Form(
        "Anthropic's own stream",
        raw(
            "event: message_start\n"
            + bare({"type": "message_start", "message": {"id": "m", "content": []}})
            + "event: content_block_delta\n"
            + bare({"type": "content_block_delta", "delta": {"type": "text_delta", "text": "hi"}})
            + "event: message_stop\n"
            + bare({"type": "message_stop"})
        ),
        "model.bad_reply",
    ),
    Form("Anthropic, refused", events(chunk(GOOD[:30]), chunk(reason="refusal")), "model.filtered"),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_server_ends_in_an_answer_or_a_sentence(
    index: JournalIndex, models: ModelServer, form: Form, capfd: pytest.CaptureFixture[str]
) -> None:
    check(form, index, models, capfd)
