"""Real pixel sizes of monitors: what the kernel lists, and what a rounded report must have meant.

On Wayland a program learns only the scale rounded up to a whole number, so that a 3840x2160
monitor at 175 % seems to have 4388x2468 px. The modes of the monitor tell the truth.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from infinitygan.geometry import Size

DRM_ROOT = Path("/sys/class/drm")

COMMON_MODES = tuple(
    Size(height, width)
    for width, height in (
        (1920, 1080),
        (3840, 2160),
        (2560, 1440),
        (1920, 1200),
        (2560, 1600),
        (3840, 2400),
        (2880, 1800),
        (3440, 1440),
        (5120, 1440),
        (5120, 2160),
        (3840, 1600),
        (2560, 1080),
        (3840, 1080),
        (5120, 2880),
        (6016, 3384),
        (7680, 4320),
        (3000, 2000),
        (2256, 1504),
        (2736, 1824),
        (3200, 1800),
        (3072, 1920),
        (2160, 1440),
        (1680, 1050),
        (1600, 900),
        (1366, 768),
        (1280, 1024),
        (1280, 800),
        (1280, 720),
    )
)

_MODE_LINE = re.compile(r"(\d+)x(\d+)")
_ROUNDING_PX = 2  # of a size that went through a fractional scale and back
_USUAL_STEP = 0.25  # desktops offer 125 %, 150 %, 175 %
_STEP_TOLERANCE = 0.02  # and bend them a little to reach whole logical pixels


def read_modes(name: str, root: Path = DRM_ROOT) -> tuple[Size, ...]:
    """Read the modes of the monitor at connector `name`, the native one first.

    Returns: no modes where the system does not tell.
    """
    if not re.fullmatch(r"[\w-]+", name):
        return ()
    for path in sorted(root.glob(f"card*-{name}/modes")):
        try:
            modes = _parse_modes(path.read_text(encoding="ascii", errors="replace"))
        except OSError:
            continue
        if modes:
            return modes
    return ()


def nearest_mode(reported: Size, modes: Sequence[Size]) -> Size:
    """Undo the rounding of a correctly scaled report, or return it where no mode is near."""
    for mode in _both_orientations(modes):
        if _is_close(mode, reported, _ROUNDING_PX):
            return mode
    return reported


def snap_to_mode(
    reported: Size, logical: Size, modes: Sequence[Size], native: Size | None = None
) -> Size:
    """Find the real size behind a report whose scale was rounded up to a whole number.

    Args:
        reported: the logical size times the rounded scale.
        logical: the size in logical px.
        modes: what the monitor can show, the likeliest first.
        native: the mode that wins wherever it is possible. None: no mode is preferred.

    Returns: a mode, or `reported` where none is possible.
    """
    possible = [mode for mode in _both_orientations(modes) if _explains(mode, reported, logical)]
    natives = [mode for mode in possible if native and _is_same_panel(mode, native)]
    usual = [mode for mode in possible if _has_usual_scale(mode, logical)]
    if natives:
        return natives[0]
    return (usual or possible or [reported])[0]


def _parse_modes(text: str) -> tuple[Size, ...]:
    matches = (_MODE_LINE.match(line) for line in text.splitlines())
    sizes = (Size(int(m[2]), int(m[1])) for m in matches if m and int(m[1]) and int(m[2]))
    return tuple(dict.fromkeys(sizes))


def _both_orientations(modes: Iterable[Size]) -> tuple[Size, ...]:
    upright = tuple(modes)
    return upright + tuple(Size(mode.width, mode.height) for mode in upright)


def _is_close(a: Size, b: Size, within_px: int) -> bool:
    return abs(a.height - b.height) <= within_px and abs(a.width - b.width) <= within_px


def _is_same_panel(mode: Size, native: Size) -> bool:
    return {mode.height, mode.width} == {native.height, native.width}


def _explains(mode: Size, reported: Size, logical: Size) -> bool:
    """Tell whether `mode` at one scale, of 1 or more, gives `logical` and rounds up as reported."""
    rounded_scale = round(reported.width / logical.width)
    scale = mode.width / logical.width
    has_same_shape = abs(mode.height / scale - logical.height) <= 1
    lowest = max(1 - _STEP_TOLERANCE, rounded_scale - 1 + _STEP_TOLERANCE)
    return has_same_shape and lowest <= scale <= rounded_scale + _STEP_TOLERANCE


def _has_usual_scale(mode: Size, logical: Size) -> bool:
    steps = mode.width / logical.width / _USUAL_STEP
    return abs(steps - round(steps)) * _USUAL_STEP <= _STEP_TOLERANCE
