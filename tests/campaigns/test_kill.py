"""The campaign of kills, as far as it fits into every run of the tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLS = 40  # five for each act; the campaign itself tries 400


def test_kills_of_every_act_lose_nothing_and_leave_nothing() -> None:
    command = [sys.executable, "-m", "tests.campaigns.kill", "--kills", str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} kills" in done.stdout
