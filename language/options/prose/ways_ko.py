"""What a Korean sentence lays open to the writer: …하는 길이 있다, …할 수도 있다, …하면."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from language.grammar.clauses import Clause, clauses_of
from language.options.find import clean_label
from language.options.naming import means_staying
from language.options.prose.labels_ko import THING, unique
from language.options.prose.place import Place
from language.options.prose.steps_ko import (
    LEADING,
    LONGEST_LED,
    PLAIN_PRESENT,
    STAYING,
    THERE,
    is_own_deed,
    is_passed,
    label_with_lead,
)
from language.options.prose.whose_ko import ASKING, DESCRIBING, SAYING, SELF, TOLD_ME
from language.word_lists import load_lists

_IF = re.compile(r"^(?:시 )?(?:면|으면|ᆫ다면|는다면|다면)$")
_AHEAD = frozenset(("있", "보이", "남", "열리", "놓이", "생기", "뿐이"))
_WISH = re.compile(r"^고 싶|^자는$")
_TORN = re.compile(r"한편|한쪽|반은|절반은|반쪽|마음(?:과|이랑|하고) ")
_LETTING = ("되", "괜찮")
_THOUGH = re.compile(r"[어아]도$")
_STATED = re.compile(r"^(?:ᆫ )?(?:ᆫ다|다|고|는데)$")
_REFUSED = re.compile(r"(?:^| )(?:안|못) |지 (?:않|못)")
_PAST = re.compile(r"^(?:시 )?었 다$")
_POINTING = re.compile(r"[그이저] (?:생각|말|얘기|이야기|소리|날)")  # 그 생각을 하면
_SHORT = 2  # words of a condition that names a step in life …
_HOW_LONG = re.compile(r"^(?:몇|\d+|한|두|세|네)\s?(?:년|해|달|학기|개월)\s")  # … beside its time
_ONLY = re.compile(r"[가-힣]만 |(?:^| )(?:안|못) ")  # 조건만 보면, 안 나가면
_ALSO = re.compile(
    r"\s*(?:것|거|게|편|쪽)(?:[도은는]?\s*(?:(?:하나의|이제|진짜|정말|또|다른)\s*){0,3}"
    r"(?:방법|길|선택지?)(?:이|일|다|가 [됐되])|도\s*있)"
)
# 옮기는 게 A다, 남는 것이 2안
_LETTERED = re.compile(
    r"\s*(?:것|거|게|쪽)(?:이|은)?\s*(?:[A-D]|[1-4]안|[1-4]번|첫째|둘째|셋째)(?:다|이다|고|이고|,|\.|$)"
)
_CASES = frozenset(("경우", "방법", "방안", "선택지"))  # 옮기는 경우. 접는 경우도 써 봤다
_THE_THING = "는 것 이 다"
_OR_ELSE = re.compile(r"(?:그것도 )?아니면\s|혹은\s|또는\s")
_COSTING = "데"  # 고치는 데 2백, 새로 사는 데는 9백
_FIGURE = re.compile(r"\d")
_MAY = re.compile(r"수도\s?(?:있|없)")


def ways_in(text: str) -> list[Place]:
    """Return the ways ahead that a sentence names: …하는 길이 있다, …하는 것도 방법이다, …할 수도
    있다, …고 싶은 마음과 …고 싶은 마음이 반반이다.
    """
    clauses = clauses_of(text)
    found = _priced(text, clauses)
    told = TOLD_ME.search(text) is not None
    torn = _TORN.search(text) is not None
    for at, clause in enumerate(clauses):
        stays = clause.stem in STAYING and means_staying(text[clause.start : clause.end])
        if not (is_own_deed(clause) or stays or (clause.deed and told)):
            continue
        after = next(iter(clauses[at + 1 : at + 2]), None)
        if _is_called_way(text, clause, after, beside=bool(found)):
            found.append((label_of_way(clauses[: at + 1]), clause.start, clause.end))
        elif (torn and _WISH.search(clause.ending)) or _is_open(text, clause, after):
            found.append((label_with_lead(text, clauses[: at + 1]), clause.start, clause.end))
    return _apart(found, clauses)


def _is_called_way(text: str, clause: Clause, after: Clause | None, *, beside: bool) -> bool:
    """Say whether a clause is called a way, a case, a choice: …하는 길이 있다, …하는 것도 방법이다;
    `beside` one that was.
    """
    rest = text[clause.end :].strip(" .!…")
    if clause.head in THING and any(each.match(text[clause.end :]) for each in (_ALSO, _LETTERED)):
        return True
    if clause.head not in load_lists("choosing")["way"]["ko"]:
        return False
    if (after is not None and after.stem in _AHEAD) or rest[1:2] in ("과", "와", ","):
        return True
    case = clause.head in _CASES and rest.removeprefix(clause.head)[:1] in ("", "도")
    return case or (beside and rest == clause.head)


def _is_open(text: str, clause: Clause, after: Clause | None) -> bool:
    """Say whether one may do what a clause tells: …할 수도 있다, …하는 수가 있다, …해도 된다; or
    the sentence goes on with it after "or": 아니면 …한다.
    """
    if clause.head == "수":
        may = _MAY.match(text[clause.end :].lstrip()) is not None
        return may or (clause.ending.endswith("는") and after is not None and after.stem == THERE)
    if _OR_ELSE.match(text) and clause.ending.endswith((_THE_THING, *PLAIN_PRESENT)):
        return True
    return after is not None and _may_as_well(clause, after, text)


def wishes_in(text: str) -> list[Place]:
    """Return what the writer would like to do: …로 돌아가고 싶다, …고 싶다는 생각을 한다."""
    clauses = clauses_of(text)
    return unique(
        [
            (_label_of_wish(text, clauses[: at + 1]), clause.start, clause.end)
            for at, clause in enumerate(clauses)
            if _WISH.search(clause.ending) and is_own_deed(clause)
        ]
    )


def leanings_in(text: str) -> list[Place]:
    """Return what the writer would do, by a clause of which the writer is the subject: 나는 …
    버틸까 싶다.
    """
    return unique(
        [
            (clause.label, clause.start, clause.end)
            for clause in clauses_of(text)
            if clause.subject in SELF and ASKING.search(clause.ending) and is_own_deed(clause)
        ]
    )


def conditions_in(text: str) -> list[Place]:
    """Return what is done under each condition of a sentence: 복직하면 …, 동업하면 …."""
    clauses = clauses_of(text) if "면" in text else ()
    if not clauses or (_PAST.search(clauses[-1].ending) and clauses[-1].stem not in SAYING):
        return []  # 돌아가면 끝이었다: how it used to be
    return unique(
        [
            (clause.label, clause.start, clause.end)
            for clause in clauses
            if _IF.search(clause.ending)
            and is_own_deed(clause)
            and not clause.subject
            and not _POINTING.match(clause.label)
            and _is_short(clause.label)
            and not _ONLY.search(text[clause.start : clause.end])
        ]
    )


def _priced(text: str, clauses: Sequence[Clause]) -> list[Place]:
    """Return what a sentence tells the cost or the time of, one beside the other."""
    things = [each for each in clauses if each.head == _COSTING and is_own_deed(each)]
    told = [
        (each.label, each.start, each.end)
        for each, after in zip_longest(things, things[1:])
        if _FIGURE.search(text[each.end : after.end if after else None])
    ]
    return told if len(told) > 1 else []


def _may_as_well(clause: Clause, after: Clause, text: str) -> bool:
    """Say whether a clause is what one may do, too: 그냥 가르쳐도 된다; not what one need not."""
    lets = after.stem in _LETTING and _STATED.search(after.ending) is not None
    words = text[clause.start : clause.end]
    return lets and bool(_THOUGH.search(clause.ending)) and not _REFUSED.search(words)


def _apart(found: Sequence[Place], clauses: Sequence[Clause]) -> list[Place]:
    """Return ways that begin with the same step by the step in which they differ: 전역하고 취업,
    전역하고 진학.
    """
    begun = Counter(label for label, _, _ in found)
    own = {each.start: each.label for each in clauses}
    return unique(
        [(own[start] if begun[label] > 1 else label, start, end) for label, start, end in found]
    )


def _label_of_wish(text: str, clauses: Sequence[Clause]) -> str:
    """Return what is wished, with what describes a time or place: 배를 타던 때로 돌아가기."""
    clause = clauses[-1]
    before = clauses[-2] if len(clauses) > 1 else None
    described = before is not None and before.head and clause.label.startswith(before.head)
    if before is None or not described:
        return clause.label
    led = clean_label(f"{text[before.start : before.end]} {clause.label}")
    return led if len(led) <= LONGEST_LED else clause.label


def label_of_way(clauses: Sequence[Clause]) -> str:
    """Return what a way is called: its first step, where one leads to the next (가서 배우고 …하는
    길), but for what is only left behind.
    """
    way = clauses[-1]
    for clause in reversed(clauses[:-1]):
        leads = clause.ending in LEADING or clause.head == "후"
        if not clause.deed and not leads:
            if clause.ending in DESCRIBING:
                continue  # (재미없는) 연구
            break
        if not leads or not is_own_deed(clause):
            break
        if not is_passed(clause):
            way = clause
    return way.label


def _is_short(label: str) -> bool:
    """Say whether a condition is a deed, and no circumstance: it may have one word more where its
    object or its goal is marked, 관장 자리를 받기.
    """
    words = _HOW_LONG.sub("", label).split()
    marked = len(words) > 1 and words[-2].endswith(("을", "를", "로", "에", "에서"))
    return len(words) <= _SHORT + marked
