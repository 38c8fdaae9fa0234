"""Day One Classic: one XML property list per entry, `entries/*.doentry`.

Limit: old entries name no zone; then the person's own is assumed and marked so.
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers.expat import ExpatError

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    LARGEST_FILE,
    SOURCE_ID,
    How,
    damaged,
    empty_file,
    first_characters,
    left_out,
    unreadable,
)
from journal.importers.dayone import first_line
from journal.importers.instants import moment_of
from journal.importers.json_items import text_in, texts_in
from journal.problems import ImportProblem


class DayOneClassicImporter:
    """One entry of Day One 1."""

    name = "dayone-classic"

    def recognises(self, path: Path) -> bool:
        """Whether it is a property list with the text of an entry."""
        head = first_characters(path)
        return "<plist" in head and (
            "<key>Entry Text</key>" in head or "<key>Creation Date</key>" in head
        )

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entry.

        Raises:
            ImportFileError: it cannot be opened or is damaged.
        """
        shown = clean(path.name)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise damaged(shown, "property list")
            found = plistlib.loads(path.read_bytes(), fmt=plistlib.FMT_XML)
        except OSError as error:
            raise unreadable(shown) from error
        except (
            plistlib.InvalidFileException,
            ExpatError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
        ) as error:
            raise damaged(shown, "property list") from error
        except (RecursionError, OverflowError, AssertionError) as error:
            raise damaged(shown, "property list") from error
        body = clean(text_in(found, "Entry Text").replace("\r\n", "\n")).strip("\n")
        created = found.get("Creation Date") if isinstance(found, dict) else None
        if not body.strip():
            yield empty_file(shown)
            return
        if not isinstance(created, datetime):
            yield left_out(shown, 1, key="without_date")
            return
        zone = text_in(found, "Time Zone")
        moment = moment_of(
            created.replace(tzinfo=UTC), zone=zone, how=how, said=f"{created.isoformat()}Z"
        )
        if moment is None:
            yield left_out(shown, 1, key="without_date")
            return
        starred = {"starred": "true"} if found.get("Starred") is True else {}
        yield Entry(
            id="",
            written_on=moment.day,
            written_at=moment.at,
            title=first_line(body),
            body=body,
            tags=texts_in(found, "Tags"),
            source=self.name,
            extra={SOURCE_ID: text_in(found, "UUID"), **moment.marks, **starred},
        )
