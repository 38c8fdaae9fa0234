"""The options in a Korean question: "대학원에 갈까, 취업할까?", "대학원이냐 취업이냐", "퇴사할까
말까".

Labels are nouns where the words allow it: 대학원에 갈까 → 대학원, 취업할까 → 취업, 회사에 남을까 →
회사에 남기. With whom something is done is no name of it: 민수랑 할까 → 민수랑 하기. What is a
particle and what an ending of a verb is told by morphemes: 가르치는 일을 → 가르치는 일.
"""

from __future__ import annotations

import re
from itertools import pairwise

from language.detect import closes_in_past_tense, final_of
from language.grammar.clauses import has_purpose, names_person
from language.grammar.morphology import Morpheme, analyse
from language.options.nouns_ko import last_nouns

_ASIDE = re.compile(
    r"(?:나|나는|난|내가|저|저는|제가|그럼|그러면|그냥|지금|과연|바로|이대로|역시|혹시|정말|진짜|이제|요즘|"
    r"나중에|차라리|오히려|일단|먼저|우선|결국|만약|아니면|또는|혹은|고민이야|고민이다|어떡하지|중에|"
    r"중에서|과|와|이번에)"
)
_LIGHT = re.compile(r"(?:가|나가|들어가|다니|하|되|선택하|택하|고르|해보|가보|해야하|쓰)")
_PARTICLE = re.compile(r"에서|에게|한테|으로|까지|이나|에|로|을|를|은|는|이|가|도|나")
_SUBORDINATE = re.compile(
    r"[가-힣]+(?:하고|고서|면서|으면|하면|되면|다면|라면|는데|은데|인데|지만|니까|어서|아서|해서|후에|전에)$"
)
# 파는 게 나아 빌려주는 게 나아, 배우는 게 나을까 장사가 나을까
_BETTER = re.compile(
    r"(?<!\w)(?P<what>[^,?.!]{1,60}?)(?P<thing>(?<=는)\s?(?:게|것이|쪽이|편이)|(?<!\s)[이가])\s+(?:더\s*)?"
    r"(?P<asked>(?:나|좋|맞)을(?:까요?|지)|나은[가지]요?|나아요?|낫[나냐니]|좋[나냐니]|맞[나냐니]|좋아요?|맞아요?)"
    r"(?=[\s,?.!]|$)"
)
_WEIGHS_NOUNS = re.compile(r"[나낫]|.을")  # "몸이 좋아?" asks how one is
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
_OBJECT_THING = re.compile(r"(?<=는)\s?(?:것을|거를|걸|거|것|쪽을|쪽으로|쪽|편으로|편)$")
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
_ASKED_FOR = re.compile(r"(?:어떻게|언제|어디|뭐|뭘|무엇|무슨|누[가구굴]|어느|어떤|어떡|얼마|몇)")
_WHEN_OR_WHY = ("언제", "왜")
_OR = re.compile(r"\s*,?\s*(?:\b아니면\b|또는|혹은|\bvs\.?(?=\s|$)|\bVS\b|\bor\b)\s*,?\s*")
_HOW = re.compile(r"혼자|그대로|이대로|따로|함께|같이|다시|계속|더")
_NO_DEED = ("말", "어떨", "어찌할", "어떻게할", "뭘할", "좋을", "나을", "맞을")
_SELF = ("나", "내", "저", "제", "우리")
_VERBS = ("VV", "VA", "VX", "XSV", "XSA")
_RIEUL = 8
_SHORT = 2  # 구하다, 일하다: a noun of one syllable says too little
_WORD = re.compile(r"(?:\([^()\n]*\)|[^\s,?.!/~])+|[,?.!/]")  # 회사(Firma Rieger)로 is one
_ENDING = re.compile(r"(?P<stem>\S*[가-힣])(?P<end>까요?|지)$")


def korean_options(text: str) -> tuple[tuple[str, str], ...]:
    """Return (label, clause) for each option that `text` weighs, in order; empty when it weighs
    none.
    """
    if match := _EITHER.search(text):
        return tuple((_noun(match[g]), match[g]) for g in ("a", "b"))
    if len(better := _said_to_be_better(text)) > 1:
        return tuple(better)
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
    if any(map(closes_in_past_tense, parts[0].split()[-1])):  # what was, not what to do
        return ()
    labels = [_last_words(parts[0]), *(_first_words(part) for part in parts[1:])]
    return tuple((label, label) for label in labels)


def _said_to_be_better(text: str) -> list[tuple[str, str]]:
    """Return what is asked to be better, a thing or what one does: 수술이 나을까 참는 게 나을까."""
    found = [met for met in _BETTER.finditer(text) if not _ASKED_FOR.search(met["what"])]
    has_deed = any(map(_is_of_deed, found))
    if not has_deed and not all(_WEIGHS_NOUNS.match(met["asked"]) for met in found):
        return []
    return [
        (_label_of_gerund(met["what"]), f"{met['what'].strip()} 것")
        if _is_of_deed(met)
        else (_last_words(met["what"]), met["what"].strip())
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
        words = [*_without_when_or_why(clause), match["stem"]]
        if match["stem"] not in _NO_DEED and not _asks_what(words) and _is_choice_to_be(words):
            words = _clean(words)
            stem = _stem(words, "까")
            label = _label_of_verb(words[:-1], stem)
            light = _LIGHT.fullmatch(stem) and len(words) > 1
            found.append((label, label if light else " ".join([*words[:-1], _called(stem)])))
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
    return is_place or before.form == "고" or _HOW.fullmatch(before.form) is not None


def _clean(words: list[str]) -> list[str]:
    last = len(words) - 1
    if last and words[-1].startswith("있") and words[-2].endswith("고"):  # 하고 있을
        last -= 1
    for index in range(last - 1, -1, -1):
        if _SUBORDINATE.fullmatch(words[index]) and not _is_with(words[index]):
            words = words[index + 1 :]
            break
    return [w for w in words[:-1] if not _ASIDE.fullmatch(w)] + words[-1:]


def _label_of_gerund(clause: str) -> str:
    """Return what is done, given up to its ending: 가게를 파는 → 가게를 팔기."""
    words = _clean(clause.split())
    return _label_of_verb(words[:-1], _stem(words, " 것"))


def _label_of_thing(text: str) -> str:
    """Return what is set beside another: a noun, or what one would do (옮기는 거)."""
    plain = _THING.sub("", _without_asides(text))
    is_deed = plain != text and plain.endswith("는") and len(plain.split()[-1]) > 1
    return _label_of_gerund(plain) if is_deed else _noun(plain)


def _label_of_verb(before: list[str], verb: str) -> str:
    """Return what one would do: its noun where the verb says no more than that, else all words."""
    nouns = _without_particles(before)
    if _LIGHT.fullmatch(verb) and nouns and _names(before):
        done = _OBJECT_THING.sub("", " ".join(before))
        return " ".join(nouns) if done == " ".join(before) else _label_of_gerund(done)
    called = _called(verb)
    return " ".join([*(before if called.endswith("기") else nouns), called])


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


def _called(verb: str) -> str:
    """Return the noun of a verb that is made of one (취업하 → 취업), else what it is called:
    구하기, 계속하기, 일하기.
    """
    gerund = f"{verb}기"
    is_of_noun = verb.endswith("하") and len(verb) > _SHORT and analyse(gerund)[0].tag[0] in "NX"
    return verb[:-1] if is_of_noun else gerund


def _stem(words: list[str], ending: str) -> str:
    """Return the stem of the verb that ends some words, read with its ending: 갈 → 가, 지을 → 짓,
    만드는 → 만들.
    """
    text = " ".join(words) + ending
    tokens = [each for each in analyse(text) if each.tag in _VERBS]
    start = len(" ".join(words)) - len(words[-1])
    if not tokens or tokens[-1].start < start:
        return _without_ending(words[-1])
    verb = tokens[-1]
    return text[start : verb.start] + _unlike_its_homonym(verb, text)


def _without_ending(word: str) -> str:
    """Return a word without its last ending, by its letters alone: 문제일 → 문제이."""
    if word[-1] in "을는" or not _final_l(word[-1]):
        return word[:-1]
    return word[:-1] + chr(ord(word[-1]) - _RIEUL)


def _unlike_its_homonym(verb: Morpheme, text: str) -> str:
    """Return the stem of 팔다, which kiwi takes for 파다, and of 살다 where nothing is bought: 고쳐
    살까.
    """
    before = [each for each in analyse(text) if each.end <= verb.start]
    joined = max((at for at, each in enumerate(before) if each.tag == "EC"), default=-1)
    if verb.form == "사" and all(each.tag != "JKO" for each in before[joined + 1 :]):
        return "살"
    return "팔" if verb.form == "파" else verb.form


def _final_l(syllable: str) -> bool:
    return final_of(syllable) == _RIEUL


def _without_particles(words: list[str]) -> list[str]:
    """Return words without what Korean puts behind a noun; what a verb describes a noun by stays
    whole: 집에서 하는 일.
    """
    text = " ".join(words)
    tokens = analyse(text)
    described = max((each.end for each in tokens if each.tag == "ETM"), default=0)
    found: list[str] = []
    for match in re.finditer(r"\S+", text):
        end = match.end()
        for each in reversed([one for one in tokens if match.start() < one.start < match.end()]):
            is_particle = each.tag.startswith("J") and _PARTICLE.fullmatch(text[each.start : end])
            if not is_particle or end <= described:
                break
            end = each.start
        found.append(text[match.start() : end])
    return found


def _noun(text: str) -> str:
    return " ".join([*text.split()[:-1], *_without_particles(text.split())[-1:]])


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
