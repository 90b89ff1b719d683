"""The one entry, of `main.py` and of the installed command `everscape`.

Neither Qt nor torch is loaded before it is known that it is needed.
"""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the program, or run the sub-command that the arguments name.

    Args:
        arguments: what follows the program's name; None means those of this process.

    Returns:
        The exit code.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    return _run_command(words) if words else _open_program()


def _run_command(words: list[str]) -> int:
    from infinitygan import cli

    return cli.main(words)


def _open_program() -> int:
    if sys.platform == "win32":
        import torch  # noqa: F401  # its DLLs often fail to load once Qt's are in the process
    from app import application

    return application.main()
