"""Telegram's exported chats as JSON (`result.json`): one chat, or all of an account.

Limit: only the export of an account, and the saved messages, say who "I" is; else the person does
(`How.me`). Times are as the computer showed them.
Invariant: what is passed on, quoted, or written by a bot, is nobody's words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, first_characters
from journal.importers.chat import Chat, Message, entries_of
from journal.importers.json_items import json_items
from journal.importers.mended_json import Json
from journal.problems import ImportProblem

_KIND = r'"type"\s*:\s*"(?:\w+_chat|saved_messages|\w+_(?:super)?group|\w+_channel)"'
_CHAT = re.compile(rf'\s*\{{\s*(?:"name"\s*:[^\n]*?,\s*)?{_KIND}[^\[]*"messages"\s*:')
_ACCOUNT = re.compile(r'\s*\{\s*"about"\s*:\s*"[^"]*"(?s:.*)"(?:personal_information|chats)"\s*:')
_NAME = re.compile(r'"name"\s*:\s*("(?:[^"\\]|\\.)*")')
_ID = re.compile(r'"id"\s*:\s*(\d+)')
_QUOTATION = "blockquote"
_PERSON = "personal_information"
_SAVED = re.compile(r'"type"\s*:\s*"saved_messages"')


class TelegramImporter:
    """A chat, or all of them."""

    name = "telegram"

    def recognises(self, path: Path) -> bool:
        """Whether it is JSON that begins as Telegram's exports do."""
        if path.suffix.lower() != ".json":
            return False
        head = first_characters(path).removeprefix("\ufeff")
        return _CHAT.match(head) is not None or _ACCOUNT.match(head) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield an entry for each chat and day on which "I" said something, or ask who that is.

        Raises:
            ImportFileError: it cannot be opened, is too large, or is no JSON to its end.
        """
        shown, head = clean(path.name), first_characters(path).removeprefix("\ufeff")
        if _CHAT.match(head):
            room = _name_in(head)
            messages: Iterable[object] = json_items(path, "messages.item")
            is_own = _SAVED.search(head) is not None
            id_there = _ID.search(head)
            known = id_there[1] if id_there else ""
            chat = _chat_of(messages, room, shown, known=known, is_own=is_own)
            yield from entries_of(chat, how)
            return
        me = next((f"user{told.get('user_id')}" for told in json_items(path, _PERSON)), "")
        for each in json_items(path, "chats.list.item"):
            listed = each.get("messages")
            messages = listed if isinstance(listed, list) else []
            is_own = each.get("type") == "saved_messages"
            room = str(each.get("name") or "")
            known = str(each.get("id") or "")
            chat = _chat_of(messages, room, shown, known=known, is_own=is_own, me=me)
            yield from entries_of(chat, how)


def _chat_of(
    items: Iterable[object], room: str, shown: str, *, known: str, is_own: bool, me: str = ""
) -> Chat:
    messages: list[Message] = []
    mine: set[str] = set()
    for item in items:
        if not isinstance(item, dict):
            continue
        speaker = clean(str(item.get("from") or "")).strip()
        if item.get("type") != "message" or not speaker:
            continue
        is_passed_on = bool(item.get("forwarded_from") or item.get("via_bot"))
        if (is_own and not is_passed_on) or (me and item.get("from_id") == me):
            mine.add(speaker)
        text, quoted = _text_of(item.get("text"))
        words = clean(text).replace("\r\n", "\n").split("\n")
        messages.append(
            Message(_moment(item), speaker, words, is_passed_on=is_passed_on, quoted=quoted)
        )
    return Chat(
        source=TelegramImporter.name,
        shown=shown,
        room=clean(room),
        key=f"{clean(room)} {known}",
        messages=messages,
        words_of="\n".join,
        own=frozenset(mine),
    )


def _name_in(head: str) -> str:
    named = _NAME.search(head)
    try:
        return str(json.loads(named[1], strict=False)) if named else ""
    except ValueError:
        return ""


def _moment(item: Json) -> datetime | None:
    try:
        return datetime.fromisoformat(str(item.get("date"))).replace(tzinfo=None)
    except ValueError:
        return None


def _text_of(told: object) -> tuple[str, int]:
    """Return the words of a text, and how many quotations are left out of it. A text is one, or a
    list of pieces of which links, quotations and the like are objects."""
    if not isinstance(told, list):
        return told if isinstance(told, str) else "", 0
    words, quoted = "", 0
    for piece in told:
        kind, text = (
            (piece.get("type"), piece.get("text")) if isinstance(piece, dict) else ("", piece)
        )
        if str(kind).endswith(_QUOTATION):
            quoted += 1
            words += "" if words.endswith("\n") else "\n"
        elif isinstance(text, str):
            words += text
    return words, quoted
