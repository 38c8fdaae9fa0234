"""The writer's words in a mail, without those of others that it answers or passes on.

Limit: a quotation is known by its marks (`>`) or by the line that says who wrote when, a mail that
is passed on by its head, as mail programs write them; what follows such a head is all another's.
Invariant: no line of the writer's is changed; whole lines go, or stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.dates.written import find_when
from language.mail_heads import announces_mail, role_of

_QUOTED = re.compile(r"[ \t]{0,3}>")
_RULE = re.compile(r"[ \t]*(?:[-_*=─━|][ \t]*){3,}")
_WORDED_RULE = re.compile(r"[ \t]*[-_]{4,}[ \t]*[^\W_][^\n]{1,60}?[ \t]*[-_]{4,}[ \t]*")
_ADDRESS = re.compile(r"[^\s@]{1,80}@[^\s@]{1,80}\.\w")
_IN_BRACKETS = re.compile(r"<[^<>\n]{0,80}@[^<>\n]{1,200}>")
_CLOCK = re.compile(r"\d{1,2}[:.h시]\s?\d{2}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_ENDS_SENTENCE = re.compile(r"(?<![ap]\.m)[.!?。！？…][\"'”’)]*\s*", re.IGNORECASE)
_COLONS = (":", "：")
_MOST_LINES = 3  # of the sentence that says who wrote on which day
_LONGEST_HEAD = 20


def without_quotations(text: str, *, attributed: bool = False) -> tuple[str, int]:
    """Return a text without the words of others, and how many passages of them there were. With
    `attributed` the text is no mail: only passages count that a line before them gives to
    somebody."""
    lines = text.split("\n")
    kept: list[str] = []
    count, at = 0, 0
    while at < len(lines):
        if _is_head(lines, at, kept, attributed=attributed):
            return _joined(_without_announcement(kept)), count + 1
        if not _QUOTED.match(lines[at]):
            kept.append(lines[at])
            at += 1
            if not attributed and (said := _said_by_another(kept)) and not _is_quoted(lines, at):
                return _joined(kept[:-said]), count + 1
            continue
        end = _end_of_quotation(lines, at)
        said = _attribution(kept)
        if attributed and not said:
            kept += lines[at:end]
        else:
            del kept[len(kept) - said :]
            count += 1
        at = end
    return _joined(kept) if count else text, count


def split_saved_mail(text: str) -> tuple[str, str]:
    """Return the head and the words of a mail that was saved as text, as Outlook does; of any
    other text no head."""
    lines = text.split("\n")
    head, roles = _fields(lines[:_LONGEST_HEAD])
    if not (role_of(lines[0]) and roles >= {"from", "sent", "to", "subject"}):
        return "", text
    return "\n".join(head) + "\n\n", "\n".join(lines[len(head) :]).lstrip("\n")


def _end_of_quotation(lines: Sequence[str], at: int) -> int:
    end = at
    while at < len(lines) and (_QUOTED.match(lines[at]) or not lines[at].strip()):
        at += 1
        if _QUOTED.match(lines[at - 1]):
            end = at
    return end


def _is_quoted(lines: Sequence[str], at: int) -> bool:
    """Whether what comes next is marked as a quotation."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at == len(lines) or _QUOTED.match(lines[at]) is not None


def _attribution(lines: Sequence[str]) -> int:
    """Return how many of the last lines say who wrote what follows, and when."""
    last = _end_of_words(lines)
    if last and announces_mail(lines[last - 1]):
        return len(lines) - last + 1
    sentences = _last_sentences(lines, last)
    told = next((n for n, piece in sentences if _tells_day(piece) and _ADDRESS.search(piece)), 0)
    told = told or next((n for n, piece in sentences if _tells_day(piece)), 0)
    told = told or next((n for n, piece in sentences if _ADDRESS.search(piece)), 0)
    return len(lines) - last + told if told else 0


def _said_by_another(lines: Sequence[str]) -> int:
    """Return how many of the last lines are, in the form of a mail program, who wrote what follows
    and at which minute."""
    pieces = _last_sentences(lines, len(lines))
    is_form = (_IN_BRACKETS, _CLOCK, _YEAR)
    return next((n for n, piece in pieces if all(form.search(piece) for form in is_form)), 0)


def _last_sentences(lines: Sequence[str], last: int) -> list[tuple[int, str]]:
    """Return what ends with a colon before line `last`: that line, and it with the ones above
    that it may have been wrapped from."""
    if not last or not lines[last - 1].rstrip().endswith(_COLONS):
        return []
    found = [(1, lines[last - 1])]
    for count in range(2, min(_MOST_LINES, last) + 1):
        above = lines[last - count]
        if not above.strip() or _ends_sentence(above):
            break
        found.append((count, " ".join(lines[last - count : last])))
    return found


def _ends_sentence(line: str) -> bool:
    return _ENDS_SENTENCE.fullmatch(line, len(line.rstrip(" \t\"'”’)")) - 1) is not None


def _end_of_words(lines: Sequence[str]) -> int:
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    return last


def _tells_day(text: str) -> bool:
    is_timed = _YEAR.search(text) is not None and _CLOCK.search(text) is not None
    return is_timed or find_when(text) is not None


def _is_head(lines: Sequence[str], at: int, before: Sequence[str], *, attributed: bool) -> bool:
    """Whether the head of another's mail begins here: three of its fields, one of which no list of
    a journey has; two are enough where the line before announces a mail."""
    if not role_of(lines[at]):
        return False
    head, roles = _fields(lines[at : at + _LONGEST_HEAD])
    last = _end_of_words(before)
    above = before[last - 1] if last else ""
    if _WORDED_RULE.fullmatch(above) or announces_mail(above):
        return "from" in roles and len(roles) >= 2
    is_of_mail = roles & {"subject", "sent"} or _ADDRESS.search("\n".join(head))
    return bool(not attributed and "from" in roles and len(roles) >= 3 and is_of_mail)


def _fields(lines: Sequence[str]) -> tuple[Sequence[str], set[str]]:
    """Return the lines of a head, and what they tell; a long one may go on in the lines below,
    and an empty line may stand between two."""
    roles: set[str] = set()
    end, goes_on = 0, False
    for number, line in enumerate(lines, start=1):
        if role := role_of(line):
            if role in roles and role == "from":
                break
            roles.add(role)
            end, goes_on = number, True
        elif line.strip():
            if not goes_on:
                break
        elif not goes_on:
            break
        else:
            goes_on = False
    return lines[:end], roles


def _without_announcement(lines: list[str]) -> list[str]:
    """Leave out the rule and the words that a program puts before a head."""
    while lines and (
        not lines[-1].strip()
        or _RULE.fullmatch(lines[-1])
        or _WORDED_RULE.fullmatch(lines[-1])
        or announces_mail(lines[-1])
    ):
        lines.pop()
    return lines


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
