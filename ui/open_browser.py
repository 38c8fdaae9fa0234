"""Opens the browser at the app once it answers (`make run OPEN=1`); gives up after a minute."""

from __future__ import annotations

import sys
import time
import urllib.request
import webbrowser
from typing import Final

_PATIENCE_S: Final = 60.0


def main(port: str) -> None:
    """Wait for the app on this port, then show it."""
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                webbrowser.open(address)
                return
        except OSError:
            time.sleep(0.2)


if __name__ == "__main__":
    main(sys.argv[1])
