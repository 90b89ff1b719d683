"""Journal files: copies of unsaved work, one for each open document, under a lock of its process.

A copy whose lock nobody holds was left behind by a crash.
"""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from infinitygan.scene_file import PROJECT_SUFFIX, Project, read_project, write_project
from infinitygan.scene_json import SceneFileError

log = logging.getLogger(__name__)

LOCK_SUFFIX = ".lock"
ORIGIN_KEY = "journal_of"  # in the app state of a copy: the project's own file


@dataclass(frozen=True)
class Recovered:
    """A document from a copy; `path` is the project's own file, None = it never had one."""

    project: Project
    path: Path | None


class JournalCopy:
    """One copy on disk, and the lock that says whose it is."""

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self._lock = lock

    @property
    def saved_at(self) -> datetime:
        """Return when the copy was made."""
        return datetime.fromtimestamp(self.path.stat().st_mtime)

    def write(self, project: Project, origin: Path | None) -> None:
        """Replace the copy.

        Raises: SceneFileError: if the disk refuses.
        """
        state = {**project.app_state, ORIGIN_KEY: str(origin) if origin else ""}
        write_project(self.path, replace(project, app_state=state))

    def read(self) -> Recovered:
        """Read the copy back.

        Raises: SceneFileError: if it is damaged.
        """
        project = read_project(self.path)
        state = {key: value for key, value in project.app_state.items() if key != ORIGIN_KEY}
        return Recovered(replace(project, app_state=state), _origin(project.app_state))

    def delete(self) -> None:
        """Remove the copy; the lock stays."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            log.warning("an old copy of unsaved work cannot be deleted", exc_info=True)

    def release(self) -> None:
        """Let go of the copy; where there still is one, it counts as left behind."""
        self._lock.unlock()


def new_copy(folder: Path) -> JournalCopy:
    """Claim a new name for the copies of a document.

    Raises: OSError: if the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"unsaved-{secrets.token_hex(8)}{PROJECT_SUFFIX}"
    lock = _locked(path)
    if lock is None:
        raise OSError(f"the folder '{folder}' cannot be written to")
    return JournalCopy(path, lock)


def left_behind(folder: Path) -> list[JournalCopy]:
    """Claim the copies that crashed programs left, the newest first."""
    claimed = [
        JournalCopy(path, lock)
        for path in sorted(folder.glob(f"unsaved-*{PROJECT_SUFFIX}"))
        if (lock := _locked(path)) is not None
    ]
    return sorted(claimed, key=lambda copy: copy.saved_at, reverse=True)


def read_or_none(copy: JournalCopy) -> Recovered | None:
    """Read a copy; one that is damaged is logged, and no use."""
    try:
        return copy.read()
    except SceneFileError as error:
        log.warning("a copy of unsaved work is damaged: %s", error)
        return None


def _locked(path: Path) -> QLockFile | None:
    lock = QLockFile(str(path.with_suffix(LOCK_SUFFIX)))
    lock.setStaleLockTime(0)  # a lock is as old as its document; only a dead process frees it
    return lock if lock.tryLock(0) else None


def _origin(state: Mapping[str, Any]) -> Path | None:
    text = state.get(ORIGIN_KEY)
    return Path(text) if isinstance(text, str) and text else None
