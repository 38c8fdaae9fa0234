"""The options in a Korean question: "대학원에 갈까, 취업할까?", "대학원이냐 취업이냐", "퇴사할까
말까".

Labels are nouns where the words allow it: 대학원에 갈까 → 대학원, 취업할까 → 취업, 회사에 남을까 →
회사에 남기. With whom something is done is no name of it: 민수랑 할까 → 민수랑 하기.
"""

from __future__ import annotations

import re

from language.detect import closes_in_past_tense, final_of
from language.grammar.clauses import has_purpose, names_person
from language.grammar.letters import LATIN
from language.grammar.morphology import analyse
from language.options.nouns_ko import last_nouns

_ASIDE = re.compile(
    r"(?:나|나는|난|내가|저|저는|제가|그럼|그러면|그냥|지금|과연|바로|이대로|역시|혹시|정말|진짜|이제|요즘|"
    r"나중에|차라리|오히려|일단|먼저|우선|결국|만약|아니면|또는|혹은|고민이야|고민이다|어떡하지|중에|"
    r"중에서|과|와|이번에)"
)
_LIGHT = re.compile(r"(?:가|나가|들어가|다니|하|되|선택하|택하|고르|해보|가보|해야하|쓰)")
_L_STEMS = re.compile(r"(?:만들|놀|벌|살|열|팔|늘|머물|이끌|알|얻|힘들)$")
_PARTICLE = re.compile(
    rf"(?:(?<=[가-힣{LATIN}\d]{{2}})|(?<=\)))(?:에서|에게|한테|으로|까지|이나|에|로|을|를|은|는|이|가|도|나)$"
)
_SUBORDINATE = re.compile(
    r"[가-힣]+(?:하고|고서|면서|으면|하면|되면|다면|라면|는데|은데|인데|지만|니까|어서|아서|해서|후에|전에)$"
)
_BETTER = re.compile(
    r"(?P<clause>[^,?]+?)는\s?(?:게|것이|쪽이|편이)\s*(?:더\s*)?(?:나을까|좋을까|맞을까|나은가|맞나|좋나)"
)
_EITHER = re.compile(r"(?P<a>[^\s,?]+?)(?:이냐|냐)[\s,]+(?P<b>[^\s,?]+?)(?:이냐|냐)(?=[\s,?.!]|$)")
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
_THING = re.compile(r"(?:(?<=는)\s?|\s)(?:거|것|게|쪽|일)$")
_OF_THESE = re.compile(r"\s*(?:중에서?|중|가운데)(?=[\s,?]|$)")
_WHO = re.compile(r"누(?:가|구\S*)\s(?:더|먼저|제일|가장)\s")
_LISTED = re.compile(r"\s*,\s*|(?:이랑|랑|하고)\s+")
_WHICH = re.compile(r"어디|어느|어떤\s?(?:게|것|쪽)|뭐(?!라|래)|뭘|무엇")
_THESE = re.compile(r"[그이저](?:것들?|거)?")
_LONGEST_LISTED = 3  # words
# What is between two (사이에) is a choice beside one of these, else what they are to each other.
_CHOOSES = re.compile(
    r"고민|고르|고를|골라|선택|결정|정하|망설|갈등|갈팡|저울|나을|나은|나아|낫|좋을|맞을|어느|뭐가\s?더|차이"
)
_ASKS = re.compile(r"(?:어떻게|어땠|어떠|어때|왜|언제|어디|뭐|뭘|무엇|무슨|누가|누구)")
_OR = re.compile(r"\s*,?\s*(?:\b아니면\b|또는|혹은|\bvs\.?(?=\s|$)|\bVS\b|\bor\b)\s*,?\s*")
_HOW = re.compile(r"혼자|그대로|이대로|따로|함께|같이|다시|계속|더")
_WORD = re.compile(r"(?:\([^()\n]*\)|[^\s,?.!/~])+|[,?.!/]")  # 회사(Firma Rieger)로 is one
_ENDING = re.compile(r"(?P<stem>\S*[가-힣])(?P<end>까요?|지)$")


def korean_options(text: str) -> tuple[tuple[str, str], ...]:
    """Return (label, clause) for each option that `text` weighs, in order; empty when it weighs
    none.
    """
    if match := _EITHER.search(text):
        return tuple((_noun(match[g]), match[g]) for g in ("a", "b"))
    if len(better := [m["clause"].strip() for m in _BETTER.finditer(text)]) > 1:
        return tuple((_label_of_gerund(clause), clause + "는 것") for clause in better)
    clauses = _weighed_clauses(text)
    if len(clauses) > 1 or (clauses and re.search(r"말까|말지", text)):
        return tuple(clauses)
    if listed := _listed(text):
        return listed
    if which := _WHICH_OF.search(text):
        return tuple((_label_of_thing(which[g]), which[g]) for g in ("a", "b"))
    match = _AMONG.search(text)
    if match and _is_choice(match, text):
        named = last_nouns(match["a"]), match["b"]
        return tuple((_noun(_without_asides(each)), each) for each in named)
    parts = [p for p in _OR.split(re.split(r"[?.!]", text.strip())[0]) if p]
    if len(parts) < 2 or any(_ASKS.match(part) for part in parts[1:]):
        return ()
    labels = [_last_words(parts[0]), *(_first_words(part) for part in parts[1:])]
    return tuple((label, label) for label in labels)


def _listed(text: str) -> tuple[tuple[str, str], ...]:
    """Return what is counted up before 중에, where one of it is to be chosen: 서울, 부산, 대전 중에
    어디가 나아?"""
    match = _OF_THESE.search(text)
    if match is None or not (_WHICH.search(text, match.end()) or _CHOOSES.search(text)):
        return ()
    counted = text[: match.start()]
    parts = [part.strip() for part in _LISTED.split(counted)]
    short = all(0 < len(part.split()) <= _LONGEST_LISTED for part in parts)
    if not short or _THESE.fullmatch(parts[-1]) or len(parts) < (2 if "," in counted else 3):
        return ()
    return tuple((_noun(_without_asides(part)), part) for part in parts)


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
        if match is None or not _final_l(match["stem"][-1]):
            clause = [] if re.fullmatch(r"[,?.!/]", token) else [*clause, token]
            continue
        if match["stem"] not in (
            "말",
            "어떨",
            "어찌할",
            "어떻게할",
            "뭘할",
            "좋을",
            "나을",
            "있을",
        ):
            words = _clean([*clause, match["stem"]])
            light = _LIGHT.fullmatch(_stem(words[-1])) and len(words) > 1
            label = _label(words)
            found.append(
                (label, label if light else " ".join([*words[:-1], _dictionary_form(words[-1])]))
            )
        clause = []
    return found


def _clean(words: list[str]) -> list[str]:
    for index in range(len(words) - 2, -1, -1):
        if _SUBORDINATE.fullmatch(words[index]) and not _is_with(words[index]):
            words = words[index + 1 :]
            break
    return [w for w in words[:-1] if not _ASIDE.fullmatch(w)] + words[-1:]


def _label(words: list[str]) -> str:
    return _label_of_verb(words[:-1], _stem(words[-1]))


def _label_of_gerund(clause: str) -> str:
    *before, verb = _clean(clause.split())
    return _label_of_verb(before, verb)


def _label_of_thing(text: str) -> str:
    """Return what is set beside another: a noun, or what one would do (옮기는 거)."""
    plain = _THING.sub("", _without_asides(text))
    is_deed = plain != text and plain.endswith("는") and len(plain.split()[-1]) > 1
    return _label_of_gerund(plain[:-1]) if is_deed else _noun(plain)


def _label_of_verb(before: list[str], verb: str) -> str:
    """Return what one would do: its noun where the verb says no more than that, else all words."""
    nouns = [_bare(word) for word in before]
    if _LIGHT.fullmatch(verb) and nouns and _names(before):
        return " ".join(nouns)
    if verb.endswith("하") and len(verb) > 1:
        return " ".join([*nouns, verb[:-1]])
    return " ".join([*before, verb + "기"])


def _names(before: list[str]) -> bool:
    """Say whether the words before a light verb name the thing: it is theirs what the last says,
    and they hold no other verb (염소를 치러 가다).
    """
    if _is_with(before[-1]) or _HOW.fullmatch(before[-1]):
        return False
    if has_purpose(" ".join([*before, "가기"])):
        return False
    return not any(word.endswith("고") and analyse(word)[-1].tag == "EC" for word in before)


def _is_with(word: str) -> bool:
    """Say whether a word says with whom: 민수랑, 수빈이하고; not 공부하고."""
    if not re.search(r"(?:랑|하고|과|와)$", word):
        return False
    return word.endswith("랑") or analyse(word)[-1].tag in ("JKB", "JC")


def _dictionary_form(word: str) -> str:
    stem = _stem(word)
    return stem[:-1] if stem.endswith("하") and len(stem) > 1 else stem + "기"


def _stem(word: str) -> str:
    """Return the verb stem of a word that ends in the future -ㄹ: 갈 → 가, 남을 → 남, 만들 →
    만들.
    """
    if word.endswith("을") and len(word) > 1:
        return word[:-1]
    if _L_STEMS.search(word):
        return word
    return word[:-1] + chr(ord(word[-1]) - 8)


def _final_l(syllable: str) -> bool:
    return final_of(syllable) == 8


def _bare(word: str) -> str:
    return _PARTICLE.sub("", word)


def _noun(text: str) -> str:
    words = text.split()
    return " ".join([*words[:-1], _bare(words[-1])]) if words else ""


def _without_asides(text: str) -> str:
    return " ".join(w for w in text.split() if not _ASIDE.fullmatch(w)) or text


def _last_words(text: str) -> str:
    words = [w for w in text.split(",")[-1].split() if not _ASIDE.fullmatch(w)] or text.split()
    return _noun(max(" ".join(words[-2:]), last_nouns(" ".join(words)), key=len))


def _first_words(text: str) -> str:
    kept: list[str] = []
    for word in _without_asides(text).split()[:3]:
        if kept and re.fullmatch(
            r"(?:뭐|뭘|뭔|무엇|무슨|어느|어떤|어디|어떻게|고민|나을|나아|좋을|얘기|이야기|생각)\S*|더",
            word,
        ):
            break
        kept.append(word)
    return _noun(" ".join(kept[:2]))
