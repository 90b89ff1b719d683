"""Failures in plain words: an exception in, a sentence with its cause and a remedy out.

Torch is not loaded for this: its errors are told by the names of their classes.
"""

import errno
import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from app.render_requests import Problem
from infinitygan.errors import UserError

log = logging.getLogger(__name__)

MAX_SENTENCE = 400

translate = QCoreApplication.translate


def problem_of(error: BaseException) -> Problem:
    """Turn an error into a sentence, a remedy, and details for who asks."""
    details = "".join(traceback.format_exception(error))
    if isinstance(error, UserError):  # its text already says what helps
        return Problem(_sentence(str(error)), details)
    cause, remedy = _words_for(error)
    text = cause.format(reason=_reason(error), file=_file_of(error))
    return Problem(text[:MAX_SENTENCE], details, remedy)


def catch_the_unexpected(show: Callable[[Problem], None]) -> None:
    """Show exceptions that nobody caught, instead of losing them in a terminal nobody sees."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("an exception was not caught", exc_info=(kind, error, trace))
        show(problem_of(error))

    sys.excepthook = hook


def _words_for(error: BaseException) -> tuple[str, str]:
    """Return what happened and what helps; the texts have places for a reason and a file."""
    if isinstance(error, OSError):
        return _words_for_file(error)
    if isinstance(error, ImportError):
        return (
            translate("Failures", "A part of the program is missing ({reason})."),
            translate("Failures", "Install the program again."),
        )
    return _words_for_memory_and_device(error) or (
        translate("Failures", "Something went wrong that should not ({reason})."),
        translate("Failures", "If it happens again, report it with Help, Copy diagnostics."),
    )


def _words_for_memory_and_device(error: BaseException) -> tuple[str, str] | None:
    name = type(error).__name__
    if name == "OutOfMemoryError":
        return (
            translate("Failures", "The graphics card has too little free memory."),
            translate("Failures", "Close other programs, or render on the CPU."),
        )
    if isinstance(error, MemoryError):
        return (
            translate("Failures", "There is not enough memory for this."),
            translate("Failures", "Close other programs, or choose a smaller picture."),
        )
    if name == "AcceleratorError" or "CUDA error" in str(error):
        return (
            translate("Failures", "The graphics card stopped working."),
            translate("Failures", "Choose another device in the menu Picture, or start again."),
        )
    return None


def _words_for_file(error: OSError) -> tuple[str, str]:
    if error.errno == errno.ENOSPC:
        return (
            translate("Failures", "The disk is full: {file} could not be written."),
            translate("Failures", "Free some space, or choose another folder."),
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            translate("Failures", "You may not use {file}."),
            translate("Failures", "Choose another folder, or check the permissions."),
        )
    if error.errno == errno.ENOENT:
        return (
            translate("Failures", "{file} is not there any more."),
            translate("Failures", "It may have been moved or renamed; choose it again."),
        )
    return (
        translate("Failures", "{file} could not be used ({reason})."),
        translate("Failures", "Try again, or choose another folder."),
    )


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _file_of(error: BaseException) -> str:
    name = getattr(error, "filename", None)
    return f"“{name}”" if name else translate("Failures", "A file")


def _sentence(text: str) -> str:
    """Write a message of the core as a sentence: capital at the start, stop at the end."""
    line = " ".join(text.split())[:MAX_SENTENCE]
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?")) else f"{line}."
