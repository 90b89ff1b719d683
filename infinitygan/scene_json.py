"""Scenes as JSON: written and read by walking the fields of the document's classes.

docs/scene-file.md describes the form. Reading is strict: one clear `SceneFileError`, which names
the place, for unknown and missing keys, wrong types and values out of range.
"""

import difflib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from infinitygan.checks import FieldError
from infinitygan.errors import UserError
from infinitygan.geometry import Point, Rect
from infinitygan.scene import Scene
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
)
from infinitygan.styles import MixStyle, SeedStyle, VectorStyle

Migration: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

# The step at index i turns format i + 1 into format i + 2; so there is one format more than steps.
SCENE_MIGRATIONS: tuple[Migration, ...] = ()

# What tells the members of a union apart. Files hold these words: classes may be renamed, they not.
KIND_BY_TYPE: Mapping[type, str] = {
    SeedStyle: "seed",
    VectorStyle: "vector",
    MixStyle: "mix",
    Rectangle: "rectangle",
    Ellipse: "ellipse",
    Lasso: "lasso",
    BrushStrokes: "brush_strokes",
    LinearGradient: "linear_gradient",
    RadialGradient: "radial_gradient",
    Everything: "everything",
}


class SceneFileError(UserError):
    """A scene, recipe or project cannot be read or written; says why in one line."""


@dataclass(frozen=True)
class _RectForm:
    """How files write a `Rect`: by its corner and extent, as people do."""

    top: int
    left: int
    height: int
    width: int


def scene_to_json(scene: Scene) -> dict[str, Any]:
    """Write a scene as JSON values: dicts, lists, numbers, text, booleans and None."""
    return {"format": 1 + len(SCENE_MIGRATIONS), **encode(scene)}


def scene_from_json(data: object) -> Scene:
    """Read a scene of this or an older format.

    Raises: SceneFileError: names the first place that is wrong, such as 'regions[2].opacity'.
    """
    return decode(Scene, migrated(data, SCENE_MIGRATIONS), "")


def parse_json(text: bytes | str) -> object:
    """Parse strict JSON: UTF-8 (a byte order mark is skipped), finite numbers, no key twice.

    Raises: SceneFileError: if it is anything else, or nested too deep.
    """
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(
            decoded,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise SceneFileError(f"it is not valid JSON: {error.msg} at {where}") from error
    except UnicodeDecodeError as error:
        raise SceneFileError("it is not text in UTF-8") from error
    except ValueError as error:  # from a hook, or an integer of thousands of digits
        raise SceneFileError(f"it is not valid JSON: {error}") from error
    except RecursionError as error:
        raise SceneFileError("it is nested too deep") from error


def format_json(data: object, indent: int | None = None) -> str:
    """Write JSON values as text, compact unless indented; every float reads back exactly."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(
        data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )


def migrated(data: object, migrations: tuple[Migration, ...]) -> dict[str, Any]:
    """Bring an object with a `format` number to the newest format; returns it without the number.

    Raises: SceneFileError: if the number is missing, wrong or from the future.
    """
    values = _as_object(data, "")
    newest = 1 + len(migrations)
    number = values.pop("format", None)
    if number is None:
        raise SceneFileError(f'format: is missing; write "format": {newest}')
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise SceneFileError(f"format: must be a whole number from 1 on, not {_brief(number)}")
    if number > newest:
        raise SceneFileError(
            f"it was made by a newer Everscape (format {_brief(number)}; this one reads up to "
            f"{newest}): update Everscape to open it"
        )
    for migration in migrations[number - 1 :]:
        values = migration(values)
    return values


def encode(value: object) -> Any:  # noqa: ANN401 - JSON values have no common type
    """Write a value of the document's classes as JSON values."""
    if isinstance(value, Point):
        return [value.y, value.x]
    if isinstance(value, Rect):
        value = _RectForm(value.rows.start, value.columns.start, value.height, value.width)
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if is_dataclass(value):
        kind = KIND_BY_TYPE.get(type(value))  # pyright: ignore[reportArgumentType]
        data = {} if kind is None else {"kind": kind}
        return data | {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    return value


def decode(hint: Any, data: object, path: str) -> Any:  # noqa: ANN401 - the hint gives the type
    """Read a value of the type that `hint` describes; `path` is its place, for messages.

    Raises: SceneFileError: names the first place that is wrong.
    """
    if hint is float:
        return _decode_float(data, path)
    if hint in (int, bool, str):
        return _decode_plain(hint, data, path)
    if hint is Point:
        return Point(*_decode_tuple((float, float), data, path))
    if hint is Rect:
        form = _decode_object(_RectForm, data, path)
        return _built(Rect.at, vars(form), path)
    origin = get_origin(hint)
    if origin is tuple:
        return _decode_tuple(get_args(hint), data, path)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(hint), data, path)
    return _decode_object(hint, data, path)


def _decode_float(data: object, path: str) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise _error(path, f"must be a number, not {_brief(data)}")
    try:
        return float(data)
    except OverflowError:
        raise _error(path, "must be a number that fits 64 bits") from None


def _decode_plain(kind: type, data: object, path: str) -> object:
    if type(data) is not kind:  # a bool is an int to isinstance
        noun = {int: "a whole number", bool: "true or false", str: "text"}[kind]
        raise _error(path, f"must be {noun}, not {_brief(data)}")
    return data


def _decode_tuple(hints: tuple[Any, ...], data: object, path: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise _error(path, f"must be a list, not {_brief(data)}")
    if hints[-1] is ...:
        hints = (hints[0],) * len(data)
    if len(data) != len(hints):
        raise _error(path, f"must be a list of {len(hints)}, not of {len(data)}")
    return tuple(
        decode(hint, item, f"{path}[{index}]")
        for index, (hint, item) in enumerate(zip(hints, data, strict=True))
    )


def _decode_union(hints: tuple[Any, ...], data: object, path: str) -> object:
    others = [hint for hint in hints if hint is not types.NoneType]
    if data is None and len(others) < len(hints):
        return None
    if len(others) == 1:
        return decode(others[0], data, path)
    type_by_kind = {KIND_BY_TYPE[hint]: hint for hint in others}
    values = _as_object(data, path)
    kind = values.pop("kind", None)
    if not isinstance(kind, str) or kind not in type_by_kind:
        problem = "is missing" if kind is None else f"cannot be {_brief(kind)}"
        raise _error(_joined(path, "kind"), f"{problem}; it is one of {', '.join(type_by_kind)}")
    return _decode_object(type_by_kind[kind], values, path)


def _decode_object(cls: Any, data: object, path: str) -> Any:  # noqa: ANN401
    values = _as_object(data, path)
    hints, required = _form_of(cls)
    for key in values:
        if key not in hints:
            raise _error(_joined(path, key), f"is not known here{_suggestion(key, hints)}")
    for key in required:
        if key not in values:
            raise _error(_joined(path, key), "is missing")
    decoded = {key: decode(hints[key], item, _joined(path, key)) for key, item in values.items()}
    return _built(cls, decoded, path)


def _built(build: Callable[..., Any], values: dict[str, Any], path: str) -> Any:  # noqa: ANN401
    try:
        return build(**values)
    except FieldError as error:
        raise _error(_joined(path, error.field), error.problem) from error
    except ValueError as error:
        raise _error(path, str(error)) from error


@cache
def _form_of(cls: Any) -> tuple[dict[str, Any], tuple[str, ...]]:  # noqa: ANN401
    """Return the type hints of a class's fields, and the names of those without a default."""
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)]
    required = [field.name for field in fields(cls) if field.default is MISSING]
    return {name: hints[name] for name in names}, tuple(required)


def _as_object(data: object, path: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _error(path, f"must be an object, not {_brief(data)}")
    return dict(data)


def _joined(path: str, key: str) -> str:
    return f"{path}.{_plain(key)}" if path else _plain(key)


def _plain(key: object) -> str:
    """Write a key of a foreign file so that it can neither flood nor break the line."""
    text = ascii(key)[1:-1] if isinstance(key, str) else ascii(key)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _error(path: str, problem: str) -> SceneFileError:
    return SceneFileError(f"{path or 'the top level'}: {problem}")


def _suggestion(key: object, known: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(str(key)[:40], known, n=1)
    return f"; is '{close[0]}' meant?" if close else ""


def _brief(data: object) -> str:
    """Write a JSON value for a message."""
    if isinstance(data, dict | list):
        return "an object" if isinstance(data, dict) else "a list"
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, int) and data.bit_length() > 128:
        return "a number of more than 128 bits"
    text = ascii(data)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key '{_plain(twice)}' stands there twice")
    return data


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is not a number that it may hold")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{text[:20]} is too large a number")
    return value
