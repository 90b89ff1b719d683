"""Which tool gets the mouse: a grip that is near, else the chosen tool, else the hand."""

from PySide6.QtCore import Qt

from app.canvas.tools import Pointer, Tool


class Gestures:
    """Hands presses, moves and releases to tools; one gesture belongs to one tool."""

    def __init__(self, hand: Tool) -> None:
        self._hand = hand
        self._tool = hand
        self._grips: list[Tool] = []
        self._active: Tool | None = None  # the tool of the gesture that goes on
        self._hand_is_lent = False

    @property
    def tools(self) -> tuple[Tool, ...]:
        """Return the tools that draw over the picture, in their order."""
        return (*self._grips, self._tool)

    @property
    def is_active(self) -> bool:
        """Tell whether a gesture goes on."""
        return self._active is not None

    def choose(self, tool: Tool | None) -> None:
        """Choose what a drag does; None is the hand."""
        self.cancel()
        self._tool = tool or self._hand

    def add_grip(self, grip: Tool) -> None:
        """Add a tool that is asked before the chosen one, whichever that is."""
        self._grips.append(grip)

    def lend_hand(self, is_lent: bool) -> None:
        """Let the hand take the place of the chosen tool for a while."""
        self._hand_is_lent = is_lent

    def press(self, button: Qt.MouseButton, pointer: Pointer) -> None:
        """Begin the gesture of the first tool that wants it."""
        if self._active is None:
            takers = (tool for tool in self._tools_for(button) if tool.press(pointer))
            self._active = next(takers, None)

    def move(self, pointer: Pointer) -> None:
        """Go on with the gesture, if there is one."""
        if self._active is not None:
            self._active.move(pointer)

    def release(self, pointer: Pointer) -> None:
        """End the gesture."""
        if self._active is not None:
            self._active.release(pointer)
            self._active = None

    def cancel(self) -> bool:
        """Drop the gesture, as Escape does; tells whether there was one."""
        if self._active is None:
            return False
        self._active.cancel()
        self._active = None
        return True

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return the cursor of the tool that has a say at a place; None: nobody has."""
        tools = [self._active] if self._active else self._tools_for(Qt.MouseButton.LeftButton)
        shapes = (tool.cursor(pointer) for tool in tools)
        return next((shape for shape in shapes if shape is not None), None)

    def _tools_for(self, button: Qt.MouseButton) -> tuple[Tool, ...]:
        if button == Qt.MouseButton.MiddleButton or self._hand_is_lent:
            return (self._hand,)
        return self.tools if button == Qt.MouseButton.LeftButton else ()
