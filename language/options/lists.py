"""The choices that lists lay out: items with a mark or a head, inside one sentence, or as headings.

Promise: every option has the place of the item that names it, and the stretch of text that speaks
of it. Limit: a list needs something that tells it from one of errands: a sentence that announces a
choice, an item to go on as now, plans that are told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from language.grammar.sentences import Span
from language.options.find import clean_label
from language.options.laid import (
    MOST_OPTIONS,
    Form,
    Named,
    Weighed,
    is_of_before,
    is_of_other,
    prose_of,
    proses_of,
)
from language.options.list_items import is_list_item, listed_in, without_bullet
from language.options.naming import means_staying
from language.options.questions import question_in
from language.options.speakers import brings_speech
from language.word_lists import compile_list, join, load_lists
from language.wording import asks_openly, asks_what_to_do, decides, turns

_NEAR = 3  # sentences from a cue to the first item
_LONGEST_ITEM = 8  # sentences
# "Not going, staying on here: …" names what one would do, before and after its comma.
_HEAD = re.compile(
    r"^(?P<head>(?:[^\s:,.!?][^:,.!?\n]{1,38}?|(?:Not\s)?[A-Z]?[a-z]+ing\b[^:.!?\n]{1,48}?))\s?:\s+(?=\S)"
)
_HEADING = re.compile(r"^#{1,4}[ \t]+(?P<words>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_BRACKETS = re.compile(r"\(.*?\)")
_DASH = re.compile(r"\s[–—-]\s")
_ASKED = ("?", "냐.", "까.")
_CLOCK = re.compile(r"^\d")
_STOP = re.compile(r"^(?P<head>[^\s:,.!?][^:,.!?\n]{1,38}?)\.\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")


def lists_in(text: str, spans: Sequence[Span], title: str) -> Iterator[Weighed]:
    """Yield the lists of labelled items that a sentence of choice, or the title, announces."""
    at = 0
    while at < len(spans):
        starts = _items_from(text, spans, at)
        if len(starts) < 2:
            at += 1
            continue
        end = _end_of_block(text, spans[starts[-1]])
        named = _named(text, spans, starts, end)
        before = spans[max(0, at - _NEAR) : at]
        cue = next((s for s in reversed(before) if announces(text[slice(*s)])), None)
        cue = cue or next((s for s in reversed(before) if question_in(text, s)), None)
        cue = cue or next((s for s in before[-1:] if _asks_what_next(text[slice(*s)])), None)
        refused = any(announces_other(text[slice(*s)]) for s in before[-1:])
        sure = all(_is_sure(text[slice(*spans[s])]) for s in starts)
        argued = _are_argued(text, named) or _hold_staying(text, spans, starts)
        announced = cue is not None or sure or argued or announces(title)
        heads = None if announced else _form_unannounced(text, spans, starts, named)
        if len(named) > 1 and (sure or not refused) and (announced or heads):
            asked = cue or spans[starts[0]]
            form: Form = "list" if announced else heads or "heads"
            yield Weighed(form=form, asked=asked, options=tuple(named))
        at = starts[-1] + 1


def inline_lists(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield the items that one sentence enumerates: ① … ② …, "one is …, the other is …"."""
    for at, span in enumerate(spans):
        words = text[slice(*span)]
        marks = list(compile_list("choosing", "inline_mark").finditer(words))
        sure = compile_list("choosing", "either_mark").search(words) is not None
        near = [text[slice(*s)] for s in spans[max(0, at - _NEAR) : at]]
        if is_of_other(words) or is_of_before(words):
            continue
        announced = sure or any(map(announces, near))
        yield from _bare_list(span, words, near)
        either = prose_of(words).either_in(words) if announced else []
        if len(either) > 1:
            options = tuple(Named(label=one, span=span, about=span) for one, _, _ in either)
            yield Weighed(form="list", asked=span, options=options[:MOST_OPTIONS])
        if len(marks) < 2:
            continue
        if not (announced or announces(words)):
            continue
        ends = [*(mark.start() for mark in marks[1:]), len(words)]
        pieces = [words[a.end() : b].strip(" ,.") for a, b in zip(marks, ends, strict=True)]
        labels = {
            label.casefold(): label for each in pieces if (label := prose_of(each).item_label(each))
        }
        if len(labels) > 1:
            options = tuple(Named(label=one, span=span, about=span) for one in labels.values())
            yield Weighed(form="list", asked=span, options=options[:MOST_OPTIONS])


def headings_in(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield the headings of a page that weighs one thing against another, where it decides."""
    deciding = next((s for s in spans if decides(text[slice(*s)])), None)
    found = list(_HEADING.finditer(text))
    if deciding is None or len(found) < 2:
        return
    ends = [*(match.start() for match in found[1:]), len(text)]
    named = [
        Named(
            label=clean_label(_BRACKETS.sub("", match["words"])),
            span=match.span("words"),
            about=(match.end(), end),
        )
        for match, end in zip(found, ends, strict=True)
        if not compile_list("choosing", "no_head").search(match["words"])
        and not brings_speech(match["words"], text[match.end() : end])
    ]
    if len(named) > 1:
        yield Weighed(form="headings", asked=deciding, options=tuple(named))


def _bare_list(span: Span, words: str, near: Sequence[str]) -> Iterator[Weighed]:
    """Yield what is named after a sentence of choice, or after the colon of one, and no more:
    "Three options: retrain, retire, sail".
    """
    head, colon, rest = words.partition(":")
    told = rest if colon and announces(head) else words if any(map(announces, near[-1:])) else ""
    listed = listed_in(told) or _parted(told)
    labels = {label.casefold(): label for each in listed if (label := _called(each))}
    if colon and told and len(labels) < 2:
        either = (label for prose in proses_of(told) for label, _, _ in prose.either_in(told))
        labels = {label.casefold(): label for label in either}
    if len(labels) > 1:
        options = tuple(Named(label=one, span=span, about=span) for one in labels.values())
        yield Weighed(form="list", asked=span, options=options[:MOST_OPTIONS])


def _parted(words: str) -> list[str]:
    """Return what semicolons part, the last with "or": "Sell it; let it to Ann; or wait"."""
    parts = [part.strip(" .") for part in words.split(";")]
    last = compile_list("choosing", "or_else").match(parts[-1])
    return [*parts[:-1], parts[-1][last.end() :].strip()] if last and len(parts) > 1 else []


def _called(words: str) -> str:
    return prose_of(words).item_label(words)


def _asks_what_next(words: str) -> bool:
    """Say whether a sentence asks what the writer is to do, and names nothing: a list answers."""
    if not words.endswith(_ASKED) or is_of_other(words) or is_of_before(words):
        return False
    return asks_openly(words) or asks_what_to_do(words)


def _are_argued(text: str, named: Sequence[Named]) -> bool:
    """Say whether the items are things to do, and what is said of one turns against itself:
    "Stay on: the pay is sure. But …".
    """
    items = [_without_mark(text[slice(*each.about)]) for each in named]
    heads = [_HEAD.match(each) or _STOP.match(each) for each in items]
    if not all(heads) or not all(
        prose_of(head["head"]).is_deed(head["head"]) for head in heads if head
    ):
        return False
    said = (text[slice(*each.about)] for each in named)
    return any(any(map(turns, _SENTENCE_END.split(each))) for each in said)


def _hold_staying(text: str, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Say whether marked items are things to do, and one of them is to go on as now."""
    items = [_without_mark(text[slice(*spans[at])]) for at in starts]
    marked = not any(_kind_of_item(text, spans[at]) == "head" for at in starts)
    staying = [means_staying(each) for each in items]
    others = (each for each, stays in zip(items, staying, strict=True) if not stays)
    return marked and staying.count(True) == 1 and all(prose_of(e).is_deed(e) for e in others)


def _form_unannounced(
    text: str, spans: Sequence[Span], starts: Sequence[int], named: Sequence[Named]
) -> Form | None:
    """Return the form of items that nothing announces; None where they are no options."""
    if _are_plans(text, spans, starts, named):
        return "plans"
    return _form_of_heads(text, spans, starts, named)


def _are_plans(
    text: str, spans: Sequence[Span], starts: Sequence[int], named: Sequence[Named]
) -> bool:
    """Say whether marked items each tell what one does from now on, or name it as a deed, and then
    say something of it, or the sentence before counts them.
    """
    if any(_kind_of_item(text, spans[at]) != "bullet" for at in starts):
        return False
    items = [_without_mark(text[slice(*each.span)]) for each in named]
    told = all(text[each.span[1] : each.about[1]].strip() for each in named)
    counted = any(
        _counts(text[slice(*s)], len(named)) for s in spans[max(0, starts[0] - 1) : starts[0]]
    )
    if (told or counted) and all(prose_of(each).is_plan(each) for each in items):
        return True
    dashed = [_DASH.split(each, maxsplit=1) for each in items]
    deeds = sum(prose_of(each[0]).is_bare_deed(each[0]) for each in dashed)
    return deeds > 0 and all(len(each) > 1 for each in dashed)


def _counts(words: str, number: int) -> bool:
    """Say whether a sentence names a number of things: 셋으로 늘었다."""
    names = [kinds[number - 2] for kinds in load_lists("choosing")["count"].values() if number < 6]
    return any(re.search(rf"(?<![가-힣\w]){name}", words, re.IGNORECASE) for name in names)


def _form_of_heads(
    text: str, spans: Sequence[Span], starts: Sequence[int], named: Sequence[Named]
) -> Form | None:
    """Return the form of items that nothing announces: each is something to do, or each is imagined
    in a later sentence; None where neither is so.
    """
    if not named or any(_kind_of_item(text, spans[at]) == "ordinal" for at in starts):
        return None
    items = [without_bullet(text[slice(*each.span)]) for each in named]
    if not all(map(_HEAD.match, items)):
        return None
    heads = [item.partition(":")[0].rstrip() for item in items]
    if all(prose_of(head).is_deed(head) for head in heads):
        return "deeds"
    if _kind_of_item(text, spans[starts[0]]) == "bullet":
        return None
    later = (text[slice(*s)] for s in spans[starts[-1] + 1 :])
    imagined = [each for each in later if _imagines(each)]
    return "heads" if all(any(head in each for each in imagined) for head in heads) else None


def _imagines(words: str) -> bool:
    return compile_list("choosing", "imagining").search(words) is not None


def _items_from(text: str, spans: Sequence[Span], at: int) -> list[int]:
    """Return where the items of one list begin, when one begins at sentence `at`."""
    kind = _kind_of_item(text, spans[at])
    if not kind:
        return []
    starts = [at]
    for near in range(at + 1, len(spans)):
        gap = "\n\n" in text[spans[near - 1][1] : spans[near][0]]
        alike = _kind_of_item(text, spans[near]) == kind
        if gap and not alike and kind != "ordinal":
            break
        if alike:
            starts.append(near)
            if len(starts) == MOST_OPTIONS:
                break
        elif near - starts[-1] > _LONGEST_ITEM:
            break
    return starts


def _kind_of_item(text: str, span: Span) -> str:
    words = text[slice(*span)]
    if _is_spoken(text, span):
        return ""
    if is_list_item(text, text.rfind("\n", 0, span[0]) + 1, span[0]):
        return "bullet"
    if _ordinal().match(words):
        return "ordinal"
    head = _HEAD.match(words)
    if (
        head
        and not _CLOCK.match(words)
        and not compile_list("choosing", "no_head").search(head["head"])
    ):
        return "head"
    return ""


def _is_spoken(text: str, span: Span) -> bool:
    """Say whether an item has a head that only brings what somebody says, to the line's end."""
    line = _without_mark(text[span[0] : _end_of_block(text, span)])
    head = _HEAD.match(line)
    return head is not None and brings_speech(head["head"], line[head.end() :])


def _end_of_block(text: str, span: Span) -> int:
    """Return where what is said of the last item ends: with its paragraph."""
    end = text.find("\n", span[0])
    return len(text) if end < 0 else end


def _named(text: str, spans: Sequence[Span], starts: Sequence[int], end: int) -> list[Named]:
    found: dict[str, Named] = {}
    for place, at in enumerate(starts):
        span = spans[at]
        if not _without_mark(text[slice(*span)]):  # "1안." ends before what it counts
            at = min(at + 1, len(spans) - 1)
            span = spans[at]
        stop = spans[starts[place + 1]][0] if place + 1 < len(starts) else end
        words = text[slice(*span)]
        label = _label_of_item(words)
        if label and not _is_whole_choice(words):
            found.setdefault(
                label.casefold(), Named(label=label, span=span, about=(span[0], max(stop, span[1])))
            )
    return list(found.values())


def _without_mark(item: str) -> str:
    """Return an item without what counts it: a bullet, 첫째."""
    return _ordinal().sub("", without_bullet(item), count=1).strip()


def _label_of_item(words: str) -> str:
    plain = _without_mark(words)
    head = _HEAD.match(plain)
    if head:
        label = head["head"].strip()
        return prose_of(label).item_label(label) if prose_of(label).is_deed(label) else label
    return prose_of(plain).item_label(plain.strip(" :,.-–—"))


def _is_whole_choice(words: str) -> bool:
    """Say whether an item weighs two things by itself."""
    return len(prose_of(words).asked_in(words)[0]) > 1


def announces(words: str) -> bool:
    """Say whether a sentence of the writer tells that ways ahead follow."""
    if not words or announces_other(words):
        return False
    return bool(compile_list("choosing", "choice_ahead").search(words)) and not is_of_other(words)


def announces_other(words: str) -> bool:
    """Say whether a sentence tells that a list of something else follows."""
    return compile_list("choosing", "no_choice_ahead").search(words) is not None


def _is_sure(words: str) -> bool:
    """Say whether an item begins as only options do: "option A", "column two is …"."""
    sure = compile_list("choosing", "sure_ordinal")
    return sure.match(words) is not None or _numbered().match(words) is not None


@cache
def _numbered() -> re.Pattern[str]:
    others = join(load_lists("choosing")["no_ordinal"]["en"])
    return re.compile(
        rf"(?!(?:{others})\b)[a-z]+\s(?:one|two|three|four|[a-d]|[1-4])\s"
        r"(?:is|would be)\s(?:to\s)?",
        re.IGNORECASE,
    )


@cache
def _ordinal() -> re.Pattern[str]:
    words = load_lists("choosing")["ordinal"]
    ways = join(load_lists("choosing")["ordinal_way"]["en"])
    return re.compile(
        rf"^(?:(?:{join(words['ko'])})\s*|(?:{join(words['en'])})(?:[:,.)]|\s[–—-])\s+"
        rf"|{_numbered().pattern}"
        rf"|(?:{ways})\s(?:is|would be)\s(?:to\s)?)",
        re.IGNORECASE,
    )
