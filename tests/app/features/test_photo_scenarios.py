"""What users do with a photo, in the running program with a real, if tiny, model."""

import io
import logging
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps
from pytestqt.qtbot import QtBot
from tiny_model import CPU, TINY, tiny_generator

from app.application import Program
from app.export_job import ExportOrder
from app.export_queue import ExportState
from app.photo_match import MatchState
from app.photos import Fit
from app.render_jobs import MeasureJob, ThumbnailJob
from app.render_requests import DeviceChoice
from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Rect, Size
from infinitygan.inference.model_tiles import ModelTiles
from infinitygan.inference.photo_placement import Anchor, photo_rect
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.scene_file import Project

pytestmark = pytest.mark.slow

CANVAS = Size(360, 1280)
SCENE = Scene(canvas=CANVAS, layout_seed=4)
ORIENTATION_TAG, TURNED = 0x0112, 6
P3_PRIMARIES = {  # XYZ under D50
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}
PATIENCE_MS = 120_000  # on a machine that has other work, too


class TinyBackend:
    """Opens renderers of the tiny model."""

    def devices(self) -> tuple[DeviceChoice, ...]:
        return (DeviceChoice("cpu", "Test CPU"),)

    def open(
        self, device: str, model_folder: Path | None, notify: Callable[[str], None]
    ) -> Renderer:
        return Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU, notify=notify)


@pytest.fixture
def backend() -> TinyBackend:
    return TinyBackend()


@pytest.fixture
def opened(program: Program, qtbot: QtBot) -> Program:
    qtbot.waitUntil(lambda: program.controller.model is not None, timeout=PATIENCE_MS)
    program.document.open(Project(SCENE), None)
    return program


def display_p3() -> ImageCms.ImageCmsProfile:
    """Make the profile of wide-gamut cameras and screens out of that of sRGB."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = bytearray(srgb.replace("sRGB".encode("utf-16-be"), "DiP3".encode("utf-16-be")))
    (count,) = struct.unpack_from(">I", profile, 128)
    for index in range(count):
        tag, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if tag in P3_PRIMARIES:
            values = [round(value * 65536) for value in P3_PRIMARIES[tag]]
            struct.pack_into(">3i", profile, offset + 8, *values)
    return ImageCms.ImageCmsProfile(io.BytesIO(bytes(profile)))


def save_photo(path: Path, height: int, width: int) -> None:
    """Save a JPEG of a turned camera with a wide gamut, of this size once it is upright."""
    horizon = height * 2 // 5
    upright = np.empty((height, width, 3), np.uint8)
    upright[:horizon] = np.linspace((40, 90, 250), (250, 220, 180), horizon)[:, None]
    upright[horizon:] = np.linspace((20, 250, 30), (200, 60, 20), width)
    stored = Image.fromarray(upright).rotate(90, expand=True)
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = TURNED
    stored.save(path, exif=exif, icc_profile=display_p3().tobytes(), quality=85)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    save_photo(tmp_path / "coast.jpg", 300, 400)
    return tmp_path / "coast.jpg"


def upright_srgb(path: Path) -> Image.Image:
    """Read a photo as any program that obeys orientation and profile would."""
    with Image.open(path) as image:
        turned = ImageOps.exif_transpose(image)
    converted = ImageCms.profileToProfile(
        turned,
        display_p3(),
        ImageCms.createProfile("sRGB"),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None
    return converted


def add(program: Program, path: Path, qtbot: QtBot) -> None:
    program.features.photo.take(path)
    qtbot.waitUntil(lambda: bool(program.document.scene.photos), timeout=PATIENCE_MS)


def only(program: Program) -> PhotoPlacement:
    (placement,) = program.document.scene.photos
    return placement


def shown(program: Program, qtbot: QtBot) -> None:
    """Wait until the view is as sharp as it gets."""
    with qtbot.waitSignal(
        program.controller.view_finished,
        timeout=PATIENCE_MS,
        check_params_cb=lambda request: request.scene == program.document.scene,
    ):
        pass


def exported(program: Program, path: Path, qtbot: QtBot) -> NDArray[np.uint8]:
    queue = program.features.export.queue
    with qtbot.waitSignal(queue.ended, timeout=PATIENCE_MS) as ended:
        queue.add(ExportOrder(program.document.scene, path))
    assert ended.args is not None
    assert ended.args[0].state is ExportState.DONE
    with Image.open(path) as image:
        return np.asarray(image)


def match_for_a_while(program: Program, qtbot: QtBot) -> None:
    box = program.features.photo.panel.match_box
    box.start.click()
    qtbot.waitUntil(box.keep.isEnabled, timeout=PATIENCE_MS)
    with qtbot.waitSignal(program.document.scene_changed, timeout=PATIENCE_MS):
        box.keep.click()


def test_a_turned_wide_gamut_photo_is_upright_and_exact_in_the_export(
    opened: Program, tmp_path: Path, qtbot: QtBot
):
    photo = tmp_path / "coast.jpg"
    save_photo(photo, 3000, 4000)
    opened.document.open(Project(replace(SCENE, canvas=Size(1440, 5120))), None)
    add(opened, photo, qtbot)
    panel = opened.features.photo.panel
    panel.fits[Fit.WIDTH].click()
    panel.fits[Fit.HEIGHT].click()
    panel.anchors[Anchor.CENTER].click()
    assert photo_rect(only(opened)) == Rect.at(0, 1600, 1440, 1920)

    opened.document.edit("Size", opened.document.scene.with_canvas(CANVAS, "relative"))
    panel.feather.edited.emit(40)
    picture = exported(opened, tmp_path / "wide.png", qtbot)
    assert picture.shape == (360, 1280, 3)
    converted = upright_srgb(photo)
    expected = np.asarray(converted.resize((480, 360), Image.Resampling.LANCZOS))
    assert np.array_equal(picture[:, 440:840], expected[:, 40:-40])
    with Image.open(photo) as stored:  # that the profile counts
        assert np.abs(expected[10, 10].astype(int) - stored.getpixel((4, 3995))).max() > 5


def test_a_cancelled_match_leaves_the_document_as_it_was(
    opened: Program, photo: Path, qtbot: QtBot
):
    add(opened, photo, qtbot)
    feature, before = opened.features.photo, opened.document.project
    steps = opened.document.undo_stack.count()
    feature.panel.match_box.start.click()
    bar = feature.panel.match_box.bar
    qtbot.waitUntil(lambda: bar.value() > 2, timeout=PATIENCE_MS)
    feature.panel.match_box.cancel.click()
    assert opened.document.project == before
    assert opened.document.undo_stack.count() == steps
    assert feature.match.state is MatchState.UNMATCHED
    assert feature.panel.match_box.start.isEnabled()


def test_look_and_anchor_after_a_match(
    opened: Program,
    photo: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    caplog.set_level(logging.INFO)
    for job in (ThumbnailJob, MeasureJob):  # they paint other scenes
        monkeypatch.setattr(job, "answers", lambda *_: iter(()))
    add(opened, photo, qtbot)
    feature = opened.features.photo
    feature.panel.feather.edited.emit(0)
    feature.panel.feather.released.emit()
    match_for_a_while(opened, qtbot)
    shown(opened, qtbot)

    painted: list[object] = []
    prepare = ModelTiles.prepare
    monkeypatch.setattr(
        ModelTiles, "prepare", lambda *given: (painted.append(given), prepare(*given))
    )
    matched = only(opened)
    for slider, value in (
        (feature.panel.feather, 128),
        (feature.panel.light, 0),
        (feature.panel.light, 100),
    ):
        slider.edited.emit(value)
        slider.released.emit()
        shown(opened, qtbot)
    assert painted == []
    assert only(opened) == replace(matched, feather_px=128.0)

    feature.panel.anchors[Anchor.LEFT].click()
    shown(opened, qtbot)
    assert feature.panel.match_box.start.text() == "Match again"
    assert not feature.match.is_running
    begun = [record for record in caplog.records if record.message.startswith("matching")]
    assert len(begun) == 1
