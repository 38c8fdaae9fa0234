"""Who of those who log in elsewhere may come in."""

from __future__ import annotations

import pytest
import streamlit as st

from config.settings import Settings
from ui.shared import login

OPEN = Settings()
LISTED = Settings(
    allowed_emails="me@here.example,you@here.example,kim@here.example,jos\u00e9@here.example"
)
ME = {"is_logged_in": True, "email": "me@here.example"}


@pytest.mark.parametrize(
    ("visitor", "comes_in"),
    [
        (ME, True),
        ({**ME, "email": "ME@Here.example"}, True),
        ({**ME, "email_verified": True}, True),
        ({**ME, "email_verified": False}, False),
        ({**ME, "email_verified": "true"}, True),
        ({**ME, "email_verified": "false"}, False),
        ({**ME, "email_verified": None}, False),
        ({**ME, "email_verified": "no"}, False),
        ({**ME, "email_verified": " false"}, False),
        ({**ME, "email_verified": []}, False),
        ({**ME, "email_verified": 1}, True),
        ({**ME, "email": "\u212aim@here.example"}, False),
        ({**ME, "email": "Jos\u00e9@here.example"}, True),
        ({**ME, "is_logged_in": False}, False),
        ({**ME, "email": "here.example"}, False),
        ({**ME, "email": "me@here.example,you@here.example"}, False),
        ({**ME, "email": ""}, False),
        ({**ME, "email": None}, False),
        ({"is_logged_in": True}, False),
        ({"email": "me@here.example"}, False),
        ({}, False),
    ],
)
def test_only_who_is_listed_comes_in(
    visitor: dict[str, object], comes_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "user", visitor)
    assert login.may_enter(LISTED) is comes_in
    assert login.may_enter(OPEN)  # nobody has to log in
    monkeypatch.setattr(st, "secrets", {"auth": {}})
    assert not login.may_enter(OPEN)  # a provider, and nobody on the list
