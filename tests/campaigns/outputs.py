"""`python -m tests.campaigns.outputs --outputs 1000000`: what a hostile model may write, in pieces
of every length, read as an answer.

Promise: every quotation mark that is shown, of any kind, stands around the writer's exact words, or
is an apostrophe, or measures something.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from chains.ask.cite.answer_reader import AnswerReader
from chains.ask.events import Answer
from chains.ask.transcript import Transcript
from language.options.find import AskedOption
from tests.chains.ask.cite.writing import source

BODIES = (
    "확실히 연구하는 것보다 인턴이 재밌다. I don't know what to do yet. See [1] and ![x](http://evil) <b>now</b>.",
    "“전문연구요원” 자리도 있다고. 서두를 필요는 없다. 《데미안》을 읽었다. 5′ long, they offered me a job.",
)
SOURCES = tuple(source(number, body) for number, body in enumerate(BODIES, 1))
OPTIONS = (AskedOption(label="대학원", phrases=("대학원",)),)
# Unicode's own list of quotation marks, and what people quote with besides.
QUOTATION_MARKS = (
    "\"'«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣"
    + "❛❜❝❞❟❠《》〈〉≪≫⟨⟩⟪⟫〈〉❮❯❬❭❰❱′″‴‵‶‷⁗ʹʺʻʼʽˮ˝´`🙶🙷🙸״׳"
)
_PAIRS = ("“”", "‘’", "「」", "『』", "«»", "‹›", "﹁﹂", "﹃﹄", "｢｣", "《》", "〈〉", "≪≫", "⟪⟫", "⟨⟩",
          "〈〉", "❮❯", "❬❭", "❰❱", "︽︾", "︿﹀")  # fmt: skip
_QUOTED = re.compile("|".join(f"{pair[0]}([^{pair}]*){pair[1]}" for pair in _PAIRS))
_BLANKS = (" ", "\t", "\u00a0", "\u3000", "\u2003", "\u200b", "\ufeff", "\u1680", "\u2028", "\x85",
           "\x0b", "\x0c", "\x1f", "\r\n", "\n", "\r", "\u202f", "\u2060")  # fmt: skip
_POINTERS = (
    "[1.2]",
    "[9.9]",
    "[99.9]",
    "[1.1, 2.1]",
    "[1",
    "[",
    "]",
    "【1.2】",
    "[1](http://x)",
    "![",
)
_MARKS = ("**", "*", "_", "__", "#", "### 대학원\n", "## gaps\n", "- ", "> ", "<", "<b>", "</b>", "`",
          "```", "~~", "&quot;", "&ldquo;", "&rdquo;", "&#39;", "&laquo;", "&amp;", "&#",
          "(", ")", ":", "…", "...", ".", ",", "5", "!", "?", "<think>", "\ue000", "|")  # fmt: skip
_WORDS = (
    "확실히 연구하는 것보다 인턴이 재밌다", "서두를 필요는 없다", "I don't know what to do yet",
    "offered me a job", "I will quit tomorrow", "나는 내일 그만둔다고 썼다", "데미안", "Really",
    "전문연구요원", "now", "없다", "I like **shipping** things", "don", "t", "AI", "가",
)  # fmt: skip
_ALL = (
    *QUOTATION_MARKS,
    *QUOTATION_MARKS,
    *_BLANKS,
    *_POINTERS,
    *_MARKS,
    *_WORDS,
    *_WORDS,
    *_WORDS,
)


@dataclass(slots=True)
class Found:
    """What went wrong, by kind, with the seeds that show it."""

    outputs: int = 0
    wrong: dict[str, list[int]] = field(default_factory=dict)

    def note(self, kind: str, seed: int) -> None:
        self.wrong.setdefault(kind, []).append(seed)


def output(seed: int) -> tuple[str, int]:
    """Return what a model writes, and the length of the pieces that it comes in."""
    chance = random.Random(seed)
    text = "".join(chance.choices(_ALL, k=chance.randint(1, 16)))
    if chance.random() < 0.5:  # a quotation of each kind
        opening, closing = chance.choice(QUOTATION_MARKS), chance.choice(QUOTATION_MARKS)
        text = f"{text} {opening}{chance.choice(_WORDS)}{closing} {text[:20]}"
    return text, chance.choice((1, 3, 1000, 1000))


def read(text: str, piece: int) -> Answer:
    """Read a model's text in pieces."""
    reader, transcript = AnswerReader(SOURCES, OPTIONS, "대학원에 갈까?"), Transcript()
    for start in range(0, len(text), piece):
        for token in reader.feed(text[start : start + piece]):
            transcript.add(token)
    for token in reader.close():
        transcript.add(token)
    return transcript.answer("complete")


def faults(answer: Answer) -> list[str]:
    """Return what is wrong with an answer."""
    shown = "\n".join([answer.text, answer.moved, *answer.gaps, answer.question])
    found = [
        "citation"
        for each in answer.citations
        if each.state != "unverified" and each.quote != _body(each.entry_id)[each.start : each.end]
    ]
    for match in _QUOTED.finditer(shown):
        words = next(group for group in match.groups() if group is not None)
        if not any(words in body for body in BODIES):
            found.append("quote not exact")
    rest = _QUOTED.sub("", shown)
    if re.search("&(?:quot|[lr]dquo|laquo|#39);", rest):
        found.append("unmarked quotation")
    for at, char in enumerate(rest):
        before = rest[at - 1] if at else " "
        if char in "′″‴‵‶‷⁗" and before.isdigit():
            continue
        if char in "'’" and before.isalnum():
            continue  # an apostrophe, the model's or the writer's own
        if char in QUOTATION_MARKS and char != "’":
            found.append("unmarked quotation")
    if re.search(r"(?<!\w)’[^’\n]{4,}’(?!\w)", rest):
        found.append("unmarked quotation")
    return found


def _body(entry_id: str) -> str:
    return next(each.body for each in SOURCES if each.entry_id == entry_id)


def run(count: int, first: int = 0) -> Found:
    """Try so many outputs."""
    found = Found(outputs=count)
    for seed in range(first, first + count):
        text, piece = output(seed)
        try:
            answer = read(text, piece)
        except Exception as error:  # noqa: BLE001 - what a campaign is for
            found.note(f"exception {type(error).__name__}", seed)
            continue
        for kind in set(faults(answer)):
            found.note(kind, seed)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; return 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description="Hostile outputs, read as answers")
    parser.add_argument("--outputs", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first")
    options = parser.parse_args(arguments)
    found = run(options.outputs, options.first)
    print(f"{found.outputs} outputs: {sum(map(len, found.wrong.values()))} faults")
    for kind, seeds in found.wrong.items():
        print(f"  {kind}: {len(seeds)}, as {seeds[:5]}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
