import hashlib
import json
import re
import struct
import tracemalloc
import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scene_strategies import scenes

from infinitygan.geometry import Size
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.scene_file import (
    Project,
    ProjectLimits,
    read_project,
    read_scene,
    write_project,
)
from infinitygan.scene_json import SceneFileError, scene_to_json

JPEG = b"\xff\xd8\xff\xe0 not much of a photo"
PHOTO = hashlib.sha256(JPEG).hexdigest()
PLACEMENT = PhotoPlacement(PHOTO, 0, 0, 10, 20, match="first")
SCENE = Scene(Size(100, 200), photos=(PLACEMENT,))
PROJECT = Project(SCENE, b"\x89PNG", {PHOTO: JPEG}, {"first": b"tensors"}, {"zoom": [1, None]})
DOCUMENT: dict[str, Any] = {
    "format": 1,
    "app": "Everscape",
    "version": "0.1.0",
    "scene": scene_to_json(Scene(Size(100, 200))),
    "app_state": {},
}
in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.everscape"


def write_zip(path: Path, entries: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(ZipInfo(name), data, method)
    return path


def document(**changes: object) -> bytes:
    return json.dumps(DOCUMENT | changes).encode()


def refusal(path: Path, limits: ProjectLimits | None = None) -> str:
    """Return the one line with which a project is refused."""
    with pytest.raises(SceneFileError) as caught:
        read_project(path, limits or ProjectLimits())
    text = str(caught.value)
    assert text.startswith(f"cannot read '{path}': ")
    assert "\n" not in text
    return text.removeprefix(f"cannot read '{path}': ")


def test_project_comes_back(path: Path) -> None:
    write_project(path, PROJECT)
    assert read_project(path) == PROJECT


@given(scene=scenes(), state=st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers()))
@in_one_folder
def test_any_scene_comes_back(path: Path, scene: Scene, state: dict[str, int]) -> None:
    project = Project(replace(scene, photos=()), app_state=state)
    write_project(path, project)
    assert read_project(path) == project


def test_photo_that_would_pack_like_a_bomb_is_kept(path: Path) -> None:
    black = b"BM" + bytes(3 * 2**20)
    project = Project(Scene(Size(1, 1)), photos={hashlib.sha256(black).hexdigest(): black})
    write_project(path, project)
    assert read_project(path) == project


def test_equal_projects_are_equal_files(path: Path, tmp_path: Path) -> None:
    write_project(path, PROJECT)
    write_project(tmp_path / "other", replace(PROJECT))
    assert path.read_bytes() == (tmp_path / "other").read_bytes()


def test_archive_opens_with_any_zip_program(path: Path) -> None:
    write_project(path, PROJECT)
    with ZipFile(path) as archive:
        assert archive.namelist() == [
            "project.json",
            "thumbnail.png",
            f"photos/{PHOTO}.jpg",
            "matches/first.safetensors",
        ]
        assert archive.read(f"photos/{PHOTO}.jpg") == JPEG


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (b"\x89PNG\r\n", "png"),
        (b"RIFF\0\0\0\0WEBPVP8", "webp"),
        (b"\0\0\0\x20ftypavif", "avif"),
        (b"\0\0\0\x20ftypheic", "heic"),
        (b"II*\0", "tif"),
        (b"BM", "bmp"),
        (b"", "bin"),
    ],
)
def test_photo_has_its_usual_extension(path: Path, data: bytes, extension: str) -> None:
    name = hashlib.sha256(data).hexdigest()
    write_project(path, Project(Scene(Size(1, 1)), photos={name: data}))
    with ZipFile(path) as archive:
        assert f"photos/{name}.{extension}" in archive.namelist()
    assert read_project(path).photos == {name: data}


def test_repacked_project_with_folder_entries_is_read(path: Path) -> None:
    entries = {"photos/": b"", "matches/": b"", "project.json": document()}
    assert read_project(write_zip(path, entries)).scene == Scene(Size(100, 200))


@pytest.mark.parametrize(
    ("project", "message"),
    [
        (replace(PROJECT, photos={}), f"the photo {PHOTO} is missing"),
        (replace(PROJECT, matches={}), "the match 'first' of a photo is missing"),
        (replace(PROJECT, photos={PHOTO: b"x"}), f"the photo {PHOTO} is damaged"),
        (replace(PROJECT, matches={"../up": b""}), "'../up' cannot name a match"),
        (replace(PROJECT, app_state={"f": print}), "app_state cannot be written as JSON"),
        (replace(PROJECT, app_state={"f": float("nan")}), "app_state cannot be written as JSON"),
    ],
)
def test_incomplete_project_is_not_saved(path: Path, project: Project, message: str) -> None:
    path.write_bytes(b"the old file")
    with pytest.raises(SceneFileError, match=re.escape(message)):
        write_project(path, project)
    assert path.read_bytes() == b"the old file"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "limits",
    [
        ProjectLimits(document=10),
        ProjectLimits(thumbnail=3),
        ProjectLimits(photo=10),
        ProjectLimits(match=6),
        ProjectLimits(total=500),
    ],
)
def test_what_could_not_be_read_again_is_not_saved(path: Path, limits: ProjectLimits) -> None:
    with pytest.raises(SceneFileError, match="can be saved"):
        write_project(path, PROJECT, limits)
    assert not path.exists()
    write_project(path, PROJECT)
    assert re.search("is too large|are allowed", refusal(path, limits))


def test_full_disk_keeps_the_old_project(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_project(path, PROJECT)
    before = path.read_bytes()
    monkeypatch.setattr("os.fsync", fill)
    with pytest.raises(SceneFileError, match=r"cannot save '.*': No space left on device"):
        write_project(path, replace(PROJECT, thumbnail=None))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SceneFileError, match=r"cannot save '.*nowhere.*': No such file"):
        write_project(tmp_path / "nowhere" / "x.everscape", PROJECT)


def test_missing_file_and_folder_are_no_projects(tmp_path: Path, path: Path) -> None:
    assert "No such file" in refusal(path)
    path.mkdir()
    refusal(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"GIF89a" * 100, b"PK\5\6" + b"\0" * 17])
def test_what_is_no_zip_is_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert refusal(path) == "it is not a ZIP archive, or cut short"


@given(st.data())
@in_one_folder
def test_truncated_project_is_refused(path: Path, data: st.DataObject) -> None:
    write_project(path, PROJECT)
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    refusal(path)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4))
@settings(in_one_folder, max_examples=300)
def test_damaged_project_is_read_whole_or_refused(path: Path, edits: list[tuple[int, int]]) -> None:
    write_project(path, PROJECT)
    data = bytearray(path.read_bytes())
    for position, value in edits:
        data[position % len(data)] = value
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of names that stand twice
        try:
            project = read_project(path)
        except SceneFileError as error:
            assert "\n" not in str(error)  # noqa: PT017 - damage may hit what nobody reads
        else:
            assert project.scene == SCENE
            assert project.photos == PROJECT.photos


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("/etc/passwd", "its part '/etc/passwd' points outside of it"),
        ("../up", "its part '../up' points outside of it"),
        ("photos/../../up", "points outside of it"),
        ("..\\up", "points outside of it"),
        ("C:\\up", "points outside of it"),
        ("readme.txt", "it holds 'readme.txt', which is no part of a project"),
        ("photos/short.jpg", "it holds 'photos/short.jpg', which is no part of a project"),
        ("x" * 500, "xxx...', which is no part of a project"),
        ("new\nline", "it holds 'new\\nline', which is no part of a project"),
    ],
)
def test_foreign_entry_is_refused(path: Path, name: str, message: str) -> None:
    assert message in refusal(write_zip(path, {"project.json": document(), name: b"x"}))


def test_archive_without_a_document_is_refused(path: Path) -> None:
    message = refusal(write_zip(path, {"thumbnail.png": b"x"}))
    assert message == "it holds no project.json, so it is not a project"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"{", "it is not valid JSON"),
        (b"[]", "the top level: must be an object"),
        (b"\xff", "it is not text in UTF-8"),
        (b"[" * 100_000, "it is nested too deep"),
        (b'{"format": 1, "app": NaN}', "NaN is not a number"),
        (document(app="Other"), "project.json is not of Everscape"),
        (document(format=2), "made by a newer Everscape"),
        (document(extra=1), "must hold app, app_state, scene, version, and nothing else"),
        (document(app_state=[]), "app_state: must be an object"),
        (document(scene={"format": 1}), "canvas: is missing"),
        (document(scene=scene_to_json(SCENE)), f"the photo {PHOTO} is missing"),
    ],
)
def test_wrong_document_is_refused(path: Path, text: bytes, message: str) -> None:
    assert message in refusal(write_zip(path, {"project.json": text}))


def test_photo_of_another_hash_is_refused(path: Path) -> None:
    entries = {"project.json": document(), f"photos/{PHOTO}.jpg": b"other"}
    assert refusal(write_zip(path, entries)).startswith(f"the photo {PHOTO} is damaged")


def test_photo_that_stands_twice_is_refused(path: Path) -> None:
    photos = {f"photos/{PHOTO}.jpg": JPEG, f"photos/{PHOTO}.png": JPEG}
    assert "twice" in refusal(write_zip(path, {"project.json": document()} | photos))


def test_name_that_stands_twice_is_refused(path: Path) -> None:
    with ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("project.json", document())
        archive.writestr("project.json", document())
    assert refusal(path) == "it holds two parts of one name"


def test_rare_packing_is_refused(path: Path) -> None:
    write_zip(path, {"project.json": document()}, ZIP_BZIP2)
    assert "packed in a way that projects are not" in refusal(path)


def test_encrypted_entry_is_refused(path: Path) -> None:
    data = bytearray(write_zip(path, {"project.json": document()}).read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert "is encrypted" in refusal(path)


@pytest.mark.parametrize("name", [f"photos/{PHOTO}.jpg", "matches/a.safetensors", "thumbnail.png"])
def test_zip_bomb_is_refused_before_it_unpacks(path: Path, name: str) -> None:
    write_zip(path, {"project.json": document(), name: bytes(15 * 2**20)})
    tracemalloc.start()
    try:
        assert "unpacks to suspiciously much" in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_large_document_is_refused_before_it_unpacks(path: Path) -> None:
    write_zip(path, {"project.json": b" " * (16 * 2**20 + 1)})
    assert refusal(path) == "its part 'project.json' is too large"


@pytest.mark.parametrize("claimed", [100, 2**20])
def test_bomb_that_lies_about_its_size_unpacks_no_further(path: Path, claimed: int) -> None:
    name = f"photos/{PHOTO}.jpg"
    real = 64 * 2**20
    data = bytearray(write_zip(path, {"project.json": document(), name: bytes(real)}).read_bytes())
    packed = struct.pack("<I", real)
    assert data.count(packed) == 2  # in the local header and in the directory
    path.write_bytes(data.replace(packed, struct.pack("<I", claimed)))
    tracemalloc.start()
    try:
        assert refusal(path) == f"its part '{name}' is damaged"
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_size_that_is_not_reached_is_damage(path: Path) -> None:
    data = write_zip(path, {"project.json": document(), "thumbnail.png": b"x" * 1234}).read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 1234), struct.pack("<I", 1235)))
    assert refusal(path) == "its part 'thumbnail.png' is damaged"


def test_parts_that_overlap_are_refused(path: Path) -> None:
    entries = {"project.json": document(), "thumbnail.png": b"x" * 1234}
    data = bytearray(write_zip(path, entries, ZIP_STORED).read_bytes())
    entry = data.rindex(b"PK\1\2")
    data[entry + 20 : entry + 28] = struct.pack("<II", 10**6, 10**6)
    path.write_bytes(data)
    assert refusal(path) == "it is damaged: its parts overlap"


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (slice(-10, -6), struct.pack("<I", 2**21), "it has too many parts"),
        (slice(-2, None), b"\1\0", "it is not a ZIP archive, or cut short"),
        (slice(-42, -38), b"PK\6\7", "it is a ZIP64 archive, which no project is"),
    ],
)
def test_tricks_with_the_directory_are_refused(
    path: Path, place: slice, value: bytes, message: str
) -> None:
    data = bytearray(write_zip(path, {"project.json": document()}).read_bytes())
    data[place] = value
    path.write_bytes(data)
    assert refusal(path) == message


def test_scene_written_by_hand_is_read(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    path.write_bytes(b'\xef\xbb\xbf{"format": 1, "canvas": {"height": 3, "width": 4}}\r\n')
    assert read_scene(path) == Scene(Size(3, 4))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'{"format": 1,\n}', "it is not valid JSON: "),
        (b'{"format": 1, "canvas": {"height": 3}}', "canvas.width: is missing"),
        (b" " * (16 * 2**20 + 1), "it is larger than 16777216 bytes"),
    ],
)
def test_wrong_scene_file_is_refused(tmp_path: Path, text: bytes, message: str) -> None:
    path = tmp_path / "scene.json"
    path.write_bytes(text)
    with pytest.raises(SceneFileError, match=re.escape(f"cannot read '{path}': {message}")):
        read_scene(path)


def test_missing_scene_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SceneFileError, match=r"cannot read '.*none.json': No such file"):
        read_scene(tmp_path / "none.json")
