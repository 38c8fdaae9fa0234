"""What chat programs write in the place of words, which is nobody's.

The patterns are in `data/others/chats.yaml`, a list for each program. Invariant: a message that
merely holds such a word is none of them: the pattern is all of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from language.word_lists import join, load_lists

_FILE = "others/chats"
Program = Literal["kakaotalk", "whatsapp", "line"]


def stands_for_words(text: str, program: Program) -> bool:
    """Whether a message is the program's: a picture, a call, one that was deleted."""
    return _pattern(program).fullmatch(text) is not None


def is_shared(line: str) -> bool:
    """Whether a line of KakaoTalk names a place or a contact that was shared."""
    label, colon, rest = line.partition(": ")
    return bool(colon and rest) and _pattern("kakaotalk_labels").fullmatch(label) is not None


def names_attachment(line: str) -> bool:
    """Whether a line of WhatsApp's is a file's name, and that it is attached."""
    name, opened, rest = line.rpartition(" (")
    is_file = opened and re.search(r"\.\w{2,5}\Z", name) is not None
    return bool(is_file) and _pattern("attached").fullmatch(rest.removesuffix(")")) is not None


def is_passed_on(line: str) -> bool:
    """Whether a message's first line says that its words are another's."""
    return _pattern("passed_on").fullmatch(line) is not None


def without_edited(text: str) -> str:
    """Return a message without the program's remark at its end that it was edited."""
    words, _, remark = text.rstrip().removesuffix(">").rpartition("<")
    is_edited = text.rstrip().endswith(">") and _pattern("edited").fullmatch(remark) is not None
    return words.rstrip() if is_edited else text


def tells_encryption(text: str) -> bool:
    """Whether WhatsApp's notice of encryption is in a text."""
    return _pattern("encrypted").search(text) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    kinds = load_lists(_FILE)[name].values()
    return re.compile(join([form for forms in kinds for form in forms]))
