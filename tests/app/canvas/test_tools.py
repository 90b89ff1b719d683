"""Tests of `app.canvas.tools`: the pointer, and the hand."""

import pytest
from gestures import pointer

from app.canvas.tools import HandTool
from infinitygan.geometry import Point


def test_the_hand_pans_by_what_it_moves():
    class View:
        moved: list[tuple[float, float]] = []  # noqa: RUF012 - one test, one view

        def pan(self, down_px: float, right_px: float) -> None:
            self.moved.append((down_px, right_px))

    view = View()
    hand = HandTool(view)
    assert hand.press(pointer(10, 10))
    hand.move(pointer(15, 7))
    hand.move(pointer(16, 7))
    hand.release(pointer(16, 7))
    hand.move(pointer(99, 99))
    assert view.moved == [(2.5, -1.5), (0.5, 0)]


@pytest.mark.parametrize(("away_px", "is_near"), [(0, True), (18, True), (19, False), (-19, False)])
def test_near_is_near_on_the_screen_in_both_directions(away_px: float, is_near: bool):
    at_half_size = pointer(100, 200)
    assert at_half_size.is_near(Point(100 + away_px, 200)) is is_near
    assert at_half_size.is_near(Point(100, 200 + away_px)) is is_near
