"""The words of others never become the writer's.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import pytest

from tests.journal.importers.bringing import Bring, at

BLOGGER = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    " xmlns:blogger='http://schemas.google.com/blogger/2018'>{entries}</feed>"
)
KIND = (
    '<category scheme="http://schemas.google.com/g/2005#kind"'
    ' term="http://schemas.google.com/blogger/2008/kind#{kind}"/>'
)
ATOM = (
    "<entry><id>{id}</id><published>2024-05-10T23:30:00+09:00</published>{more}"
    "<title>t</title><content>words of {id}</content></entry>"
)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([KIND.format(kind="comment")], [("import.others_words", 1)]),
        (
            [KIND.format(kind="template"), KIND.format(kind="settings"), KIND.format(kind="page")],
            [("import.no_posts", 3)],
        ),
        (['<thr:in-reply-to ref="x"/>'], [("import.others_words", 1)]),
        (
            ["<blogger:type>COMMENT</blogger:type>", "<blogger:type>PAGE</blogger:type>"],
            [("import.others_words", 1), ("import.no_posts", 1)],
        ),
        (
            ["<guid>https://blog.example/offer/#comment-12</guid>"],
            [("import.others_words", 1)],
        ),
    ],
)
def test_of_a_blogs_feed_only_the_posts_are_taken(
    others: list[str], told: list[tuple[str, int]], bring: Bring
) -> None:
    mine = KIND.format(kind="post") + '<category term="career"/>'
    entries = [ATOM.format(id="mine", more=mine)]
    entries += [ATOM.format(id=f"other{n}", more=more) for n, more in enumerate(others)]

    brought = bring({"feed.atom": BLOGGER.format(entries="".join(entries))})

    assert (brought.one.body, brought.one.tags) == ("words of mine", ("career",))
    assert brought.told() == told


@pytest.mark.parametrize(
    ("name", "design"),
    [
        ("theme-classic.html", "<html><head><title><$BlogPageTitle$></title></head>words</html>"),
        ("theme-layouts.xml", "<html xmlns:b='http://www.google.com/2005/gml/b'>words</html>"),
    ],
)
def test_the_design_of_a_blog_is_no_post(name: str, design: str, bring: Bring) -> None:
    brought = bring({name: design})

    assert (brought.entries, brought.told()) == ((), [("import.no_posts", 1)])


def test_of_the_feed_of_comments_nothing_is_taken(bring: Bring) -> None:
    feed = (
        "<rss><channel><item><title>On offer</title><description>Well done!</description>"
        "<guid>https://blog.example/offer/#comment-12</guid>"
        "<pubDate>Fri, 10 May 2024 16:30:00 +0000</pubDate></item></channel></rss>"
    )

    assert bring({"comments.xml": feed}).told() == [("import.others_words", 1)]


@pytest.mark.parametrize(
    "tile",
    [
        '<div class="gridItem assetType_photo"><img src="../Resources/a.png"><p>At home</p></div>',
        '<div class="gridItem assetType_workout"><div class="type">Running</div><p>5 km</p></div>',
        '<div class="gridItem assetType_stateOfMind"><div class="x">Slightly Pleasant</div></div>',
        '<div class="assetType_visit"><p class="p1">Cafe, Seoul</p></div>',
        '<div class="gridItem assetType_media"><div class="title">Some Song</div></div>',
        '<div class="reflectionPrompt">What made you smile?</div>',
    ],
)
def test_of_apples_journal_only_the_writers_words_are_taken(tile: str, bring: Bring) -> None:
    page = (
        "<!DOCTYPE html><html><body><div class='pageContainer'>"
        '<div class="pageHeader">Friday, 10 May 2024</div>'
        f'<div class="assetGrid">{tile}</div><div class="title">Lab</div>'
        '<div class="bodyText"><p class="p2">Visited the lab.</p></div></div></body></html>'
    )

    brought = bring({"entry.html": page})

    assert brought.one.title == "Lab"
    assert brought.one.body.removeprefix("![](../Resources/a.png)").strip() == "Visited the lab."
    assert brought.told() == [("import.not_yours", 1)]


@pytest.mark.parametrize(
    "answered",
    [
        "On Fri, May 10, 2024 at 9:00 AM Minjun <m@example.org> wrote:\n> When?\n> Soon?",
        "On Fri, May 10, 2024 at 9:00 AM Minjun\n<m@example.org> wrote:\n\n> When?\n\n> Soon?",
        "2024년 5월 10일 (금) 오전 9:00, 민준 <m@example.org>님이 작성:\n\n> 언제?",
        "> When?",
        "-----Original Message-----\nFrom: Minjun\nSent: Friday\n\nWhen?",
        "---------- Forwarded message ---------\nFrom: <m@example.org>\nDate: Friday\n\nWhen?",
    ],
)
def test_a_mail_is_taken_without_what_it_quotes(answered: str, bring: Bring) -> None:
    mail = (
        "From: Sora <s@example.org>\nTo: m@example.org\nSubject: Re: offer\n"
        "Date: Fri, 10 May 2024 23:40:00 +0900\nContent-Type: text/plain; charset=utf-8\n\n"
        f"나는 남기로 했다.\n\n{answered}\n"
    )

    brought = bring({"a.eml": mail})

    assert (brought.one.body, brought.one.title) == ("나는 남기로 했다.", "Re: offer")
    assert at(brought.one) == "2024-05-10T23:40:00+09:00"
    assert brought.told() == [("import.others_words", 1)]


def test_a_mail_whose_date_is_no_date_stays_a_mail(bring: Bring) -> None:
    mail = (
        "From: Sora <s@example.org>\nTo: m@example.org\nSubject: offer\n"
        "Date: Fri, 10 May 99999999999999999999 23:40:00 +0900\n\nI stay.\n"
    )

    brought = bring({"a.eml": mail})

    assert (brought.one.body, brought.one.title) == ("I stay.", "offer")
    assert brought.preview.dates.uncertain == 1


def test_a_quotation_that_no_mail_made_is_the_writers_choice(bring: Bring) -> None:
    text = "2024-05-10\n\n책에서 읽었다.\n\n> 일은 사람을 만든다\n\n맞는 말이다."

    brought = bring({"a.txt": text})

    assert "> 일은 사람을 만든다" in brought.one.body
    assert brought.told() == []


TISTORY = (
    '<!DOCTYPE html><html><head><meta name="generator" content="Tistory"></head><body>'
    '<div class="entry-content"><div class="contents_style">{}</div></div></body></html>'
)
NOTION = (
    '<html><head><title>n</title></head><body><article id="{}" class="page sans">'
    '<h1 class="page-title">n</h1><div class="page-body">{{}}</div></article></body></html>'
).format("0123abcd" * 4)
NAVER = (
    "<!DOCTYPE html><html><body><div class='se-viewer'><div class='se-main-container'>"
    "{}</div></div></body></html>"
)
ANY = "<!DOCTYPE html><html><body><article>{}</article></body></html>"
BESIDE = "<p>Above.</p>{}<p>Below.</p>"


@pytest.mark.parametrize(
    ("page", "card"),
    [
        (
            TISTORY,
            '<figure id="og_1" contenteditable="false" data-ke-type="opengraph"><a href="https://a"'
            '><div class="og-image"></div><div class="og-text"><p class="og-title">theirs</p>'
            '<p class="og-desc">theirs</p><p class="og-host">a.org</p></div></a></figure>',
        ),
        (
            NOTION,
            '<figure id="1"><a href="https://a.org" class="bookmark source"><div class="bookmark-in'
            'fo"><div class="bookmark-title">theirs</div></div><img src="https://a.org/b"></a></fig'
            "ure>",
        ),
        (NOTION, '<figure class="bookmark"><div class="bookmark-title">theirs</div></figure>'),
        (
            ANY,
            '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https:'
            '//a"><div class="kg-bookmark-title">theirs</div></a></figure>',
        ),
        (
            NAVER,
            '<div class="se-component se-placesMap"><a class="se-map-info"><strong>Cafe</strong>'
            "<p>Seoul</p></a></div>",
        ),
        (
            NAVER,
            '<div class="se-component se-material"><strong>A book</strong><p>theirs</p></div>',
        ),
    ],
)
def test_a_card_of_a_linked_page_is_anothers_words(page: str, card: str, bring: Bring) -> None:
    assert bring({"a.html": page.format(BESIDE.format(card))}).one.body == "Above.\n\nBelow."


def test_what_one_writes_below_a_card_stays(bring: Bring) -> None:
    card = (
        '<figure><a href="https://a" class="bookmark source">theirs</a><figcaption>Read this!'
        "</figcaption></figure>"
    )

    body = bring({"a.html": NOTION.format(BESIDE.format(card))}).one.body

    assert body == "Above.\n\nRead this!\n\nBelow."


@pytest.mark.parametrize(
    "quotation",
    [
        '<div class="se-component se-quotation"><div class="se-section se-section-quotation">'
        "<p>theirs</p></div></div>",
        '<div class="se-component se-quotation"><div class="se-section se-section-quotation">'
        '<blockquote class="se-quotation-container"><p>theirs</p></blockquote></div></div>',
        '<div class="se_component se_quotation"><div class="se_textarea">theirs</div></div>',
    ],
)
def test_a_quotation_of_naver_is_marked_as_one(quotation: str, bring: Bring) -> None:
    body = bring({"a.html": NAVER.format(BESIDE.format(quotation))}).one.body

    assert body == "Above.\n\n> theirs\n\nBelow."


@pytest.mark.parametrize(
    "place", ['class="comments"', 'id="comments"', 'class="comment-list"', 'class="area_comment"']
)
def test_of_a_saved_page_what_visitors_say_is_not_taken(place: str, bring: Bring) -> None:
    page = (
        "<!DOCTYPE html><html><body><article><h1>Leaving</h1><p>My words.</p>"
        f"<div {place}><p>Good luck!</p></div></article></body></html>"
    )
    assert bring({"2024-05-10.html": page}).one.body == "My words."


@pytest.mark.parametrize("place", ['ul class="commentList"', 'ol id="post-comments"'])
def test_a_list_that_is_called_comments_is_not_taken(place: str, bring: Bring) -> None:
    page = (
        "<!DOCTYPE html><html><body class='comments-open'><h1>Leaving</h1><p>My words.</p>"
        f"<{place}><li>Good luck!</li></{place.split()[0]}></body></html>"
    )
    assert bring({"2024-05-10.html": page}).one.body == "My words."
