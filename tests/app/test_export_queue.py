"""The queue of exports, with the whole way through the render thread to a file."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from fake_renderer import FakeBackend
from PIL import Image
from pytestqt.qtbot import QtBot

from app.export_job import ExportJob, ExportOrder, PictureJob, RenderedPicture
from app.export_queue import ExportItem, ExportQueue, ExportState
from app.render_controller import RenderController
from infinitygan.geometry import Rect, Size
from infinitygan.inference.recipe_metadata import read_recipe
from infinitygan.recipe import recipe_from_text
from infinitygan.scene import Scene


@pytest.fixture
def controller(qapp: object, backend: FakeBackend) -> Iterator[RenderController]:
    """Return a running render thread with the fake renderer."""
    running = RenderController(backend)
    running.open("cpu")
    yield running
    running.stop()


@pytest.fixture
def queue(controller: RenderController) -> ExportQueue:
    """Return an empty queue."""
    return ExportQueue(controller)


def has_state(state: ExportState) -> Callable[[ExportItem], bool]:
    """Wait for a state."""
    return lambda item: item.state is state


def ended(qtbot: QtBot, queue: ExportQueue, *orders: ExportOrder) -> list[ExportItem]:
    """Export, and return how it went."""
    over: list[ExportItem] = []
    queue.ended.connect(over.append)
    for order in orders:
        queue.add(order)
    qtbot.waitUntil(lambda: len(over) == len(orders))
    return over


def pixels_of(path: Path) -> np.ndarray:
    """Decode a picture."""
    with Image.open(path) as image:
        return np.asarray(image)


def whole_picture(backend: FakeBackend, scene: Scene) -> np.ndarray:
    """Render a scene without the queue."""
    *_, picture = PictureJob(scene).answers(backend.renderer)
    assert isinstance(picture, RenderedPicture)
    return picture.rgb


def test_an_export_is_the_picture(
    qtbot: QtBot, queue: ExportQueue, backend: FakeBackend, scene: Scene, tmp_path: Path
):
    (item,) = ended(qtbot, queue, ExportOrder(scene, tmp_path / "a.png"))
    assert item.state is ExportState.DONE
    assert item.bytes == (tmp_path / "a.png").stat().st_size
    assert np.array_equal(pixels_of(tmp_path / "a.png"), whole_picture(backend, scene))


def test_progress_counts_every_tile(qtbot: QtBot, queue: ExportQueue, scene: Scene, tmp_path: Path):
    seen: list[tuple[int, int]] = []

    def note(item: ExportItem) -> None:
        if item.progress and item.state is ExportState.RUNNING:
            seen.append((item.progress.done, item.progress.total))

    queue.changed.connect(note)
    (item,) = ended(qtbot, queue, ExportOrder(scene, tmp_path / "a.png"))
    total = len(list(scene.canvas.rect.tiles(96, 96)))
    assert list(dict.fromkeys(seen)) == [(done, total) for done in range(total + 1)]
    assert item.seconds > 0


def test_the_recipe_is_included_unless_it_is_not_wanted(
    qtbot: QtBot, queue: ExportQueue, scene: Scene, tmp_path: Path
):
    ended(
        qtbot,
        queue,
        ExportOrder(scene, tmp_path / "with.png"),
        ExportOrder(scene, tmp_path / "without.png", with_recipe=False),
    )
    text = read_recipe(tmp_path / "with.png")
    assert text is not None
    assert recipe_from_text(text) == (scene, "fake")
    assert read_recipe(tmp_path / "without.png") is None


def test_a_crop_is_part_of_the_whole(
    qtbot: QtBot, queue: ExportQueue, backend: FakeBackend, scene: Scene, tmp_path: Path
):
    part = Rect.at(17, 200, 120, 160)
    (item,) = ended(qtbot, queue, ExportOrder(scene, tmp_path / "a.png", rect=part))
    assert item.state is ExportState.DONE
    whole = whole_picture(backend, scene)
    assert np.array_equal(pixels_of(tmp_path / "a.png"), whole[17:137, 200:360])


def test_a_crop_for_a_coarse_monitor_has_its_size(
    qtbot: QtBot, queue: ExportQueue, scene: Scene, tmp_path: Path
):
    part = Rect.at(0, 200, 120, 160)
    order = ExportOrder(scene, tmp_path / "a.png", rect=part, size=Size(60, 80))
    (item,) = ended(qtbot, queue, order)
    assert item.state is ExportState.DONE, item.problem
    assert pixels_of(tmp_path / "a.png").shape == (60, 80, 3)


def test_exports_run_one_after_the_other(
    qtbot: QtBot, queue: ExportQueue, scene: Scene, tmp_path: Path
):
    running: list[int] = []

    def note(item: ExportItem) -> None:
        running.append(sum(i.state is ExportState.RUNNING for i in queue.items))

    queue.changed.connect(note)
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    items = ended(qtbot, queue, *(ExportOrder(scene, path) for path in paths))
    assert [item.path for item in items] == paths
    assert max(running) == 1


def test_a_cancelled_export_leaves_nothing_and_the_next_one_starts(
    qtbot: QtBot, queue: ExportQueue, tmp_path: Path
):
    large = Scene(canvas=Size(4000, 4000))
    first = queue.add(ExportOrder(large, tmp_path / "a.png"))
    with qtbot.waitSignal(queue.changed, check_params_cb=lambda i: bool(i.progress)):
        queue.add(ExportOrder(Scene(canvas=Size(64, 64)), tmp_path / "b.png"))
    with qtbot.waitSignal(queue.ended, check_params_cb=has_state(ExportState.DONE)):
        queue.cancel(first.number)
    assert [path.name for path in tmp_path.iterdir()] == ["b.png"]


def thread_count() -> int:
    """Count the threads of this process, where the system tells; else those of Python."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def test_starting_and_cancelling_over_and_over_leaves_nothing_behind(
    qtbot: QtBot, queue: ExportQueue, tmp_path: Path
):
    order = ExportOrder(Scene(canvas=Size(2000, 3000)), tmp_path / "big.png")
    threads = thread_count()
    for _ in range(20):
        with qtbot.waitSignal(queue.changed, check_params_cb=lambda i: bool(i.progress)):
            item = queue.add(order)
        with qtbot.waitSignal(queue.ended):
            queue.cancel(item.number)
    (item,) = ended(qtbot, queue, ExportOrder(Scene(canvas=Size(90, 90)), tmp_path / "small.png"))
    assert item.state is ExportState.DONE
    assert [path.name for path in tmp_path.iterdir()] == ["small.png"]
    assert thread_count() <= threads


def test_a_waiting_export_can_be_cancelled(queue: ExportQueue, scene: Scene, tmp_path: Path):
    queue.add(ExportOrder(scene, tmp_path / "a.png"))
    second = queue.add(ExportOrder(scene, tmp_path / "b.png"))
    queue.cancel(second.number)
    assert [item.state for item in queue.items] == [ExportState.RUNNING, ExportState.CANCELLED]


def test_all_can_be_cancelled(queue: ExportQueue, scene: Scene, tmp_path: Path):
    for name in "abc":
        queue.add(ExportOrder(scene, tmp_path / f"{name}.png"))
    queue.cancel_all()
    assert {item.state for item in queue.items} == {ExportState.CANCELLED}
    assert queue.unfinished == ()


def test_a_folder_that_is_missing_fails_with_a_sentence_before_rendering(
    qtbot: QtBot, queue: ExportQueue, backend: FakeBackend, scene: Scene, tmp_path: Path
):
    (item,) = ended(qtbot, queue, ExportOrder(scene, tmp_path / "missing" / "a.png"))
    assert item.state is ExportState.FAILED
    assert item.problem is not None
    assert "does not exist" in item.problem.sentence
    assert backend.renderer.rendered == []


def test_a_failing_renderer_leaves_no_file(
    qtbot: QtBot, queue: ExportQueue, backend: FakeBackend, scene: Scene, tmp_path: Path
):
    backend.renderer.fail_with = RuntimeError("the card fell off")
    (item,) = ended(qtbot, queue, ExportOrder(scene, tmp_path / "a.png"))
    assert item.state is ExportState.FAILED
    assert list(tmp_path.iterdir()) == []


def test_finished_exports_can_be_cleared_away(
    qtbot: QtBot, queue: ExportQueue, scene: Scene, tmp_path: Path
):
    (item,) = ended(qtbot, queue, ExportOrder(scene, tmp_path / "a.png"))
    with qtbot.waitSignal(queue.removed) as removed:
        queue.clear_finished()
    assert removed.args == [item.number]
    assert queue.items == ()


def test_names_of_all_scripts_and_capital_suffixes_work(
    qtbot: QtBot, queue: ExportQueue, scene: Scene, tmp_path: Path
):
    folder = tmp_path / "Żółć 桌面"
    folder.mkdir()
    (item,) = ended(qtbot, queue, ExportOrder(scene, folder / "Bild.PNG"))
    assert item.state is ExportState.DONE
    assert [path.name for path in folder.iterdir()] == ["Bild.PNG"]


def test_the_job_itself_is_a_value(scene: Scene, tmp_path: Path):
    order = ExportOrder(scene, tmp_path / "a.png")
    assert ExportJob(order) == ExportJob(ExportOrder(scene, tmp_path / "a.png"))
