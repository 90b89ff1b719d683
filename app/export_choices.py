"""What the user chose in the export dialog, remembered for the next time."""

from dataclasses import dataclass, replace

from app.export_names import DEFAULT_TEMPLATE
from infinitygan.checks import FieldError, check_flag, check_items, check_text

PARTS = ("whole", "monitors", "both")
DEFAULT_QUALITY = {"JPEG": 92, "WebP": 90, "AVIF": 70}


@dataclass(frozen=True)
class ExportChoices:
    """The last choices.

    Attributes:
        folder: where the last picture went; empty: the user's pictures.
        format: name of the format.
        qualities: (name of a format, quality) where it is not the default.
        template: of the file names.
        with_recipe: write into the files how to render them again.
        parts: "whole", one file for each of the "monitors", or "both".
    """

    folder: str = ""
    format: str = "PNG"
    qualities: tuple[tuple[str, int], ...] = ()
    template: str = DEFAULT_TEMPLATE
    with_recipe: bool = True
    parts: str = "whole"

    def __post_init__(self) -> None:
        for name in ("folder", "format", "template"):
            check_text(name, getattr(self, name))
        check_items("qualities", self.qualities, tuple, "a pair")
        check_flag("with_recipe", self.with_recipe)
        if self.parts not in PARTS:
            raise FieldError("parts", f"must be one of {', '.join(PARTS)}, not {self.parts!r}")

    def quality(self, format_name: str) -> int:
        """Return the quality for a format."""
        return dict(self.qualities).get(format_name, DEFAULT_QUALITY.get(format_name, 90))

    def with_quality(self, format_name: str, quality: int) -> "ExportChoices":
        """Return the choices with another quality for a format."""
        others = tuple(pair for pair in self.qualities if pair[0] != format_name)
        return replace(self, qualities=(*others, (format_name, quality)))


DEFAULT_CHOICES = ExportChoices()
