"""Export: the action, its dialog, the queue with its panel, and copying the picture."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QMessageBox

from app.desktop_services import Notifier, reveal
from app.dialogs.failure_dialog import show_failure
from app.export_choices import ExportChoices
from app.export_job import ExportOrder, PictureJob, RenderedPicture
from app.export_queue import ExportItem, ExportQueue, ExportState
from app.features.feature_actions import feature_action
from app.main_window import MainWindow, Services
from app.panels.exports_panel import ExportsPanel
from app.render_controller import Callbacks
from app.render_requests import Priority, Problem

MAX_COPIED_PIXELS = 100 * 10**6  # programs that paste hold it several times


class ExportFeature(QObject):
    """Adds export to the window."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._pixels_per_second: float | None = None
        self.queue = ExportQueue(services.controller, self)
        self._notifier = Notifier(window)
        self._add_actions()
        self._add_panel()
        window.may_close = self.may_close
        services.controller.speed_measured.connect(self._on_speed)
        self.queue.ended.connect(self._on_ended)

    def _add_actions(self) -> None:
        window, icons = self._window, self._services.icons
        self.export = feature_action(
            window, icons, self.tr("&Export…"), self.tr("Save the picture"), "Ctrl+E", "export"
        )
        self.export.triggered.connect(self.show_dialog)
        window.menus.file.insertAction(window.menus.before_quit, self.export)
        window.tool_bar.add_worded(self.export, self.tr("Export"))
        self.copy = feature_action(
            window,
            icons,
            self.tr("Copy p&icture"),
            self.tr("Put the finished picture into the clipboard"),
            "Ctrl+Alt+C",
            "copy",
        )
        self.copy.triggered.connect(self.copy_picture)
        window.menus.edit.addAction(self.copy)

    def _add_panel(self) -> None:
        self.panel = ExportsPanel(self.queue, self._services.icons, reveal)
        self.panel.details_wanted.connect(self._show_details)
        area = Qt.DockWidgetArea.RightDockWidgetArea
        self.dock = self._window.add_panel(self.tr("Exports"), "exports", self.panel, area)
        beside = next(dock for dock in self._window.docks if dock.objectName() == "size")
        self._window.tabifyDockWidget(beside, self.dock)
        self.dock.hide()

    @Slot()
    def show_dialog(self) -> QDialog:
        """Ask how to export."""
        from app.dialogs.export_dialog import THUMBNAIL_PX, ExportDialog, ExportSubject

        services = self._services
        scene = services.document.scene
        subject = ExportSubject(
            scene, self._window.files.title, services.spans.layout, self._pixels_per_second
        )
        dialog = ExportDialog(subject, services.store.settings.export, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.ordered.connect(self.add_orders)
        dialog.choices_made.connect(self._keep_choices)
        pixels = round(THUMBNAIL_PX * dialog.devicePixelRatioF())
        shown = self._window.canvas.snapshot(pixels)
        if shown is not None:
            dialog.show_thumbnail(shown)
        else:
            number = services.controller.thumbnail(scene, pixels, dialog.show_thumbnail)
            dialog.finished.connect(lambda: services.controller.cancel(number))
        dialog.open()
        return dialog

    @Slot(object)
    def add_orders(self, orders: tuple[ExportOrder, ...]) -> None:
        """Queue exports and show how they go."""
        for order in orders:
            self.queue.add(order)
        self.dock.show()
        self.dock.raise_()

    @Slot()
    def copy_picture(self) -> None:
        """Render the picture and put it into the clipboard."""
        scene = self._services.document.scene
        if scene.canvas.pixels > MAX_COPIED_PIXELS:
            self._window.stage.show_notice(
                self.tr("The picture is too large for the clipboard; export it instead."),
                (self.tr("Export…"), self.export.trigger),
            )
            return
        self._window.status.say(self.tr("Copying the picture…"))
        self._services.controller.submit(
            Priority.PICTURE,
            PictureJob(scene),
            Callbacks(self._on_copy_answer, failed=self._window.stage.show_problem),
        )

    def may_close(self) -> bool:
        """Ask whether exports that are not done may be lost; tells whether the window may close."""
        if not self.queue.unfinished:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Exports are still running"),
            self.tr("Exports are not finished. Stop them?"),
            buttons.Yes | buttons.No,
            buttons.No,
        )
        return answer == buttons.Yes

    def _on_copy_answer(self, answer: object) -> None:
        if not isinstance(answer, RenderedPicture):
            return
        height, width = answer.rgb.shape[:2]
        image = QImage(answer.rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        QGuiApplication.clipboard().setImage(image.copy())
        self._window.status.say(self.tr("The picture is in the clipboard"))

    @Slot(object)
    def _keep_choices(self, choices: ExportChoices) -> None:
        self._services.store.change(export=choices)

    @Slot(float)
    def _on_speed(self, pixels_per_second: float) -> None:
        self._pixels_per_second = pixels_per_second

    @Slot(object)
    def _on_ended(self, item: ExportItem) -> None:
        if item.state is ExportState.CANCELLED:
            return
        if item.state is ExportState.DONE:
            text = self.tr("Exported {name}").format(name=item.path.name)
            self._window.status.say(text)
        else:
            text = self.tr("The export of {name} failed").format(name=item.path.name)
            if item.problem is not None:
                self._window.stage.show_problem(item.problem)
        self._notifier.tell(self.tr("Everscape"), text, item.seconds)

    @Slot(object)
    def _show_details(self, problem: Problem) -> None:
        show_failure(self._window, self.tr("Export"), problem)
