"""Thinking by its marks, in whatever brackets and wherever the stream cuts them; a mark that is
quoted is a word.
"""

from __future__ import annotations

import pytest

from chains.models.thinking import ThinkingFilter, without_thinking

THOUGHT = "SECRETLY weighing \u201cit\u201d"
TAGS = (
    *("<{}>{}</{}>", "< {} >{}</ {} >", "[{}]{}[/{}]", "&lt;{}&gt;{}&lt;/{}&gt;"),
    *("&#60;{}&#62;{}&#60;/{}&#62;", "&amp;lt;{}&amp;gt;{}&amp;lt;/{}&amp;gt;"),
    *(
        "\\u003c{}\\u003e{}\\u003c/{}\\u003e",
        "\\<{}\\>{}\\</{}\\>",
        "＜{}＞{}＜/{}＞",
        "◁{}▷{}◁/{}▷",
    ),
    *("<|{}|>{}<|/{}|>", "<|begin_of_{}|>{}<|end_of_{}|>", "<|START_{}|>{}<|END_{}|>"),
)
NAMES = ("think", "THINKING", "thought", "reasoning", "scratchpad", "chain_of_thought")
PAIRS = (
    "<internal>{}</internal>",
    "<inner_monologue>{}</inner_monologue>",
    "<reasoning_content>{}</reasoning_content>",
    '<analysis depth="2">{}</analysis>',
    "<reflection>{}</reflection>",
    "<plan>{}</plan>",
    "<추론 과정>{}</추론 과정>",
    "&lt;think duration=&quot;3&quot;&gt;{}&lt;/think&gt;",
    "<internal>{} <think>too</think> SECRETLY</internal>",
    "<think>{} that ends with `</think>` SECRETLY</think>",
    "<think>{} <plan>too</plan> SECRETLY</think>",
    "<!-- {} -->",
    "```reasoning\n{}\n```\n",
    "<｜begin▁of▁thinking｜>{}<｜end▁of▁thinking｜>",
    "{}\n</think>",
    "{}&lt;/think&gt;",
)
FORMS = (
    *(form.format(name, THOUGHT, name) for form in TAGS for name in NAMES),
    *(form.format(THOUGHT) for form in PAIRS),
)


def read(text: str, piece: int) -> str:
    """Return the words of a reply that comes in pieces."""
    reply, said = ThinkingFilter(), ""
    for at in range(0, len(text), piece):
        words, void = reply.feed(text[at : at + piece])
        said = words if void else said + words
    words, void = reply.close()
    return words if void else said + words


@pytest.mark.parametrize("form", FORMS)
def test_thinking_is_left_out_wherever_it_is_cut(form: str) -> None:
    for piece in (1, 2, 3, 7, len(form) + 9):
        assert read(f"{form}답 [1.2].", piece).strip() == "답 [1.2]."


@pytest.mark.parametrize(
    "words",
    [
        "그날 `<think>`라고 썼다.",
        "“<think> 표시를 본 날”이라고 썼다.",
        "「<생각>이라는 책」을 읽었다.",
        'It said "</think>" and nothing else.',
        "You wrote '<thinking>' in May.",
        "The form had a <plan> field and a </plan> at its end.",
        "[plan] and [details] are words, [1.2] is a pointer.",
        "R&D, a < b, 5 <3, C:\\users and &c.",
        "<thinking_budget> is a setting.",
        "an end: <",
        "an end: &lt",
        "an end: \\u00",
    ],
)
def test_a_mark_that_is_quoted_or_none_is_a_word(words: str) -> None:
    assert without_thinking(words) == words
    assert read(words, 1) == words


def test_an_empty_mark_opens_nothing() -> None:
    assert without_thinking("<think/>답") == "답"


def test_an_answer_in_tags_is_its_sections() -> None:
    reply = "<thinking>SECRETLY</thinking><final_answer>답</final_answer><gaps>- 돈</gaps>"
    assert read(reply, 1).split() == ["##", "answer", "답", "##", "gaps", "-", "돈"]
