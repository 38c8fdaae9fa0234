"""The looking for example questions ends before the index is let go."""

from __future__ import annotations

import threading

from ui.jobs.good_questions import GoodQuestions


class Watched:
    """A lock that tells when somebody wants it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.wanted = threading.Event()

    def __enter__(self) -> None:
        self.wanted.set()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_closing_waits_for_a_look_that_is_just_begun() -> None:
    looking, lock = GoodQuestions(), Watched()
    looking._lock = lock  # type: ignore[assignment]
    is_open, looked = [True], []

    def close() -> None:
        looking.close()
        is_open[0] = False
        lock.wanted.set()

    closing = threading.Thread(target=close)

    def list_candidates() -> list[str]:
        lock.wanted.clear()
        closing.start()
        lock.wanted.wait(60)  # it waits for the lock, or has not waited at all
        return ["a question"]

    def keep(*_: object) -> tuple[str, ...]:
        looked.append(is_open[0])
        return ()

    looking.find("a state", list_candidates, keep)
    closing.join()
    assert looked == [True]
