"""The options in an English question: "grad school or industry?", "should I take the offer or
stay?", "A vs B".

Limit: "or" in a question about the past ("did I mention money or time?") weighs nothing and gives
no options, nor does "between" in one about two people ("how are things between Ana and me?").
"""

from __future__ import annotations

import re
from functools import cache

from language.options.asked.beside_en import things_beside
from language.options.asked.frames_en import begins_with_frame, weighs_framed, without_frame
from language.options.times_en import is_time
from language.word_lists import compile_list, join, load_lists

_HEAD = re.compile(
    r"^.*?\b(?:(?:should|shall|will|would|can|could|do|did) (?:i|we)(?: rather| better| really"
    r"| just| now)?|should (?:he|she|they|(?:my|our) \w+)"
    r"|(?:whether|if) i should|whether to|do i want to|choos(?:e|ing)"
    r"|torn|deciding|decide|choice|stuck)\b\s*(?:between\s+)?",
    re.IGNORECASE,
)
_WEIGHS = re.compile(
    r"\b(?:should|shall|(?:would|will|could)(?! (?:i|we) have\b)) (?:i|we)\b"
    r"|^should (?:he|she|they|(?:my|our) \w+)\b|\bi should\b|\bwhether\b|\bvs\b|\bversus\b"
    r"|^(?!(?:did|has|have|had)\b).*\bbetter\b|\bbetween\b"
    r"|\bchoos|\bdecid|\btorn\b|\bchoice\b|^do (?:i|we)\b(?!.*\bmore\b)",
    re.IGNORECASE,
)
_OR = re.compile(
    r"\s*,?\s+(?:or|vs\.?|versus)\s+(?:should i\s+|to\s+|rather\s+|just\s+)?", re.IGNORECASE
)
# What one does with one of two things, in the present, as after "did", and as it was.
_TAKES = (
    r"(?:lean(?:ing)?(?: more)? (?:towards?|to)|prefer|favou?r|choose|pick(?! (?:up|out|at|on)\b)"
    r"|opt(?:ing)? for|decid(?:e|ing) on|settl(?:e|ing) on|plump(?:ing)? for|want(?: to)?"
    r"|go(?:ing)? for(?! an?\b)|go(?:ing)? with(?= the\b)|end(?:ing)? up (?:in|at|with|on))"
)
_TOOK = (
    r"(?:lean\w*|prefer\w*|want\w*|chose|favou?r\w*|pick\w*\b(?! up\b)|(?:opted|went|plumped) for"
    r"|went with|took(?=$|,)|(?:decided|settled) on|ended up (?:in|at|with|on))"
)
_TWO = r"[^?;:—–]{2,80}?\bor\b[^?;:—–,]{2,60}"
# "Sell or rent out, what was the thinking?"
_AHEAD = re.compile(
    r"^(?!(?:what|when|where|why|who|how|which|did|do|does)\b)"
    rf"(?P<two>{_TWO}?)\s*[,;:—–-]+\s*(?:(?:what|which|how|where|why)\b[^?]*"
    r"\b(?:each|both|either|thinking|better|lean\w*|weigh\w*|decid\w*|choos\w*|chose|pick\w*)\b"
    rf"|which (?:one |way )?(?:was it|(?:did|do|should|would|was|am|were) (?:i|we) (?:{_TAKES}"
    r"|go(?: for| with| by| through)?|take|do|buy|join|accept))(?: in the end)?$)",
    re.IGNORECASE,
)
# "Was it surgery or physio I leaned towards?"
_TOLD = re.compile(
    rf"\b(?:is|was|would)\s+it\s+(?P<two>{_TWO}?)\s+(?:that\s+)?(?:i|we)\s+(?:\w+\s+)?{_TOOK}\b",
    re.IGNORECASE,
)
# "Did I lean towards the farm or the town?" Such a verb asks which of them, others whether.
_TAKEN = re.compile(
    r"^(?:(?:and|so|but|in the end),?\s+)?(?:did|was|were|am|are)\s+(?:i|we)\s+"
    rf"(?!ever\b|.*\bor not\b)(?:\w+\s+)?{_TAKES}\s+(?P<two>{_TWO})$",
    re.IGNORECASE,
)
# "Did I go by the coast or the motorway?": places that have a name, or are known.
_WAY = r"(?:through|via|by|round|around|across|along|over)"
_BY_WAY = re.compile(
    rf"^(?i:did\s+(?:i|we)\s+(?:go|come|travel|drive|sail|fly|ride|cycle|walk|head)\s+{_WAY})\s+"
    rf"(?P<a>(?:the\s|[A-Z])[^?;:,]{{2,40}}?)\s+or\s+(?:{_WAY}\s+)?(?P<b>(?:the\s|[A-Z])[^?;:,]{{2,40}})$"
)
# "Which suits me better, the yard or the office?"
_AHEAD_OF_ALL = re.compile(
    r"^(?:which|what)\b[^,:—–]*\b(?:better|best|right|wiser|suits?|fits?"
    rf"|(?:i|we) (?:\w+ )?(?:{_TAKES}|{_TOOK}|take|do))\b[^,:—–]*[,:—–]\s*"
    r"(?!(?:and|or|but|so|was|were|is|did|do|to|when|if)\b)(?=[^?;:—–]*\bor\b)",
    re.IGNORECASE,
)
_LAID_OUT = (_AHEAD, _TOLD, _TAKEN)
_BETWEEN = re.compile(r"\bbetween\s+(?P<a>.+?)\s+and\s+(?P<b>[^?.!]+)", re.IGNORECASE)
# What makes another verb of go, do or get: down to three days, up the house, and herd goats.
_BELONGS = (
    r"(?!(?:down|up|on|out|off|over|through|along|ahead|away|back|without|with|in|under|by|around"
    r"|round|against|after|past|rid|it|this|that|them|and)\b)"
)
_LIGHT_VERBS = (
    r"go back to|go to|go into|go for|going to|going into|going for"
    rf"|(?:go|going|do|doing|get|getting)(?=\s+{_BELONGS})"
    r"|pursue|pursuing|apply to|apply for|choose|pick|become|becoming|work in|working in"
)
_LIGHT = re.compile(rf"^(?:(?:to|into|{_LIGHT_VERBS})\s+)+(?=\S)", re.IGNORECASE)
_WITH_WHOM = re.compile(
    r"\s(?:with|without)\s+(?:(?-i:[A-Z])|(?:me|us|you|him|her|them|my|our)\b)|\bto be\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:a|an|the|my|some)\s+", re.IGNORECASE)
_VERBS = (
    r"take|taking|join|joining|accept|accepting|start|starting|stay at|stay in|stay with|leave"
    r"|leaving|quit|quitting|move to|moving to|find|finding|keep|keeping|finish|finishing|study"
    r"|studying"
)
_VERB = re.compile(rf"^(?:{_VERBS})\s+{_BELONGS}", re.IGNORECASE)
_TWO_VERBS = re.compile(rf"\band\s+(?:{_LIGHT_VERBS}|{_VERBS})\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:,.*|[:;—–]\s*(?:what|which|why|how|when|where|who)\b.*"
    r"|\b(?:after|when|once|because|if|before|(?<!the )first|instead|right now|now"
    r"|in the end|this year|next year)\b.*)$",
    re.IGNORECASE,
)
# A question about what was: it begins with its word, or turns verb and subject round. Further on
# the same words only join: "keep Dad where he is".
_ASKS = re.compile(
    r"(?:^|[,;:—–-]\s*)(?:(?:and|so|but)\s+)?(?:what|when|where|why|who|whose|how|which)(?:['’]s)?\b"
    r"|^(?:did|has|had|was|were|(?:is|are)\s+there)\b"
    r"|\b(?:did|have|had|was|were)\s+(?:i|we|you|he|she|they|it|there|my)\b",
    re.IGNORECASE,
)
# What is between two is a choice only beside one of these: else it is what they are to each other.
_CHOOSES = re.compile(
    r"\b(?:choos\w*|chose\w*|choice|pick\w*|decid\w*|decision|torn|stuck|prefer\w*|lean\w*"
    r"|waver\w*|hesitat\w*|difference|compar\w*|vs|versus|which|should|better)\b",
    re.IGNORECASE,
)

# Two ends of a scale, and what only counts what was named before: no things to choose from.
_SCALE = "better|worse|more|less|higher|lower|bigger|smaller|faster|slower|easier|harder|up|down"
_ON_A_SCALE = re.compile(
    rf"^(?!.*\b(?:should|shall)\b).*\b(?:{_SCALE})\s+or\s+(?:{_SCALE})"
    r"(?:$|\s+(?:since|than|over|now|after|lately|recently|off|this|these|in)\b)",
    re.IGNORECASE,
)
_COUNTED = r"(?:the\s+)?(?:first|second|third|last|former|latter|earlier|later)(?:\s+(?:one|time))?"
_ONLY_COUNTED = re.compile(rf"\b{_COUNTED}\s+or\s+{_COUNTED}\s*[?.!]*$", re.IGNORECASE)

_GOING_ON = re.compile(r"^(?:and|but|so|then)\b,?\s+", re.IGNORECASE)
_JOINT = re.compile(r"\s*,?\s+(?:or|vs\.?|versus)\s+", re.IGNORECASE)  # a frame after it stays
_SHORT = 10  # words
# Somebody who does something, or what is: a sentence tells it, and names no deed alone.
_TELLS = re.compile(
    r"\b(?:(?:i|we|you|he|she|they)\b(?!['’]d\b)|(?:is|are|was|were|has|had|did)\b)", re.IGNORECASE
)
# "… where it is", "… while I still can"
_WITHIN = re.compile(
    r"\b(?:where|what|while|until|till|once|if|when|that|which|who)\s+\w+\s+\w+", re.IGNORECASE
)
# What is, or who did it: nothing that is to be chosen.
_ASKS_WHAT_IS = re.compile(
    r"^(?:am|is|are|does)(?:n['’]t)?\b|^(?:would|will|could) (?:i|we) have\b"
    r"|^do (?:i|we)\b.*\bmore\b",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(
    r"(?:^|,\s)who(?:se)?\b(?!\s+(?:should|shall|would|do|did|will) (?:i|we)\b)", re.IGNORECASE
)
_NAMED = re.compile(r"(?!(?:in|on|at|by|for|from|with|without|near|of|to|after|before|but|so)\b)")


def english_options(text: str) -> tuple[tuple[str, str], ...]:
    """Return (label, clause) for each option that `text` weighs, in order; empty when it weighs
    none.
    """
    text = compile_list("weighing", "set_phrase").sub(" ", text)
    sentence = next(
        (s for s in re.split(r"(?<=[?!])\s+|(?<=\.)\s+", text.strip()) if _OR.search(s)),
        text.strip(),
    )
    sentence = sentence.rstrip(" ?!.")
    if _ON_A_SCALE.search(sentence) or _ONLY_COUNTED.search(sentence):
        return ()
    if things := things_beside(sentence):
        return _labelled(things)
    if laid := next((m for each in _LAID_OUT if (m := each.search(sentence))), None):
        return _labelled(_OR.split(laid["two"]))
    if ways := _BY_WAY.search(sentence):
        return _labelled([ways["a"], ways["b"]])
    if head := _AHEAD_OF_ALL.match(sentence):
        return _labelled(_listed(sentence[head.end() :]))
    if match := _BETWEEN.search(sentence):
        chooses = _CHOOSES.search(sentence) or not _ASKS.search(sentence)
        return _untimed([*_parts_of(match["a"]), match["b"]]) if chooses else ()
    if not _OR.search(sentence):
        return ()
    plain = _GOING_ON.sub("", sentence)
    if begins_with_frame(plain):
        return _untimed(_listed(plain)) if weighs_framed(_JOINT.split(plain)) else ()
    return _labelled(_listed(_body_of(sentence))) if _weighs(sentence) else ()


def _untimed(clauses: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the options that clauses name, or none where one of them is but a time."""
    found = _labelled(clauses)
    return () if any(is_time(label) for label, _ in found) else found


def _weighs(sentence: str) -> bool:
    """Say whether a question with "or" asks for one of two: by its words, or being no more than
    the two.
    """
    if _ASKS_WHO.search(sentence):
        return False
    if _WEIGHS.search(sentence):
        return True
    brings = compile_list("weighing", "asked_of_journal").search(sentence)
    if brings or _ASKS.search(sentence) or _ASKS_WHAT_IS.search(sentence):
        return False
    return len(sentence.split()) <= _SHORT or _names_two_deeds(sentence)


def _names_two_deeds(sentence: str) -> bool:
    """Say whether a question is no more than two deeds, told by bare verbs at some length: "Go back
    to be near my parents, or settle here for good?"
    """
    first, *others = sentence.split(", or ")
    if not others or _TELLS.search(_WITHIN.sub("", sentence)):
        return False
    return bool(_deed_at_length().match(first)) and all(map(_bare_verb().match, others))


def _body_of(sentence: str) -> str:
    """Return a question without the words that ask, where "or" stands after them."""
    body = _HEAD.sub("", sentence) if _WEIGHS.search(sentence) else sentence
    return body if _OR.search(body) else sentence


def _listed(text: str) -> list[str]:
    """Return what stands around "or", and between commas before it, at most three of these."""
    first, *others = _OR.split(text)
    return [*[part for part in re.split(r",\s+", first) if part][-3:], *others]


def _parts_of(text: str) -> list[str]:
    """Return what is counted up before "and", at commas; an aside is no part of it: "home, with
    Mum".
    """
    parts = [part for part in re.split(r",\s*", text) if part]
    return parts if all(map(_NAMED.match, parts[1:])) else [text]


def _labelled(clauses: list[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for clause in clauses:
        plain = without_frame(clause.strip(" ,.?!\"'"))
        words = _TAIL.sub("", plain) or plain
        label = _ARTICLE.sub("", without_light_verb(words)).strip()
        if label and label.lower() not in ("not", "no", "else", "something else"):
            found.append((label, words))
    return tuple(found)


def without_light_verb(words: str) -> str:
    """Return a verb phrase without a verb that says only that one goes, does or takes it; whole
    where it joins two verbs, tells with whom or what one would be.
    """
    is_whole = _TWO_VERBS.search(words) or _WITH_WHOM.search(words)
    return re.sub(r"^to\s+", "", words) if is_whole else _LIGHT.sub("", words)


def object_of(label: str) -> str:
    """Return what a verb phrase is about ("take the offer" → "offer"), or the label itself."""
    return _ARTICLE.sub("", _VERB.sub("", label)) or label


@cache
def _bare_verb() -> re.Pattern[str]:
    """A word that may be a verb as it is without an ending."""
    no_deed = join(load_lists("prose")["no_deed"]["en"])
    return re.compile(rf"(?!(?:{no_deed}|\w+(?:ed|ing))\b)[a-z]+\b", re.IGNORECASE)


@cache
def _deed_at_length() -> re.Pattern[str]:
    """A bare verb, and what only a verb is followed by."""
    after = join(load_lists("prose")["after_deed"]["en"])
    return re.compile(rf"{_bare_verb().pattern}\s+(?:{after}|and|as|\w+ing)\b", re.IGNORECASE)
