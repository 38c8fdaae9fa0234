"""Whose choice an English sentence weighs: the writer's, or somebody's whom it tells of.

Limit: patterns, one sentence at a time.
"""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re

from language.grammar.letters import CAPITALISED
from language.options.prose.labels_en import WORDS
from language.options.prose.ways_en import OTHER_OR_WE

_OTHERS_ASK = re.compile(
    rf"\b(?:whether|if)\s+(?:or not\s+)?(?:she|he|they|it|{CAPITALISED}|(?:his|her|their|my|the|our)\s+\w+)\b(?!\s+I\b)"
    r"|\b(?i:should|do|does|will|would|can|could)\s+(?:she|he|they|my \w+)\b"
    r"|\b(?i:what do you (?:think|reckon|say))\b|\b(?i:should|will|can|could)\s+you\b"
    r"|\b(?i:she|he|they)(?:['’](?:s|re|d|ve)|\s+\w+)\s+(?:been\s+|still\s+)?(?:either|torn|choosing|deciding|hesitating|wavering|(?:trying|about|due)\s+to\s+(?:choose|decide))\b",
)
_OTHERS_BEGIN = re.compile(
    r"^(?:(?:and|but|so|now|today|meanwhile|apparently)[, ]+)?(?!\w+ing\b|i\b|we\b|what\b|which\b|there\b|this\b|that\b|it\b"
    r"|(?:the|my|our) (?:choice|question|decision|mind|heart|head|gut|alternative|answer)\b)"
    rf"(?:she|he|they|(?-i:{CAPITALISED}(?:\s{CAPITALISED}){{0,2}})(?:['’]s \w+)?|(?:my|his|her|our|the)\s+(?:\w+\s+){{0,2}}?\w+)(?:,\s\w+,|\s(?:meanwhile|still|also|apparently))?\s+"
    r"(?:(?:from|of|at|in|on|next)\s+(?:\w+\s+){0,3}?\w+\s+)?"
    rf"(?:{WORDS['others_verb']})\b",
    re.IGNORECASE,
)
# What one is at who has not chosen, and who: she's wondering whether to, the rest of them torn …
_AT_IT = re.compile(
    r"\b(?:torn|stuck|undecided|unsure|(?:choos|decid|hesitat|waver|dither|debat|wonder|weigh|think|mull|agoni[sz]|argu|talk|fret|quarrel|row)ing|(?:can(?:no|['’])t|couldn['’]t|cannot|to)\s+(?:choose|decide|pick)|make up (?:his|her|their) minds?)"
    r"\b[^.?!;:]{0,30}?\b(?:between|whether|if)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?P<me>i|we)\b|\b(?:she|he|they|you|him|them)\b"
    rf"|^(?:(?:and|but|so|now|today|meanwhile|apparently)[, ]+)?(?:(?:your|his|her|their|my|our|the)\s+(?P<who>\w+)|(?!(?:it|that|there|here|what)\b)(?-i:{CAPITALISED})['’]s\b)",
    re.IGNORECASE,
)
_WHETHER_TO = re.compile(r"\bwhether\s+to\b", re.IGNORECASE)
_PART_END = re.compile(r"[;:.?!]")
_SPEAKER = re.compile(r"\b(?:(?P<me>i|we)|she|he|they)\b", re.IGNORECASE)
_MIND = re.compile(r"(?:mind|heart|head|gut|brain|choice|question|decision)s?", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\bwho\b[^.?!]{0,40}\b(?:choose|decide|torn|pick)\b"
    r"|\bbetween\s+(?:his|her|their)\b[^.?!]*\band\s+(?:his|her|their)\b",
    re.IGNORECASE,
)
_SAYS = r"(?:ask(?:s|ed)|says?|said|wonder(?:s|ed)|cri(?:es|ed)|reads|goes|writes|wrote|sings|sang)"
_ANOTHER = rf"(?:he|she|they|(?-i:{CAPITALISED})(?<!\bI)|(?:my|his|her|their|our|the) \w+)"
# Who says "I" there is not the writer: Ken asked: 'Should I quit?', "Should I quit?" asked Ken.
_SPOKEN_BY_OTHER = re.compile(
    rf"^{_ANOTHER} {_SAYS}\b[,:]?\s*['\"‘“]?(?:should|shall|do|can|must|could)\s+(?:i|we)\b"
    rf"|\?['\"’”],?\s+(?:{_ANOTHER} {_SAYS}\b|{_SAYS} (?!i\b|we\b)\w)",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:whether|if|should|do|shall|could|would|can)\s+(?:or not\s+)?(?:i|we)\b"
    r"|\b(?:asked|told|wants?|made)\s+(?:me|us)\s+to\s+(?:name|list|choose|pick|decide|write)\b",
    re.IGNORECASE,
)


def is_of_other(text: str) -> bool:
    """Say whether somebody else weighs."""
    if _SPOKEN_BY_OTHER.search(text):
        return True
    if _MINE.search(text) or OTHER_OR_WE.search(text):
        return False
    if _OTHERS_ASK.search(text) or _OF_WHOM.search(text):
        return True
    return bool(_OTHERS_BEGIN.match(text)) or _are_others_at_it(text) or _is_for_others(text)


def _are_others_at_it(text: str) -> bool:
    """Say whether somebody else has not chosen: whoever was last spoken of before is at it."""
    at_it = _AT_IT.search(text)
    spoken = list(_WHO.finditer(text[: at_it.start()])) if at_it else []
    if not spoken or spoken[-1]["me"]:
        return False
    return not (spoken[-1]["who"] and _MIND.fullmatch(spoken[-1]["who"]))


def _is_for_others(text: str) -> bool:
    """Say whether it is for somebody else to do: he cannot settle whether to go."""
    asked = _WHETHER_TO.search(text)
    before = _PART_END.split(text[: asked.start()])[-1] if asked else ""
    spoken = list(_SPEAKER.finditer(before))
    return bool(spoken) and not spoken[-1]["me"]
