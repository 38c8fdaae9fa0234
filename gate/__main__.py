"""`python -m gate`: asks for a passphrase and prints what APP_PASSPHRASE_HASH is to be set to."""

from __future__ import annotations

import sys
from getpass import getpass

from errors import SettingsError
from gate.passphrase import hash_passphrase


def main() -> int:
    """Ask twice; print the hash, in quotes for `.env`."""
    words = getpass("Passphrase: ")
    if getpass("Once more: ") != words:
        print("The two are not the same.", file=sys.stderr)
        return 1
    try:
        print(f"APP_PASSPHRASE_HASH='{hash_passphrase(words)}'")
    except SettingsError as error:
        print(f"{error} {error.hint}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
