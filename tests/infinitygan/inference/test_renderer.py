"""The renderer: the same pixels for any tiles, order and shortage; edits stay in their reach."""

import gc
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tiny_model import CPU, TINY, tiny_generator, tiny_super_resolution

from infinitygan.checkpoint import CheckpointError, ModelInfo
from infinitygan.geometry import Rect, Size, Span
from infinitygan.inference import session as session_module
from infinitygan.inference.device import Device, cpu_device
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.model_tiles import ModelTiles
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.resample import input_rect
from infinitygan.inference.workload import Workload
from infinitygan.networks.layers import ToRGB
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.shapes import Ellipse, Everything, Point, Rectangle, Shape
from infinitygan.styles import SeedStyle

SCENE = Scene(Size(100, 150), enlargement=1.0)
OTHER = SeedStyle(5)
SPOT = Rectangle(8, 10, 10, 12)


def renderer_with(**options: int | None) -> Renderer:
    return Renderer(
        tiny_generator(),
        ModelInfo("tiny", TINY),
        CPU,
        super_resolution=tiny_super_resolution(),
        **options,  # pyright: ignore
    )


def largest_difference(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> int:
    return int(np.abs(first.astype(int) - second).max())


def painted(*shapes: Shape, softness_px: float = 0.0, opacity: float = 1.0) -> Scene:
    regions = tuple(StyleRegion(OTHER, shape, softness_px, opacity) for shape in shapes)
    return replace(SCENE, regions=regions)


def reach(renderer: Renderer, scene: Scene, touched: Rect) -> NDArray[np.bool_]:
    """Tell for each pixel of the canvas whether its receptive field meets a part of the canvas."""
    plan, generator = renderer.plan(scene), renderer._generator
    latents = SceneLatents(scene, plan, generator)
    grid = generator.structure_grids()[0]

    def field(pixel: Rect) -> Rect:
        cells = generator.texture_rects(input_rect(pixel, plan.scale_y, plan.scale_x))[0]
        return latents.canvas_rect(grid, generator.structure_rects(cells)[0])

    def meets(first: Span, second: Span) -> bool:
        return first.start <= second.stop and second.start <= first.stop

    canvas = scene.canvas
    rows = [meets(field(Rect.at(y, 0, 1, 1)).rows, touched.rows) for y in range(canvas.height)]
    columns = [
        meets(field(Rect.at(0, x, 1, 1)).columns, touched.columns) for x in range(canvas.width)
    ]
    return np.logical_and.outer(rows, columns)


@pytest.mark.parametrize("enlargement", [1.0, 1.6, 2.7])
@pytest.mark.parametrize("wrap", [False, True])
def test_the_size_of_the_tiles_changes_no_pixel(enlargement: float, wrap: bool):
    scene = replace(painted(SPOT, Everything(), opacity=0.4), enlargement=enlargement, wrap=wrap)
    pictures = [renderer_with(tile_cells=cells).render(scene) for cells in (2, 3, 16)]
    assert largest_difference(pictures[0], pictures[2]) <= 1
    assert largest_difference(pictures[1], pictures[2]) <= 1


def energy(picture: NDArray[np.uint8], axis: int) -> NDArray[np.float64]:
    """Return the mean step across each line between two rows (axis 0) or columns (axis 1)."""
    return np.abs(np.diff(picture.astype(float), axis=axis)).mean(axis=(1 - axis, 2))


def stands_out(picture: NDArray[np.uint8], axis: int, side: int) -> bool:
    """Tell whether the steps at tile borders are 5 % above those beside them."""
    steps = energy(picture, axis)
    borders = np.arange(side - 1, len(steps) - 4, side)
    beside = np.median([steps[borders + offset] for offset in (-4, -3, -2, 2, 3, 4)], axis=0)
    return bool(steps[borders].mean() > 1.05 * beside.mean())


def test_no_line_stands_out_at_tile_borders():
    scene = Scene(Size(256, 256), enlargement=1.0, texture_seed=2)
    picture = renderer_with(tile_cells=2).render(scene)
    assert not stands_out(picture, 0, 16)
    assert not stands_out(picture, 1, 16)
    seams = picture.copy()  # the test would see a step of 6 of 255 between tiles
    seams[:, (np.arange(256) // 16) % 2 == 0] //= 2
    assert stands_out(seams, 1, 16)


@pytest.mark.parametrize("enlargement", [1.3, 4.2])
def test_a_wrapped_canvas_joins(enlargement: float):
    renderer = renderer_with()
    scene = Scene(Size(64, 250), wrap=True, enlargement=enlargement)
    across = renderer.render(scene, Rect.at(0, 230, 64, 40))
    whole = renderer.render(scene)
    assert largest_difference(across[:, :20], whole[:, 230:]) <= 1
    assert largest_difference(across[:, 20:], whole[:, :20]) <= 1
    loose = renderer.render(replace(scene, wrap=False), Rect.at(0, 230, 64, 40))
    assert largest_difference(loose[:, 20:], whole[:, :20]) > 20


def test_the_order_of_tiles_changes_no_pixel(tiny_renderer: Renderer):
    rects = tiny_renderer.tile_rects(SCENE, Rect.at(-30, -40, 300, 400))
    forth = [tile.rgb for tile in tiny_renderer.render_tiles(SCENE, rects)]
    tiny_renderer.release()
    back = [tile.rgb for tile in tiny_renderer.render_tiles(SCENE, rects[::-1])]
    for first, second in zip(forth, back[::-1], strict=True):
        assert np.array_equal(first, second)


def test_a_batch_changes_no_pixel():
    scene = replace(SCENE, regions=painted(SPOT, softness_px=9.0).regions)
    alone = renderer_with(tile_cells=2).render(scene)
    assert largest_difference(renderer_with(tile_cells=2, batch=5).render(scene), alone) <= 1


@pytest.mark.parametrize("size", [Size(1, 1), Size(64, 64), Size(3, 5000), Size(3000, 2)])
@pytest.mark.parametrize("wrap", [False, True])
def test_any_size_is_rendered(tiny_renderer: Renderer, size: Size, wrap: bool):
    picture = tiny_renderer.render(Scene(size, wrap=wrap))
    assert picture.shape == (size.height, size.width, 3)
    assert size.pixels < 64 or picture.std() > 1


@pytest.mark.parametrize("enlargement", [1.0, 1.5, 4.0])
@pytest.mark.parametrize("level", [1, 2])
def test_a_preview_shows_the_canvas_where_it_says(enlargement: float, level: int):
    generator = tiny_generator()
    for colour in generator.texture.to_rgb[level:]:
        assert isinstance(colour, ToRGB)
        colour.weight.mul_(0.02)  # so that the levels above add little
        colour.bias.zero_()
    renderer = Renderer(generator, ModelInfo("smooth", TINY), CPU)
    scene = Scene(Size(round(80 * enlargement), round(120 * enlargement)), enlargement=enlargement)
    canvas = renderer.render(scene).astype(float)
    placement = renderer.placement(scene, level)
    inner = Rect(Span(2, 80 * 2**level // 8 - 1), Span(2, 120 * 2**level // 8 - 1))
    preview = renderer.render(scene, inner, level).astype(float)
    y = placement.top + (np.arange(inner.rows.start, inner.rows.stop) + 0.5) * placement.scale_y
    x = placement.left + (np.arange(inner.columns.start, inner.columns.stop) + 0.5) * (
        placement.scale_x
    )

    def error(down: float, right: float) -> float:
        rows = np.round(y + down * placement.scale_y - 0.5).astype(int).clip(0)
        columns = np.round(x + right * placement.scale_x - 0.5).astype(int).clip(0)
        there = canvas[rows.clip(max=len(canvas) - 1)][:, columns.clip(max=canvas.shape[1] - 1)]
        return float(np.abs(there - preview).mean())

    elsewhere = [error(*step) for step in ((-0.5, 0), (0.5, 0), (0, -0.5), (0, 0.5), (1, 1))]
    assert error(0, 0) < 0.8 * min(elsewhere)


def test_a_preview_covers_the_canvas(tiny_renderer: Renderer):
    for level in (1, 2, 3):
        rect = tiny_renderer.level_rect(SCENE, level, SCENE.canvas.rect)
        where = tiny_renderer.placement(SCENE, level)
        assert where.top + rect.rows.start * where.scale_y <= 0
        assert where.top + rect.rows.stop * where.scale_y >= SCENE.canvas.height
        assert where.left + rect.columns.stop * where.scale_x >= SCENE.canvas.width


@pytest.mark.parametrize("level", [0, 4, -1])
def test_a_level_that_is_not_there_is_refused(tiny_renderer: Renderer, level: int):
    with pytest.raises(ValueError, match=f"levels 1 to 3, not {level}"):
        tiny_renderer.render(SCENE, level=level)


def test_a_tile_of_no_cells_is_refused():
    with pytest.raises(ValueError, match="not 0"):
        renderer_with(tile_cells=0)


@pytest.mark.parametrize("in_structure", [0.0, 1.0])
@pytest.mark.parametrize("enlargement", [1.0, 1.3])
def test_a_region_changes_no_pixel_beyond_its_reach(
    tiny_renderer: Renderer, in_structure: float, enlargement: float
):
    plain = replace(SCENE, style_in_structure=in_structure, enlargement=enlargement)
    region = StyleRegion(OTHER, SPOT, softness_px=8)
    edited = plain.with_region_added(region)
    changed = (tiny_renderer.render(plain) != tiny_renderer.render(edited)).any(2)
    near = reach(tiny_renderer, plain, Rect.at(4, 6, 18, 20))
    assert changed[8:18, 10:22].mean() > 0.5
    assert near.mean() < 0.6
    assert not changed[~near].any()


@pytest.mark.parametrize(
    "edit",
    [
        {"rerolls": (Reroll(SPOT, 8, layout_seed=7),)},
        {"rerolls": (Reroll(SPOT, 8, texture_seed=7),)},
        {"rerolls": (Reroll(SPOT, 8, layout_seed=7, texture_seed=8),)},
        {"moods": (Mood(SPOT, Rect.at(0, 200, 60, 60), softness_px=8),)},
    ],
)
def test_a_reroll_or_mood_changes_no_pixel_beyond_its_reach(
    tiny_renderer: Renderer, edit: dict[str, tuple[Reroll | Mood, ...]]
):
    edited = replace(SCENE, **edit)  # pyright: ignore
    changed = (tiny_renderer.render(SCENE) != tiny_renderer.render(edited)).any(2)
    near = reach(tiny_renderer, SCENE, Rect.at(4, 6, 18, 20))
    assert changed[8:18, 10:22].any()
    assert not changed[~near].any()


@pytest.mark.parametrize("in_structure", [0.0, 1.0])
def test_a_region_of_everything_equals_its_style_alone(
    tiny_renderer: Renderer, in_structure: float
):
    scene = replace(SCENE, style_in_structure=in_structure)
    covered = tiny_renderer.render(scene.with_region_added(StyleRegion(OTHER, Everything())))
    assert np.array_equal(covered, tiny_renderer.render(replace(scene, style=OTHER)))


@pytest.mark.parametrize("in_structure", [0.0, 1.0])
def test_two_half_weights_of_one_style_equal_it(tiny_renderer: Renderer, in_structure: float):
    base = replace(SCENE, style=OTHER, style_in_structure=in_structure)
    twin = StyleRegion(replace(OTHER, name="the same numbers"), Everything(), opacity=0.5)
    halves = tiny_renderer.render(base.with_region_added(twin))
    assert largest_difference(halves, tiny_renderer.render(base)) <= 1


def test_the_upper_region_hides_the_lower(tiny_renderer: Renderer):
    lower, upper = StyleRegion(SeedStyle(1), SPOT, 4), StyleRegion(OTHER, Everything())
    both = tiny_renderer.render(replace(SCENE, regions=(lower, upper)))
    assert np.array_equal(both, tiny_renderer.render(replace(SCENE, regions=(upper,))))
    swapped = tiny_renderer.render(replace(SCENE, regions=(upper, lower)))
    assert not np.array_equal(both, swapped)


def test_half_of_one_over_the_other_is_half_of_each(tiny_renderer: Renderer):
    one, other = SeedStyle(1), SeedStyle(2)
    first = replace(SCENE, style=one, regions=(StyleRegion(other, Everything(), opacity=0.5),))
    second = replace(SCENE, style=other, regions=(StyleRegion(one, Everything(), opacity=0.5),))
    assert largest_difference(tiny_renderer.render(first), tiny_renderer.render(second)) <= 1
    plain = tiny_renderer.render(replace(SCENE, style=one))
    assert largest_difference(plain, tiny_renderer.render(first)) > 5


@pytest.mark.parametrize(
    "nothing",
    [
        {"regions": (StyleRegion(OTHER, Everything(), visible=False),)},
        {"regions": (StyleRegion(OTHER, Everything(), opacity=0.0),)},
        {"regions": (StyleRegion(OTHER, Rectangle(2000, 2000, 5, 5)),)},
        {"regions": (StyleRegion(SCENE.style, Ellipse(Point(20, 20), 9, 9), 5),)},
        {"rerolls": (Reroll(Everything(), 0, 7, 8, visible=False),)},
        {"rerolls": (Reroll(Everything()),)},
        {"moods": (Mood(Everything(), Rect.at(0, 0, 90, 90), visible=False),)},
        {"moods": (Mood(Everything(), Rect.at(0, 0, 90, 90), strength=0.0),)},
    ],
)
def test_what_is_hidden_changes_nothing(
    tiny_renderer: Renderer, nothing: dict[str, tuple[StyleRegion | Reroll | Mood, ...]]
):
    edited = tiny_renderer.render(replace(SCENE, **nothing))  # pyright: ignore
    assert np.array_equal(edited, tiny_renderer.render(SCENE))


def test_a_new_texture_everywhere_equals_its_seed(tiny_renderer: Renderer):
    rerolled = replace(SCENE, rerolls=(Reroll(Everything(), texture_seed=9),))
    seeded = replace(SCENE, texture_seed=9)
    assert np.array_equal(tiny_renderer.render(rerolled), tiny_renderer.render(seeded))


def test_without_variety_all_styles_are_one(tiny_renderer: Renderer):
    first, second = (
        tiny_renderer.render(replace(SCENE, variety=0.0, style=SeedStyle(seed))) for seed in (1, 2)
    )
    assert np.array_equal(first, second)


def test_an_unwanted_request_ends_between_tiles():
    renderer = renderer_with(tile_cells=2)
    asked: list[None] = []

    def is_wanted() -> bool:
        asked.append(None)
        return len(asked) <= 3

    tiles = list(renderer.tiles(SCENE, is_wanted=is_wanted))
    assert [tile.rect for tile in tiles] == renderer.tile_rects(SCENE, SCENE.canvas.rect)[:3]
    assert not list(renderer.tiles(SCENE, is_wanted=lambda: False))


class Starved:
    """Stands before `ModelTiles.prepare` and refuses batches or tiles that are too large."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, most_px: int) -> None:
        self.batches: list[int] = []
        original = ModelTiles.prepare

        def prepare(tiles: ModelTiles, rects: Sequence[Rect]) -> None:
            if sum(rect.height * rect.width for rect in rects) > most_px:
                raise torch.OutOfMemoryError("CUDA out of memory")
            self.batches.append(len(rects))
            original(tiles, rects)

        monkeypatch.setattr(ModelTiles, "prepare", prepare)


def starve_on(monkeypatch: pytest.MonkeyPatch, renderer: Renderer, device: Device) -> None:
    """Let no tile be small enough for a device."""
    original = ModelTiles.prepare

    def prepare(tiles: ModelTiles, rects: Sequence[Rect]) -> None:
        if renderer._workload.device == device:
            raise torch.OutOfMemoryError("CUDA out of memory")
        original(tiles, rects)

    monkeypatch.setattr(ModelTiles, "prepare", prepare)


def test_short_memory_halves_the_batch_then_the_tile(monkeypatch: pytest.MonkeyPatch):
    plain = renderer_with(tile_cells=4).render(SCENE)
    told: list[str] = []
    renderer = Renderer(
        tiny_generator(), ModelInfo("tiny", TINY), CPU, tile_cells=4, batch=4, notify=told.append
    )
    starved = Starved(monkeypatch, 16**2)
    picture = renderer.render(SCENE)
    assert largest_difference(picture, plain) <= 1
    assert told == [
        "memory is low: 4 to 2 tiles at once",
        "memory is low: 2 to 1 tiles at once",
        "memory is low: rendering smaller tiles",
    ]
    assert set(starved.batches) == {1}


def test_the_default_tile_is_halved_too(monkeypatch: pytest.MonkeyPatch):
    renderer = renderer_with()
    Starved(monkeypatch, 32**2)
    renderer.render(SCENE)
    assert renderer._workload.tile_cells is not None
    assert 16 < renderer._workload.tile_cells << renderer.levels <= 32


def test_the_last_resort_is_the_cpu(monkeypatch: pytest.MonkeyPatch):
    plain = renderer_with(tile_cells=2).render(SCENE)
    told: list[str] = []
    gpu = replace(CPU, name="cpu:0", title="Small GPU")  # torch takes it for the CPU
    renderer = Renderer(
        tiny_generator(), ModelInfo("tiny", TINY), gpu, tile_cells=2, notify=told.append
    )
    starve_on(monkeypatch, renderer, gpu)
    assert largest_difference(renderer.render(SCENE), plain) <= 1
    assert told[-1] == "Small GPU has too little free memory; using the CPU"
    assert renderer.device_name == cpu_device().title


def test_leaving_a_device_brings_whole_tiles_back(monkeypatch: pytest.MonkeyPatch):
    gpu = replace(CPU, name="cpu:0", title="Small GPU")
    renderer = Renderer(tiny_generator(), ModelInfo("tiny", TINY), gpu, tile_cells=4)
    assert renderer._workload.tile_cells == 4
    starve_on(monkeypatch, renderer, gpu)
    renderer.render(SCENE)
    assert renderer._workload.tile_cells == 4


@pytest.mark.parametrize("words", ["MPS backend out of memory", "can't allocate memory: you tried"])
def test_short_memory_is_known_by_its_words_too(monkeypatch: pytest.MonkeyPatch, words: str):
    told: list[str] = []
    info = ModelInfo("tiny", TINY)
    renderer = Renderer(tiny_generator(), info, CPU, batch=2, tile_cells=2, notify=told.append)
    original = ModelTiles.prepare

    def prepare(tiles: ModelTiles, rects: Sequence[Rect]) -> None:
        if len(rects) > 1:
            raise RuntimeError(words)
        original(tiles, rects)

    monkeypatch.setattr(ModelTiles, "prepare", prepare)
    renderer.render(SCENE)
    assert told == ["memory is low: 2 to 1 tiles at once"]


def test_other_errors_come_through(monkeypatch: pytest.MonkeyPatch):
    def prepare(tiles: ModelTiles, rects: Sequence[Rect]) -> None:
        raise RuntimeError("sm_120 is not compatible")

    monkeypatch.setattr(ModelTiles, "prepare", prepare)
    with pytest.raises(RuntimeError, match="sm_120"):
        renderer_with().render(SCENE)


def test_no_memory_at_all_is_an_error(monkeypatch: pytest.MonkeyPatch):
    Starved(monkeypatch, 0)
    with pytest.raises(MemoryError, match="a single cell"):
        renderer_with(tile_cells=2).render(SCENE)


def test_a_device_that_renders_wrongly_is_not_used(monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []
    gpu = replace(CPU, name="cpu:0", title="Odd GPU")
    original, used = ModelTiles.prepare, [CPU]
    use = Workload.use

    def watched_use(workload: Workload, device: Device) -> None:
        used[0] = device
        use(workload, device)

    def prepare(tiles: ModelTiles, rects: Sequence[Rect]) -> None:
        original(tiles, rects)
        if used[0] == gpu:
            for picture in tiles._tiles.values():
                picture.mul_(-1)

    monkeypatch.setattr(ModelTiles, "prepare", prepare)
    monkeypatch.setattr(Workload, "use", watched_use)
    renderer = Renderer(tiny_generator(), ModelInfo("tiny", TINY), gpu, notify=told.append)
    assert told == ["Odd GPU does not work here (its test picture is wrong); using the CPU"]
    assert renderer.device_name == cpu_device().title


def test_a_device_that_cannot_hold_the_test_picture_is_not_used(monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []
    gpu = replace(CPU, name="cpu:0", title="Full GPU")
    original, used = ModelTiles.prepare, [CPU]
    use = Workload.use

    def watched_use(workload: Workload, device: Device) -> None:
        used[0] = device
        use(workload, device)

    def prepare(tiles: ModelTiles, rects: Sequence[Rect]) -> None:
        if used[0] == gpu:
            raise torch.OutOfMemoryError("CUDA out of memory")
        original(tiles, rects)

    monkeypatch.setattr(Workload, "use", watched_use)
    monkeypatch.setattr(ModelTiles, "prepare", prepare)
    renderer = Renderer(tiny_generator(), ModelInfo("tiny", TINY), gpu, notify=told.append)
    assert told[-1] == (
        "Full GPU does not work here (it has too little free memory); using the CPU"
    )
    assert renderer._workload.tile_cells is None


def test_a_device_that_works_is_used():
    gpu = replace(CPU, name="cpu:0", title="Good GPU")
    assert Renderer(tiny_generator(), ModelInfo("tiny", TINY), gpu).device_name == "Good GPU"


def test_an_equal_scene_finds_its_tiles_again(monkeypatch: pytest.MonkeyPatch):
    renderer = renderer_with()
    first = renderer.render(SCENE)
    Starved(monkeypatch, 0)  # nothing can be rendered any more
    assert np.array_equal(renderer.render(replace(SCENE)), first)
    with pytest.raises(MemoryError):
        renderer.render(replace(SCENE, layout_seed=1))


def test_release_forgets_what_was_kept(monkeypatch: pytest.MonkeyPatch):
    renderer = renderer_with()
    renderer.render(SCENE)
    renderer.release()
    Starved(monkeypatch, 0)
    with pytest.raises(MemoryError):
        renderer.render(SCENE)


def test_kept_tiles_are_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(session_module, "KEPT_BYTES", 0)
    renderer = renderer_with(tile_cells=1)
    scene = Scene(Size(200, 80), enlargement=1.0)
    renderer.render(scene)
    session = renderer._session
    assert session is not None
    across = 80 // 8 + 1
    assert len(session._tiles[3]._tiles) <= 2 * across + 2


def test_a_missing_model_is_told(tmp_path_factory: pytest.TempPathFactory):
    with pytest.raises(CheckpointError, match="no model"):
        Renderer.open(tmp_path_factory.mktemp("empty"))


def test_what_was_kept_for_a_scene_goes_with_it_at_once():
    def sessions() -> list[object]:
        return [thing for thing in gc.get_objects() if type(thing) is session_module.Session]

    gc.collect()
    before = len(sessions())
    gc.disable()
    try:
        renderer = Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU)
        for seed in range(4):
            renderer.render(Scene(Size(32, 32), layout_seed=seed))
        assert len(sessions()) == before + 1
    finally:
        gc.enable()
