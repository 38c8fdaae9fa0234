"""Labels of English phrases: short verb or noun phrases without a subject, each with its place."""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re

from language.grammar.letters import GREAT
from language.options.english import without_light_verb
from language.options.find import clean_label
from language.options.prose.place import Place
from language.word_lists import compile_list, join, load_lists

WORDS = {name: join(kinds["en"]) for name, kinds in load_lists("prose").items()}
ME = rf"(?:i|we|me and (?-i:[{GREAT}]\w+)|(?-i:[{GREAT}]\w+) and (?:i|me))(?:['’](?:d|ll))?"
MODAL = rf"(?:{WORDS['modal']})"
OR = re.compile(
    rf",?\s+or(?!\s+(?:{WORDS['no_other']})\b)(?:\s+else)?,?\s+(?:{MODAL}\s+{ME}\s+|{ME}\s+(?:{MODAL}\s+)?|whether\s+(?:to\s+)?|(?:just|rather|maybe|perhaps|simply|instead)\s+)*(?:to\s+)?",
    re.IGNORECASE,
)
_OTHER_DOES = re.compile(r"\b(?:could|would|should|might|can|will)\b|['’]d\b", re.IGNORECASE)
_CUT = re.compile(
    rf"\s*(?:,(?!\d)|[;:(–—]|\s-\s|\b(?:{WORDS['label_end']})\b).*$", re.IGNORECASE | re.DOTALL
)
_JOINTS = {
    " that ": re.compile(r"\w+"),
    " as ": re.compile(rf"\w+(?:\s+(?:{WORDS['particle']}))?", re.IGNORECASE),
}
LEADING = re.compile(rf"^(?:(?:{WORDS['label_lead']})\s+)+(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s+(?:{WORDS['label_tail']}))+$", re.IGNORECASE)
_ADVERB = re.compile(rf"(?:{WORDS['label_adverb']})\b", re.IGNORECASE)
_MOST_WORDS = 8


def split_at_or(text: str, start: int, offset: int = 0) -> list[tuple[str, int]]:
    """Split what follows a lead at each "or", and a first part of two at its comma."""
    parts: list[tuple[str, int]] = []
    at = start
    for match in OR.finditer(text, start):
        parts.append((text[at : match.start()], offset + at))
        at = match.end()
    parts.append((text[at:], offset + at))
    first, place = parts[0]
    if len(parts) > 1 and re.match(r"[^,]{3,40},\s[^,]{3,40}$", first.strip()):
        head, _, tail = first.partition(",")
        parts[:1] = [(head, place), (tail.strip(), place + len(head) + 1)]
    return parts


def as_places(parts: list[tuple[str, int]]) -> list[Place]:
    found: dict[str, Place] = {}
    for words, start in parts:
        label = label_of(words)
        if _OTHER_DOES.search(label):
            continue
        if len(label) > 1 and not compile_list("choosing", "asking_word").search(label):
            found.setdefault(label.casefold(), (label, start, start + len(words)))
    return list(found.values())


def label_of(words: str) -> str:
    led = LEADING.sub("", words.strip(" ,.?!;:'\"“”‘’"))
    plain = without_light_verb(led)
    if _ADVERB.match(plain):
        plain = led
    cut = _cut(plain)
    if len(cut.split()) > _MOST_WORDS:
        cut = cut.partition(" and ")[0]
    kept = " ".join(cut.split()[:_MOST_WORDS])
    return clean_label(_TRAILING.sub("", kept))


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
