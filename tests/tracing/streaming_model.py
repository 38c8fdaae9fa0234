"""A chat model with scripted words: the only thing in these tests that is not real."""

# ruff: noqa: ARG002 (the signatures are LangChain's)
from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Self

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk


class StreamingModel(GenericFakeChatModel):
    """A model that streams words and says its name and its tokens, as real ones do."""

    def bind_tools(self, tools: object, **kwargs: object) -> Self:
        """Take tools, as structured output wants it, and go by the script all the same."""
        return self

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> AsyncIterator[ChatGenerationChunk]:
        words = [*str(next(self.messages)), ""]
        for position, word in enumerate(words):
            last = position == len(words) - 1
            message = AIMessageChunk(
                content=word,
                usage_metadata={"input_tokens": 7, "output_tokens": 2, "total_tokens": 9}
                if last
                else None,
                response_metadata={"finish_reason": "stop", "model_name": "tiny-2026"}
                if last
                else {},
            )
            chunk = ChatGenerationChunk(message=message)
            if run_manager:
                await run_manager.on_llm_new_token(word, chunk=chunk)
            yield chunk
            await asyncio.sleep(0)
