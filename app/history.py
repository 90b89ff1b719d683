"""What was seen before: recipes of scenes, newest first, kept on disk; pictures are rendered anew.

Starred entries stay until they are removed by hand; of the others the oldest go first.
"""

import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.background import Background
from app.settings import set_aside
from infinitygan.atomic_file import replacing
from infinitygan.recipe import recipe_from_text, recipe_to_text
from infinitygan.scene import Scene
from infinitygan.scene_json import SceneFileError, parse_json

log = logging.getLogger(__name__)

MAX_UNSTARRED = 200
SAVE_DELAY_MS = 2000
FORMAT = 1


@dataclass(frozen=True)
class HistoryEntry:
    """A scene that was shown; `model` is the id of the model that rendered it."""

    scene: Scene
    model: str = ""
    is_starred: bool = False


class History(QObject):
    """The entries, newest first."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.entries: tuple[HistoryEntry, ...] = _read(path)
        self._background = Background(self)
        self._saving = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._saving.timeout.connect(self._save_aside)

    def add(self, scene: Scene, model: str) -> None:
        """Put a scene at the head; one that is there already moves, and keeps its star."""
        known = [entry for entry in self.entries if entry.scene == scene]
        entry = known[0] if known else HistoryEntry(scene, model)
        others = tuple(other for other in self.entries if other.scene != scene)
        self._set(_trimmed((entry, *others)))

    def set_starred(self, index: int, is_starred: bool) -> None:
        """Star an entry, so that it stays, or take the star away."""
        entries = list(self.entries)
        entries[index] = replace(entries[index], is_starred=is_starred)
        self._set(tuple(entries))

    def remove(self, index: int) -> None:
        """Remove an entry, starred or not."""
        self._set(self.entries[:index] + self.entries[index + 1 :])

    def clear_unstarred(self) -> None:
        """Remove all entries without a star."""
        self._set(tuple(entry for entry in self.entries if entry.is_starred))

    def save(self) -> None:
        """Have what is not written yet on disk when this returns."""
        if self._saving.isActive():
            self._saving.stop()
            self._save_aside()
        self._background.wait()

    @Slot()
    def _save_aside(self) -> None:
        """Write in another thread: many scenes, much painted, take a second."""
        path, entries = self._path, self.entries
        self._background.run(lambda: _write(path, entries), _ignore, _ignore)

    def _set(self, entries: tuple[HistoryEntry, ...]) -> None:
        if entries != self.entries:
            self.entries = entries
            self._saving.start()
            self.changed.emit()


def _trimmed(entries: tuple[HistoryEntry, ...]) -> tuple[HistoryEntry, ...]:
    kept: list[HistoryEntry] = []
    unstarred = 0
    for entry in entries:
        unstarred += not entry.is_starred
        if entry.is_starred or unstarred <= MAX_UNSTARRED:
            kept.append(entry)
    return tuple(kept)


def _read(path: Path) -> tuple[HistoryEntry, ...]:
    """Read what can be read; an entry of a newer program is left out, not the whole file."""
    try:
        data = parse_json(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, SceneFileError) as error:
        log.warning("the history cannot be read: %s", error)
        set_aside(path)
        return ()
    items = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(items, list):
        log.warning("the history holds no entries")
        set_aside(path)
        return ()
    return tuple(entry for item in items if (entry := _entry_from_json(item)) is not None)


def _entry_from_json(item: object) -> HistoryEntry | None:
    if not isinstance(item, dict) or not isinstance(item.get("recipe"), str):
        return None
    try:
        scene, model = recipe_from_text(item["recipe"])
    except SceneFileError as error:
        log.warning("an entry of the history cannot be read: %s", error)
        return None
    return HistoryEntry(scene, model, item.get("starred") is True)


def _write(path: Path, entries: tuple[HistoryEntry, ...]) -> None:
    data = {
        "format": FORMAT,
        "entries": [
            {"recipe": recipe_to_text(entry.scene, entry.model), "starred": entry.is_starred}
            for entry in entries
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as stream:
        stream.write(json.dumps(data, ensure_ascii=False).encode())


def _ignore(answer: object) -> None:
    """Do without an answer; a failure is in the log."""
