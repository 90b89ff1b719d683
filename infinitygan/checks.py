"""Checks of the fields of document values: right type, finite, in range, or a `FieldError`."""

import math
import re

MAX_SEED = 2**32 - 1
MAX_LENGTH_PX = float(2**31)  # positions and lengths stay exact, also once they are whole numbers
MAX_TEXT = 200

# Control characters, line breaks, and lone surrogates, which UTF-8 cannot hold.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class FieldError(ValueError):
    """A field holds what it cannot hold; names the field and the problem apart."""

    def __init__(self, field: str, problem: str) -> None:
        """Make the message '<field> <problem>'."""
        super().__init__(f"{field} {problem}")
        self.field = field
        self.problem = problem


def check_type(field: str, value: object, kind: type | tuple[type, ...], noun: str) -> None:
    """Refuse a value that is not a `kind`, which the message calls `noun`."""
    if not isinstance(value, kind):
        raise FieldError(field, f"must be {noun}, not {_shown(value)}")


def check_flag(field: str, value: object) -> None:
    """Refuse anything but True and False."""
    check_type(field, value, bool, "true or false")


def check_whole(field: str, value: object, low: int, high: int) -> None:
    """Refuse anything but an int (not a bool) from `low` to `high`, both included."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldError(field, f"must be a whole number, not {_shown(value)}")
    if not low <= value <= high:
        raise FieldError(field, f"must be from {low} to {high}, not {_shown(value)}")


def check_seed(field: str, value: object) -> None:
    """Refuse anything but an unsigned 32-bit integer."""
    check_whole(field, value, 0, MAX_SEED)


def check_number(field: str, value: object, low: float, high: float) -> None:
    """Refuse anything but a finite int or float from `low` to `high`, both included."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError(field, f"must be a number, not {_shown(value)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise FieldError(field, f"must be a finite number, not {value}")
    if not low <= value <= high:
        raise FieldError(field, f"must be from {low:.12g} to {high:.12g}, not {_shown(value)}")


def check_position(field: str, value: object) -> None:
    """Refuse anything but a coordinate in px, of either sign."""
    check_number(field, value, -MAX_LENGTH_PX, MAX_LENGTH_PX)


def check_length(field: str, value: object) -> None:
    """Refuse anything but a length in px; zero is a length."""
    check_number(field, value, 0.0, MAX_LENGTH_PX)


def check_extent(field: str, value: object) -> None:
    """Refuse anything but a length in px above zero."""
    check_length(field, value)
    if value == 0:
        raise FieldError(field, "must be above 0")


def check_fraction(field: str, value: object) -> None:
    """Refuse anything but a number from 0 to 1."""
    check_number(field, value, 0.0, 1.0)


def check_text(field: str, value: object) -> None:
    """Refuse anything but one line of text that every file can hold."""
    check_type(field, value, str, "text")
    text = str(value)
    if len(text) > MAX_TEXT:
        raise FieldError(field, f"must have at most {MAX_TEXT} characters, not {len(text)}")
    if _UNWRITABLE.search(text):
        raise FieldError(field, f"must be one line without control characters, not {text!a}")


def check_pattern(field: str, value: object, pattern: re.Pattern[str], noun: str) -> None:
    """Refuse text that does not match `pattern` as a whole; the message calls it `noun`."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise FieldError(field, f"must be {noun}, not {_shown(value)}")


def check_items(field: str, value: object, kind: type | tuple[type, ...], noun: str) -> None:
    """Refuse anything but a tuple of `kind`; names the first item that is not."""
    check_type(field, value, tuple, "a tuple")
    assert isinstance(value, tuple)
    for index, item in enumerate(value):
        check_type(f"{field}[{index}]", item, kind, noun)


def _shown(value: object) -> str:
    """Write a value for a message: short, and never a million digits."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 128:
        return "a number of more than 128 bits"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
