"""The options in an English question: "grad school or industry?", "should I take the offer or
stay?", "A vs B".

Limit: "or" in a question about the past ("did I mention money or time?") weighs nothing and gives
no options, nor does "between" in one about two people ("how are things between Ana and me?").
"""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"^.*?\b(?:(?:should|shall|will|would|can|could|do|did) i(?: rather| better| really| just|"
    r" now)?|should (?:we|he|she|they|(?:my|our) \w+)"
    r"|(?:whether|if) i should|whether to|do i want to|is it (?:better|wiser) to|would it be better"
    r" to|am i better off|choos(?:e|ing)"
    r"|torn|deciding|decide|choice|stuck)\b\s*(?:between\s+)?",
    re.IGNORECASE,
)
_WEIGHS = re.compile(
    r"\b(?:should|shall|would|will|could) i\b|^should (?:we|he|she|they|(?:my|our) \w+)\b|\bi"
    r" should\b|\bwhether\b|\bbetter\b|\bvs\b|\bversus\b|\bbetween\b"
    r"|\bchoos|\bdecid|\btorn\b|\bchoice\b|^do i\b",
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
_ARTICLE = re.compile(r"^(?:a|an|the|my|some)\s+", re.IGNORECASE)
_VERBS = (
    r"take|taking|join|joining|accept|accepting|start|starting|stay at|stay in|stay with|leave"
    r"|leaving|quit|quitting|move to|moving to|find|finding|keep|keeping|finish|finishing|study"
    r"|studying"
)
_VERB = re.compile(rf"^(?:{_VERBS})\s+{_BELONGS}", re.IGNORECASE)
_TWO_VERBS = re.compile(rf"\band\s+(?:{_LIGHT_VERBS}|{_VERBS})\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:,.*|\b(?:after|when|once|because|if|before|(?<!the )first|instead|right now|now"
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
    r"(?:$|\s+(?:since|than|over|now|after|lately|recently|this|these|in)\b)",
    re.IGNORECASE,
)
_COUNTED = r"(?:the\s+)?(?:first|second|third|last|former|latter|earlier|later)(?:\s+(?:one|time))?"
_ONLY_COUNTED = re.compile(rf"\b{_COUNTED}\s+or\s+{_COUNTED}\s*[?.!]*$", re.IGNORECASE)


def english_options(text: str) -> tuple[tuple[str, str], ...]:
    """Return (label, clause) for each option that `text` weighs, in order; empty when it weighs
    none.
    """
    sentence = next(
        (s for s in re.split(r"(?<=[?!])\s+|(?<=\.)\s+", text.strip()) if _OR.search(s)),
        text.strip(),
    )
    sentence = sentence.rstrip(" ?!.")
    if _ON_A_SCALE.search(sentence) or _ONLY_COUNTED.search(sentence):
        return ()
    if laid := next((m for each in _LAID_OUT if (m := each.search(sentence))), None):
        return _labelled(_OR.split(laid["two"]))
    if ways := _BY_WAY.search(sentence):
        return _labelled([ways["a"], ways["b"]])
    if head := _AHEAD_OF_ALL.match(sentence):
        return _labelled(_listed(sentence[head.end() :]))
    if match := _BETWEEN.search(sentence):
        chooses = _CHOOSES.search(sentence) or not _ASKS.search(sentence)
        return _labelled([match["a"], match["b"]]) if chooses else ()
    if not _OR.search(sentence):
        return ()
    weighs = bool(_WEIGHS.search(sentence))
    if not weighs and (len(sentence.split()) > 10 or _ASKS.search(sentence)):
        return ()
    body = _HEAD.sub("", sentence) if weighs else sentence
    if not _OR.search(body):  # the "or" stood before the asking words
        body = sentence
    return _labelled(_listed(body))


def _listed(text: str) -> list[str]:
    """Return what stands around "or", and between commas before it, at most three of these."""
    first, *others = _OR.split(text)
    return [*[part for part in re.split(r",\s+", first) if part][-3:], *others]


def _labelled(clauses: list[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for clause in clauses:
        words = _TAIL.sub("", clause.strip(" ,.?!\"'")) or clause.strip()
        label = _ARTICLE.sub("", without_light_verb(words)).strip()
        if label and label.lower() not in ("not", "no", "else", "something else"):
            found.append((label, words))
    return tuple(found)


def without_light_verb(words: str) -> str:
    """Return a verb phrase without a verb that says only that one goes, does or takes it; whole
    where it joins two verbs.
    """
    return re.sub(r"^to\s+", "", words) if _TWO_VERBS.search(words) else _LIGHT.sub("", words)


def object_of(label: str) -> str:
    """Return what a verb phrase is about ("take the offer" → "offer"), or the label itself."""
    return _ARTICLE.sub("", _VERB.sub("", label)) or label
