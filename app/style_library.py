"""The styles of the palette: those that come with the program, and the person's own in files."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.failures import problem_of
from app.render_requests import ModelInfo
from app.style_names import shown_name
from infinitygan.errors import UserError
from infinitygan.scene_json import SceneFileError
from infinitygan.style_file import (
    NamedStyle,
    StyleModel,
    curated_styles,
    free_style_path,
    read_style,
    styles_in,
    write_style,
)
from infinitygan.styles import MixStyle, SeedStyle, Style, with_name

log = logging.getLogger(__name__)

SEED_SWATCHES = 12  # shown for a model for which no styles were curated


class StyleLibrary(QObject):
    """Keeps the palette's styles; `folder` holds the person's own."""

    changed = Signal()
    failed = Signal(str)  # a sentence with the cause
    deleted = Signal(object, object)  # Path, NamedStyle

    def __init__(self, folder: Path, curated: tuple[NamedStyle, ...] | None = None) -> None:
        """Read the styles; `curated` None: those that come with the program."""
        super().__init__()
        self._folder = folder
        self._curated = curated_styles() if curated is None else curated
        self._own: Mapping[Path, NamedStyle] = styles_in(folder)
        self._model: StyleModel | None = None  # None: not opened yet

    @property
    def curated(self) -> tuple[Style, ...]:
        """Return the styles that come with the program and fit its model; else seeds of it."""
        fitting = tuple(named(style) for style in self._curated if self.fits(style))
        return fitting or tuple(
            SeedStyle(seed, self.tr("Style {number}").format(number=seed))
            for seed in range(1, SEED_SWATCHES + 1)
        )

    @property
    def own(self) -> Mapping[Path, NamedStyle]:
        """Return the person's styles by file, also those made for another model."""
        return self._own

    def fits(self, style: NamedStyle) -> bool:
        """Tell whether the open model can paint a style as it was meant."""
        return self._model is None or style.fits(self._model)

    @Slot(object)
    def use_model(self, model: ModelInfo) -> None:
        """Follow the model that is open."""
        self._model = model.style_model
        self.changed.emit()

    def save(self, style: Style, name: str) -> bool:
        """Keep a style under a name among the person's own."""
        if self._model is None:
            self.failed.emit(self.tr("A style can be saved once the model is open"))
            return False
        return self._write(free_style_path(self._folder, name), style, name)

    def rename(self, path: Path, name: str) -> bool:
        """Give one of the person's styles another name; its file stays where it is."""
        return self._attempt(lambda: write_style(path, replace(self._own[path], name=name)))

    def delete(self, path: Path) -> bool:
        """Remove one of the person's styles, and its file."""
        style = self._own[path]
        is_deleted = self._attempt(lambda: path.unlink(missing_ok=True))
        if is_deleted:
            self.deleted.emit(path, style)
        return is_deleted

    def restore(self, path: Path, style: NamedStyle) -> bool:
        """Put a deleted style back."""
        return self._attempt(lambda: write_style(path, style))

    def export(self, style: Style, name: str, target: Path) -> bool:
        """Write a style to a file of the person's choice."""
        if self._model is None:
            self.failed.emit(self.tr("A style can be saved once the model is open"))
            return False
        return self._write(target, style, name)

    def import_file(self, source: Path) -> NamedStyle | None:
        """Take a style file over; None: it cannot be used, and `failed` said why."""
        try:
            style = read_style(source)
            if self._model is not None:
                style.for_model(self._model)
        except SceneFileError as error:
            self._tell(error)
            return None
        path = free_style_path(self._folder, style.name)
        return style if self._attempt(lambda: write_style(path, style)) else None

    def _write(self, path: Path, style: Style, name: str) -> bool:
        assert self._model is not None
        model = self._model

        def write() -> None:
            write_style(path, NamedStyle(name, style, model.name, model.style_dims))

        return self._attempt(write)

    def _attempt(self, act: Callable[[], object]) -> bool:
        """Change the folder and read it again; say what went wrong."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            act()
        except (OSError, UserError, ValueError) as error:
            self._tell(error)
            return False
        finally:
            self._own = styles_in(self._folder)
            self.changed.emit()
        return True

    def _tell(self, error: Exception) -> None:
        log.warning("a style cannot be kept: %s", error)
        told = UserError(str(error)) if isinstance(error, ValueError) else error  # a field is wrong
        self.failed.emit(problem_of(told).text)


def named(style: NamedStyle) -> Style:
    """Return the style of a file with its name in it, as regions and the palette show it."""
    return with_name(style.style, style.name)


def title_of(style: Style) -> str:
    """Name a style for people, also one without a name."""
    if style.name:
        return shown_name(style)
    match style:
        case SeedStyle():
            return QCoreApplication.translate("Styles", "Seed {seed}").format(seed=style.seed)
        case MixStyle():
            return " + ".join(title_of(part) for part, _ in style.normalised_parts[:2])
        case _:
            return QCoreApplication.translate("Styles", "Own style")
