"""Numbers in a text with their units: digits, Korean and English number words, money, shares, spans
of time.

Promise: 3,400만 원, 삼천사백만원 and "34 million won" are one number; 18개월 and "a year and a
half" agree. Limit: nothing is added up; a small number in words (두, "three") is `loose`, since
people count what a text only lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from language.dates.words import plain_word
from language.grammar.letters import LATIN
from language.word_lists import any_of, load_data

Rounding = Literal["", "about", "over", "under"]

_SCALES = {"십": 10, "백": 100, "천": 1_000, "만": 10**4, "억": 10**8, "조": 10**12}
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ALIKE = {frozenset(("age", "time")), frozenset(("times", "rank")), frozenset(("people", "thing"))}
_SAME_SPAN = 0.02  # thirteen weeks are three months, 365 days a year
_COUNTED = ("", "thing", "people")
_LOOSE_UNITS = (*_COUNTED, "rank", "times")
_MOST_COUNTED = 5  # beyond this nobody counts what a text only lists
_FURTHEST = 0.25  # how far off a rounded number may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at `text[start:end]`: as told, its kind of unit and its size in the smallest unit
    of that kind.

    `loose` numbers are counts in words and may be the teller's own; `rounding` says how exact a
    teller is.
    """

    start: int
    end: int
    amount: float
    unit: str = ""
    size: float = 0
    rounding: Rounding = ""
    loose: bool = False
    noun: str = ""


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of `text`, in order; none overlap."""
    found: list[Number] = []
    taken = [False] * (len(text) + 1)
    longest_first = sorted(_candidates(text), key=lambda each: (each.start - each.end, each.start))
    for number in longest_first:
        if not any(taken[number.start : number.end]):
            found.append(number)
            taken[number.start : number.end] = [True] * (number.end - number.start)
    return tuple(sorted(found, key=lambda each: each.start))


def is_told(claim: Number, written: Sequence[Number]) -> bool:
    """Say whether `claim` is one of the `written` numbers, as exactly as it claims to be."""
    return any(_agree(claim, each) for each in written)


def is_contradicted(claim: Number, written: Sequence[Number]) -> bool:
    """Say whether `written` counts the same kind of thing and gives another number."""
    return any(each.amount <= 20 and _counts_the_same(claim, each) for each in written)


def _counts_the_same(claim: Number, written: Number) -> bool:
    if claim.unit in _COUNTED and written.unit in _COUNTED:
        return claim.noun == written.noun or claim.unit == written.unit != ""
    same_unit = claim.size * written.amount == written.size * claim.amount
    return claim.unit == written.unit and same_unit  # "a week" says how often, whatever the hours


def _agree(claim: Number, written: Number) -> bool:
    if claim.unit == written.unit:
        same_scale = claim.size * written.amount == written.size * claim.amount
        told, meant = (claim.amount, written.amount) if same_scale else (claim.size, written.size)
        if told == meant or abs(told - meant) <= 1e-6 * abs(meant):
            return True
        if claim.unit == "time" and not same_scale and abs(told - meant) <= _SAME_SPAN * meant:
            return True
        return _rounds_to(claim, written.size)
    if "" in (claim.unit, written.unit):
        # "연봉 3400" leaves out the 만 원 that the unit would show.
        of_ten_thousand = "won" in (claim.unit, written.unit) and (
            claim.amount == written.amount * 10**4 or claim.amount * 10**4 == written.amount
        )
        return claim.amount == written.amount or of_ten_thousand or _rounds_to(claim, written.size)
    return frozenset((claim.unit, written.unit)) in _ALIKE and claim.amount == written.amount


def _rounds_to(claim: Number, size: float) -> bool:
    """Say whether a careful writer may round `size` to what `claim` tells."""
    if not claim.rounding or not claim.amount:
        return False
    step = 1.0
    while claim.amount % (step * 10) == 0:
        step *= 10
    # "about 30" stands for 25 to 34, "about 1,200" for 1,150 to 1,249; never an eighth off.
    room = step * claim.size / claim.amount
    above = size - claim.size
    if claim.rounding == "over":
        return 0 <= above <= _within(room, claim)
    if claim.rounding == "under":
        return 0 <= -above <= _within(room, claim)
    return abs(above) <= _within(room, claim) / 2


def _within(room: float, claim: Number) -> float:
    return min(max(room, abs(claim.size) * 0.1), abs(claim.size) * _FURTHEST)


def _candidates(text: str) -> Iterator[Number]:
    yield from _whole_words(text)
    for pattern, read in _patterns():
        for match in pattern.finditer(text):
            yield _number(text, match, read(match["number"]))
    yield from _ordinals(text)


def _number(text: str, match: re.Match[str], amount: float) -> Number:
    unit, factor, end = _unit_after(text, match.end("number"))
    half = _HALF.match(text, end)
    if half is not None and (unit == "time" or half["english"]):
        amount, end = amount + 0.5, half.end()
        if not unit:
            unit, factor, end = _unit_after(text, end)
    if symbol := match.groupdict().get("symbol"):
        unit, factor = load_data("figures/written")["currencies"][symbol], 1
    in_words = not any(char.isdigit() for char in match["number"])
    noun = _NOUN.match(text, end)
    return Number(
        start=match.start(),
        end=end,
        amount=amount,
        unit=unit,
        size=amount * factor,
        rounding=_rounding(text, match.start(), end),
        loose=in_words and (amount == 1 or (amount <= _MOST_COUNTED and unit in _LOOSE_UNITS)),
        noun=noun[1].lower() if noun else "",
    )


_HALF = re.compile(
    r"\s?반(?=$|[^가-힣]|[을이에은의동정쯤만])|(?P<english>\s+and\s+a\s+half)", re.IGNORECASE
)
_NOUN = re.compile(
    rf"\s+(?!(?:are|were|was|and|who)\b|정도)([{LATIN}]{{3,}}?(?=s?\b)|[가-힣]{{2}})"
)


def _unit_after(text: str, at: int) -> tuple[str, float, int]:
    match = _unit_pattern().match(text, at)
    if match is None:
        return "", 1, at
    unit, factor = _units()[(match["unit"] or match["latin"]).lower()]
    return unit, factor, match.end()


def _rounding(text: str, start: int, end: int) -> Rounding:
    lists = load_data("figures/written")["rounding"]
    before = re.search(
        rf"(?<![\w])({any_of(lists['before'])})\s*$",
        text[max(0, start - 40) : start],
        re.IGNORECASE,
    )
    after = re.match(rf"\s?({any_of(lists['after'])})", text[end : end + 12], re.IGNORECASE)
    if before:
        return _as_rounding(lists["before"][plain_word(before[1])])
    return _as_rounding(lists["after"][plain_word(after[1])]) if after else ""


def _as_rounding(told: str) -> Rounding:
    kinds: tuple[Rounding, ...] = ("about", "over", "under")
    return next(kind for kind in kinds if kind == told)


def _whole_words(text: str) -> Iterator[Number]:
    words = load_data("figures/written")["whole_words"]
    pattern = rf"(?<![\w])(?:{any_of(words)})(?![{LATIN}])"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        amount, name = words[plain_word(match[0])]
        unit, factor = _units().get(name, ("", 1))
        yield Number(
            start=match.start(),
            end=match.end(),
            amount=amount,
            unit=unit,
            size=amount * factor,
            rounding=_rounding(text, match.start(), match.end()),
            loose=amount < 2 or unit in ("", "times"),
        )


def _ordinals(text: str) -> Iterator[Number]:
    words = load_data("figures/written")["ordinals"]
    pattern = rf"(?<![\w])(?:{any_of(words)}|\d+(?:st|nd|rd|th))(?![{LATIN}])"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        digits = re.match(r"\d+", match[0])
        amount = float(digits[0]) if digits else float(words[match[0].lower()])
        yield Number(
            start=match.start(),
            end=match.end(),
            amount=amount,
            unit="rank",
            size=amount,
            loose=digits is None,
        )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[str], float]], ...]:
    lists = load_data("figures/written")
    own_start = rf"(?<![{LATIN}_\d])(?<![{LATIN}]-)(?<!\d[.,])"
    scale = r"(?:[십백천]?[조억만]|[십백천])"
    digits = (
        rf"{own_start}(?:(?P<symbol>[{''.join(lists['currencies'])}])\s?)?(?P<number>{_DIGITS}"
        rf"(?:\s?{scale}(?:\s?(?:{_DIGITS})?{scale})*(?:\s?\d{{1,4}}(?=\s?[원명]))?"
        rf"|\s(?:{any_of(lists['english_scales'])})\b|k\b|M\b|bn\b)?)"
    )
    counted = "원|명|년|개월|일|주|달러|번|회|평|권|살|세|점|퍼센트|프로|시간|분|킬로|개|장|쪽|층"
    unit = rf"(?=\s?(?:{counted}))"
    sino = (
        rf"(?<![가-힣\d])(?!만일)(?P<number>[일이삼사오육칠팔구]?(?:[십백천만억][일이삼사오육칠팔구]?)+{unit}"
        r"|[일이삼사오육칠팔구](?=\s?(?:년(?!도)|개월|주일|주(?=\s)|학년|퍼센트|프로|킬로)))"
    )
    ones = any_of(lists["native"])
    tens = any_of(lists["native_tens"])
    alone = r"다섯|여섯|일곱|여덟|아홉"
    counter = rf"(?=\s?(?:{any_of(_korean_units())}){_KOREAN_END})"
    native = (
        rf"(?<![가-힣])(?P<number>(?:{tens})(?:{ones})|(?:{tens}|{ones}){counter}"
        rf"|(?:스물|서른|마흔|예순|일흔|여든|아흔|{alone}){_KOREAN_END}|[두세](?=\s[가-힣]{{2}}))"
    )
    word = rf"(?:{any_of((*lists['english'], *lists['english_scales']))})"
    english = (
        rf"\b(?P<number>(?!one\b(?!\s(?:week|month|year|hour|million|thousand|hundred|and a half)))"
        rf"{word}(?:(?:[\s-]|(?<=hundred)\sand\s|(?<=thousand)\sand\s){word})*)\b"
    )
    return (
        (re.compile(digits), _read_digits),
        (re.compile(sino), _read_sino),
        (re.compile(native), _read_native),
        (re.compile(english, re.IGNORECASE), _read_english),
    )


# A Korean word may go on with a particle; where anything else follows, the syllable was no unit.
_KOREAN_END = (
    "(?=$|[^가-힣]|은|는|이|가|을|를|에|의|도|로|으로|만|와|과|나|쯤|정도|동안|뒤|후|전|안|째|간|넘|남|짜리|마다"
    "|밖|부터|까지|였|인|임|씩|치|당|반|고|라|보다|하|내|어치|한테)"
)


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {
        name: (kind, factor)
        for kind, names in load_data("figures/written")["units"].items()
        for name, factor in names.items()
    }


def _korean_units() -> list[str]:
    return [name for name in _units() if "가" <= name[0] <= "힣"]


@cache
def _unit_pattern() -> re.Pattern[str]:
    latin = [name for name in _units() if name[0].isascii() and name[0].isalpha()]
    between = r"(?:(?:more|full|whole|long|other|straight|further|consecutive)\s)?"
    return re.compile(
        rf"\s?(?P<unit>%|(?:{any_of(_korean_units())}){_KOREAN_END})"
        rf"|[\s-]?{between}(?P<latin>{any_of(latin)})s?\b",
        re.IGNORECASE,
    )


def _read_digits(words: str) -> float:
    plain = words.replace(",", "").replace(" ", "")
    head = re.match(r"\d+(?:\.\d+)?", plain)
    assert head is not None
    tail = plain[head.end() :]
    latin = {"k": 10**3, "M": 10**6, "bn": 10**9, **load_data("figures/written")["english_scales"]}
    if tail in latin:
        return _rounded(float(head[0]) * latin[tail])
    return _read_scaled(plain)


def _read_sino(words: str) -> float:
    digits: dict[str, int] = load_data("figures/written")["sino"]
    return _read_scaled("".join(str(digits.get(char, char)) for char in words))


def _read_scaled(words: str) -> float:
    """Read digits among 십, 백, 천, 만, 억: 3천4백만, 1억2천, 만5천."""
    total = part = 0.0
    last = 1
    for digits, char in re.findall(r"(\d+(?:\.\d+)?)?([십백천만억조])?", words):
        if not digits and not char:
            continue
        scale = _SCALES.get(char, 1)
        value = float(digits) if digits else 1.0
        if scale < 10**4:
            part += value * scale
        else:
            total += ((part + (float(digits) if digits else 0)) or 1) * scale
            part, last = 0, scale
    # "1억 2천" leaves out the second 만.
    return _rounded(total + (part * 10**4 if last == 10**8 and 0 < part < 10**4 else part))


def _read_native(words: str) -> float:
    lists = load_data("figures/written")
    ten = next((name for name in lists["native_tens"] if words.startswith(name)), "")
    rest = words.removeprefix(ten)
    return float(lists["native_tens"].get(ten, 0) + lists["native"].get(rest, 0))


def _read_english(words: str) -> float:
    lists = load_data("figures/written")
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in lists["english"]:
            part = part * 12 if word == "dozen" and part else part + lists["english"][word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in lists["english_scales"]:
            total, part = total + (part or 1) * lists["english_scales"][word], 0
    return total + part


def _rounded(value: float) -> float:
    return round(value, 6)
