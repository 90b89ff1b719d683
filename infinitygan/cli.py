"""The command line: `main.py COMMAND ...`. Loads neither Qt nor torch until a command needs it."""

import argparse
import logging
from collections.abc import Sequence
from typing import NoReturn

from infinitygan.commands import (
    benchmark,
    evaluate,
    info,
    outpaint,
    pack,
    render,
    sample,
    styles,
    train,
    train_super_resolution,
)
from infinitygan.commands.console import write_notice
from infinitygan.errors import UserError
from infinitygan.recipe import program_version

COMMANDS = (
    render,
    sample,
    outpaint,
    styles,
    pack,
    train,
    train_super_resolution,
    evaluate,
    benchmark,
    info,
)

BAD_INPUT = 2
INTERRUPTED = 130


class OneLineParser(argparse.ArgumentParser):
    """A parser whose complaints take one line, as those of the commands do."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        words = " ".join(message.split())
        self.exit(BAD_INPUT, f"{self.prog}: {words}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns: 0, 2 for bad input (with one clear line on stderr), or 130 after Ctrl-C.

    Raises: SystemExit: by --help, and with 2 where the arguments cannot be understood.
    """
    parser = OneLineParser(
        prog="everscape",
        description="Seamless landscapes of any size. Without a command, the program opens.",
    )
    parser.add_argument("--version", action="version", version=f"Everscape {program_version()}")
    parser.add_argument("--debug", action="store_true", help="show where an error comes from")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(subparsers)
    parsed = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="everscape: %(message)s")
    try:
        return parsed.run(parsed)
    except KeyboardInterrupt:
        write_notice("interrupted")
        return INTERRUPTED
    except (UserError, ValueError, OSError, MemoryError) as error:
        if parsed.debug:
            raise
        write_notice(" ".join(str(error).split()) or type(error).__name__)
        return BAD_INPUT
