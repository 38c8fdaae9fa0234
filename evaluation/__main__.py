"""`python -m evaluation run`: answers all cases and prints how good the answers are;
`python -m evaluation finding`: how much of what other lives' journals say reaches the screen;
`python -m evaluation deciding`: which decisions are found in them;
`python -m evaluation gaps`: whether what a model calls missing from them is missing.

Without a model the answers are quotes only, and nothing leaves the machine. Exit: 0 done, 2
something failed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chains.decide.shown import describe
from chains.evidence.meaning import join_models
from chains.models.asked_model import as_asked
from chains.models.connect import connect_asked_model, connect_embeddings
from config.keys import KeyStore
from config.loading import add_saved_keys, keep_private, load_settings
from config.settings import Settings
from conversations import ConversationStore
from errors import JournalError, SettingsError
from evaluation.case import SAMPLE, Case, read_cases
from evaluation.deciding import LIVES as DECIDING
from evaluation.deciding import (
    as_text,
    compare,
    find_decisions,
    list_deciding,
    read_expected,
)
from evaluation.experiment import run_in_langfuse
from evaluation.finding import (
    CARDS,
    LIVES,
    Asked,
    Figures,
    Tally,
    as_figures,
    ask_life,
    by_kind,
    list_lives,
)
from evaluation.gaps import check_life, list_gaps
from evaluation.judge import ModelJudge
from evaluation.pinning import pinned_library
from evaluation.result import Result
from evaluation.running import CaseRunner, Judge, Setup
from evaluation.table import comparison, line, summary
from journal.samples import install_sample
from journal.store import EntryStore
from prompts import build_prompt_library
from tracing import build_tracer
from vectorstore.index import open_index
from vectorstore.local.e5.embedding import e5_embedding
from vectorstore.local.use import local_embedding

if TYPE_CHECKING:
    from prompts.library import PromptLibrary


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for."""
    keep_private()
    given = _parsed(arguments)
    try:
        if given.action == "finding":
            _find(given)
            return 0
        if given.action == "deciding":
            _decide(given)
            return 0
        if given.action == "gaps":
            _check_gaps(given)
            return 0
        settings = load_settings()
        settings = add_saved_keys(settings, KeyStore(settings.state_dir))
        _run(given, settings)
    except JournalError as error:
        print(f"{error} {error.hint}", file=sys.stderr)
        return 2
    except ConnectionError as error:
        print(
            f"Langfuse cannot be asked ({error}). Check LANGFUSE_BASE_URL and both keys.",
            file=sys.stderr,
        )
        return 2
    return 0


def _run(given: argparse.Namespace, settings: Settings) -> None:
    cases = _cases(given, settings)
    with _setup(given, settings) as setup:
        print(
            f"{len(cases)} cases,"
            f" {'a model' if setup.model else 'quotes only: no model is connected'}"
        )
        first = _answered(given.prompt, cases, setup, given, settings)
        if given.against:
            second = _answered(given.against, cases, setup, given, settings)
            print("\n" + comparison(given.prompt or "as it is", first, given.against, second))


def _answered(
    prompt: str, cases: Sequence[Case], setup: Setup, given: argparse.Namespace, settings: Settings
) -> tuple[Result, ...]:
    address = settings.connected_langfuse
    chosen = replace(setup, prompts=pinned_library(prompt, address)) if prompt else setup
    name = f"{datetime.now():%Y-%m-%d %H:%M:%S} {prompt or 'as it is'}"
    judge = _judge(chosen) if given.judge else None
    runner = CaseRunner(
        chosen, run="evaluation", judge=judge, on_result=lambda result: print(line(result))
    )
    if address is None or address.content == "off":
        results = tuple(runner.answer(case) for case in cases)
        print("\n" + summary(results))
        return results
    dataset = f"crossroads-{_journal_name(given)}"
    versions = {
        each.prompt.name: f"{each.prompt.source}:{each.prompt.version}"
        for each in chosen.prompts.in_use()
    }
    recorded = run_in_langfuse(address, dataset, name, cases, runner.answer, versions)
    print("\n" + summary(recorded.results))
    setup.tracer.flush()
    if recorded.problem:
        told = f"the run was not recorded ({recorded.problem}); the answers above stand"
        print(f"\nLangfuse: {told}.", file=sys.stderr)
    else:
        print(f"\nLangfuse: dataset {dataset}, run “{name}” {recorded.page}")
    return recorded.results


def _judge(setup: Setup) -> Judge:
    if setup.model is None:
        raise _no_model()
    return ModelJudge(as_asked(setup.model), setup.prompts)


@contextmanager
def _setup(given: argparse.Namespace, settings: Settings) -> Iterator[Setup]:
    """Open the journal under an index of its own, in a folder that is thrown away."""
    models = settings.models
    model = connect_asked_model(models) if models.connected_chat_model else None
    if model is None and (given.prompt or given.against or given.judge):
        raise _no_model()
    langfuse = settings.connected_langfuse
    prompts: PromptLibrary = build_prompt_library(langfuse)
    with tempfile.TemporaryDirectory(prefix="crossroads-evaluation-") as folder:
        root = Path(given.journal)
        if given.journal == "sample":
            root = Path(folder) / "journal"
            install_sample(root)
        store = EntryStore(root)
        embedding = connect_embeddings(models) if models.connected_embedding_model else None
        local = local_embedding()
        index = open_index(Path(folder) / "index", embedding=embedding, local=local)
        try:
            index.sync(store.load().entries)
            if serving := embedding or local:
                index.adopt(serving)
                index.embed_sentences()
            index.warm()
            tracer = build_tracer(langfuse)
            own = given.journal != "sample"
            kept = ConversationStore(settings.paths.conversations) if own else None
            yield Setup(
                index=index,
                entries=store.get,
                model=model,
                prompts=prompts,
                tracer=tracer,
                keep_traces=kept.keep_traces if kept else lambda _record: None,
            )
            tracer.flush()
        finally:
            index.close()


def _find(given: argparse.Namespace) -> None:
    """Ask the lives; print the figures of each and of all, or all of it as JSON."""
    whole: Tally = Counter()
    written: dict[str, object] = {}
    for life in [given.life] if given.life else list_lives():
        start = time.perf_counter()
        asked = list(ask_life(LIVES / life))
        seconds = time.perf_counter() - start
        tally: Tally = sum((each.tally for each in asked), Counter())
        whole += tally
        kinds = {name: as_figures(own) for name, own in by_kind(asked).items()}
        written[life] = as_figures(tally) | {"seconds": round(seconds, 1), "kinds": kinds}
        if given.json:
            continue
        if given.show:
            print("\n".join(map(_cards_text, asked)))
        print(f"{life} ({seconds:.1f} s)\n  {_figures_text(as_figures(tally))}", flush=True)
        for name, figures in kinds.items():
            print(f"    {name:<14}{_figures_text(figures, ('recall', 'none', 'lead', 'silent'))}")
    if given.json:
        print(json.dumps(written | {"all": as_figures(whole)}, ensure_ascii=False, indent=1))
    else:
        print(f"all\n  {_figures_text(as_figures(whole))}")


def _decide(given: argparse.Namespace) -> None:
    """Look for the decisions of the lives; print the figures of each and of all."""
    meaning = join_models(local_embedding(), e5_embedding())
    whole: Tally = Counter()
    for life in [given.life] if given.life else list_deciding():
        found = find_decisions(DECIDING / life, meaning)
        tally = compare(read_expected(DECIDING / life), found)
        whole += tally
        if not given.json:
            print(f"{life}\n  {as_text(tally)}", flush=True)
        if given.show:
            print(describe(found))
    print(json.dumps(whole) if given.json else f"all\n  {as_text(whole)}")


def _check_gaps(given: argparse.Namespace) -> None:
    """Check the gaps of the lives; print the figures of each."""
    for life in [given.life] if given.life else list_gaps():
        figures = check_life(LIVES / life, local_embedding(), read=not given.unread)
        print(f"{life}: {figures}", flush=True)
        if given.show:
            print("\n".join(f"  dropped  {each}" for each in figures.dropped))
            print("\n".join(f"  kept     {each}" for each in figures.kept))


def _figures_text(figures: Figures, only: Sequence[str] = ()) -> str:
    return "  ".join(
        f"{name} {'–' if value is None else value}"
        for name, value in figures.items()
        if not only or name in only
    )


def _cards_text(asked: Asked) -> str:
    marked, shown = asked.marked, asked.shown
    lines = [f"\n## {marked.id} {marked.question}", *(f"   – {gap}" for gap in shown.gaps)]
    for card in shown.quotes[:CARDS]:
        hit = any(each in card.text for each in marked.sentences)
        head = f"{'>' if card.lead else ' '}{'*' if hit else ' '} {card.written_on} {card.option}"
        lines.append(f"{head} | {' '.join(card.text.split())}")
    return "\n".join(lines)


def _cases(given: argparse.Namespace, settings: Settings) -> tuple[Case, ...]:
    path = given.cases or (SAMPLE if given.journal == "sample" else settings.paths.cases)
    return read_cases(path)[: given.limit]


def _journal_name(given: argparse.Namespace) -> str:
    return "sample" if given.journal == "sample" else "own"


def _no_model() -> SettingsError:
    return SettingsError(
        "Comparing or judging answers needs a model.",
        hint="Set CHAT_MODEL and an address or a key.",
        key="evaluation.no_model",
    )


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation", description="How good are the answers?"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    run = actions.add_parser("run", help="answer cases, and score the answers")
    run.add_argument(
        "--journal", default="sample", help="'sample' or the folder of a journal (default: sample)"
    )
    run.add_argument("--cases", type=Path, help="a file of cases (default: the journal's own)")
    run.add_argument("--prompt", default="", help="a version such as answer@3, or answer@file")
    run.add_argument("--against", default="", help="another version to compare with")
    run.add_argument("--limit", type=int, help="only the first so many cases")
    run.add_argument("--judge", action="store_true", help="let the model judge each answer too")
    finding = actions.add_parser("finding", help="ask the journals of other lives")
    finding.add_argument("--life", choices=list_lives(), help="only this one")
    finding.add_argument("--json", action="store_true", help="print JSON")
    finding.add_argument("--show", action="store_true", help="print each question with its cards")
    deciding = actions.add_parser("deciding", help="find the decisions in other lives' journals")
    deciding.add_argument("--life", choices=list_deciding(), help="only this one")
    deciding.add_argument("--json", action="store_true", help="print the figures of all as JSON")
    deciding.add_argument("--show", action="store_true", help="print what is found")
    gaps = actions.add_parser("gaps", help="check what may be called missing from other lives")
    gaps.add_argument("--life", choices=list_gaps(), help="only this one")
    gaps.add_argument("--unread", action="store_true", help="as if a model had read nothing")
    gaps.add_argument("--show", action="store_true", help="print what is judged wrongly")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
