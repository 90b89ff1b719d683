"""Run the desktop's own programs: an argument list in, text out, never a shell.

`Runner` is what backends are given, so that tests see the exact calls.
"""

import logging
import os
import subprocess
from collections.abc import Callable, Sequence
from subprocess import CompletedProcess

from app.wallpaper.protocol import WallpaperError

TIMEOUT_S = 15.0  # a desktop that has not answered by then hangs
NOT_FOUND = 127  # what a shell answers for a missing program
TIMED_OUT = 124

Runner = Callable[[Sequence[str]], CompletedProcess[str]]

_log = logging.getLogger(__name__)


def run_command(argv: Sequence[str]) -> CompletedProcess[str]:
    """Run a program and wait; a missing or hanging one is a failed result, not an exception."""
    # Under the plain C locale the GNOME and XFCE tools refuse or garble names such as 'Żółć'.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        result = subprocess.run(
            list(argv),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=TIMEOUT_S,
            check=False,
            env=environment,
        )
    except FileNotFoundError:
        return CompletedProcess(argv, NOT_FOUND, "", f"{argv[0]}: not found")
    except OSError as error:
        return CompletedProcess(argv, NOT_FOUND, "", f"{argv[0]}: {error.strerror}")
    except subprocess.TimeoutExpired:
        return CompletedProcess(argv, TIMED_OUT, "", f"no answer within {TIMEOUT_S:.0f} seconds")
    _log.debug("%s answered %d", argv[0], result.returncode)
    return result


def answer(runner: Runner, argv: Sequence[str], desktop: str) -> str:
    """Run a program that must succeed and return what it wrote.

    Raises: WallpaperError: with the cause, in one sentence.
    """
    return output_of(runner(argv), argv[0], desktop)


def output_of(result: CompletedProcess[str], program: str, desktop: str) -> str:
    """Return what a finished program wrote.

    Raises: WallpaperError: if it failed, with the cause, in one sentence.
    """
    if result.returncode == 0:
        return result.stdout
    raise WallpaperError(_sentence(result, program, desktop))


def succeeds(runner: Runner, argv: Sequence[str]) -> bool:
    """Tell whether a program runs and answers without an error."""
    return runner(argv).returncode == 0


def _sentence(result: CompletedProcess[str], program: str, desktop: str) -> str:
    if result.returncode == NOT_FOUND:
        return (
            f"{desktop} could not be told to change the wallpaper, because the program "
            f"'{program}' is missing; install it, or set the saved picture by hand."
        )
    if result.returncode == TIMED_OUT:
        return (
            f"{desktop} did not answer within {TIMEOUT_S:.0f} seconds; "
            "try again, or set the saved picture by hand."
        )
    cause = last_line(result.stderr) or last_line(result.stdout) or f"code {result.returncode}"
    return (
        f"{desktop} refused the wallpaper ({program}: {cause}); "
        "try again, or set the saved picture by hand."
    )


def last_line(text: str) -> str:
    """Return the last line with words in it; programs put the reason there."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else ""
