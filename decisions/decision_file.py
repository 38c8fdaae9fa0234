"""One decision as a Markdown file: the record as front matter, one item a line, and the writer's
notes below.

Invariant: `read_decision(parse(render(write_decision(d)))) == d`; unknown fields stay where they
stand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from decisions.codec import Unfit, decode_field, encode, field_types
from decisions.older import as_written_now
from decisions.record import SCHEMA, Decision
from errors import EntryFormatError
from journal.frontmatter import Document, Value


def write_decision(decision: Decision, document: Document) -> Document:
    """Return the file's new content: the decision, and what else stood in `document`."""
    encoded = encode(decision)
    encoded["schema"] = str(SCHEMA)
    encoded |= {
        name: cast(Value, value) for name, value in decision.extra.items() if name not in encoded
    }
    return replace(document.with_values(encoded), body=decision.notes)


def read_decision(document: Document, *, where: str) -> Decision:
    """Return the decision that a file holds.

    Raises:
        EntryFormatError: a field does not fit, or the file comes from a newer version of the app.
    """
    schema = document.values.get("schema", "1")
    if not isinstance(schema, str) or not schema.isdecimal():
        raise _unfit(where, "schema")
    if int(schema) > SCHEMA:
        raise EntryFormatError(
            "The decision {path} was saved by a newer version of the app.",
            hint="Update the app to open it. Until then the file is left as it is.",
            key="decision.newer",
            path=where,
        )
    known: dict[str, Any] = {}
    extra: dict[str, object] = {}
    try:
        for name, value in as_written_now(document.values, int(schema)).items():
            if name in field_types():
                known[name] = decode_field(name, value)
            else:
                extra[name] = value
        return Decision(**(known | {"schema": SCHEMA}), extra=extra, notes=document.body)
    except Unfit as error:
        raise _unfit(where, str(error)) from None
    except TypeError:
        missing = next(
            (name for name in ("id", "created_at", "question") if name not in known), "id"
        )
        raise _unfit(where, missing) from None


def _unfit(where: str, name: str) -> EntryFormatError:
    return EntryFormatError(
        "The decision {path} cannot be read: its field {field} is not as expected.",
        hint=(
            "Open the file and correct that field, or bring back an older copy from the folder"
            " .trash."
        ),
        key="decision.unfit",
        path=where,
        field=name,
    )
