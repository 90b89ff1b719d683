"""Which files an export makes, and what they cost."""

from hypothesis import given
from hypothesis import strategies as st

from app.export_choices import ExportChoices
from app.export_plan import (
    PROGRAM_BYTES,
    PicturePart,
    chosen_parts,
    cost_of,
    monitor_parts,
    whole_part,
)
from app.monitors import Layout, Monitor
from infinitygan.geometry import Rect, Size
from infinitygan.inference.formats import ImageFormat

UHD = Size(2160, 3840)
THREE = Layout(tuple(Monitor(f"DP-{i}", UHD, Rect.at(0, 3840 * i, 2160, 3840)) for i in range(3)))


def test_each_monitor_gets_its_part():
    parts = monitor_parts(THREE, Size(2160, 11520))
    assert [part.monitor for part in parts] == ["DP-0", "DP-1", "DP-2"]
    assert [part.rect.columns.start for part in parts] == [0, 3840, 7680]
    assert {part.size for part in parts} == {UHD}


def test_a_coarse_monitor_gets_its_own_size():
    coarse = Monitor("HDMI-1", Size(1080, 1920), Rect.at(0, 3840, 1080, 1920))
    dense = Monitor("DP-1", UHD, Rect.at(0, 1920, 1080, 1920))
    layout = Layout((dense, coarse))
    parts = {part.monitor: part for part in monitor_parts(layout, layout.canvas)}
    assert parts["HDMI-1"].size == Size(1080, 1920)
    assert parts["HDMI-1"].rect.width == 3840


def test_a_picture_for_one_monitor_has_no_parts():
    assert monitor_parts(THREE, UHD) == ()
    assert monitor_parts(None, UHD) == ()
    assert chosen_parts("monitors", THREE, UHD) == (whole_part(UHD),)


def test_both_means_the_whole_and_the_parts():
    canvas = Size(2160, 11520)
    assert chosen_parts("both", THREE, canvas) == (
        whole_part(canvas),
        *monitor_parts(THREE, canvas),
    )


def test_costs_grow_with_quality_and_pixels():
    small = (PicturePart(Rect.at(0, 0, 100, 100), Size(100, 100)),)
    large = (whole_part(UHD),)
    jpeg = ImageFormat.JPEG
    assert cost_of(small, jpeg, 90, None).seconds is None
    assert cost_of(large, jpeg, 90, 1e6).seconds == UHD.pixels / 1e6
    assert cost_of(large, jpeg, 95, None).file_bytes > cost_of(large, jpeg, 80, None).file_bytes
    assert cost_of(large, jpeg, 90, None).file_bytes > cost_of(small, jpeg, 90, None).file_bytes


def test_streamed_formats_need_little_memory():
    parts = (whole_part(Size(12_000, 20_000)),)
    assert cost_of(parts, ImageFormat.PNG, 90, None).memory_bytes < PROGRAM_BYTES + 200e6
    assert cost_of(parts, ImageFormat.JPEG, 90, None).memory_bytes > PROGRAM_BYTES + 1e9


@given(height=st.integers(1024, 65_500), width=st.integers(64, 65_500))
def test_memory_of_streamed_formats_does_not_grow_with_the_height(height: int, width: int):
    tall, taller = (
        cost_of((whole_part(Size(rows, width)),), ImageFormat.PNG, 0, None)
        for rows in (height, 2 * height)
    )
    assert tall.memory_bytes == taller.memory_bytes
    assert taller.pixels == 2 * tall.pixels
    assert taller.file_bytes > tall.file_bytes


def test_each_format_remembers_its_quality():
    choices = ExportChoices().with_quality("JPEG", 80).with_quality("AVIF", 50)
    assert choices.with_quality("JPEG", 81).quality("JPEG") == 81
    assert choices.quality("AVIF") == 50
    assert choices.quality("WebP") == ExportChoices().quality("WebP")
