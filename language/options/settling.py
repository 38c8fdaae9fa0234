"""When a choice is settled, put off, or left open, by the wording of a sentence.

Limit: the words are in `data/choosing.yaml`; what one does says more than any word of deciding.
"""

from __future__ import annotations

import re

from language.grammar.clauses import Clause, clauses_of
from language.word_lists import compile_list

_PROMISED = re.compile(r"(?:^| )겠 다고(?: |$)")
_PARTS = re.compile(r",?\s+(?:and|but)\s+|(?<=고)\s+")
_SAID = re.compile(r"다고 하 ")  # 가겠다고 했다, as one predicate
_TOLD = re.compile(r"\s*(?:말|했|하였|전|답|연락|문자|메일|편지|알렸|통보)")
_REFUSED = re.compile(r"(?:^|\s)(?:못|안)\s|지 ?(?:않|못)")
_TOPIC = re.compile(r"^\S+[은는]\s")


def is_settled(text: str) -> bool:
    """Say whether a sentence tells that the writer has settled something."""
    if compile_list("choosing", "not_settled").search(text) or is_put_off(text):
        return False
    if _settled_by_other(text):
        return False
    return compile_list("choosing", "settled").search(text) is not None or bool(_promises(text))


def _settled_by_other(text: str) -> bool:
    """Say whether it is somebody else who settled it: 팀장은 …하기로 했다, "Ken took the job"."""
    if compile_list("choosing", "settled_by_other").match(text):
        return True
    clauses = clauses_of(text) if "기로" in text else ()
    return any(each.of_other and each.ending == "기" for each in clauses)


def settles_deed(text: str) -> bool:
    """Say whether what is settled is told as a deed in the sentence itself: 묻지 않기로 했다."""
    return compile_list("choosing", "settled_deed").search(text) is not None


def settled_verb(text: str) -> str:
    """Return the verb that a Korean sentence settles, where it tells nothing with it: 가기 of 결국
    가기로 했다; not of 집에 가기로 했다, nor of what is refused.
    """
    if not settles_deed(text) or _REFUSED.search(text):
        return ""
    settled = (each for each in clauses_of(text) if each.ending.startswith("기"))
    return next((each.label for each in settled if each.label == f"{each.stem}기"), "")


def is_settled_against(text: str) -> bool:
    """Say whether what is named is what was not chosen."""
    if is_put_off(text):
        return False
    if compile_list("choosing", "settled_against").search(text):
        return True
    return any(_REFUSED.search(text[each.start : each.end]) for each in _promises(text))


def refusing_part(text: str) -> str:
    """Return the part of a sentence that refuses: "Told the college no, and rang the boatyard"
    refuses no boatyard.
    """
    refusing = [part for part in _PARTS.split(text) if is_settled_against(part)]
    return " ".join(refusing) or text


def is_put_off(text: str) -> bool:
    """Say whether a choice is put off."""
    return compile_list("choosing", "put_off").search(text) is not None


def names_decision(text: str) -> bool:
    """Say whether a sentence speaks of a decision, an answer or a matter, and names none."""
    return compile_list("choosing", "decision_itself").search(text) is not None


def leaves(text: str) -> bool:
    """Say whether something is given up for something new."""
    return compile_list("choosing", "leaving_act").search(text) is not None


def object_of_act(text: str) -> str:
    """Return what is left or given up by a sentence: 헬스장을 그만뒀다, "I quit smoking"; nothing
    where it is not told, or is the work itself.
    """
    match = compile_list("choosing", "left_thing").search(text)
    if match is None:
        return ""
    return next(word for word in match.groups() if word)


def stays(text: str) -> bool:
    """Say whether what one has is kept."""
    return compile_list("choosing", "staying_act").search(text) is not None


def _promises(text: str) -> list[Clause]:
    """Return what the writer told somebody to be going to do: 가겠다고 했다."""
    clauses = clauses_of(text) if "겠다고" in text else ()
    if clauses and clauses[0].of_other and _TOPIC.match(text):
        return []  # 아빠는 웃더니 춥겠다고 했다
    return [
        each
        for each in clauses
        if _PROMISED.search(each.ending)
        and (each.deed or each.stem == "오")
        and not each.of_other
        and (_SAID.search(each.ending) or _TOLD.match(text[each.end :]))
    ]
