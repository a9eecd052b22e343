"""A picture as PNG or SVG, a table as CSV or Parquet: the file's ending decides."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.core import files
from workbench.ui import style

_RATIO = 2.0  # pixels of a PNG for each of the screen's
Paint = Callable[[QPainter], None]


def picture(file: Path, size: QSize, paint: Paint, title: str) -> None:
    """Writes what `paint` draws. Raises WorkbenchError when the file cannot be written."""
    content = svg(size, paint, title) if file.suffix.lower() == ".svg" else png(size, paint)
    files.write_bytes(file, content)


def png(size: QSize, paint: Paint) -> bytes:
    image = QImage(size * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    image.fill(style.colour("surface"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


def svg(size: QSize, paint: Paint, title: str) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    painter.fillRect(0, 0, size.width(), size.height(), style.colour("surface"))
    paint(painter)
    painter.end()
    return bytes(content.data())


def ask(parent: QWidget, title: str, name: str, kinds: tuple[str, ...], take: Callable[[Path], None]) -> None:
    """Where to; without a known ending the first kind is meant."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(" ".join(f"*.{kind}" for kind in kinds))
    dialog.setDefaultSuffix(kinds[0])
    dialog.selectFile(f"{name}.{kinds[0]}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: take(Path(chosen)))
    dialog.open()


def tr(text: str) -> str:
    return QCoreApplication.translate("InspectSaving", text)
