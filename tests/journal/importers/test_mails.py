"""Mails: all that their writer wrote in them, and nobody else's words."""

from __future__ import annotations

import pytest

from journal.importers.base import How
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


def box(*mails: str) -> str:
    return "\n\n".join(f"From MAILER Fri May 10 00:00:00 2024\n{each}" for each in mails)


NEWS = [mail("\nBuy.", "Shop <news@shop.com>", day, to="s@example.org") for day in (1, 2, 3)]
MINE = mail("\nI walk.", day=4)
AT_WORK = mail("\nI work.", '"S. Kim" <S@Work.org>', day=5)


def test_whose_a_box_of_several_senders_is_nobody_guesses(bring: Bring) -> None:
    brought = bring({"a.mbox": box(*NEWS, MINE)})

    assert brought.entries == ()
    assert brought.told() == [("import.who_is_me", 1)]
    assert set(brought.preview.speakers) == {"s@example.org", "news@shop.com"}


def test_the_owner_of_a_large_box_is_among_those_to_choose_from(bring: Bring) -> None:
    others = [mail("\nBuy.", f"n{n}@shop.com", to="S@example.org") for n in range(40)]

    assert bring({"a.mbox": box(*others, *others, MINE)}).preview.speakers[0] == "s@example.org"


@pytest.mark.parametrize(
    "me", [("s@example.org", "s@work.org"), ("SORA", "s. kim"), ("S@EXAMPLE.ORG", "S. Kim")]
)
def test_a_box_gives_the_mails_of_who_one_says_to_be(me: tuple[str, ...], bring: Bring) -> None:
    brought = bring({"a.mbox": box(*NEWS, MINE, AT_WORK)}, How(zone="Asia/Seoul", me=me))

    assert {each.body for each in brought.entries} == {"I walk.", "I work."}
    assert brought.told() == [("import.others_words", 3)]


def test_a_box_of_one_sender_is_the_senders(bring: Bring) -> None:
    again = mail("\nAgain.", "Sora K <S@EXAMPLE.ORG>", day=6)

    assert len(bring({"a.mbox": box(MINE, again)}).entries) == 2


def test_of_single_mails_only_those_of_who_one_says_to_be_come_in(bring: Bring) -> None:
    files = {"in/a.eml": NEWS[0], "in/b.eml": MINE}

    brought = bring(files, How(zone="Asia/Seoul", me=("Sora",)))

    assert brought.one.body == "I walk."
    assert brought.told() == [("import.others_words", 1)]


def test_a_box_in_which_one_has_no_such_name_asks(bring: Bring) -> None:
    brought = bring({"a.mbox": box(MINE, AT_WORK)}, How(zone="Asia/Seoul", me=("Dana",)))

    assert brought.entries == ()
    assert brought.told() == [("import.who_is_me", 1)]
