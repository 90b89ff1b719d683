"""Features that join the main window from outside: each adds its actions and owns its parts."""
