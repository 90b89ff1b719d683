import shutil
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from infinitygan.geometry import Size
from infinitygan.inference.destination import ReplacingFile, check_destination
from infinitygan.inference.formats import ExportError

SIZE = Size(100, 200)
_Usage = namedtuple("_Usage", "total used free")


def test_a_good_destination_passes_and_nothing_is_left(tmp_path: Path):
    folder = tmp_path / "Bilder für mich 壁紙"
    folder.mkdir()
    check_destination(folder / "my picture ☀.PNG", SIZE)
    assert list(folder.iterdir()) == []


def test_an_existing_file_needs_force(tmp_path: Path):
    path = tmp_path / "a.png"
    path.write_bytes(b"precious")
    with pytest.raises(ExportError, match="exists already"):
        check_destination(path, SIZE)
    check_destination(path, SIZE, force=True)
    assert path.read_bytes() == b"precious"


def test_a_dangling_link_counts_as_a_file(tmp_path: Path):
    path = tmp_path / "a.png"
    try:
        path.symlink_to(tmp_path / "gone.png")
    except OSError:
        pytest.skip("links are not allowed here")
    with pytest.raises(ExportError, match="exists already"):
        check_destination(path, SIZE)


def test_a_folder_is_never_overwritten(tmp_path: Path):
    (tmp_path / "a.png").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        check_destination(tmp_path / "a.png", SIZE, force=True)


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(ExportError, match="missing' does not exist"):
        check_destination(tmp_path / "missing" / "a.png", SIZE)


def test_a_file_as_folder_is_refused(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError):
        check_destination(tmp_path / "file" / "a.png", SIZE)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no files, even from root")
def test_an_unwritable_folder_is_found_out():
    with pytest.raises(ExportError, match=r"cannot write '/proc/a\.png'"):
        check_destination(Path("/proc/a.png"), SIZE)


def test_a_name_too_long_is_one_clear_line(tmp_path: Path):
    with pytest.raises(ExportError) as caught:
        check_destination(tmp_path / f"{'a' * 5000}.png", SIZE)
    assert "\n" not in str(caught.value)


def test_limits_of_the_format_are_checked(tmp_path: Path):
    with pytest.raises(ExportError, match="16,383 px a side"):
        check_destination(tmp_path / "a.webp", Size(10, 16_384))


def test_a_full_disk_is_found_before_rendering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(10**9, 10**9, 10**6))
    check_destination(tmp_path / "a.png", Size(100, 100))
    with pytest.raises(ExportError, match="has 1 MB left, but the picture may need 25 MB"):
        check_destination(tmp_path / "a.png", Size(2160, 3840))


def test_a_picture_larger_than_any_disk_is_refused(tmp_path: Path):
    with pytest.raises(ExportError, match="left, but the picture may need"):
        check_destination(tmp_path / "a.png", Size(2**31 - 1, 2**31 - 1))


def test_the_file_appears_only_when_committed(tmp_path: Path):
    path = tmp_path / "a.png"
    file = ReplacingFile(path)
    file.stream.write(b"new")
    assert not path.exists()
    (part,) = tmp_path.iterdir()
    assert part.name.startswith(".")
    file.commit()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_discarded_file_leaves_the_old_one(tmp_path: Path):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    file = ReplacingFile(path)
    file.stream.write(b"new")
    file.discard()
    file.discard()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_others_may_read_the_file_as_any_new_one(tmp_path: Path):
    (tmp_path / "plain").write_bytes(b"")
    file = ReplacingFile(tmp_path / "a.png")
    file.commit()
    assert (tmp_path / "a.png").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_two_exports_to_one_path_do_not_meet(tmp_path: Path):
    one, other = ReplacingFile(tmp_path / "a.png"), ReplacingFile(tmp_path / "a.png")
    one.stream.write(b"one")
    other.stream.write(b"other")
    one.commit()
    other.commit()
    assert (tmp_path / "a.png").read_bytes() == b"other"
