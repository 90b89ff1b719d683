"""Slow calls off the interface's thread."""

import threading

from pytestqt.qtbot import QtBot

from app.background import Background


def test_a_call_runs_elsewhere_and_its_answer_comes_home(qtbot: QtBot):
    background = Background()
    threads: list[object] = []

    def slow() -> int:
        threads.append(threading.current_thread())
        return 7

    answers: list[object] = []

    def done(answer: int) -> None:
        threads.append(threading.current_thread())
        answers.append(answer)

    background.run(slow, done, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [7]
    assert threads[0] is not threads[1]
    assert threads[1] is threading.main_thread()


def test_a_failure_is_handed_to_who_asked(qtbot: QtBot):
    background = Background()
    failures: list[Exception] = []

    def broken() -> None:
        raise ValueError("no")

    background.run(broken, failures.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "no"


def test_calls_run_one_after_the_other(qtbot: QtBot):
    background = Background()
    order: list[int] = []
    for number in range(20):
        background.run(lambda number=number: order.append(number), lambda _: None, lambda _: None)
    background.wait()
    assert order == list(range(20))
