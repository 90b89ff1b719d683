"""Own models: those that cannot be used are refused with a reason, those that work are kept."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from fake_renderer import FakeBackend, FakeRenderer
from program_end import end
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file
from tiny_model import TINY, tiny_generator

from app.application import Program
from app.settings import Folders, SettingsStore
from infinitygan.checkpoint import WEIGHTS_NAME, ModelInfo, load_model, save_model
from infinitygan.errors import UserError


class LoadingBackend(FakeBackend):
    """Reads models as the real backend does, and renders gradients with them."""

    def open(
        self, device: str, model_folder: Path | None, notify: Callable[[str], None]
    ) -> FakeRenderer:
        super().open(device, model_folder, notify)
        if device == "lost":
            raise UserError("there is no device 'lost'")
        if model_folder is None:
            return FakeRenderer("bundled")
        _, info = load_model(model_folder)
        return FakeRenderer(info.name, licence=info.licence)


@pytest.fixture
def backend() -> FakeBackend:
    return LoadingBackend()


@pytest.fixture
def own_model(tmp_path: Path) -> Path:
    """Return the weights of a good model."""
    info = ModelInfo("alps", TINY, licence="CC-BY-4.0")
    save_model(tmp_path / "alps", tiny_generator(), info)
    return tmp_path / "alps" / WEIGHTS_NAME


@pytest.fixture
def opened(program: Program, qtbot: QtBot) -> Program:
    """Return the program once its model is open."""
    qtbot.waitUntil(lambda: program.controller.model is not None)
    return program


@pytest.fixture
def choose(
    opened: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], None]:
    """Return what chooses a file as a user does, and waits for what becomes of it."""

    heard: list[object] = []
    opened.controller.opened.connect(heard.append)
    opened.controller.open_failed.connect(heard.append)

    def chosen(path: Path) -> None:
        heard.clear()
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        opened.features.model.choose()
        qtbot.waitUntil(lambda: bool(heard))

    return chosen


def refusal(program: Program) -> str:
    """Return what the one dialog says."""
    (box,) = (box for box in program.window.findChildren(QMessageBox) if box.isVisible())
    return box.text()


def notice(program: Program) -> str:
    """Return what floats over the canvas."""
    frame = program.window.stage.notice
    return "" if frame is None else " ".join(x.text() for x in frame.findChildren(QLabel))


Choose = Callable[[Path], None]


def test_a_good_model_paints_and_is_remembered(
    opened: Program, choose: Choose, own_model: Path, tmp_path: Path
):
    choose(own_model)
    assert opened.controller.model is not None
    assert opened.controller.model.model_id == "alps"
    assert opened.window.statusBar().currentMessage() == "“alps” paints now. Licence: CC-BY-4.0"
    again = SettingsStore(tmp_path / "config" / "settings.json")
    assert again.settings.own_model == own_model


def test_wrong_keys_are_refused_by_name(
    opened: Program, choose: Choose, own_model: Path, tmp_path: Path
):
    save_file({"foreign": torch.zeros(1)}, own_model)
    choose(own_model)
    first_three = ", ".join(list(tiny_generator().state_dict())[:3])
    assert first_three in refusal(opened)
    assert opened.store.settings.own_model is None
    assert opened.controller.model is not None
    assert opened.controller.model.model_id == "bundled"


def test_a_pickle_is_refused_with_a_way_to_convert_it(
    opened: Program, choose: Choose, tmp_path: Path
):
    (tmp_path / "model.pt").write_bytes(pickle.dumps({}))
    choose(tmp_path / "model.pt")
    assert "unsafe format" in refusal(opened)
    assert "convert it" in refusal(opened)
    assert opened.store.settings.own_model is None


def test_the_bundled_model_comes_back(
    opened: Program, choose: Choose, own_model: Path, qtbot: QtBot
):
    choose(own_model)
    with qtbot.waitSignal(opened.controller.opened):
        opened.features.model.use_bundled()
    assert opened.store.settings.own_model is None


@pytest.fixture
def restarted(
    qapp: QApplication, tmp_path: Path, own_model: Path
) -> Iterator[Callable[[str], Program]]:
    """Return what starts a program that remembers the own model and a device."""
    programs: list[Program] = []

    def start(device: str) -> Program:
        folders = Folders.under(tmp_path)
        if device:  # empty: the settings stay as they are
            store = SettingsStore(folders.config / "settings.json")
            store.change(model_folder=str(own_model), device=device)
        programs.append(Program(qapp, folders, LoadingBackend()))
        programs[-1].start()
        return programs[-1]

    yield start
    for running in programs:
        end(running)


def opened_with(program: Program, qtbot: QtBot) -> str:
    """Return the name of the model that the program ends up with."""
    qtbot.waitUntil(lambda: program.controller.model is not None)
    assert program.controller.model is not None
    return program.controller.model.model_id


def test_an_own_model_that_is_gone_has_a_stand_in(
    restarted: Callable[[str], Program], own_model: Path, qtbot: QtBot
):
    own_model.unlink()
    program = restarted("auto")
    assert opened_with(program, qtbot) == "bundled"
    assert "are missing" in notice(program)
    assert program.store.settings.own_model == own_model


def test_spoilt_settings_are_told_once_and_kept_aside(
    tmp_path: Path, qtbot: QtBot, restarted: Callable[[str], Program]
):
    folders = Folders.under(tmp_path)
    folders.config.mkdir(parents=True)
    (folders.config / "settings.json").write_text("garbage")
    program = restarted("")
    assert opened_with(program, qtbot) == "bundled"
    assert "Your settings could not be read" in notice(program)
    assert (folders.config / "settings.json.bak").read_text() == "garbage"


def test_a_device_that_is_gone_does_not_cost_the_model(
    restarted: Callable[[str], Program], qtbot: QtBot
):
    program = restarted("lost")
    assert opened_with(program, qtbot) == "alps"
    assert "no device 'lost'" in notice(program)
