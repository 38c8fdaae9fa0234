"""What an English sentence lays open to the writer: "I could", "or I", an offer, a condition."""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re

from language.grammar.letters import CAPITALISED, GREAT
from language.options.prose.labels_en import ME, WORDS, as_places, split_at_or
from language.options.prose.place import Place
from language.word_lists import compile_list

_IF = re.compile(
    rf"\bif\s+{ME}\s+(?!(?:{WORDS['no_condition']})\b|['’])"
    r"(?P<what>[a-z][^,.;?!]*?)(?=,|\s+(?:i|we|then)\b(?=.{4}))",
    re.IGNORECASE,
)
# "Selling would clear the debt"
_DOING = re.compile(
    rf"^(?:(?:and|but|or)\s)?(?!(?:{WORDS['no_gerund']})\b)(?P<what>[a-z]+ing\b[^.,;:?!]{{0,40}}?)\s+"
    r"(?:would|will|could|might|may|means|is|keeps|costs|gives|leaves|makes|takes|lets|puts|buys|saves|brings)\b",
    re.IGNORECASE,
)
_COULD = re.compile(
    rf"\b{ME}\s+(?:could|can|might|may)\s+(?:also\s+|always\s+|just\s+|simply\s+|even\s+|still\s+|instead\s+)?"
    rf"(?!(?:{WORDS['no_way']}|also|always|just|simply|even|still|instead)\b)"
    r"(?P<what>[a-z](?:[^.;:?!]|;(?= or\b))*)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    rf"\b(?:maybe|perhaps)\s+{ME}\s+(?:should|could|ought to|might)\s+(?:just\s+)?(?P<what>[a-z][^.;:?!]*)"
    r"|\b(?:half|part)\s+of\s+me\s+(?:wants?|would (?:like|rather|sooner|prefer)|longs)\s+(?!(?:him|her|them|it|you)\b)(?:to\s+)?(?P<half>[a-z][^.;:?!]*)"
    r"|\bthe\s+(?:rest|(?:\w+\s+)?(?:half|part|other|one))\s+(?:of\s+me\s+)?(?:wants?|would like|longs)\s+(?:to\s+)?(?P<other>[a-z][^.;:?!]*)"
    rf"|\b{ME}\b[^.;:?!]{{0,20}}\b(?:thinking|dreaming)\s+(?:about|of)\s+(?P<doing>[a-z]+ing\b[^.;:?!]*)",
    re.IGNORECASE,
)
_WHERE_I = re.compile(
    rf"\b(?:a|one|another|the)\s+(?:\w+\s+)?(?:(?:{WORDS['future']})\s+)?(?:where|in which)\s+"
    r"(?:i|we)(?:['’](?:d|ll))?\s+(?:just\s+|simply\s+)?(?P<what>[a-z][^,.;:?!]*)",
    re.IGNORECASE,
)
_WISH = re.compile(
    rf"\b(?:i|we)(?:{WORDS['wishing']})\s+to\s+(?P<what>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
_RATHER = re.compile(
    rf"\b{ME}(?:['’]d|\s+would)?\s+(?:rather|sooner|prefer\s+to)\s+(?P<what>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
_OR_I = re.compile(
    rf"^or(?:\s+else)?,?\s+(?:maybe\s+|perhaps\s+)?(?:i|we|he|she|they|(?-i:{CAPITALISED}))(?:['’]ll)?\s+"
    rf"(?:just\s+|simply\s+)?(?!(?:{WORDS['no_condition']}|{WORDS['modal']}|will|{WORDS['others_verb']})\b|\w+ed\b)"
    r"(?P<what>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
# "He can operate, or we let it heal"
OTHER_OR_WE = re.compile(
    rf"\b(?:he|she|they|(?-i:{CAPITALISED}))(?:['’](?:d|ll)|\s+(?:can|could|would|will))\s+(?P<they>[a-z][^.;:?!]{{3,60}}?),?\s+"
    rf"or\s+(?:else\s+)?(?:{ME}\s+(?:(?:can|could|just|simply)\s+)?|else\s+it(?:['’]s|\s+is)\s+)"
    rf"(?!(?:{WORDS['no_condition']}|{WORDS['modal']}|will)\b)(?P<we>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    rf"\bthe alternative\s+(?:is|would be)\s+(?:that\s+)?(?:{ME}\s+|to\s+)?(?P<what>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"^(?P<what>[a-z]+ing\b[^,.;:?!]{0,40}?)\s+(?:is|would be|remains)\s+(?:also |still |always |of course )?"
    r"(?:allowed|possible|an option|a possibility|open to (?:me|us)|on the table)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"^(?:(?:and|but|so)\s+)?(?:[^,.;?!]{3,40}?\s(?:says?|said|writes?|wrote|tells me|told me)\s(?:that\s+)?)?"
    r"(?P<what>(?:the|that|this|my|a)\s(?:(?!that\b)[^,.;?!]){3,50}?)\s+"
    r"(?:is|are)\s+(?:mine|there|open|ours|still open|waiting|on the table)\b[^.?!]*\bif\b",
    re.IGNORECASE,
)
_FOR_ME = re.compile(r"\s+for\s+(?:me|us)\b", re.IGNORECASE)
_REST = r"[a-z][^.;:?!]*"
_OFFER = re.compile(
    r"\bthere(?:['’]s| is| are)\s+(?:also |always |still )?"
    rf"(?P<there>(?:the|my|that|an?|(?:(?-i:[{GREAT}]\w+)\s+)?(?-i:[{GREAT}]\w+)['’]s)\s+(?:[\w-]+\s+){{0,3}}?(?:{WORDS['offer']})\b[^.;?!]*)"
    r"|\b(?:what|how) about\s+(?P<about>[a-z]+ing\b[^.;:?!,]*)"
    rf"|\b(?:{WORDS['proposing']})\s+(?:that\s+)?(?:we|i)\s+(?:should|could|ought to|must)\s+(?:just\s+)?(?!not\b|never\b)(?P<should>{_REST})"
    rf"|\b(?:{WORDS['urging']})\s+(?:me|us)\s+to\s+(?P<to>{_REST})"
    r"|\b(?:suggest|propos)(?:es|ed|s)\s+(?P<doing>[a-z]+ing\b[^.;:?!]*)"
    r"|\boffered\s+(?:me|us)\s+(?P<offered>(?:an?|the|his|her|their|my)\s[^.;:?!]*)",
    re.IGNORECASE,
)


def ways_in(text: str) -> list[Place]:
    """Return what the writer could do by a sentence: "I could stay", "or I stay", "the job is mine
    if I want it".
    """
    if offered := _OFFERED.match(text):
        return as_places([(offered["what"], offered.start("what"))])
    if perhaps := list(_PERHAPS.finditer(text)):
        groups = [(each, each.lastgroup or "what") for each in perhaps]
        return as_places([(each[group], each.start(group)) for each, group in groups])
    if "there" in text.lower() and (ahead := list(_WHERE_I.finditer(text))):
        return as_places([(each["what"], each.start("what")) for each in ahead])
    if either := OTHER_OR_WE.search(text):
        return as_places([(either[each], either.start(each)) for each in ("they", "we")])
    searched = (pattern.search(text) for pattern in (_COULD, _OR_I, _ALLOWED, _ALTERNATIVE))
    match = next((each for each in searched if each), None)
    if match is None or text.rstrip().endswith("?"):
        return []
    return as_places(split_at_or(match["what"], 0, match.start("what")))


def offers_in(text: str) -> list[Place]:
    """Return what somebody puts before the writer, or the writer before others: "there is Jo's
    offer", "she thinks we should sell", "what about selling?".
    """
    match = _OFFER.search(text)
    if match is None:
        return []
    group = match.lastgroup or "there"
    what, start = match[group], match.start(group)
    if group == "there" and (told := what.partition(":")[2]):
        what, start = told, start + what.index(":") + 1
    return [
        each
        for each in as_places([(what, start)])
        if not compile_list("choosing", "no_offer").search(each[0])
    ]


def label_offers(what: str) -> list[str]:
    """Return what is offered, one thing or another, by the words that tell it."""
    return [
        label
        for label, _, _ in as_places(split_at_or(_FOR_ME.sub("", what), 0))
        if not compile_list("choosing", "no_offer").search(label)
    ]


def wishes_in(text: str) -> list[Place]:
    """Return what the writer would like to do: "I want to go back to the bench"."""
    match = _WISH.search(text)
    return as_places([(match["what"], match.start("what"))]) if match else []


def leanings_in(text: str) -> list[Place]:
    """Return what the writer would do sooner than another thing: "I'd rather wait"."""
    match = _RATHER.search(text)
    return as_places([(match["what"], match.start("what"))]) if match else []


def conditions_in(text: str) -> list[Place]:
    """Return what is done under each condition of a sentence: "if I move", "moving would …"."""
    found = [*_IF.finditer(text), *_DOING.finditer(text)]
    return as_places([(match["what"], match.start("what")) for match in found])
