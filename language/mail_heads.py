"""The lines that mail programs write above the words of somebody else: a head's labels, and what
announces a mail that is passed on.

The words are in `data/others/mails.yaml`. Limit: labels of languages that are not there.
"""

from __future__ import annotations

import re
from functools import cache

from language.front_matter import folded
from language.word_lists import load_lists

_FILE = "others/mails"
_ROLES = ("from", "sent", "date", "to", "copy", "subject")
_LABELLED = re.compile(r"[ \t>|*_]{0,12}(\w[^:：\n|]{0,30}?)[ \t*_]{0,6}[:：](.*)", re.DOTALL)
_AROUND = " \t-_—–=*>:："


def role_of(line: str) -> str:
    """Return what a line of a mail's head tells ("from", "subject"), "" when it is none."""
    labelled = _LABELLED.fullmatch(line)
    return _roles().get(folded(labelled[1]), "") if labelled else ""


def announces_mail(line: str) -> bool:
    """Whether a line says, and nothing else, that a mail of somebody follows."""
    bare = line.strip(_AROUND)
    return len(bare) < 60 and folded(bare) in _announcements()


@cache
def _roles() -> dict[str, str]:
    kinds = [(role, words) for role in _ROLES for words in load_lists(_FILE)[role].values()]
    return {folded(word): role for role, words in kinds for word in words}


@cache
def _announcements() -> frozenset[str]:
    kinds = load_lists(_FILE)["passed_on"].values()
    return frozenset(folded(word) for words in kinds for word in words)
