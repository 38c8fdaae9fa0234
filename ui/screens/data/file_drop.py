"""A place to drop files, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import streamlit as st

from ui.shared.text import t

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


def draw_drop(key: str, *, one_zip: bool = False) -> Sequence[UploadedFile]:
    """Draw it; return the files that lie there: any, or one zip, which may be sealed."""
    # Streamlit's own words on this widget are English only, and speak of uploading what stays on
    # this machine.
    label = json.dumps(t("data.given" if one_zip else "files.choose"), ensure_ascii=False)
    place = key.replace(".", "-")  # as Streamlit names it in the page; there are two on this one
    st.html(f"<style>.st-key-{place} {{ --choose-files: {label}; }}</style>")
    if one_zip:
        given = st.file_uploader(
            t("data.given"), type=["zip", "age"], key=key, label_visibility="collapsed"
        )
        return [given] if given is not None else []
    several = st.file_uploader(
        t("files.drop"), accept_multiple_files=True, key=key, label_visibility="collapsed"
    )
    return cast("Sequence[UploadedFile]", several)
