"""Whether a question is about what was or about what is to be, by its wording."""

from __future__ import annotations

import re

from language.detect import closes_in_past_tense

_FORWARD_KO = re.compile(
    r"(?:[가-힣]까요?|[을를할될갈]지|해야\s?(?:하나|할지|해|돼|되나|하지)요?"
    r"|하는 게 (?:좋|나)\S{0,12}|려면\??)[\s?!.~ㅋㅎㅠㅜ…]*$"
)
_WONDERS_KO = re.compile(
    r"([가-힣])을까요?[\s?!.~ㅋㅎㅠㅜ…]*$"
)  # 왜 그랬을까 wonders about the past
# What will be, where it is no more chosen than the weather: 뭐 하고 있을까.
_WONDERS_AHEAD_KO = re.compile(r"(?:있을|없을|될|어떨|지낼|(?:^|\s)올)까요?[\s?!.~ㅋㅎㅠㅜ…]*$")
_FORWARD_EN = re.compile(
    r"(?:^|[,.;:?!]\s*|\b(?:and|or|so|but|then|well|hmm)\s+)"
    r"(?:should|shall|will|would|can(?! you)|could(?! you)|do i need|is it better)\b",
    re.IGNORECASE,
)
_PAST_EN = re.compile(
    r"\b(?:did|have|had|was|were) (?:i|my|we|it|there)\b|\bi"
    r" (?:thought|wrote|felt|said|was|wanted|worried|had)\b"
    r"|\b(?:felt|thought|written|wrote|looked|changed|happened|went|been|did)\b",
    re.IGNORECASE,
)
# A question whose own verb is in the past: how was work, which book was the best, has Jonas paid.
_ASKS_PAST_EN = re.compile(
    r"(?:^|[,.;:?!])\s?(?:(?:and|but|so|then)\b\W?\s?)?"
    r"(?:(?:how|what|why|who|whom|whose|when|where|which)(?:\s+[\w'’-]+){0,3}?\s+)?"
    r"(?:(?:did|was|were|had)(?:n['’]t)?|(?:has|have)(?:n['’]t)?(?!\s+(?:to|got)\b))\b",
    re.IGNORECASE,
)
_PAST_KO = re.compile(r"쓴|적은|남긴|하던|던\s|적이 있")
# What asks for the record of a stretch asks about the past of it, also while it runs.
_RECORD = re.compile(
    r"요약|정리해|돌아보|돌아봐|비교|달라|다르|차이|바뀌|변했"
    r"|summari[sz]|\bsum up\b|\brecap\b|\breview\b|\bcompar|\bdiffer|\bgoing\b"
    r"|\bso far\b",
    re.IGNORECASE,
)
# How something is, now: of a topic, or of all.
_HOW_IT_IS = re.compile(
    r"(?:^\W*|[은는]\s+)(?:좀\s+)?어(?:때|떤|떠)"
    r"|^\W*(?:(?:and|but|so)\b\W*)?how(?:['’]s|\s+(?:is|are|am))\b",
    re.IGNORECASE,
)


def looks_ahead(text: str) -> bool:
    """Say whether a question is about what to do, or what will be."""
    if re.search(r"기준|시점|as of", text):
        return False
    end = text[-200:].strip()
    wonders = _WONDERS_KO.search(end)
    if wonders and closes_in_past_tense(wonders[1]):
        return False
    if _FORWARD_KO.search(end):
        return True
    return bool(_FORWARD_EN.search(text)) and not _PAST_EN.search(text)


def wonders_ahead(text: str) -> bool:
    """Say whether a question wonders what will be, and not what to do."""
    return _WONDERS_AHEAD_KO.search(text[-200:].strip()) is not None


def asks_about_past(text: str) -> bool:
    """Say whether a question asks what was, or for the record of a time."""
    tense = any(map(closes_in_past_tense, text))
    return tense or any(sign.search(text) for sign in (_PAST_KO, _PAST_EN, _ASKS_PAST_EN, _RECORD))


def asks_how_it_is(text: str) -> bool:
    """Say whether a question, without the words of its time, asks how things are."""
    return _HOW_IT_IS.search(text) is not None
