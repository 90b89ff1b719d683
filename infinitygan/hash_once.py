"""Values that remember their hash: those of many points are keys of caches, time and again."""

from typing import TypeVar

_Value = TypeVar("_Value")


def hash_once(cls: type[_Value]) -> type[_Value]:
    """Let the values of a frozen dataclass compute their hash once, when it is first asked for."""
    compute = cls.__hash__

    def remembered(self: _Value) -> int:
        known = vars(self)  # past the frozen fields; what compares and copies reads only those
        if "_hash" not in known:
            known["_hash"] = compute(self)
        return known["_hash"]

    cls.__hash__ = remembered
    return cls
