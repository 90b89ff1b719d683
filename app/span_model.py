"""The monitors as the user has them: what was found, with the gaps and diagonals that were set."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.canvas.overlays import TASKBAR_LOGICAL_PX, MonitorFrame
from app.monitor_detection import MonitorWatcher
from app.monitor_presets import SizePreset, presets
from app.monitor_setups import MonitorSetup, setup_for, with_setup
from app.monitors import Gap, Layout, crops
from app.settings import SettingsStore
from infinitygan.geometry import Size


class SpanModel(QObject):
    """Joins the layout of the monitors with the settings about it."""

    changed = Signal()

    def __init__(self, watcher: MonitorWatcher, store: SettingsStore) -> None:
        super().__init__(watcher)
        self._watcher = watcher
        self._store = store
        self._here = ""
        watcher.layout_changed.connect(self._on_changed)

    @property
    def layout(self) -> Layout | None:
        """Return the monitors with what was set for them; None: there is no monitor."""
        found = self._watcher.layout
        return None if found is None else self._setup(found).applied_to(found)

    def presets(self) -> tuple[SizePreset, ...]:
        """List the sizes to offer, this monitor's first."""
        return presets(self.layout, self._here)

    def frames(self, canvas: Size) -> tuple[MonitorFrame, ...]:
        """Return the part of a picture that each monitor shows; empty if it fits no monitors.

        A picture of the span's size shows all monitors; one of a monitor's own size, that one.
        """
        layout = self.layout
        if layout is None:
            return ()
        if canvas == layout.canvas:
            return tuple(
                MonitorFrame(name, part, _taskbar_px(layout, name)) for name, part in crops(layout)
            )
        for monitor in layout.monitors:
            if monitor.size_px == canvas:
                return (MonitorFrame(monitor.name, canvas.rect, _taskbar_px(layout, monitor.name)),)
        return ()

    def set_here(self, name: str) -> None:
        """Say on which monitor the window is."""
        if name != self._here:
            self._here = name
            self.changed.emit()

    def set_gap(self, first: str, second: str, mm: float) -> None:
        """Set the millimetres between two neighbours."""
        self._change(lambda setup: setup.with_gap(Gap(first, second, mm)))

    def set_diagonal(self, name: str, inches: float | None) -> None:
        """Set a monitor's diagonal; None: as it reports it."""
        self._change(lambda setup: setup.with_diagonal(name, inches))

    def set_physical_match(self, is_on: bool) -> None:
        """Choose whether a centimetre is a centimetre on every monitor."""
        self._change(lambda setup: replace(setup, physical_match=is_on))

    def _setup(self, found: Layout) -> MonitorSetup:
        return setup_for(found, self._store.settings.monitor_setups)

    def _change(self, edit: Callable[[MonitorSetup], MonitorSetup]) -> None:
        """Keep an edit for this set of monitors."""
        found = self._watcher.layout
        if found is None:
            return
        setups = self._store.settings.monitor_setups
        self._store.change(monitor_setups=with_setup(setups, edit(self._setup(found))))
        self.changed.emit()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()


def _taskbar_px(layout: Layout, name: str) -> int:
    return round(TASKBAR_LOGICAL_PX * layout.monitor(name).scale)
