"""What the options of a Korean question are called: 대학원에 가 → 대학원, 회사에 남 → 회사에 남기.

Labels are nouns where the words allow it. With whom something is done is no name of it: 민수랑 하 →
민수랑 하기. What is a particle and what an ending of a verb is told by morphemes.
"""

from __future__ import annotations

import re

from language.detect import FINAL_L, closes_in_l
from language.grammar.clauses import has_purpose
from language.grammar.morphology import Morpheme, analyse
from language.options.nouns_ko import last_nouns

_ASIDE = re.compile(
    r"(?:나|나는|난|내가|저|저는|제가|그럼|그러면|그냥|지금|과연|바로|이대로|역시|혹시|정말|진짜|이제|요즘|"
    r"나중에|차라리|오히려|일단|먼저|우선|결국|만약|아니면|또는|혹은|고민이야|고민이다|어떡하지|중에|"
    r"중에서|과|와|이번에)"
)
LIGHT = re.compile(r"(?:가|나가|들어가|다니|하|되|선택하|택하|고르|해보|가보|해야하|쓰)")
_PARTICLE = re.compile(r"에서|에게|한테|으로|까지|이나|에|로|을|를|은|는|이|가|도|나")
_SUBORDINATE = re.compile(
    r"[가-힣]+(?:하고|고서|면서|으면|하면|되면|다면|라면|는데|은데|인데|지만|니까|어서|아서|해서|후에|전에)$"
)
IS_THING = re.compile(r"(?:(?<=는)\s?|\s)(?:거|것|게|쪽)$")
_OBJECT_THING = re.compile(r"(?<=는)\s?(?:것을|거를|걸|거|것|쪽을|쪽으로|쪽|편으로|편)$")
HOW = re.compile(r"혼자|그대로|이대로|따로|함께|같이|다시|계속|더")
_VERBS = ("VV", "VA", "VX", "XSV", "XSA")
_SHORT = 2  # 구하다, 일하다: a noun of one syllable says too little


def main_words(words: list[str]) -> list[str]:
    """Return the words of the last clause, without asides: 비가 오면 그냥 집에 → 집에."""
    last = len(words) - 1
    if last and words[-1].startswith("있") and words[-2].endswith("고"):  # 하고 있을
        last -= 1
    for index in range(last - 1, -1, -1):
        if _SUBORDINATE.fullmatch(words[index]) and not _is_with(words[index]):
            words = words[index + 1 :]
            break
    return [w for w in words[:-1] if not _ASIDE.fullmatch(w)] + words[-1:]


def label_of_gerund(clause: str) -> str:
    """Return what is done, given up to its ending: 가게를 파는 → 가게를 팔기."""
    words = main_words(clause.split())
    return label_of_verb(words[:-1], stem_of(words, " 것"))


def label_of_thing(text: str) -> str:
    """Return what is set beside another: a noun, or what one would do (옮기는 거)."""
    plain = IS_THING.sub("", without_asides(text))
    is_deed = plain != text and plain.endswith("는") and len(plain.split()[-1]) > 1
    return label_of_gerund(plain) if is_deed else noun_of(plain)


def label_of_verb(before: list[str], verb: str) -> str:
    """Return what one would do: its noun where the verb says no more than that, else all words."""
    nouns = _without_particles(before)
    if LIGHT.fullmatch(verb) and nouns and _names(before):
        done = _OBJECT_THING.sub("", " ".join(before))
        return " ".join(nouns) if done == " ".join(before) else label_of_gerund(done)
    name = called(verb)
    return " ".join([*(before if name.endswith("기") else nouns), name])


def _names(before: list[str]) -> bool:
    """Say whether the words before a light verb name the thing: it is theirs what the last says,
    and they hold no other verb (염소를 치러 가다).
    """
    if _is_with(before[-1]) or HOW.fullmatch(before[-1]):
        return False
    if has_purpose(" ".join([*before, "가기"])):
        return False
    return not any(word.endswith("고") and analyse(word)[-1].tag == "EC" for word in before)


def _is_with(word: str) -> bool:
    """Say whether a word says with whom: 민수랑, 수빈이하고; not 공부하고."""
    if not re.search(r"(?:랑|하고|과|와)$", word):
        return False
    return word.endswith("랑") or analyse(word)[-1].tag in ("JKB", "JC")


def called(verb: str) -> str:
    """Return the noun of a verb that is made of one (취업하 → 취업), else what it is called:
    구하기, 계속하기, 일하기.
    """
    gerund = f"{verb}기"
    is_of_noun = verb.endswith("하") and len(verb) > _SHORT and analyse(gerund)[0].tag[0] in "NX"
    return verb[:-1] if is_of_noun else gerund


def stem_of(words: list[str], ending: str) -> str:
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
    if word[-1] in "을는" or not closes_in_l(word[-1]):
        return word[:-1]
    return word[:-1] + chr(ord(word[-1]) - FINAL_L)


def _unlike_its_homonym(verb: Morpheme, text: str) -> str:
    """Return the stem of 팔다, which kiwi takes for 파다, and of 살다 where nothing is bought: 고쳐
    살까.
    """
    before = [each for each in analyse(text) if each.end <= verb.start]
    joined = max((at for at, each in enumerate(before) if each.tag == "EC"), default=-1)
    if verb.form == "사" and all(each.tag != "JKO" for each in before[joined + 1 :]):
        return "살"
    return "팔" if verb.form == "파" else verb.form


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


def noun_of(text: str) -> str:
    """Return some words without the particle behind the last: 이모 가게를 → 이모 가게."""
    return " ".join([*text.split()[:-1], *_without_particles(text.split())[-1:]])


def without_asides(text: str) -> str:
    """Return a text without who asks and how: 나는 그냥 배 → 배; all where nothing is left."""
    return " ".join(w for w in text.split() if not _ASIDE.fullmatch(w)) or text


def last_words(text: str) -> str:
    """Return the thing that some words end with, in two words or in all that name it."""
    words = [w for w in text.split(",")[-1].split() if not _ASIDE.fullmatch(w)] or text.split()
    return noun_of(max(" ".join(words[-2:]), last_nouns(" ".join(words)), key=len))


def first_words(text: str) -> str:
    """Return the thing that some words begin with, before what asks for it."""
    kept: list[str] = []
    for word in without_asides(text).split()[:3]:
        if kept and re.fullmatch(
            r"(?:뭐|뭘|뭔|무엇|무슨|어느|어떤|어디|어떻게|고민|나을|나아|좋을|얘기|이야기|생각)\S*|더",
            word,
        ):
            break
        kept.append(word)
    return noun_of(" ".join(kept[:2]))
