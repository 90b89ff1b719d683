"""Tests of `app.render_controller` and `app.render_worker`: the thread, the order, the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event

import pytest
from fake_renderer import FakeBackend, FakeRenderer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.render_controller import Callbacks, RenderController
from app.render_requests import (
    ModelInfo,
    Priority,
    Problem,
    TileImage,
    TileRenderer,
    ViewRequest,
)
from app.render_worker import ANSWERS_BETWEEN_TIDYING, RenderWorker
from app.tile_meter import Progress
from infinitygan.geometry import Rect, Size
from infinitygan.scene import Scene


@pytest.fixture
def controller(qapp: object, backend: FakeBackend) -> Iterator[RenderController]:
    running = RenderController(backend)
    yield running
    running.stop()


def view_of(scene: Scene, zoom: float = 1.0) -> ViewRequest:
    return ViewRequest(scene, scene.canvas.rect, zoom)


def scenes(count: int) -> list[Scene]:
    return [Scene(canvas=Size(400, 600), layout_seed=seed) for seed in range(count)]


@dataclass(frozen=True)
class CountingJob:
    """Answers numbers; waits at the gate before each, if there is one."""

    answers_wanted: int = 3
    gate: Event | None = None
    log: list[str] = field(default_factory=list)
    name: str = ""

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        try:
            for number in range(self.answers_wanted):
                if self.gate:
                    self.gate.wait(10)
                self.log.append(self.name)
                yield number + 1
        finally:
            self.log.append(f"{self.name} closed")


def test_opening_tells_model_and_devices(controller: RenderController, qtbot: QtBot):
    with qtbot.waitSignal(controller.opened) as opened:
        controller.open("auto")
    (model,) = opened.args or [None]
    assert isinstance(model, ModelInfo)
    assert model.model_id == "fake"
    assert [device.title for device in model.devices] == ["Test GPU", "Test CPU"]
    assert controller.model == model


def test_a_failure_to_open_is_told_and_can_be_repaired(
    controller: RenderController, backend: FakeBackend, scene: Scene, qtbot: QtBot
):
    backend.fail_with = RuntimeError("no such device")
    with qtbot.waitSignal(controller.open_failed) as failed:
        controller.open("gpu:7")
    (problem,) = failed.args or [None]
    assert isinstance(problem, Problem)
    assert "no such device" in problem.text
    assert "Traceback" in problem.details
    backend.fail_with = None
    controller.show(view_of(scene))
    with qtbot.waitSignal(controller.view_finished):
        controller.open("auto")


def test_a_view_is_previewed_then_sharpened(
    controller: RenderController, scene: Scene, qtbot: QtBot
):
    order: list[object] = []
    controller.tile_ready.connect(lambda _, tile: order.append(tile.key.level))
    controller.preview_finished.connect(lambda _: order.append("preview finished"))
    controller.open("auto")
    with qtbot.waitSignal(controller.view_finished):
        controller.show(view_of(scene))
    at = order.index("preview finished")
    assert set(order[:at]) == {3}
    assert set(order[at + 1 :]) == {None}


def test_requests_before_the_model_is_open_are_served(
    controller: RenderController, scene: Scene, qtbot: QtBot
):
    controller.show(view_of(scene))
    with qtbot.waitSignal(controller.view_finished):
        controller.open("auto")


def test_the_newest_view_wins(controller: RenderController, qtbot: QtBot):
    requests = [view_of(scene) for scene in scenes(20)]
    shown: list[ViewRequest] = []
    finished: list[ViewRequest] = []
    controller.tile_ready.connect(lambda request, _: shown.append(request))
    controller.view_finished.connect(finished.append)
    controller.open("auto")
    for request in requests:
        controller.show(request)
    qtbot.waitUntil(lambda: requests[-1] in finished)
    assert set(finished) == {requests[-1]}
    assert shown[-1] is requests[-1]
    assert len({id(request) for request in shown}) <= 2


def test_a_stale_tile_is_never_shown(controller: RenderController, qtbot: QtBot):
    first, second = (view_of(scene) for scene in scenes(2))
    controller.open("auto")
    with qtbot.waitSignal(controller.view_finished):
        controller.show(first)
    shown: list[ViewRequest] = []
    controller.show(first)
    with qtbot.waitSignal(controller.preview_finished):
        pass
    controller.tile_ready.connect(lambda request, _: shown.append(request))
    with qtbot.waitSignal(controller.view_finished):
        controller.show(second)
    assert {id(request) for request in shown} == {id(second)}


def test_stopping_ends_the_sharpening(
    controller: RenderController, backend: FakeBackend, qtbot: QtBot
):
    progress: list[Progress | None] = []
    controller.progress_changed.connect(progress.append)
    controller.open("auto")
    scene = Scene(canvas=Size(3000, 4000))
    with qtbot.waitSignal(controller.preview_finished):
        controller.show(view_of(scene))
    with qtbot.waitSignal(controller.tile_ready):
        pass
    controller.stop_sharpening()
    assert progress[-1] is None
    with qtbot.waitSignal(controller.view_finished):
        controller.show(view_of(Scene(canvas=Size(64, 64))))
    full = [rect for rendered, level, rect in backend.renderer.rendered if rendered == scene]
    assert len(full) < 3000 * 4000 / 96**2


def test_progress_counts_every_tile(controller: RenderController, scene: Scene, qtbot: QtBot):
    progress: list[Progress | None] = []
    controller.progress_changed.connect(progress.append)
    controller.open("auto")
    with qtbot.waitSignal(controller.view_finished):
        controller.show(view_of(scene))
    counted = [step for step in progress if step]
    assert [step.done for step in counted] == list(range(counted[-1].total + 1))
    assert counted[0].seconds_left is None
    assert counted[-1].seconds_left == 0
    assert progress[-1] is None


def test_the_speed_is_measured_also_where_the_view_needs_no_full_quality(
    controller: RenderController, backend: FakeBackend, scene: Scene, qtbot: QtBot
):
    controller.open("auto")
    with qtbot.waitSignal(controller.speed_measured) as measured:
        controller.show(view_of(scene, zoom=0.2))
    assert (measured.args or [0])[0] > 0
    seen = [level for rendered, level, _ in backend.renderer.rendered if rendered == scene]
    assert None not in seen


def test_the_speed_of_a_canvas_is_measured_once(controller: RenderController, qtbot: QtBot):
    first, second = scenes(2)
    speeds: list[float] = []
    controller.speed_measured.connect(speeds.append)
    controller.open("auto")
    with qtbot.waitSignals([controller.view_finished, controller.speed_measured]):
        controller.show(view_of(first))
    with qtbot.waitSignal(controller.view_finished):
        controller.show(view_of(second))
    larger = Scene(canvas=Size(800, 600))
    with qtbot.waitSignals([controller.view_finished, controller.speed_measured]):
        controller.show(view_of(larger))
    assert len(speeds) == 2


def test_another_model_is_measured_anew(controller: RenderController, scene: Scene, qtbot: QtBot):
    controller.open("auto")
    for _ in range(2):
        with qtbot.waitSignal(controller.speed_measured):
            controller.show(view_of(scene))
        with qtbot.waitSignal(controller.opened):
            controller.open("cpu")


def test_a_failed_tile_is_told_and_the_next_view_served(
    controller: RenderController, backend: FakeBackend, scene: Scene, qtbot: QtBot
):
    controller.open("auto")
    backend.renderer.fail_with = MemoryError()
    with qtbot.waitSignal(controller.view_failed) as failed:
        controller.show(view_of(scene))
    (problem,) = failed.args or [None]
    assert isinstance(problem, Problem)
    assert "memory" in problem.text
    backend.renderer.fail_with = None
    with qtbot.waitSignal(controller.view_finished):
        controller.show(view_of(scene))


def order_of_work(
    controller: RenderController, qtbot: QtBot, jobs: Sequence[tuple[str, Priority, int]]
) -> list[str]:
    """Submit jobs of so many answers at once; returns in which order they were worked on."""
    gate, log, done = Event(), [], []
    controller.open("auto")
    for name, priority, answers in jobs:
        job = CountingJob(answers, gate, log, name)
        controller.submit(priority, job, Callbacks(lambda _: None, lambda: done.append(1)))
    gate.set()
    qtbot.waitUntil(lambda: len(done) == len(jobs))
    return [entry for entry in log if not entry.endswith("closed")]


def test_previews_go_before_all_but_supplies(controller: RenderController, qtbot: QtBot):
    others = [kind for kind in Priority if not kind.is_urgent]
    assert Priority.EXPORT in others
    jobs = [("first", others[0], 1), *((kind.name, kind, 2) for kind in others[1:])]
    jobs += [("preview", Priority.PREVIEW, 2), ("supply", Priority.SUPPLY, 2)]
    order = order_of_work(controller, qtbot, jobs)
    urgent = ["supply", "supply", "preview", "preview"]
    assert [name for name in order if name in urgent] == urgent
    assert order.index("preview") <= 3  # one answer may have begun before they came


def test_thumbnails_and_exports_take_turns(controller: RenderController, qtbot: QtBot):
    jobs = [("export", Priority.EXPORT, 4), *(("small", Priority.THUMBNAIL, 1),) * 8]
    order = order_of_work(controller, qtbot, jobs)
    last_export = len(order) - order[::-1].index("export") - 1
    assert order.index("small") <= 2
    assert order[:last_export].count("small") <= 5 < 8


def test_all_kinds_that_are_not_urgent_take_turns(controller: RenderController, qtbot: QtBot):
    others = [kind for kind in Priority if not kind.is_urgent]
    order = order_of_work(controller, qtbot, [(kind.name, kind, 6) for kind in others])
    for start in range(1, 5 * len(others), len(others)):
        assert len(set(order[start : start + len(others)])) == len(others)


def test_cancelling_closes_the_job_where_it_stands(controller: RenderController, qtbot: QtBot):
    log: list[str] = []
    received: list[object] = []
    job = CountingJob(1_000_000, None, log, "long")
    controller.open("auto")
    number = controller.submit(
        Priority.EXPORT, job, Callbacks(received.append, lambda: received.append("finished"))
    )
    qtbot.waitUntil(lambda: len(received) > 2)
    controller.cancel(number)
    count = len(received)
    qtbot.waitUntil(lambda: log[-1] == "long closed")
    assert len(received) == count


def test_cancelling_twice_is_harmless(controller: RenderController, qtbot: QtBot):
    controller.open("auto")
    number = controller.submit(Priority.EXPORT, CountingJob(), Callbacks(lambda _: None))
    controller.cancel(number)
    controller.cancel(number)
    with qtbot.waitSignal(controller.view_finished):
        controller.show(view_of(Scene(canvas=Size(64, 64))))


def test_stopping_the_program_closes_running_jobs(qapp: object, qtbot: QtBot):
    controller = RenderController(FakeBackend())
    log: list[str] = []
    received: list[object] = []
    controller.open("auto")
    job = CountingJob(1_000_000, None, log, "long")
    controller.submit(Priority.EXPORT, job, Callbacks(received.append))
    qtbot.waitUntil(lambda: bool(received))
    controller.stop()
    assert log[-1] == "long closed"


def test_a_thumbnail_is_handed_over(controller: RenderController, scene: Scene, qtbot: QtBot):
    images: list[object] = []
    controller.open("auto")
    controller.thumbnail(scene, 100, images.append)
    qtbot.waitUntil(lambda: bool(images))
    (image,) = images
    assert isinstance(image, QImage)
    assert image.width() == 100


def test_an_idle_worker_renders_nothing(
    controller: RenderController, backend: FakeBackend, scene: Scene, qtbot: QtBot
):
    controller.open("auto")
    with qtbot.waitSignals([controller.view_finished, controller.speed_measured]):
        controller.show(view_of(scene))
    renderer: FakeRenderer = backend.renderer
    before = len(renderer.rendered)
    tiles: list[TileImage] = []
    controller.tile_ready.connect(lambda _, tile: tiles.append(tile))
    known = frozenset()
    with qtbot.waitSignal(controller.view_finished):
        controller.show(ViewRequest(scene, Rect.at(0, 0, 1, 1), 1.0, known))
    assert len(renderer.rendered) - before == len(tiles)


def work_through(worker: RenderWorker, qtbot: QtBot, *jobs: CountingJob) -> None:
    """Have a worker of this thread do jobs from the first to the last answer."""
    done: list[int] = []
    worker.finished.connect(done.append)
    worker.open("auto", None)
    for number, job in enumerate(jobs):
        worker.submit(number, Priority.EXPORT, job)
    qtbot.waitUntil(lambda: len(done) == len(jobs))


def test_memory_is_given_back_once_all_work_is_done(qapp: object, qtbot: QtBot):
    log: list[str] = []
    worker = RenderWorker(FakeBackend(), lambda: log.append("tidied"))
    work_through(worker, qtbot, CountingJob(2, None, log, "one"), CountingJob(2, None, log, "two"))
    worker.close()
    assert log.count("tidied") == 1
    assert log[-1] == "tidied"


def test_memory_is_given_back_during_long_work(qapp: object, qtbot: QtBot):
    log: list[str] = []
    worker = RenderWorker(FakeBackend(), lambda: log.append("tidied"))
    work_through(worker, qtbot, CountingJob(3 * ANSWERS_BETWEEN_TIDYING, None, log, "long"))
    worker.close()
    assert log.count("tidied") == 4
    assert log.index("tidied") == ANSWERS_BETWEEN_TIDYING
