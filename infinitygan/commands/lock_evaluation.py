"""`evaluate --locks`: does a locked layout keep its ridges, and a locked style its colours?"""

from collections.abc import Callable
from pathlib import Path

from infinitygan.commands.console import write_json, write_line
from infinitygan.commands.contact_sheet import save_sheet
from infinitygan.geometry import Size
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle
from infinitygan.training.lock_metrics import LockFigures, Picture, lock_figures

CANVAS = Size(1080, 1920)
GOALS = (">= 0.6", ">= 0.6", "< 0.3", "< 0.3", "< 1")


def evaluate(
    renderer: Renderer,
    count: int,
    seed: int,
    on_progress: Callable[[int, int], None],
    sheet: Path | None = None,
    canvas: Size = CANVAS,
) -> LockFigures:
    """Render `count` layouts in each of as many styles, with default settings, and measure them.

    `seed` is that of the first layout and the first style; `sheet` also gets the pictures, small.
    """
    rows: list[list[Picture]] = []
    for layout in range(seed, seed + count):
        rows.append([])
        for style in range(seed, seed + count):
            on_progress(len(rows[0]) * (len(rows) - 1) + len(rows[-1]), count**2)
            scene = Scene(canvas, layout, layout, SeedStyle(style))
            rows[-1].append(renderer.render(scene))
    on_progress(count**2, count**2)
    if sheet is not None:
        seeds = range(seed, seed + count)
        titles = [f"layout {layout}, style {style}" for layout in seeds for style in seeds]
        save_sheet([picture for row in rows for picture in row], titles, sheet, columns=count)
    return lock_figures(rows)


def write_figures(figures: LockFigures, *, as_json: bool) -> None:
    """Print the table."""
    if as_json:
        write_json({"event": "done", "locks": figures._asdict()})
        return
    titles = (
        "Layout locked, edge correlation of styles: mean",
        "the same, lowest",
        "Style locked, edge correlation of layouts: mean",
        "the same, highest",
        "Colours: difference of layouts / of styles",
    )
    write_line("| measure | value | goal |")
    write_line("|---|---|---|")
    for title, value, goal in zip(titles, figures, GOALS, strict=True):
        write_line(f"| {title} | {value:.3f} | {goal} |")
