from pathlib import Path

import pytest
from PIL import features

from infinitygan.geometry import Size
from infinitygan.inference.formats import (
    ExportError,
    ImageFormat,
    estimate_file_bytes,
    estimate_memory_bytes,
    format_limits,
    format_of,
    limit_reason,
)


@pytest.mark.parametrize(
    ("name", "image_format"),
    [
        ("a.PNG", ImageFormat.PNG),
        ("a.b.jpg", ImageFormat.JPEG),
        ("ä ö.JPEG", ImageFormat.JPEG),
        ("a.webp", ImageFormat.WEBP),
        ("a.Avif", ImageFormat.AVIF),
        ("a.tif", ImageFormat.TIFF),
        ("a.tiff", ImageFormat.TIFF),
    ],
)
def test_the_suffix_tells_the_format(name: str, image_format: ImageFormat):
    assert format_of(Path(name)) is image_format


@pytest.mark.parametrize("name", ["picture", "picture.bmp", ".png", "png"])
def test_other_suffixes_are_refused_with_the_known_ones(name: str):
    with pytest.raises(ExportError, match=r"use \.png \.jpg"):
        format_of(Path(name))


@pytest.mark.parametrize(
    ("image_format", "side_px"),
    [(ImageFormat.JPEG, 65_500), (ImageFormat.WEBP, 16_383), (ImageFormat.AVIF, 32_768)],
)
def test_sides_are_limited(image_format: ImageFormat, side_px: int):
    assert limit_reason(Size(1, side_px), image_format) is None
    assert limit_reason(Size(side_px, 1), image_format) is None
    for size in (Size(1, side_px + 1), Size(side_px + 1, 1)):
        reason = limit_reason(size, image_format)
        assert reason is not None
        assert f"{side_px:,} px a side" in reason


def test_avif_is_limited_in_pixels_too():
    assert limit_reason(Size(16_384, 16_384), ImageFormat.AVIF) is None
    reason = limit_reason(Size(16_385, 16_384), ImageFormat.AVIF)
    assert reason is not None
    assert "268 megapixels" in reason


def test_an_encoder_that_is_not_installed_is_a_reason(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    assert limit_reason(Size(8, 8), ImageFormat.WEBP) is None
    reason = limit_reason(Size(8, 8), ImageFormat.AVIF)
    assert reason is not None
    assert "cannot write AVIF" in reason


@pytest.mark.parametrize("image_format", [ImageFormat.PNG, ImageFormat.TIFF])
def test_streamed_formats_take_any_size_in_constant_memory(image_format: ImageFormat):
    largest = Size(2**31 - 1, 2**31 - 1)
    assert limit_reason(largest, image_format) is None
    assert estimate_memory_bytes(largest, image_format) == 0
    assert format_limits(image_format).is_streamed


@pytest.mark.parametrize("image_format", list(ImageFormat))
def test_estimates_grow_with_the_picture(image_format: ImageFormat):
    small, large = Size(100, 100), Size(200, 200)
    assert 0 < estimate_file_bytes(small, image_format) < estimate_file_bytes(large, image_format)
    assert format_limits(image_format).is_streamed != (
        estimate_memory_bytes(large, image_format) >= 4 * large.pixels
    )
