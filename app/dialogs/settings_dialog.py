"""The settings: each change applies at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.languages import LANGUAGES
from app.panels.panel import aligned_form, muted_label
from app.render_requests import ModelInfo
from app.settings import MAX_PICTURE_MB, MIN_PICTURE_MB, THEMES, Settings, SettingsStore
from app.wallpaper.custom_command import parse_template

MEMORY_STEP_MB = 64


class SettingsDialog(QDialog):
    """Edits the settings."""

    device_chosen = Signal(str)
    own_model_wanted = Signal()
    bundled_model_wanted = Signal()

    def __init__(
        self, store: SettingsStore, model: ModelInfo | None, parent: QWidget | None = None
    ) -> None:
        """Build; `model` None: none is open yet."""
        super().__init__(parent)
        self._store = store
        self.setWindowTitle(self.tr("Settings"))
        form = aligned_form()
        self._add_looks(form)
        self._add_painting(form)
        self._add_command(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(18)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self._built_buttons())
        self.setMinimumWidth(480)
        if model is not None:
            self.show_model(model)
        self._show_settings(store.settings)
        self._connect()
        store.changed.connect(self._show_settings)

    @Slot(object)
    def show_model(self, model: ModelInfo) -> None:
        """Show the model that paints, and the devices that it could paint on."""
        licence = self.tr("Licence: {licence}").format(licence=model.licence or self.tr("not told"))
        self._model.setText(f"{model.model_id}\n{licence}")
        while self._device.count() > 1:
            self._device.removeItem(1)
        for key, title in model.devices:
            self._device.addItem(title, key)
        self._show_settings(self._store.settings)

    def _add_looks(self, form: QFormLayout) -> None:
        self._theme = self._choice(
            self.tr("Colours"),
            list(
                zip(
                    THEMES,
                    (self.tr("As the system"), self.tr("Light"), self.tr("Dark")),
                    strict=True,
                )
            ),
        )
        form.addRow(self.tr("&Colours"), self._theme)
        languages = [("", self.tr("As the system")), *LANGUAGES]
        self._language = self._choice(self.tr("Language"), languages)
        form.addRow(self.tr("&Language"), self._language)
        self._language_note = muted_label(self.tr("The language changes at the next start."))
        self._language_note.hide()
        form.addRow("", self._language_note)
        self._start = self._choice(
            self.tr("What a start opens"),
            [(False, self.tr("A new landscape")), (True, self.tr("The last project"))],
        )
        form.addRow(self.tr("At the &start"), self._start)

    def _add_painting(self, form: QFormLayout) -> None:
        self._model = QLabel(self.tr("The model is being opened…"), wordWrap=True)
        self._model.setAccessibleName(self.tr("Model that paints"))
        form.addRow(self.tr("Model"), self._model)
        own = QPushButton(self.tr("C&hoose…"))
        own.setToolTip(self.tr("Paint with a model of your own: its weights, as safetensors"))
        own.clicked.connect(self.own_model_wanted)
        self._bundled = QPushButton(self.tr("&Bundled one"))
        self._bundled.setToolTip(self.tr("Paint with the model that comes with the program"))
        self._bundled.clicked.connect(self.bundled_model_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (own, self._bundled):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        form.addRow("", row)
        automatic = [("auto", self.tr("Automatic: the quickest"))]
        self._device = self._choice(self.tr("Device to render on"), automatic)
        form.addRow(self.tr("&Device"), self._device)
        self._memory = QSpinBox(minimum=MIN_PICTURE_MB, maximum=MAX_PICTURE_MB, suffix=" MB")
        self._memory.setSingleStep(MEMORY_STEP_MB)
        self._memory.setAccessibleName(self.tr("Memory for pictures"))
        self._memory.setToolTip(
            self.tr("How much of what was rendered stays in memory; more makes undo quicker.")
        )
        form.addRow(self.tr("&Memory for pictures"), self._memory)

    def _add_command(self, form: QFormLayout) -> None:
        self._command = QLineEdit(placeholderText=self.tr("as the desktop wants it"))
        self._command.setAccessibleName(self.tr("Command that sets the wallpaper"))
        self._command.setToolTip(
            self.tr("For desktops that are not known, such as: feh --bg-fill {image}")
        )
        form.addRow(self.tr("&Wallpaper command"), self._command)
        self._command_note = QLabel(wordWrap=True)
        self._command_note.setProperty("warning", "true")
        self._command_note.hide()
        form.addRow("", self._command_note)

    def _built_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        reset = QPushButton(self.tr("&Reset"))
        reset.setToolTip(self.tr("Set everything on this page back"))
        reset.setAutoDefault(False)
        reset.clicked.connect(self._reset)
        buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choice(self, name: str, choices: Sequence[tuple[str | bool, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        for key, title in choices:
            box.addItem(title, key)
        return box

    def _connect(self) -> None:
        self._theme.activated.connect(lambda: self._store.change(theme=self._theme.currentData()))
        self._language.activated.connect(self._on_language)
        self._start.activated.connect(
            lambda: self._store.change(opens_last=self._start.currentData())
        )
        self._device.activated.connect(lambda: self.device_chosen.emit(self._device.currentData()))
        self._memory.valueChanged.connect(
            lambda megabytes: self._store.change(picture_memory_mb=megabytes)
        )
        self._command.editingFinished.connect(self._on_command)

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        for box, key in (
            (self._theme, settings.theme),
            (self._language, settings.language),
            (self._start, settings.opens_last),
            (self._device, settings.device),
        ):
            box.setCurrentIndex(max(0, box.findData(key)))
        self._bundled.setEnabled(settings.own_model is not None)
        self._memory.blockSignals(True)
        self._memory.setValue(settings.picture_memory_mb)
        self._memory.blockSignals(False)
        if not self._command.hasFocus():
            self._command.setText(settings.wallpaper_command)

    @Slot()
    def _on_language(self) -> None:
        self._store.change(language=self._language.currentData())
        self._language_note.show()

    @Slot()
    def _on_command(self) -> None:
        command = self._command.text().strip()
        self._command_note.hide()
        if command:
            try:
                parse_template(command)
            except ValueError as error:
                self._command_note.setText(str(error))
                self._command_note.show()
                return
        self._store.change(wallpaper_command=command)

    @Slot()
    def _reset(self) -> None:
        fresh = Settings()
        self._command.clear()
        self._command_note.hide()
        self._store.change(
            theme=fresh.theme,
            language=fresh.language,
            opens_last=fresh.opens_last,
            picture_memory_mb=fresh.picture_memory_mb,
            wallpaper_command=fresh.wallpaper_command,
        )
        self.device_chosen.emit(fresh.device)
        if self._store.settings.own_model is not None:
            self.bundled_model_wanted.emit()
