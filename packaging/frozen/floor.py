"""An empty window, to be frozen as the floor against which the program's size and start are measured."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.show()
for _ in range(3):
    application.processEvents()
