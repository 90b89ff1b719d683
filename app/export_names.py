"""Names of exported files, from a template such as '{name}-{w}x{h}-{seed}'."""

import re
from dataclasses import dataclass
from pathlib import Path

from infinitygan.geometry import Size

DEFAULT_TEMPLATE = "{name}-{w}x{h}-{seed}"
FIELDS = ("name", "w", "h", "seed", "monitor")
MAX_STEM = 120

_FIELD = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')  # what Windows forbids; '/' what all forbid
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class NameFacts:
    """What a name can tell; `monitor` empty = the picture is not for one monitor."""

    name: str
    size: Size
    seed: int
    monitor: str = ""


def template_problem(template: str) -> str | None:
    """Return the first field of a template that does not exist; None: the template is fine."""
    for field in _FIELD.findall(template):
        if field not in FIELDS:
            return field
    return None


def file_stem(template: str, facts: NameFacts) -> str:
    """Fill in a template; the result is a safe file name without suffix on every system.

    A monitor's name is appended where the template has no place for it; unknown fields stay.
    """
    values = {
        "name": facts.name,
        "w": str(facts.size.width),
        "h": str(facts.size.height),
        "seed": str(facts.seed),
        "monitor": facts.monitor,
    }
    text = _FIELD.sub(lambda match: values.get(match[1], match[0]), template)
    if facts.monitor and "{monitor}" not in template:
        text = f"{text}-{facts.monitor}"
    stem = _UNSAFE.sub("-", text).strip(" .-")[:MAX_STEM].rstrip(" .-")
    return f"{stem}-picture" if _RESERVED.fullmatch(stem) else stem or "picture"


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in the folder that is not taken, numbered if need be."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path
