"""From a scene to a picture file: checked before, streamed tile by tile, complete or not there."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from infinitygan.geometry import Rect, Size
from infinitygan.inference.destination import check_destination
from infinitygan.inference.picture_header import check_written
from infinitygan.inference.sinks import open_sink
from infinitygan.inference.tile import Tile, always
from infinitygan.recipe import recipe_to_text
from infinitygan.scene import Scene

OnProgress = Callable[[int, int], None]


class TileSource(Protocol):
    """What an export needs of a renderer."""

    @property
    def model_id(self) -> str:
        """Return the model's name, for recipes."""
        ...

    def level_rect(self, scene: Scene, level: int | None, canvas: Rect) -> Rect:
        """Return the pixels of a level that show a part of the canvas."""
        ...

    def tile_rects(self, scene: Scene, rect: Rect, level: int | None) -> list[Rect]:
        """Return the tiles of a part of a level, in raster order."""
        ...

    def render_tiles(
        self,
        scene: Scene,
        rects: Sequence[Rect],
        level: int | None,
        is_wanted: Callable[[], bool],
    ) -> Iterator[Tile]:
        """Render tiles in the given order."""
        ...


@dataclass(frozen=True)
class ExportOptions:
    """How to save a picture.

    Attributes:
        level: of the preview pyramid; None = the finished canvas.
        rect: the part of the canvas (or level), such as one monitor's; None = all of it.
        quality: 1 to 100 where the format has one; None = its default.
        with_recipe: write into the file how to render it again.
        force: replace a file that is there.
    """

    level: int | None = None
    rect: Rect | None = None
    quality: int | None = None
    with_recipe: bool = True
    force: bool = False


class ExportStep(NamedTuple):
    """How far an export is, in tiles."""

    done: int
    total: int


def export_picture(
    renderer: TileSource,
    scene: Scene,
    path: Path,
    options: ExportOptions = ExportOptions(),
    on_progress: OnProgress = lambda done, total: None,
    is_wanted: Callable[[], bool] = always,
) -> bool:
    """Render a scene into a file.

    Args:
        renderer: of the model.
        scene: what to render.
        path: its suffix names the format.
        options: see there.
        on_progress: hears the tiles done and their total.
        is_wanted: asked between tiles.

    Returns: False if it was not wanted any more; then no file is left.

    Raises: ExportError: if the file cannot be written; found before rendering where possible.
    """
    steps = export_steps(renderer, scene, path, options)
    for step in steps:
        on_progress(step.done, step.total)
        if step.done < step.total and not is_wanted():
            steps.close()
            return False
    return True


def export_steps(
    renderer: TileSource, scene: Scene, path: Path, options: ExportOptions = ExportOptions()
) -> Generator[ExportStep, None, None]:
    """Render a scene into a file, one tile a step; closing the generator leaves no file.

    The file is complete when the generator has ended, not yet at its last step.

    Raises: ExportError: if the file cannot be written; found at the first step where possible.
    """
    rect = options.rect or renderer.level_rect(scene, options.level, scene.canvas.rect)
    size = Size(rect.height, rect.width)
    check_destination(path, size, force=options.force)
    recipe = recipe_to_text(scene, renderer.model_id) if options.with_recipe else None
    rects = renderer.tile_rects(scene, rect, options.level)
    with open_sink(path, size, quality=options.quality, recipe=recipe) as sink:
        yield ExportStep(0, len(rects))
        tiles = renderer.render_tiles(scene, rects, options.level, always)
        for done, tile in enumerate(tiles, start=1):
            sink.write(Tile(tile.rect.shifted(-rect.rows.start, -rect.columns.start), tile.rgb))
            yield ExportStep(done, len(rects))
    check_written(path, size)
