"""The heart of the program: a tile is the crop of the whole; and patches, sizes, parameters."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import TINY, tiny_generator
from unbounded_canvas import Canvas

from infinitygan.config import PRESETS, GeneratorConfig, patch_px
from infinitygan.coordinates import patch_coordinates
from infinitygan.geometry import Rect, Span
from infinitygan.networks.generator import Generator
from infinitygan.training.batches import LatentBatch


@st.composite
def windows(draw: st.DrawFn) -> Rect:
    """Draw windows within the test canvas, of 1 px and up, odd, negative, across the origin."""

    def span(start: int, stop: int) -> Span:
        first = draw(st.integers(start, stop - 1))
        return Span(first, draw(st.integers(first + 1, stop)))

    return Rect(span(-61, 59), span(-34, 67))


@pytest.mark.parametrize("styles", [1, 3])
@given(window=windows())
@settings(max_examples=25)
def test_tile_equals_crop_of_whole(canvas_of_styles: dict[int, Canvas], styles: int, window: Rect):
    canvas = canvas_of_styles[styles]
    whole = canvas.picture
    rows, columns = window.slices_of(canvas.whole)
    torch.testing.assert_close(canvas.render(window), whole[..., rows, columns], rtol=0, atol=1e-10)


def test_the_canvas_of_the_seam_test_is_no_constant(canvas_of_styles: dict[int, Canvas]):
    for canvas in canvas_of_styles.values():
        assert canvas.picture.std() > 0.1


@pytest.mark.parametrize("level", [1, 2])
def test_levels_stop_at_the_size_they_name(tiny_generator: Generator, level: int):
    output = Rect.at(-3, 5, 17, 10)
    rects = tiny_generator.texture_rects(output, level)
    assert len(rects) == 2 * level + 1
    assert rects[-1] == output


@given(levels=st.integers(1, 3), cells=st.integers(6, 9))
@settings(max_examples=12)
def test_patch_sizes_follow_from_the_specs(tiny_config: GeneratorConfig, levels: int, cells: int):
    generator = Generator(tiny_config.with_levels(levels))
    random = torch.Generator().manual_seed(0)
    batch = LatentBatch.draw(generator, 2, cells, 0.5, random)
    with torch.no_grad():
        pictures = batch.synthesize(generator)
    sides = [picture.shape[-1] for picture in pictures]
    assert sides == [patch_px(level, cells) for level in range(1, levels + 1)]
    assert [rect.height for rect in generator.patch_rects(cells)][2::2] == sides


def test_a_patch_is_the_window_that_its_cells_give(tiny_generator: Generator):
    patch = tiny_generator.patch_rects(9)
    needed = tiny_generator.texture_rects(Rect.at(0, 0, patch[-1].height, patch[-1].width))
    assert patch[0].contains(needed[0])
    assert patch[0].height - needed[0].height <= 1


def test_texture_mixes_in_the_second_style_from_the_crossover_on(tiny_config: GeneratorConfig):
    torch.manual_seed(0)
    generator = Generator(tiny_config)
    batch = LatentBatch.draw(generator, 64, 6, 0.8, torch.Generator().manual_seed(0))
    ws, w = batch.styles(generator)
    second = generator.mapping(batch.z_texture)
    for layer, mixed in enumerate(ws):
        wanted = torch.where((batch.crossover > layer)[:, None], w, second)
        assert torch.equal(mixed, wanted)
    mixed_share = (batch.crossover < len(ws)).float().mean()
    assert 0.6 < mixed_share < 0.95


@pytest.mark.parametrize("horizontal", ["cos-sin", "tanh-sin"])
def test_both_coordinate_variants_render(tiny_config: GeneratorConfig, horizontal: str):
    data = tiny_config.to_json() | {"horizontal": horizontal}
    generator = Generator(GeneratorConfig.from_json(data))
    batch = LatentBatch.draw(generator, 2, 6, 0.0, torch.Generator().manual_seed(0))
    with torch.no_grad():
        assert batch.synthesize(generator)[-1].isfinite().all()


def test_rows_of_the_scene_differ_by_their_coordinates_alone(tiny_config: GeneratorConfig):
    torch.manual_seed(0)
    generator = Generator(tiny_config)
    batch = LatentBatch.draw(generator, 2, 6, 0.0, torch.Generator().manual_seed(0))
    shared = [x[:1].expand_as(x) for x in (batch.z_g, batch.z_l)]
    rows, columns = torch.tensor([0.0, 6.0]), torch.zeros(2)
    coordinates = patch_coordinates(tiny_config, 6, rows, columns)
    with torch.no_grad():
        top, bottom = generator.structure_patches(shared[0], shared[1], coordinates)
    assert not torch.allclose(top, bottom, atol=1e-3)


# infinitygan.md states these in millions; z_l of L, M and S is narrower than it was there.
@pytest.mark.parametrize(
    ("preset", "levels", "millions"),
    [
        ("paper", 4, 36.4),
        ("L", 4, 15.3),
        ("M", 4, 7.4),
        ("S", 4, 3.8),
        ("M", 5, 7.5),
        ("M", 6, 7.6),
    ],
)
def test_presets_have_the_documented_parameter_counts(preset: str, levels: int, millions: float):
    with torch.device("meta"):
        generator = Generator(PRESETS[preset].with_levels(levels))
    count = sum(parameter.numel() for parameter in generator.parameters())
    assert count / 1e6 == pytest.approx(millions, rel=0.06)


def test_first_levels_paint_what_the_whole_shows_there():
    whole = tiny_generator()
    part = whole.first_levels(2)
    assert part.config.levels == 2
    random = torch.Generator().manual_seed(0)
    cells = whole.structure_rects(Rect.at(0, 0, 9, 9))[0]
    z_l = torch.randn(1, TINY.local_latent_channels, cells.height, cells.width, generator=random)
    coordinates = torch.randn(1, 3, cells.height, cells.width, generator=random)
    z = torch.randn(1, TINY.style_dims, generator=random)
    noises = whole.sample_noises(1, 9, random)

    def pictures(generator: Generator) -> list[torch.Tensor]:
        layers = len(generator.texture.specs)
        return generator.patches(z, z_l, coordinates, noises[:layers], [z] * layers)

    for ours, theirs in zip(pictures(part), pictures(whole)[:2], strict=True):
        torch.testing.assert_close(ours, theirs)
