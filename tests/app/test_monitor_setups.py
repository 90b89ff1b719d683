"""Tests of `app.monitor_setups`: what was said of a set of monitors, and when it holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.monitor_setups import (
    MAX_SETUPS,
    Diagonal,
    MonitorSetup,
    key_of,
    setup_for,
    with_setup,
)
from app.monitors import Gap, Layout, Match, Monitor, PhysicalSize
from infinitygan.geometry import Rect, Size

UHD = Size(2160, 3840)


def monitor(index: int, model: str = "Dell U2720Q") -> Monitor:
    return Monitor(
        name=f"DP-{index + 1}",
        size_px=UHD,
        logical=Rect.at(0, 3840 * index, 2160, 3840),
        physical=PhysicalSize(90, 160),  # what a projector's EDID says
        model=model,
    )


HOME = Layout((monitor(0), monitor(1)))
WORK = Layout((monitor(0, "LG 27UP850"), monitor(1, "LG 27UP850")))


def test_a_set_is_known_again_in_any_order():
    assert key_of(HOME) == key_of(Layout(HOME.monitors[::-1]))


@pytest.mark.parametrize(
    "other",
    [
        WORK,
        Layout(HOME.monitors[:1]),
        Layout((monitor(0), replace(monitor(1), size_px=Size(1440, 2560)))),
        Layout((replace(monitor(0), name="HDMI-1"), monitor(1))),
    ],
)
def test_other_monitors_are_another_set(other: Layout):
    assert key_of(other) != key_of(HOME)


def test_a_set_has_its_own_gaps_and_diagonals():
    setup = MonitorSetup(key_of(HOME)).with_gap(Gap("DP-1", "DP-2", 20)).with_diagonal("DP-1", 27.0)
    setups = with_setup((), setup)
    applied = setup_for(HOME, setups).applied_to(HOME)
    assert applied.gaps == (Gap("DP-1", "DP-2", 20),)
    assert applied.monitor("DP-1").pixels_per_inch == pytest.approx(163.2, abs=0.05)
    assert applied.monitor("DP-2") == HOME.monitor("DP-2")
    assert setup_for(WORK, setups).applied_to(WORK) == WORK


def test_an_own_diagonal_decides_how_many_pixels_a_gap_takes():
    gap = MonitorSetup("").with_gap(Gap("DP-1", "DP-2", 20))
    told = gap.with_diagonal("DP-1", 27.0).with_diagonal("DP-2", 27.0)
    assert told.applied_to(HOME).canvas.width == 2 * 3840 + 128  # 20 mm at 163.2 px an inch
    assert gap.applied_to(HOME).canvas.width == 2 * 3840 + 480  # 20 mm at 24 px a millimetre


def test_a_diagonal_can_be_taken_back():
    setup = MonitorSetup("").with_diagonal("DP-1", 27.0).with_diagonal("DP-1", 32.0)
    assert setup.diagonals == (Diagonal("DP-1", 32.0),)
    assert setup.with_diagonal("DP-1", None).applied_to(HOME) == HOME


def test_a_gap_is_one_whichever_monitor_is_named_first():
    setup = MonitorSetup("").with_gap(Gap("DP-1", "DP-2", 20)).with_gap(Gap("DP-2", "DP-1", 5))
    assert setup.gaps == (Gap("DP-2", "DP-1", 5),)


def test_a_real_size_match_belongs_to_the_set():
    assert MonitorSetup("", physical_match=True).applied_to(HOME).match is Match.PHYSICAL


@given(st.lists(st.integers(0, 2 * MAX_SETUPS)))
def test_setups_are_few_and_the_last_changed_first(changes: list[int]):
    setups: tuple[MonitorSetup, ...] = ()
    for change in changes:
        setups = with_setup(setups, MonitorSetup(str(change)))
    keys = [setup.key for setup in setups]
    newest_first = list(dict.fromkeys(str(change) for change in reversed(changes)))
    assert keys == newest_first[:MAX_SETUPS]


@pytest.mark.parametrize("inches", [0.0, -27.0, 1e6, float("nan")])
def test_impossible_diagonals_are_refused(inches: float):
    with pytest.raises(ValueError, match="inches"):
        Diagonal("DP-1", inches)
