"""What a Korean sentence asks the writer to choose: 갈까 말까, …하느냐 …하느냐, …하든지 …하든지."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.grammar.clauses import Clause, clauses_of, label_of_phrase
from language.options.korean import korean_options
from language.options.naming import means_staying
from language.options.prose.deeds_ko import EITHER_ENDING, THING_AND, item_label
from language.options.prose.labels_ko import BETTER, THING, is_plain, unique
from language.options.prose.place import Place
from language.options.prose.steps_ko import (
    STAYING,
    THEN,
    THERE,
    is_own_deed,
    label_with_lead,
)
from language.options.prose.whose_ko import ASKING, TOLD_ME
from language.word_lists import compile_list

_MAY_ASK = re.compile(
    r"[까지냐나래]|자니|든가|사이|둘|ㄴ가|[은는인건]가|\bvs\b|아니면|또는|혹은", re.IGNORECASE
)
_WHETHER = re.compile(r"(?:이냐|냐|ᆫ가|인가|ᆯ까|ᆯ지)$")
_SEPARATE = re.compile(r"\bvs\b|아니면|또는|혹은|냐\s.*냐|중에|사이에서", re.IGNORECASE)
_LEADING_THERE = frozenset(("어", "어서", "아", "아서"))
_ASKS = re.compile(r"[?？]|[까냐]|고민|\bvs\b", re.IGNORECASE)
_ONE_OF = re.compile(r",?\s*(?:둘|셋|두 가지|세 가지)\s?중")
_IF_TRIED = re.compile(r"^(?:시 )?자니$")  # 떠나자니 …, 남자니 …
_BETWEEN = re.compile(
    r"\s*(?:것|거|일|쪽)?(?:\s*(?:사이|중|가운데)(?:에서|에)?(?:\s|$)|,?\s*둘(?:을|\s?다)?\s?(?:놓고|두고|사이|중))"
)
_IN_PLACE = "대신"
_INSTEAD = re.compile(rf"(?:^|\s){_IN_PLACE}\s")
_FITS = re.compile(r"(?:는지|ᆫ지|은지)$")  # 버티는 게 맞는지
_OR_NOT = re.compile(r"(?:^(?:시 )?지|[ᆯ을]지|느냐|하 나) 말")
_OR_NOT_NOUN = re.compile(r"(?P<what>[가-힣]+(?: [가-힣]+)?) 여부")
_OF_FACT = re.compile(r"^(?:어 지 |시 |었 )?(?:는|은|ᆫ|던) [것거] 이 ")  # 사는 걸까
_WHY = re.compile(r"(?:^|\s)(?:왜|어째서)\s")


def asked_in(text: str) -> tuple[list[Place], bool]:
    """Return what a sentence asks to do, each with its place, and whether the other side of one
    thing is named as well: 갈까 말까.
    """
    if not _MAY_ASK.search(text) or compile_list("choosing", "unreal").search(text):
        return [], False
    found: list[Place] = []
    refused = False
    clauses = clauses_of(text)
    told = TOLD_ME.search(text) is not None
    for at, clause in enumerate(clauses):
        better = clause.head in THING and _is_better(clauses[at + 1 : at + 2], asked=not found)
        if not (ASKING.search(clause.ending) or better) or _asks_of_fact(text, clause):
            continue
        if clause.stem == "말":
            refused = bool(found)
        elif led := _stays_there(clauses[: at + 1]) or _led_to(clauses[: at + 1]):
            found.append((led.label, led.start, clause.end))
        elif clause.stem in STAYING and means_staying(text[clause.start : clause.end]):
            found.append((clause.label, clause.start, clause.end))
        elif is_own_deed(clause) or (clause.deed and told):
            found.append((label_with_lead(text, clauses[: at + 1]), clause.start, clause.end))
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


def wanted_in(text: str) -> list[Place]:
    """Return what the writer is to choose from, where an answer is wanted: …하는지, …할 것인지, …
    여부.
    """
    found = [
        (clause.label, clause.start, clause.end)
        for clause in clauses_of(text)
        if is_own_deed(clause)
        and (ASKING.search(clause.ending) or _FITS.search(f"{clause.ending}{clause.head}"))
    ]
    if not found and (match := _OR_NOT_NOUN.search(text)):
        found = [(label_of_phrase(match["what"]), match.start(), match.end())]
    return unique([each for each in found if is_plain(each[0])])


def _stays_there(clauses: Sequence[Clause]) -> Clause | None:
    """Return what leads to being somewhere for a time, where that is asked: 들어가 석 달 있을지."""
    if len(clauses) < 2 or clauses[-1].stem != THERE or clauses[-1].subject:
        return None
    before = clauses[-2]
    return before if before.ending in _LEADING_THERE and is_own_deed(before) else None


def _led_to(clauses: Sequence[Clause]) -> Clause | None:
    """Return what leads to a verb that says nothing by itself: 수리해서 쓸까."""
    if len(clauses) < 2 or clauses[-1].label or not clauses[-1].deed:
        return None
    before = clauses[-2]
    return before if before.ending in THEN and is_own_deed(before) else None


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


def _fitting(clauses: Sequence[Clause]) -> list[Place]:
    """Return what may be the right thing, a noun or what one may do: 귀농이 맞는지, 버티는 게
    맞는지.
    """
    found: list[Place] = []
    for at, clause in enumerate(clauses):
        if clause.stem not in BETTER or not _FITS.search(clause.ending):
            continue
        deed = clauses[at - 1] if at else clause
        if clause.subject in THING and deed.head in THING and is_own_deed(deed):
            found.append((deed.label, deed.start, deed.end))
        elif clause.subject not in THING and len(clause.subject) > 1:
            found.append((clause.subject, clause.start, clause.end))
    return found


def _with_replaced(named: Place, clauses: Sequence[Clause]) -> list[Place]:
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
    return [*((e.label, e.start, e.end) for e in before[-1:] if is_own_deed(e)), (own, at, end)]


def _side_by_side(text: str, clauses: Sequence[Clause]) -> list[Place]:
    """Return what one might as well do as the other: 떠나자니 … 남자니 …, 팔거나, 고치거나., …하는
    것과 …하는 것 사이에서.
    """
    tried = [each for each in clauses if _IF_TRIED.search(each.ending)]
    # A sentence that ends there lays both out; one that goes on tells of a habit.
    ends = bool(clauses) and not text[clauses[-1].end :].strip(" .!…")
    either = [each for each in clauses if EITHER_ENDING.search(each.ending)]
    things = [each for each in clauses if each.head in THING]
    apart = len(things) > 1 and all(
        pattern.match(text[each.end :])
        for each, pattern in zip(things[-2:], (THING_AND, _BETWEEN), strict=True)
    )
    for pair in (tried, things[-2:] * apart):
        own = [(e.label, e.start, e.end) for e in pair if is_own_deed(e)]
        if len(own) > 1:
            return own
    if len(either) > 1 and (
        (ends and clauses[-1] in either) or _ONE_OF.match(text, either[-1].end)
    ):
        return _cut_apart(text, either)
    return []


def _cut_apart(text: str, clauses: Sequence[Clause]) -> list[Place]:
    """Return what a sentence lays out up to the end of each of these clauses, if all are deeds of
    the writer that are told with what they are done to.
    """
    starts = [0, *(each.end for each in clauses[:-1])]
    parts = [text[at : each.end].strip(" ,") for at, each in zip(starts, clauses, strict=True)]
    if not all(map(is_own_deed, clauses)) or not all(" " in part for part in parts):
        return []
    labels = [item_label(part) for part in parts]
    found = zip(labels, starts, (each.end for each in clauses), strict=True)
    return [each for each in found if is_plain(each[0])]


def _is_quoted(text: str) -> bool:
    """Say whether what sets two things apart stands in quotation marks, or nothing is asked."""
    match = _SEPARATE.search(text)
    before = text[: match.start()] if match else ""
    opened, closed = (sum(map(before.count, marks)) for marks in ("“‘「『", "”’」』"))
    return opened > closed or not _ASKS.search(text)


def _nouns(text: str) -> list[Place]:
    """Return what is set side by side by a copula: 대학원이냐 취업이냐."""
    return [
        (each.label, each.start, each.end)
        for each in clauses_of(text)
        if each.stem == "이" and _WHETHER.search(each.ending) and is_plain(each.label)
    ]
