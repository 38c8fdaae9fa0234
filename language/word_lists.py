"""Lists of words from `language/data`, read once and compiled into patterns.

Promise: a file holds `name: {ko: [...], en: [...]}`; Korean is met anywhere, English as whole
words. Invariant: the files are part of the program, and every list of them is tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

Lists = Mapping[str, Mapping[str, tuple[str, ...]]]

_DATA = Path(__file__).parent / "data"


@cache
def load_data(file: str) -> dict[Any, Any]:
    """Return what `language/data/<file>.yaml` holds, as it stands there."""
    data: dict[Any, Any] = yaml.safe_load((_DATA / f"{file}.yaml").read_text(encoding="utf-8"))
    return data


def load_plainly(path: Path) -> Any:
    """Return what a YAML file holds, every scalar as it is written: "no" and "on" stay words."""
    # The loader in C, where it is built in, is ten times as fast.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


@cache
def load_lists(file: str) -> Lists:
    """Return the lists of `language/data/<file>.yaml` by name and kind (`ko`, `en`, …)."""
    loaded = load_plainly(_DATA / f"{file}.yaml")
    return {
        name: {kind: tuple(words) for kind, words in kinds.items()}
        for name, kinds in loaded.items()
    }


@cache
def compile_list(file: str, name: str) -> re.Pattern[str]:
    """Return the pattern that finds any wording of a list, in any case."""
    kinds = load_lists(file)[name]
    parts = [*kinds.get("ko", ()), *kinds.get("en_parts", ()), *kinds.get("forms", ())]
    if "en" in kinds:
        parts.append(rf"\b(?:{join(kinds['en'])})\b")
    return re.compile(join(parts), re.IGNORECASE)


def join(forms: list[str] | tuple[str, ...]) -> str:
    """Return the alternatives as one piece of a pattern; the first that fits is taken."""
    return "|".join(forms)


def any_of(words: Iterable[str], name: str = "") -> str:
    """Return a pattern that meets any of `words`, the longest first; `name` is its group."""
    spelled = _spell(tuple(words))
    return f"(?P<{name}>{spelled})" if name else f"(?:{spelled})"


@lru_cache(maxsize=256)
def _spell(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
