"""Diagnostics to copy into a report: versions, devices, settings and the log, without a name."""

import getpass
import platform
import re
import socket
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from app.monitors import Layout
from app.render_requests import ModelInfo
from app.settings import Settings
from infinitygan.recipe import program_version

PACKAGES = (
    "torch",
    "PySide6_Essentials",
    "numpy",
    "pillow",
    "safetensors",
    "tifffile",
    "qtawesome",
)
PRIVATE_SETTINGS = ("recent_files", "export", "model_folder", "wallpaper_command")
# Logs write paths with either slash, and in quotes with each backslash twice.
_PATH = re.compile(r"(?:(?i:[a-z]:[\\/]+users)[\\/]+|/home/|/Users/)[^\\/\s'\"“”]+")


@dataclass(frozen=True)
class Person:
    """What must not be told: the home folder, the user's name and the machine's."""

    home: str
    user: str
    host: str

    @staticmethod
    def here() -> "Person":
        """Return the person at this machine."""
        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError):  # nobody has this number; Windows has no numbers
            user = ""
        return Person(str(Path.home()), user, socket.gethostname())


def anonymised(text: str, person: Person) -> str:
    """Replace all that could name a person."""
    if len(person.home) > 1:
        for home in (person.home.replace("\\", "\\\\"), person.home):
            text = text.replace(home, "~")
    text = _PATH.sub("~", text)
    for name, stand_in in ((person.user, "<user>"), (person.host, "<host>")):
        if name:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", stand_in, text, flags=re.IGNORECASE)
    return text


def diagnostics_text(
    settings: Settings,
    model: ModelInfo | None,
    layout: Layout | None,
    log_lines: Iterable[str],
    person: Person,
) -> str:
    """Write the report; `model` None = none is open."""
    sections = {
        "Everscape": _versions(),
        "Model": _model_facts(model),
        "Monitors": _monitor_facts(layout),
        "Settings": _setting_facts(settings),
    }
    parts = [_section(title, facts) for title, facts in sections.items()]
    log = "\n".join(["Log", *(f"  {line}" for line in log_lines)])
    return anonymised("\n\n".join([*parts, log]) + "\n", person)


def _versions() -> dict[str, str]:
    facts = {
        "version": program_version(),
        "system": platform.platform(),
        "Python": platform.python_version(),
        "Qt": qVersion() or "unknown",
        "Qt platform": QGuiApplication.platformName(),
    }
    return facts | {name: _version_of(name) for name in PACKAGES}


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not found"


def _model_facts(model: ModelInfo | None) -> dict[str, str]:
    if model is None:
        return {"state": "no model is open"}
    devices = ", ".join(title for _, title in model.devices)
    return {"name": model.model_id, "device": model.device_name, "devices": devices}


def _monitor_facts(layout: Layout | None) -> dict[str, str]:
    if layout is None:
        return {"state": "no monitor was found"}
    return {
        monitor.name: f"{monitor.size_px} at scale {monitor.scale:.2f}"
        for monitor in layout.monitors
    }


def _setting_facts(settings: Settings) -> dict[str, str]:
    return {
        name: ("set" if value else "not set") if name in PRIVATE_SETTINGS else str(value)
        for name, value in asdict(settings).items()
    }


def _section(title: str, facts: Mapping[str, str]) -> str:
    return "\n".join([title, *(f"  {name}: {value}" for name, value in facts.items())])
