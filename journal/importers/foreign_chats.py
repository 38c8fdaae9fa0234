"""Chats of programs that are not read, told by how they begin, so that none is taken for a page,
a diary or a text.

Limit: programs whose exports have no mark of their own at the beginning.
Invariant: of a chat in which nobody can tell whose the words are, no word comes in.
"""

from __future__ import annotations

import re

from errors import ImportFileError

_PAGES = (
    ("Telegram", re.compile(r"<title>\s*Exported Data\s*</title>")),
    ("Discord", re.compile(r"\bchatlog__|class=[\"']?chatlog\b")),
    ("WhatsApp", re.compile(r"<title>\s*WhatsApp - ", re.IGNORECASE)),
    ("iMessage", re.compile(r"class=[\"'](?:sent|received)(?: iMessage)?[\"']|\.sent \.message_")),
    ("Signal", re.compile(r"\bmsg-(?:incoming|outgoing)\b")),
)
_PAGE_NAMED = re.compile(r"message_\d+\.html", re.IGNORECASE)  # of Facebook and Instagram
_OBJECTS = (
    ("Discord", re.compile(r'\{\s*"guild"\s*:\s*\{')),
    ("Facebook, Instagram", re.compile(r'\{\s*"participants"\s*:\s*\[(?s:.*)"sender_name"\s*:')),
    ("Google Chat", re.compile(r'\{\s*"messages"\s*:\s*\[\s*\{\s*"creator"\s*:')),
    ("Slack", re.compile(r'\[\s*\{(?=[^]]*"ts"\s*:)(?=[^]]*"type"\s*:\s*"message")')),
)
_DISCORD = re.compile(r"={10,}\s*\n(?:Guild|Channel): ")
_LINE_ON_PC = re.compile(
    r"\[LINE\] ?\S[^\n]*\n(?s:.*?)^[^\d\n]{0,6}\d{1,2}:\d{2}(?: [AP]M)? (?![AP]M)\S", re.MULTILINE
)
# `[2024-12-31 23:58] Me: words`: every line says who speaks, and one of them is "Me".
_STAMPED = re.compile(r"^\[\d{4}-\d{2}-\d{2},? \d{1,2}:\d{2}(?::\d{2})?\] (.*)$", re.MULTILINE)
_SPEAKER = re.compile(r"([^:\n]{1,60}): ")
_ME = "Me"
_COPIED = re.compile(r"^[^\[\]\n]{1,60}, \[\d[^\]\n]{6,30}\]:?[ \t]*$", re.MULTILINE)
_IMESSAGE = re.compile(
    r"^[A-Z][a-z]{2} \d{2}, \d{4} +\d{1,2}:\d{2}:\d{2} [AP]M(?: \([^()\n]*\))?\n(.+)$", re.MULTILINE
)


def foreign_chat(name: str, head: str) -> str:
    """Return the program of whose chats a file is one, "" when it is none; `head` are its first
    characters."""
    head = head.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    if head.startswith("<"):
        if _PAGE_NAMED.fullmatch(name):
            return "Facebook, Instagram"
        return next((program for program, form in _PAGES if form.search(head)), "")
    if head.startswith(("{", "[{", "[\n", "[ ")):
        return next((program for program, form in _OBJECTS if form.match(head)), "")
    return _chat_in_text(head)


def _chat_in_text(head: str) -> str:
    if _DISCORD.match(head):
        return "Discord"
    if _LINE_ON_PC.match(head):  # the one of a phone has tabs there
        return "LINE"
    if head.startswith("[") and _is_all_said(head):
        return "Signal"
    if _COPIED.match(head) and len(_COPIED.findall(head)) > 1:
        return "Telegram"
    if _IMESSAGE.match(head) and _ME in _IMESSAGE.findall(head):
        return "iMessage"
    return ""


def _is_all_said(head: str) -> bool:
    said = [_SPEAKER.match(line) for line in _STAMPED.findall(head)]
    speakers = {found[1] for found in said if found}
    return all(said) and _ME in speakers and len(speakers) > 1


def unread_chat(shown: str, program: str) -> ImportFileError:
    """Return the error of a chat that is not read, with how to keep what one said in it."""
    return ImportFileError(
        "{path} is a chat of {program}, in a form that is not read.",
        hint=(
            "It does not say which words are yours, so none were taken. Copy your own words and"
            " paste them. Telegram's chats are read when exported as JSON, LINE's when exported"
            " from a phone."
        ),
        key="import.foreign_chat",
        path=shown,
        program=program,
    )
