"""What a Korean sentence of a journal weighs: questions, ways ahead, conditions.

Promise: labels are short noun or verb phrases; what is asked of another person, of another time or
of chance gives nothing. Limit: one sentence at a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from language.grammar.clauses import Clause, clauses_of, label_of_phrase
from language.options.find import clean_label
from language.options.korean import korean_options
from language.options.korean_labels import BETTER, THING, Named, is_plain, unique
from language.options.list_items import label_item
from language.options.naming import means_staying, names_nothing
from language.options.offers_ko import offers_in as offers_in
from language.options.whose_ko import ASKING, DESCRIBING, SAYING, SELF, TOLD_ME
from language.options.whose_ko import is_of_other as is_of_other
from language.word_lists import compile_list, load_lists

_MAY_ASK = re.compile(
    r"[까지냐나래]|자니|든가|사이|둘|ㄴ가|[은는인건]가|\bvs\b|아니면|또는|혹은", re.IGNORECASE
)
_WHETHER = re.compile(r"(?:이냐|냐|ᆫ가|인가|ᆯ까|ᆯ지)$")
_IF = re.compile(r"^(?:시 )?(?:면|으면|ᆫ다면|는다면|다면)$")
_SEPARATE = re.compile(r"\bvs\b|아니면|또는|혹은|냐\s.*냐|중에|사이에서", re.IGNORECASE)
_AHEAD = frozenset(("있", "보이", "남", "열리", "놓이", "생기", "뿐이"))
_STAYING = frozenset(("있", "지내"))  # 그대로 있는 길
_THERE = "있"
_LEADING_THERE = frozenset(("어", "어서", "아", "아서"))
_THEN = frozenset(("고", "고서", "어서", "어", "다가", "은 후", "ᆫ 후"))
_LEADING = frozenset(("어서", "아서", "고", "고서", "하여"))
_MEANWHILE = frozenset(("면서", "으면서"))
_WISH = re.compile(r"^고 싶|^자는$")
_TORN = re.compile(r"한편|한쪽|반은|절반은|반쪽|마음(?:과|이랑|하고) ")
_ASKS = re.compile(r"[?？]|[까냐]|고민|\bvs\b", re.IGNORECASE)
_THING_AND = re.compile(r"\s*(?:것|거|일)(?:과|이랑|하고)\s")
_EITHER_ENDING = re.compile(r"(?:거나|든지|든가)$")
_ONE_OF = re.compile(r",?\s*(?:둘|셋|두 가지|세 가지)\s?중")
_IF_TRIED = re.compile(r"^(?:시 )?자니$")  # 떠나자니 …, 남자니 …
_BETWEEN = re.compile(
    r"\s*(?:것|거|일|쪽)?(?:\s*(?:사이|중|가운데)(?:에서|에)?(?:\s|$)|,?\s*둘(?:을|\s?다)?\s?(?:놓고|두고|사이|중))"
)
_LETTING = ("되", "괜찮")
_THOUGH = re.compile(r"[어아]도$")
_STATED = re.compile(r"^(?:ᆫ )?(?:ᆫ다|다|고|는데)$")
_REFUSED = re.compile(r"(?:^| )(?:안|못) |지 (?:않|못)")
_MAY_NAME = re.compile(r"[것거일](?:과|이랑|하고)\s")
_THING_END = re.compile(r"\s*(?:것|거|일)?[.!…]*$")
_IN_PLACE = "대신"
_INSTEAD = re.compile(rf"(?:^|\s){_IN_PLACE}\s")
_FITS = re.compile(r"(?:는지|ᆫ지|은지)$")  # 버티는 게 맞는지
_OR_NOT = re.compile(r"(?:^(?:시 )?지|[ᆯ을]지|느냐|하 나) 말")
_OR_NOT_NOUN = re.compile(r"(?P<what>[가-힣]+(?: [가-힣]+)?) 여부")
_NAMED = frozenset(("기", "는 것", "는 거"))
_PLAIN_PRESENT = frozenset(("ᆫ다", "는다"))
_PAST = re.compile(r"^(?:시 )?었 다$")
_LONGEST_LED = 24  # code points of a label
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
_OF_FACT = re.compile(r"^(?:어 지 |시 |었 )?(?:는|은|ᆫ|던) [것거] 이 ")  # 사는 걸까
_WHY = re.compile(r"(?:^|\s)(?:왜|어째서)\s")
_MAY = re.compile(r"수도\s?(?:있|없)")


def asked_in(text: str) -> tuple[list[Named], bool]:
    """Return what a sentence asks to do, each with its place, and whether the other side of one
    thing is named as well: 갈까 말까.
    """
    if not _MAY_ASK.search(text) or compile_list("choosing", "unreal").search(text):
        return [], False
    found: list[Named] = []
    refused = False
    clauses = clauses_of(text)
    told = TOLD_ME.search(text) is not None
    for at, clause in enumerate(clauses):
        better = clause.head in THING and _is_better(clauses[at + 1 : at + 2], asked=not found)
        if not (ASKING.search(clause.ending) or better) or _asks_of_fact(text, clause):
            continue
        if clause.stem == "말":
            refused = bool(found)
        elif staying := _stays_there(clauses[: at + 1]):
            found.append((staying.label, staying.start, clause.end))
        elif clause.stem in _STAYING and means_staying(text[clause.start : clause.end]):
            found.append((clause.label, clause.start, clause.end))
        elif _is_own_deed(clause) or (clause.deed and told):
            found.append((_label_of_asked(text, clauses[: at + 1]), clause.start, clause.end))
            refused = refused or _OR_NOT.search(clause.ending) is not None
    for beside in (_fitting(clauses), _side_by_side(text, clauses)):
        if len(beside) > 1:
            found = [*found, *beside]
    found = [each for one in found for each in _with_replaced(one, clauses)]
    if not found and _SEPARATE.search(text) and not (_is_quoted(text) or _WHY.search(text)):
        bare = text.rpartition(":")[2]
        found = _nouns(text) or [
            (label, 0, len(text)) for label, _ in korean_options(bare) if is_plain(label)
        ]
    return unique(found), refused


def _label_of_asked(text: str, clauses: Sequence[Clause]) -> str:
    """Return what is asked, with what leads to it where its verb alone names nothing: 배를 팔고
    그만두기.
    """
    clause = clauses[-1]
    before = clauses[-2] if len(clauses) > 1 else None
    leads = before is not None and before.ending in (_THEN | _MEANWHILE)
    if before is None or not leads or not names_nothing(clause.label):
        return clause.label
    if not _is_own_deed(before) or names_nothing(before.label):
        return clause.label
    led = clean_label(f"{text[before.start : before.end]} {clause.label}")
    return led if len(led) <= _LONGEST_LED else clause.label


def _stays_there(clauses: Sequence[Clause]) -> Clause | None:
    """Return what leads to being somewhere for a time, where that is asked: 들어가 석 달 있을지."""
    if len(clauses) < 2 or clauses[-1].stem != _THERE or clauses[-1].subject:
        return None
    before = clauses[-2]
    return before if before.ending in _LEADING_THERE and _is_own_deed(before) else None


def _asks_of_fact(text: str, clause: Clause) -> bool:
    """Say whether a clause asks what is so, or why, and not what to do: 사는 걸까."""
    return bool(_OF_FACT.search(clause.ending) or _WHY.search(text[clause.start : clause.end]))


def _is_better(after: Sequence[Clause], *, asked: bool) -> bool:
    """Say whether a clause is what might be better: …하는 게 나을까; beside a question also what
    seems so.
    """
    return any(
        each.stem in BETTER and (ASKING.search(each.ending) or (not asked and "같" in each.ending))
        for each in after
    )


def _fitting(clauses: Sequence[Clause]) -> list[Named]:
    """Return what may be the right thing, a noun or what one may do: 귀농이 맞는지, 버티는 게
    맞는지.
    """
    found: list[Named] = []
    for at, clause in enumerate(clauses):
        if clause.stem not in BETTER or not _FITS.search(clause.ending):
            continue
        deed = clauses[at - 1] if at else clause
        if clause.subject in THING and deed.head in THING and _is_own_deed(deed):
            found.append((deed.label, deed.start, deed.end))
        elif clause.subject not in THING and len(clause.subject) > 1:
            found.append((clause.subject, clause.start, clause.end))
    return found


def _with_replaced(named: Named, clauses: Sequence[Clause]) -> list[Named]:
    """Return what is asked, after what it would stand in for: 본사로 옮기는 대신 여기서 휴직."""
    label, start, end = named
    instead = _INSTEAD.search(label)
    if instead is None:
        return [named]
    other, own = label[: instead.start()].strip(), label[instead.end() :]
    at = end - len(own)
    if other:
        return [(other, start, at), (own, at, end)]
    before = [each for each in clauses if each.end <= start and each.head == _IN_PLACE]
    return [*((e.label, e.start, e.end) for e in before[-1:] if _is_own_deed(e)), (own, at, end)]


def _side_by_side(text: str, clauses: Sequence[Clause]) -> list[Named]:
    """Return what one might as well do as the other: 떠나자니 … 남자니 …, 팔거나, 고치거나., …하는
    것과 …하는 것 사이에서.
    """
    tried = [each for each in clauses if _IF_TRIED.search(each.ending)]
    # A sentence that ends there lays both out; one that goes on tells of a habit.
    ends = bool(clauses) and not text[clauses[-1].end :].strip(" .!…")
    either = [each for each in clauses if _EITHER_ENDING.search(each.ending)]
    things = [each for each in clauses if each.head in THING]
    apart = len(things) > 1 and all(
        pattern.match(text[each.end :])
        for each, pattern in zip(things[-2:], (_THING_AND, _BETWEEN), strict=True)
    )
    for pair in (tried, things[-2:] * apart):
        own = [(e.label, e.start, e.end) for e in pair if _is_own_deed(e)]
        if len(own) > 1:
            return own
    if len(either) > 1 and (
        (ends and clauses[-1] in either) or _ONE_OF.match(text, either[-1].end)
    ):
        return _cut_apart(text, either)
    return []


def _cut_apart(text: str, clauses: Sequence[Clause]) -> list[Named]:
    """Return what a sentence lays out up to the end of each of these clauses, if all are deeds of
    the writer that are told with what they are done to.
    """
    starts = [0, *(each.end for each in clauses[:-1])]
    parts = [text[at : each.end].strip(" ,") for at, each in zip(starts, clauses, strict=True)]
    if not all(map(_is_own_deed, clauses)) or not all(" " in part for part in parts):
        return []
    labels = [item_label(part) for part in parts]
    found = zip(labels, starts, (each.end for each in clauses), strict=True)
    return [each for each in found if is_plain(each[0])]


def deeds_in(text: str) -> list[Named]:
    """Return what a sentence without a predicate names as one deed and another: …하는 것과 …하는
    것.
    """
    clauses = clauses_of(text) if _MAY_NAME.search(text) else ()
    things = [each for each in clauses if each.ending == "는 것" and _is_own_deed(each)]
    if len(things) < 2 or not _THING_END.match(text[things[-1].end :]):
        return []
    if not all(_THING_AND.match(text[each.end :]) for each in things[:-1]):
        return []
    found = [(_label_of_step(clauses, each), each.start, each.end) for each in things]
    return [] if all(names_nothing(label) for label, _, _ in found) else found


def _label_of_step(clauses: Sequence[Clause], clause: Clause) -> str:
    """Return what a step is called, from the one that leads to it."""
    at = clauses.index(clause)
    stays = at and clauses[at - 1].ending == "어" and means_staying(clauses[at - 1].label)
    return clauses[at - 1].label if stays else _label_of_way(clauses[: at + 1])


def _is_quoted(text: str) -> bool:
    """Say whether what sets two things apart stands in quotation marks, or nothing is asked."""
    match = _SEPARATE.search(text)
    before = text[: match.start()] if match else ""
    opened, closed = (sum(map(before.count, marks)) for marks in ("“‘「『", "”’」』"))
    return opened > closed or not _ASKS.search(text)


def ways_in(text: str) -> list[Named]:
    """Return the ways ahead that a sentence names: …하는 길이 있다, …하는 것도 방법이다, …할 수도
    있다, …고 싶은 마음과 …고 싶은 마음이 반반이다.
    """
    ways = load_lists("choosing")["way"]["ko"]
    clauses = clauses_of(text)
    found = _priced(text, clauses)
    told = TOLD_ME.search(text) is not None
    for at, clause in enumerate(clauses):
        after = clauses[at + 1].stem if at + 1 < len(clauses) else ""
        rest = text[clause.end :].strip(" .!…")
        ahead = after in _AHEAD or rest[1:2] in ("과", "와", ",") or (found and rest == clause.head)
        ahead = ahead or (
            clause.head in _CASES and rest.removeprefix(clause.head)[:1] in ("", "도")
        )
        may = clause.head == "수" and _MAY.match(text[clause.end :].lstrip())
        torn = _WISH.search(clause.ending) and _TORN.search(text)
        stays = clause.stem in _STAYING and means_staying(text[clause.start : clause.end])
        if not (_is_own_deed(clause) or stays or (clause.deed and told)):
            continue
        as_well = _may_as_well(clause, clauses[at + 1 : at + 2], text)
        stands = clause.head == "수" and clause.ending.endswith("는") and after == _THERE
        instead = clause.ending.endswith(_THE_THING) and _OR_ELSE.match(text)
        also = clause.head in THING and any(e.match(text[clause.end :]) for e in (_ALSO, _LETTERED))
        if (clause.head in ways and ahead) or also:
            found.append((_label_of_way(clauses[: at + 1]), clause.start, clause.end))
        elif may or stands or torn or as_well or instead:
            found.append((clause.label, clause.start, clause.end))
    return _apart(found, clauses)


def _priced(text: str, clauses: Sequence[Clause]) -> list[Named]:
    """Return what a sentence tells the cost or the time of, one beside the other."""
    things = [each for each in clauses if each.head == _COSTING and _is_own_deed(each)]
    told = [
        (each.label, each.start, each.end)
        for each, after in zip_longest(things, things[1:])
        if _FIGURE.search(text[each.end : after.end if after else None])
    ]
    return told if len(told) > 1 else []


def _may_as_well(clause: Clause, after: Sequence[Clause], text: str) -> bool:
    """Say whether a clause is what one may do, too: 그냥 가르쳐도 된다; not what one need not."""
    lets = [each for each in after if each.stem in _LETTING and _STATED.search(each.ending)]
    words = text[clause.start : clause.end]
    return bool(lets and _THOUGH.search(clause.ending)) and not _REFUSED.search(words)


def _apart(found: Sequence[Named], clauses: Sequence[Clause]) -> list[Named]:
    """Return ways that begin with the same step by the step in which they differ: 전역하고 취업,
    전역하고 진학.
    """
    begun = Counter(label for label, _, _ in found)
    own = {each.start: each.label for each in clauses}
    return unique(
        [(own[start] if begun[label] > 1 else label, start, end) for label, start, end in found]
    )


def wishes_in(text: str) -> list[Named]:
    """Return what the writer would like to do: …로 돌아가고 싶다, …고 싶다는 생각을 한다."""
    clauses = clauses_of(text)
    return unique(
        [
            (_label_of_wish(text, clauses[: at + 1]), clause.start, clause.end)
            for at, clause in enumerate(clauses)
            if _WISH.search(clause.ending) and _is_own_deed(clause)
        ]
    )


def leanings_in(text: str) -> list[Named]:
    """Return what the writer would do, by a clause of which the writer is the subject: 나는 …
    버틸까 싶다.
    """
    return unique(
        [
            (clause.label, clause.start, clause.end)
            for clause in clauses_of(text)
            if clause.subject in SELF and ASKING.search(clause.ending) and _is_own_deed(clause)
        ]
    )


def _label_of_wish(text: str, clauses: Sequence[Clause]) -> str:
    """Return what is wished, with what describes a time or place: 배를 타던 때로 돌아가기."""
    clause = clauses[-1]
    before = clauses[-2] if len(clauses) > 1 else None
    described = before is not None and before.head and clause.label.startswith(before.head)
    if before is None or not described:
        return clause.label
    led = clean_label(f"{text[before.start : before.end]} {clause.label}")
    return led if len(led) <= _LONGEST_LED else clause.label


def wanted_in(text: str) -> list[Named]:
    """Return what the writer is to choose from, where an answer is wanted: …하는지, …할 것인지, …
    여부.
    """
    found = [
        (clause.label, clause.start, clause.end)
        for clause in clauses_of(text)
        if _is_own_deed(clause)
        and (ASKING.search(clause.ending) or _FITS.search(f"{clause.ending}{clause.head}"))
    ]
    if not found and (match := _OR_NOT_NOUN.search(text)):
        found = [(label_of_phrase(match["what"]), match.start(), match.end())]
    return unique([each for each in found if is_plain(each[0])])


def _label_of_way(clauses: Sequence[Clause]) -> str:
    """Return what a way is called: its first step, where one leads to the next (가서 배우고 …하는
    길), but for what is only left behind.
    """
    way = clauses[-1]
    for clause in reversed(clauses[:-1]):
        leads = clause.ending in _LEADING or clause.head == "후"
        if not clause.deed and not leads:
            if clause.ending in DESCRIBING:
                continue  # (재미없는) 연구
            break
        if not leads or not _is_own_deed(clause):
            break
        if not _is_passed(clause):
            way = clause
    return way.label


def either_in(text: str) -> list[Named]:
    """Return what a sentence lays side by side: …하거나 …하는 것이다, …하는 것과 …하는 것."""
    clauses = clauses_of(text)
    cuts = [
        at
        for at, each in enumerate(clauses)
        if _EITHER_ENDING.search(each.ending) or _THING_AND.match(text[each.end :])
    ]
    if not cuts:
        return []
    starts = [0, *(clauses[at].end for at in cuts)]
    ends = [*(clauses[at].end for at in cuts), len(text)]
    labels = [
        (item_label(text[start:end].strip(" ,.")), start, end)
        for start, end in zip(starts, ends, strict=True)
    ]
    return unique([each for each in labels if is_plain(each[0])])


def conditions_in(text: str) -> list[Named]:
    """Return what is done under each condition of a sentence: 복직하면 …, 동업하면 …."""
    clauses = clauses_of(text) if "면" in text else ()
    if not clauses or (_PAST.search(clauses[-1].ending) and clauses[-1].stem not in SAYING):
        return []  # 돌아가면 끝이었다: how it used to be
    return unique(
        [
            (clause.label, clause.start, clause.end)
            for clause in clauses
            if _IF.search(clause.ending)
            and _is_own_deed(clause)
            and not clause.subject
            and not _POINTING.match(clause.label)
            and _is_short(clause.label)
            and not _ONLY.search(text[clause.start : clause.end])
        ]
    )


def _is_short(label: str) -> bool:
    """Say whether a condition is a deed, and no circumstance: it may have one word more where its
    object or its goal is marked, 관장 자리를 받기.
    """
    words = _HOW_LONG.sub("", label).split()
    marked = len(words) > 1 and words[-2].endswith(("을", "를", "로", "에", "에서"))
    return len(words) <= _SHORT + marked


def item_label(text: str) -> str:
    """Return what an item of a list of options is called, or nothing."""
    first, _, later = text.partition(" 후 ")
    if later and not any(each.deed for each in clauses_of(first)):
        return label_item(text)  # 개발자로 취업 후 경력 쌓기
    clauses = clauses_of(text)
    for clause in clauses:
        if clause.ending in DESCRIBING and clause is not clauses[-1]:
            continue  # 3년 묵힌 만화를 연재
        if clause.deed and len(clause.label) > 1 and not _is_passed(clause):
            if _is_mere_step(clause) and clause is not clauses[-1]:
                continue
            return clause.label
    stays = (e for e in clauses if e.stem in _STAYING and means_staying(text[e.start : e.end]))
    if staying := next(stays, None):
        return staying.label
    rest = text[clauses[-1].end :] if clauses else text
    return label_of_phrase(rest.strip(" .,!?")) if clauses else label_item(text)


def row_label(text: str) -> str:
    """Return what a sentence that is no more than one deed among others names, or nothing."""
    return item_label(text.strip(" .!")) if is_bare_deed(text) else ""


def is_plan(text: str) -> bool:
    """Say whether a sentence tells what one does from now on: 한 번 더 본다."""
    clauses = clauses_of(text)
    return is_deed(text) and clauses[-1].ending in _PLAIN_PRESENT


def is_bare_deed(text: str) -> bool:
    """Say whether a sentence names what one does, and states nothing: 한 학기 더 다니기."""
    clauses = clauses_of(text)
    stays = bool(clauses) and clauses[-1].stem in _STAYING and means_staying(text)
    return (is_deed(text) or stays) and clauses[-1].ending in _NAMED


def is_deed(text: str) -> bool:
    """Say whether a phrase names something that one does."""
    clauses = clauses_of(text)
    return bool(clauses) and clauses[-1].deed and not clauses[-1].of_other


def _is_own_deed(clause: Clause) -> bool:
    """Whether the writer may do it: no other person does, and nothing comes about by itself."""
    own = not clause.subject or not (clause.of_other or clause.subject not in SELF)
    return clause.deed and own and is_plain(clause.label)


def _is_passed(clause: Clause) -> bool:
    """Whether the choice comes after the clause: 합격을 포기하고, 회사에 다니면서."""
    return clause.ending in _MEANWHILE or (clause.leaves and clause.ending in _THEN)


def _is_mere_step(clause: Clause) -> bool:
    """Whether the clause only leads to the next, and says no more than that: 내려가서."""
    return clause.ending in _LEADING and " " not in clause.label


def _nouns(text: str) -> list[Named]:
    """Return what is set side by side by a copula: 대학원이냐 취업이냐."""
    return [
        (each.label, each.start, each.end)
        for each in clauses_of(text)
        if each.stem == "이" and _WHETHER.search(each.ending) and is_plain(each.label)
    ]
