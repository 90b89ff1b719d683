from dataclasses import replace

import pytest
from gapped import gapped
from hypothesis import given
from hypothesis import strategies as st

from app.monitors import Gap, Layout, Match, Monitor, PhysicalSize, crops, in_reading_order, seams
from infinitygan.geometry import Rect, Size

UHD = Size(2160, 3840)
FULL_HD = Size(1080, 1920)
QHD = Size(1440, 2560)


def monitor(
    name: str, size: Size, left: int, top: int, scale: float = 1.0, inches: float = 0
) -> Monitor:
    place = Rect.at(top, left, round(size.height / scale), round(size.width / scale))
    physical = PhysicalSize.of_diagonal(inches, size) if inches else None
    return Monitor(name, size, place, physical)


def rect(left: int, top: int, width: int, height: int) -> Rect:
    return Rect.at(top, left, height, width)


THREE_4K = tuple(monitor(n, UHD, x, 0, inches=27) for n, x in (("A", 0), ("B", 3840), ("C", 7680)))
GRID = tuple(
    monitor(n, FULL_HD, x, y, inches=24)
    for n, x, y in (("A", 0, 0), ("B", 1920, 0), ("C", 0, 1080), ("D", 1920, 1080))
)

# name: (layout, canvas, {monitor: part})
LAYOUTS = {
    "one": (Layout((monitor("A", FULL_HD, 0, 0),)), "1920x1080", {"A": rect(0, 0, 1920, 1080)}),
    "one at 200 %": (Layout((monitor("A", UHD, 0, 0, 2.0),)), "3840x2160", {}),
    "4K at 175 % beside Full HD": (
        Layout((monitor("A", UHD, 0, 0, 1.75), monitor("B", FULL_HD, 2194, 0))),
        "7200x2160",
        {"A": rect(0, 0, 3840, 2160), "B": rect(3840, 0, 3360, 1890)},
    ),
    "three 4K": (
        Layout(THREE_4K),
        "11520x2160",
        {"A": rect(0, 0, 3840, 2160), "B": rect(3840, 0, 3840, 2160)},
    ),
    "three 4K with gaps": (
        gapped(Layout(THREE_4K), 20),
        "11776x2160",
        {
            "A": rect(0, 0, 3840, 2160),
            "B": rect(3968, 0, 3840, 2160),
            "C": rect(7936, 0, 3840, 2160),
        },
    ),
    "three 4K at 175 %, whose logical edges are rounded": (
        Layout(tuple(monitor(n, UHD, x, 0, 1.75) for n, x in (("A", 0), ("B", 2194), ("C", 4389)))),
        "11520x2160",
        {"B": rect(3840, 0, 3840, 2160), "C": rect(7680, 0, 3840, 2160)},
    ),
    "portrait beside landscape": (
        Layout((monitor("A", QHD, 0, 560), monitor("P", Size(2560, 1440), 2560, 0))),
        "4000x2560",
        {"A": rect(0, 560, 2560, 1440), "P": rect(2560, 0, 1440, 2560)},
    ),
    "stacked": (
        Layout((monitor("T", FULL_HD, 0, 0), monitor("B", QHD, 0, 1080))),
        "2560x2520",
        {"B": rect(0, 1080, 2560, 1440)},
    ),
    "left of the primary": (
        Layout((monitor("L", FULL_HD, -1920, 200), monitor("P", QHD, 0, 0))),
        "4480x1440",
        {"L": rect(0, 200, 1920, 1080), "P": rect(1920, 0, 2560, 1440)},
    ),
    "two by two with gaps": (  # 24 inches, 91.8 px per inch: 20 mm are 72 px
        gapped(Layout(GRID), 20),
        "3912x2232",
        {"B": rect(1992, 0, 1920, 1080), "D": rect(1992, 1152, 1920, 1080)},
    ),
    "pyramid": (
        Layout(
            (
                monitor("A", FULL_HD, 0, 0),
                monitor("B", FULL_HD, 1920, 0),
                monitor("C", FULL_HD, 960, 1080),
            ),
        ),
        "3840x2160",
        {"C": rect(960, 1080, 1920, 1080)},
    ),
    "only corners touch": (
        Layout((monitor("A", FULL_HD, 0, 0), monitor("B", FULL_HD, 1920, 1080))),
        "3840x2160",
        {"B": rect(1920, 1080, 1920, 1080)},
    ),
    "apart": (
        Layout((monitor("A", FULL_HD, 0, 0), monitor("B", FULL_HD, 2000, 0))),
        "3920x1080",
        {"B": rect(2000, 0, 1920, 1080)},
    ),
    "laptop at 200 % below a desk monitor": (
        Layout(
            (monitor("L", Size(1800, 2880), 0, 1440, 2.0), monitor("D", QHD, 0, 0)),
        ),
        "5120x4680",
        {"L": rect(0, 2880, 2880, 1800), "D": rect(0, 0, 5120, 2880)},
    ),
    "mirrored": (
        Layout((monitor("A", FULL_HD, 0, 0), monitor("B", FULL_HD, 0, 0))),
        "1920x1080",
        {"A": rect(0, 0, 1920, 1080), "B": rect(0, 0, 1920, 1080)},
    ),
}


@pytest.mark.parametrize(("layout", "canvas", "parts"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_has_its_canvas_and_parts(
    layout: Layout, canvas: str, parts: dict[str, Rect]
) -> None:
    found = dict(crops(layout))
    assert str(layout.canvas) == canvas
    assert {name: found[name] for name in parts} == parts


@pytest.mark.parametrize("layout", [entry[0] for entry in LAYOUTS.values()], ids=LAYOUTS.keys())
def test_parts_lie_in_the_canvas_and_reach_its_edges(layout: Layout) -> None:
    parts = [part for _, part in crops(layout)]
    assert all(layout.canvas.rect.contains(part) for part in parts)
    assert min(part.rows.start for part in parts) == 0
    assert min(part.columns.start for part in parts) == 0


@given(st.floats(0, 200), st.floats(0, 200))
def test_a_wider_gap_never_narrows_the_canvas(first_mm: float, second_mm: float) -> None:
    narrow, wide = sorted((first_mm, second_mm))
    layout = Layout(THREE_4K)
    assert gapped(layout, narrow).canvas.width <= gapped(layout, wide).canvas.width


@given(st.permutations(GRID), st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_parts_depend_on_neither_the_order_nor_the_origin(
    monitors: list[Monitor], down: int, right: int
) -> None:
    moved = tuple(replace(m, logical=m.logical.shifted(down, right)) for m in monitors)
    assert crops(gapped(Layout(moved), 12)) == crops(gapped(Layout(GRID), 12))


def test_one_gap_moves_all_that_lies_behind_it() -> None:
    parts = dict(crops(Layout(THREE_4K, (Gap("B", "A", 20),))))
    assert parts["B"].columns.start == 3968
    assert parts["C"].columns.start == 3968 + 3840


def test_a_diagonal_neighbour_follows_the_gap_at_its_edge() -> None:
    corner = gapped(Layout((GRID[0], GRID[1], GRID[3])), 20)
    above, below = dict(crops(corner))["B"], dict(crops(corner))["D"]
    assert above.columns == below.columns


def test_the_desktop_knows_no_gaps() -> None:
    assert gapped(Layout(THREE_4K), 20).as_desktop == Layout(THREE_4K)


def test_seams_are_the_shared_borders() -> None:
    assert seams(GRID) == (("A", "C"), ("A", "B"), ("C", "D"), ("B", "D"))
    assert seams(LAYOUTS["only corners touch"][0].monitors) == ()
    assert seams(LAYOUTS["apart"][0].monitors) == ()


def test_physical_match_makes_a_centimetre_equal_everywhere() -> None:
    dense, coarse = monitor("A", UHD, 0, 0, inches=27), monitor("B", FULL_HD, 3840, 0, inches=24)
    parts = dict(crops(Layout((dense, coarse), match=Match.PHYSICAL)))
    assert parts["A"].width == 3840
    width_mm = PhysicalSize.of_diagonal(24, FULL_HD).width_mm
    assert parts["B"].width / width_mm == pytest.approx(dense.pixels_per_inch / 25.4, rel=1e-3)


def test_an_unknown_physical_size_is_taken_for_96_logical_px_an_inch() -> None:
    layout = Layout((monitor("A", FULL_HD, 0, 0), monitor("B", FULL_HD, 1920, 0)))
    assert gapped(layout, 25.4).canvas.width == 3840 + 96


def test_density_of_a_27_inch_4k_monitor() -> None:
    assert THREE_4K[0].pixels_per_inch == pytest.approx(163.2, abs=0.05)


def test_physical_size_turns_with_the_picture() -> None:
    flat = PhysicalSize(300, 500)
    assert flat.turned_like(Size(2560, 1440)) == PhysicalSize(500, 300)
    assert flat.turned_like(FULL_HD) is flat


def test_a_monitor_is_found_by_its_name() -> None:
    assert Layout(THREE_4K).monitor("B") == THREE_4K[1]
    with pytest.raises(ValueError, match="no monitor 'X'"):
        Layout(THREE_4K).monitor("X")


def test_reading_order_goes_right_then_down() -> None:
    assert [m.name for m in in_reading_order(GRID[::-1])] == ["A", "C", "B", "D"]


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Layout(()), "at least one"),
        (lambda: Layout((GRID[0], GRID[0])), "different names"),
        (lambda: Gap("A", "B", -1), "-1"),
        (lambda: Gap("A", "B", float("nan")), "nan"),
        (lambda: PhysicalSize(0, 3), "positive"),
        (lambda: PhysicalSize.of_diagonal(0, UHD), "longer than zero"),
        (lambda: Monitor("", UHD, UHD.rect), "a name"),
        (lambda: Monitor("A", UHD, Rect.at(0, 0, 0, 5)), "empty"),
    ],
)
def test_impossible_values_are_refused(build, message: str) -> None:  # noqa: ANN001
    with pytest.raises(ValueError, match=message):
        build()
