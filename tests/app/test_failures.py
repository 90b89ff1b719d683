"""Failures in plain words."""

import errno
import sys

import pytest

from app.failures import catch_the_unexpected, problem_of
from app.render_requests import Problem
from infinitygan.errors import UserError


class OutOfMemoryError(RuntimeError):
    """Stands in for the error of that name in torch, which this package must not load."""


def caught(error: BaseException) -> BaseException:
    """Raise an error and catch it, so that it has a traceback."""
    try:
        raise error
    except BaseException as seen:
        return seen


@pytest.mark.parametrize(
    ("error", "cause", "remedy"),
    [
        (MemoryError(), "not enough memory", "smaller picture"),
        (OutOfMemoryError("CUDA out of memory"), "graphics card", "CPU"),
        (RuntimeError("CUDA error: unspecified launch failure"), "graphics card", "device"),
        (ModuleNotFoundError("No module named 'x'"), "No module named 'x'", "Install"),
        (OSError(errno.ENOSPC, "No space left", "/d/a.png"), "“/d/a.png”", "Free some space"),
        (OSError(errno.EPERM, "Not permitted", "/d/a.png"), "may not use", "permissions"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error", "another folder"),
        (KeyError("x"), "'x'", "report"),
    ],
)
def test_each_failure_names_its_cause_and_what_helps(error: Exception, cause: str, remedy: str):
    problem = problem_of(caught(error))
    assert cause in problem.sentence
    assert remedy in problem.remedy
    assert "Traceback" in problem.details


def test_an_error_of_the_core_becomes_a_sentence():
    problem = problem_of(UserError("the style 'x' is unknown; choose another"))
    assert problem.sentence == "The style 'x' is unknown; choose another."
    assert problem.remedy == ""


def test_endless_messages_are_cut():
    assert len(problem_of(RuntimeError("x" * 10_000)).sentence) <= 400


def test_the_text_is_the_sentence_with_its_remedy():
    assert Problem("It broke.", "", "Mend it.").text == "It broke. Mend it."
    assert Problem("It broke.", "").text == "It broke."


def test_an_uncaught_exception_is_shown(monkeypatch: pytest.MonkeyPatch):
    shown: list[Problem] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_the_unexpected(shown.append)
    error = caught(ValueError("odd"))
    sys.excepthook(type(error), error, error.__traceback__)
    assert [problem.sentence for problem in shown] == [
        "Something went wrong that should not (odd)."
    ]
