"""The campaign of kills, as far as it fits into every run of the tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_forty_kills_lose_nothing_and_leave_nothing() -> None:
    command = [sys.executable, "-m", "tests.campaigns.kill", "--kills", "40"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 kills" in done.stdout
