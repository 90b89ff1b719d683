"""The document's photos and matches on their way to the renderer, decoded in its thread."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.document import Document
from app.render_controller import Callbacks, RenderController
from app.render_requests import Priority, Problem, TileRenderer
from infinitygan.errors import UserError

if TYPE_CHECKING:
    from infinitygan.inference.match import Match
    from infinitygan.inference.photo import Photo

Value = TypeVar("Value")


@dataclass
class Decoded:
    """What was decoded so far; written to in the render thread alone."""

    photos: "dict[str, Photo]" = field(default_factory=lambda: {})
    matches: "dict[str, Match]" = field(default_factory=lambda: {})


@dataclass(frozen=True)
class Supplied:
    """The renderer has what could be decoded; `sentences` say what could not."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SupplyJob:
    """Give the renderer photos by SHA-256 and matches by id. Answers: one Supplied."""

    photos: Mapping[str, bytes]
    matches: Mapping[str, bytes]
    decoded: Decoded

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Decode what is new, forget what is no longer at hand, and hand over the rest."""
        decoded, sentences = self.decoded, list[str]()
        decoded.photos = _decoded(self.photos, decoded.photos, _photo_of, sentences)
        decoded.matches = _decoded(self.matches, decoded.matches, _match_of, sentences)
        renderer.provide(decoded.photos, decoded.matches)
        yield Supplied(tuple(sentences))


def _decoded(
    files: Mapping[str, bytes],
    known: Mapping[str, Value],
    decode: Callable[[bytes], Value],
    sentences: list[str],
) -> dict[str, Value]:
    """Decode what is not known yet; what cannot be is left out, and `sentences` say why."""
    found: dict[str, Value] = {}
    for name, data in files.items():
        try:
            found[name] = known[name] if name in known else decode(data)
        except UserError as error:
            sentences.append(str(error))
    return found


def _photo_of(data: bytes) -> "Photo":
    from infinitygan.inference.photo import decode_photo

    return decode_photo(data, allow_large=True)


def _match_of(data: bytes) -> "Match":
    from infinitygan.inference.match_file import match_from_bytes

    return match_from_bytes(data)


class PhotoSupply(QObject):
    """Sends the document's photos and matches ahead of the scenes that name them."""

    failed = Signal(object)  # Problem: a photo or a match of the document is damaged

    def __init__(
        self, document: Document, controller: RenderController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._controller = controller
        self._decoded = Decoded()
        document.files_changed.connect(self._send)

    @Slot()
    def _send(self) -> None:
        document = self._document
        job = SupplyJob(document.photos, document.matches, self._decoded)
        self._controller.submit(
            Priority.SUPPLY, job, Callbacks(self._on_supplied, failed=self.failed.emit)
        )

    def _on_supplied(self, answer: object) -> None:
        if isinstance(answer, Supplied) and answer.sentences:
            self.failed.emit(Problem(" ".join(answer.sentences), ""))
