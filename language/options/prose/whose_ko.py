"""Whose choice a Korean sentence weighs: the writer's, or that of somebody whom it tells of.

Promise: what others ask, say, watch or quarrel about is theirs. Limit: one sentence at a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.grammar.clauses import Clause, clauses_of
from language.grammar.letters import LATIN
from language.word_lists import compile_list

ASKING = re.compile(
    r"^(?:시 )?(?:ᆯ|을) ?(?:까|까요|지|지도|는지)$"  # 갈까, 갈지
    r"|(?:ᆯ까|을까|ᆯ지|을지|ᆯ는지|을는지|ᆯ까요|을까요)$"
    r"|(?:ᆯ까|을까) 싶 \S+$"  # 갈까 싶다
    r"|(?:ᆯ|을) [것거] 이 (?:ᆫ가|ᆫ지|냐)$"  # 갈 것인가
    r"|[어아]야 하 (?:나|ᆯ까|ᆯ지|는지|ᆫ지)$"  # 가야 하나
    r"|^(?:시 )?지 말 (?:ᆯ )?지$"  # 팔지 말지, of a stem that ends in ㄹ
    r"|(?:느냐|냐|으냐|을래|ᆯ래)$"
)
_TOPIC = re.compile(rf"^(?:[가-힣]+ ){{0,2}}?(?P<topic>[가-힣{LATIN}]+)[은는](?=\s)")
_OBJECT = re.compile(rf"[가-힣{LATIN}](?:을|를)\s")
_HEARSAY = re.compile(r"(?:ᆫ대|는대|다더라|라더라|다던데|라던데)$")
_HEARD = re.compile(r"(?:이란다|[가-힣]단다)[.!…\s]*$")  # 씨름이란다, 정해야 한단다
_POURS_OUT = re.compile(r"하소연|푸념|떠들|털어놓|늘어놓|의논|상의")
_WATCHED = "더니"  # 고민하더니, of somebody who was watched; of oneself it is 고민했더니
_TOLD = ("다고", "라고", "냐고", "자고")
SELF = frozenset(("나", "내", "저", "제", "우리", "난", "전"))
DESCRIBING = frozenset(("는", "은", "ᆫ", "던"))
_GOAL = re.compile(rf"[가-힣{LATIN}](?:에|로|에서)\s")
_TO_WHOM = ("한테", "에게", "께", "더러", "보고", "에서", "으로", "까지", "부터")  # 누나한테는
_ADDRESSED = re.compile(r"[가-힣](?:한테|에게|께)(?:는|도|만)?(?=\s)")  # 누나한테 모르겠다고 했다
_REPORTED = frozenset(("ᆫ다", "ᆷ", "더라", "ᆫ대", "ᆫ대요"))
_REPORTED_ONCE = frozenset(("었 다", "었 음", "었 어", "었 어요", "었 습니다"))
_GOING = (
    "가",
    "오",
    "옮기",
    "남",
    "살",
    "머물",
    "머무르",
    "떠나",
)  # what moves, or stays: no object
SAYING = frozenset(("하", "말하", "그러", "묻"))
_HONORIFIC = frozenset(("시", "으시"))
_ASKING_OF_OTHERS = ("묻", "물어보", "여쭈")
_IS_ASKED = frozenset(("길래", "기에"))  # 할 건지 묻길래
# …하는 방법이 있다고 설명해 주셨다: what is told the writer is the writer's to weigh
TOLD_ME = re.compile(
    r"(?:정|결정|선택)하(?:시)?라고|고르(?:시)?라고"
    r"|는 (?:길|방법|수)[이도] 있다고"
    r"|(?:길|방법|수)[이도] (?:있|없)다고 \S*(?:설명|말씀|알려|얘기|이야기|안내)\S* ?\S*[주줬드]"
)
_TO_ASK, _CAME = "러", "오"  # 물어보러 왔다


def is_of_other(text: str) -> bool:
    """Say whether somebody else weighs, or the sentence is hearsay."""
    if compile_list("choosing", "counsel").search(text):
        return True
    if TOLD_ME.search(text):
        return False
    clauses = clauses_of(text)
    asking = [each for each in clauses if ASKING.search(each.ending)]
    first = min((each.start for each in asking), default=len(text))
    before = [each for each in clauses if each.start <= first]
    if any(each.of_other for each in (*asking, *before[-1:])) or _is_of_topic(text, asking):
        return True
    if asking and (_told_by_topic(text, clauses) or _asked_by_topic(text, clauses)):
        return True
    if asking and (_is_done_by_other(clauses, asking) or clauses[-1].ending.endswith("다고")):
        return True  # … 갈지 모른다고: what somebody says is left unfinished
    if is_heard_of_other(text) or (asking and _is_poured_out(text, clauses)):
        return True
    if any(each.ending == _WATCHED and each.start > first for each in clauses):
        return True
    return bool(clauses) and (
        _HEARSAY.search(clauses[-1].ending) is not None or _is_told_by_other(text, clauses)
    )


def is_heard_of_other(text: str) -> bool:
    """Say whether a sentence passes on what somebody asks: 갈지 말지 말씀드려야 한단다."""
    asks = any(ASKING.search(each.ending) for each in clauses_of(text))
    return asks and _HEARD.search(text) is not None


def _is_poured_out(text: str, clauses: Sequence[Clause]) -> bool:
    """Say whether somebody who calls or comes talks of it: 큰애가 전화해서 …할지 하소연을 했다."""
    teller = clauses[0].subject
    return bool(teller) and teller not in SELF and _POURS_OUT.search(text) is not None


def _is_of_topic(text: str, asking: Sequence[Clause]) -> bool:
    """Say whether the topic acts on something else than itself, or goes somewhere: 앞집은 이사를
    갈지, 사촌은 뭍으로 갈지.
    """
    if not asking:
        return False
    clause = asking[0]
    match = _topic_of_other(text[: clause.end])
    if match is None:
        return False
    own = text[match.end() : clause.end]
    goes = clause.start <= match.start() and clause.stem.endswith(_GOING)
    return bool(_OBJECT.search(own) or (goes and _GOAL.search(own)))


def _topic_of_other(text: str) -> re.Match[str] | None:
    """Return what a sentence begins to speak of, where that is neither the writer nor a time."""
    match = _TOPIC.match(text)
    if match is None or not SELF.isdisjoint((match["topic"], *match[0].split())):
        return None
    if any(e.end == match.end() and e.ending in DESCRIBING for e in clauses_of(text)):
        return None  # 옮기는 대신
    if match["topic"].endswith(_TO_WHOM):
        return None
    return None if compile_list("choosing", "setting").search(match["topic"]) else match


def _told_by_topic(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether what the sentence speaks of first said so, and nothing is asked of the writer:
    아저씨는 …할지 모른다고 했다.
    """
    said = len(clauses) > 1 and clauses[-1].stem in SAYING and _topic_of_other(text) is not None
    return said and clauses[-2].ending.endswith("다고")


def _asked_by_topic(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether what the sentence speaks of first asks it: 지수는 …할까 나한테 묻는다."""
    asks = clauses[-1].stem in _ASKING_OF_OTHERS
    return asks and _topic_of_other(text[: clauses[-1].end]) is not None


def _is_done_by_other(clauses: Sequence[Clause], asking: Sequence[Clause]) -> bool:
    """Whether others quarrel about what is asked, or ask it of their own: 고모들이 다퉜다, 누나가 …
    살지 물었다.
    """
    last = clauses[-1]
    if _asks_of_writer(clauses):
        return True
    if last.start <= asking[-1].start:
        return False
    honoured = not _HONORIFIC.isdisjoint(last.ending.split())
    if last.subject not in SELF and last.subject and (last.of_other or honoured):
        return True
    first = clauses[0].subject
    others = honoured or clauses[0].of_other
    asks = last.stem in _ASKING_OF_OTHERS
    return asks and (honoured or (bool(first) and first not in SELF and others))


def _asks_of_writer(clauses: Sequence[Clause]) -> bool:
    """Whether the question is asked of the writer: 살지 묻길래, 살지 물어보러 왔다."""
    after = [*clauses[1:], None]
    return any(
        each.stem in _ASKING_OF_OTHERS
        and (
            each.ending in _IS_ASKED
            or (each.ending == _TO_ASK and follows is not None and follows.stem == _CAME)
        )
        for each, follows in zip(clauses, after, strict=True)
    )


def _is_told_by_other(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether the sentence ends in what somebody says: 고민이란다, 간다고 한다, 모르겠다고 함; in
    what was said to nobody who is named: 모르겠다고 했다.
    """
    if len(clauses) < 2 or clauses[-1].stem != "하":
        return False
    ending = clauses[-1].ending
    own = any(each.subject in SELF for each in clauses)
    once = ending in _REPORTED_ONCE and not _ADDRESSED.search(text)
    return (ending in _REPORTED or once) and clauses[-2].ending.endswith(_TOLD) and not own
