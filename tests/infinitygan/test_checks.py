import re

import pytest

from infinitygan import checks


def test_message_is_field_and_problem() -> None:
    error = checks.FieldError("points[3]", "must be a Point")
    assert str(error) == "points[3] must be a Point"
    assert (error.field, error.problem) == ("points[3]", "must be a Point")


@pytest.mark.parametrize("value", [True, 1.0, "1", None])
def test_whole_number_is_an_int_and_no_bool(value: object) -> None:
    with pytest.raises(ValueError, match="seed must be a whole number, not"):
        checks.check_seed("seed", value)


@pytest.mark.parametrize("value", [-1, 2**32])
def test_seed_has_32_bits(value: int) -> None:
    checks.check_seed("seed", 0)
    checks.check_seed("seed", 2**32 - 1)
    with pytest.raises(ValueError, match=f"seed must be from 0 to 4294967295, not {value}"):
        checks.check_seed("seed", value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_number_is_finite(value: float) -> None:
    with pytest.raises(ValueError, match="must be a finite number"):
        checks.check_number("n", value, 0, 1)


@pytest.mark.parametrize("value", [False, "0.5", None, 1j])
def test_number_is_an_int_or_float(value: object) -> None:
    with pytest.raises(ValueError, match="n must be a number, not"):
        checks.check_number("n", value, 0, 1)


def test_monstrous_integer_is_not_printed() -> None:
    with pytest.raises(ValueError, match=r"more than 128 bits$"):
        checks.check_number("n", 10**5000, 0, 1)
    with pytest.raises(ValueError, match=r"more than 128 bits$"):
        checks.check_seed("n", -(10**5000))


def test_extent_is_above_zero_where_a_length_may_be_zero() -> None:
    checks.check_length("n", 0)
    with pytest.raises(ValueError, match="n must be above 0"):
        checks.check_extent("n", 0.0)


@pytest.mark.parametrize("text", ["a\nb", "\x00", "\x1b[31m", "\u2028", "\ud800", "\x85"])
def test_text_is_one_line_that_utf8_can_hold(text: str) -> None:
    with pytest.raises(ValueError, match="must be one line"):
        checks.check_text("name", text)


@pytest.mark.parametrize("text", ["", "Été à l'aube", "夕焼け\u3000空", "👩‍🚀", "x" * 200])
def test_text_may_be_of_any_script(text: str) -> None:
    checks.check_text("name", text)


def test_text_has_a_limit() -> None:
    with pytest.raises(ValueError, match="at most 200 characters, not 201"):
        checks.check_text("name", "x" * 201)


def test_pattern_must_match_the_whole() -> None:
    with pytest.raises(ValueError, match=re.escape("id must be letters, not 'abc1'")):
        checks.check_pattern("id", "abc1", re.compile("[a-z]+"), "letters")


def test_wrong_item_is_named_by_its_index() -> None:
    with pytest.raises(ValueError, match=re.escape("items[1] must be text, not 2")):
        checks.check_items("items", ("a", 2), str, "text")
    with pytest.raises(ValueError, match="items must be a tuple"):
        checks.check_items("items", ["a"], str, "text")


def test_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(ValueError, match=r"not 'a+\.\.\.$"):
        checks.check_flag("flag", "a" * 1000)
