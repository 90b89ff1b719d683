"""Styles in files (`.everstyle`), the curated ones, people's own, and how a word finds one.

A style file is a small JSON document. It names the model that the style was made for, since the
same numbers look otherwise in another. All that goes wrong is a `SceneFileError` of one line.
"""

import difflib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from infinitygan.assets import assets_folder
from infinitygan.atomic_file import replacing
from infinitygan.checks import MAX_SEED, FieldError, check_text, check_whole
from infinitygan.config import texture_layers
from infinitygan.scene_json import (
    Migration,
    SceneFileError,
    decode,
    encode,
    format_json,
    migrated,
    parse_json,
)
from infinitygan.styles import (
    MAX_VECTOR_LENGTH,
    MixStyle,
    SeedStyle,
    Style,
    VectorStyle,
    check_style,
    with_name,
)

logger = logging.getLogger(__name__)

STYLE_SUFFIX = ".everstyle"
STYLE_MIGRATIONS: tuple[Migration, ...] = ()
MAX_STYLE_BYTES = 8 * 2**20  # a W+ of 64 layers has a quarter of a million numbers

_MAX_STEM = 60
_NOT_IN_STEM = re.compile(r"[^\w]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # by Windows


class StyleModel(NamedTuple):
    """A model, as far as styles go: its name, how many numbers they have in it, and its levels."""

    name: str
    style_dims: int
    levels: int


@dataclass(frozen=True)
class NamedStyle:
    """A style under a name; `model` names the model that it was made for."""

    name: str
    style: Style
    model: str
    style_dims: int

    def __post_init__(self) -> None:
        check_text("name", self.name)
        if not self.name.strip():
            raise FieldError("name", "must not be empty")
        check_style("style", self.style)
        check_text("model", self.model)
        check_whole("style_dims", self.style_dims, 1, MAX_VECTOR_LENGTH)
        for part in _fitted_parts(self.style):
            for vector in (part.z, *part.w):
                if len(vector) != self.style_dims:
                    raise FieldError(
                        "style", f"has a vector of {len(vector)} numbers, not of {self.style_dims}"
                    )

    def fits(self, model: StyleModel) -> bool:
        """Tell whether a model can paint the style as it was meant."""
        return self._misfit(model) is None

    def for_model(self, model: StyleModel) -> Style:
        """Return the style under its name, for use with a model.

        Raises: SceneFileError: if it was made for another, or for more or fewer layers.
        """
        misfit = self._misfit(model)
        if misfit is not None:
            raise SceneFileError(misfit)
        return with_name(self.style, self.name)

    def _misfit(self, model: StyleModel) -> str | None:
        """Say why a model cannot paint the style; None: it can."""
        if (self.model, self.style_dims) != (model.name, model.style_dims):
            return (
                f"the style '{self.name}' was made for the model '{self.model}' "
                f"({self.style_dims} numbers), not for '{model.name}' ({model.style_dims}): "
                "choose that model, or another style"
            )
        layers = texture_layers(model.levels)
        for part in _fitted_parts(self.style):
            if len(part.w) not in (0, 1, layers):
                return (
                    f"the style '{self.name}' has vectors for {len(part.w)} layers, and the model "
                    f"'{model.name}' has {layers}: choose another style"
                )
        return None


def read_style(path: Path) -> NamedStyle:
    """Read a style file.

    Raises: SceneFileError: if it cannot be read, or is not a style.
    """
    try:
        with path.open("rb") as stream:
            text = stream.read(MAX_STYLE_BYTES + 1)
        if len(text) > MAX_STYLE_BYTES:
            raise SceneFileError(f"it is larger than {MAX_STYLE_BYTES} bytes")
        return decode(NamedStyle, migrated(parse_json(text), STYLE_MIGRATIONS), "")
    except SceneFileError as error:
        raise SceneFileError(f"cannot read '{path}': {error}") from error
    except OSError as error:
        raise SceneFileError(f"cannot read '{path}': {error.strerror or error}") from error


def style_to_text(style: NamedStyle) -> str:
    """Write the text of a style file."""
    return format_json({"format": 1 + len(STYLE_MIGRATIONS), **encode(style)}, indent=2) + "\n"


def write_style(path: Path, style: NamedStyle) -> None:
    """Write a style file; after any failure the file that stood there is as it was.

    Raises: SceneFileError: if the disk refuses.
    """
    try:
        with replacing(path) as stream:
            stream.write(style_to_text(style).encode())
    except OSError as error:
        raise SceneFileError(f"cannot save '{path}': {error.strerror or error}") from error


def styles_in(folder: Path) -> Mapping[Path, NamedStyle]:
    """Read the style files of a folder, in the order of their names; only log broken ones."""
    found: dict[Path, NamedStyle] = {}
    for path in sorted(folder.glob(f"*{STYLE_SUFFIX}")):
        try:
            found[path] = read_style(path)
        except SceneFileError as error:
            logger.warning("a style is left out: %s", error)
    return found


def curated_styles(folder: Path | None = None) -> tuple[NamedStyle, ...]:
    """Read the styles that come with the program; None = from where they lie."""
    return tuple(styles_in(folder or assets_folder() / "styles").values())


def user_styles_folder() -> Path:
    """Return where a person's own styles lie; the folder may not be there yet."""
    import platformdirs  # here, so that a machine that only trains can do without it

    return platformdirs.user_data_path("everscape", appauthor=False) / "styles"


def free_style_path(folder: Path, name: str) -> Path:
    """Return a path in the folder, not taken yet, for a style of this name."""
    stem = _NOT_IN_STEM.sub("-", name).strip("-")[:_MAX_STEM] or "style"
    if _RESERVED.fullmatch(stem):
        stem = f"style-{stem}"
    path = folder / f"{stem}{STYLE_SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{STYLE_SUFFIX}"
        number += 1
    return path


def look_up(text: str, known: Sequence[NamedStyle] | None = None) -> NamedStyle | SeedStyle:
    """Return the style that a person means by a seed, a style file or a name.

    A name may be cut short while it is the only one that starts so, and its case does not matter.
    `known` are the styles with names; None = the curated ones and the person's own.

    Raises: SceneFileError: if there is none, or a name fits several, and lists the closest.
    """
    if re.fullmatch(r"[0-9]+", text):
        return _seed_style(text)
    if text.lower().endswith(STYLE_SUFFIX):
        return read_style(Path(text))
    return find_named(text, all_styles() if known is None else known)


def find_named(text: str, known: Sequence[NamedStyle]) -> NamedStyle:
    """Return the style of a name, or of a unique start of one; of equal names, the last.

    Raises: SceneFileError: if there is none, or the start fits several; it lists the closest.
    """
    by_name = {style.name.casefold(): style for style in known}
    wanted = text.casefold()
    if wanted in by_name:
        return by_name[wanted]
    fitting = [name for name in by_name if wanted and name.startswith(wanted)]
    if len(fitting) == 1:
        return by_name[fitting[0]]
    close = fitting or difflib.get_close_matches(wanted, by_name, n=5) or list(by_name)[:5]
    names = ", ".join(f"'{by_name[name].name}'" for name in close)
    problem = "fits several styles" if fitting else "is not the name of a style"
    hint = f"; is one of these meant: {names}?" if names else ""
    raise SceneFileError(f"'{text}' {problem}, nor is it a number or a {STYLE_SUFFIX} file{hint}")


def all_styles() -> tuple[NamedStyle, ...]:
    """Read the curated styles, then the person's own."""
    return (*curated_styles(), *styles_in(user_styles_folder()).values())


def _seed_style(text: str) -> SeedStyle:
    if len(text) > len(str(MAX_SEED)) or int(text) > MAX_SEED:
        raise SceneFileError(
            f"the style {text[:20]} is too large a seed; {MAX_SEED} is the largest"
        )
    return SeedStyle(int(text))


def _fitted_parts(style: Style) -> Iterator[VectorStyle]:
    """Yield what of a style is given by numbers, which one model alone understands."""
    match style:
        case VectorStyle():
            yield style
        case MixStyle():
            for part, _ in style.parts:
                yield from _fitted_parts(part)
