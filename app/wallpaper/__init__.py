"""Set the desktop's wallpaper and put the previous one back: one module per desktop."""
