"""The only place where the parts are wired together.

Promise: with nothing set, everything here works on this machine alone; a model that cannot be had
leaves the rest whole (`model_problem`). Limit: one open `Services` per folder; `close` lets it go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from chains.ask.chain import AskChain, build_ask_chain
from chains.ask.known_good import keep_answerable
from chains.decide.entry_reader import EntryReader
from chains.decide.finder import DecisionFinder
from chains.evidence.meaning import Meaning, join_models
from chains.models.asked_model import AskedModel
from chains.models.connect import connect_asked_model, connect_embeddings
from chains.models.known import KnownAddresses
from chains.on_record import DecisionsOnRecord
from config.keys import KeyStore
from config.loading import keep_private
from config.paths import StatePaths
from config.settings import LangfuseSettings, ModelSettings, Settings
from conversations import ConversationStore
from conversations.rating import rate_again
from decisions.store import DecisionStore
from errors import JournalError, ModelUnavailableError, StorageError
from journal.drafts import DraftStore
from journal.store import EntryStore, Loaded
from prompts import PromptLibrary, build_prompt_library
from tracing import RecordingTracer, Tracer, build_tracer
from tracing.erasing import erase_traces
from tracing.resending import resend_quietly
from vectorstore.embeddings import NamedEmbedding
from vectorstore.hybrid import Progress
from vectorstore.index import JournalIndex, open_index
from vectorstore.local.e5.centred import CentredE5
from vectorstore.local.e5.embedding import e5_embedding
from vectorstore.local.use import local_embedding
from vectorstore.re_embedding import Adoption
from vectorstore.types import SyncReport


@dataclass(slots=True, kw_only=True)
class Services:
    """What the pages use. `embedding` is the one to search with, `adoption` embedding under way or
    ended; `last_sync` tells of repairs.
    """

    settings: Settings
    store: EntryStore
    drafts: DraftStore
    decisions: DecisionStore
    finder: DecisionFinder
    index: JournalIndex
    ask: AskChain
    conversations: ConversationStore
    tracer: Tracer
    prompts: PromptLibrary
    keys: KeyStore
    addresses: KnownAddresses
    meaning: Meaning | None = None
    model: AskedModel | None = None
    model_problem: ModelUnavailableError | None = None
    embedding: NamedEmbedding | None = None
    adoption: Adoption | None = None
    last_sync: SyncReport = field(
        default_factory=lambda: SyncReport(added=0, updated=0, removed=0, unchanged=0)
    )
    _adopting: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def refresh(self, on_progress: Progress | None = None) -> Loaded:
        """Bring the indexes in step with the files as they are now, embed in the background, and
        return what the files hold.

        Raises:
            StorageError: the journal or the index cannot be read or written.
        """
        loaded = self.index_entries(on_progress)
        if self.last_sync.problem is None:
            self.adopt_embedding()
        return loaded

    def index_entries(self, on_progress: Progress | None = None) -> Loaded:
        """As `refresh`, with nothing begun in the background. Raises: as `refresh`."""
        loaded = self.store.load()
        self.last_sync = self.index.sync(loaded.entries, on_progress=on_progress)
        return loaded

    def adopt_embedding(self) -> None:
        """Start embedding in the background what is not embedded yet."""
        with self._adopting:  # two rounds at once would leave one that nobody stops
            if self.embedding is None or self.index.is_embedded(self.embedding):
                return
            if self.adoption is None:
                self.adoption = Adoption(self.index, self.embedding)
            elif not self.adoption.go_on():
                self.adoption = Adoption(self.index, self.embedding, self.adoption.problem)

    def waiting(self) -> tuple[int, JournalError] | None:
        """Return how many entries have no vectors for now, and what keeps them from it."""
        if self.last_sync.problem is not None:
            return self.last_sync.waiting, self.last_sync.problem
        if self.adoption is not None and self.adoption.problem is not None:
            return self.index.waiting(self.adoption.embedding), self.adoption.problem
        return None

    def keep_answerable(
        self, questions: Sequence[str], most: int, stopped: Callable[[], bool]
    ) -> tuple[str, ...]:
        """Return the first questions, at most so many, that this journal answers well."""
        return keep_answerable(self.index, questions, most, today=date.today(), stopped=stopped)

    def close(self) -> None:
        """End background work, send the last traces, and let the index go."""
        if self.adoption is not None:
            self.adoption.stop()
        self.tracer.flush()
        self.index.close()


def build_services(settings: Settings) -> Services:
    """Open the journal that `settings` names.

    Raises:
        IndexUnavailableError: another process has the index open, or the Chroma server is away.
        StorageError: a folder cannot be written.
    """
    keep_private()
    paths, models = settings.paths, settings.models
    addresses = KnownAddresses(paths.addresses)
    model, embedding, problem = _connect(models, addresses)
    langfuse = settings.connected_langfuse
    store = EntryStore(settings.journal_dir, reading=paths.reading)
    local, second = local_embedding(), e5_embedding()
    index = open_index(
        paths.index,
        embedding=embedding,
        local=local,
        second=CentredE5(second, paths.examples) if second else None,
        examples=paths.examples,
        chroma_url=settings.chroma_url,
    )
    conversations = ConversationStore(paths.conversations)
    inner = build_tracer(langfuse, paths.scores_to_remove)
    tracer = RecordingTracer(inner, conversations.keep_record)
    if langfuse is not None:
        threading.Thread(
            target=_catch_up,
            args=(langfuse, conversations, paths, inner),
            name="traces",
            daemon=True,
        ).start()
    prompts = build_prompt_library(langfuse)
    prompts.warm()
    decisions = DecisionStore(settings.journal_dir)
    meaning = join_models(local, second, paths.examples)
    reader = EntryReader(model=model, prompts=prompts, tracer=tracer, meaning=meaning)
    return Services(
        settings=settings,
        store=store,
        drafts=DraftStore(paths.drafts),
        decisions=decisions,
        finder=DecisionFinder(
            store=decisions,
            reader=reader,
            ledger=paths.decisions_read,
            entries=lambda: store.load().entries,
        ),
        index=index,
        ask=build_ask_chain(
            index=index,
            entries=store.get,
            model=model,
            prompts=prompts,
            tracer=tracer,
            deadline_seconds=models.answer_seconds,
            plan_seconds=models.plan_seconds,
            on_record=DecisionsOnRecord(lambda: decisions.load().decisions),
            traced_elsewhere=langfuse is not None,
        ),
        conversations=conversations,
        tracer=tracer,
        prompts=prompts,
        keys=KeyStore(settings.state_dir),
        addresses=addresses,
        meaning=meaning,
        model=model,
        model_problem=problem,
        embedding=embedding or local,
    )


def _catch_up(
    langfuse: LangfuseSettings,
    conversations: ConversationStore,
    paths: StatePaths,
    tracer: Tracer,
) -> None:
    """Remove what Langfuse should have removed, also where nothing is sent any more, and send what
    it missed.
    """
    with suppress(StorageError):
        erase_traces(langfuse, {}, paths.traces_to_remove)
    if langfuse.content != "off":
        resend_quietly(
            langfuse,
            conversations.records_between,
            paths.traces_confirmed,
            lambda record: rate_again(conversations, tracer, record),
        )


def _connect(
    models: ModelSettings, addresses: KnownAddresses
) -> tuple[AskedModel | None, NamedEmbedding | None, ModelUnavailableError | None]:
    """Make the models that are set; nothing is called yet, so only a wrong setting can fail
    here.
    """
    try:
        model = (
            connect_asked_model(models, memory=addresses) if models.connected_chat_model else None
        )
        embedding = connect_embeddings(models) if models.connected_embedding_model else None
    except ModelUnavailableError as error:
        return None, None, error
    return model, embedding, None
