"""The text of a Tistory page, copied whole: what is the post and what is the page around it.

Limit: the page is known by its first line or its byline; any other page is plain text to us.
Invariant: only lines before the first and after the last line of the post are furniture, never one
inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from language.dates.written import When, parse_when

_TO_BODY = "본문 바로가기"
_BYLINE = re.compile(
    r"(?:by\s+)?(?P<who>\S.{0,60}?)?[\s·|]*(?P<when>\d{4}\.\s*\d{1,2}\.\s*\d{1,2}\..*|\d{4}[-.]\d{2}[-.]\d{2}.*)"
)
_SIGNED_BYLINE = re.compile(r"by\s+\S")
_AFTER_BYLINE = {
    "반응형",
    "728x90",
    "본문 기타 기능",
    "공유하기",
    "URL 복사",
    "URL복사",
    "신고하기",
    "이웃추가",
}
_AT_END = re.compile(
    r"공유하기|게시글 관리|저작자표시.*|반응형|728x90|(?:좋아요|공감|댓글)\s*\d*|구독하기|댓글을"
    r" 입력하세요\.?|"
    r"태그|TAG|카카오스토리|카카오톡|트위터|페이스북|URL ?복사|신고하기|관련글(?:"
    r" 더보기)?|비밀글|등록"
)
_OTHERS = re.compile(r"['‘’\"“].*['‘’\"”] ?카테고리의 다른 글(?: 더보기)?")
_ROW = re.compile(
    r".*\(\d+\)(?:\s*\|?\s*\d{4}[.-]\d{2}[.-]\d{2}\.?)?|\|?\s*\d{4}[.-]\d{2}[.-]\d{2}\.?"
)
_HEAD_LINES = 15
_LONGEST_BYLINE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's post is `lines[start:end]`; the title, category and date stood above it."""

    title: str
    categories: tuple[str, ...]
    when: When
    start: int
    end: int


def read_page(lines: Sequence[str]) -> Page | None:
    """Return the post in the lines of a Tistory page, or None when they are no such page."""
    filled = list(islice((at for at, line in enumerate(lines) if _bare(line)), _HEAD_LINES))
    link = next((index for index in filled[:5] if _bare(lines[index]) == _TO_BODY), -1)
    for position, index in enumerate(filled):
        if index <= link:
            continue
        when = _byline(_bare(lines[index]), signed=link < 0)
        if when is None:
            continue
        above = [_bare(lines[other]) for other in filled[:position] if other > link]
        if not above or (link < 0 and len(above) > 3):
            continue
        start = _after_byline(lines, index + 1)
        return Page(
            title=above[-1],
            categories=(
                tuple(part.strip() for part in above[-2].split("/") if part.strip())
                if len(above) > 1
                else ()
            ),
            when=when,
            start=start,
            end=end_of_post(lines, start),
        )
    return None


def _byline(line: str, *, signed: bool) -> When | None:
    """Read `by author 2024. 4. 30.`; under the page's first line also a date with another word or
    none before it.
    """
    if len(line) > _LONGEST_BYLINE:
        return None
    match = _BYLINE.fullmatch(line)
    if match is None or (signed and not _SIGNED_BYLINE.match(line)):
        return None
    return parse_when(match["when"])


def _after_byline(lines: Sequence[str], start: int) -> int:
    while start < len(lines) and (not _bare(lines[start]) or _bare(lines[start]) in _AFTER_BYLINE):
        start += 1
    return start


def end_of_post(lines: Sequence[str], start: int) -> int:
    """Return where the post ends: before the list of other posts, if nothing else follows it, and
    before buttons.
    """
    end = len(lines)
    for index in range(len(lines) - 1, start - 1, -1):
        if _OTHERS.fullmatch(_bare(lines[index])):
            end = index if _is_list_of_posts(lines[index + 1 :]) else end
            break
    while end > start and (not _bare(lines[end - 1]) or _AT_END.fullmatch(_bare(lines[end - 1]))):
        end -= 1
    return end


def _is_list_of_posts(lines: Sequence[str]) -> bool:
    """Whether all lines are rows (`title (0)`, `2013.11.02`), titles right above such rows, or
    buttons.
    """
    filled = [line for line in map(_bare, lines) if line]
    for line, following in zip(filled, [*filled[1:], ""], strict=False):
        if not (
            _ROW.fullmatch(line)
            or _AT_END.fullmatch(line)
            or (_ROW.fullmatch(following) and len(line) <= 100)
        ):
            return False
    return True


def _bare(line: str) -> str:
    return line.strip(" \t\r\n\u200b\ufeff\xa0")
