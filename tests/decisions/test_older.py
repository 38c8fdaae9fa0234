"""What the first schema left out is read as it was meant; what is not said since stays unsaid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from decisions.decision_file import read_decision, write_decision
from decisions.parts import Cause, Criterion, Reason, StateOfMind
from decisions.record import Decision, Noted, T, written
from decisions.store import DecisionStore
from journal.frontmatter import Document, Value, parse, render
from tests.decisions.records import NOW, decisions
from tests.decisions.test_decisions import QUICK, plain

DEFAULTS = {
    "reasons": ("basis", "experience"),
    "criteria": ("weight", "3"),
    "premortem": ("mine", "true"),
    "backcast": ("mine", "true"),
    "state": ("energy", "3"),
}


def as_schema_1_wrote(decision: Decision) -> str:
    """Return the file as the first schema wrote it: without what equalled its defaults then."""
    values = dict(write_decision(decision, Document()).values)
    for name, (key, default) in DEFAULTS.items():
        for item in _items(values.get(name, [])):
            inner = item["value"]
            assert isinstance(inner, dict)
            if inner.get(key) == default:
                del inner[key]
    values["schema"] = "1"
    return render(replace(Document().with_values(values), body=decision.notes))


def _items(value: Value) -> list[dict[str, Value]]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def said(item: Noted[T], **values: object) -> Noted[T]:
    """Return the item with what the first schema always had."""
    missing = {n: v for n, v in values.items() if getattr(item.value, n) in (None, "")}
    return replace(item, value=replace(item.value, **missing))  # type: ignore[type-var]


def read(text: str) -> Decision:
    return read_decision(parse(text, where="x.md"), where="x.md")


def stored(decision: Decision) -> Decision:
    """Return the decision with its texts as files hold them: in NFC."""
    document = write_decision(decision, Document())
    return read(render(replace(document, body=decision.notes)))


@QUICK
@given(decisions())
def test_whatever_schema_1_wrote_is_read_as_it_was_meant(decision: Decision) -> None:
    meant = replace(
        decision,
        reasons=tuple(said(each, basis="experience") for each in decision.reasons),
        criteria=tuple(said(each, weight=3) for each in decision.criteria),
        premortem=tuple(said(each, mine=True) for each in decision.premortem),
        state=said(decision.state, energy=3) if decision.state else None,
    )
    assert read(as_schema_1_wrote(meant)) == stored(meant)


def test_what_nobody_said_is_written_and_read_as_unsaid(tmp_path: Path) -> None:
    made = plain()
    option = made.options[0].id
    saved = DecisionStore(tmp_path).save(
        replace(
            made,
            reasons=(written(Reason(option=option, side="for", text="돈"), NOW),),
            criteria=(written(Criterion(label="돈"), NOW),),
            premortem=(written(Cause(text="몰랐다"), NOW),),
            state=written(StateOfMind(mood="맑음"), NOW),
        )
    )
    (again,) = DecisionStore(tmp_path).load().decisions
    assert again == saved
    assert again.reasons[0].value.basis == ""
    assert again.criteria[0].value.weight is None
    assert again.premortem[0].value.mine is None
    assert again.state is not None
    assert again.state.value.energy is None
