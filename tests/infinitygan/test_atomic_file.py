import os
import sys
from pathlib import Path

import pytest

from infinitygan import atomic_file
from infinitygan.atomic_file import replacing


def write_half(path: Path, error: BaseException) -> None:
    with replacing(path) as stream:
        stream.write(b"half")
        raise error


def test_new_file_holds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "new"
    with replacing(path) as stream:
        stream.write(b"content")
        assert not path.exists()
    assert path.read_bytes() == b"content"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError("full"), KeyboardInterrupt()])
def test_error_keeps_the_old_file_and_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    with pytest.raises(type(error)):
        write_half(path, error)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_failed_replacement_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    path = tmp_path / "old"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError), replacing(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_use_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [PermissionError(13, "in use")] * 2
    replace = Path.replace

    def refuse_twice(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(self, target)

    path = tmp_path / "old"
    path.write_bytes(b"old")
    monkeypatch.setattr(atomic_file, "_RETRIES_S", (0, 0, 0))  # as on Windows, without the waiting
    monkeypatch.setattr(Path, "replace", refuse_twice)
    with replacing(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither modes nor a umask")
def test_mode_is_that_of_the_old_file_or_of_the_umask(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.touch()
    old.chmod(0o640)
    for path in (old, tmp_path / "new"):
        with replacing(path) as stream:
            stream.write(b"x")
    umask = os.umask(0o022)
    os.umask(umask)
    assert old.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with replacing(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
