"""From a scene to a picture file: checked before, streamed tile by tile, complete or not there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infinitygan.geometry import Rect, Size
from infinitygan.inference.destination import check_destination
from infinitygan.inference.renderer import Renderer, always
from infinitygan.inference.sinks import open_sink
from infinitygan.inference.tile import Tile
from infinitygan.recipe import recipe_to_text
from infinitygan.scene import Scene

OnProgress = Callable[[int, int], None]


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


def export_picture(
    renderer: Renderer,
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
    rect = options.rect or renderer.level_rect(scene, options.level, scene.canvas.rect)
    size = Size(rect.height, rect.width)
    check_destination(path, size, force=options.force)
    recipe = recipe_to_text(scene, renderer.model_id) if options.with_recipe else None
    rects = renderer.tile_rects(scene, rect, options.level)
    with open_sink(path, size, quality=options.quality, recipe=recipe) as sink:
        on_progress(0, len(rects))
        done = 0
        for tile in renderer.render_tiles(scene, rects, options.level, is_wanted):
            sink.write(Tile(tile.rect.shifted(-rect.rows.start, -rect.columns.start), tile.rgb))
            done += 1
            on_progress(done, len(rects))
        if done < len(rects):
            sink.abort()
            return False
    return True
