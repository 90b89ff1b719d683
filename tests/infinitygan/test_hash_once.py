"""Tests of `infinitygan.hash_once`."""

from dataclasses import asdict, dataclass, replace

from infinitygan.geometry import Point, Size
from infinitygan.hash_once import hash_once
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import BrushStrokes, Stroke
from infinitygan.styles import SeedStyle


@dataclass(frozen=True)
class Counted:
    """A part that tells how often it is hashed."""

    asked: list[str]

    def __hash__(self) -> int:
        self.asked.append("hash")
        return 7


@hash_once
@dataclass(frozen=True)
class Whole:
    part: Counted
    number: int = 0


def painted(x: float) -> Scene:
    strokes = BrushStrokes((Stroke((Point(1.0, x), Point(5.0, 9.0)), 20.0),))
    region = StyleRegion(SeedStyle(3), strokes, erased=strokes.strokes)
    return Scene(Size(400, 600), regions=(region,))


def test_the_parts_are_hashed_once():
    asked: list[str] = []
    whole = Whole(Counted(asked))
    assert hash(whole) == hash(whole)
    assert len({whole: 1, Whole(Counted(asked), 1): 2}) == 2
    assert asked == ["hash"] * 2  # one each


def test_a_changed_copy_has_its_own_hash():
    whole = Whole(Counted([]), 1)
    assert hash(replace(whole, number=2)) == hash(Whole(Counted([]), 2)) != hash(whole)


def test_equal_painted_scenes_are_one_key():
    one, same, other = painted(2.0), painted(2.0), painted(3.0)
    assert {one: "seen"}[same] == "seen"
    assert other not in {one: "seen"}


def test_a_remembered_hash_is_no_part_of_the_value():
    fresh, hashed = painted(2.0), painted(2.0)
    hash(hashed)
    assert fresh == hashed
    assert repr(fresh) == repr(hashed)
    assert asdict(fresh) == asdict(hashed)
