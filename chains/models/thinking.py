"""Leaves out what a model thinks aloud before, between or after the words of its answer.

Promise: thinking is told by its marks, whatever their case, their brackets and wherever the stream
cuts them: tags, special tokens, channels, fences, comments; tags round a part of the answer become
its heading. A mark that somebody quotes is a word. Limit: thinking that ends with a mark but began
with none was read as words until then; `feed` says that they are void.
"""

from __future__ import annotations

import re
from functools import cache

from language.model_words import answer_sections, thinking_tag_parts, thinking_tags
from language.word_lists import any_of

# Brackets as they are, and escaped for HTML once or more, for JSON or for Markdown.
_OPEN = r"(?:\\?[<\[◁＜]|&(?:amp;)*(?:lt|#0*60|#x0*3c);|\\u003c)"
_CLOSE = r"(?:\\?[>\]▷＞]|&(?:amp;)*(?:gt|#0*62|#x0*3e);|\\u003e)"
_MORE = r"(?:\s[^<>\[\]▷＞\n]{0,80}?)?"
# <|channel|>, <|begin_of_thought|>, <|im_end|>; DeepSeek writes them with wide bars.
_TOKEN = re.compile(rf"{_OPEN}[|｜](?P<name>/?[a-z][\w▁ -]{{0,40}})[|｜]{_CLOSE}", re.IGNORECASE)
# <unused94>thought … <unused95>: a model's reserved tokens, which stand for marks alone.
_RESERVED = re.compile(r"<unused\d{1,4}>")
# What a template that does not fit lets through.
_TEMPLATE = re.compile(
    r"</?s>|<(?P<turn>start_of_turn)>|<(?:bos|eos|pad|eot|end_of_turn)>|\[/?INST\]|<</?SYS>>"
)
_COMMENT = re.compile(r"<!--")
# A tag, token or fence of which the beginning has come.
_PARTIAL = re.compile(
    rf"{_OPEN}\s*/?\s*(?:[^\W\d][\w:-]*{_MORE}[/|｜]?(?:\\[u0-9a-f]*|&[a-z0-9#;]*)?)?"
    rf"|{_OPEN}[|｜]/?[\w▁ -]*(?:[|｜](?:\\[u0-9a-f]*|&[a-z0-9#;]*)?)?"
    r"|&[a-z0-9#;]{0,20}|\\(?:u[0-9a-f]{0,3})?|<!-?|<</?[a-z]*>?|`{1,3}[ \t]*[a-z_]*[ \t]*",
    re.IGNORECASE,
)
_LONGEST_MARK = 120
# Channels with their tokens stripped, as some servers send them.
_BARE = "analysis"
_BARE_END = "assistantfinal"
_ENDS = {"fence": "```", "comment": "-->"}
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "「": "」", "『": "』", "(": ")"}


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    """Return the marks that hold a name of thinking or of a part of an answer."""
    plain, ordinary = (any_of(words) for words in thinking_tags())
    parts = rf"(?:[ _-](?:{any_of(thinking_tag_parts())}))?"
    sections = any_of(
        name.replace(" ", separator)
        for name, section in answer_sections().items()
        if section != "thinking"
        for separator in " _"
    )
    forms = {
        # <think>, </thinking>, [THINK], ◁think▷, <seed:think>, <thought duration="3">
        "tag": (
            rf"{_OPEN}\s*(?P<close>/?)\s*(?P<name>(?:[a-z][\w-]*[:_ -])?(?:{plain}){parts})"
            rf"{_MORE}(?P<empty>/?){_CLOSE}"
        ),
        # <plan>, <internal>: ordinary words, which in square brackets are none
        "ordinary": (
            rf"(?!\\?\[){_OPEN}\s*(?P<close>/?)\s*(?P<name>(?:[a-z][\w-]*[:_-])?(?:{ordinary}){parts})"
            rf"{_MORE}(?P<empty>/?){_CLOSE}"
        ),
        "section": rf"(?!\\?\[){_OPEN}(?P<close>/?)(?P<name>{sections}){_CLOSE}",
        # <|channel>thought … <channel|>: a bar on the inner side of either end.
        "half": rf"<(?P<open>[|｜])?(?:channel|{plain})(?(open)|[|｜])>",
        "fence": rf"```[ \t]*(?:{plain}|{ordinary})[ \t]*\n",
        "begins": rf"(?:(?:begin|start)_(?:of_)?)?(?:{plain}|{ordinary})",
        "ends": rf"(?:end_of_|end_|/)(?:{plain}|{ordinary})",
    }
    return {kind: re.compile(form, re.IGNORECASE) for kind, form in forms.items()}


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
        self._line = ""  # the words of the line so far
        self._until = ""  # what thinking ends with that is no tag
        self._tag = ""  # the ordinary word that thinking began with
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

    @property
    def is_unended(self) -> bool:
        """Whether what comes now is thought that a mark began."""
        return self._inside and not self._unopened

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
            at, end, kind, name = self._next_mark(final=final)
            before, self._held = self._held[:at], self._held[end:]
            out += self._pass(before)
            if kind == "":
                break
            if kind == "section":
                out += self._pass(name)
            elif self._take(kind, name):
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

    def _next_mark(self, *, final: bool) -> tuple[int, int, str, str]:
        """Return where the next mark begins and ends, what it is and what it names; an empty kind
        at the end of what can be read now.
        """
        if self._bare:
            at = self._held.lower().find(_BARE_END)
            if at >= 0:
                return at, at + len(_BARE_END), "close", ""
        if self._until:
            at = self._held.find(self._until)
            if at >= 0:
                return at, at + len(self._until), "until", ""
            safe = len(self._held) if final else max(0, len(self._held) - len(self._until) + 1)
            return safe, safe, "", ""
        for found in re.finditer(r"[<\[◁＜`&\\]", self._held):
            at = found.start()
            if mark := self._mark_at(at, final=final):
                return at, *mark
            rest = self._held[at:]
            if not final and len(rest) < _LONGEST_MARK and _PARTIAL.fullmatch(rest):
                return at, at, "", ""
        if self._bare and not final:
            return max(0, len(self._held) - len(_BARE_END)), 0, "", ""
        return len(self._held), len(self._held), "", ""

    def _mark_at(self, at: int, *, final: bool) -> tuple[int, str, str] | None:
        """Return the end, kind and name of the mark that begins here, if one does; an empty kind
        where that shows only later.
        """
        for which, form in (*_marks().items(), ("token", _TOKEN), ("reserved", _RESERVED)):
            match = form.match(self._held, at) if which not in ("begins", "ends") else None
            if match is None:
                continue
            kind, name = self._read(which, match)
            if not kind or (kind in ("open", "close") and self._is_quoted(at, match.end())):
                return None
            waits = self._may_be_quoted(at) and match.end() == len(self._held) and not final
            return (at, "", "") if waits else (match.end(), kind, name)
        if match := _TEMPLATE.match(self._held, at):
            return match.end(), "role" if match["turn"] else "other", ""
        if match := _COMMENT.match(self._held, at):
            return match.end(), "comment", ""
        return None

    def _read(self, which: str, match: re.Match[str]) -> tuple[str, str]:
        """Return what a mark is here, and what it names; nothing where it is a word."""
        if which == "fence":
            return "fence", ""
        if which == "half":
            return "open" if match["open"] else "close", ""
        if which == "reserved":
            return "close" if self._inside else "open", ""
        if which == "token":
            return _kind_of_token(match["name"].strip()), ""
        name = match["name"].lower()
        if which == "section":
            return self._read_section(name.replace("_", " "), match)
        if match["empty"]:
            return "other", ""
        if which == "ordinary":
            is_end = self._inside and name == self._tag
            if match["close"]:
                return ("close" if is_end else "other" if self._inside else ""), name
            return ("open" if self._begins_line(match.start()) else ""), name
        if match["close"]:  # of another kind than it began with
            return "other" if self._inside and self._tag else "close", ""
        return "open", ""

    def _read_section(self, name: str, match: re.Match[str]) -> tuple[str, str]:
        if self._inside:
            return "other", ""
        if match["close"]:
            return "section", "\n"
        title = answer_sections()[name]
        return ("section", f"\n## {title}\n") if self._begins_line(match.start()) else ("", "")

    def _before(self, at: int) -> str:
        return f"{self._line}{self._held[:at]}".rpartition("\n")[2]

    def _begins_line(self, at: int) -> bool:
        return not self._before(at).strip(" \t>*_#")

    def _may_be_quoted(self, at: int) -> bool:
        return self._before(at)[-1:] in _QUOTES

    def _is_quoted(self, at: int, end: int) -> bool:
        """Say whether a mark is only spoken of: in quotation marks itself, or within a quotation
        that began on its line.
        """
        before = self._before(at)
        if self._may_be_quoted(at) and self._held[end : end + 1] == _QUOTES[before[-1]]:
            return True
        if self.is_unended:
            return False
        is_open = any(before.count(a) > before.count(b) for a, b in ("“”", "「」", "『』"))
        return is_open or before.count("`") % 2 == 1

    def _pass(self, words: str) -> str:
        if self._role_line and words:
            _, line_end, words = words.partition("\n")
            self._role_line = not line_end
        if self._header:
            self._channel += words
            return ""
        self._line = f"{self._line}{words}".rpartition("\n")[2]
        if self._inside:
            self.thought = self.thought or bool(words.strip())
            if self._unopened:
                self._kept += words
            return ""
        return words

    def _take(self, kind: str, name: str) -> bool:
        """Act on a mark, and say whether it makes all words before it void."""
        if kind == "open":
            if not self.is_unended:
                self._inside, self._unopened, self._tag = True, False, name
        elif kind in ("close", "until"):
            was_open = self.is_unended
            self._inside = self._unopened = self._bare = False
            self._kept = self._tag = self._until = self._line = ""
            if kind == "close" and not was_open:
                self.thought = self.ended_unopened = True
                return True
        elif kind in _ENDS:
            self._inside, self._until = True, _ENDS[kind]
        elif kind == "header":
            self._header, self._channel = True, ""
        elif kind == "role":
            self._role_line = True
        elif kind == "message":
            self._header = False
            channel = self._channel.strip().lower()
            self._inside = bool(channel) and channel.split()[0] not in ("final", "assistant")
        elif kind == "end":
            self._header = self._inside = self._role_line = False
        return False


def without_thinking(text: str) -> str:
    """Return a whole reply without what was thought in it."""
    reply = ThinkingFilter()
    words, _ = reply.feed(text)
    rest, void = reply.close()
    return rest if void else words + rest


def _kind_of_token(name: str) -> str:
    name = name.replace("▁", "_")
    if _marks()["ends"].fullmatch(name):
        return "close"
    if _marks()["begins"].fullmatch(name):
        return "open"
    kinds = {
        **dict.fromkeys(("channel", "start", "start_header_id"), "header"),
        "im_start": "role",
        **dict.fromkeys(("message", "end_header_id", "im_sep"), "message"),
        **dict.fromkeys(("end", "return", "call", "im_end"), "end"),
    }
    return kinds.get(name.lower(), "other")
