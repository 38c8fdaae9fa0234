"""What files are called on the screen: by their names, and what was pasted by what it is.

Invariant: a text that was pasted under one language is known in the other.
"""

from __future__ import annotations

from language.detect import ENGLISH, KOREAN
from ui.jobs.import_job import called_as_pasted
from ui.shared.text import messages, t


def shown_name(name: str) -> str:
    """Return the name of a file as a person knows it: "Pasted text", without what tells one pasted
    text from another.
    """
    pasted = {messages(each)["import.pasted_name"] for each in (ENGLISH, KOREAN)}
    return t("import.pasted_name") if called_as_pasted(name) in pasted else name
