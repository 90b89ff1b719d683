from pathlib import Path

import pytest

from app.wallpaper.protocol import (
    Capabilities,
    Picture,
    PictureSet,
    SavedWallpaper,
    Spread,
    check_origin,
    check_spread,
)

A, B = Path("/pictures/a.png"), Path("/pictures/b.png")
EACH = PictureSet(Spread.EACH, (Picture(A, "DP-1", 0), Picture(B, "DP-2", 1)))


def test_a_monitor_gets_its_picture_by_name_before_place() -> None:
    assert EACH.for_monitor("DP-2", 0) == B
    assert EACH.for_monitor("Virtual", 1) == B
    assert EACH.for_monitor("Virtual", 2) is None


def test_a_single_picture_is_for_every_monitor() -> None:
    assert PictureSet(Spread.SPAN, (Picture(A),)).for_monitor("DP-7", 7) == A


def test_impossible_sets_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        PictureSet(Spread.EACH, ())
    with pytest.raises(ValueError, match="'span' takes one picture, not 2"):
        PictureSet(Spread.SPAN, EACH.pictures)
    with pytest.raises(ValueError, match=r"absolute path, not 'a\.png'"):
        Picture(Path("a.png"))


@pytest.mark.parametrize(
    ("spread", "capabilities", "fits"),
    [
        (Spread.SPAN, Capabilities(spans=True, per_monitor=False, restores=True), True),
        (Spread.SPAN, Capabilities(spans=False, per_monitor=True, restores=True), False),
        (Spread.EACH, Capabilities(spans=True, per_monitor=False, restores=True), False),
        (Spread.ZOOM, Capabilities(spans=False, per_monitor=False, restores=True), True),
    ],
)
def test_a_spread_fits_what_the_desktop_offers(
    spread: Spread, capabilities: Capabilities, fits: bool
) -> None:
    pictures = PictureSet(spread, (Picture(A),))
    if fits:
        check_spread(pictures, capabilities, "Desk")
    else:
        with pytest.raises(ValueError, match="Desk cannot show"):
            check_spread(pictures, capabilities, "Desk")


def test_settings_of_another_desktop_are_refused() -> None:
    with pytest.raises(ValueError, match="settings of XFCE cannot be restored on GNOME"):
        check_origin(SavedWallpaper("XFCE", ()), "GNOME")


def test_a_saved_wallpaper_mentions_files_inside_uris() -> None:
    saved = SavedWallpaper("GNOME", (("picture-uri", "'file:///p%20q/a.png'"), ("none", None)))
    assert saved.mentions(Path("/p q/a.png"))
    assert not saved.mentions(Path("/p q/b.png"))
