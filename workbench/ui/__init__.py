"""The window: shows values, emits changed values. The variables make pyqtgraph take PySide6."""

import os

os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
