import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_strategies import scenes

from infinitygan.geometry import Point, Rect, Size
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.scene_json import (
    KIND_BY_TYPE,
    SceneFileError,
    decode,
    encode,
    format_json,
    migrated,
    parse_json,
    scene_from_json,
    scene_to_json,
)
from infinitygan.shapes import SHAPE_TYPES, BrushStrokes, Ellipse, Everything, Stroke
from infinitygan.styles import STYLE_TYPES, MixStyle, SeedStyle, Style

DOCS = Path(__file__).resolve().parents[2] / "docs" / "scene-file.md"
DOCUMENTED = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def whole_scene() -> dict[str, Any]:
    """Write a scene that has a part of every kind that errors below point at."""
    ellipse = Ellipse(Point(1, 2), 3, 4)
    brush = BrushStrokes((Stroke((Point(5, 6), Point(7, 8)), 9),))
    mix = MixStyle(((SeedStyle(1), 1), (SeedStyle(2), 2)))
    scene = Scene(
        Size(height=10, width=20),
        regions=(StyleRegion(mix, ellipse), StyleRegion(SeedStyle(3), brush)),
        rerolls=(Reroll(Everything()),),
        moods=(Mood(ellipse, Rect.at(1, 2, 3, 4)),),
    )
    return json.loads(json.dumps(scene_to_json(scene)))


def changed(path: list[str | int], value: object) -> dict[str, Any]:
    data = whole_scene()
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


@given(scenes())
def test_scene_comes_back_exactly(scene: Scene) -> None:
    assert scene_from_json(json.loads(json.dumps(scene_to_json(scene)))) == scene
    assert scene_from_json(parse_json(format_json(scene_to_json(scene)))) == scene
    assert (
        scene_from_json(parse_json(format_json(scene_to_json(scene), indent=2).encode())) == scene
    )


def test_every_kind_of_style_and_shape_has_a_word() -> None:
    assert set(KIND_BY_TYPE) == {*STYLE_TYPES, *SHAPE_TYPES}
    assert len(set(KIND_BY_TYPE.values())) == len(KIND_BY_TYPE)


def test_format_and_canvas_are_all_that_must_be_there() -> None:
    data = {"format": 1, "canvas": {"height": 3, "width": 4}}
    assert scene_from_json(data) == Scene(Size(3, 4))
    for key in ("format", "canvas"):
        with pytest.raises(SceneFileError, match=f"^{key}: is missing"):
            scene_from_json({name: value for name, value in data.items() if name != key})


def test_reading_leaves_the_data_as_it_was() -> None:
    data = whole_scene()
    scene_from_json(data)
    assert data == whole_scene()


def test_points_and_rects_are_written_as_people_do() -> None:
    data = whole_scene()
    assert data["regions"][1]["shape"]["strokes"][0]["points"] == [[5, 6], [7, 8]]
    assert data["moods"][0]["source"] == {"top": 1, "left": 2, "height": 3, "width": 4}


def test_whole_numbers_serve_as_lengths() -> None:
    opacity = scene_from_json(changed(["regions", 0, "opacity"], 1)).regions[0].opacity
    assert isinstance(opacity, float)


@pytest.mark.parametrize("text", DOCUMENTED)
def test_documented_scene_is_read(text: str) -> None:
    assert isinstance(scene_from_json(parse_json(text)), Scene)


def test_documentation_names_every_key() -> None:
    assert len(DOCUMENTED) >= 4
    text = DOCS.read_text(encoding="utf-8")
    for kind in KIND_BY_TYPE.values():
        assert f"`{kind}`" in text
    for key in whole_scene():
        assert f"`{key}`" in text


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["layout_seed"], -1, "layout_seed: must be from 0 to 4294967295, not -1"),
        (["layout_seed"], 1.0, "layout_seed: must be a whole number, not 1.0"),
        (["layout_seed"], True, "layout_seed: must be a whole number, not true"),
        (["layout_seed"], None, "layout_seed: must be a whole number, not null"),
        (["variety"], "0.7", "variety: must be a number, not '0.7'"),
        (["variety"], float("nan"), "variety: must be a finite number, not nan"),
        (["variety"], 10**400, "variety: must be a number that fits 64 bits"),
        (["wrap"], 1, "wrap: must be true or false, not 1"),
        (["enlargement"], 33, "enlargement: must be from 1 to 32, not 33.0"),
        (["canvas"], "3840x2160", "canvas: must be an object, not '3840x2160'"),
        (["canvas", "height"], 0, "canvas: a size needs at least 1x1 px"),
        (["canvas", "depth"], 0, "canvas.depth: is not known here"),
        (["seed"], 0, "seed: is not known here"),
        (["horizont"], 0, "horizont: is not known here; is 'horizon' meant?"),
        (["regions"], {}, "regions: must be a list, not an object"),
        (["regions", 1], 5, "regions[1]: must be an object, not 5"),
        (["regions", 0, "shape", "radius_y"], -1, "regions[0].shape.radius_y: must be from 0"),
        (["regions", 0, "shape", "centre"], [1], "regions[0].shape.centre: must be a list of 2"),
        (["regions", 0, "shape", "kind"], "blob", "regions[0].shape.kind: cannot be 'blob'; it"),
        (["regions", 0, "shape", "kind"], [], "regions[0].shape.kind: cannot be a list; it is"),
        (["regions", 0, "shape"], {}, "regions[0].shape.kind: is missing; it is one of rectangle"),
        (["regions", 0, "shape"], None, "regions[0].shape: must be an object, not null"),
        (
            ["regions", 1, "shape", "strokes", 0, "points", 1, 0],
            "up",
            "regions[1].shape.strokes[0].points[1][0]: must be a number, not 'up'",
        ),
        (
            ["regions", 1, "shape", "strokes", 0, "points", 1, 0],
            1e300,
            "regions[1].shape.strokes[0].points[1].y: must be from -2147483648",
        ),
        (
            ["regions", 0, "style", "parts", 1, 1],
            -2,
            "regions[0].style.parts[1][1]: must be from 0",
        ),
        (["regions", 0, "style", "parts", 0, 0], {"kind": "seed"}, "parts[0][0].seed: is missing"),
        (["moods", 0, "source", "height"], -1, "moods[0].source: a span cannot end"),
        (["moods", 0, "source", "height"], 0, "moods[0].source: must hold at least one pixel"),
        (["rerolls", 0, "shape", "size"], 1, "rerolls[0].shape.size: is not known here"),
        (["photos"], [{}], "photos[0].photo: is missing"),
        (["model"], "x" * 201, "model: must have at most 200 characters, not 201"),
        (["a\nb\ud800" * 50], 1, "a\\nb\\ud800"),
    ],
)
def test_error_names_the_place(path: list[str | int], value: object, message: str) -> None:
    with pytest.raises(SceneFileError) as caught:
        scene_from_json(changed(path, value))
    text = str(caught.value)
    assert message in text
    assert "\n" not in text
    assert len(text) < 250


@pytest.mark.parametrize("data", [None, [], "scene", 3, True])
def test_only_an_object_is_a_scene(data: object) -> None:
    with pytest.raises(SceneFileError, match="the top level: must be an object, not"):
        scene_from_json(data)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists), st.data())
def test_foreign_values_never_raise_anything_else(junk: object, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([name for name in whole_scene() if name != "format"]))
    try:
        scene_from_json(changed([key], junk))
    except SceneFileError as error:
        assert str(error).startswith(key)  # noqa: PT017 - junk may also be right


def test_newer_format_says_so() -> None:
    with pytest.raises(SceneFileError, match="made by a newer Everscape"):
        scene_from_json(changed(["format"], 2))


@pytest.mark.parametrize("number", [0, -1, True, 1.0, "1", [1]])
def test_format_is_a_whole_number_from_one_on(number: object) -> None:
    with pytest.raises(SceneFileError, match="format: must be a whole number from 1 on"):
        scene_from_json(changed(["format"], number))


def test_each_older_format_takes_the_steps_it_lacks() -> None:
    def first(data: dict[str, Any]) -> dict[str, Any]:
        return {"seed": data["random"]}

    def second(data: dict[str, Any]) -> dict[str, Any]:
        return {"layout_seed": data["seed"]}

    steps = (first, second)
    assert migrated({"format": 1, "random": 7}, steps) == {"layout_seed": 7}
    assert migrated({"format": 2, "seed": 7}, steps) == {"layout_seed": 7}
    assert migrated({"format": 3, "layout_seed": 7}, steps) == {"layout_seed": 7}
    with pytest.raises(SceneFileError, match=r"format 4; this one reads up to 3"):
        migrated({"format": 4}, steps)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "it is not valid JSON: Expecting value at line 1, column 1"),
        (b'{"a": 1,\n "b" 2}', "Expecting ':' delimiter at line 2, column 6"),
        (b'{"a": NaN}', "NaN is not a number that it may hold"),
        (b"-Infinity", "-Infinity is not a number that it may hold"),
        (b"[1e999]", "1e999 is too large a number"),
        (b'{"a": 1, "a": 2}', "the key 'a' stands there twice"),
        (b"\xff\xfe{", "it is not text in UTF-8"),
        (b"1" * 10_000, "it is not valid JSON: "),
        (b"[" * 1_000_000, "it is nested too deep"),
        (b'{"a":' * 1_000_000, "it is nested too deep"),
    ],
)
def test_garbage_is_refused_in_one_line(text: bytes, message: str) -> None:
    with pytest.raises(SceneFileError, match=re.escape(message)) as caught:
        parse_json(text)
    assert "\n" not in str(caught.value)


def test_byte_order_mark_is_skipped() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_style_alone_comes_back() -> None:
    style = MixStyle(((SeedStyle(1, "夕"), 0.1), (SeedStyle(2), 3.0)))
    assert decode(Style, encode(style), "style") == style
    with pytest.raises(SceneFileError, match=re.escape("style.kind: is missing")):
        decode(Style, {}, "style")
