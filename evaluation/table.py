"""Prints results: means by kind of case, two versions side by side, and the cases that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluation.result import NUMBERS, Result, means

_RETRIEVAL = ("recall@5", "recall@10", "ndcg@10", "mrr@10")
_ANSWER = (
    "citation_precision",
    "citation_recall",
    "quotes_valid",
    "refused_should_answer",
    "answered_should_refuse",
)
_EFFORT = ("latency_s", "input_tokens", "output_tokens", "cost_usd", "judged")
_SHORT = {
    "citation_precision": "cite prec",
    "citation_recall": "cite rec",
    "quotes_valid": "quotes ok",
    "refused_should_answer": "refused!",
    "answered_should_refuse": "answered!",
    "latency_s": "seconds",
    "input_tokens": "tok in",
    "output_tokens": "tok out",
    "cost_usd": "US$",
}


def summary(results: Sequence[Result]) -> str:
    """Return the tables of one run: retrieval, answers, effort, by kind of case and in all."""
    kinds = dict.fromkeys(result.case.kind for result in results)
    groups = {kind: [result for result in results if result.case.kind == kind] for kind in kinds}
    groups["all"] = list(results)
    rows = {f"{name} ({len(group)})": means(group) for name, group in groups.items()}
    tables = [("Retrieval", _RETRIEVAL), ("Answers", _ANSWER), ("Effort", _EFFORT)]
    return "\n\n".join(
        f"{title}\n{_table(rows, _known(rows, columns))}" for title, columns in tables
    )


def comparison(one: str, results: Sequence[Result], other: str, others: Sequence[Result]) -> str:
    """Return two runs side by side, and the cases whose citations changed."""
    before, after = means(results), means(others)
    lines = [f"{'':<24}{one:>16}{other:>16}{'change':>12}"]
    for name in NUMBERS:
        a, b = before[name], after[name]
        if a is not None or b is not None:
            change = f"{b - a:+.3f}" if a is not None and b is not None else ""
            lines.append(f"{name:<24}{_shown(name, a):>16}{_shown(name, b):>16}{change:>12}")
    changed = [(a, b) for a, b in zip(results, others, strict=True) if a.cited != b.cited]
    lines += ["", f"Cases that changed: {len(changed)} of {len(results)}"]
    lines += [
        f"  {was.case.id}: cites {_against(was)} → {_against(now)} of {len(was.case.expected)}"
        " expected"
        for was, now in changed
    ]
    return "\n".join(lines)


def line(result: Result) -> str:
    """Return one case on one line."""
    numbers = result.numbers
    right = (
        "should refuse"
        if result.case.should_refuse
        else f"recall@10 {_shown('recall@10', numbers['recall@10'])}"
    )
    return (
        f"  {result.case.id:<28} {right:<18} cites {_against(result):<10}"
        f" {numbers['latency_s']:.2f} s"
    )


def _against(result: Result) -> str:
    right = sum(1 for each in result.cited if each in result.case.expected)
    return f"{right}+{len(result.cited) - right}"


def _known(rows: Mapping[str, Mapping[str, float | None]], columns: Sequence[str]) -> list[str]:
    """Return the columns that say anything: without a model there are no tokens."""
    without_tokens = [
        name
        for name in columns
        if name.endswith("_tokens") and not any(r[name] for r in rows.values())
    ]
    return [
        c
        for c in columns
        if c not in without_tokens and any(row[c] is not None for row in rows.values())
    ]


def _table(rows: Mapping[str, Mapping[str, float | None]], columns: Sequence[str]) -> str:
    wide = max(len(name) for name in rows) + 2
    head = " " * wide + "".join(f"{_SHORT.get(name, name):>11}" for name in columns)
    body = [
        f"{label:<{wide}}" + "".join(f"{_shown(name, row[name]):>11}" for name in columns)
        for label, row in rows.items()
    ]
    return "\n".join([head, *body])


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if name.endswith("_tokens"):
        return f"{value:,.0f}"
    return f"{value:.5f}" if name == "cost_usd" else f"{value:.3f}"
