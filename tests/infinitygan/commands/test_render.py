"""Facts about `main.py render`."""

import hashlib
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from infinitygan import cli
from infinitygan.geometry import Size
from infinitygan.inference.recipe_metadata import read_recipe
from infinitygan.inference.renderer import Renderer
from infinitygan.recipe import recipe_from_text
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.scene_file import Project, write_project
from infinitygan.scene_json import format_json, scene_to_json
from infinitygan.style_file import NamedStyle, write_style
from infinitygan.styles import SeedStyle


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(model: Path, *words: str) -> int:
    return cli.main(["render", "--model", str(model), "--device", "cpu", *words])


def pixels(path: str) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image)


def scene_in(path: str) -> Scene:
    text = read_recipe(Path(path))
    assert text is not None
    return recipe_from_text(text)[0]


def test_the_file_holds_the_scene_of_the_arguments(tiny_model: Path):
    words = "--size 90x70 --seed 7 --style 7 --variety 0.9 --horizon 0.1 --enlarge 1.5 --wrap"
    assert run(tiny_model, *words.split(), "-o", "a.png") == 0
    scene = Scene(
        Size(70, 90), 7, 7, SeedStyle(7), variety=0.9, horizon=0.1, enlargement=1.5, wrap=True
    )
    assert scene_in("a.png") == scene
    expected = Renderer.open(tiny_model, "cpu").render(scene)
    assert np.array_equal(pixels("a.png"), expected)


def test_without_a_seed_each_picture_is_another(tiny_model: Path):
    assert run(tiny_model, "--size", "16x16", "-o", "a.png") == 0
    assert run(tiny_model, "--size", "16x16", "-o", "b.png") == 0
    assert scene_in("a.png").layout_seed != scene_in("b.png").layout_seed


@pytest.mark.parametrize("kind", ["picture.png", "project.everscape", "scene.json"])
def test_a_scene_is_rendered_again_to_the_same_pixels(tiny_model: Path, kind: str):
    assert run(tiny_model, "--size", "90x70", "--seed", "3", "-o", "picture.png") == 0
    scene = scene_in("picture.png")
    write_project(Path("project.everscape"), Project(scene))
    Path("scene.json").write_text(format_json(scene_to_json(scene)))
    assert run(tiny_model, "--scene", kind, "-o", "again.png") == 0
    assert np.array_equal(pixels("again.png"), pixels("picture.png"))


def test_arguments_override_the_scene_of_a_file(tiny_model: Path):
    assert run(tiny_model, "--size", "90x70", "--seed", "3", "-o", "a.png") == 0
    assert (
        run(tiny_model, "--scene", "a.png", "--size", "60x60", "--style", "9", "-o", "b.png") == 0
    )
    scene = scene_in("b.png")
    assert (scene.canvas, scene.style, scene.layout_seed) == (Size(60, 60), SeedStyle(9), 3)


def test_json_lines_tell_progress_and_the_result(
    tiny_model: Path, capsys: pytest.CaptureFixture[str], folder: Path
):
    words = "--size 300x200 --seed 5 --enlarge 1 --tile 8 --json -o a.png"
    assert run(tiny_model, *words.split()) == 0
    shown = capsys.readouterr()
    events = [json.loads(line) for line in shown.out.splitlines()]
    assert shown.err == ""
    *progress, done = events
    assert {event["event"] for event in progress} == {"progress"}
    assert progress[-1]["done"] == progress[-1]["total"] == 5 * 4
    assert done["event"] == "done"
    assert done["path"] == str(folder / "a.png")
    assert (done["size"], done["seed"]) == ("300x200", 5)


def test_people_read_where_the_picture_is_and_how_to_make_another(
    tiny_model: Path, capsys: pytest.CaptureFixture[str], folder: Path
):
    assert run(tiny_model, "--size", "20x20", "--seed", "5", "--style", "6", "-o", "a.png") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(folder / "a.png")
    assert "seed 5, style 6" in lines[1]
    assert "--seed" in lines[2]


def test_a_preview_has_the_size_of_its_level(tiny_model: Path):
    words = ["--size", "160x80", "--seed", "1", "--enlarge", "1", "--level", "1", "-o", "a.png"]
    assert run(tiny_model, *words) == 0
    scene = scene_in("a.png")
    expected = Renderer.open(tiny_model, "cpu").render(scene, level=1)
    assert 20 <= expected.shape[0] <= 24
    assert np.array_equal(pixels("a.png"), expected)


def test_the_recipe_can_be_left_out(tiny_model: Path):
    assert run(tiny_model, "--size", "16x16", "--no-recipe", "-o", "a.png") == 0
    assert read_recipe(Path("a.png")) is None


def test_a_scene_of_another_model_is_noticed(tiny_model: Path, capsys: pytest.CaptureFixture[str]):
    Path("a.json").write_text(format_json(scene_to_json(Scene(Size(16, 16), model="alps"))))
    assert run(tiny_model, "--scene", "a.json", "-o", "a.png") == 0
    assert "made with the model 'alps'" in capsys.readouterr().err


def project_with_photo(path: Path) -> Scene:
    rows = np.linspace(0, 255, 30 * 40 * 3).reshape(30, 40, 3).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(rows).save(stream, "PNG")
    data = stream.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    placement = PhotoPlacement(digest, 20.0, 25.0, 30.0, 40.0, feather_px=0.0, colour_match=0.0)
    scene = Scene(Size(70, 90), enlargement=1.0, photos=(placement,))
    write_project(path, Project(scene, photos={digest: data}))
    return scene


def test_a_project_brings_its_photos(tiny_model: Path):
    project_with_photo(Path("p.everscape"))
    assert run(tiny_model, "--scene", "p.everscape", "-o", "a.png") == 0
    expected = np.linspace(0, 255, 30 * 40 * 3).reshape(30, 40, 3).astype(np.uint8)
    assert np.array_equal(pixels("a.png")[20:50, 25:65], expected)


def test_a_scene_without_its_photos_is_refused(
    tiny_model: Path, capsys: pytest.CaptureFixture[str]
):
    scene = project_with_photo(Path("p.everscape"))
    Path("s.json").write_text(format_json({"format": 1, **scene_to_json(scene)}))
    assert run(tiny_model, "--scene", "s.json", "-o", "a.png") == 2
    assert "has photos" in capsys.readouterr().err
    assert not Path("a.png").exists()


def test_a_style_of_another_model_is_refused(tiny_model: Path, capsys: pytest.CaptureFixture[str]):
    dims = Renderer.open(tiny_model, "cpu").style_dims
    write_style(Path("dusk.everstyle"), NamedStyle("Dusk", SeedStyle(4), "other", dims))
    assert run(tiny_model, "--style", "dusk.everstyle", "-o", "a.png") == 2
    assert "'Dusk' was made for the model 'other'" in capsys.readouterr().err
    assert not Path("a.png").exists()


def test_a_style_of_the_model_is_painted(tiny_model: Path):
    renderer = Renderer.open(tiny_model, "cpu")
    style = NamedStyle("Dusk", SeedStyle(4), renderer.model_id, renderer.style_dims)
    write_style(Path("dusk.everstyle"), style)
    assert run(tiny_model, "--size", "16x16", "--style", "dusk.everstyle", "-o", "a.png") == 0
    assert scene_in("a.png").style == SeedStyle(4, "Dusk")
