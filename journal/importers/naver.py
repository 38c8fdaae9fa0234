"""The text of a Naver blog page, copied whole: what is the post and what is the page around it.

Limit: the page is known by the buttons beside its date. Invariant: nothing inside the post is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from journal.importers.tistory import Page, end_of_post
from language.dates.written import When, parse_when

_BYLINE = re.compile(
    r"(?:(?P<who>.{1,40}?)\s*[・·|]\s*)?(?P<when>\d{4}\.\s*\d{1,2}\.\s*\d{1,2}\..*)"
)
_BUTTONS = {
    "URL 복사",
    "URL복사",
    "본문 기타 기능",
    "이웃추가",
    "본문 폰트 크기 조정",
    "공유하기",
    "신고하기",
    "통계",
}
_MARKS = {"URL 복사", "URL복사", "본문 기타 기능", "이웃추가"}
_AT_END = re.compile(
    r"공감한 사람 보러가기|이웃추가|이 글에 공감한 블로거 열고 닫기|"
    r"댓글 쓰기.*|인쇄|저작자 명시 필수.*|이 블로그의 .*|\[출처\].*"
)
_HEAD_LINES = 12
_LONGEST = 100


def read_naver_page(lines: Sequence[str]) -> Page | None:
    """Return the post in the lines of a Naver blog page, or None when they are no such page."""
    filled = list(islice((at for at, line in enumerate(lines) if _bare(line)), _HEAD_LINES))
    for position, index in enumerate(filled[1:], start=1):
        when = _byline(_bare(lines[index]))
        below = (_bare(lines[other]) for other in filled[position + 1 : position + 6])
        if when is None or not any(map(_marks_post, below)):
            continue
        above = [_bare(lines[other]) for other in filled[:position]]
        title, categories = _title(above, signed=bool(_signature(_bare(lines[index]))))
        start = index + 1
        while start < len(lines) and _is_buttons(_bare(lines[start])):
            start += 1
        return Page(
            title=title, categories=categories, when=when, start=start, end=_end(lines, start)
        )
    return None


def _is_buttons(line: str) -> bool:
    """Whether a line is empty or holds nothing but buttons, one or several beside each other."""
    for name in _BUTTONS:
        line = line.replace(name, "")
    return not line.strip()


def _marks_post(line: str) -> bool:
    return bool(line) and _is_buttons(line) and any(name in line for name in _MARKS)


def _title(above: Sequence[str], *, signed: bool) -> tuple[str, tuple[str, ...]]:
    """Read category, title and, where the date line does not name the writer, the writer from the
    lines above it.
    """
    named = list(above) if signed or len(above) < 2 else list(above[:-1])
    return named[-1], tuple(named[-2:-1])


def _signature(line: str) -> str:
    match = _BYLINE.fullmatch(line)
    return match["who"] or "" if match else ""


def _byline(line: str) -> When | None:
    match = _BYLINE.fullmatch(line) if len(line) <= _LONGEST else None
    return parse_when(match["when"]) if match else None


def _end(lines: Sequence[str], start: int) -> int:
    end = len(lines)
    while end > start:
        shorter = end_of_post(lines[:end], start)
        while shorter > start and _AT_END.fullmatch(_bare(lines[shorter - 1])):
            shorter -= 1
        if shorter == end:
            return end
        end = shorter
    return end


def _bare(line: str) -> str:
    return line.strip(" \t\r\n\u200b\ufeff\xa0")
