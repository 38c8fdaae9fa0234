"""An import as a person meets it: looked at first, run, repeated, cancelled, undone; two sources of
one post.
"""

from __future__ import annotations

import json
import os
import random
import time
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from benchmarks.importing import killed_imports
from journal.importers.base import How
from journal.importing.log import past_imports, undo_import
from journal.importing.overlap import alike, fingerprint, keys
from journal.importing.run import Choices, Importing, import_entries
from journal.store import EntryStore

SAMPLES = Path(__file__).parents[1] / "samples"
ROOT = Path(__file__).parents[3]
POST = (
    "졸업하면 바로 취업할 줄 알았는데, 요즘은 연구가 재미있다. 교수님께 한 학기만 더 생각해"
    " 보겠다고 말씀드렸다."
)


@pytest.fixture
def store(tmp_path: Path) -> EntryStore:
    return EntryStore(tmp_path / "journal")


def days(store: EntryStore) -> list[date]:
    return [entry.written_on for entry in store.load().entries]


def test_what_an_export_calls_date_does_not_move_the_day(store: EntryStore, tmp_path: Path) -> None:
    page = tmp_path / f"Entry {'b' * 32}.md"
    page.write_text("# Entry\n\nDate: March 5, 2024 11:58 PM (UTC)\n\nText.")
    import_entries(page, store, how=How(zone="Asia/Seoul"))
    again = EntryStore(tmp_path / "journal")
    assert days(again) == [date(2024, 3, 6)], "as it was brought in, after the next start"
    undone = undo_import(again, past_imports(again.root)[0].name)
    assert (undone.removed, undone.kept) == (1, 0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_pipe_is_waited_for_by_nobody(store: EntryStore, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "2024-05-10.md").write_text("글")
    os.mkfifo(vault / "pipe.md")
    assert import_entries(vault, store).added == 1
    assert import_entries(vault / "pipe.md", store).added == 0


def test_a_look_tells_what_a_run_does(store: EntryStore) -> None:
    with Importing([SAMPLES / "zip" / "dayone.zip", SAMPLES / "keep"], store) as importing:
        preview = importing.look()
        assert not store.root.exists()
        report = importing.run(expected=preview.found)

    assert (preview.found, preview.first, preview.last) == (5, date(2020, 1, 26), date(2024, 4, 30))
    assert preview.formats == (("dayone", 3), ("keep", 2))
    assert preview.pictures == 1
    assert preview.dates.zone_assumed == 2
    assert len(preview.samples) == 3
    assert (report.added, report.problems) == (preview.report.added, preview.report.problems)
    assert len(list(store.root.rglob("images/*.png"))) == 1


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Seoul", date(2024, 4, 30)),
        ("America/Los_Angeles", date(2024, 4, 29)),
        ("Pacific/Kiritimati", date(2024, 4, 30)),
    ],
)
def test_a_moment_without_a_zone_takes_the_persons(
    zone: str, expected: date, store: EntryStore
) -> None:
    import_entries(SAMPLES / "keep" / "note.json", store, how=How(zone=zone))

    assert days(store) == [expected]


def test_the_order_of_day_and_month_can_be_said(store: EntryStore, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("3/4/2024\nfirst\n\n5/4/2024\nsecond\n")

    with Importing([tmp_path / "x.txt"], store) as importing:
        assert importing.look().dates.order_assumed == 2
        assert importing.look(How(day_order="dmy")).dates.order_assumed == 0
        importing.run(How(day_order="dmy"))
    assert days(store) == [date(2024, 4, 3), date(2024, 4, 5)]


def test_an_undo_takes_back_what_is_as_it_came(store: EntryStore, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    for day in (1, 2, 3):
        (vault / f"2024-05-0{day}.md").write_text(f"day {day}")
    import_entries(vault, store)
    (vault / "2024-05-01.md").write_text("day 1, changed there")
    (vault / "2024-05-04.md").write_text("day 4")
    before = {
        entry.written_on: store.file_of(entry.id).read_bytes() for entry in store.load().entries
    }
    second = import_entries(vault, store)
    assert (second.added, second.updated) == (1, 1)

    undone = undo_import(store, second.log)

    assert (undone.removed, undone.restored, undone.kept) == (1, 1, 0)
    assert {
        entry.written_on: store.file_of(entry.id).read_bytes() for entry in store.load().entries
    } == before
    first = past_imports(store.root)
    assert [(each.sources, each.added) for each in first] == [(("vault",), 3)]
    edited = store.load().entries[0]
    store.file_of(edited.id).write_text(store.file_of(edited.id).read_text() + "mine now\n")
    undone = undo_import(store, first[0].name)
    assert (undone.removed, undone.kept) == (2, 1)
    assert len(store.load().entries) == 1
    assert past_imports(store.root) == ()


def test_the_last_import_is_the_last_whatever_the_clock_says(
    store: EntryStore, tmp_path: Path
) -> None:
    for day in (1, 2):
        (tmp_path / f"2024-05-0{day}.md").write_text(f"day {day}")
    import_entries(tmp_path / "2024-05-01.md", store)
    (only,) = (store.root / ".imports").iterdir()
    only.rename(only.with_name(f"21{only.name[2:]}"))  # the clock was a lifetime ahead
    second = import_entries(tmp_path / "2024-05-02.md", store)
    assert past_imports(store.root)[0].name == second.log


def test_a_change_at_the_source_is_shown_and_asked(store: EntryStore, tmp_path: Path) -> None:
    path = tmp_path / "2024-05-01.md"
    path.write_text("as it was")
    import_entries(path, store)
    path.write_text("as it is")

    with Importing([path], store) as importing:
        (difference,) = importing.look().differences
        assert (difference.here, difference.there) == ("as it was", "as it is")
        assert importing.run(choices=Choices(take_changes=False)).updated == 0
        assert store.load().entries[0].body == "as it was"
        assert importing.run().updated == 1
    assert store.load().entries[0].body == "as it is"


def test_one_post_from_two_sources_is_one(store: EntryStore, tmp_path: Path) -> None:
    html = (SAMPLES / "tistory-html" / "12-교수님과 면담.html").read_text()
    page = tmp_path / "12-글.html"
    page.write_text(
        html.replace(
            "석사를 하면 <b>무엇이</b> 달라지냐고 여쭤 보았다.", f"<b>{POST[:10]}</b>{POST[10:]}"
        )
    )
    note = tmp_path / "2023-11-03 면담.md"
    note.write_text(
        f"# 면담\n\n{POST}\n\n그건 네가 정하는 거라고 하셨다.\n\n![](./img/photo.png)\n"
    )

    with Importing([note, page], store) as importing:
        (pair,) = importing.look().pairs
        assert pair.source == "tistory"
        assert (importing.run().added, importing.look().report.alike) == (1, 1)
        assert importing.run(choices=Choices(join_alike=False)).added == 1
        assert importing.run().unchanged == 2


def test_two_of_one_place_are_both_kept(store: EntryStore, tmp_path: Path) -> None:
    page = tmp_path / "Journal 1123456789abcdef0123456789abcdef.md"
    page.write_text("# Journal\n\n# October 4, 2024\n\nmorning\n\n# October 4, 2024\n\nevening\n")

    assert import_entries(page, store).added == 2
    assert import_entries(page, store).unchanged == 2


def test_a_cancel_keeps_what_was_done_and_the_next_run_the_rest(
    store: EntryStore, tmp_path: Path
) -> None:
    for day in range(1, 10):
        (tmp_path / f"2024-05-0{day}.md").write_text(f"day {day}")
    done: list[int] = []

    with Importing([tmp_path], store) as importing:
        report = importing.run(on_progress=lambda n, _: done.append(n), stop=lambda: len(done) == 4)

    assert (report.added, report.stopped) == (4, True)
    assert import_entries(tmp_path, store).added == 5


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.txt", b"JRNLv3|salt|xxxx", "import.locked_jrnl"),
        (
            "a.json",
            b'{"id": "1", "encrypted": true, "date_journal": 1, "text": "x"}',
            "import.locked_journey",
        ),
        (
            "a.xml",
            b'<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss><item>&b;</item></rss>',
            "import.xml_entities",
        ),
        (
            "a.xml",
            b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item>&a;</item></rss>',
            "import.xml_entities",
        ),
        ("a.json", b'{"metadata":{"version":"1.0"},"entries":[{"uuid":"1"', "import.damaged"),
        ("a.md", b"---\nisAI: true\n---\nwords of a program", "entry.ai_written"),
    ],
)
def test_what_cannot_be_read_is_told(
    name: str, content: bytes, key: str, store: EntryStore, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)

    report = import_entries(tmp_path / name, store)

    assert (report.added, [problem.key for problem in report.problems]) == (0, [key])


def test_a_page_with_scripts_becomes_words_only(store: EntryStore, tmp_path: Path) -> None:
    (tmp_path / "2024-05-01.html").write_text(
        '<html><body onload="x()"><article><p>mine</p><script>steal()</script><style>p{}</style>'
        '<iframe src="http://x.example"></iframe><a href="javascript:steal()">link</a>'
        '<img src="http://x.example/track.png" onerror="steal()"></article></body></html>'
    )

    import_entries(tmp_path / "2024-05-01.html", store)

    (entry,) = store.load().entries
    assert entry.body == "mine\n\nlink[image](http://x.example/track.png)"


def test_an_entry_of_five_megabytes(store: EntryStore, tmp_path: Path) -> None:
    (tmp_path / "2024-05-01.md").write_text("한 줄이 길다. " * 300_000)

    assert import_entries(tmp_path / "2024-05-01.md", store).added == 1
    assert len(store.load().entries[0].body) > 2_000_000


def test_decomposed_korean_names_are_composed(store: EntryStore, tmp_path: Path) -> None:
    folder = tmp_path / unicodedata.normalize("NFD", "일기장")
    folder.mkdir()
    (folder / unicodedata.normalize("NFD", "2024-05-01 첫날.md")).write_text(
        unicodedata.normalize("NFD", "가나다")
    )

    import_entries(folder, store)

    (entry,) = store.load().entries
    assert (entry.title, entry.body) == ("첫날", "가나다")
    assert entry.extra["source_id"] == "일기장/2024-05-01 첫날.md"


@pytest.mark.parametrize(
    "day",
    [
        "2024-03-10T06:59:59Z",
        "2024-03-10T07:00:01Z",
        "2024-11-03T05:30:00Z",
        "2024-11-03T06:30:00Z",
    ],
)
def test_times_around_the_change_of_clocks(day: str, store: EntryStore, tmp_path: Path) -> None:
    entry = {"uuid": "A", "creationDate": day, "timeZone": "America/New_York", "text": "words"}
    (tmp_path / "J.json").write_text(
        json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]})
    )

    import_entries(tmp_path / "J.json", store)

    stored = store.load().entries[0].written_at
    assert stored is not None
    assert stored.isoformat() in {
        "2024-03-10T01:59:59-05:00",
        "2024-03-10T03:00:01-04:00",
        "2024-11-03T01:30:00-04:00",
        "2024-11-03T01:30:00-05:00",
    }
    assert (
        stored.timestamp() == time.mktime(time.strptime(day, "%Y-%m-%dT%H:%M:%SZ")) - time.timezone
    )


def test_a_kill_at_any_moment_loses_no_entry(tmp_path: Path) -> None:
    """Three kills here; `python -m benchmarks.importing` makes fifty."""
    outcome = killed_imports(tmp_path, entries=120, kills=3, chance=random.Random(5))

    assert (outcome.broken, outcome.missing) == (0, 0)
    assert outcome.killed >= 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (POST, f"# 제목\n\n**{POST[:12]}**{POST[12:]}\n\n![](x.png)", True),
        ("그건 네가 정하는 거라고 하셨다.", "# 면담\n\n그건 네가 정하는 거라고 하셨다.", True),
        ("오늘은 쉬었다.", "오늘은 일했다.", False),
        ("쉬었다.", "오늘은 하루 종일 쉬었다.", False),
        (
            POST,
            POST[:20]
            + " 그리고 나는 그 뒤로 한 번도 그 이야기를 꺼내지 않았다. 아무도 묻지 않았다.",
            False,
        ),
        ("", "", False),
        ("", POST, False),
    ],
)
def test_the_same_writing_is_known_by_its_words(one: str, other: str, same: bool) -> None:
    assert alike(fingerprint(one), fingerprint(other)) is same
    assert alike(fingerprint(other), fingerprint(one)) is same


@pytest.mark.parametrize("hours", range(-11, 13))
def test_the_day_is_the_writers_in_every_zone(
    hours: int, store: EntryStore, tmp_path: Path
) -> None:
    zone = f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
    entry = {"uuid": "A", "creationDate": "2024-02-29T12:00:00Z", "timeZone": zone, "text": "words"}
    (tmp_path / "J.json").write_text(
        json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]})
    )

    import_entries(tmp_path / "J.json", store)

    (stored,) = store.load().entries
    local = datetime(2024, 2, 29, 12, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
    assert (stored.written_on, stored.written_at) == (local.date(), local)


def test_two_texts_that_are_alike_share_a_key() -> None:
    """The keys only spare comparisons: none that would say "the same" is left out."""
    chance = random.Random(3)
    words = [f"낱말{number}" for number in range(400)]
    alike_pairs = 0
    for _ in range(300):
        one = [chance.choice(words) for _ in range(chance.randint(12, 60))]
        other = [chance.choice(words) if chance.random() < 0.04 else word for word in one]
        first, second = fingerprint(" ".join(one)), fingerprint(" ".join(other))
        if alike(first, second):
            alike_pairs += 1
            assert set(keys(first)) & set(keys(second))
    assert alike_pairs > 50
