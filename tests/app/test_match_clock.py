"""Tests of foretelling the end of a match."""

from app.match_clock import WINDOW, MatchClock


def clock_at(times: list[float]) -> MatchClock:
    moments = iter([0.0, *times])
    return MatchClock(lambda: next(moments))


def test_nothing_is_foretold_before_two_answers():
    clock = clock_at([5.0])
    assert clock.seconds_left is None
    clock.tell(1, 10)
    assert clock.seconds_left is None


def test_the_rest_takes_as_long_a_step_as_the_latest_ones():
    clock = clock_at([9.0, 10.0, 12.0, 13.0])
    for done in (1, 2, 4, 5):
        clock.tell(done, 11)
    assert clock.seconds_left == 6.0


def test_one_slow_step_does_not_count():
    clock = clock_at([1.0, 2.0, 60.0, 61.0])
    for done in (1, 2, 3, 4):
        clock.tell(done, 10)
    assert clock.seconds_left == 6.0


def test_old_steps_are_forgotten():
    quick = [float(i) for i in range(1, 30)]
    slow = [30.0 + 5 * i for i in range(WINDOW)]
    clock = clock_at(quick + slow)
    for done in range(1, len(quick) + len(slow) + 1):
        clock.tell(done, 100)
    assert clock.seconds_left == 5 * (100 - len(quick) - len(slow))
