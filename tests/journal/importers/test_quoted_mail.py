"""A mail's own words, without the mails that it answers or passes on."""

from __future__ import annotations

import pytest

from journal.importers.quoted_mail import without_quotations
from tests.journal.importers.bringing import Bring

MINE = "나는 유월까지만 다니기로 했다.\nOn the train: I feel light."
THEIRS = "회사를 믿어 주세요. I love this firm."
HEADS = {
    "apple": "Begin forwarded message:\n\nFrom: Dana <dana@example.org>\nSubject: stay\n"
    "Date: 4 March 2024 at 10:12:00 GMT+9\nTo: me@example.org",
    "apple without a subject": "Begin forwarded message:\n\nFrom: Dana <dana@example.org>\n"
    "Date: 4 March 2024 at 10:12:00 GMT+9",
    "apple in Korean": "전달된 메시지 시작:\n\n보낸 사람: 다나 <dana@example.org>\n제목: 남아 줘\n"
    "날짜: 2024년 3월 4일 오전 10:12:00 GMT+9\n받는 사람: me@example.org",
    "apple in German": "Anfang der weitergeleiteten Nachricht:\n\nVon: Dana <dana@example.org>\n"
    "Betreff: bleib\nDatum: 4. März 2024 um 10:12:00 MEZ\nAn: me@example.org",
    "gmail": "---------- Forwarded message ---------\nFrom: Dana <dana@example.org>\n"
    "Date: Mon, Mar 4, 2024 at 10:12 AM\nSubject: stay\nTo: <me@example.org>",
    "gmail in Korean": "---------- 전달된 메일 ----------\n보낸사람: 다나 <dana@example.org>\n"
    "날짜: 2024년 3월 4일 (월) 오전 10:12\n제목: 남아 줘\n받는사람: <me@example.org>",
    "outlook": "________________________________\nFrom: Dana Lee <dana@example.org>\n"
    "Sent: Monday, March 4, 2024 10:12 AM\nTo: Me <me@example.org>\nSubject: stay",
    "outlook without addresses": "From: Dana Lee\nSent: Monday, March 4, 2024 10:12 AM\nTo: Me",
    "outlook in Korean": "보낸 사람: 다나 <dana@example.org>\n"
    "보낸 날짜: 2024년 3월 4일 월요일 오전 10:12\n받는 사람: 나 <me@example.org>\n"
    "참조: 하나 <h@example.org>;\n 둘 <d@example.org>\n제목: 남아 줘",
    "outlook's rule": "-----Original Message-----\nFrom: Dana Lee\nSent: Monday, March 4, 2024",
    "outlook's rule in Korean": "-----원본 메시지-----\n보낸사람: 다나\n제목: 남아 줘",
    "outlook in French": "De : Dana <dana@example.org>\nEnvoyé : lundi 4 mars 2024 10:12\n"
    "À : moi <me@example.org>\nObjet : reste",
    "outlook in bold": "*From:* Dana <dana@example.org>\n*Sent:* Monday, March 4, 2024\n"
    "*To:* me@example.org\n*Subject:* stay",
    "thunderbird": "-------- Forwarded Message --------\nSubject: \tstay\n"
    "Date: \tMon, 4 Mar 2024 10:12:00 +0900\nFrom: \tDana <dana@example.org>\nTo: \tme@example.org",
    "daum": "--------- 원본 메일 ---------\n보낸사람 : 다나 <dana@example.org>\n"
    "받는사람 : 나 <me@example.org>\n날짜: 2024년 3월 4일 월요일, 10시 12분 00초 +0900\n"
    "제목: 남아 줘",
    "naver": '-----Original Message-----\nFrom: "다나"<dana@example.org>\n'
    'To: "나"<me@example.org>;\n'
    "Cc:\nSent: 2024-03-04 (월) 10:12:00 (GMT+09:00)\nSubject: 남아 줘",
    "outlook in Japanese": "差出人: Dana <dana@example.org>\n送信日時: 2024年3月4日 10:12\n"
    "宛先: me@example.org\n件名: 残って",
    "yahoo": "    On Monday, March 4, 2024 at 10:12:00 AM GMT+9, Dana <dana@example.org> wrote:  ",
    "a phone in French": "Le lun. 4 mars 2024 à 10:12, Dana <dana@example.org> a écrit :",
    "gmail's line, wrapped": "2024년 3월 4일 (월) 오전 10:12,\n다나 <dana@example.org>님이 작성:",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_what_follows_the_head_of_another_is_not_mine(head: str, between: str) -> None:
    assert without_quotations(f"{MINE}{between}{head}\n\n{THEIRS}\n\n{THEIRS}") == (MINE, 1)


def test_a_head_of_which_each_line_is_a_paragraph_is_one() -> None:
    head = "\n\n".join(HEADS["outlook in Korean"].split("\n"))

    assert without_quotations(f"{MINE}\n\n---\n\n{head}\n\n{THEIRS}") == (MINE, 1)


@pytest.mark.parametrize(
    "mine",
    [
        "From: the bottom of my heart I say stay.",
        "From: Seoul\nTo: Busan\nDate: 4 March\n\nThe train was late.",
        "제목: 올해의 결심\n\n날짜: 오늘\n\n나는 남는다.",
        "To: myself\nSubject: stay or go\n\nI go.",
        "---- what I want ----\nPay: enough\nPlace: near",
        "At 10:30 I told Dana what I think of the offer:\n\nno.",
        "Original message was better, I think.",
    ],
)
def test_a_writers_own_lines_that_look_like_a_head_stay(mine: str) -> None:
    assert without_quotations(mine) == (mine, 0)


@pytest.mark.parametrize("text", [HEADS["outlook"], HEADS["outlook in Korean"], HEADS["yahoo"]])
def test_a_head_in_what_is_no_mail_stays(text: str) -> None:
    diary = f"{MINE}\n\n{text}\n\n{THEIRS}"

    assert without_quotations(diary, attributed=True) == (diary, 0)


@pytest.mark.parametrize(
    "said",
    [
        "On Mon, Mar 4, 2024 at 10:12 AM Dana <dana@example.org> wrote:",
        "On Mon, Mar 4, 2024 at 10:12 AM Dana\n<dana@example.org> wrote:",
        "2024년 3월 4일 (월) 오전 10:12, 다나 <dana@example.org>님이 작성:",
        "2024년 3월 4일 (월) 오전 10:12, 다나 <dana@example.org>님이\n작성:",
        "Am 04.03.24 um 10:12 schrieb Dana:",
        "Dana <dana@example.org> wrote:",
        "Begin forwarded message:",
        "-----원본 메시지-----",
    ],
)
def test_answers_above_below_and_between_quotations_stay(said: str) -> None:
    mail = f"위에 쓴 말\n{said}\n> 언제?\n>> 정말?\n\n사이에 쓴 말.\n\n> 그래?\n\n아래에 쓴 말."

    assert without_quotations(mail) == (
        "위에 쓴 말\n\n사이에 쓴 말.\n\n아래에 쓴 말.",
        2,
    )


def mail(body: str, kind: str = "text/plain; charset=utf-8") -> str:
    return (
        "From: Sora <s@example.org>\nTo: dana@example.org\nSubject: Fwd: stay\n"
        f"Date: Tue, 05 Mar 2024 23:30:00 +0900\nContent-Type: {kind}\n\n{body}\n"
    )


HTML = {
    "outlook on the web": '<p>{mine}</p><div id="appendonsend"></div><hr>'
    '<div id="divRplyFwdMsg"><b>From:</b> Dana<br><b>Sent:</b> Monday<br><b>Subject:</b> stay</div>'
    "<div>{theirs}</div><p>{theirs}</p>",
    "outlook": '<p>{mine}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt">'
    "<p><b><span>From:</span></b><span> Dana &lt;dana@example.org&gt;<br><b>Sent:</b> Monday<br>"
    "<b>To:</b> me<br><b>Subject:</b> stay</span></p></div><p>{theirs}</p>",
    "outlook in Korean": "<p>{mine}</p><hr><div><b>보낸 사람:</b> 다나<br><b>보낸 날짜:</b> 월요일"
    "<br><b>받는 사람:</b> 나<br><b>제목:</b> 남아 줘</div><p>{theirs}</p>",
    "apple": '<div>{mine}</div><div><br><blockquote type="cite"><div>On 4 Mar 2024, Dana wrote:'
    "</div><div>{theirs}</div></blockquote></div>",
    "apple passing on": "<div>{mine}</div><div><div>Begin forwarded message:</div><br>"
    '<blockquote type="cite"><div><b>From: </b>Dana</div><div>{theirs}</div></blockquote></div>',
    "gmail": '<div>{mine}</div><div class="gmail_quote"><div class="gmail_attr">On Mon Dana wrote:'
    "</div><blockquote>{theirs}</blockquote></div>",
    "gmail passing on": '<div>{mine}</div><div class="gmail_quote"><div class="gmail_attr">'
    "---------- Forwarded message ---------<br>From: Dana</div><p>{theirs}</p></div>",
    "thunderbird": '<p>{mine}</p><div class="moz-forward-container">-------- Forwarded Message ---'
    "-----<table><tr><th>Subject: </th><td>stay</td></tr></table>{theirs}</div>",
    "a table": "<p>{mine}</p><table><tr><td>From:</td><td>Dana</td></tr><tr><td>Sent:</td>"
    "<td>Monday</td></tr><tr><td>Subject:</td><td>stay</td></tr></table><p>{theirs}</p>",
}


@pytest.mark.parametrize("page", HTML.values(), ids=HTML)
def test_of_a_page_only_the_writers_words_are_taken(page: str, bring: Bring) -> None:
    page = page.format(mine="나는 떠난다.", theirs="회사를 믿어 줘.")

    brought = bring({"a.eml": mail(f"<html><body>{page}</body></html>", "text/html")})

    assert brought.one.body == "나는 떠난다."
    assert brought.told() == [("import.others_words", 1)]


def test_answers_between_gmails_quotations_stay(bring: Bring) -> None:
    page = (
        '<div class="gmail_quote"><div class="gmail_attr">On Mon Dana wrote:</div>'
        '<blockquote class="gmail_quote">언제?</blockquote><div>유월에.</div>'
        '<blockquote class="gmail_quote">왜?</blockquote><div>배우려고.</div></div>'
    )

    brought = bring({"a.eml": mail(page, "text/html; charset=utf-8")})

    assert brought.one.body == "유월에.\n\n배우려고."


def test_a_box_gives_back_the_lines_that_it_had_to_mark(bring: Bring) -> None:
    first = mail(">From then on I knew.\n>>From the start, I said.\n> When?\nFrom: here.")
    second = mail("Between.\n\nFrom now on I write.\nNot to leave.").replace("05 Mar", "06 Mar")
    box = f"From s@example.org Tue Mar  5 23:30:00 2024\n{first}\n"
    box += f"From s@example.org Wed Mar  6 23:30:00 2024\n{second}"

    brought = bring({"a.mbox": box})

    assert sorted(entry.body for entry in brought.entries) == [
        "Between.\n\nFrom now on I write.\nNot to leave.",
        "From then on I knew.\nFrom: here.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
@pytest.mark.parametrize("kind", ["text/plain", "text/plain; charset=us-ascii"])
def test_a_mail_that_does_not_tell_its_characters_keeps_them(
    kind: str, encoding: str, bring: Bring
) -> None:
    brought = bring({"a.eml": mail("나는 떠나기로 했다. 그뿐이다.", kind).encode(encoding)})

    assert brought.one.body == "나는 떠나기로 했다. 그뿐이다."


def test_a_mail_that_came_a_long_way_is_a_mail(bring: Bring) -> None:
    way = "".join(f"Received: from host{n}.example.org by mx.example.org\n" for n in range(50))
    seal = f"ARC-Seal: i=1; a=rsa-sha256; b={'x' * 3_000}\n"

    brought = bring({"a.eml": way + seal + mail("나는 떠난다.")})

    assert (brought.one.body, brought.one.source) == ("나는 떠난다.", "mail")


@pytest.mark.parametrize(
    "head",
    [
        "From:\tSora Kim\nSent:\tTuesday, March 5, 2024 3:20 PM\nTo:\tDana\nSubject:\tRe: stay",
        "보낸 사람:\t소라\n보낸 날짜:\t2024년 3월 5일 오후 3:20\n받는 사람:\t다나\n제목:\t남을까",
    ],
)
@pytest.mark.parametrize("below", [HEADS["outlook"], HEADS["outlook in Korean"], HEADS["yahoo"]])
def test_a_mail_saved_as_text_is_cut_like_one(head: str, below: str, bring: Bring) -> None:
    brought = bring({"stay.txt": f"{head}\n\n나는 떠난다.\n\n{below}\n\n{THEIRS}\n"})

    assert "나는 떠난다." in brought.one.body
    assert THEIRS not in brought.one.body
    assert brought.told() == [("import.others_words", 1)]


def test_a_letter_to_oneself_stays_whole(bring: Bring) -> None:
    letter = "From: me\nTo: me in ten years\nSubject: promises\nDate: 2024-01-01\n\nStay curious.\n"

    brought = bring({"letter.md": letter, "letter.txt": letter.replace("curious", "brave")})

    assert all(entry.body.startswith("From: me") for entry in brought.entries)
    assert brought.told() == []


def test_an_empty_text_beside_the_page_costs_no_word(bring: Bring) -> None:
    parts = (
        "--x\nContent-Type: text/plain; charset=utf-8\n\n \n"
        "--x\nContent-Type: text/html; charset=utf-8\n\n<p>나는 떠난다.</p>\n--x--\n"
    )

    brought = bring({"a.eml": mail(parts, 'multipart/alternative; boundary="x"')})

    assert brought.one.body == "나는 떠난다."


def test_a_draft_without_a_date_is_a_mail(bring: Bring) -> None:
    brought = bring({"a.eml": "From: s@example.org\nSubject: stay\n\nI go.\n"})

    assert (brought.one.body, brought.one.title, brought.one.source) == ("I go.", "stay", "mail")
    assert brought.preview.dates.uncertain == 1
