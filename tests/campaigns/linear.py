"""`python -m tests.campaigns.linear`: every importer and every reader of text, over hostile lines
at two sizes: four times the text may take four times as long, and a third more, not sixteen times.

What takes a few milliseconds at the larger size is tried at four times both, and so is what grew too
much within a fifth of a second: a small text fits the processor's cache, and what grows with the
square shows it more in a longer one. Freed memory stays with the process: taking it anew from the
system makes `str.split` alone eight times as slow for four times the text. Limit: what takes no
time even at 1 MB is not judged.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from errors import JournalError
from journal.entry import Entry
from journal.importers.base import How
from journal.importing.sources import Sources
from journal.problems import ImportProblem
from tests.hostile.readers import OF_FILES, OF_LINES, try_reader

SAMPLES = Path(__file__).parents[1] / "journal" / "samples"
SMALL, LARGE = 64_000, 256_000
_LONG, _LONGEST = 1_024_000, 4_096_000
MOST = 1.3
_TOO_SHORT_S, _SOON_S, _TELLING_S, _PATIENCE_S = 0.02, 0.2, 0.08, 150.0
_MARK, _PLACES_TRIED = "qzxv", 40
_MEMORY_KEPT = {
    "PYTHONMALLOC": "malloc",
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(2**40),
}
# Each opens, or repeats, something that an expression may look for the end of, again and again.
UNITS = {
    "opened links": "[", "opened pictures": "![", "opened embeds": "![[", "half links": "[a](",
    "half pictures": "![a](b ", "nested links": "[a](b)(", "opened tags": "<", "half tags": "<a ",
    "remarks": "<!-- a ", "attributes": '<a b="', "blanks": " ", "tabs": "\t", "wide blanks": "\u3000",
    "empty lines": "\n", "blank lines": "  \n", "stars": "*", "quotes": "> ", "quote lines": ">\n",
    "opened fences": "```\n", "ticks": "`a", "dashes": "-", "rules": "---\n", "colons": "a: ",
    "fields": "a:\n", "digits": "1", "dates": "2024-05-", "dots": "1.", "hours": "1:", "letters": "a",
    "words": "a ", "sentences": "a. ", "hangul": "가", "hangul words": "가나 ", "brackets": "((",
    "closed brackets": ")", "marks": "“", "single marks": "'", "pipes": "|", "slashes": "/",
    "addresses": "http://a", "mails": "a@", "hashes": "#", "tags": "#a ", "amps": "&amp", "cdata": "<![CDATA[",
    "broken objects": '{"a":"b" c"},\n', "open rows": '1,"a\n', "open items": "<item>a & b", "braces": "{",
    "closed tags": "</i>", "opened bold": "<b>", "lists": "- a\n", "returns": "\r",
    "thousands": "1,", "equals": "a=", "commas": "a,", "backslashes": "\\", "said": "On a, b wrote:\n", "or": "a or ",
    "question marks": "?", "questions": "까? ", "ors in korean": "할까 ", "won": "3만 ", "percents": "5% ", "months": "May 5 ", "wide months": "😀May 5 ",
    "headings": "# a\n", "under": "_a", "dollars": "$", "stamps": "<2024-05-10 ", "drawers": ":a:\n",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """A reader that takes more than its share longer for more text."""

    name: str
    unit: str
    small: float
    large: float

    @property
    def ratio(self) -> float:
        return self.large / max(self.small, 1e-9)


class _TooLong(Exception):
    pass


def hostile(unit: str, size: int) -> str:
    """Return so many bytes of a unit, as lines would be in a file without an end; whole ones, so
    that the longer text is like the shorter.
    """
    return unit * (size // len(unit.encode()))


def seconds(work: Callable[[], object], least: float = 0.0) -> float:
    """Return how long it takes, in CPU time: others run on this machine. It is done again until
    that is `least` seconds in all: the clock ticks every few milliseconds.
    """
    begun, times = time.process_time(), 0
    while True:
        work()
        times += 1
        taken = time.process_time() - begun
        if taken >= least:
            return taken / times


def judge(
    name: str,
    unit: str,
    work: Callable[[str], object],
    sizes: tuple[int, int],
    *,
    most: float = MOST,
    tries: int = 12,
) -> Slow | None:
    """Time a reader at both sizes, in turns, and return what is wrong with it: after no try was
    the best time at the larger size at most `most` times its share.
    """
    small_text, large_text = (hostile(UNITS[unit], size) for size in sizes)
    longer = (sizes[0] * 4, sizes[1] * 4)
    if seconds(lambda: work(large_text)) < _TOO_SHORT_S:
        if longer[1] > _LONG:
            return None
        return judge(name, unit, work, longer, most=most, tries=tries)
    large = seconds(lambda: work(large_text), _TELLING_S)
    small = seconds(lambda: work(small_text), _TELLING_S)
    allowed = most * sizes[1] / sizes[0]
    for _ in range(tries):
        if large <= allowed * small:
            return None
        large = min(large, seconds(lambda: work(large_text), _TELLING_S))
        small = min(small, seconds(lambda: work(small_text), _TELLING_S))
    if large < _SOON_S and longer[1] <= _LONGEST:
        return judge(name, unit, work, longer, most=most, tries=tries)
    found = Slow(name=name, unit=unit, small=small, large=large)
    return None if found.ratio <= allowed else found


def works(folder: Path) -> Iterator[tuple[str, Callable[[str], object]]]:
    """Yield every reader and every importer, as something that takes a text."""
    for name, reader in {**OF_FILES, **OF_LINES}.items():
        yield name, lambda text, reader=reader: try_reader(reader, text)  # type: ignore[misc]
    for sample in samples():
        name = str(sample.relative_to(SAMPLES))
        yield name, importing(sample, folder)
        at = where_entries_stand(sample, folder)
        if at is not None:
            yield f"{name}, in an entry", importing(sample, folder, at)


def samples() -> list[Path]:
    """Return a sample of each shape that is text."""
    found: dict[tuple[str, str], Path] = {}
    for path in sorted(SAMPLES.rglob("*")):
        kind = (path.relative_to(SAMPLES).parts[0], path.suffix)
        if path.is_file() and b"\0" not in path.read_bytes()[:2000]:
            found.setdefault(kind, path)
    return list(found.values())


def importing(sample: Path, folder: Path, at: int | None = None) -> Callable[[str], object]:
    """Return a work that imports a sample with a hostile text `at` a place, or else in its longest
    line, which is often one that no entry holds.
    """
    raw = _raw(sample)
    place = _middle_of_longest(raw) if at is None else at

    def work(text: str) -> None:
        with suppress(JournalError):
            for _ in _imported(sample, folder, raw[:place] + _escaped(sample, text) + raw[place:]):
                pass

    return work


def where_entries_stand(sample: Path, folder: Path) -> int | None:
    """Return the place of a sample whose text becomes the body of an entry; None where its longest
    line is one already, or where none is found.
    """
    raw = _raw(sample)
    words = sorted(
        {word for body in _bodies(sample, folder, raw) for word in body.split()}, key=len
    )
    places = (raw.rfind(word) + len(word) // 2 for word in reversed(words) if word in raw)
    for place in (_middle_of_longest(raw), *islice(places, _PLACES_TRIED)):
        marked = raw[:place] + _MARK + raw[place:]
        if any(_MARK in body for body in _bodies(sample, folder, marked)):
            return None if place == _middle_of_longest(raw) else place
    return None


def _bodies(sample: Path, folder: Path, text: str) -> list[str]:
    with suppress(JournalError):
        return [each.body for each in _imported(sample, folder, text) if isinstance(each, Entry)]
    return []


def _imported(sample: Path, folder: Path, text: str) -> Iterator[Entry | ImportProblem]:
    home = folder / sample.parent.name
    home.mkdir(exist_ok=True)
    path = home / sample.name
    path.write_text(text, encoding="utf-8", newline="")
    sources = Sources([path])
    try:
        yield from sources.items(How())
    finally:
        sources.close()


def _raw(sample: Path) -> str:
    return sample.read_text(encoding="utf-8", errors="ignore")


def _middle_of_longest(raw: str) -> int:
    longest = max(raw.split("\n"), key=len)
    return raw.index(longest) + len(longest) // 2


def _escaped(sample: Path, text: str) -> str:
    """Return a text as it stands in a file of this kind."""
    return json.dumps(text, ensure_ascii=False)[1:-1] if sample.suffix == ".json" else text


def run(sizes: tuple[int, int], only: str = "") -> tuple[int, list[Slow]]:
    """Try all with all."""
    slow: list[Slow] = []
    count = 0

    def too_long(*_: object) -> None:
        raise _TooLong

    signal.signal(signal.SIGPROF, too_long)
    gc.freeze()  # what is loaded is no part of any text, but each collection would go through it
    with tempfile.TemporaryDirectory(prefix="crossroads-campaign-") as folder:
        for name, work in works(Path(folder)):
            if only not in name:
                continue
            for unit in UNITS:
                count += 1
                signal.setitimer(signal.ITIMER_PROF, _PATIENCE_S)
                try:
                    found = judge(name, unit, work, sizes)
                except _TooLong:
                    found = Slow(name=name, unit=unit, small=0.0, large=_PATIENCE_S)
                except Exception as error:  # noqa: BLE001 - what a campaign is for
                    found = Slow(
                        name=name, unit=f"{unit}: {type(error).__name__}", small=0, large=0
                    )
                finally:
                    signal.setitimer(signal.ITIMER_PROF, 0)
                if found is not None:
                    slow.append(found)
                    print(f"- {found.name} over {found.unit}: {found.small:.3f} s, "
                          f"{found.large:.3f} s, × {found.ratio:.1f}", flush=True)  # fmt: skip
    return count, slow


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; return 1 when anything is slow."""
    parser = argparse.ArgumentParser(description="Times of hostile texts at two sizes")
    parser.add_argument("--small", type=int, default=SMALL)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--only", default="", help="readers whose names hold this")
    options = parser.parse_args(arguments)
    if not _MEMORY_KEPT.items() <= os.environ.items():
        os.execve(sys.executable, sys.orig_argv, {**os.environ, **_MEMORY_KEPT})
    count, slow = run((options.small, options.large), options.only)
    print(f"{count} texts at {options.small} and {options.large} bytes: {len(slow)} too slow")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
