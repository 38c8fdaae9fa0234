"""Cut text into sentences: exact spans, line borders first, then punctuation of Korean and English.

Promise: the spans are in order, never overlap, hold no outer white space and together every visible
character.
Limit: rules, not a model; a long Korean stretch without punctuation is cut by kiwi's sentence
endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from language.grammar import morphology
from language.grammar.speech import tells_who_spoke
from language.word_lists import join, load_lists

Span = tuple[int, int]

LONG_WITHOUT_A_STOP = (
    120  # code points: beyond this a Korean "sentence" is probably several without full stops
)

_NEAR = 200  # code points around a stop that tell what it is …
_WORD = 24  # … and of the word before it
_END = re.compile(
    r"(?:(?P<stop>[.!?…。！？]+)(?P<laugh>[ㅋㅎㅠㅜ^~]*)"
    r"|(?P<tail>(?<=[가-힣])[ㅋㅎㅠㅜ]{2,}[~^]*))"  # 재밌다ㅋㅋㅋ: laughter stands for the stop
    r"(?P<close>[\"'”’」』)\]}»]*)"
    r"(?=(?P<space>\s)|(?P<open>[(（])|(?P<quote>[‘“「『])|(?P<wide>[가-힣])|$)"
)
_QUOTATIVE = re.compile(
    r"\s*(?:이?라고|이?라는|이?라며|이?라면서|이?란|하고|하며|하면서|고\s|는\s|며\s)"
)
_KOREAN_FINAL = re.compile(r"[다요까죠네지자라음임함됨듯데걸군나게ㅎㅋㅠㅜ)]$")
_HANGUL = re.compile(r"[가-힣]")
_FIRST_LETTER = re.compile(r"(?:^|[.!?]\s)[^\S\n]*([^\W\d_])", re.MULTILINE)
_FEW_SMALL, _FOR_ONE_GREAT = 2, 4  # sentences that begin with a small letter
_BLANK = re.compile(r"\s+")
_LIST_NUMBER = re.compile(r"^\s*(?:[(\[]?\d{1,3}|[가-힣A-Za-z])$")
_DATE_DOT = re.compile(r"\d{4}\.\s?\d{1,2}(?:\.\s?\d{1,2})?$")
_BRACKETS = {"(": ")", "[": "]", "（": "）"}


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the `(start, end)` code point spans of the sentences of `text`, in order."""
    small = _begins_small(text)
    return tuple(
        span for line in _lines(text) for span in _line_sentences(text, *line, small=small)
    )


def _begins_small(text: str) -> bool:
    """Say whether the writer begins sentences with small letters, but for a name."""
    firsts = [match[1] for match in _FIRST_LETTER.finditer(text)]
    small, great = (sum(map(kind, firsts)) for kind in (str.islower, str.isupper))
    return small >= max(_FEW_SMALL, _FOR_ONE_GREAT * great)


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text):
        yield match.span()


def _line_sentences(text: str, start: int, end: int, *, small: bool) -> Iterator[Span]:
    line = text[start:end]
    sheltered = _bracketed(line)
    begin = 0
    for match in _END.finditer(line):
        if match.start() in sheltered or not _is_end(line, begin, match, small=small):
            continue
        yield from _without_stops(text, start + begin, start + match.end())
        begin = match.end()
    yield from _without_stops(text, start + begin, end)


def _bracketed(line: str) -> set[int]:
    """Positions inside brackets that close on the same line: no sentence ends there."""
    inside: set[int] = set()
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(line):
        if char in _BRACKETS:
            opened.append((_BRACKETS[char], at))
        elif opened and char == opened[-1][0]:
            _, since = opened.pop()
            if not opened and since:
                inside.update(range(since, _last_stop(line, since, at)))
    return inside


def _last_stop(line: str, since: int, closed: int) -> int:
    """The stop right before a closing bracket may end a sentence, if the bracket began one and
    holds words.
    """
    words = line[since + 1 : closed].rstrip(".!?…ㅋㅎㅠㅜ^~ ")
    before = line[:since].rstrip()
    own_sentence = bool(words) and (not before or before[-1] in ".!?…。！？\"'”’)")
    return closed - len(line[since + 1 : closed]) + len(words) if own_sentence else closed


def _is_end(line: str, begin: int, match: re.Match[str], *, small: bool) -> bool:
    # As far as anything here looks: a line may be a whole book.
    before = line[max(begin, match.start() - _NEAR) : match.start()]
    after = line[match.end() : match.end() + _NEAR]
    if not before.strip() or not after.strip():
        return bool(before.strip())
    if match["close"] and _goes_on_after_speech(match["close"], after):
        return False
    if match["tail"]:
        return bool(match["space"] and _KOREAN_FINAL.search(before))
    stop, korean = match["stop"], bool(_HANGUL.search(before[-3:]))
    if not match["space"] and not _glued(before, stop, match):
        return False
    if stop == ".":
        return not _dot_inside(before, after, goes_on=not (korean or small))
    if set(stop) <= {".", "…"}:
        return bool(
            match["laugh"]
            or match["close"]
            or (_KOREAN_FINAL.search(before) if korean else _starts(after))
        )
    return korean or small or not after.lstrip()[:1].islower()


def _goes_on_after_speech(close: str, after: str) -> bool:
    is_quoted = _QUOTATIVE.match(after) or tells_who_spoke(close, after)
    return bool(is_quoted) or after.lstrip()[:1].islower()


def _glued(before: str, stop: str, match: re.Match[str]) -> bool:
    """Without a space only a Korean sentence ends: before a bracket, a quote or the next Korean
    word.
    """
    if not _KOREAN_FINAL.search(before) or match["close"] or not _HANGUL.search(before[-1:]):
        return False
    return bool(match["open"] or match["quote"]) or (
        stop == "." and bool(match["wide"]) and before[-1] in "다요까죠"
    )


def _dot_inside(before: str, after: str, *, goes_on: bool) -> bool:
    """Say whether a full stop ends nothing; `goes_on` where a small letter after it tells so."""
    following = after.lstrip()[:1]
    if _LIST_NUMBER.match(before) or _DATE_DOT.search(before):
        return True
    if before[-1:].isdigit() and following.isdigit():
        return True
    short = _abbreviation().search(before[-_WORD:])
    if short:
        word = short.group().strip(" (\"'“‘").lower()
        if word in load_lists("sentences")["before_number"]["en"]:
            return following.isdigit()
        return (
            word in load_lists("sentences")["never_final"]["en"]
            or len(short.group().strip()) == 1
            or not _starts(after)
        )
    return following.islower() and goes_on


def _starts(after: str) -> bool:
    following = after.lstrip()[:1]
    return not (following.islower() or following in ",;:)")


def _without_stops(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    if start >= end:
        return
    is_short = end - start <= LONG_WITHOUT_A_STOP
    if is_short or not _HANGUL.search(text, start, end) or not _BLANK.search(text, start, end):
        yield start, end
        return
    yield from _by_endings(text, start, end)


def _by_endings(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut where kiwi sees a sentence end between plain Korean words: punctuation was ours to
    judge.
    """
    begin = start
    for cut in morphology.sentence_ends(text[start:end]):
        at = start + cut
        if at < end and text[at - 1] in "다요죠" and text[at].isspace():
            yield begin, at
            blank = _BLANK.match(text, at, end)
            begin = blank.end() if blank else at
    yield begin, end


@cache
def _abbreviation() -> re.Pattern[str]:
    known = [re.escape(each) for each in load_lists("sentences")["abbreviation"]["en"]]
    return re.compile(rf"(?:^|[\s(\"'“‘])(?:{join(known)}|[a-z])$", re.IGNORECASE)
