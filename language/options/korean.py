"""The options in a Korean question: "대학원에 갈까, 취업할까?", "대학원이냐 취업이냐", "퇴사할까
말까".

What they are called is told in `called_ko`, what is laid side by side in `beside_ko`. Limit: form
alone; what was done of several things (중에 뭐 했어?) is no choice.
"""

from __future__ import annotations

import re
from itertools import pairwise

from language.detect import closes_in_l, closes_in_past_tense
from language.grammar.clauses import names_person
from language.grammar.morphology import analyse
from language.options.asked.beside_ko import things_beside, without_count
from language.options.asked.called_ko import (
    HOW,
    IS_THING,
    LIGHT,
    called,
    first_words,
    label_of_gerund,
    label_of_thing,
    label_of_verb,
    last_words,
    main_words,
    noun_of,
    stem_of,
)
from language.options.nouns_ko import last_nouns
from language.word_lists import compile_list

# 파는 게 나아 빌려주는 게 나아, 배우는 게 나을까 장사가 나을까
_BETTER = re.compile(
    r"(?<!\w)(?P<what>[^,?.!]{1,60}?)(?P<thing>(?<=는)\s?(?:게|것이|쪽이|편이)|(?<!\s)[이가])\s+(?:더\s*)?"
    r"(?P<asked>(?:나|좋|맞|옳|나았)을(?:까요?|지)|(?:낫|좋|맞|옳)겠[지어나냐니죠]|나은[가지]요?|나아요?|낫[나냐니]|좋[나냐니]|맞[나냐니]|좋아요?|맞아요?)"
    r"(?=[\s,?.!]|$)"
)
_WEIGHS_NOUNS = re.compile(r"[나낫]|.을")  # "몸이 좋아?" asks how one is
_EITHER = re.compile(r"(?P<a>[^\s,?]+?)(?:이냐|냐)[\s,]+(?P<b>[^\s,?]+?)(?:이냐|냐)(?=[\s,?.!]|$)")
# 수술하느냐 참느냐
_EITHER_DEED = re.compile(
    r"(?<!\w)(?P<a>[^,?.!]{1,40}?)느냐[\s,]+(?P<b>[^,?.!]{1,40}?)느냐(?=[\s,?.!를는가도로의]|$)"
)
_AMONG = re.compile(
    r"(?:^|(?<=[,?]))\s*(?P<a>[^\s,?][^,?]*?)(?:이랑|랑|하고|과|와)\s+"
    r"(?P<b>[^,?]+?)\s*(?:중에서?|중|사이에서?|가운데)(?=[\s,?]|$)"
)
# 감리로 옮기는 거랑 어장을 잇는 거, 뭐가 나을까?
_WHICH_OF = re.compile(
    r"^(?P<a>[^,?]{2,40}?)(?:이랑|랑|하고|과|와)\s+(?P<b>[^,?]{2,40}?)\s*,\s*(?:둘\s?중에?\s?)?"
    r"(?:어느|어떤|뭐가|뭘|어디|(?:그때\s)?어떻게)[^?]*"
    r"(?:나을|나은|나아|낫|좋|맞|고르|골라|고민|따져|재고|쟀|망설|정하|정했|어울|끌)"
)
_SUITED = re.compile(r"맞았|어울|좋았|싶었|정했|갔")
_OF_THESE = re.compile(r"\s*(?:중에서?|중|가운데)(?=[\s,?]|$)")
_WHO = re.compile(r"누가\s|누구\S*\s(?:더|먼저|제일|가장)\s")
_LISTED = re.compile(r"\s*,\s*|(?:이랑|랑|하고)\s+")
_WHICH = re.compile(r"어디|어느|어떤\s?(?:게|것|쪽)|뭐(?!라|래)|뭘|무엇")
_THESE = re.compile(r"[그이저](?:것들?|거)?")
_LONGEST_LISTED = 3  # words
# What is between two (사이에) is a choice beside one of these, else what they are to each other.
_CHOOSES = re.compile(
    r"고민|고르|고를|골라|선택|결정|정하|망설|갈등|갈팡|저울|나을|나은|나아|낫|좋을|맞을|어느|뭐가\s?더|차이"
)
_ASKS = re.compile(r"(?:어떻게|어땠|어떠|어때|왜|언제|어디|뭐|뭘|무엇|무슨|누가|누구)")
_ASKED_FOR = re.compile(r"(?:어떻게|언제|어디|뭐|뭘|무엇|무슨|누[가구굴]|어느|어떤|어떡|얼마|몇)")
_WHEN_OR_WHY = ("언제", "왜")
_OR = re.compile(r"\s*,?\s*(?:\b아니면\b|또는|혹은|\bvs\.?(?=\s|$)|\bVS\b|\bor\b)\s*,?\s*")
_NO_DEED = ("말", "어떨", "어찌할", "어떻게할", "뭘할", "좋을", "나을", "맞을", "옳을", "나았을")
_SELF = ("나", "내", "저", "제", "우리")
_WORD = re.compile(r"(?:\([^()\n]*\)|[^\s,?.!/~])+|[,?.!/]")  # 회사(Firma Rieger)로 is one
_ENDING = re.compile(r"(?P<stem>\S*[가-힣])(?P<end>까요?|지)$")


def korean_options(text: str) -> tuple[tuple[str, str], ...]:
    """Return (label, clause) for each option that `text` weighs, in order; empty when it weighs
    none.
    """
    if deeds := _EITHER_DEED.search(text):
        return _either_deed(deeds)
    if match := _EITHER.search(text):
        return tuple((noun_of(match[g]), match[g]) for g in ("a", "b"))
    if len(better := _said_to_be_better(text)) > 1:
        return tuple(better)
    clauses = _weighed_clauses(text)
    if len(clauses) > 1 or (clauses and re.search(r"말까|말지", text)):
        return tuple(clauses)
    if listed := things_beside(text) or _listed(text):
        return listed
    if which := _WHICH_OF.search(text):
        return tuple((label_of_thing(which[g]), which[g]) for g in ("a", "b"))
    match = _AMONG.search(text)
    if match and _is_choice(match, text):
        is_deed = IS_THING.search(match["a"]) is not None
        named = (match["a"] if is_deed else last_nouns(match["a"])), without_count(match["b"])
        return tuple((label_of_thing(each), each) for each in named)
    parts = [p for p in _OR.split(re.split(r"[?.!]", text.strip())[0]) if p]
    if len(parts) < 2 or any(_ASKS.match(part) for part in parts[1:]):
        return ()
    if any(map(closes_in_past_tense, parts[0].split()[-1])):  # what was, not what to do
        return ()
    labels = [last_words(parts[0]), *(first_words(part) for part in parts[1:])]
    return tuple((label, label) for label in labels)


def _either_deed(met: re.Match[str]) -> tuple[tuple[str, str], ...]:
    """Return what one does or does instead: 가게를 접느냐 잇느냐; the first alone before 마느냐."""
    deeds = [met[each].strip() for each in ("a", "b") if met[each] != "마"]
    if any(_ASKED_FOR.search(each) or closes_in_past_tense(each[-1]) for each in deeds):
        return ()
    return tuple((label_of_gerund(f"{each}는"), f"{each}는 것") for each in deeds)


def _said_to_be_better(text: str) -> list[tuple[str, str]]:
    """Return what is asked to be better, a thing or what one does: 수술이 나을까 참는 게 나을까."""
    found = [met for met in _BETTER.finditer(text) if not _ASKED_FOR.search(met["what"])]
    has_deed = any(map(_is_of_deed, found))
    if not has_deed and not all(_WEIGHS_NOUNS.match(met["asked"]) for met in found):
        return []
    return [
        (label_of_gerund(met["what"]), f"{met['what'].strip()} 것")
        if _is_of_deed(met)
        else (last_words(met["what"]), met["what"].strip())
        for met in found
    ]


def _is_of_deed(met: re.Match[str]) -> bool:
    """Say whether what is better is what one does: 파는 게, not 장사가."""
    return len(met["thing"]) > 1


def _listed(text: str) -> tuple[tuple[str, str], ...]:
    """Return what is counted up before 중에, where one of it is to be chosen: 서울, 부산, 대전 중에
    어디가 나아?"""
    match = _OF_THESE.search(text)
    if match is None or not (_WHICH.search(text, match.end()) or _CHOOSES.search(text)):
        return ()
    counted = text[: match.start()]
    if _asks_what_was(text[match.end() :]):
        return ()
    parts = [part.strip() for part in _LISTED.split(without_count(counted))]
    short = all(0 < len(part.split()) <= _LONGEST_LISTED for part in parts)
    if not short or _THESE.fullmatch(parts[-1]) or len(parts) < (2 if "," in counted else 3):
        return ()
    return tuple((label_of_thing(part), part) for part in parts)


def _asks_what_was(asked: str) -> bool:
    """Say whether it is asked what one did or how it was, not what one chose: 중에 뭐 했어?"""
    if _CHOOSES.search(asked) or compile_list("weighing", "weighing").search(asked):
        return False
    return any(map(closes_in_past_tense, asked)) and not _SUITED.search(asked)


def _is_choice(among: re.Match[str], text: str) -> bool:
    """Say whether "A랑 B 중에" weighs A against B: not what is between two people, nor what was
    done with one (수빈이랑 있었던 일 중에), nor who of two did it (누가 더 빨랐어).
    """
    asked = text[among.end() :]
    if _WHO.search(asked) and any(map(closes_in_past_tense, asked)):
        return False
    if "사이" in among[0][among.end("b") - among.start() :] and not _CHOOSES.search(text):
        return False
    of_deeds = any(each.tag == "ETM" for each in analyse(among["b"]))
    return not (of_deeds and names_person(analyse(last_nouns(among["a"]))[0]))


def _weighed_clauses(text: str) -> list[tuple[str, str]]:
    """Cut the text after each word that ends in -ㄹ까 or -ㄹ지, and label what stands before."""
    found: list[tuple[str, str]] = []
    clause: list[str] = []
    for token in _WORD.findall(text):
        match = _ENDING.search(token)
        if match is None or not closes_in_l(match["stem"][-1]):
            clause = [] if re.fullmatch(r"[,?.!/]", token) else [*clause, token]
            continue
        words = [*_without_when_or_why(clause), match["stem"]]
        if match["stem"] not in _NO_DEED and not _asks_what(words) and _is_choice_to_be(words):
            words = main_words(words)
            stem = stem_of(words, "까")
            label = label_of_verb(words[:-1], stem)
            light = LIGHT.fullmatch(stem) and len(words) > 1
            found.append((label, label if light else " ".join([*words[:-1], called(stem)])))
        clause = []
    return found


def _without_when_or_why(words: list[str]) -> list[str]:
    """Leave out what asks when or why the rest was weighed: 왜 대학원에 갈까 취업할까 고민했지?"""
    return words[1:] if len(words) > 1 and words[0] in _WHEN_OR_WHY else words


def _asks_what(words: list[str]) -> bool:
    """Say whether it is asked what to do, or where: 뭘 할, 몇 시에 갈."""
    return any(map(_ASKED_FOR.match, words[-3:-1]))


def _is_choice_to_be(words: list[str]) -> bool:
    """Say whether a verb, where it is to be, says what one would go on with or where one would be:
    쥐고 있을, 집에 있을; not what there is: 방법이 있을.
    """
    if words[-1] != "있을":
        return True
    tokens = analyse(" ".join([*words, "까"]))
    at = max((at for at, each in enumerate(tokens) if each.form == "있"), default=0)
    subjects = [one.form for one, mark in pairwise(tokens[:at]) if mark.tag == "JKS"]
    if not at or any(each not in _SELF for each in subjects):
        return False
    before = tokens[at - 1]
    is_place = before.tag == "JKB" or before.form in ("여기", "거기")
    return is_place or before.form == "고" or HOW.fullmatch(before.form) is not None
