"""What holds for every test: the keys of whoever runs them are never asked for."""

from __future__ import annotations

import os

# Before anything imports keyring, and for the apps that the browser tests start.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
