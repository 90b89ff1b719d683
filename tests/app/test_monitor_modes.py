from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.monitor_modes import COMMON_MODES, nearest_mode, read_modes, snap_to_mode
from infinitygan.geometry import Size


def size(text: str) -> Size:
    return Size.parse(text)


def write_modes(root: Path, folder: str, text: str) -> None:
    (root / folder).mkdir(parents=True)
    (root / folder / "modes").write_text(text)


# reported (logical times the rounded scale), logical, truth
ROUNDED = [
    ("4388x2468", "2194x1234", "3840x2160"),  # 175 %
    ("5120x2880", "2560x1440", "3840x2160"),  # 150 %
    ("6144x3456", "3072x1728", "3840x2160"),  # 125 %
    ("3840x2160", "1920x1080", "3840x2160"),  # 200 %
    ("3072x1728", "1536x864", "1920x1080"),  # 125 %
    ("3414x1920", "1707x960", "2560x1440"),  # 150 %
    ("4608x2592", "1536x864", "3840x2160"),  # 250 %
    ("1920x1080", "1920x1080", "1920x1080"),
    ("2468x4388", "1234x2194", "2160x3840"),  # turned
    ("4000x3000", "2000x1500", "4000x3000"),  # no mode fits: left alone
]


@pytest.mark.parametrize(("reported", "logical", "truth"), ROUNDED)
def test_a_rounded_scale_is_undone_with_common_modes(
    reported: str, logical: str, truth: str
) -> None:
    assert snap_to_mode(size(reported), size(logical), COMMON_MODES) == size(truth)


def test_the_native_mode_wins_over_a_rounder_scale() -> None:
    modes = (size("2560x1440"), size("1920x1080"))
    found = snap_to_mode(size("3072x1728"), size("1536x864"), modes, native=modes[0])
    assert found == size("2560x1440")


def test_an_impossible_native_mode_is_passed_over() -> None:
    modes = (size("3840x2160"), size("1920x1080"))
    assert snap_to_mode(modes[1], modes[1], modes, native=modes[0]) == modes[1]


def test_no_modes_leave_the_report() -> None:
    assert snap_to_mode(size("4388x2468"), size("2194x1234"), ()) == size("4388x2468")


@given(st.sampled_from(COMMON_MODES), st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0]))
def test_the_native_mode_is_found_at_every_usual_scale(mode: Size, scale: float) -> None:
    logical = Size(round(mode.height / scale), round(mode.width / scale))
    rounded = -(-int(scale * 100) // 100)
    reported = Size(logical.height * rounded, logical.width * rounded)
    assert snap_to_mode(reported, logical, COMMON_MODES, native=mode) == mode


def test_rounding_by_a_pixel_is_undone() -> None:
    assert nearest_mode(size("3839x2159"), COMMON_MODES) == size("3840x2160")
    assert nearest_mode(size("3830x2150"), COMMON_MODES) == size("3830x2150")
    assert nearest_mode(size("1081x1920"), COMMON_MODES) == size("1080x1920")


def test_modes_are_read_in_order_without_repeats(tmp_path: Path) -> None:
    write_modes(tmp_path, "card1-DP-1", "3840x2160\n3840x2160\n1920x1080i\njunk\n0x0\n")
    write_modes(tmp_path, "card1-DP-10", "800x600\n")
    assert read_modes("DP-1", tmp_path) == (size("3840x2160"), size("1920x1080"))


def test_the_card_with_modes_is_taken(tmp_path: Path) -> None:
    write_modes(tmp_path, "card0-HDMI-A-1", "")
    write_modes(tmp_path, "card1-HDMI-A-1", "1920x1080\n")
    assert read_modes("HDMI-A-1", tmp_path) == (size("1920x1080"),)


@pytest.mark.parametrize("name", ["DP-9", "../../etc", "*", "", "\\\\.\\DISPLAY1"])
def test_unknown_and_odd_names_have_no_modes(name: str, tmp_path: Path) -> None:
    write_modes(tmp_path, "card1-DP-1", "3840x2160\n")
    assert read_modes(name, tmp_path) == ()


def test_unreadable_modes_are_no_modes(tmp_path: Path) -> None:
    (tmp_path / "card0-DP-1" / "modes").mkdir(parents=True)
    assert read_modes("DP-1", tmp_path) == ()
