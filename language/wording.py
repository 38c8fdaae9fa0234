"""What a sentence says of a choice by its wording: reasons, wishes, advice, where the writer leans.

Limit: wording, not meaning; a negation beside a word turns it round ("재밌지 않", "not fun"), and
so does what ends or lessens it ("걱정이 사라졌다", "stop worrying").
The words themselves are in `data/wording.yaml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.detect import is_korean
from language.grammar.clauses import clauses_of
from language.grammar.letters import CAPITALISED
from language.negation.find import is_needless, read_turn
from language.negation.turn import Turn
from language.word_lists import compile_list, join, load_lists

_LESS_KO = re.compile(
    r"(?P<less>(?:[^\s,.!?]+ ){0,2}[^\s,.!?]+?)"  # up to three words
    r"(?:보다(?:는|도)?"  # 연구하는 것보다
    r"|[와과]는? (?:다르게|달리))\s"  # 연구와는 다르게
)
_LESS_EN = re.compile(r"\b(?:than|instead of|rather than)\s+(?P<less>[^,.!?]{2,40})", re.IGNORECASE)
_BECAUSE = re.compile(r"왜냐|because\b", re.IGNORECASE)
_CONCEDED = re.compile(r"^.*?[가-힣]지만,?\s|^(?:although|though|while)\b[^,]*,\s", re.IGNORECASE)
_DEGREE = re.compile(r"(석사|박사) 이상")
# A list mark, then the quotation: often somebody else's words.
_OF_ANOTHER = re.compile(
    r"\W*(?:(?:he|she|they|it|there|somebody|someone|one of|his|her|their|the|a|an|another|some)\b"
    rf"|(?-i:{CAPITALISED})(?:['’]s\s|\s(?:is|was|has|had|and|will|would|can|could|[a-z]+(?:s|ed))\b))",
    re.IGNORECASE,
)
_OF_WRITER = re.compile(r"\b(?:i|we|my|our|me|us|mine|ours|myself)\b", re.IGNORECASE)
_QUOTED_FIRST = re.compile(r"\s*(?:[-*•ㄴ]\s*)?[“\"‘'「]")


def names_choice(text: str) -> bool:
    """Say whether somebody stands before a choice."""
    return _says("choice", text)


def asks_what_to_do(text: str) -> bool:
    """Say whether `text` asks itself what to do: 할까, 말까, should I."""
    return _says("question", text)


def asks_openly(text: str) -> bool:
    """Say whether `text` asks which way to go, and names none."""
    return _says("open_question", text)


def decides(text: str) -> bool:
    """Say whether something is being decided."""
    return _says("deciding", text)


def tells_of_choosing(text: str) -> bool:
    """Say whether `text` tells of somebody who is choosing, or cannot."""
    return decides(text) or _says("choosing", text)


def wishes_to_wait(text: str) -> bool:
    """Say whether `text` would rather wait with a choice."""
    return _says("waiting", text)


def means_waiting(label: str) -> bool:
    """Say whether an option is to decide later."""
    return _says("waiting_label", label)


def calls_fun(text: str) -> bool:
    """Say whether `text` calls a thing fun."""
    return _says("fun", text)


def calls_no_fun(text: str) -> bool:
    """Say whether `text` calls a thing no fun."""
    return _says("no_fun", text)


def intends(text: str) -> bool:
    """Say whether the writer is going to do something, on no condition."""
    return _says("intention", text) and not _says("conditional", text)


def says_what_matters(text: str) -> bool:
    """Say whether `text` tells what a choice is to be measured by."""
    return _says("matters", text)


def says_unknown(text: str) -> bool:
    """Say whether `text` tells what is not known yet."""
    return _says("unknown", text)


def says_required(text: str) -> bool:
    """Say whether one thing is needed for another."""
    return _says("requirement", text)


def leans_towards(text: str) -> bool:
    """Say whether the writer leans towards what is named."""
    return _says("towards", text)


def leans_away(text: str) -> bool:
    """Say whether the writer leans away from what is named."""
    return _says("away", text)


def is_sure(text: str) -> bool:
    """Say whether `text` is said with certainty."""
    return _says("surely", text)


def compares(text: str) -> bool:
    """Say whether two things are held against each other."""
    return _says("comparison", text)


def wishes(text: str) -> bool:
    """Say whether `text` wishes, regrets or decides."""
    return _says("wish", text)


def wants(text: str) -> bool:
    """Say whether `text` tells what the writer wants."""
    return _says("wanting", text)


def asks_agreement(text: str) -> bool:
    """Say whether `text` asks somebody to agree: "isn't it?"."""
    return _says("agreement", text)


def speaks_of_all(text: str) -> bool:
    """Say whether `text` speaks of all that is weighed at once."""
    return _says("all_of_them", text)


def tells_of_others(text: str) -> bool:
    """Say whether `text` passes on what the writer was told: …란다."""
    return _says("hearsay", text)


def is_done_by_other(sentence: str) -> bool:
    """Say whether a sentence tells of somebody or something else alone: another is its subject, and
    the writer is not in it.
    """
    if is_korean(sentence):
        clauses = clauses_of(sentence)
        return bool(clauses) and clauses[0].of_other
    return _OF_ANOTHER.match(sentence) is not None and _OF_WRITER.search(sentence) is None


def begins_quoted(text: str) -> bool:
    """Say whether `text` begins with somebody's words."""
    return _QUOTED_FIRST.match(text) is not None


def tells_amount(text: str) -> bool:
    """Say whether `text` tells an amount of money."""
    return _says("amount_of_money", text)


def states_fact(text: str) -> bool:
    """Say whether `text` tells a fact from outside: a notice, a figure, a requirement."""
    return _says("fact", text)


def assumes(text: str) -> bool:
    """Say whether `text` takes something to be so."""
    return _says("assumption", text)


def tells_feeling(text: str) -> bool:
    """Say whether `text` tells a feeling."""
    return _says("feeling", text)


def reports_speech(text: str) -> bool:
    """Say whether `text` tells what somebody else says or thinks."""
    return _says("speech", text) or reports_advice(text) or _said_by_name().search(text) is not None


def requests(text: str) -> bool:
    """Say whether somebody asks something of the writer: 달라고 한다, "asked whether"."""
    return _says("request", text)


def urged_to(text: str) -> int:
    """Say whether somebody tells the writer to do a thing (1), or not to (-1)."""
    if _says("urged_not", text):
        return -1
    return int(_says("urged", text))


def is_conditional(text: str) -> bool:
    """Say whether `text` supposes something: 가면, "if I"."""
    return _says("conditional", text)


def tells_experience(text: str) -> bool:
    """Say whether `text` tells what the writer has lived."""
    return _says("lived", text)


def turns(text: str) -> bool:
    """Say whether `text` begins by turning against what stood before it."""
    return _says("turning", text)


def goes_on(text: str) -> bool:
    """Say whether `text` begins by adding to what stood before it."""
    return _says("adding", text)


def explains(text: str) -> bool:
    """Say whether `text` begins as the cause of what was said before."""
    return _BECAUSE.match(text) is not None


def without_concession(text: str) -> str:
    """Return `text` without what it grants before it says the contrary."""
    return _CONCEDED.sub("", text)


def turns_within(text: str) -> bool:
    """Say whether one half of `text` is set against the other."""
    return _says("turning_within", text)


def reports_advice(text: str) -> bool:
    """Say whether `text` reports what somebody advised."""
    return _advice().search(text) is not None


def adviser_in(text: str) -> str:
    """Return who advised something, as written, or an empty string."""
    match = _advice().search(text)
    return (match["who"] or match["role"]) if match else ""


def required_in(text: str) -> str:
    """Return what a text says is needed (석사 이상, "requires a licence"), or nothing."""
    match = _required().search(text)
    return (match["ko"] or match["en"] or "") if match else ""


def compared_less(text: str) -> str:
    """Return what a comparison puts below (연구하는 것보다, "than research"), or nothing."""
    match = _LESS_KO.search(text) or _LESS_EN.search(text)
    return match["less"] if match else ""


def name_degree(text: str) -> str:
    """Return `text` with 석사 이상 as 석사 학위 이상: known as a requirement of jobs, it is to
    speak for the degree.
    """
    return _DEGREE.sub(r"\1 학위 이상", text)


def read_polarity(text: str) -> tuple[bool, bool]:
    """Say whether `text` holds a good word and a bad word, each turned round by what is said with
    it; one whose turn stays open is neither.
    """
    said = {is_good != turn.is_turned for is_good, turn in _feelings(text) if not turn.is_open}
    return True in said, False in said


def is_turned_round(text: str) -> bool:
    """Say whether a word of praise or blame is turned round, and maybe back: by a negation, or by
    irony.
    """
    return any(turn.times for _, turn in _feelings(text))


def leaves_open(text: str) -> bool:
    """Say whether `text` holds words of praise or blame, but claims none: "if it isn't fun"."""
    turns = [turn for _, turn in _feelings(text)]
    return bool(turns) and all(turn.is_open for turn in turns)


@lru_cache(maxsize=2_000)
def _feelings(text: str) -> tuple[tuple[bool, Turn], ...]:
    """Return whether each word of feeling is a good one, and how it is turned; without those that
    only turn another, like the "can't" of "I can't say I enjoyed it".
    """
    found = [
        (match.span(), is_good, _turn_of(text, match, is_good=is_good))
        for name, is_good in (("good", True), ("bad", False))
        for match in compile_list("wording", name).finditer(text)
    ]
    return tuple(
        (is_good, turn)
        for at, (span, is_good, turn) in enumerate(found)
        if not any(
            span[0] < end and span[1] > start
            for _, _, other in found[:at] + found[at + 1 :]
            for start, end in other.parts
        )
    )


def _turn_of(text: str, match: re.Match[str], *, is_good: bool) -> Turn:
    if compile_list("wording", "sarcasm").search(text):
        is_praise = compile_list("wording", "good").fullmatch(match[0]) is not None
        return Turn(times=int(is_praise))
    if compile_list("wording", "never_turned").fullmatch(match[0]):
        return Turn()
    if not is_good and is_needless(text[: match.start()]):
        return Turn(times=1)
    return read_turn(text, *match.span())


def _says(name: str, text: str) -> bool:
    return compile_list("wording", name).search(text) is not None


@cache
def _required() -> re.Pattern[str]:
    after = join(load_lists("wording")["required"]["ko"])
    before = join(load_lists("wording")["required"]["en"])
    return re.compile(
        rf"(?P<ko>[가-힣]{{2,}}(?: 학위)?)(?:이|가|은|는)? ?(?:{after})"
        rf"|\b(?:{before}) (?:an? |the )?(?P<en>[^\s,.]+(?: [^\s,.]+)?)",
        re.IGNORECASE,
    )


@cache
def _said_by_name() -> re.Pattern[str]:
    verbs = join(load_lists("wording")["speaking"]["en"])
    roles = join(load_lists("wording")["adviser"]["en"])
    who = (
        rf"(?:{CAPITALISED}(?: {CAPITALISED})?(?:['’]s \w+)?"
        rf"|(?i:my|the|our|his|her)\s+(?:\w+\s+)?(?:{roles}|\w+)"
        r"|(?i:he|she|they))"
    )
    return re.compile(
        rf"(?:^|[,.;—–-]\s*|\b(?:and|but|as|though)\s+)(?!I\b|It\b|That\b|This\b|What\b){who}\s+(?:{verbs})\b"
    )


@cache
def _advice() -> re.Pattern[str]:
    who, how = (load_lists("wording")[name] for name in ("adviser", "advising"))
    return re.compile(
        rf"(?P<who>{join(who['ko'])})"
        r"(?:께서는?|께선|이|가|은|는|도)?\s"
        r"[^.]{2,80}?"  # what was said
        rf"(?:라고|다고|자고|냐고|하라고) (?:{join(how['ko'])})"
        rf"|\b[Mm]y (?P<role>{join(who['en'])})\s+(?:{join(how['en'])})"
    )
