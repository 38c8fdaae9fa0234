"""Leaves out what a model thinks aloud before, between or after the words of its answer.

Promise: thinking is told by its marks, whatever their case and wherever the stream cuts them: tags,
special tokens, channels, fences. Limit: thinking that ends with a mark but began with none was read
as words until then; `feed` says that they are void.
"""

from __future__ import annotations

import re

_NAMES = (
    r"(?:think|thinking|thoughts?|thought_process|reason|reasoning|analysis|reflection|reflect"
    r"|scratchpad|inner_monologue|deliberation|cot|details)"
)
# <think>, </thinking>, [THINK], ◁think▷, <seed:think>, <thought duration="3">
_TAG = re.compile(
    rf"[<\[◁]\s*(?P<close>/?)\s*(?:[a-z][\w-]*[:_-])?{_NAMES}(?:\s[^<>\[\]▷\n]{{0,80}})?/?[>\]▷]",
    re.IGNORECASE,
)
# <|channel|>, <|begin_of_thought|>, <|im_end|>; DeepSeek writes them with wide bars.
_TOKEN = re.compile(r"<[|｜](?P<name>/?[a-z][\w▁ -]{0,40})[|｜]>", re.IGNORECASE)
# <|channel>thought … <channel|>: a bar on the inner side of either end.
_HALF = re.compile(rf"<(?P<open>[|｜])?(?:channel|{_NAMES})(?(open)|[|｜])>", re.IGNORECASE)
# <unused94>thought … <unused95>: a model's reserved tokens, which stand for marks alone.
_RESERVED = re.compile(r"<unused\d{1,4}>")
_FENCE = re.compile(rf"```[ \t]*{_NAMES}[ \t]*\n", re.IGNORECASE)
_THOUGHT_TOKEN = re.compile(rf"(?:begin_of_|start_of_)?{_NAMES}", re.IGNORECASE)
_END_TOKEN = re.compile(rf"(?:end_of_|end_|/){_NAMES}", re.IGNORECASE)
# A tag, token or fence of which the beginning has come.
_PARTIAL = re.compile(
    r"[<\[◁]\s*/?\s*[a-z][\w:-]*(?:\s[^<>\[\]▷\n]{0,80})?[/|｜]?|[<\[◁]\s*/?|<[|｜]/?[\w▁ -]*[|｜]?"
    r"|`{1,3}[ \t]*[a-z_]*[ \t]*",
    re.IGNORECASE,
)
_LONGEST_MARK = 120
# Channels with their tokens stripped, as some servers send them.
_BARE = "analysis"
_BARE_END = "assistantfinal"


class ThinkingFilter:
    """Feed it a reply piece by piece; it gives the words that are no thinking.

    `expects_end`: this model's thinking ends with a mark that nothing began; all is held until it
    comes.
    """

    def __init__(self, *, expects_end: bool = False) -> None:
        self._held = ""
        self._inside = expects_end
        self._unopened = expects_end
        self._kept = ""  # what was held for an end that may never come
        self._fence = False
        self._header = False  # between <|start|> or <|channel|> and <|message|>
        self._role_line = False  # <|im_start|> names a role, to the end of the line
        self._channel = ""
        self._begun = False
        self._bare = False
        self.thought = False
        self.ended_unopened = False

    @property
    def is_thinking(self) -> bool:
        """Whether what comes now is thought and not said."""
        return self._inside

    def feed(self, text: str) -> tuple[str, bool]:
        """Return the words to read on, and whether all words before them are void."""
        self._held += text
        return self._run(final=False)

    def close(self) -> tuple[str, bool]:
        """Take the end: thinking that never ended is dropped, a held beginning of a mark is not."""
        words, void = self._run(final=True)
        if self._unopened and self._inside:
            return self._kept + words, void
        return words, void

    def _run(self, *, final: bool) -> tuple[str, bool]:
        out, void = "", False
        while self._held:
            if not self._begun and not self._begin(final=final):
                break
            at, end, kind = self._next_mark(final=final)
            before, self._held = self._held[:at], self._held[end:]
            out += self._pass(before)
            if kind == "":
                break
            if self._take(kind):
                out, void = "", True
        return out, void

    def _begin(self, *, final: bool) -> bool:
        """Look at the first words: channels whose tokens were stripped begin with their name."""
        begun = self._held.lstrip().lower()
        waits = _BARE.startswith(begun) or begun == _BARE
        if waits and not final:
            return False
        self._begun = True
        after = self._held.lstrip()[len(_BARE) :][:1]
        if begun.startswith(_BARE) and after and not after.islower() and after not in " .,:;":
            self._bare = self._inside = True
        return True

    def _next_mark(self, *, final: bool) -> tuple[int, int, str]:
        """Return where the next mark begins and ends, and what it is; an empty kind at the end of
        what can be read now.
        """
        if self._bare:
            at = self._held.lower().find(_BARE_END)
            if at >= 0:
                return at, at + len(_BARE_END), "close"
        for found in re.finditer(r"[<\[◁`]", self._held):
            at = found.start()
            if self._fence and self._held.startswith("```", at):
                return at, at + 3, "fence_end"
            for mark in (_TAG, _TOKEN, _HALF, _FENCE):
                if match := mark.match(self._held, at):
                    return at, match.end(), _kind(mark, match)
            if match := _RESERVED.match(self._held, at):
                return at, match.end(), "close" if self._inside else "open"
            rest = self._held[at:]
            if not final and len(rest) < _LONGEST_MARK and _PARTIAL.fullmatch(rest):
                return at, at, ""
        if self._bare and not final:
            return max(0, len(self._held) - len(_BARE_END)), 0, ""
        return len(self._held), len(self._held), ""

    def _pass(self, words: str) -> str:
        if self._role_line and words:
            _, line_end, words = words.partition("\n")
            self._role_line = not line_end
        if self._header:
            self._channel += words
            return ""
        if self._inside:
            self.thought = self.thought or bool(words.strip())
            if self._unopened:
                self._kept += words
            return ""
        return words

    def _take(self, kind: str) -> bool:
        """Act on a mark, and say whether it makes all words before it void."""
        if kind == "open":
            self._inside = True
        elif kind in ("close", "fence_end"):
            was_open = self._inside and not self._unopened
            self._inside = self._unopened = self._fence = self._bare = False
            self._kept = ""
            if kind == "close" and not was_open:
                self.thought = self.ended_unopened = True
                return True
        elif kind == "fence":
            self._inside = self._fence = True
        elif kind == "header":
            self._header, self._channel = True, ""
        elif kind == "role":
            self._role_line = True
        elif kind == "message":
            self._header = False
            name = self._channel.strip().lower()
            self._inside = bool(name) and name.split()[0] not in ("final", "assistant")
        elif kind == "end":
            self._header = self._inside = self._role_line = False
        return False


def without_thinking(text: str) -> str:
    """Return a whole reply without what was thought in it."""
    reply = ThinkingFilter()
    words, _ = reply.feed(text)
    rest, void = reply.close()
    return rest if void else words + rest


def _kind(mark: re.Pattern[str], match: re.Match[str]) -> str:
    if mark is _FENCE:
        return "fence"
    if mark is _HALF:
        return "open" if match["open"] else "close"
    if mark is _TAG:
        return "close" if match["close"] else "open"
    name = match["name"].strip()
    if _END_TOKEN.fullmatch(name):
        return "close"
    if _THOUGHT_TOKEN.fullmatch(name):
        return "open"
    kinds = {
        **dict.fromkeys(("channel", "start", "start_header_id"), "header"),
        "im_start": "role",
        **dict.fromkeys(("message", "end_header_id", "im_sep"), "message"),
        **dict.fromkeys(("end", "return", "call", "im_end"), "end"),
    }
    return kinds.get(name.lower(), "other")
