"""Streamlit reads the metadata of every installed package for its components: half a second for
each `AppTest` and for each app that is begun. Here it looks once in a process and its forks.
"""

from __future__ import annotations

from functools import cache

from streamlit.components.v2 import manifest_scanner

_scan = cache(manifest_scanner.scan_component_manifests)


def scan_once() -> None:
    """Look now, and let what was found stand from here on."""
    _scan()
    manifest_scanner.scan_component_manifests = _scan
