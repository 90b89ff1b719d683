"""Facts about the project as a whole: what an import loads, the order of entry, what git holds."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app import entry

ROOT = Path(__file__).resolve().parent.parent
QT = {"PySide6", "qtpy", "qtawesome"}
HEAVY = {"torch", "numpy", "PIL", *QT}
TEXT_SUFFIXES = {
    "",
    ".cfg",
    ".desktop",
    ".json",
    ".md",
    ".py",
    ".svg",
    ".toml",
    ".xml",
    ".yaml",
    ".yml",
}


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter in the root folder."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )


def loaded_by(statement: str) -> set[str]:
    """Name the top-level modules that a fresh interpreter holds after a statement."""
    names = "print(*{name.partition('.')[0] for name in sys.modules})"
    result = run_python("-c", f"{statement}\nimport sys\n{names}")
    assert result.returncode == 0, result.stderr
    return set(result.stdout.split())


def tracked_files() -> list[Path]:
    """List what git holds; skip where this is no checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name]


@pytest.mark.parametrize(
    "module",
    [
        "app.entry",
        "infinitygan.assets",
        "infinitygan.atomic_file",
        "infinitygan.checks",
        "infinitygan.cli",
        "infinitygan.config",
        "infinitygan.geometry",
        "infinitygan.guarded_zip",
        "infinitygan.recipe",
        "infinitygan.scene",
        "infinitygan.scene_file",
        "infinitygan.scene_json",
        "infinitygan.shapes",
        "infinitygan.style_file",
        "infinitygan.style_mixing",
        "infinitygan.styles",
    ],
)
def test_light_modules_load_neither_torch_nor_numpy_nor_qt(module: str):
    assert not loaded_by(f"import {module}") & HEAVY


def test_the_probe_sees_a_heavy_import():
    assert "numpy" in loaded_by("import numpy.linalg")


def test_the_renderer_loads_no_qt():
    assert not loaded_by("import infinitygan.inference.renderer") & QT


def test_the_program_opens_without_torch():
    assert "torch" not in loaded_by("import app.application, app.main_window")


@pytest.fixture
def stand_ins(tmp_path: Path) -> Path:
    """Write modules that print their names when they are loaded, and open no window."""
    (tmp_path / "torch.py").write_text("print(__name__)")
    (tmp_path / "PySide6.py").write_text("print(__name__)")
    (tmp_path / "application.py").write_text("import PySide6\ndef main(file): return 3")
    return tmp_path


def load_order_without_arguments(platform: str, stand_ins: Path) -> list[str]:
    """Run the entry as on another platform; name what it loaded, in order."""
    script = f"""
import sys, app
from app.entry import main
sys.path.insert(0, {str(stand_ins)!r})
app.__path__.insert(0, {str(stand_ins)!r})
sys.platform = {platform!r}
sys.exit(main([]))
"""
    result = run_python("-c", script)
    assert result.returncode == 3, result.stderr
    return result.stdout.split()


def test_windows_loads_torch_before_qt(stand_ins: Path):
    assert load_order_without_arguments("win32", stand_ins) == ["torch", "PySide6"]


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_other_platforms_open_without_torch(platform: str, stand_ins: Path):
    assert load_order_without_arguments(platform, stand_ins) == ["PySide6"]


def test_arguments_go_to_the_command_line(monkeypatch: pytest.MonkeyPatch):
    received: list[list[str]] = []
    monkeypatch.setattr("infinitygan.cli.main", lambda words: received.append(words) or 4)
    assert entry.main(["render", "-o", "a.png"]) == 4
    assert received == [["render", "-o", "a.png"]]


@pytest.mark.parametrize("name", ["alps.everscape", "a b/Bild.PNG", "../dusk.everstyle"])
def test_a_file_alone_opens_the_program_with_it(monkeypatch: pytest.MonkeyPatch, name: str):
    opened: list[str] = []
    monkeypatch.setattr(entry, "_open_program", lambda file: opened.append(file) or 5)
    assert entry.main([name]) == 5
    assert opened == [name]


@pytest.mark.parametrize("words", [["info"], ["--version.txt"], ["render", "alps.everscape"]])
def test_what_is_no_file_alone_goes_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
):
    monkeypatch.setattr("infinitygan.cli.main", lambda received: len(received))
    assert entry.main(words) == len(words)


def test_the_arguments_of_the_process_are_the_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["main.py", "info"])
    monkeypatch.setattr("infinitygan.cli.main", lambda words: len(words))
    assert entry.main() == 1


def test_help_starts_from_the_script():
    result = run_python("main.py", "render", "--help")
    assert result.returncode == 0, result.stderr
    assert "--size" in result.stdout


def test_the_installed_command_is_the_same_entry():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"everscape": f"{entry.main.__module__}:{entry.main.__name__}"}


def test_packages_hold_only_a_docstring():
    for package in [*ROOT.glob("app/**/__init__.py"), *ROOT.glob("infinitygan/**/__init__.py")]:
        (statement,) = ast.parse(package.read_text(encoding="utf-8")).body
        assert isinstance(statement, ast.Expr), package
        assert isinstance(statement.value, ast.Constant), package


def test_tests_are_no_packages():
    assert not list(ROOT.glob("tests/**/__init__.py"))


def test_no_tracked_text_names_a_path_of_somebodys_machine():
    personal = re.compile(rb"(?<![\w.])/(?:home|Users|work|tmp|root)/\w|[A-Z]:\\\\?Users\\")
    guilty = [
        path.relative_to(ROOT)
        for path in tracked_files()
        if path.suffix in TEXT_SUFFIXES and path.is_file() and personal.search(path.read_bytes())
    ]
    assert not guilty


def test_no_weights_are_pickles():
    assert not [path for path in tracked_files() if path.suffix in {".pt", ".pth", ".pkl", ".ckpt"}]
