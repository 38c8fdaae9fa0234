"""`python -m chains ask "QUESTION"`: asks the journal without the page; `python -m chains decide`
lists the decisions that are found in it.

`ask --json` prints one object; with `--batch FILE` (or `-`) one JSON object a line goes in, `{"id",
"question", "turns": [earlier questions], "today"}`, and one comes out. `sources` in it is what the
connected model was given to read, or one would be; `answer`, `moved` and `question_back` are what
it wrote. `decide` reads by rules on this machine, and keeps nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from chains.ask.cite.numbering import pointed_numbers
from chains.ask.shown import Shown, ask, show
from chains.decide.shown import ShownDecision, describe, show_decision
from chains.decide.survey import survey
from chains.evidence.meaning import join_models
from config.keys import KeyStore
from config.loading import add_saved_keys, keep_private, load_settings
from errors import JournalError
from journal.entry import Entry
from journal.store import EntryStore
from services import Services, build_services
from vectorstore.local.e5.embedding import e5_embedding
from vectorstore.local.use import local_embedding

_SHOWN = TypeAdapter(list[ShownDecision])


class Asked(BaseModel):
    """One question of a batch."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)
    id: str = ""
    question: str
    turns: tuple[str, ...] = ()
    today: date | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when the journal cannot be asked."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "ask" and not options.batch and not options.question.strip():
        parser.error("ask a QUESTION, or give a FILE of them with --batch")
    try:
        if options.command == "decide":
            _list_decisions(as_json=options.json)
        else:
            _answer_all(options)
    except JournalError as error:
        print(f"{error}\n  {error.hint}", file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print("The batch is no text in UTF-8.", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _answer_all(options: argparse.Namespace) -> None:
    questions = list(_read_questions(options))
    keep_private()
    settings = load_settings()
    settings = add_saved_keys(settings, KeyStore(settings.state_dir))
    models = settings.models
    if models.base_url and not models.connected_chat_model:
        print(f"No model of {models.chat_receiver} is chosen: set CHAT_MODEL.", file=sys.stderr)
    with closing(build_services(settings)) as services:
        services.refresh()
        if services.adoption is not None:
            services.adoption.wait()
        for asked in questions:
            _answer(services, asked, as_json=options.json)


def _list_decisions(*, as_json: bool) -> None:
    """Print what is found in the journal's files; the index is not needed, so the app may be
    open.
    """
    settings = load_settings()
    if not settings.journal_dir.is_dir():
        raise ValueError(f"{settings.journal_dir} is no folder. Set JOURNAL_DIR to your journal.")
    loaded = EntryStore(settings.journal_dir).load()
    meaning = join_models(local_embedding(), e5_embedding(), settings.paths.examples)
    shown = [show_decision(each) for each in survey(loaded.entries, meaning)]
    if as_json:
        print(_SHOWN.dump_json(shown).decode())
        return
    print(describe(shown))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m chains", description="The journal asked without the page."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="answer a question from the journal of JOURNAL_DIR")
    ask.add_argument("question", nargs="?", default="")
    ask.add_argument("--json", action="store_true", help="print JSON, one object a question")
    ask.add_argument("--today", type=date.fromisoformat, help="what relative dates count from")
    ask.add_argument(
        "--batch", metavar="FILE", help="JSON lines of questions; - for standard input"
    )
    decide = commands.add_parser(
        "decide",
        help="list the decisions found in the journal of JOURNAL_DIR",
        description=(
            "Lists the decisions that the journal of JOURNAL_DIR weighs, with what speaks for and"
            " against each option, in your own dated words. They are read by rules, on this"
            " machine, so the list may be incomplete. Nothing is saved or sent."
        ),
    )
    decide.add_argument(
        "--json", action="store_true", help="print JSON: one list, an object a decision"
    )
    return parser


def _read_questions(options: argparse.Namespace) -> Iterator[Asked]:
    if not options.batch:
        yield Asked(id="1", question=options.question, today=options.today)
        return
    if options.batch == "-":
        yield from _read_lines(sys.stdin, options.today)
        return
    with Path(options.batch).open(encoding="utf-8") as lines:
        yield from _read_lines(lines, options.today)


def _read_lines(lines: TextIO, today: date | None) -> Iterator[Asked]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = Asked.model_validate_json(line)
        except ValidationError as error:  # its own text would repeat the question
            raise ValueError(f"Line {number} of the batch cannot be read.") from error
        yield asked if asked.today else asked.model_copy(update={"today": today})


def _answer(services: Services, asked: Asked, *, as_json: bool) -> None:
    shown = show(
        services.index,
        ask(services.ask, asked.question, turns=asked.turns, today=asked.today),
    )
    print(
        json.dumps({"id": asked.id} | asdict(shown), ensure_ascii=False)
        if as_json
        else _as_text(shown, services.index.entries())
    )


def _as_text(shown: Shown, entries: Iterable[Entry]) -> str:
    """Return an answer as it is read: what a model wrote of it, then the cards, then what is not
    there.
    """
    parts = [
        shown.problem,
        _nothing_then(shown),
        shown.answer,
        _told("How it moved", shown.moved),
    ]
    titles = {each.id: each.title for each in entries}
    pointed = pointed_numbers(shown.answer, shown.moved, shown.question_back, *shown.gaps)
    for card in shown.quotes:
        numbers = "".join(f"[{each}]" for each in card.numbers if each in pointed)
        head = (card.written_on, titles.get(card.entry_id, ""), card.option, numbers)
        parts.append(f"{' · '.join(filter(None, head))}\n  {card.text.strip()}")
    if not any(parts):
        parts.append("Nothing in this journal is about that yet.")
    parts += [
        _told("Not written about", ", ".join(shown.gaps)),
        _told("One question for you", shown.question_back),
        _told("In none of the sentences pointed at", ", ".join(shown.doubted)),
    ]
    return "\n\n".join(filter(None, parts))


def _nothing_then(shown: Shown) -> str:
    """Say in which of the times asked about nothing was written, and which days stand in for it."""
    if not shown.unwritten:
        return ""
    times = ", ".join(f"{since or '…'} to {until or '…'}" for since, until in shown.unwritten)
    line = f"Nothing was written then ({times})."
    days = ", ".join(shown.closest)
    return f"{line} The closest entries follow: {days}." if days else line


def _told(heading: str, words: str) -> str:
    return f"{heading}: {words}" if words else ""


if __name__ == "__main__":
    raise SystemExit(main())
