"""Files of scenes: projects (`.everscape`) and bare scenes (`.json`) written by hand.

A project is a ZIP archive of `project.json`, `thumbnail.png`, `photos/<SHA-256>.<extension>` and
`matches/<id>.safetensors`. Everything that goes wrong is a `SceneFileError` of one line.
"""

import hashlib
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from infinitygan.atomic_file import replacing
from infinitygan.guarded_zip import ArchiveError, GuardedZip, check_ratio, opened, shown
from infinitygan.recipe import APP_NAME, program_version
from infinitygan.scene import MATCH_PATTERN, PHOTO_PATTERN, Scene
from infinitygan.scene_json import (
    Migration,
    SceneFileError,
    format_json,
    migrated,
    parse_json,
    scene_from_json,
    scene_to_json,
)

PROJECT_SUFFIX = ".everscape"

PROJECT_MIGRATIONS: tuple[Migration, ...] = ()

_DOCUMENT = "project.json"
_THUMBNAIL = "thumbnail.png"
_FOLDERS = ("photos/", "matches/")  # other ZIP programs add entries for folders
_PHOTO_ENTRY = re.compile(rf"photos/({PHOTO_PATTERN.pattern})\.[0-9a-z]{{1,8}}")
_MATCH_ENTRY = re.compile(rf"matches/({MATCH_PATTERN.pattern})\.safetensors")
_KEYS = {"app", "version", "scene", "app_state"}


@dataclass(frozen=True)
class ProjectLimits:
    """How many bytes the parts of a project may have, unpacked."""

    document: int = 16 * 2**20
    thumbnail: int = 16 * 2**20
    photo: int = 512 * 2**20
    match: int = 512 * 2**20
    total: int = 2 * 2**30 - 2**24  # what a ZIP archive without ZIP64 surely holds


DEFAULT_LIMITS = ProjectLimits()


@dataclass(frozen=True)
class Project:
    """A scene with all that it needs, and how the program last showed it.

    `photos` are files' bytes by their SHA-256, `matches` stored inversions by id; the bytes are
    opaque here. `thumbnail` is a PNG, None = there is none. `app_state` is JSON of the program.
    """

    scene: Scene
    thumbnail: bytes | None = None
    photos: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    matches: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    app_state: Mapping[str, Any] = field(default_factory=dict[str, Any])


def read_scene(path: Path) -> Scene:
    """Read a bare scene file; all but `format` and `canvas` may be left out in it.

    Raises: SceneFileError: if it cannot be read, or is not a scene.
    """
    with _explained(path, "read"):
        with path.open("rb") as stream:
            text = stream.read(DEFAULT_LIMITS.document + 1)
        if len(text) > DEFAULT_LIMITS.document:
            raise SceneFileError(f"it is larger than {DEFAULT_LIMITS.document} bytes")
        return scene_from_json(parse_json(text))


def read_project(path: Path, limits: ProjectLimits = DEFAULT_LIMITS) -> Project:
    """Read a project file.

    Raises: SceneFileError: if it cannot be read, is damaged, hostile, too large or incomplete.
    """
    with _explained(path, "read"), opened(path, limits.total) as archive:
        parts = _parts_of(archive, limits)
        if _DOCUMENT not in parts.single:
            raise SceneFileError(f"it holds no {_DOCUMENT}, so it is not a project")
        scene, app_state = _parse_document(archive.read(parts.single[_DOCUMENT]))
        thumbnail = parts.single.get(_THUMBNAIL)
        project = Project(
            scene=scene,
            thumbnail=None if thumbnail is None else archive.read(thumbnail),
            photos={name: archive.read(entry) for name, entry in parts.photos.items()},
            matches={name: archive.read(entry) for name, entry in parts.matches.items()},
            app_state=app_state,
        )
        _check_complete(project)
        return project


def write_project(path: Path, project: Project, limits: ProjectLimits = DEFAULT_LIMITS) -> None:
    """Write a project file; after any failure the file that stood there is as it was.

    Raises: SceneFileError: if the project is incomplete or too large, or the disk refuses.
    """
    with _explained(path, "save"):
        _check_complete(project)
        entries = _entries_of(project)
        _check_sizes(entries, limits)
        with replacing(path) as stream:
            _write_entries(stream, entries)


@dataclass(frozen=True)
class _Parts:
    """The entries of an archive by what they are."""

    single: dict[str, ZipInfo]
    photos: dict[str, ZipInfo]
    matches: dict[str, ZipInfo]


def _parts_of(archive: GuardedZip, limits: ProjectLimits) -> _Parts:
    parts = _Parts({}, {}, {})
    for entry in archive.entries:
        name = entry.orig_filename
        if name in _FOLDERS and entry.file_size == 0:
            continue
        if entry.file_size > _limit_of(name, limits):
            raise SceneFileError(f"its part {shown(entry)} is too large")
        if name != _DOCUMENT:  # its limit is low, and many equal brush points do shrink
            check_ratio(entry)
        if name in (_DOCUMENT, _THUMBNAIL):
            parts.single[name] = entry
        elif match := _PHOTO_ENTRY.fullmatch(name):
            if match[1] in parts.photos:
                raise SceneFileError(f"it holds the photo {match[1]} twice")
            parts.photos[match[1]] = entry
        elif match := _MATCH_ENTRY.fullmatch(name):
            parts.matches[match[1]] = entry
        else:
            raise SceneFileError(f"it holds {shown(entry)}, which is no part of a project")
    return parts


def _limit_of(name: str, limits: ProjectLimits) -> int:
    if name.startswith("photos/"):
        return limits.photo
    if name.startswith("matches/"):
        return limits.match
    return limits.thumbnail if name == _THUMBNAIL else limits.document


def _parse_document(text: bytes) -> tuple[Scene, dict[str, Any]]:
    document = migrated(parse_json(text), PROJECT_MIGRATIONS)
    if document.get("app") != APP_NAME:
        raise SceneFileError(f"{_DOCUMENT} is not of {APP_NAME}")
    if document.keys() != _KEYS:
        raise SceneFileError(f"{_DOCUMENT} must hold {', '.join(sorted(_KEYS))}, and nothing else")
    if not isinstance(document["app_state"], dict):
        raise SceneFileError("app_state: must be an object")
    return scene_from_json(document["scene"]), cast("dict[str, Any]", document["app_state"])


def _check_complete(project: Project) -> None:
    """Refuse photos that are not what they are called, and a scene that lacks some."""
    for name, data in project.photos.items():
        if hashlib.sha256(data).hexdigest() != name:
            raise SceneFileError(f"the photo {name} is damaged: its bytes have another SHA-256")
    for name in project.matches:
        if not MATCH_PATTERN.fullmatch(name):
            raise SceneFileError(f"{name!a} cannot name a match")
    for placement in project.scene.photos:
        if placement.photo not in project.photos:
            raise SceneFileError(f"the photo {placement.photo} is missing")
        if placement.match is not None and placement.match not in project.matches:
            raise SceneFileError(f"the match '{placement.match}' of a photo is missing")


def _entries_of(project: Project) -> dict[str, bytes]:
    document = {
        "format": 1 + len(PROJECT_MIGRATIONS),
        "app": APP_NAME,
        "version": program_version(),
        "scene": scene_to_json(project.scene),
        "app_state": dict(project.app_state),
    }
    entries = {_DOCUMENT: _document_text(document)}
    if project.thumbnail is not None:
        entries[_THUMBNAIL] = project.thumbnail
    for name, data in sorted(project.photos.items()):
        entries[f"photos/{name}.{_photo_extension(data)}"] = data
    for name, data in sorted(project.matches.items()):
        entries[f"matches/{name}.safetensors"] = data
    return entries


def _document_text(document: dict[str, Any]) -> bytes:
    try:
        return format_json(document).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise SceneFileError(f"app_state cannot be written as JSON: {error}") from error


def _photo_extension(data: bytes) -> str:
    """Return the usual extension, so that people can open photos in the archive; 'bin' if new."""
    if data[4:8] == b"ftyp":
        return "avif" if data[8:12] in (b"avif", b"avis") else "heic"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    starts = {
        b"\xff\xd8\xff": "jpg",
        b"\x89PNG": "png",
        b"II*\0": "tif",
        b"MM\0*": "tif",
        b"BM": "bmp",
        b"GIF8": "gif",
    }
    return next((name for start, name in starts.items() if data.startswith(start)), "bin")


def _check_sizes(entries: Mapping[str, bytes], limits: ProjectLimits) -> None:
    """Refuse to write what `read_project` would refuse to read."""
    for name, data in entries.items():
        if len(data) > _limit_of(name, limits):
            raise SceneFileError(
                f"'{name}' has {len(data)} bytes; at most {_limit_of(name, limits)} can be saved"
            )
    total = sum(len(data) for data in entries.values())
    if total > limits.total:
        raise SceneFileError(f"it would have {total} bytes; at most {limits.total} can be saved")


def _write_entries(stream: BinaryIO, entries: Mapping[str, bytes]) -> None:
    with ZipFile(stream, "w", allowZip64=False) as archive:
        for name, data in entries.items():
            entry = ZipInfo(name)  # dated 1980: equal projects are equal files
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_DEFLATED if name == _DOCUMENT else ZIP_STORED
            archive.writestr(entry, data)


@contextmanager
def _explained(path: Path, verb: str) -> Generator[None, None, None]:
    """Turn whatever goes wrong with a file into one line that names the file."""
    try:
        yield
    except (SceneFileError, ArchiveError) as error:
        raise SceneFileError(f"cannot {verb} '{path}': {error}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SceneFileError(f"cannot {verb} '{path}': {reason}") from error
