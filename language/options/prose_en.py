"""What an English sentence of a journal weighs: questions, "whether", "I could", "if I".

Promise: labels are short verb or noun phrases without their subject; what somebody else weighs, or
was weighed once, gives nothing. Limit: patterns, one sentence at a time.
"""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re

from language.options.english import without_light_verb
from language.options.find import clean_label
from language.word_lists import compile_list, join, load_lists

Named = tuple[str, int, int]

_ME = r"(?:i|we|me and (?-i:[A-Z]\w+)|(?-i:[A-Z]\w+) and (?:i|me))(?:['’](?:d|ll))?"
_WORDS = {name: join(kinds["en"]) for name, kinds in load_lists("prose").items()}
_MODAL = rf"(?:{_WORDS['modal']})"
_LEAD = re.compile(
    rf"\b{_MODAL}\s+{_ME}\s+(?:really |just |rather |actually |now )?(?:want to |have to |need to )?"
    rf"|\b(?:whether|(?<!^)if)\s+(?:or not\s+)?(?:to|{_ME}(?!\s+(?:was|were|had|am|are|have|did|ever)\b)(?:\s+(?:should|could|would|can|will|want to|ought to))?)\s+"
    rf"|\b(?:{_WORDS['torn']})\s+(?:is\s+)?between\s+"
    r"|\beither\s+(?:i\s+|we\s+)?(?:to\s+)?"
    r"|\b(?:decide|deciding)\s+(?:on\s+)?(?!whether|if\b|between|by\b)"
    r"|\b(?:question|choice|decision) (?:is|now is)\b[:,]?\s*"
    r"|(?:^|[,;–—-]\s)to\s+(?=[^.?!]*\bor\s+(?:not\s+)?to\b)"
    r"|\bcomes down to\s+"
    r"|^[^:.?!]{1,45}:\s+(?:to\s+)?",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"\bwhether\s+(?:or not\s+)?(?:to|{_ME}\s+should)\b|\bshould\s+{_ME}\b"
    rf"|\b(?:decide|wonder\w*|ask(?:ing)? myself|know|sure|question|torn)\b[^.?!]{{0,20}}?\b(?:if|whether)\s+{_ME}\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:torn|choos\w+|choice|deciding|decide|decision|toss-up|stuck|hesitat\w+|waver\w+|pick)\b[^.?!]{0,30}?\bbetween\s+(?P<a>[^.?!]+?)\s+and\s+(?P<b>[^.?!;]+)"
    r"|\bbetween\s+(?P<doing>[a-z]+ing\b[^.?!]*?)\s+and\s+(?P<else>[a-z]+ing\b[^.?!;]*)"
    r"|\b(?:it['’]s|it is|between)\s+(?P<this>[^.?!;:]{3,60}?)\s+(?:against|versus|vs\.?)\s+(?P<that>[^.?!,;:]{3,60})"
    r"|\b(?P<one>[a-z]+ing\b[^.?!,;]*?)\s+(?:against|versus|vs\.?)\s+(?P<against>[a-z]+ing\b[^.?!;]*)",
    re.IGNORECASE,
)
_OR = re.compile(
    rf",?\s+or(?!\s+(?:{_WORDS['no_other']})\b)(?:\s+else)?,?\s+(?:{_MODAL}\s+{_ME}\s+|{_ME}\s+(?:{_MODAL}\s+)?|whether\s+(?:to\s+)?|(?:just|rather|maybe|perhaps|simply|instead)\s+)*(?:to\s+)?",
    re.IGNORECASE,
)
_IN_PLACE_OF = re.compile(r",?\s+(?:instead of|rather than)\s+", re.IGNORECASE)
_THE_QUESTION = re.compile(
    r"[:,;–—-]\s*(?:that|this|which)(?:['’]s| is)\s+(?:the|my|our)\s(?:\w+\s)?(?:question|choice)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?<!where )(?<!what )\b(?:i|we|he|she|they)\b|(?:^|[,;]\s|\b(?:or|and|but)\s)(?:it|you|there)\b"
    r"|\b(?:is|are|was|were)\b",
    re.IGNORECASE,
)
# "Apply or carry on driving, it goes round with me"
_GONE_ROUND = re.compile(
    r"(?P<deeds>[^,;–—]{3,80}\bor\b[^,;–—]{3,80})(?:[,;]|\s[–—])\s"
    r"(?:it|that|this|i|which|the (?:question|same)|(?:she|he|they) (?:wants?|asks?|asked) (?:me|us|to know))\b",
    re.IGNORECASE,
)
_NOT_VERB = (
    rf"(?:{_WORDS['no_deed']}|(?!(?:apply|comply|fly|rely|reply|supply)\b)\w+(?:ed|ing|ly))\b"
)
_NO_DEED = re.compile(rf"\s*{_NOT_VERB}", re.IGNORECASE)
_MOST_ASKED = 14  # words of a question that nothing but its mark tells
_BARE_DEED = re.compile(
    rf"(?!{_NOT_VERB})[a-z]{{2,}}\s+(?:{_WORDS['after_deed']})\b",
    re.IGNORECASE,
)
_THERE_IS = re.compile(
    r"(?:then )?there(?:['’]s| is) (?!no\b)(?P<what>[a-z][^.;:?!]*)", re.IGNORECASE
)
_NOT = re.compile(r"^(?:not|no|never)\b", re.IGNORECASE)
_IF = re.compile(
    rf"\bif\s+{_ME}\s+(?!(?:{_WORDS['no_condition']})\b|['’])"
    r"(?P<what>[a-z][^,.;?!]*?)(?=,|\s+(?:i|we|then)\b(?=.{4}))",
    re.IGNORECASE,
)
# "Selling would clear the debt"
_DOING = re.compile(
    rf"^(?:(?:and|but|or)\s)?(?!(?:{_WORDS['no_gerund']})\b)(?P<what>[a-z]+ing\b[^.,;:?!]{{0,40}}?)\s+"
    r"(?:would|will|could|might|may|means|is|keeps|costs|gives|leaves|makes|takes|lets|puts|buys|saves|brings)\b",
    re.IGNORECASE,
)
_COULD = re.compile(
    rf"\b{_ME}\s+(?:could|can|might|may)\s+(?:also\s+|always\s+|just\s+|simply\s+|even\s+|still\s+|instead\s+)?"
    rf"(?!(?:{_WORDS['no_way']}|also|always|just|simply|even|still|instead)\b)"
    r"(?P<what>[a-z](?:[^.;:?!]|;(?= or\b))*)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    rf"\b(?:maybe|perhaps)\s+{_ME}\s+(?:should|could|ought to|might)\s+(?:just\s+)?(?P<what>[a-z][^.;:?!]*)"
    r"|\b(?:half|part)\s+of\s+me\s+(?:wants?|would (?:like|rather|sooner|prefer)|longs)\s+(?:to\s+)?(?P<half>[a-z][^.;:?!]*)"
    r"|\bthe\s+(?:rest|(?:\w+\s+)?(?:half|part|other|one))\s+(?:of\s+me\s+)?(?:wants?|would like|longs)\s+(?:to\s+)?(?P<other>[a-z][^.;:?!]*)"
    rf"|\b{_ME}\b[^.;:?!]{{0,20}}\b(?:thinking|dreaming)\s+(?:about|of)\s+(?P<doing>[a-z]+ing\b[^.;:?!]*)",
    re.IGNORECASE,
)
_WHERE_I = re.compile(
    rf"\b(?:a|one|another|the)\s+(?:\w+\s+)?(?:(?:{_WORDS['future']})\s+)?(?:where|in which)\s+"
    r"(?:i|we)(?:['’](?:d|ll))?\s+(?:just\s+|simply\s+)?(?P<what>[a-z][^,.;:?!]*)",
    re.IGNORECASE,
)
_WISH = re.compile(
    rf"\b(?:i|we)(?:{_WORDS['wishing']})\s+to\s+(?P<what>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
_RATHER = re.compile(
    rf"\b{_ME}(?:['’]d|\s+would)?\s+(?:rather|sooner|prefer\s+to)\s+(?P<what>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
_OR_I = re.compile(
    r"^or(?:\s+else)?,?\s+(?:maybe\s+|perhaps\s+)?(?:i|we|he|she|they|(?-i:[A-Z][a-z]+))(?:['’]ll)?\s+"
    rf"(?:just\s+|simply\s+)?(?!(?:{_WORDS['no_condition']}|{_WORDS['modal']}|will|{_WORDS['others_verb']})\b|\w+ed\b)"
    r"(?P<what>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
# "He can operate, or we let it heal"
_OTHER_OR_WE = re.compile(
    r"\b(?:he|she|they|(?-i:[A-Z][a-z]+))(?:['’](?:d|ll)|\s+(?:can|could|would|will))\s+(?P<they>[a-z][^.;:?!]{3,60}?),?\s+"
    rf"or\s+(?:else\s+)?{_ME}\s+(?:(?:can|could|just|simply)\s+)?"
    rf"(?!(?:{_WORDS['no_condition']}|{_WORDS['modal']}|will)\b)(?P<we>[a-z][^.;:?!]*)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    rf"\bthe alternative\s+(?:is|would be)\s+(?:that\s+)?(?:{_ME}\s+|to\s+)?(?P<what>[a-z][^.;:?!]*)",
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
_WHETHER_I = re.compile(
    rf"\b(?:whether|if)\s+(?:or not\s+)?{_ME}(?:['’](?:ll|d|m|re|ve))?\s+"
    r"(?:(?:am|are|will|would|can|could|should|shall|might|want|wanted|wish|like|going|to)\s+)*"
    r"(?P<what>[a-z][^.;:?!]*?)(?=\s+(?:by|before|until|till|no later)\b|[.;:?!]|$)",
    re.IGNORECASE,
)
_FOR_ME = re.compile(r"\s+for\s+(?:me|us)\b", re.IGNORECASE)
_REST = r"[a-z][^.;:?!]*"
_OFFER = re.compile(
    r"\bthere(?:['’]s| is| are)\s+(?:also |always |still )?"
    rf"(?P<there>(?:the|my|that|an?|(?:(?-i:[A-Z]\w+)\s+)?(?-i:[A-Z]\w+)['’]s)\s+(?:[\w-]+\s+){{0,3}}?(?:{_WORDS['offer']})\b[^.;?!]*)"
    r"|\b(?:what|how) about\s+(?P<about>[a-z]+ing\b[^.;:?!,]*)"
    rf"|\b(?:{_WORDS['proposing']})\s+(?:that\s+)?(?:we|i)\s+(?:should|could|ought to|must)\s+(?:just\s+)?(?!not\b|never\b)(?P<should>{_REST})"
    rf"|\b(?:{_WORDS['urging']})\s+(?:me|us)\s+to\s+(?P<to>{_REST})"
    r"|\b(?:suggest|propos)(?:es|ed|s)\s+(?P<doing>[a-z]+ing\b[^.;:?!]*)"
    r"|\boffered\s+(?:me|us)\s+(?P<offered>(?:an?|the|his|her|their|my)\s[^.;:?!]*)",
    re.IGNORECASE,
)
_IS_IT = re.compile(
    r"^(?:(?:so|well|and|now|then),?\s+)?(?:is|will|would|shall)\s+it\s+(?:to\s+)?(?:be\s+)?"
    r"(?P<what>(?:the|an?|my|to)\s[^?]{2,60}?)(?:,?\s+(?:then|after all|now))?\?$",
    re.IGNORECASE,
)
_CUT = re.compile(
    rf"\s*(?:,(?!\d)|[;:(–—]|\s-\s|\b(?:{_WORDS['label_end']})\b).*$", re.IGNORECASE | re.DOTALL
)
_JOINTS = {
    " that ": re.compile(r"\w+"),
    " as ": re.compile(rf"\w+(?:\s+(?:{_WORDS['particle']}))?", re.IGNORECASE),
}
_LEADING = re.compile(rf"^(?:(?:{_WORDS['label_lead']})\s+)+(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s+(?:{_WORDS['label_tail']}))+$", re.IGNORECASE)
_ADVERB = re.compile(rf"(?:{_WORDS['label_adverb']})\b", re.IGNORECASE)
_MOST_WORDS = 8
_OTHERS_ASK = re.compile(
    r"\b(?:whether|if)\s+(?:or not\s+)?(?:she|he|they|it|[A-Z][a-z]+|(?:his|her|their|my|the|our)\s+\w+)\b(?!\s+I\b)"
    r"|\b(?i:should|do|does|will|would|can|could)\s+(?:she|he|they|my \w+)\b"
    r"|\b(?i:what do you (?:think|reckon|say))\b|\b(?i:should|will|can|could)\s+you\b"
    r"|\b(?i:she|he|they)(?:['’](?:s|re|d|ve)|\s+\w+)\s+(?:been\s+|still\s+)?(?:either|torn|choosing|deciding|hesitating|wavering|(?:trying|about|due)\s+to\s+(?:choose|decide))\b",
)
_OTHERS_BEGIN = re.compile(
    r"^(?:(?:and|but|so|now|today|meanwhile|apparently)[, ]+)?(?!\w+ing\b|i\b|we\b|what\b|which\b|there\b|this\b|that\b|it\b"
    r"|(?:the|my|our) (?:choice|question|decision|mind|heart|head|gut|alternative|answer)\b)"
    r"(?:she|he|they|(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})(?:['’]s \w+)?|(?:my|his|her|our|the)\s+(?:\w+\s+){0,2}?\w+)(?:,\s\w+,)?\s+"
    r"(?:(?:from|of|at|in|on|next)\s+(?:\w+\s+){0,3}?\w+\s+)?"
    rf"(?:{_WORDS['others_verb']})\b",
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
    r"|^(?:(?:and|but|so|now|today|meanwhile|apparently)[, ]+)?(?:(?:your|his|her|their|my|our|the)\s+(?P<who>\w+)|(?!(?:it|that|there|here|what)\b)(?-i:[A-Z][a-z]+)['’]s\b)",
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
_DEED = re.compile(
    rf"^(?:if (?:i|we) |to )?[a-z]+ing\b|^(?:to|if (?:i|we)) [a-z]+|^(?:{_WORDS['deed']})\b",
    re.IGNORECASE,
)
_OTHER_DOES = re.compile(r"\b(?:could|would|should|might|can|will)\b|['’]d\b", re.IGNORECASE)
_MINE = re.compile(
    r"\b(?:whether|if|should|do|shall|could|would|can)\s+(?:or not\s+)?(?:i|we)\b", re.IGNORECASE
)


def asked_in(text: str) -> tuple[list[Named], bool]:
    """Return what a sentence asks to do, each with its place, and whether the other side of one
    thing is named as well: "whether to go or not".
    """
    if between := _BETWEEN.search(text):
        groups = [name for name, words in between.groupdict().items() if words]
        return _named([(between[each], between.start(each)) for each in groups]), False
    if compile_list("choosing", "unreal").search(text):
        return [], False
    lead = _LEAD.search(text)
    if told := _THE_QUESTION.search(text):
        return asked_in(f"{text[: told.start()]}?")
    bare = text.rstrip().endswith("?") and _OR.search(text) and len(text.split()) <= _MOST_ASKED
    if lead is None and not bare:
        return [], False
    start = lead.end() if lead else 0
    parts = [each for part in _split(text, start) for each in _with_replaced(part)]
    refused = any(_NOT.match(part) for part, _ in parts)
    found = _named([each for each in parts if not _NOT.match(each[0])])
    if len(parts) == 1 and not _SINGLE.search(text):
        return [], False
    return found, refused or len(parts) == 1


def ways_in(text: str) -> list[Named]:
    """Return what the writer could do by a sentence: "I could stay", "or I stay", "the job is mine
    if I want it".
    """
    if offered := _OFFERED.match(text):
        return _named([(offered["what"], offered.start("what"))])
    if perhaps := list(_PERHAPS.finditer(text)):
        groups = [(each, each.lastgroup or "what") for each in perhaps]
        return _named([(each[group], each.start(group)) for each, group in groups])
    if "there" in text.lower() and (ahead := list(_WHERE_I.finditer(text))):
        return _named([(each["what"], each.start("what")) for each in ahead])
    if either := _OTHER_OR_WE.search(text):
        return _named([(either[each], either.start(each)) for each in ("they", "we")])
    match = _COULD.search(text) or _OR_I.search(text) or _ALLOWED.match(text)
    match = match or _ALTERNATIVE.search(text)
    if match is None or text.rstrip().endswith("?"):
        return []
    return _named(_split(match["what"], 0, match.start("what")))


def offers_in(text: str) -> list[Named]:
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
        for each in _named([(what, start)])
        if not compile_list("choosing", "no_offer").search(each[0])
    ]


def label_offers(what: str) -> list[str]:
    """Return what is offered, one thing or another, by the words that tell it."""
    return [
        label
        for label, _, _ in _named(_split(_FOR_ME.sub("", what), 0))
        if not compile_list("choosing", "no_offer").search(label)
    ]


def wanted_in(text: str) -> list[Named]:
    """Return what the writer is to choose from, where an answer is wanted: "whether I'm coming
    back", "if I will stay or go".
    """
    match = _WHETHER_I.search(text)
    if match is None:
        return asked_in(text)[0] if _LEAD.search(text) else []
    return _named(
        [e for e in _split(match["what"], 0, match.start("what")) if not _NOT.match(e[0])]
    )


def wishes_in(text: str) -> list[Named]:
    """Return what the writer would like to do: "I want to go back to the bench"."""
    match = _WISH.search(text)
    return _named([(match["what"], match.start("what"))]) if match else []


def leanings_in(text: str) -> list[Named]:
    """Return what the writer would do sooner than another thing: "I'd rather wait"."""
    match = _RATHER.search(text)
    return _named([(match["what"], match.start("what"))]) if match else []


def posed_in(text: str) -> str:
    """Return a question whether it is to be one thing, as one that asks what to do: "Is it the
    diploma, then?" is "Do I the diploma".
    """
    match = _IS_IT.match(text)
    return f"Do I {match['what']}" if match else ""


def either_in(text: str) -> list[Named]:
    """Return what a sentence lays side by side: "either to stay, or to go"."""
    return _named(_split(text, 0)) if _OR.search(text) else []


def deeds_in(text: str) -> list[Named]:
    """Return what a sentence without a subject names as one deed or another: "Rebuild the kiln, or
    close up and teach".
    """
    if _OR.search(text) and (gone_round := _GONE_ROUND.match(text)):
        text = gone_round["deeds"]
    parts = _split(text, 0) if _OR.search(text) else []
    bare = len(parts) > 1 and not (text.rstrip().endswith("?") or _SUBJECT.search(text))
    if bare and all(len(words.split()) > 1 and not _NO_DEED.match(words) for words, _ in parts):
        return _named(parts)
    return []


def conditions_in(text: str) -> list[Named]:
    """Return what is done under each condition of a sentence: "if I move", "moving would …"."""
    found = [*_IF.finditer(text), *_DOING.finditer(text)]
    return _named([(match["what"], match.start("what")) for match in found])


def item_label(text: str) -> str:
    """Return what an item of a list of options is called."""
    return _label(text)


def row_label(text: str) -> str:
    """Return what a sentence that is no more than one thing among others names, or nothing: "Lease
    it to Jo", "There's fostering, which Ann does".
    """
    if there := _THERE_IS.match(text):
        return _label(there["what"])
    return item_label(text.strip(" .!")) if is_bare_deed(text) else ""


def is_plan(text: str) -> bool:
    """Say whether a sentence tells what one does from now on: "Take the post at the college"."""
    return is_deed(text) and _SUBJECT.search(text) is None


def is_deed(text: str) -> bool:
    """Say whether a phrase names something that one does."""
    return _DEED.match(text) is not None


def is_bare_deed(text: str) -> bool:
    """Say whether a sentence begins with what one does to something, and names nobody who does it:
    "Take the autumn term off and walk to Rome".
    """
    return bool(_BARE_DEED.match(text)) and not (
        text.rstrip().endswith("?") or _SUBJECT.search(text.partition(",")[0])
    )


def is_of_other(text: str) -> bool:
    """Say whether somebody else weighs."""
    if _MINE.search(text) or _OTHER_OR_WE.search(text):
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


def _split(text: str, start: int, offset: int = 0) -> list[tuple[str, int]]:
    """Split what follows a lead at each "or", and a first part of two at its comma."""
    parts: list[tuple[str, int]] = []
    at = start
    for match in _OR.finditer(text, start):
        parts.append((text[at : match.start()], offset + at))
        at = match.end()
    parts.append((text[at:], offset + at))
    first, place = parts[0]
    if len(parts) > 1 and re.match(r"[^,]{3,40},\s[^,]{3,40}$", first.strip()):
        head, _, tail = first.partition(",")
        parts[:1] = [(head, place), (tail.strip(), place + len(head) + 1)]
    return parts


def _with_replaced(part: tuple[str, int]) -> list[tuple[str, int]]:
    """Split what is asked from what it would stand in for: "sail instead of staying"."""
    words, start = part
    match = _IN_PLACE_OF.search(words)
    if match is None:
        return [part]
    return [(words[: match.start()], start), (words[match.end() :], start + match.end())]


def _named(parts: list[tuple[str, int]]) -> list[Named]:
    found: dict[str, Named] = {}
    for words, start in parts:
        label = _label(words)
        if _OTHER_DOES.search(label):
            continue
        if len(label) > 1 and not compile_list("choosing", "asking_word").search(label):
            found.setdefault(label.casefold(), (label, start, start + len(words)))
    return list(found.values())


def _cut(words: str) -> str:
    """Return a phrase up to its reason, its time or what is said of it; "that" after a bare verb
    points at a thing: "take that job"; "as" after one says what one would be: "carry on as a carer".
    """
    cut = _CUT.sub("", words).strip() or words
    for joint, bare in _JOINTS.items():
        verb, _, rest = words.partition(joint)
        if rest and verb == cut and bare.fullmatch(verb):
            return f"{verb}{joint}{_cut(rest)}"
    return cut


def _label(words: str) -> str:
    led = _LEADING.sub("", words.strip(" ,.?!;:'\"“”‘’"))
    plain = without_light_verb(led)
    if _ADVERB.match(plain):
        plain = led
    cut = _cut(plain)
    if len(cut.split()) > _MOST_WORDS:
        cut = cut.partition(" and ")[0]
    kept = " ".join(cut.split()[:_MOST_WORDS])
    return clean_label(_TRAILING.sub("", kept))
