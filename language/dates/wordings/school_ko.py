"""Korean words for a time of the school year, or a feast, that comes round twice a year: 학기 중,
방학 때, 지난 명절. The newest is meant.

Limit: the dates are those of most years (`periods.py`), and no school's own.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from language.dates import periods
from language.dates.holidays import find_holiday
from language.dates.meaning import Asked, Builder, Meaning, mean_newest_of
from language.dates.words import words_of
from language.detect import KOREAN
from language.word_lists import any_of

_STEPS_BACK: Final = {"지지난": 2, "지난": 1, "저번": 1, "이번": 0}
# Behind another noun it is one of that time: 작년 방학, 중학교 방학, 여름 방학.
_NONE_NAMED: Final = r"(?:^|(?<=[은는이가도랑과와서에,.?!]\s)|(?<=그럼\s)|(?<=혹시\s))"
_TWICE: Final = any_of(words_of("twice_a_year", KOREAN), "twice")
_TWICE_WORDS: Final = any_of(words_of("twice_a_year", KOREAN))  # looked for first: it is quick
_TWICE_UNNAMED: Final = any_of(words_of("twice_a_year", KOREAN), "unnamed")
_AT: Final = r"(?=\s?(?:에|엔|때|중(?![가-힣]{2})|동안|내내|이후|이전|전|부터|까지))"
_WHILE: Final = r"(?:\s?(?:연휴|때|동안|중(?![가-힣]{2})))?"


def _teaching(match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build the weeks in which a semester is taught."""
    since = periods.semester_back(asked.today, _STEPS_BACK.get(match["which"] or "", 0)).since
    if since is None:
        return None
    terms = [partial(periods.teaching_term, half=half) for half in (1, 2)]
    build = terms.pop(since.month != periods.FIRST_SEMESTER)
    if match["which"]:
        return Meaning(period=build(since.year))
    return Meaning(period=build(since.year), in_year=build, others=tuple(terms))


def _twice_a_year(match: re.Match[str], asked: Asked) -> Meaning | None:
    named = words_of("twice_a_year", KOREAN)[match["twice"] or match["unnamed"]]
    seasons = words_of("seasons", KOREAN).values()
    builds = [
        partial(periods.season, name=name) if name in seasons else partial(find_holiday, name)
        for name in named
    ]
    which = match.groupdict().get("which")
    return mean_newest_of(builds, asked, last=which in ("지난", "저번"), is_one=which is not None)


RULES: Final[tuple[tuple[str, Builder], ...]] = (
    (
        r"(?:(?P<which>지지난|지난|저번|이번)\s?|(?=학기)" + _NONE_NAMED + r")학기\s?중"
        r"(?=에|엔|의|\s|[,.?!]|$)",
        _teaching,
    ),
    (
        rf"(?:(?P<which>지난|저번|이번)\s?{_TWICE}|(?={_TWICE_WORDS}){_NONE_NAMED}{_TWICE_UNNAMED}{_AT}){_WHILE}",
        _twice_a_year,
    ),
)
