"""The one entry, of `main.py` and of the installed command `everscape`.

Neither Qt nor torch is loaded before it is known that it is needed.
"""

import sys
from collections.abc import Sequence
from pathlib import PurePath


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the program, with a file if that is all that was given, or run a sub-command.

    Args:
        arguments: what follows the program's name; None means those of this process.

    Returns:
        The exit code.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if not words:
        return _open_program("")
    return _open_program(words[0]) if _is_file_to_open(words) else _run_command(words)


def _is_file_to_open(words: Sequence[str]) -> bool:
    """Tell a file from a sub-command: only files have a suffix."""
    return len(words) == 1 and not words[0].startswith("-") and bool(PurePath(words[0]).suffix)


def _run_command(words: Sequence[str]) -> int:
    from infinitygan import cli

    return cli.main(words)


def _open_program(file: str) -> int:
    if sys.platform == "win32":
        import torch  # noqa: F401  # its DLLs often fail to load once Qt's are in the process
    from app import application

    return application.main(file)
