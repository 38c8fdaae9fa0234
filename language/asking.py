"""How a question is asked: its kind, read from forms alone, and the forms that answers take.

Limit: forms are regular expressions of words and endings, `data/asking.yaml`; what a question is
about is nothing that this module knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal

from language.word_lists import load_data

Form = Literal[
    "appearing",
    "greeting",
    "greeted",
    "thanks",
    "parting",
    "parting_short",
    "addressed",
    "asks_more",
    "small_talk",
    "when",
    "first",
    "last",
    "count",
    "amount",
    "deadline",
    "past_year",
    "next",
    "previous",
    "own_words",
    "who",
    "change",
    "compare",
    "advice",
    "why",
    "ever",
    "whether",
    "now",
    "summary",
    "planning",
    "telling",
    "of_now",
    "of_me",
    "cause",
    "speech",
    "own_speech",
    "asks_said",
    "framed",
]
# A question may show several; the first of these that it shows is its kind.
ASKED: Final[tuple[Form, ...]] = (
    "first",
    "last",
    "count",
    "deadline",
    "who",
    "change",
    "compare",
    "advice",
    "why",
    "ever",
)
# What asks for more than a day outranks a "first" in it: "Why did I say no the first time?"
_OVER_FIRST: Final[tuple[Form, ...]] = ("why", "compare", "count", "amount")
# What the writer wrote is about its thing, though "Have I written" asks whether.
_OF_OTHERS: Final[tuple[Form, ...]] = ("who", "ever")
_LONGEST = 400
_LONGEST_SMALL_TALK = 60
_MARKS = re.compile(r"[\s.,!?~…^;:)(ㅋㅎㅠㅜㅡ♥❤️👋🙏😀-🙏]+")


def shows(form: Form, text: str) -> bool:
    """Say whether `text` holds a form of that kind."""
    return bool(_pattern(form).search(text[:_LONGEST]))


def form_of(text: str) -> Form | None:
    """Return the first kind of asking that `text` shows, or None."""
    forms = [form for form in ASKED if form not in _OF_OTHERS or not shows("own_words", text)]
    form = next((form for form in forms if shows(form, text)), None)
    if form != "first" or shows("when", text):
        return form
    return next((each for each in _OVER_FIRST if shows(each, text)), form)


def is_small_talk(text: str) -> bool:
    """Say whether the whole message is a greeting, thanks, or a question about the app itself."""
    plain = _MARKS.sub(" ", text).strip()
    if len(plain) > _LONGEST_SMALL_TALK:
        return False
    greeting = _pattern("greeting")
    if all(map(greeting.fullmatch, plain.split())) or _greeted().fullmatch(plain):
        return True
    parts = list(_parts(text))
    greets = bool(parts) and _pattern("greeting").fullmatch(parts[0][0]) is not None
    if len(parts) > 1 and "?" not in parts[-1][1] and _shows_all("parting_short", parts[-1][0]):
        parts.pop()
    if len(parts) > 1 and _is_addressed(*parts[-2:]):
        parts.pop()
    return all(_is_told(part, mark) or _is_small(part, greets=greets) for part, mark in parts)


def _is_addressed(told: tuple[str, str], name: tuple[str, str]) -> bool:
    """Say whether a part is only the one to whom thanks or a parting are said: "Thanks, Ann"."""
    is_named = _shows_all("addressed", name[0]) and not _pattern("asks_more").search(name[0])
    return is_named and told[1] == "," and "?" not in name[1] and _is_told(*told)


def without_greeting(text: str) -> str:
    """Return a message without the greeting that begins it, where anything follows but small
    talk: "good morning routines" begin with none, as a single word goes on with it.
    """
    if is_small_talk(text):
        return text
    found = _greeting_before().match(text)
    return text[found.end() :] if found else text


@cache
def _greeting_before() -> re.Pattern[str]:
    greeting = _pattern("greeting").pattern
    marked = r"(?:\s*[,.!~…]+)+\s*"
    one_word = r"좋은|good\s\S+\s\S+\W*$"
    before = rf"(?:(?:{greeting}){marked}|(?!{one_word})(?:{greeting})\s+)"
    return re.compile(rf"\s*{before}(?=\w)", re.IGNORECASE)


def _is_told(part: str, mark: str) -> bool:
    """Say whether a part thanks or takes leave, and asks nothing."""
    told = "?" not in mark and not _pattern("asks_more").search(part)
    return told and (_shows_all("thanks", part) or _shows_all("parting", part))


def _shows_all(form: Form, part: str) -> bool:
    return _pattern(form).fullmatch(part) is not None


def _is_small(part: str, *, greets: bool) -> bool:
    forms: tuple[Form, ...] = ("small_talk", "greeting", *(("greeted",) if greets else ()))
    return any(_shows_all(form, part) for form in forms)


@cache
def _greeted() -> re.Pattern[str]:
    """A greeting and what follows it without a mark between."""
    first, then = (_pattern(form).pattern for form in ("greeting", "greeted"))
    return re.compile(rf"(?:{first})\s(?:{then})", re.IGNORECASE)


def without_summary_forms(text: str) -> str:
    """Return `text` without the words that ask for the whole of a stretch of time.

    A Korean form goes with all that is joined to it: 무슨 일이, 있었지.
    """
    return _without("summary", text)


def without_frame(text: str) -> str:
    """Return `text` without the words that only say that it is the journal that is asked: "what
    have I written about …".
    """
    return " ".join(_pattern("framed").sub(" ", text).split())


def without_planning_forms(text: str) -> str:
    """Return `text` without the words that ask for what was planned for a time."""
    return _without("planning", text)


def without_appearing(text: str) -> str:
    """Return `text` without the words that tell that a thing appears: met, mentioned."""
    return _without("appearing", text)


def _without(form: Form, text: str) -> str:
    return re.sub(rf"(?:{_pattern(form).pattern})[가-힣]*", " ", text, flags=re.IGNORECASE)


def without_asking_words(text: str, kind: str) -> str:
    """Return `text` without the words by which that kind is asked; the kinds that have none are
    about all that they say. A Korean word goes whole: 처음으로.
    """
    if kind not in _forms()["asked_with"]:
        return text
    return _asked_with(kind).sub(" ", text)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands between marks, each with the marks that end it."""
    for found in re.finditer(r"([^.!?\n,]+)([.!?\n,]*)", text):
        if part := _MARKS.sub(" ", found[1]).strip():
            yield part, found[2]


@cache
def _pattern(form: Form) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _lines(form)), re.IGNORECASE)


@cache
def _asked_with(kind: str) -> re.Pattern[str]:
    lines = "|".join(_split(_forms()["asked_with"][kind]))
    return re.compile(rf"(?:{lines})[가-힣]*", re.IGNORECASE)


def _lines(form: Form) -> list[str]:
    return _split(_forms()[form])


def _split(by_language: Mapping[str, str]) -> list[str]:
    return [line for text in by_language.values() for line in text.split("\n") if line]


@cache
def _forms() -> dict[str, dict[str, Any]]:
    return load_data("asking")
