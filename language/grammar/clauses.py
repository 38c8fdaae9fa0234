"""Korean clauses: what is done in each, by whom, with which ending, and what it is called in short.

Promise: a clause ends with the predicate that kiwi sees; auxiliaries belong to the verb before
them. Limit: text without Hangul has none. Invariant: a label holds neither subject nor aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from language.detect import is_hangul
from language.grammar.morphology import Morpheme, analyse
from language.word_lists import compile_list, load_data, load_lists

_CLAUSE_END = re.compile(
    r"(?:(?<=고)|(?<=지만)|(?<=는데)|(?<=은데)|(?<=한데))(,?\s+)"
    r"|([;,]\s+)(?=(?:but|and|while|whereas|so|yet|그런데|하지만)\b|\S+(?:면|은|는)\s)"
    r"|(\s+)(?=(?:but|while|whereas|yet)\s)",
    re.IGNORECASE,
)
_IF = re.compile(r"^(?:시 )?(?:면|으면)$")
_LONGEST_LABEL = 24
_MOST_WORDS = 4
_ASIDE = ("MAG", "MAJ", "IC", "SP", "SS", "SSO", "SSC", "SF", "SO", "SW")
_COUNTED = ("SN", "NNB", "NR", "MM")  # 1년 of 육아휴직을 1년 쓰다
_ENDS = ("EC", "EF", "ETM", "ETN")
_SELF = frozenset(("나", "내", "저", "제", "우리", "난", "전"))
_LIKE = "처럼"
_MOVING = frozenset(("오", "가"))  # 모셔 오다, 데려 가다
_IN_ORDER_TO = ("러", "으러")
_GOING = ("가", "오", "다니", "떠나")  # 나가다, 돌아오다
_OTHERS = frozenset(("그", "그녀", "걔", "얘", "쟤", "그분", "당신", "너", "네"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A predicate with what stands before it: `text[start:end]`.

    `stem` is the verb without its ending (포기하, 남), `ending` all that follows it (ᆯ지, 기 로 하
    었 다), `head` the noun that the clause describes (…하는 길). `subject` is who or what does it,
    where that is said; `deed` whether it is something that one does, `leaves` whether by it one
    leaves something behind.
    """

    start: int
    end: int
    label: str
    stem: str
    ending: str
    head: str
    subject: str
    of_other: bool
    deed: bool
    leaves: bool


@lru_cache(maxsize=1_000)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, in order."""
    if not _is_korean(text):
        return ()
    found: list[Clause] = []
    tokens = analyse(text)
    begin, at = 0, 0
    while at < len(tokens):
        if not _is_stem(tokens, at):
            at += 1
            continue
        first, at = at, _end_of_compound(tokens, at)
        after = _end_of_predicate(tokens, at)
        found.append(_clause(text, tokens, range(begin, first), at, after))
        begin = at = _after_head(tokens, max(after, at + 1))
    return tuple(found)


def label_of_phrase(text: str) -> str:
    """Return what a phrase of nouns is called: without its asides, subject and particles."""
    tokens = analyse(text)
    count = len(tokens)
    while count and tokens[count - 1].tag.startswith("J"):  # 경쟁률이, which nothing follows
        count -= 1
    return _cut_words(text, tokens, count) or text.strip()


def option_words(label: str) -> tuple[str, ...]:
    """Return the nouns of a label, and its verbs of two syllables or more, without endings."""
    kept = ("NNG", "NNP", "SL", "XR", "SH")
    found = [each.form for each in analyse(label) if each.tag in kept]
    written = re.split(r"[\s()]+", label)
    found += [word for word in written if any(char.isascii() for char in word)]  # S전자
    found = [word for word in found if len(word) > 1]
    verbs = [
        each.form for each in analyse(label) if each.tag in ("VV", "VA") and len(each.form) > 1
    ]
    return tuple(dict.fromkeys(found or verbs))


def verb_stems(label: str) -> tuple[str, ...]:
    """Return the verbs of a label that say what is done, without endings."""
    light = _stems("light_verb") | _stems("leaving_verb") | _stems("no_deed")
    stems = [each.form for each in analyse(label) if each.tag == "VV"] if _is_korean(label) else []
    return tuple(stem for stem in stems if len(stem) > 1 and stem not in light)


def supposed_verbs(text: str) -> frozenset[str]:
    """Return the verbs of what a sentence supposes one does, but those that say little: 팔면."""
    light = _stems("light_verb")
    return frozenset(
        each.stem
        for each in clauses_of(text)
        if _IF.search(each.ending) and each.deed and each.stem not in light
    )


def has_purpose(text: str) -> bool:
    """Say whether one goes somewhere to do a thing: 염소를 치러 가기."""
    tokens = analyse(text)
    return any(_going_to_do(tokens, at) is not None for at in range(len(tokens)))


def _is_korean(text: str) -> bool:
    return any(is_hangul(char) for char in text)


def clause_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the main clauses of a sentence stand: cut after 고, 지만, 는데, before "but"."""
    starts = [0, *(match.end() for match in _CLAUSE_END.finditer(text))]
    ends = [*(match.start() for match in _CLAUSE_END.finditer(text)), len(text)]
    return tuple((a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip())


def _after_head(tokens: Sequence[Morpheme], at: int) -> int:
    """Return where the next clause begins: after the noun that this one describes, where "and"
    follows it, 가는 것과.
    """
    described = tokens[at - 1].tag == "ETM" and len(tokens) > at + 1
    return at + 2 if described and tokens[at + 1].tag == "JC" else at


def _is_stem(tokens: Sequence[Morpheme], at: int) -> bool:
    tag = tokens[at].tag
    return tag in ("VV", "VA", "VCP", "VCN", "XSV", "XSA")


def _end_of_compound(tokens: Sequence[Morpheme], at: int) -> int:
    """Return the last verb of one that is written as a word: 물려받다 is 물리어 and 받다; or of
    going to do what the first tells: 염소를 치러 가다.
    """
    while _is_compound(tokens[at : at + 3]):
        at += 2
    going = _going_to_do(tokens, at)
    return at if going is None else going


def _going_to_do(tokens: Sequence[Morpheme], at: int) -> int | None:
    """Return the verb of going that the one at `at` is the purpose of: 치러 (산에) 가다."""
    ending = tokens[at + 1 : at + 2]
    if not ending or ending[0].tag != "EC" or ending[0].form not in _IN_ORDER_TO:
        return None
    for near in range(at + 2, len(tokens)):
        tag, form = tokens[near].tag, tokens[near].form
        if tag == "VV":
            return near if form.endswith(_GOING) else None
        if not (tag.startswith("N") or tag in ("JKB", "MAG")):
            break
    return None


def _is_compound(tokens: Sequence[Morpheme]) -> bool:
    if [each.tag for each in tokens] != ["VV", "EC", "VV"] or tokens[1].form not in ("어", "아"):
        return False
    return tokens[2].start <= tokens[1].end or tokens[2].form in _MOVING


def _end_of_predicate(tokens: Sequence[Morpheme], at: int) -> int:
    """Return where the endings of the predicate at `at` end, with its auxiliaries."""
    at += 1
    while at < len(tokens):
        tag = tokens[at].tag
        joined = tag in ("EP", "VX", "XSV", "XSA") or tag in _ENDS
        if not joined:
            break
        at += 1
        if tag in ("EF", "ETM", "ETN") or (tag == "EC" and not _goes_on(tokens, at)):
            break
    return at


def _goes_on(tokens: Sequence[Morpheme], at: int) -> bool:
    return at < len(tokens) and tokens[at].tag == "VX"


def _clause(text: str, tokens: Sequence[Morpheme], lead: range, at: int, after: int) -> Clause:
    verb, first = tokens[at], lead.stop
    before = list(tokens[lead.start : first])
    root = ""
    if first < at:
        begun = before.pop() if tokens[first].tag == "XSV" and before else tokens[first]
        root = text[begun.start : verb.start]
    elif verb.tag in ("XSV", "XSA") and before:
        root = before.pop().form
    stem = root + verb.form
    subject, of_other = _subject_of(before)
    head = tokens[after].form if after < len(tokens) and tokens[after - 1].tag == "ETM" else ""
    stays = stem == "있" and bool(before) and before[-1].tag == "JKB"  # 집에 있다, 비서로 있다
    deed = verb.tag in ("VV", "XSV") and stem not in _stems("no_deed")
    return Clause(
        start=before[0].start if before else verb.start - len(root),
        end=tokens[after - 1].end,
        label=_label(text, before, root, verb, stem),
        stem=stem,
        ending=" ".join(each.form for each in tokens[at + 1 : after + _copula(tokens, after)]),
        head=head,
        subject=subject,
        of_other=of_other,
        deed=deed or stays,
        leaves=stem in _stems("leaving_verb"),
    )


def _copula(tokens: Sequence[Morpheme], after: int) -> int:
    """Return how many more tokens ask the same: 갈 것인가, 갈 건지."""
    if after < len(tokens) and tokens[after].form in ("것", "거") and tokens[after].tag == "NNB":
        more = after + 1
        while more < len(tokens) and tokens[more].tag in ("VCP", "EP", *_ENDS):
            more += 1
        return more - after
    return 0


def names_person(noun: Morpheme) -> bool:
    """Say whether a noun may be a person other than the writer: by a name, or by what they are."""
    return noun.form in _OTHERS or noun.form in _people() or noun.tag == "NNP"


def _subject_of(tokens: Sequence[Morpheme]) -> tuple[str, bool]:
    """Return who or what acts, and whether that is a person other than the writer."""
    for at, token in enumerate(tokens):
        if at == 0 or token.tag not in ("JKS", "JX") or token.form not in _SUBJECT_MARKS:
            continue
        noun = tokens[at - 1]
        name = noun.form
        if noun.tag == "XSN" and at > 1:  # 수진이는, 교수님은
            name = tokens[at - 2].form
            noun = tokens[at - 2]
        if name in _SELF:
            return name, False
        person = names_person(noun)
        if token.tag == "JKS" or person:
            return name, person
    return "", False


_SUBJECT_MARKS = frozenset(("이", "가", "은", "는", "께서", "도", "께서는"))


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    roles = load_data("names/people")["roles"].values()
    return frozenset(word for role in roles for word in role["ko"])


@lru_cache(maxsize=8)
def _stems(name: str) -> frozenset[str]:
    return frozenset(load_lists("choosing")[name]["stems"])


def _label(text: str, before: Sequence[Morpheme], root: str, verb: Morpheme, stem: str) -> str:
    words = _cut_words(text, before, len(before))
    if verb.tag == "VCP":
        return words
    if verb.tag == "XSV" and root:
        return f"{words} {root}".strip()
    if stem in _stems("light_verb"):
        if words and before and before[-1].form == "계속":
            return f"{words} 계속"
        if any(each.form == _LIKE for each in before):  # 지금처럼 혼자 다니기
            return f"{text[before[0].start : before[-1].end]} {stem}기"
        if words or len(stem) > 1 or stem == "가":
            return words or f"{stem}기"
        how = text[before[0].start : before[-1].end] if before else ""
        return f"{how} {stem}기" if compile_list("choosing", "again").search(how) else ""
    named = _cut_words(text, before, len(before), keep_particle=True)
    return f"{named} {stem}기".strip()


def _cut_words(
    text: str, tokens: Sequence[Morpheme], count: int, *, keep_particle: bool = False
) -> str:
    """Return the words of an option: after the subject, without adverbs, at most a few."""
    inside = _in_brackets(tokens[:count])
    commas = (at for at in range(count) if tokens[at].tag == "SP" and at not in inside)
    first = max((at + 1 for at in commas), default=0)
    for at in range(first + 1, count):
        if at in inside:
            continue
        if tokens[at].tag == "JKS" or (
            tokens[at].tag == "JX"
            and tokens[at].form in ("은", "는")
            and _subject_of(tokens[: at + 1])[0]
        ):
            first = at + 1
    kept = [
        tokens[at] for at in range(first, count) if at in inside or tokens[at].tag not in _ASIDE
    ]
    while kept and not keep_particle and (kept[-1].tag.startswith("J") or kept[-1].tag in _COUNTED):
        kept.pop()
    while kept and (kept[0].tag.startswith("J") or kept[0].tag == "NNB"):
        kept.pop(0)
    words = _spell(text, kept)
    while len(words) > 1 and (len(words) > _MOST_WORDS or len(" ".join(words)) > _LONGEST_LABEL):
        words = words[1:]
    return " ".join(words)


def _in_brackets(tokens: Sequence[Morpheme]) -> frozenset[int]:
    """Return which morphemes stand in round brackets that belong to the word before them, the
    brackets with them: (Firma Rieger) of 회사(Firma Rieger)로.
    """
    found: set[int] = set()
    opened: int | None = None
    for at, each in enumerate(tokens):
        if each.form == "(" and at and each.start == tokens[at - 1].end:
            opened = at if tokens[at - 1].tag[:1] in ("N", "X", "S") else None
        elif each.form == ")" and opened is not None:
            found.update(range(opened, at + 1))
            opened = None
    return frozenset(found)


def _spell(text: str, tokens: Sequence[Morpheme]) -> list[str]:
    """Return the words that these morphemes are written in; what stands in brackets is of the word
    before it.
    """
    words: list[str] = []
    end = -1
    for each in tokens:
        if words and (each.start <= end or words[-1].count("(") > words[-1].count(")")):
            words[-1] += text[end : each.end]
        else:
            words.append(text[each.start : each.end])
        end = max(end, each.end)
    return words
