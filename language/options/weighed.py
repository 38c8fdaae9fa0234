"""The choices that a text weighs, by the form in which journals weigh them.

Forms: a question; deeds that a sentence names and says nothing of; a list of labelled items; ways
ahead or things that one could do, in neighbouring sentences; two conditions; one thing against
going on as now. Promise: every option has the place of the sentence that names it, and the stretch
of text that speaks of it. Limit: form alone; whether a choice is one of life is judged by meaning,
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from language.grammar.sentences import Span
from language.options import prose_en
from language.options.find import clean_label
from language.options.laid import (
    Form,
    Named,
    Place,
    Weighed,
    is_of_before,
    is_of_other,
    prose_of,
)
from language.options.list_items import is_list_item, listed_in, without_bullet
from language.options.naming import means_staying
from language.options.put_forward import one_by_one
from language.word_lists import compile_list, join, load_lists
from language.wording import asks_openly, asks_what_to_do, decides, turns

_NEAR = 3  # sentences from a cue to the first item
_LONGEST_ITEM = 8  # sentences
_MOST = 5
_HEAD = re.compile(r"^(?P<head>[^\s:,.!?][^:,.!?\n]{1,38}?)\s?:\s+(?=\S)")
_HEADING = re.compile(r"^#{1,4}[ \t]+(?P<words>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_BRACKETS = re.compile(r"\(.*?\)")
_CLOCK = re.compile(r"^\d")
_STOP = re.compile(r"^(?P<head>[^\s:,.!?][^:,.!?\n]{1,38}?)\.\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")


def weighed_in(text: str, spans: Sequence[Span], title: str = "") -> tuple[Weighed, ...]:
    """Return the choices that the writer of `text` weighs in it now, the surest forms first."""
    spans = _of_now(text, spans)
    named_bare = list(_fragments(text, spans))
    listed = [
        each
        for each in _lists(text, spans, title)
        if not any(_goes_through(text, each, bare) for bare in named_bare)
    ]
    taken = {each.span for one in listed for each in one.options}
    rest = [span for span in spans if span not in taken]
    asked = [
        *_joined_questions(text, spans),
        *(each for span in spans if (each := _question(text, span))),
    ]
    # What a question goes on to list is said there at length.
    spelt_out = {one.asked for one in listed}
    return (
        *(each for each in asked if each.form == "question" and each.asked not in spelt_out),
        *(each for each in named_bare if each.asked in rest),
        *listed,
        *_inline_lists(text, spans),
        *_headings(text, spans),
        *_ways(text, rest),
        *(each for each in asked if each.form == "against_now"),
        *one_by_one(text, rest),
        *(each for each in asked if each.form == "single"),
        *_conditions(text, rest),
    )


def _of_now(text: str, spans: Sequence[Span]) -> list[Span]:
    """Leave out what stands in an old writing, or belongs to the time, that the sentence before
    tells of: "Found my diary of 1999. In it I …".
    """
    before = ["", *(text[slice(*span)] for span in spans)]
    recalled = compile_list("choosing", "recalled")
    return [
        span
        for span, told in zip(spans, before, strict=False)
        if not (is_of_before(told) and recalled.match(text[slice(*span)]))
    ]


def _question(text: str, span: Span) -> Weighed | None:
    words = text[slice(*span)]
    if is_of_before(words) or is_of_other(words):
        return None
    found, refused = prose_of(words).asked_in(words)
    options = tuple(Named(label=label, span=span, about=span) for label, _, _ in found[:_MOST])
    if len(options) > 1:
        return Weighed(form="question", asked=span, options=options)
    if options and refused:
        return Weighed(form="against_now", asked=span, options=options)
    if options and _ponders(words):
        return Weighed(form="single", asked=span, options=options)
    return None


def _joined_questions(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield questions that the next sentence goes on with: "Should I …? Or …?"."""
    for span, after in pairwise(spans):
        words, more = text[slice(*span)], text[slice(*after)]
        joined = compile_list("choosing", "or_else").match(more)
        if not joined and _ask_one_each(words, more):
            yield from _joined(span, after, *(prose_of(e).asked_in(e)[0] for e in (words, more)))
        if not joined or is_of_other(words) or is_of_before(words) or is_of_other(more):
            continue
        first, _ = prose_of(words).asked_in(words)
        first = first or prose_of(words).wishes_in(words)
        if not first and (posed := prose_en.posed_in(words)):
            found, _ = prose_of(words).asked_in(f"{posed} {more}")
            first, second = found[:1], found[1:]
            yield from _joined(span, after, first, second)
            continue
        if not first and words.endswith("?"):
            first = prose_of(words).asked_in(f"{words[:-1]} {more}")[0][:1]
        second, _ = prose_of(more).asked_in(more)
        if not second and more.rstrip().endswith("?"):
            second = [(prose_of(more).item_label(more[joined.end() :].strip(" ?")), 0, 0)]
        yield from _joined(span, after, first, second)


def _fragments(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield what a sentence names and says nothing of: "Finish the year, or go home and teach"."""
    for span in spans:
        words = text[slice(*span)]
        # "Work want to know: go for purser, or take the desk"
        told = words.partition(": ")[2] or words
        found = prose_of(told).deeds_in(told)
        if len(found) > 1 and not (is_of_other(words) or is_of_before(words)):
            options = tuple(Named(label=label, span=span, about=span) for label, _, _ in found)
            yield Weighed(form="fragment", asked=span, options=options[:_MOST])


def _goes_through(text: str, listed: Weighed, bare: Weighed) -> bool:
    """Say whether a list goes through what was named before: "Finish, or sell. Finishing: …"."""
    if not bare.asked[1] <= listed.asked[0] or len(listed.options) != len(bare.options):
        return False
    words = text[slice(*bare.asked)].casefold()
    heads = (each.label.casefold().split()[0].removesuffix("ing") for each in listed.options)
    return all(re.search(rf"\b{re.escape(head)}", words) for head in heads)


def _ask_one_each(words: str, more: str) -> bool:
    """Say whether two questions each ask one thing of the writer: 팔까? 더 몰까?"""
    if any(is_of_other(each) or is_of_before(each) for each in (words, more)):
        return False
    asked = [prose_of(each).asked_in(each) for each in (words, more) if each.endswith("?")]
    return [(len(found), refused) for found, refused in asked] == [(1, False)] * 2


def _joined(
    span: Span, after: Span, first: Sequence[Place], second: Sequence[Place]
) -> Iterator[Weighed]:
    """Yield what two sentences ask as one question."""
    labels = {label.casefold(): (label, span) for label, _, _ in first}
    labels |= {label.casefold(): (label, after) for label, _, _ in second if label}
    if first and second and len(labels) > 1:
        options = tuple(Named(label=one, span=at, about=at) for one, at in labels.values())
        yield Weighed(form="question", asked=span, options=options[:_MOST])


def _inline_lists(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield the items that one sentence enumerates: ① … ② …, "one is …, the other is …"."""
    for at, span in enumerate(spans):
        words = text[slice(*span)]
        marks = list(compile_list("choosing", "inline_mark").finditer(words))
        sure = compile_list("choosing", "either_mark").search(words) is not None
        near = [text[slice(*s)] for s in spans[max(0, at - _NEAR) : at]]
        if is_of_other(words) or is_of_before(words):
            continue
        announced = sure or any(map(_announces, near))
        yield from _bare_list(span, words, near)
        either = prose_of(words).either_in(words) if announced else []
        if len(either) > 1:
            options = tuple(Named(label=one, span=span, about=span) for one, _, _ in either)
            yield Weighed(form="list", asked=span, options=options[:_MOST])
        if len(marks) < 2:
            continue
        if not (announced or _announces(words)):
            continue
        ends = [*(mark.start() for mark in marks[1:]), len(words)]
        pieces = [words[a.end() : b].strip(" ,.") for a, b in zip(marks, ends, strict=True)]
        labels = {
            label.casefold(): label for each in pieces if (label := prose_of(each).item_label(each))
        }
        if len(labels) > 1:
            options = tuple(Named(label=one, span=span, about=span) for one in labels.values())
            yield Weighed(form="list", asked=span, options=options[:_MOST])


def _bare_list(span: Span, words: str, near: Sequence[str]) -> Iterator[Weighed]:
    """Yield what is named after a sentence of choice, or after the colon of one, and no more:
    "Three options: retrain, retire, sail".
    """
    head, colon, rest = words.partition(":")
    told = rest if colon and _announces(head) else words if any(map(_announces, near[-1:])) else ""
    labels = {label.casefold(): label for each in listed_in(told) if (label := _called(each))}
    if len(labels) > 1:
        options = tuple(Named(label=one, span=span, about=span) for one in labels.values())
        yield Weighed(form="list", asked=span, options=options[:_MOST])


def _called(words: str) -> str:
    return prose_of(words).item_label(words)


def _ponders(words: str) -> bool:
    return words.rstrip().endswith("?") or bool(compile_list("choosing", "pondering").search(words))


def _lists(text: str, spans: Sequence[Span], title: str) -> Iterator[Weighed]:
    """Yield the lists of labelled items that a sentence of choice, or the title, announces."""
    at = 0
    while at < len(spans):
        starts = _items_from(text, spans, at)
        if len(starts) < 2:
            at += 1
            continue
        end = _end_of_block(text, spans, starts[-1])
        named = _named(text, spans, starts, end)
        before = spans[max(0, at - _NEAR) : at]
        cue = next((s for s in reversed(before) if _announces(text[slice(*s)])), None)
        cue = cue or next((s for s in reversed(before) if _question(text, s)), None)
        cue = cue or next((s for s in before[-1:] if _asks_what_next(text[slice(*s)])), None)
        refused = any(_announces_other(text[slice(*s)]) for s in before[-1:])
        sure = all(
            compile_list("choosing", "sure_ordinal").match(text[slice(*spans[s])]) for s in starts
        )
        argued = _are_argued(text, named) or _hold_staying(text, spans, starts)
        announced = cue is not None or sure or argued or _announces(title)
        heads = None if announced else _form_of_heads(text, spans, starts, named)
        if not announced and _are_plans(text, spans, starts, named):
            heads = "plans"
        if len(named) > 1 and not refused and (announced or heads):
            asked = cue or spans[starts[0]]
            form: Form = "list" if announced else heads or "heads"
            yield Weighed(form=form, asked=asked, options=tuple(named))
        at = starts[-1] + 1


def _asks_what_next(words: str) -> bool:
    """Say whether a sentence asks what the writer is to do, and names nothing: a list answers."""
    if not words.endswith("?") or is_of_other(words) or is_of_before(words):
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


def _are_plans(
    text: str, spans: Sequence[Span], starts: Sequence[int], named: Sequence[Named]
) -> bool:
    """Say whether marked items each tell what one does from now on, and then something of it, or
    the sentence before counts them.
    """
    if any(_kind_of_item(text, spans[at]) != "bullet" for at in starts):
        return False
    items = [_without_mark(text[slice(*each.span)]) for each in named]
    told = all(text[each.span[1] : each.about[1]].strip() for each in named)
    counted = any(
        _counts(text[slice(*s)], len(named)) for s in spans[max(0, starts[0] - 1) : starts[0]]
    )
    return (told or counted) and all(prose_of(each).is_plan(each) for each in items)


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


def _headings(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
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
    ]
    if len(named) > 1:
        yield Weighed(form="headings", asked=deciding, options=tuple(named))


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
            if len(starts) == _MOST:
                break
        elif near - starts[-1] > _LONGEST_ITEM:
            break
    return starts


def _kind_of_item(text: str, span: Span) -> str:
    words = text[slice(*span)]
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


def _end_of_block(text: str, spans: Sequence[Span], at: int) -> int:
    """Return where what is said of the last item ends: with its paragraph."""
    end = text.find("\n", spans[at][0])
    return len(text) if end < 0 else end


def _named(text: str, spans: Sequence[Span], starts: Sequence[int], end: int) -> list[Named]:
    found: dict[str, Named] = {}
    for place, at in enumerate(starts):
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


def _announces(words: str) -> bool:
    if not words or _announces_other(words):
        return False
    return bool(compile_list("choosing", "choice_ahead").search(words)) and not is_of_other(words)


def _announces_other(words: str) -> bool:
    return compile_list("choosing", "no_choice_ahead").search(words) is not None


def _ways(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield what neighbouring sentences name as ways ahead, or as what could be done."""
    group: list[Named] = []
    last = -_NEAR
    for at, span in enumerate(spans):
        words = text[slice(*span)]
        if is_of_other(words) or is_of_before(words):
            continue
        found = prose_of(words).ways_in(words)
        if not found:
            continue
        if group and (at - last >= _NEAR or "\n\n" in text[spans[last][1] : span[0]]):
            yield from _as_ways(group)
            group = []
        group += [Named(label=label, span=span, about=span) for label, _, _ in found]
        last = at
    yield from _as_ways(group)


def _as_ways(group: Sequence[Named]) -> Iterator[Weighed]:
    unique = {each.label.casefold(): each for each in group}
    if len(unique) > 1:
        yield Weighed(form="ways", asked=group[0].span, options=tuple(unique.values())[:_MOST])


def _conditions(text: str, spans: Sequence[Span]) -> Iterator[Weighed]:
    """Yield pairs of conditions in one sentence, or in two of a paragraph that are near."""
    before: list[Named] = []
    last = 0
    for at, span in enumerate(spans):
        if before and (at - last > _NEAR or "\n\n" in text[before[-1].span[1] : span[0]]):
            before = []
        words = text[slice(*span)]
        prose = prose_of(words)
        found = [] if is_of_other(words) else prose.conditions_in(words)
        here = [Named(label=label, span=span, about=span) for label, _, _ in found]
        pair = {each.label.casefold(): each for each in (*before, *here)}
        if here and len(pair) > 1:
            yield Weighed(
                form="conditions",
                asked=next(iter(pair.values())).span,
                options=tuple(pair.values())[:2],
            )
            before = []
        elif here:
            before, last = before or here, at


@cache
def _ordinal() -> re.Pattern[str]:
    words = load_lists("choosing")["ordinal"]
    ways = join(load_lists("choosing")["ordinal_way"]["en"])
    return re.compile(
        rf"^(?:(?:{join(words['ko'])})\s*|(?:{join(words['en'])})(?:[:,.)]|\s[–—-])\s+"
        r"|(?:option|plan|choice)\s\w+\s(?:is|would be)\s(?:to\s)?"
        rf"|(?:{ways})\s(?:is|would be)\s(?:to\s)?)",
        re.IGNORECASE,
    )
