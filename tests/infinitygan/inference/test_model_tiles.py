"""The seam: a window rendered alone is the crop of a larger one, whatever the scene."""

from typing import NamedTuple

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import TINY, tiny_generator
from torch import Tensor

from infinitygan.geometry import Point, Rect, Size, Span
from infinitygan.inference import model_tiles
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.model_tiles import BLOCK_CELLS, ModelTiles, StructureCache
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.generator import Generator
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
    Stroke,
)
from infinitygan.styles import MixStyle, SeedStyle, VectorStyle

CANVAS = Size(48, 64)  # the period of a wrapped canvas, too: 8 cells
WHOLE = Rect(Span(-30, 66), Span(-37, 107))
PERIOD_PX = CANVAS.width

SHAPES: dict[str, Shape] = {
    "rectangle": Rectangle(5.5, 10, 30, 25.2),
    "ellipse": Ellipse(Point(20, 40), 14, 26),
    "lasso": Lasso((Point(2, 3), Point(40, 20), Point(10, 60), Point(30, 61))),
    "brush": BrushStrokes(
        (
            Stroke((Point(5, 5), Point(40, 50)), 20, pressure=(0.3, 1.0)),
            Stroke((Point(20, 0), Point(20, 60)), 8, hardness=0.1, erase=True),
        )
    ),
    "linear": LinearGradient(Point(0, 10), Point(40, 50)),
    "radial": RadialGradient(Point(24, 30), 30),
    "everything": Everything(),
}
PLAIN = Scene(CANVAS, enlargement=1.0)
PAINTED = Scene(
    CANVAS,
    enlargement=1.0,
    regions=tuple(
        StyleRegion(SeedStyle(1 + seed % 4), shape, softness_px=9.0, opacity=0.8, name=kind)
        for seed, (kind, shape) in enumerate(SHAPES.items())
    ),
)
REROLLED = Scene(
    CANVAS,
    enlargement=1.0,
    rerolls=(
        Reroll(SHAPES["ellipse"], 10, layout_seed=5, texture_seed=6),
        Reroll(SHAPES["rectangle"], 7, texture_seed=8),
        Reroll(SHAPES["linear"], layout_seed=9),
    ),
    moods=(Mood(SHAPES["radial"], Rect.at(-90, 40, 80, 120), 0.7, 5),),
)
FITTED = VectorStyle(
    tuple(0.1 * i for i in range(TINY.style_dims)),
    tuple((0.2 * i,) * TINY.style_dims for i in range(2 * TINY.levels)),
)
ALL_AT_ONCE = Scene(
    CANVAS,
    layout_seed=3,
    texture_seed=4,
    style=MixStyle(((SeedStyle(1), 0.3), (FITTED, 0.7))),
    variety=1.1,
    style_in_structure=0.6,
    scene_height_px=60,
    horizon=0.2,
    wrap=True,
    enlargement=1.0,
    regions=PAINTED.regions,
    rerolls=REROLLED.rerolls,
    moods=REROLLED.moods,
)
SCENES = {
    "plain": PLAIN,
    "wrapped": Scene(CANVAS, enlargement=1.0, wrap=True),
    "painted": PAINTED,
    "rerolled": REROLLED,
    "all at once": ALL_AT_ONCE,
    "enlarged": Scene(
        Size(100, 171), enlargement=1.7, wrap=True, regions=PAINTED.regions, style_in_structure=1.0
    ),
    **{
        f"{kind} region": Scene(
            CANVAS,
            enlargement=1.0,
            regions=(StyleRegion(SeedStyle(3), shape, softness_px=6.0),),
            style_in_structure=0.5,
        )
        for kind, shape in SHAPES.items()
    },
}


def tiles_of(generator: Generator, scene: Scene, level: int = 3, kept: int = 100) -> ModelTiles:
    latents = SceneLatents(scene, ScenePlan.of(scene, TINY), generator)
    return ModelTiles(generator, latents, StructureCache(latents), level, 16, kept)


class Rendered(NamedTuple):
    """A scene's tiles, and its picture over `WHOLE`."""

    tiles: ModelTiles
    whole: Tensor


@pytest.fixture(scope="module")
def generator() -> Generator:
    return tiny_generator().double()


@pytest.fixture(scope="module", params=SCENES)
def rendered(request: pytest.FixtureRequest, generator: Generator) -> Rendered:
    tiles = tiles_of(generator, SCENES[request.param])
    return Rendered(tiles, tiles._render([WHOLE])[0])


def spans(whole: Span, longest: int) -> st.SearchStrategy[Span]:
    """Draw spans within a larger one, of 1 px and more, at odd and negative places too."""
    return st.integers(whole.start, whole.stop - 1).flatmap(
        lambda start: st.integers(start + 1, min(start + longest, whole.stop)).map(
            lambda stop: Span(start, stop)
        )
    )


def windows(longest: int = 60) -> st.SearchStrategy[Rect]:
    return st.builds(Rect, spans(WHOLE.rows, longest), spans(WHOLE.columns, longest))


@settings(max_examples=15)
@given(window=windows())
def test_tile_equals_crop_of_whole(rendered: Rendered, window: Rect):
    rows, columns = window.slices_of(WHOLE)
    alone = rendered.tiles._render([window])[0]
    assert alone.dtype == torch.float64
    torch.testing.assert_close(alone, rendered.whole[:, rows, columns], rtol=0, atol=1e-10)


def test_the_picture_is_of_some_contrast(rendered: Rendered):
    assert rendered.whole.std((1, 2)).min() > 0.05


@pytest.mark.parametrize("level", [1, 2])
def test_tile_equals_crop_of_whole_in_previews(generator: Generator, level: int):
    tiles = tiles_of(generator, ALL_AT_ONCE, level)
    whole = Rect(Span(-7, 22), Span(-10, 25))
    picture = tiles._render([whole])[0]
    for window in (Rect.at(-7, -10, 1, 1), Rect.at(-3, -1, 8, 13), Rect.at(4, 7, 15, 6)):
        rows, columns = window.slices_of(whole)
        alone = tiles._render([window])[0]
        torch.testing.assert_close(alone, picture[:, rows, columns], rtol=0, atol=1e-10)


@pytest.mark.parametrize("scene", [PLAIN, PAINTED, ALL_AT_ONCE], ids=["plain", "painted", "all"])
def test_a_batch_gives_what_its_tiles_give_alone(generator: Generator, scene: Scene):
    tiles = tiles_of(generator, scene)
    rects = [Rect.at(-16, -16, 16, 16), Rect.at(0, 32, 16, 16), Rect.at(16, 0, 16, 16)]
    for rect, picture in zip(rects, tiles._render(rects), strict=True):
        torch.testing.assert_close(picture, tiles._render([rect])[0], rtol=0, atol=1e-10)


@pytest.mark.parametrize("name", ["wrapped", "all at once"])
def test_a_wrapped_picture_repeats_and_so_its_edges_meet(generator: Generator, name: str):
    tiles = tiles_of(generator, SCENES[name])
    seam = Rect.at(-5, -20, 40, 40)
    here, there = (tiles._render([seam.shifted(0, PERIOD_PX * n)])[0] for n in (0, 1))
    # Coordinates and weights are float32: their last bit may differ a period further on.
    torch.testing.assert_close(here, there, rtol=0, atol=1e-4)


def test_a_picture_without_wrap_does_not_repeat(generator: Generator):
    tiles = tiles_of(generator, PLAIN)
    here, there = (tiles._render([Rect.at(0, PERIOD_PX * n, 20, 20)])[0] for n in (0, 1))
    assert (here - there).abs().max() > 0.1


def test_noise_is_seen(generator: Generator):
    first, second = (
        tiles_of(generator, Scene(CANVAS, texture_seed=seed, enlargement=1.0)) for seed in (0, 1)
    )
    rect = Rect.at(0, 0, 20, 20)
    assert (first._render([rect]) - second._render([rect])).abs().mean() > 0.01


def test_tiles_lie_on_an_absolute_grid(generator: Generator):
    tiles = tiles_of(generator, PLAIN)
    assert tiles.rects(Rect(Span(-1, 17), Span(15, 16))) == [
        Rect.at(-16, 0, 16, 16),
        Rect.at(0, 0, 16, 16),
        Rect.at(16, 0, 16, 16),
    ]


@settings(max_examples=5)
@given(window=windows())
def test_a_window_is_assembled_from_tiles(rendered: Rendered, window: Rect):
    rows, columns = window.slices_of(WHOLE)
    whole = rendered.whole[:, rows, columns].float()
    assembled = rendered.tiles.window(window)
    assert assembled.dtype == torch.float32
    torch.testing.assert_close(assembled, whole, rtol=0, atol=1e-6)


def test_kept_tiles_are_capped_and_the_oldest_go_first(generator: Generator):
    tiles = tiles_of(generator, PLAIN, kept=2)
    first, second, third = (Rect.at(0, left, 16, 16) for left in (0, 16, 32))
    tiles.prepare([first, second])
    tiles.window(first)  # now the second has waited longest
    tiles.prepare([third])
    assert [tiles.is_kept(tile) for tile in (first, second, third)] == [True, False, True]


def test_a_batch_is_kept_whole_however_little_may_be_kept(generator: Generator):
    tiles = tiles_of(generator, PLAIN, kept=0)
    batch = [Rect.at(0, left, 16, 16) for left in (0, 16, 32)]
    tiles.prepare(batch)
    assert all(tiles.is_kept(tile) for tile in batch)


class CountedLatents(SceneLatents):
    """Remembers for which blocks it was asked."""

    def __init__(self, scene: Scene, generator: Generator) -> None:
        super().__init__(scene, ScenePlan.of(scene, TINY), generator)
        self.asked: list[Rect] = []

    def structure(self, z_s: Rect) -> Tensor:
        self.asked.append(z_s)
        return super().structure(z_s)


def test_structure_is_assembled_from_blocks_that_are_made_once(generator: Generator):
    latents = CountedLatents(PLAIN, generator)
    cache = StructureCache(latents)
    across = Rect(Span(-4, 5), Span(BLOCK_CELLS - 3, BLOCK_CELLS + 6))
    torch.testing.assert_close(
        cache.window(across), SceneLatents.structure(latents, across), rtol=0, atol=1e-10
    )
    assert len(latents.asked) == 4
    cache.window(across.shifted(1, -1))
    assert len(latents.asked) == 4


def test_kept_blocks_are_capped(generator: Generator, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(model_tiles, "KEPT_BLOCKS", 2)
    latents = CountedLatents(PLAIN, generator)
    cache = StructureCache(latents)
    cells = [Rect.at(0, BLOCK_CELLS * i, 1, 1) for i in range(3)]
    for cell in (*cells[:2], cells[0], cells[2], cells[0]):
        cache.window(cell)
    assert len(latents.asked) == 3
    cache.window(cells[1])  # gone, for the first was used after it
    assert len(latents.asked) == 4


@settings(max_examples=15)
@given(
    rows=spans(Span(-10, 12), 8),
    columns=spans(Span(-10, 12), 8),
    name=st.sampled_from(["plain", "painted", "rerolled", "all at once"]),
)
def test_structure_of_a_window_is_a_crop_of_the_whole(
    generator: Generator, rows: Span, columns: Span, name: str
):
    scene = SCENES[name]
    latents = SceneLatents(scene, ScenePlan.of(scene, TINY), generator)
    whole, window = Rect(Span(-10, 12), Span(-10, 12)), Rect(rows, columns)
    down, right = window.slices_of(whole)
    torch.testing.assert_close(
        latents.structure(window), latents.structure(whole)[..., down, right], rtol=0, atol=1e-10
    )
