"""Sway: `swaymsg output NAME bg` starts swaybg, whose arguments tell what is shown now."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from app.wallpaper.commands import Runner, output_of
from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    check_origin,
    check_spread,
)

PROC_ROOT = Path("/proc")
EVERY_OUTPUT = "*"
_NO_PICTURE = "#000000"

_TOLD_ERROR = re.compile(r'"error":\s*("(?:[^"\\]|\\.)*")')
_SHELL_SPECIAL = re.compile(r"([\\'\"$`|&;<>(){}*?\[\]~#! \t])")


def read_processes(program: str, root: Path = PROC_ROOT) -> tuple[tuple[str, ...], ...]:
    """Return the arguments of the running processes of that name."""
    found = []
    for path in sorted(root.glob("[0-9]*/cmdline")):
        try:
            arguments = path.read_bytes().decode(errors="surrogateescape").split("\0")[:-1]
        except OSError:  # it ended, or is not ours
            continue
        if arguments and Path(arguments[0]).name == program:
            found.append(tuple(arguments))
    return tuple(found)


def sway_path(path: Path) -> str:
    """Quote a path: sway expands it like a shell, but keeps backslashes inside its own quotes."""
    return _quoted(_SHELL_SPECIAL.sub(r"\\\1", str(path)))


def _quoted(word: str) -> str:
    return f'"{word}"'


class SwayBackend:
    """Sets a picture for each output until sway is started anew."""

    name = "Sway"
    capabilities = Capabilities(spans=False, per_monitor=True, restores=True)

    def __init__(
        self,
        runner: Runner,
        processes: Callable[[str], Sequence[Sequence[str]]] = read_processes,
    ) -> None:
        self._runner = runner
        self._processes = processes

    def current(self) -> SavedWallpaper:
        """Read output, picture and mode from the arguments of swaybg."""
        backgrounds = [
            pair for arguments in self._processes("swaybg") for pair in _backgrounds(arguments[1:])
        ]
        return SavedWallpaper(self.name, tuple(backgrounds) or ((EVERY_OUTPUT, None),))

    def apply(self, pictures: PictureSet) -> None:
        """Show each picture on its output."""
        check_spread(pictures, self.capabilities, self.name)
        for output, path in _outputs(pictures):
            self._background(output, sway_path(path), "fill")

    def restore(self, saved: SavedWallpaper) -> None:
        """Show the saved pictures again; black where there was none."""
        check_origin(saved, self.name)
        for output, value in saved.values:
            mode, _, background = (value or f"solid_color:{_NO_PICTURE}").partition(":")
            is_color = mode == "solid_color"
            self._background(output, background if is_color else sway_path(Path(background)), mode)

    def login_hint(self, pictures: PictureSet) -> str:
        """Return the lines for sway's configuration."""
        lines = (
            f"output {_output_word(output)} bg {sway_path(path)} fill"
            for output, path in _outputs(pictures)
        )
        return "\n".join(lines)

    def _background(self, output: str, background: str, mode: str) -> None:
        argv = ["swaymsg", "output", _output_word(output), "bg", background, mode]
        result = self._runner(argv)
        told = _TOLD_ERROR.search(result.stdout)
        if told:  # the reason is in swaymsg's JSON, not in its last line
            result.stderr = json.loads(told[1])
        output_of(result, argv[0], self.name)


def _output_word(output: str) -> str:
    return output if output == EVERY_OUTPUT else _quoted(output)


def _outputs(pictures: PictureSet) -> list[tuple[str, Path]]:
    if pictures.spread is Spread.ZOOM:
        return [(EVERY_OUTPUT, pictures.first)]
    return [(picture.monitor, picture.path) for picture in pictures.pictures]


def _backgrounds(arguments: Sequence[str]) -> list[tuple[str, str]]:
    """Read '-o OUTPUT -i IMAGE -m MODE -c COLOR' groups as (output, 'mode:picture')."""
    groups: list[dict[str, str]] = []
    for option, value in zip(arguments[::2], arguments[1::2], strict=False):
        if option in ("-o", "--output") or not groups:
            groups.append({"-o": EVERY_OUTPUT})
        groups[-1][_SHORT_OPTIONS.get(option, option)] = value
    return [(group["-o"], _background_value(group)) for group in groups]


_SHORT_OPTIONS = {"--output": "-o", "--image": "-i", "--mode": "-m", "--color": "-c"}


def _background_value(group: dict[str, str]) -> str:
    if "-i" in group:
        return f"{group.get('-m', 'stretch')}:{group['-i']}"
    return f"solid_color:#{group.get('-c', _NO_PICTURE).lstrip('#')}"
