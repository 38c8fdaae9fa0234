"""What somebody puts before the writer, in Korean: 맡으라고 한다, 물려주겠다고, …하는 게 어떠냐고.

Promise: what is said to somebody else is no offer. Limit: one sentence at a time.
"""

from __future__ import annotations

import re

from language.grammar.clauses import Clause, clauses_of, label_of_phrase
from language.grammar.letters import LATIN
from language.options.prose.labels_ko import BETTER, THING, is_plain, unique
from language.options.prose.place import Place
from language.word_lists import compile_list, load_lists

_ASKED_OF_ME = re.compile(r"^(?:시 )?(?:냐|느냐|는지|ᆫ지)")  # 있냐고
_WOULD_YOU = re.compile(r"(?:겠|ᆯ래|을래|ᆯ 거|을 거) ?(?:이 )?(?:느?냐)")  # 사겠냐고
_WOULD = re.compile(r"겠 (?:다고|다는|다며|다더라|단다|대)|ᆫ다고|는다고")
_IF_ONLY = re.compile(r"(?:면|으면|었으면)$")
_IF_IT_WERE = re.compile(r"었 으면 (?:하|싶|좋) ?.*(?:다고|다며|단다)$")
_SAID_SO = re.compile(r"(?:다고|다며|다는|단다|대|다더라)$")
_ALSO_GIVEN = re.compile(r"[가-힣]도\s")  # 집도 준다고: what comes with an offer
_GIVES = re.compile(r"(?:주|넘기|맡기|내놓)$")
# 하라고, 하자는, 해 달라고; but no copula: …이라고
_OFFERS = re.compile(r"(?:^| )(?<!이 )(?<!아니 )(?:으?라|자)(?:고|는|며)(?: |$)")
_FOLLOWED = re.compile(r"\s*(?:해서|하길래|하셔서|하시길래)")  # 하자고 해서 했다
_IF_TOLD = re.compile(r"^하(?:으?면|ᆫ다면)$")  # 지금 쓰라면
_ADVISE = "권하"  # 수술을 권한다
_ADVISED = re.compile(
    rf"(?P<what>[가-힣{LATIN}]+(?: [가-힣{LATIN}]+)?)[을를] (?:적극 |많이 )?권\S*$"
)
_COME = "오"  # 캐나다로 오라고
_WHO_CALLS = re.compile(r"^(?P<who>[가-힣 ]*[가-힣]{2})에서 오기$")  # 학교에서 오라고
# 매형은 축사를 짓자고, 한 병원에서는 수술을 하자고
_AGENT = re.compile(r"^(?:[가-힣]+[은는]\s+(?=.*[을를]\s)|(?:[가-힣]+ )?[가-힣]+에서[은는]\s+)")
_GIVE_ME = "달"  # 대답을 달라고
_FORBIDS = re.compile(r"지 말 ")
_HOW_ABOUT = re.compile(r"(?:냐고|느냐고|을까|ᆯ까)(?: |$)")
_TO_OTHER = re.compile(
    r"(?<![가-힣])(?!(?:나|내|저|제|우리)(?:에게|한테|더러|게))[가-힣]{1,8}(?:에게|한테|더러)(?![가-힣])"
)
_TO_ME = re.compile(r"(?<![가-힣])(?:나|내|저|제|우리)(?:에게|한테|더러|보고|게)\s+")


def offers_in(text: str) -> list[Place]:
    """Return what somebody puts before the writer: …하라고 한다, …하자고, …하는 게 어떠냐고."""
    if is_to_other(text):
        return []
    found: list[Place] = []
    clauses = clauses_of(text)
    for at, clause in enumerate(clauses):
        after = clauses[at + 1] if at + 1 < len(clauses) else None
        told = clause.ending + text[clause.end : clause.end + 1]  # 이어받으라 + 고
        proposed = any(map(_OFFERS.search, (told, clause.ending))) and not _FORBIDS.search(told)
        if clause.stem == _ADVISE and (advised := _ADVISED.search(text[: clause.end])):
            found.append((label_of_phrase(advised["what"]), clause.start, clause.end))
            continue
        how = (
            after is not None
            and clause.head in THING
            and after.stem in BETTER
            and _HOW_ABOUT.search(after.ending)
        )
        followed = bool(
            _FOLLOWED.match(text[clause.end :])
            or clause.ending.endswith("하 어서")
            or (after is not None and _IF_TOLD.search(after.stem + after.ending))
        )
        if not (proposed or how) or followed or clause.stem in ("이", "아니"):
            continue
        done = (each for each in reversed(clauses[: at + 1]) if each.deed or each.stem == _COME)
        deed = next(done, None)
        label = _AGENT.sub("", _TO_ME.sub("", deed.label)) if deed else ""
        if caller := _WHO_CALLS.match(label):
            label = caller["who"]
        refused = compile_list("choosing", "no_offer").search(label)
        if deed and deed.stem != _GIVE_ME and not refused and is_plain(label):
            found.append((label, deed.start, clause.end))
    return unique(found)


def promised_in(text: str) -> list[Place]:
    """Return what somebody would do for the writer, or asks whether the writer would do: 과수원을
    물려주겠다고, 지휘를 맡아 줄 수 있냐고.
    """
    if is_to_other(text):
        return []
    will = load_lists("choosing")["will"]["ko"]
    found: list[Place] = []
    clauses = clauses_of(text)
    for at, clause in enumerate(clauses):
        after = clauses[at + 1] if at + 1 < len(clauses) else None
        asked = clause.head in will and after is not None and _ASKED_OF_ME.search(after.ending)
        wished = _is_wished(clause, after)
        told = asked or wished or _WOULD_YOU.search(clause.ending) or _gives(clause)
        if _ALSO_GIVEN.search(text[clause.start : clause.end]):
            continue
        if not told or not (clause.deed or clause.stem == _COME):
            continue
        label = clause.label
        if _GIVES.search(clause.stem) and label.endswith(f"{clause.stem}기"):
            label = label_of_phrase(label.removesuffix(f"{clause.stem}기"))
        found.append((_TO_ME.sub("", label), clause.start, clause.end))
    return unique([each for each in found if is_plain(each[0])])


def _is_wished(clause: Clause, after: Clause | None) -> bool:
    """Say whether somebody says to be glad if the writer did a thing: 맡아 주면 좋겠다고, 왔으면
    한다고.
    """
    if _IF_IT_WERE.search(clause.ending):
        return True
    return (
        after is not None
        and bool(_IF_ONLY.search(clause.ending))
        and (after.stem in ("좋", "하", "싶") and _SAID_SO.search(after.ending) is not None)
    )


def _gives(clause: Clause) -> bool:
    """Say whether somebody says to do something for the writer: 전환해 주겠다고."""
    if not _WOULD.search(clause.ending):
        return False
    return bool(_GIVES.search(clause.stem) or "어 주" in clause.ending)


def is_to_other(text: str) -> bool:
    """Say whether a sentence tells what is said to somebody else than the writer."""
    return _TO_OTHER.search(text) is not None
