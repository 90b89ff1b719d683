"""All features of a window, in the order in which they join its menus and tool bar."""

from pathlib import Path

from PySide6.QtCore import QObject

from app.features.export_feature import ExportFeature
from app.features.help_feature import HelpFeature
from app.features.history_feature import HistoryFeature
from app.features.intake_feature import IntakeFeature
from app.features.missing_model_feature import MissingModelFeature
from app.features.model_feature import ModelFeature
from app.features.photo_feature import PhotoFeature
from app.features.recovery_feature import RecoveryFeature
from app.features.thumbnail_feature import ThumbnailFeature
from app.features.wallpaper_feature import WallpaperFeature
from app.log_memory import LogMemory
from app.main_window import MainWindow, Services
from app.settings import Folders


class Features(QObject):
    """Builds the features, starts them once the window is shown, and ends them."""

    def __init__(
        self, window: MainWindow, services: Services, folders: Folders, log_memory: LogMemory
    ) -> None:
        super().__init__(window)
        self.history = HistoryFeature(window, services)
        self.thumbnail = ThumbnailFeature(window, services)
        self.model = ModelFeature(window, services)
        self.missing_model = MissingModelFeature(window, services, self.model)
        self.intake = IntakeFeature(window, services)
        self.photo = PhotoFeature(window, services)
        self.intake.take_photo = self.photo.take
        self.intake.take_picture = self.photo.take_picture
        self.export = ExportFeature(window, services)
        self.wallpaper = WallpaperFeature(window, services, folders.data / "wallpapers")
        self.recovery = RecoveryFeature(window, services, folders.state / "journal")
        self.help = HelpFeature(window, services, folders, log_memory, self.model)

    def start(self, file: Path | None) -> None:
        """Open the file of the command line, and offer what a crash left."""
        if file is not None:
            self.intake.take(file)
        self.recovery.offer()

    def stop(self) -> None:
        """Wait for what is being written."""
        self.export.queue.cancel_all()
        self.photo.close()
        self.wallpaper.work.close()
        self.recovery.close()
