"""Diagnostics tell much of the machine and nothing of the person."""

import logging
import re
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.diagnostics import Person, anonymised, diagnostics_text
from app.log_memory import KEPT_LINES, LogMemory
from app.render_requests import DeviceChoice, ModelInfo
from app.settings import Settings

HOME = "/ho" + "me/ann"  # in two parts: no text of the project may name such a path
ANN = Person(HOME, "ann", "anns-laptop")
MODEL = ModelInfo("alps", 4, "Test GPU (8 GB)", (DeviceChoice("cpu", "Test CPU"),))


@pytest.mark.parametrize(
    "text",
    [
        f"cannot read '{HOME}/Pictures/a.png'",
        "C:\\" + "Users\\Ann\\a.png",
        "[Errno 2] No such file: 'C:\\\\" + "Users\\\\Ann\\\\a.png'",
        "c:/" + "users/ann/a.png",
        "host anns-laptop of Ann",
        "/Us" + "ers/ann/Library",
        "/ho" + "me/bob/b.png",
    ],
)
def test_no_name_and_no_folder_of_a_person_is_told(text: str):
    cleaned = anonymised(text, ANN)
    assert not re.search(r"\bann\b|bob|anns-laptop|/home" r"/\w|Users", cleaned, re.IGNORECASE)


def test_a_home_with_a_space_is_not_told_in_quotes_either():
    home = "D:\\Profiles\\Jo Ann"
    cleaned = anonymised(f"{home}\\a.png and {home!r}", Person(home, "joann", ""))
    assert cleaned == "~\\a.png and '~'"


def test_words_that_hold_a_name_are_left_alone():
    assert anonymised("planning an annex", ANN) == "planning an annex"


def test_a_missing_name_replaces_nothing():
    assert anonymised("all is well", Person("", "", "")) == "all is well"


def test_the_report_has_versions_devices_settings_and_the_log(qtbot: QtBot):
    settings = replace(Settings(), recent_files=(f"{HOME}/secret.everscape",), device="cuda:0")
    lines = [f"WARNING app: cannot read '{HOME}/secret.everscape'"]
    text = diagnostics_text(settings, MODEL, None, lines, ANN)
    for wanted in ("torch", "Qt:", "Test GPU (8 GB)", "device: cuda:0", "WARNING app"):
        assert wanted in text
    assert "recent_files: set" in text
    assert "ann" not in re.findall(r"\w+", text)


def test_the_person_of_this_machine_is_not_told(qtbot: QtBot):
    person = Person.here()
    text = diagnostics_text(Settings(), None, None, [f"{person.home}/a {person.host}"], person)
    assert person.home not in text
    assert f" {person.host}" not in text


def test_only_the_latest_lines_of_the_log_are_kept():
    memory = LogMemory()
    for number in range(KEPT_LINES + 5):
        memory.handle(logging.makeLogRecord({"msg": f"line {number}", "levelno": 30}))
    assert len(memory.lines) == KEPT_LINES
    assert memory.lines[-1].endswith(f"line {KEPT_LINES + 4}")
