"""Exports: the file holds the tiles in their places, or there is no file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from infinitygan.geometry import Rect, Size
from infinitygan.inference.export import ExportOptions, ExportStep, export_picture, export_steps
from infinitygan.inference.formats import ExportError
from infinitygan.inference.recipe_metadata import read_recipe
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.tile import Tile
from infinitygan.recipe import recipe_from_text
from infinitygan.scene import Scene

SCENE = Scene(canvas=Size(100, 150), layout_seed=4)


def pixels(rect: Rect) -> np.ndarray:
    """Compute pixels that tell where they are."""
    rows = np.arange(rect.rows.start, rect.rows.stop)[:, None]
    columns = np.arange(rect.columns.start, rect.columns.stop)[None, :]
    return np.stack(np.broadcast_arrays(rows, columns, rows + columns), axis=-1).astype(np.uint8)


class PlaceSource:
    """Renders each pixel's own place."""

    model_id = "places"

    def level_rect(self, scene: Scene, level: int | None, canvas: Rect) -> Rect:
        return canvas

    def tile_rects(self, scene: Scene, rect: Rect, level: int | None) -> list[Rect]:
        return list(rect.tiles(64, 64))

    def render_tiles(
        self,
        scene: Scene,
        rects: Sequence[Rect],
        level: int | None,
        is_wanted: Callable[[], bool],
    ) -> Iterator[Tile]:
        for rect in rects:
            yield Tile(rect, pixels(rect))


def read(path: Path) -> np.ndarray:
    """Decode a picture."""
    with Image.open(path) as image:
        return np.asarray(image)


def test_an_export_holds_every_pixel_in_its_place(tmp_path: Path):
    assert export_picture(PlaceSource(), SCENE, tmp_path / "a.png")
    assert np.array_equal(read(tmp_path / "a.png"), pixels(SCENE.canvas.rect))


def test_a_crop_is_that_part_of_the_whole(tmp_path: Path):
    part = Rect.at(13, 70, 40, 77)
    export_picture(PlaceSource(), SCENE, tmp_path / "a.tif", ExportOptions(rect=part))
    assert np.array_equal(read(tmp_path / "a.tif"), pixels(part))


def test_progress_counts_each_tile(tmp_path: Path):
    heard: list[tuple[int, int]] = []
    export_picture(
        PlaceSource(), SCENE, tmp_path / "a.png", on_progress=lambda *step: heard.append(step)
    )
    assert heard == [(done, 6) for done in range(7)]


def test_the_recipe_leads_back_to_the_scene(tmp_path: Path):
    export_picture(PlaceSource(), SCENE, tmp_path / "a.png")
    text = read_recipe(tmp_path / "a.png")
    assert text is not None
    assert recipe_from_text(text) == (SCENE, "places")


def test_the_recipe_can_be_left_out(tmp_path: Path):
    export_picture(PlaceSource(), SCENE, tmp_path / "a.png", ExportOptions(with_recipe=False))
    assert read_recipe(tmp_path / "a.png") is None


def test_an_unwanted_export_leaves_no_file(tmp_path: Path):
    answers = iter([True, True, False])
    assert not export_picture(
        PlaceSource(), SCENE, tmp_path / "a.png", is_wanted=lambda: next(answers)
    )
    assert list(tmp_path.iterdir()) == []


def test_closing_the_steps_leaves_no_file(tmp_path: Path):
    steps = export_steps(PlaceSource(), SCENE, tmp_path / "a.png")
    assert next(steps) == ExportStep(0, 6)
    next(steps)
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_closing_the_steps_keeps_the_older_file(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"older")
    steps = export_steps(PlaceSource(), SCENE, tmp_path / "a.png", ExportOptions(force=True))
    next(steps)
    steps.close()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]


def test_a_bad_place_is_told_before_the_first_tile(tmp_path: Path):
    steps = export_steps(PlaceSource(), SCENE, tmp_path / "missing" / "a.png")
    with pytest.raises(ExportError, match="does not exist"):
        next(steps)


def test_a_rendered_file_holds_the_pixels_of_the_scene(tiny_renderer: Renderer, tmp_path: Path):
    scene = Scene(Size(90, 140), layout_seed=2, enlargement=1.4, wrap=True)
    assert export_picture(tiny_renderer, scene, tmp_path / "a.png")
    assert np.array_equal(read(tmp_path / "a.png"), tiny_renderer.render(scene))
    text = read_recipe(tmp_path / "a.png")
    assert text is not None
    again, model = recipe_from_text(text)
    tiny_renderer.release()
    assert model == tiny_renderer.model_id
    assert np.array_equal(read(tmp_path / "a.png"), tiny_renderer.render(again))


def test_a_preview_and_a_part_are_exported_as_they_are_rendered(
    tiny_renderer: Renderer, tmp_path: Path
):
    level = ExportOptions(level=2)
    assert export_picture(tiny_renderer, SCENE, tmp_path / "level.png", level)
    expected = tiny_renderer.render(SCENE, level=2)
    assert np.array_equal(read(tmp_path / "level.png"), expected)
    part = Rect.at(-7, 33, 70, 81)
    assert export_picture(tiny_renderer, SCENE, tmp_path / "part.tif", ExportOptions(rect=part))
    assert np.array_equal(read(tmp_path / "part.tif"), tiny_renderer.render(SCENE, part))


@pytest.mark.parametrize("name", ["a.jpg", "a.webp"])
def test_a_lossy_file_looks_like_the_scene(tiny_renderer: Renderer, tmp_path: Path, name: str):
    assert export_picture(tiny_renderer, SCENE, tmp_path / name, ExportOptions(quality=95))
    difference = read(tmp_path / name).astype(int) - tiny_renderer.render(SCENE)
    assert np.abs(difference).mean() < 12
