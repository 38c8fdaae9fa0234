"""Mails: all that their writer wrote in them, and nobody else's words."""

from __future__ import annotations

import pytest

from tests.journal.importers.bringing import Bring

PICTURE = (
    'Content-Type: image/jpeg; name="IMG_1.jpeg"\nContent-Transfer-Encoding: base64\n'
    "Content-Disposition: {how}; filename=IMG_1.jpeg\n\n/9j/4AAQ\n"
)
MAIL = "Content-Type: message/rfc822\n\nFrom: Dana <dana@example.org>\nSubject: stay\n\nNot mine.\n"


def plain(words: str, more: str = "") -> str:
    return f"Content-Type: text/plain; charset=utf-8{more}\n\n{words}\n"


def page(words: str) -> str:
    return f"Content-Type: text/html; charset=utf-8\n\n<html><body>{words}</body></html>\n"


def multi(kind: str, *parts: str) -> str:
    edge = f"edge-{kind}"
    inner = "".join(f"--{edge}\n{part}" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{edge}"\n\n{inner}--{edge}--\n'


def mail(rest: str, sender: str = "Sora <s@example.org>", day: int = 5, to: str = "d@a.org") -> str:
    return (
        f"From: {sender}\nTo: {to}\nSubject: a walk\nDate: Tue, {day:02} Mar 2024 23:30:00 +0900\n"
        f"Message-ID: <{day}.{sender[:3]}@x>\n{rest}"
    )


BOTH = "Before the picture.\n\nBelow the picture."
TWO = multi("alternative", plain("Before the picture."), page("<p>Before the picture.</p>"))


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (
            multi(
                "mixed",
                plain("Before the picture."),
                PICTURE.format(how="inline"),
                plain("Below the picture."),
            ),
            0,
        ),
        (multi("mixed", TWO, PICTURE.format(how="attachment"), plain("Below the picture.")), 0),
        (
            multi(
                "alternative",
                plain("\n"),
                multi(
                    "mixed",
                    page("<p>Before the picture.</p>"),
                    PICTURE.format(how="inline"),
                    page("<p>Below the picture.</p>"),
                ),
            ),
            0,
        ),
        (
            multi(
                "signed",
                multi(
                    "mixed",
                    multi("related", page("<p>Before the picture.</p>"), PICTURE.format(how="x")),
                    plain("Below the picture."),
                ),
                "Content-Type: application/pgp-signature\n\nabc\n",
            ),
            0,
        ),
        (multi("mixed", plain("Before the picture."), MAIL, plain("Below the picture.")), 1),
        (
            multi(
                "mixed",
                plain("Before the picture."),
                plain("Not mine.", '; name="them.txt"'),
                "Content-Disposition: attachment\n" + plain("Not mine."),
                multi("digest", MAIL, MAIL),
                plain("Below the picture."),
            ),
            2,
        ),
    ],
)
def test_all_texts_of_the_mail_itself_come_in_their_order(
    rest: str, told: int, bring: Bring
) -> None:
    brought = bring({"a.eml": mail(rest)})

    assert brought.one.body == BOTH
    assert brought.told() == ([("import.others_words", told)] if told else [])


def test_the_same_words_as_text_and_as_page_come_once(bring: Bring) -> None:
    rest = multi("mixed", plain("I go, I said."), page("<p>I <b>go</b>, I said.</p>"))

    assert bring({"a.eml": mail(rest)}).one.body == "I go, I said."


def test_what_is_passed_on_stays_anothers_below_a_picture(bring: Bring) -> None:
    head = "Begin forwarded message:\n\nFrom: Dana <d@a.org>\nDate: today\nSubject: stay\n\nNot"
    rest = multi("mixed", plain(f"Look.\n\n{head}"), PICTURE.format(how="inline"), plain("mine."))

    assert bring({"a.eml": mail(rest)}).one.body == "Look."
