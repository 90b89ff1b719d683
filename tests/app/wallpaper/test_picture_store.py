from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.wallpaper.picture_store import KEPT_SETS, PictureStore, default_folder
from app.wallpaper.protocol import SavedWallpaper, WallpaperError


def store_of(folder: Path, day: int = 1) -> PictureStore:
    return PictureStore(folder, lambda: datetime(2026, 11, day, 9, 30, 0, 123456))


def write_sets(folder: Path, count: int) -> list[tuple[Path, ...]]:
    sets = [store_of(folder, day).new_paths(["DP-1", "DP-2"]) for day in range(1, count + 1)]
    for paths in sets:
        for path in paths:
            path.write_bytes(b"x")
    return sets


def test_names_are_plain_whatever_the_monitors_are_called(tmp_path: Path) -> None:
    labels = ["DP-1", "\\\\.\\DISPLAY2", "Żółć 'x'", ""]
    names = [path.name for path in store_of(tmp_path).new_paths(labels)]
    assert names == [
        "everscape-wallpaper-20261101-093000-123456-1-DP-1.png",
        "everscape-wallpaper-20261101-093000-123456-2-DISPLAY2.png",
        "everscape-wallpaper-20261101-093000-123456-3-x.png",
        "everscape-wallpaper-20261101-093000-123456-4.png",
    ]


def test_two_sets_share_no_name(tmp_path: Path) -> None:
    times = iter(datetime(2026, 1, 1) + timedelta(microseconds=n) for n in range(2))
    store = PictureStore(tmp_path, lambda: next(times))
    assert not set(store.new_paths(["a"])) & set(store.new_paths(["a"]))


def test_the_folder_is_made(tmp_path: Path) -> None:
    paths = store_of(tmp_path / "new" / "deep").new_paths(["a"])
    assert paths[0].parent.is_dir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WallpaperError, match="cannot be made"):
        store_of(tmp_path / "file" / "sub").new_paths(["a"])


def test_only_the_newest_sets_are_kept(tmp_path: Path) -> None:
    sets = write_sets(tmp_path, KEPT_SETS + 2)
    gone = store_of(tmp_path).prune([None])
    assert sorted(gone) == sorted(sets[0] + sets[1])
    assert {p for s in sets[2:] for p in s} == set(tmp_path.iterdir())


def test_a_set_in_use_is_kept_whole(tmp_path: Path) -> None:
    sets = write_sets(tmp_path, KEPT_SETS + 2)
    saved = SavedWallpaper("GNOME", (("picture-uri", f"'{sets[0][1].as_uri()}'"),))
    assert sorted(store_of(tmp_path).prune([saved])) == sorted(sets[1])


def test_foreign_files_are_never_deleted(tmp_path: Path) -> None:
    write_sets(tmp_path, KEPT_SETS + 1)
    foreign = [tmp_path / "holiday.png", tmp_path / "everscape-wallpaper-mine.png"]
    for path in foreign:
        path.write_bytes(b"x")
    store_of(tmp_path).prune([])
    assert all(path.exists() for path in foreign)


def test_a_file_that_cannot_be_deleted_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sets(tmp_path, KEPT_SETS + 1)

    def refuse(_: Path) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert store_of(tmp_path).prune([]) == ()


def test_pruning_a_missing_folder_does_nothing(tmp_path: Path) -> None:
    assert store_of(tmp_path / "none").prune([]) == ()


def test_wallpapers_lie_in_the_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "everscape"))
    assert default_folder() == tmp_path / "everscape" / "wallpapers"
