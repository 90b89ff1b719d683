import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.testing import assert_close

from infinitygan.geometry import Rect, Span
from infinitygan.inference.resample import enlarge, input_rect, input_span, to_uint8

SCALES = st.one_of(st.sampled_from([1.0, 1.5, 2.0, 3.0, 4.0, 8.0]), st.floats(1, 8))


@st.composite
def spans(draw: st.DrawFn, low: int = -90, high: int = 90, longest: int = 70) -> Span:
    start = draw(st.integers(low, high))
    return Span(start, start + draw(st.integers(1, longest)))


def plane(rect: Rect, channels: int = 2, dtype: torch.dtype = torch.float64) -> Tensor:
    """Return pixels that depend on their absolute position alone."""
    y = torch.arange(rect.rows.start, rect.rows.stop, dtype=torch.float64)[:, None]
    x = torch.arange(rect.columns.start, rect.columns.stop, dtype=torch.float64)
    values = [torch.sin(12.9898 * y + 78.233 * x + c) * 43_758.5453 for c in range(channels)]
    return torch.stack([2 * (value - value.floor()) - 1 for value in values]).to(dtype)


@given(spans(), spans(), SCALES, SCALES, st.data())
@settings(max_examples=60)
def test_a_window_equals_the_crop_of_the_whole(
    rows: Span, columns: Span, scale_y: float, scale_x: float, data: st.DataObject
):
    whole_rect = Rect(rows, columns)
    available = input_rect(whole_rect, scale_y, scale_x)
    whole = enlarge(plane(available), available, whole_rect, scale_y, scale_x)
    top = data.draw(st.integers(rows.start, rows.stop - 1))
    left = data.draw(st.integers(columns.start, columns.stop - 1))
    window = Rect(
        Span(top, data.draw(st.integers(top + 1, rows.stop))),
        Span(left, data.draw(st.integers(left + 1, columns.stop))),
    )
    needed = input_rect(window, scale_y, scale_x)
    assert available.contains(needed)
    tile = enlarge(plane(needed), needed, window, scale_y, scale_x)
    crop = whole[(slice(None), *window.slices_of(whole_rect))]
    assert_close(tile, crop, rtol=0, atol=1e-12)


@given(spans(), spans())
def test_scale_one_is_the_identity(rows: Span, columns: Span):
    rect = Rect(rows, columns)
    assert input_rect(rect, 1, 1) == rect
    pixels = plane(rect, dtype=torch.float32)
    assert torch.equal(enlarge(pixels, rect, rect, 1, 1), pixels)


@given(spans(), SCALES, st.floats(-1, 1))
def test_a_constant_stays_constant(span: Span, scale: float, value: float):
    rect = Rect(span, span)
    needed = input_rect(rect, scale, scale)
    pixels = torch.full((3, needed.height, needed.width), value, dtype=torch.float64)
    enlarged = enlarge(pixels, needed, rect, scale, scale)
    assert_close(enlarged, torch.full_like(enlarged, value), rtol=0, atol=1e-14)


@pytest.mark.parametrize("scale", [1.3, 2, 4, 8])
def test_a_wave_keeps_its_shape_and_place(scale: float):
    rect = Rect.at(-40, 0, 200, 1)
    needed = input_rect(rect, scale, 1)
    frequency = 0.2  # cycles a pixel, well below the limit of 0.5

    def wave(y: Tensor) -> Tensor:
        return torch.sin(2 * math.pi * frequency * y)

    inputs = torch.arange(needed.rows.start, needed.rows.stop, dtype=torch.float64)
    outputs = torch.arange(rect.rows.start, rect.rows.stop, dtype=torch.float64)
    enlarged = enlarge(wave(inputs)[None, :, None], needed, rect, scale, 1)
    expected = wave((outputs + 0.5) / scale - 0.5)
    assert_close(enlarged[0, :, 0], expected, rtol=0, atol=5e-3)


def test_rows_and_columns_are_treated_alike():
    rect = Rect.at(3, -5, 20, 31)
    needed = input_rect(rect, 2.5, 4)
    pixels = plane(needed)
    flipped = Rect(needed.columns, needed.rows)
    turned = enlarge(pixels.mT.contiguous(), flipped, Rect(rect.columns, rect.rows), 4, 2.5)
    assert_close(enlarge(pixels, needed, rect, 2.5, 4), turned.mT, rtol=0, atol=1e-12)


@given(spans(), SCALES)
def test_no_input_is_asked_for_in_vain(span: Span, scale: float):
    needed = input_span(span, scale)
    assert needed.length <= math.ceil(span.length / scale) + 9


def test_an_empty_span_needs_nothing():
    assert input_span(Span(10, 10), 2).length == 0


@pytest.mark.parametrize("scale", [0.5, 0.0, -2.0, math.nan, math.inf])
def test_other_scales_are_refused(scale: float):
    with pytest.raises(ValueError, match="enlarged by 1 or more"):
        input_span(Span(0, 1), scale)


def test_missing_input_is_refused():
    rect = Rect.at(0, 0, 8, 8)
    with pytest.raises(ValueError, match="does not lie within"):
        enlarge(plane(rect), rect, rect, 2, 2)
    with pytest.raises(ValueError, match=r"not \[C, H, W\]"):
        enlarge(plane(rect)[0], rect, rect, 1, 1)


def test_every_byte_survives_the_round_trip():
    values = torch.arange(256, dtype=torch.float32).expand(3, 1, 256)
    assert np.array_equal(to_uint8(values / 127.5 - 1)[0, :, 0], np.arange(256))


def test_bytes_are_clamped_and_halves_go_up():
    values = torch.tensor([-9.0, -1.0, 0.0, 1.0, 9.0]).expand(3, 1, 5)
    assert to_uint8(values)[0, :, 1].tolist() == [0, 0, 128, 255, 255]


def test_bytes_come_as_rows_of_pixels():
    pixels = torch.stack([torch.full((2, 4), value) for value in (-1.0, 0.0, 1.0)])
    found = to_uint8(pixels)
    assert found.shape == (2, 4, 3)
    assert found.dtype == np.uint8
    assert found.flags.c_contiguous
    assert found[1, 3].tolist() == [0, 128, 255]
    assert pixels[0, 0, 0] == -1  # the input is left alone
