"""`python -m chains ask "QUESTION"`: asks the journal without the page.

With `--json` one object is printed; with `--batch FILE` (or `-`) one JSON object a line goes in,
`{"id", "question", "turns": [earlier questions], "today"}`, and one comes out. `sources` in it is
what a connected model would be given to read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ConfigDict, ValidationError

from chains.ask.chain import PASSAGE_TOKENS
from chains.ask.events import Answer, Citation, Plan, Question, Turn
from chains.ask.retrieve import retrieve
from chains.ask.sources import gather_sources
from config.keys import KeyStore
from config.loading import add_saved_keys, keep_private, load_settings
from errors import JournalError
from services import Services, build_services


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
    if not options.batch and not options.question.strip():
        parser.error("ask a QUESTION, or give a FILE of them with --batch")
    try:
        questions = list(_read_questions(options))
        keep_private()
        settings = load_settings()
        settings = add_saved_keys(settings, KeyStore(settings.state_dir))
        with closing(build_services(settings)) as services:
            services.refresh()
            if services.adoption is not None:
                services.adoption.wait()
            for asked in questions:
                _answer(services, asked, as_json=options.json)
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
    history: tuple[Turn, ...] = ()
    for earlier in asked.turns:
        _, answer = _ask(services, Question(text=earlier, history=history, today=asked.today))
        history = (*history, as_turn(earlier, answer))
    question = Question(text=asked.question, history=history, today=asked.today)
    plan, answer = _ask(services, question)
    if as_json:
        print(json.dumps(_as_json(services, asked, plan, answer, history), ensure_ascii=False))
    else:
        print(_as_text(answer))


def as_turn(question: str, answer: Answer) -> Turn:
    """Return an answered question as a later one remembers it."""
    return Turn(
        question=question,
        answer=answer.text,
        citations=answer.citations,
        moved=answer.moved,
        gaps=answer.gaps,
        asked_back=answer.question,
    )


def _ask(services: Services, question: Question) -> tuple[Plan, Answer]:
    plan, answer = Plan(question=question.text, phrases=()), Answer()
    for event in services.ask.stream(question):
        if isinstance(event, Plan):
            plan = event
        elif isinstance(event, Answer):
            answer = event
    return plan, answer


def _as_json(
    services: Services, asked: Asked, plan: Plan, answer: Answer, history: tuple[Turn, ...]
) -> dict[str, object]:
    found = retrieve(services.index, plan, history, asked.today)
    sources = gather_sources(found.ranked, budget_tokens=PASSAGE_TOKENS)
    since, until = plan.where.since, plan.where.until
    return {
        "id": asked.id,
        "quotes": [
            {
                "entry_id": card[0].entry_id,
                "written_on": str(card[0].written_on or ""),
                "text": _words_of(card),
                "option": card[0].option,
                "lead": card[0].lead,
            }
            for card in _cards(answer.citations)
        ],
        "gaps": list(answer.gaps),
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "sources": [
            {
                "entry_id": source.entry_id,
                "text": source.body[source.sentences[0][0] : source.sentences[-1][1]],
            }
            for source in sources
        ],
        "finish": answer.finish,
    }


def _cards(citations: Sequence[Citation]) -> list[list[Citation]]:
    shown = [each for each in citations if each.quote]
    return [list(card) for _, card in groupby(shown, key=lambda c: (c.entry_id, c.option))]


def _words_of(card: Sequence[Citation]) -> str:
    return " … ".join(f"{each.before}{each.quote}{each.after}" for each in card)


def _as_text(answer: Answer) -> str:
    lines = [answer.text] if answer.text else []
    for card in _cards(answer.citations):
        first = card[0]
        head = " · ".join(filter(None, (str(first.written_on or ""), first.title, first.option)))
        lines.append(f"{head}\n  {_words_of(card).strip()}")
    if not lines:
        lines.append("Nothing in this journal is about that yet.")
    if answer.gaps:
        lines.append(f"Not written about: {', '.join(answer.gaps)}")
    return "\n\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
