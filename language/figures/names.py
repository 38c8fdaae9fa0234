"""Names of people, places and firms in a text, and people who are called by what they are (팀장님).

Promise: 민경이, 김민경 and "Minkyung" are one person, 네이버 and "Naver" one firm. Limit: a Korean
name is what the Korean model takes for one; an English one has a capital and does not begin its
sentence, unless a verb of saying or doing follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from language.dates.holidays import holiday_names
from language.dates.words import words_of
from language.detect import is_hangul
from language.figures.hearing import first_letters, heard_beginnings, is_heard_as, may_begin
from language.grammar import morphology
from language.grammar.letters import GREAT, LATIN, MARKS, plain_letters
from language.word_lists import any_of, load_data

_HANGUL_WORD = re.compile(r"[가-힣]+")
_LATIN_LETTERS = f"{LATIN}{MARKS}0-9"
_CAPITAL = rf"[{GREAT}][{_LATIN_LETTERS}'’&+-]*(?:\.[{GREAT}][{_LATIN_LETTERS}]*)*"
_NAME = re.compile(rf"(?<![{_LATIN_LETTERS}'’]){_CAPITAL}(?:\s(?:of\sthe\s|of\s|de\s)?{_CAPITAL})*")
_WRITTEN_WORD = re.compile(rf"[{LATIN}][{_LATIN_LETTERS}_'’&+-]*|[가-힣]+")
_SENTENCE_START = re.compile(
    r"(?:^|(?<!\bM[rs])(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bProf)[.!?:…]|\n)[\s\"“‘'(*#-]*$"
)
_VOWELS = frozenset("aeiouy")
_JOINT = re.compile(r"['’-]")  # Soo-ah and Sooah
_PART = re.compile(r"['’&+-]")
_TWICE = re.compile(r"(.)\1")
_LONG = 5  # letters of a name that is known again though one is another
_CASE = frozenset("가는을를")  # 지시가 is no Jessica: there 가 says who does something
_PARTICLES = "이가은는을를의도와과랑에로만한께하보부까야아네씨님라처였인"

_TO_A_PLACE = re.compile(
    r"\b(?:from|in|at|to|into|of|near|around|through|across|over|for|via)\s(?:the\s)?$",
    re.IGNORECASE,
)
# Who is told apart by a place, and is meant instead: "the young man from Kandy".
_OF_SOMEBODY = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|guys?|girls?|boys?|lads?|lady|ladies|kids?|friends?|people|persons?|one|ones"
    r"|colleagues?|students?|couple|family)\s(?:(?:who|that)\s(?:is|was|are|were|comes?|came)\s)?from\s$",
    re.IGNORECASE,
)
_WHO_IS_FROM = re.compile(r"(?:에서\s온|\s?출신(?:인|의)?)\s")
# What follows a name of somebody who hears, has or does: 이 of a given name alone, and 씨.
_OF_A_PERSON = re.compile(r"이?(?:랑|한테|에게|께|하고\s)|이(?:가|는|를|도|의|네)|\s?(?:씨|님)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name at `text[start:end]`; `roles` are the groups of a person called by what they are."""

    start: int
    end: int
    words: str
    roles: frozenset[str] = frozenset()
    surname: str = ""


@dataclass(frozen=True, slots=True)
class NamedIn:
    """What written texts hold for names to be found in.

    `folded` are the texts without spaces in small plain letters, `times` how often each word stands
    there as it is spelt; `latin` are the words and parts of words in small Latin letters.
    """

    folded: tuple[str, ...]
    times: Mapping[str, int]
    latin: frozenset[str]
    hangul: frozenset[str]
    roles: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()


def find_names(text: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Return the names of `text`, in order; `known` are names (folded) that begin sentences too."""
    found = [*_roles(text), *_latin(text, known)]
    if any(is_hangul(char) for char in text):
        found += _korean(text)
    taken = [False] * (len(text) + 1)
    kept = []
    for name in found:
        if not any(taken[name.start : name.end]):
            kept.append(name)
            taken[name.start : name.end] = [True] * (name.end - name.start)
    return tuple(sorted(kept, key=lambda each: each.start))


def read_names(texts: Sequence[str]) -> NamedIn:
    """Return what names can be found in `texts`."""
    text = "\n".join(texts)
    folded, words = read_words(text)
    return replace(
        gather_words((folded,), Counter(words)),
        roles=frozenset(group for name in _roles(text) for group in name.roles),
        surnames=frozenset(name.surname for name in _roles(text) if name.surname),
    )


def read_words(text: str) -> tuple[str, list[str]]:
    """Return a text without spaces in small plain letters, and its words as they are spelt."""
    plain = plain_letters(text)
    return "".join(plain.casefold().split()), _WRITTEN_WORD.findall(plain)


def gather_words(folded: Iterable[str], times: Mapping[str, int]) -> NamedIn:
    """Return what names can be found in texts that were read, whose words stand so often there."""
    hangul = frozenset(word for word in times if is_hangul(word[0]))
    words = {word.casefold() for word in times.keys() - hangul}
    parts = {part for word in words for part in _PART.split(word)}
    return NamedIn(
        folded=tuple(folded),
        times=times,
        latin=frozenset(words | parts | {_JOINT.sub("", word) for word in words}),
        hangul=hangul,
    )


def stands_in(name: Name, written: NamedIn) -> bool:
    """Say whether a name that is no role is written, in either script, or what it may be a slip
    for.
    """
    if is_name_told(name, written):
        return True
    folded = _folded(name.words)
    words = written.hangul if is_hangul(folded[0]) else written.latin
    return any(_is_slip_of(folded, each) for each in words)


def spelling_in(name: str, written: NamedIn) -> str:
    """Return how a name is spelt that is not written as it stands, as it is most often: in the
    other script, or without a slip; "" where it is not.
    """
    folded = _folded(name)
    like = frozenset(_words_like(folded, written))
    spellings: Counter[str] = Counter()
    for word, times in written.times.items():
        if word in like and (spelling := _spelling_by(word, folded)):
            spellings[spelling] += times
    return spellings.most_common(1)[0][0] if spellings else ""


def _words_like(name: str, written: NamedIn) -> Iterator[str]:
    """Yield the words that begin like a name: those of which a whole look tells whether they are
    it.
    """
    letters = first_letters(name) if is_hangul(name[0]) else frozenset(name[0])
    yield from (word for word in written.times if word[0].casefold() in letters)
    if not is_hangul(name[0]):
        yield from _said_like(name, written.hangul)


def _said_like(latin: str, hangul: frozenset[str]) -> Iterator[str]:
    """Yield the Hangul words of which the first syllable, or the one after a surname, may be the
    beginning of a Latin name.
    """
    surnames = load_data("names/people")["surnames"]
    syllables = {syllable for word in hangul for syllable in word[:2]}
    begins = {each for each in syllables if may_begin(latin, each)}
    for word in hangul:
        if word[0] in begins or (word[0] in surnames and word[1:2] in begins):
            yield word


def _spelling_by(word: str, name: str) -> str:
    """Return what of a written word is a name that is not spelt so; "" where nothing is."""
    if is_hangul(word[0]):
        return "" if is_hangul(name[0]) else _heard_in(word, name)
    is_it = is_heard_as(word, name) if is_hangul(name[0]) else _is_slip_of(name, word.casefold())
    return word if is_it else ""


def is_name_told(name: Name, written: NamedIn) -> bool:
    """Say whether a name stands in what is written, in either script."""
    if name.roles:
        if name.surname and written.surnames and name.surname not in written.surnames:
            return False
        return bool(name.roles & written.roles)
    parts = [part for part in re.split(r"\s+", name.words) if part]
    told = [part for part in parts if _part_told(part, written)]
    surnames = load_data("names/people")["romanised_surnames"]
    rest = [part for part in parts if part not in told]
    return bool(told) and all(_folded(part) in surnames or part.islower() for part in rest)


def is_as_a_person(name: Name, text: str) -> bool:
    """Say whether a name is spoken of in `text` as a person is: in English not as where one is or
    goes, in Korean by what follows it.
    """
    if is_hangul(name.words[0]):
        return _OF_A_PERSON.match(text, name.end) is not None
    return _TO_A_PLACE.search(text[: name.start]) is None


def only_tells_apart(name: Name, text: str) -> bool:
    """Say whether a name is of a place that somebody is from, who is meant and not the place."""
    if is_hangul(name.words[0]):
        return _WHO_IS_FROM.match(text, name.end) is not None
    return _OF_SOMEBODY.search(text[: name.start]) is not None


def mid_sentence_names(texts: Sequence[str]) -> frozenset[str]:
    """Return the folded Latin names of `texts` that no sentence begins with."""
    return frozenset(_folded(name.words) for text in texts for name in _latin(text, frozenset()))


def _part_told(part: str, written: NamedIn) -> bool:
    folded = _folded(part)
    if "가" <= folded[:1] <= "힣":
        return _korean_told(folded, written)
    if not written.latin.isdisjoint((folded, folded.rstrip("s"), _JOINT.sub("", folded))):
        return True
    if len(folded) > 3 and any(folded in each for each in written.folded):
        return True
    if not written.hangul:
        return False
    if surname := load_data("names/people")["romanised_surnames"].get(folded):
        return any(word.startswith(surname) for word in written.hangul)
    return any(_heard_in(word, folded) for word in _said_like(folded, written.hangul))


def _is_slip_of(name: str, word: str) -> bool:
    """Say whether a name is another word but for one vowel, a letter doubled or not, or two that
    changed places: Merek is Marek, and Mario no Maria.
    """
    if len(name) < _LONG or name[0] != word[:1]:
        return False
    if _TWICE.sub(r"\1", name) == _TWICE.sub(r"\1", word):
        return True
    if len(name) != len(word):
        return False
    differ = [at for at, pair in enumerate(zip(name, word, strict=True)) if len({*pair}) > 1]
    if len(differ) == 1:
        at = differ[0]
        return at < len(name) - 1 and {name[at], word[at]} <= _VOWELS
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and (name[differ[0]] + name[differ[1]] == word[differ[1]] + word[differ[0]])
    )


def _korean_told(name: str, written: NamedIn) -> bool:
    if _is_within_word(name, written):
        return True
    shorter = set()
    if len(name) > 2 and name[-1] in "이네":
        shorter = {name[:-1]}
    elif len(name) == 3 and name[0] in load_data("names/people")["surnames"]:
        shorter = set() if _has_other_surname(name, written) else {name[1:]}
    if any(len(each) > 1 and _is_within_word(each, written) for each in shorter):
        return True
    return any(
        is_heard_as(word, each)
        for each in (name, *shorter)
        for word in written.latin
        if word.isascii() and word[:1] in first_letters(each)
    )


def _is_within_word(name: str, written: NamedIn) -> bool:
    return any(name in word for word in written.hangul)


def _heard_in(word: str, latin: str) -> str:
    """Return the beginning of a Hangul word that is a Latin name, with or without a surname before
    it; "" where none is. One syllable is many a word's first, so that nothing but a particle may
    follow it.
    """
    surnames = load_data("names/people")["surnames"]
    word = word[:-1] if len(word) > 2 and word[-1] in _CASE else word
    for start in (0, 1) if word[0] in surnames else (0,):
        for size in heard_beginnings(latin, word[start:]):
            if size > 1 or word[start + size : start + size + 1] in ("", *_PARTICLES):
                return word[start : start + size]
    return ""


def _has_other_surname(name: str, written: NamedIn) -> bool:
    """Say whether someone of the same given name and another surname is written of."""
    before = re.findall(rf"([가-힣]){name[1:]}", " ".join(written.hangul))
    return any(char in load_data("names/people")["surnames"] for char in before)


def _roles(text: str) -> Iterator[Name]:
    for match in _role_pattern().finditer(text):
        yield Name(
            start=match.start(),
            end=match.end(),
            words=match[0],
            roles=_groups()[match["role"].casefold()],
            surname=match["surname"] or "",
        )


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for group, words in load_data("names/people")["roles"].items():
        for word in (*words["en"], *words["ko"]):
            groups.setdefault(word, set()).add(group)
    return {word: frozenset(names) for word, names in groups.items()}


@cache
def _role_pattern() -> re.Pattern[str]:
    korean = [word for word in _groups() if "가" <= word[0] <= "힣" and len(word) > 1]
    single = [word for word in _groups() if "가" <= word[0] <= "힣" and len(word) == 1]
    english = [word for word in _groups() if word[0].isascii()]
    surnames = load_data("names/people")["surnames"]
    particles = "이|가|은|는|을|를|의|도|와|과|랑|께|한테|에게|만|보다|까지|부터|라|였|인"
    end = rf"(?=님|씨|들|네|$|[^가-힣]|{particles})"
    alone = r"(?=이?(?:가|은|는|을|를|의|도|와|과|랑|께서|한테|에게)?(?:\s|$|[,.]))"
    return re.compile(
        rf"(?:(?<![가-힣])(?P<surname>[{surnames}])\s?)?(?P<role>(?:{any_of(korean)}){end}|(?<![가-힣])(?:{any_of(single)}){alone}"
        rf"|\b(?:{any_of(english)})(?=s?\b))",
        re.IGNORECASE,
    )


_NEAR = 80  # code points before a name that tell whether a sentence begins there


def _latin(text: str, known: frozenset[str]) -> Iterator[Name]:
    common = frozenset(load_data("names/people")["common"]) | _calendar() | _groups().keys()
    korean = any(is_hangul(char) for char in text)
    for match in _NAME.finditer(text):
        start, words = match.start(), match[0]
        while words and _folded(words.split()[0]) in common:  # "Aunt Rosa" names Rosa
            first = re.match(r"\S+\s*", words)
            assert first is not None
            words, start = words[first.end() :], start + first.end()
        words = re.sub(r"['’]s?$", "", words)
        if len(words) < 2 or (words.lower() in _groups()):
            continue
        begins = start == match.start() and bool(
            _SENTENCE_START.search(text[max(0, start - _NEAR) : start])
        )
        if (
            begins
            and not korean
            and not _may_begin(words, text[match.end() : match.end() + _NEAR], match[0], known)
        ):
            continue
        yield Name(start=start, end=start + len(words), words=words)


def _may_begin(words: str, after: str, whole: str, known: frozenset[str]) -> bool:
    """Say whether capitalised words at the head of a sentence are a name."""
    if " " in words or _folded(words) in known or whole != words or words[1:].lower() != words[1:]:
        return True
    following = re.match(r"\s+([a-z]+)", after)
    verbs = load_data("names/people")["person_verbs"]
    return bool(following and following[1] in verbs) and not words.endswith(("ing", "ly"))


@cache
def _calendar() -> frozenset[str]:
    weekdays = (*words_of("weekdays", "ko"), *words_of("weekdays", "en"))
    holidays = (*holiday_names("ko"), *holiday_names("en"))
    seasons = load_data("times/days")["seasons"]
    return frozenset((*words_of("months", "en"), *weekdays, *seasons, *holidays))


def _korean(text: str) -> Iterator[Name]:
    roles = load_data("names/people")["roles"].values()
    titles = frozenset(word for group in roles for word in group["ko"])
    for start, end in morphology.proper_nouns(text):
        word = _HANGUL_WORD.match(text, start)
        if word is None or word.end() < end:
            continue
        rest = text[end : word.end()]
        person = end - start == 2 and text[start] in load_data("names/people")["surnames"]
        # The model cuts 김민경이 after 김민: the third syllable is the name's, not a particle.
        if person and rest and rest[0] not in _PARTICLES:
            end += 1
        words = text[start:end]
        if len(words) > 1 and words not in titles and words not in _calendar():
            yield Name(start=start, end=end, words=words)


def _folded(words: str) -> str:
    return plain_letters(re.sub(r"['’]s$", "", words)).casefold()
