"""What the app makes of the gate: its words, what counts as an act, when it starts at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from config.loading import load_settings
from errors import SettingsError
from gate import __main__ as command
from gate.listening import check_login
from gate.passphrase import fits, hash_passphrase
from ui.shared.entrance import Entrance, build_entrance, is_by_hand, write_lock_page

pytestmark = pytest.mark.usefixtures("cheap_hash")


@pytest.fixture
def entrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entrance:
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    return Entrance()


def test_only_what_a_person_does_is_an_act() -> None:
    pressed, by_itself, alive = BackMsg(), BackMsg(), BackMsg()
    pressed.rerun_script.query_string = ""
    by_itself.rerun_script.is_auto_rerun = True
    alive.app_heartbeat = True
    pressed.rerun_script.SetInParent()
    frames = [each.SerializeToString() for each in (pressed, by_itself, alive)]
    assert [is_by_hand(each) for each in [*frames, b"", b"\xff\xff"]] == [True, *[False] * 4]


def test_the_lock_page_speaks_the_language_of_the_browser_and_escapes() -> None:
    english = write_lock_page("en-US", then='/"><script>', wait_s=2, is_wrong=True)
    korean = write_lock_page("ko-KR,ko;q=0.9", then="/", wait_s=0, is_wrong=False)
    assert '<html lang="en">' in english
    assert "That is not the passphrase. Too many tries. Wait 2 seconds" in english
    assert "<script>" not in english
    assert '<html lang="ko">' in korean
    assert "비밀 문구" in korean


def test_it_starts_on_loopback_and_elsewhere_behind_a_passphrase(
    entrance: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance.check("127.0.0.1")
    with pytest.raises(SettingsError):
        entrance.check("0.0.0.0")
    monkeypatch.setenv("APP_PASSPHRASE_HASH", hash_passphrase("seven umbrellas"))
    Entrance().check("0.0.0.0")


def test_settings_that_cannot_be_read_open_nothing_to_others(
    entrance: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert entrance.settings() is not None
    monkeypatch.setenv("APP_PASSPHRASE_HASH", "not a hash")
    broken = Entrance()
    broken.check("127.0.0.1")
    with pytest.raises(SettingsError):
        broken.check("0.0.0.0")


def test_half_a_login_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_EMAILS", "me@here.example")
    with pytest.raises(SystemExit) as ended:
        build_entrance()
    assert "[auth] is not" in str(ended.value.code)
    with pytest.raises(SettingsError):
        check_login(has_provider=True, has_people=False)


def test_the_line_that_the_command_prints_can_be_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["seven umbrellas", "seven umbrellas", "seven", "seven", "one", "two"])
    monkeypatch.setattr(command, "getpass", lambda _: next(typed))
    assert command.main() == 0
    line = capsys.readouterr().out
    (tmp_path / ".env").write_text(line)
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    monkeypatch.delenv("APP_PASSPHRASE_HASH", raising=False)
    assert fits(load_settings(tmp_path / ".env").passphrase_hash, "seven umbrellas")
    assert (command.main(), command.main()) == (1, 1)
    assert capsys.readouterr().out == ""
