import os
from pathlib import Path

import pytest

from app.wallpaper.portal import PortalBackend
from app.wallpaper.protocol import Picture, PictureSet, SavedWallpaper, Spread, WallpaperError


def zoom(path: Path) -> PictureSet:
    return PictureSet(Spread.ZOOM, (Picture(path),))


def test_the_portal_gets_an_open_file_that_is_closed_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "Żółć 桌面.png"
    path.write_bytes(b"pixels")
    seen: list[tuple[int, bytes]] = []
    PortalBackend(lambda fd: seen.append((fd, os.read(fd, 99)))).apply(zoom(path))
    descriptor, content = seen[0]
    assert content == b"pixels"
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(descriptor)


def test_the_file_is_closed_when_the_portal_refuses(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"x")
    seen: list[int] = []

    def refuse(descriptor: int) -> None:
        seen.append(descriptor)
        raise WallpaperError("No.")

    with pytest.raises(WallpaperError, match=r"No\."):
        PortalBackend(refuse).apply(zoom(path))
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(seen[0])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(WallpaperError, match=r"cannot be read .*export it again"):
        PortalBackend(lambda _: None).apply(zoom(tmp_path / "gone.png"))


def test_the_portal_neither_spans_nor_restores(tmp_path: Path) -> None:
    backend = PortalBackend(lambda _: None)
    assert backend.current() is None
    assert backend.capabilities.asks_user
    with pytest.raises(ValueError, match="cannot show"):
        backend.apply(PictureSet(Spread.SPAN, (Picture(tmp_path / "a.png"),)))
    with pytest.raises(WallpaperError, match="choose it by hand"):
        backend.restore(SavedWallpaper("X", ()))
