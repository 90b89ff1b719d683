"""Qt's JavaScript engine, for the scripts that desktops run."""

from PySide6.QtQml import QJSEngine, QJSValue


class ScriptEngine:
    """Runs scripts one after the other; an error in one fails the test."""

    def __init__(self, prelude: str) -> None:
        self._engine = QJSEngine()
        self.run(prelude)

    def run(self, script: str) -> str:
        """Run a script and return the text of its last value."""
        value = self._engine.evaluate(script)
        assert isinstance(value, QJSValue)
        assert not value.isError(), value.toString()
        return value.toString()
