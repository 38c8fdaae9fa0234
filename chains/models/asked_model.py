"""A chat model with what is known of its address: its window, its pace, what it does not know.

Promise: requests hold only what the server knows, prompts only what it can read in time. Limit:
what nobody tells is learned from refusals, from cut prompts and from how long answers take, and is
remembered for the address. Invariant: nothing of a journal is among what is learned.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from chains.models.known import Known, KnownAddresses
from chains.models.lookup import (
    OLLAMA,
    OLLAMA_WINDOW,
    Told,
    count_tokens,
    is_near,
    look_up,
    window_by_name,
)
from chains.models.refusals import find_lacking, find_overflow, is_unnamed
from chains.models.window import SHORTEST_PROMPT, Rates, count_wide, estimate_tokens, room_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# What an unknown server on this machine is given at first: it may read as slowly as a CPU does.
FIRST_PROMPT: Final = 2_500
# A window that nobody knows: what any present model takes.
UNKNOWN_WINDOW: Final = 32_768
_FEWEST_MEASURED: Final = 150  # tokens: a shorter reading is mostly the way there and back
_LONGEST_WAIT: Final = 900.0
_REPLY_GUESS: Final = 600  # tokens of an answer, for how long it will take
_READ_WHILE_WRITING: Final = 10  # tokens that a small machine reads while it writes one
_CUT_AT: Final = 1_024  # windows are multiples of it, and a cut prompt fills its window
_NEAR_CUT: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a person may set: the window (0: find out), and how long is waited."""

    window: int = 0
    first_word_seconds: float = 20.0
    plan_seconds: float = 8.0
    answer_seconds: float = 120.0


class AskedModel:
    """One model at one address. Safe to use from any thread."""

    def __init__(
        self,
        model: BaseChatModel,
        *,
        limits: Limits | None = None,
        memory: KnownAddresses | None = None,
        key: str = "",
        in_ollama: Callable[[int], BaseChatModel | None] = lambda _window: None,
    ) -> None:
        """`in_ollama` makes the model over Ollama's own API with a window, or None without its
        package.
        """
        self._model = model
        self._in_ollama = in_ollama
        self._limits = limits or Limits()
        self._memory = memory or KnownAddresses()
        self._key = key
        self._told: Told | None = None
        self._before_trial: tuple[str, ...] | None = None
        self._before_shorter: dict[str, Any] | None = None
        self._asking = asyncio.Lock()
        self.name = str(getattr(model, "model_name", "") or getattr(model, "model", ""))
        self.address = str(getattr(model, "openai_api_base", "") or "").rstrip("/")

    @property
    def model(self) -> BaseChatModel:
        """The model to call now."""
        return self._model

    @property
    def limits(self) -> Limits:
        """What was set."""
        return self._limits

    @property
    def known(self) -> Known:
        """What is known of the address now."""
        return self._memory.get(self.address, self.name)

    @property
    def named(self) -> dict[str, str]:
        """The model's name and address, for messages."""
        named = {"model": self.name, "address": self.address}
        return {name: value for name, value in named.items() if value}

    def learn(self, **facts: Any) -> None:
        """Remember facts of the address."""
        self._memory.learn(self.address, self.name, **facts)

    async def prepare(self) -> None:
        """Find out what the address tells of itself, once for as long as this object lives."""
        async with self._asking:
            if self._told is not None:
                return
            told = Told()
            if self.address:
                told = await look_up(self.address, self.name, self._key)
            self._told = told
            self._take(told)

    def _take(self, told: Told) -> None:
        facts: dict[str, Any] = {}
        known = self.known
        if self._limits.window:
            facts |= {"window": self._limits.window, "window_from": "setting"}
        elif told.window:
            # What a refusal or a cut prompt showed is truer than what the server says of itself.
            shown = known.window_from in ("error", "cut") and known.window < told.window
            if not shown or told.engine != known.engine:
                facts |= {"window": told.window, "window_from": "server"}
        elif known.window_from in ("", "setting", "table"):
            by_name = window_by_name(self.name)
            facts |= {"window": by_name, "window_from": "table" if by_name else ""}
        if told.engine:
            facts["engine"] = told.engine
        if told.per_wide:
            facts |= {"per_wide": told.per_wide, "per_other": told.per_other, "counted": True}
        if told.thinks_first:
            facts["thinks_first"] = True
        if facts:
            self.learn(**facts)
        if self.known.engine == OLLAMA:
            window = self.known.window or OLLAMA_WINDOW
            self._model = self._in_ollama(window) or self._model

    def count(self, text: str) -> int:
        """Return an estimate of the tokens of `text` here."""
        return estimate_tokens(text, self.known.rates)

    @property
    def counts_exactly(self) -> bool:
        """Whether the server's own tokenizer can be asked."""
        return self._told is not None and bool(self._told.counts)

    async def count_exactly(self, text: str) -> int:
        """Return the tokens of `text` by the server's own tokenizer, or the estimate."""
        if self._told is None or not self.counts_exactly:
            return self.count(text)
        import httpx

        try:
            async with httpx.AsyncClient(timeout=5) as client:
                counted = await count_tokens(client, self._told.counts, self.name, text)
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            counted = 0
        return counted or self.count(text)

    @property
    def room(self) -> int:
        """How many tokens a prompt may have: the window without the reply, and what is read
        before the first word is due.
        """
        known = self.known
        room = room_of(known.window or UNKNOWN_WINDOW)
        if known.reads:
            in_time = int(known.reads * self._limits.first_word_seconds)
            return min(room, max(in_time, SHORTEST_PROMPT))
        return min(room, FIRST_PROMPT) if known.engine and is_near(self.address) else room

    def seconds_to_read(self, tokens: int) -> float:
        """Return how long reading so many tokens takes here, 0 where that is not known."""
        return tokens / self.known.reads if self.known.reads else 0.0

    def seconds_for(self, tokens: int, least: float, reply: int = _REPLY_GUESS) -> float:
        """Return how long to wait for a reply to so many tokens: `least`, or what this address
        needs twice over.
        """
        writes = self.known.writes
        needed = self.seconds_to_read(tokens) + (reply / writes if writes else 0.0)
        return max(least, min(2 * needed, _LONGEST_WAIT))

    def note_pace(self, text: str, used: Mapping[str, int], first_s: float, rest_s: float) -> None:
        """Learn from a reply how fast this address reads and writes, and how it counts.

        `used` are the tokens that the server counted, `cached` those of them that it did not read
        this time; of an address far away only the count is learned, since its pace is the
        network's.
        """
        # What was left out on trial was what the server lacks, or the length.
        self._before_trial = self._before_shorter = None
        counted = used.get("input", 0)
        self._note_count(text, counted)
        facts: dict[str, Any] = {}
        read = (counted or self.count(text)) - used.get("cached", 0)
        if not is_near(self.address) or not self.address:
            return
        if first_s > 0 and read >= _FEWEST_MEASURED:
            facts["reads"] = _blend(self.known.reads, read / first_s)
        written = used.get("output", 0)
        if rest_s > 0 and written > 20:
            facts["writes"] = _blend(self.known.writes, written / rest_s)
        if facts:
            self.learn(**facts)

    def note_whole_reply(self, text: str, said: str, used: Mapping[str, int], took: float) -> None:
        """Learn from a reply that came at once, where nothing better is known: what of its time
        reading took is estimated. A model that had to be loaded first seems slow: an estimate
        never makes the next prompt shorter than a first one is.
        """
        read = used.get("input", 0) or self.count(text)
        written = used.get("output", 0) or self.count(said)
        reading = took * read / max(read + _READ_WHILE_WRITING * written, 1)
        longest = read * self._limits.first_word_seconds / FIRST_PROMPT
        self.note_pace(text, used, 0.0 if self.known.reads else min(reading, longest), 0.0)

    def _note_count(self, text: str, counted: int) -> None:
        """Raise the rates where the server counted more tokens than they say; never lower them."""
        known, wide = self.known, count_wide(text)
        estimate = estimate_tokens(text, Rates(known.per_wide, known.per_other))
        if counted < estimate / 2:
            return  # nothing was counted, or not what a cache held
        if not known.counted:
            self.learn(counted=True)
        if counted <= estimate * 1.02:
            return
        other = len(text) - wide
        if wide * known.per_wide >= estimate / 5:
            rate = (counted - other * known.per_other) / wide
            self.learn(per_wide=round(max(rate, known.per_wide), 4))
        else:
            rate = (counted - wide * known.per_wide) / max(other, 1)
            self.learn(per_other=round(max(rate, known.per_other), 4))

    def was_cut(self, text: str, counted: int) -> bool:
        """Say whether the server read only a part of the prompt, and remember how much it reads.

        A count that is too small alone says nothing: some servers leave out what they had cached.
        """
        wide = count_wide(text)
        least = wide * 0.4 + (len(text) - wide) / 6
        off = min(counted % _CUT_AT, -counted % _CUT_AT)
        if counted < _CUT_AT - _NEAR_CUT or off > _NEAR_CUT or counted >= least:
            return False
        self.learn(window=counted, window_from="cut")
        return True

    def mend(self, error: Exception, text: str, sent: Collection[str]) -> bool:
        """Learn from a refusal, and say whether asking again may help."""
        overflow = find_overflow(error)
        if overflow is not None:
            if overflow.prompt:
                self._note_count(text, overflow.prompt)
            known = self.known.window or UNKNOWN_WINDOW
            window = overflow.window or min(known, int(self.count(text) * 0.75))
            if window != known:
                self.learn(window=window, window_from="error")
            return True
        if self._before_shorter is not None:
            self.learn(**self._before_shorter)
            self._before_shorter = None
            return False
        before, self._before_trial = self._before_trial, None
        if before is not None:  # without any of it it was refused all the same
            self.learn(lacks=before)
            return self._try_shorter(error, text)
        lacking, is_named = find_lacking(error, sent)
        if not lacking:
            return self._try_shorter(error, text)
        if not is_named:
            self._before_trial = self.known.lacks
        self.learn(lacks=tuple(sorted({*self.known.lacks, *lacking})))
        return True

    def _try_shorter(self, error: Exception, text: str) -> bool:
        """Halve the window for one more asking, as a refusal that names nothing may be of the
        prompt's length; what was known comes back when that is refused too.
        """
        half = self.count(text) // 2
        if not is_unnamed(error) or half < SHORTEST_PROMPT // 2:
            return False
        known = self.known
        self._before_shorter = {"window": known.window, "window_from": known.window_from}
        self.learn(window=half, window_from="error")
        return True


def as_asked(model: BaseChatModel | AskedModel) -> AskedModel:
    """Return a model with what is known of its address: nothing yet, for a bare one."""
    return model if isinstance(model, AskedModel) else AskedModel(model)


def _blend(known: float, measured: float) -> float:
    """Return a pace that follows the last measure, without jumping: what seems many times as fast
    was in a cache that the server does not tell of.
    """
    return round(0.5 * known + 0.5 * min(measured, 2 * known) if known else measured, 2)
