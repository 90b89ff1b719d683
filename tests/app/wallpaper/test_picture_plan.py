import pytest
from gapped import gapped
from hypothesis import given
from hypothesis import strategies as st

from app.monitors import Layout, Monitor, PhysicalSize
from app.wallpaper.picture_plan import Box, fitted, plan_pictures
from app.wallpaper.protocol import Capabilities, Spread
from infinitygan.geometry import Rect, Size

UHD = Size(2160, 3840)
SPANS = Capabilities(spans=True, per_monitor=False, restores=True)
CUTS = Capabilities(spans=False, per_monitor=True, restores=True)
NEITHER = Capabilities(spans=False, per_monitor=False, restores=False)
THREE = Layout(
    tuple(
        Monitor(n, UHD, Rect.at(0, x, 2160, 3840), PhysicalSize.of_diagonal(27, UHD))
        for n, x in (("A", 0), ("B", 3840), ("C", 7680))
    )
)
GAPPED = gapped(THREE, 20)
sizes = st.builds(Size, st.integers(1, 9000), st.integers(1, 9000))


def test_a_cutting_desktop_gets_one_picture_for_each_monitor() -> None:
    plan = plan_pictures(GAPPED, GAPPED.canvas, CUTS)
    assert plan.spread is Spread.EACH
    assert [(p.monitor, p.order, str(p.size)) for p in plan.pictures] == [
        ("A", 0, "3840x2160"),
        ("B", 1, "3840x2160"),
        ("C", 2, "3840x2160"),
    ]
    sources = [picture.pieces[0].source for picture in plan.pictures]
    assert [(box.left, box.right) for box in sources] == [(0, 3840), (3968, 7808), (7936, 11776)]


def test_a_spanning_desktop_gets_the_parts_pushed_together() -> None:
    plan = plan_pictures(GAPPED, GAPPED.canvas, SPANS)
    assert plan.spread is Spread.SPAN
    (picture,) = plan.pictures
    assert str(picture.size) == "11520x2160"
    assert [piece.source.left for piece in picture.pieces] == [0, 3968, 7936]
    assert [piece.target.columns.start for piece in picture.pieces] == [0, 3840, 7680]


def test_a_poor_desktop_gets_the_whole_once() -> None:
    plan = plan_pictures(THREE, THREE.canvas, NEITHER)
    assert (plan.spread, str(plan.pictures[0].size)) == (Spread.ZOOM, "11520x2160")


def test_one_monitor_of_three_keeps_its_place_in_the_order() -> None:
    plan = plan_pictures(THREE, UHD, CUTS, only="C")
    assert [(p.monitor, p.order) for p in plan.pictures] == [("C", 2)]
    assert plan_pictures(THREE, UHD, SPANS, only="C").spread is Spread.ZOOM


def test_a_single_monitor_is_not_spanned() -> None:
    alone = Layout(THREE.monitors[:1])
    assert plan_pictures(alone, UHD, SPANS).spread is Spread.ZOOM
    assert plan_pictures(alone, UHD, CUTS).spread is Spread.EACH


def test_an_unknown_monitor_is_refused() -> None:
    with pytest.raises(ValueError, match="no monitor 'X'"):
        plan_pictures(THREE, UHD, CUTS, only="X")


def test_a_canvas_of_another_shape_loses_its_edges() -> None:
    whole = Size(100, 200)
    assert fitted(whole.rect, whole, Size(400, 400)) == Box(100, 0, 300, 400)
    assert fitted(whole.rect, whole, Size(50, 400)) == Box(0, 150, 50, 250)


@given(sizes, sizes)
def test_the_fitted_part_has_the_shape_and_lies_within(whole: Size, canvas: Size) -> None:
    box = fitted(whole.rect, whole, canvas)
    assert box.top >= -1e-6
    assert box.left >= -1e-6
    assert box.bottom <= canvas.height + 1e-6
    assert box.right <= canvas.width + 1e-6
    width, height = box.right - box.left, box.bottom - box.top
    assert width * whole.height == pytest.approx(height * whole.width, rel=1e-6)
