"""Cyclic garbage is freed in the interface's thread, and only there."""

import gc
import threading
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Program
from app.garbage import GarbageTimer, collect_what_is_due


class Cycle:
    """Something that only the cyclic collector can free, and that notes who does."""

    freed_by: list[threading.Thread]

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.freed_by.append(threading.current_thread())


def many_cycles(freed_by: list[threading.Thread]) -> None:
    Cycle.freed_by = freed_by
    for _ in range(3 * gc.get_threshold()[0]):
        Cycle()


@pytest.fixture
def timer(qapp: QApplication) -> Iterator[GarbageTimer]:
    """Return a running timer."""
    running = GarbageTimer(qapp)
    yield running
    running.stop()


def test_garbage_of_another_thread_waits_for_this_one(timer: GarbageTimer, qtbot: QtBot):
    freed_by: list[threading.Thread] = []
    thread = threading.Thread(target=many_cycles, args=(freed_by,))
    thread.start()
    thread.join()
    assert freed_by == []
    qtbot.waitUntil(lambda: len(freed_by) == 3 * gc.get_threshold()[0])
    assert set(freed_by) == {threading.main_thread()}


def test_nothing_is_collected_before_it_is_due():
    gc.collect()
    cycle = Cycle()
    seen = ref(cycle)
    Cycle.freed_by = []
    del cycle
    collect_what_is_due()
    assert seen() is not None
    gc.collect()
    assert seen() is None


def test_the_end_gives_the_work_back_to_python(qapp: QApplication):
    gc.enable()
    timer = GarbageTimer(qapp)
    timer.settle()
    assert not gc.isenabled()
    assert gc.get_freeze_count() > 0
    timer.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_the_program_collects_until_its_end(program: Program):
    [timer] = program.findChildren(GarbageTimer)
    [clock] = timer.findChildren(QTimer)
    assert clock.isActive()
    program.stop()
    assert not clock.isActive()
