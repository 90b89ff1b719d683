"""Jobs of the render thread that finish a picture: into a file, or into memory.

Both are taken one tile at a time, so that the canvas goes first, and can be cancelled between two.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.render_requests import TileRenderer
from infinitygan.geometry import Rect, Size
from infinitygan.scene import Scene

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from infinitygan.inference.export import ExportStep


@dataclass(frozen=True)
class ExportOrder:
    """One picture file to make; an older file of that name is replaced.

    Attributes:
        scene: what to render.
        path: its suffix names the format.
        rect: the part of the canvas; None = all of it.
        size: of the finished picture; None = of the part.
        quality: 1 to 100 where the format has one; None = its default.
        with_recipe: write into the file how to render it again.
    """

    scene: Scene
    path: Path
    rect: Rect | None = None
    size: Size | None = None
    quality: int | None = None
    with_recipe: bool = True

    @property
    def part(self) -> Rect:
        """Return the part of the canvas that is rendered."""
        return self.rect or self.scene.canvas.rect

    @property
    def picture_size(self) -> Size:
        """Return the size of the finished picture."""
        return self.size or Size(self.part.height, self.part.width)

    @property
    def is_scaled(self) -> bool:
        """Tell whether the part is resized, as for a monitor of lower density."""
        return self.picture_size != Size(self.part.height, self.part.width)


@dataclass(frozen=True)
class Exported:
    """A picture file that is complete."""

    path: Path
    bytes: int


@dataclass(frozen=True, eq=False)
class RenderedPicture:
    """A whole picture in memory; `rgb` [H, W, 3] uint8 must not change."""

    rgb: "NDArray[np.uint8]"


@dataclass(frozen=True)
class ExportJob:
    """Render into a file. Answers: ExportSteps, then one Exported."""

    order: ExportOrder

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield each step, and what became of it."""
        order = self.order
        if order.is_scaled:
            yield from _export_scaled(renderer, order)
        else:
            yield from _export_streamed(renderer, order)
        yield Exported(order.path, order.path.stat().st_size)


@dataclass(frozen=True)
class PictureJob:
    """Render a whole canvas into memory. Answers: ExportSteps, then one RenderedPicture."""

    scene: Scene

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield each step, then the picture."""
        rgb = yield from _rendered(renderer, self.scene, self.scene.canvas.rect)
        yield RenderedPicture(rgb)


def _export_streamed(renderer: TileRenderer, order: ExportOrder) -> Iterator[object]:
    from infinitygan.inference.export import ExportOptions, export_steps

    options = ExportOptions(
        rect=order.part, quality=order.quality, with_recipe=order.with_recipe, force=True
    )
    yield from export_steps(renderer, order.scene, order.path, options)


def _export_scaled(renderer: TileRenderer, order: ExportOrder) -> Iterator[object]:
    import numpy as np
    from PIL import Image

    from infinitygan.inference.destination import check_destination
    from infinitygan.inference.picture_header import check_written
    from infinitygan.inference.sinks import open_sink
    from infinitygan.inference.tile import Tile
    from infinitygan.recipe import recipe_to_text

    size = order.picture_size
    check_destination(order.path, size, force=True)
    rgb = yield from _rendered(renderer, order.scene, order.part)
    whole = Image.fromarray(rgb)
    picture = whole.resize((size.width, size.height), Image.Resampling.LANCZOS)
    recipe = recipe_to_text(order.scene, renderer.model_id) if order.with_recipe else None
    with open_sink(order.path, size, quality=order.quality, recipe=recipe) as sink:
        sink.write(Tile(size.rect, np.asarray(picture)))
    check_written(order.path, size)


def _rendered(
    renderer: TileRenderer, scene: Scene, rect: Rect
) -> "Generator[ExportStep, None, NDArray[np.uint8]]":
    from infinitygan.inference.export import ExportStep
    from infinitygan.inference.sinks import ArraySink
    from infinitygan.inference.tile import always

    sink = ArraySink(rect)
    rects = renderer.tile_rects(scene, rect, None)
    yield ExportStep(0, len(rects))
    for done, tile in enumerate(renderer.render_tiles(scene, rects, None, always), start=1):
        sink.write(tile)
        yield ExportStep(done, len(rects))
    return sink.rgb
