"""The rows of a data set as the window reads them: page by page and row by row, only what is looked at."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.problem import Problem

PAGE = 50  # rows
_KEPT_PAGES, _KEPT_ROWS = 60, 40


class DataRows(QObject):
    """Answers at once with what it has; the rest comes with a signal.

    One page and one row are asked for at a time, so that scrolling far asks for the end of the way alone.
    While another question is being answered, what was known stays.
    """

    paged = Signal(int, int)  # the first and the last row that became known
    total_changed = Signal(int)
    row_came = Signal(int)
    found = Signal(str, object, object)  # what was looked for, the row or None, how many there are or None
    exported = Signal(str, int)
    failed = Signal(Problem)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engines = engines
        self._question: dict[str, Any] = {}
        self._pages: OrderedDict[int, list[dict[str, Any]]] = OrderedDict()
        self._rows: OrderedDict[int, dict[str, Any]] = OrderedDict()
        self._old_pages: set[int] = set()  # of the question before
        self._old_rows: set[int] = set()
        self._asking_page: Job | None = None
        self._asking_row: Job | None = None
        self._next_page: int | None = None
        self._next_row: int | None = None
        self._searching: Job | None = None
        self.total = 0
        self.columns: tuple[str, ...] = ()

    def ask_about(self, data: dict[str, Any], model: str) -> None:
        """Another data set, or another way to read it: everything is asked for anew when it is looked at."""
        question = {"data": data, "model": model}
        if question == self._question:
            return
        same = self._question.get("data", {}).get("path") == data.get("path")
        self._question = question
        self._asking_page = self._asking_row = self._searching = None
        self._next_page = self._next_row = None
        self._old_pages, self._old_rows = set(self._pages), set(self._rows)
        if not same:
            self.forget()

    def expect(self, total: int, columns: tuple[str, ...]) -> None:
        """How many rows there are, and their columns, as the check has found them."""
        if columns and not self.columns:
            self.columns = columns
            self.paged.emit(0, -1)
        self._set_total(total)

    def forget(self) -> None:
        """Nothing is shown of what was there."""
        self._pages.clear()
        self._rows.clear()
        self.columns = ()
        self._set_total(0)

    def head(self, index: int) -> dict[str, Any] | None:
        """A row of the table (see the job `data_rows`); asks for its page where it is not known."""
        start = index - index % PAGE
        page = self._pages.get(start)
        if page is None or start in self._old_pages:
            self._want_page(start)
        return page[index - start] if page is not None and index - start < len(page) else None

    def row(self, index: int) -> dict[str, Any] | None:
        """A whole row (see the job `data_row`); asks for it where it is not known."""
        if index not in self._rows or index in self._old_rows:
            self._want_row(index)
        return self._rows.get(index)

    def find(self, what: str, start: int = 0, query: str = "") -> None:
        """Looks for a row of a kind (see the job `data_find`); the last question counts."""
        if self._question:
            params = {**self._question, "what": what, "start": start, "query": query}
            job = self._searching = self._engines.short("data_find", params)
            job.done.connect(self._on_found)
            job.failed.connect(self._on_lost)
            job.setProperty("what", what)

    def export_bad(self, out: str) -> None:
        """Writes the rows that cannot be used into a file."""
        if self._question:
            job = self._engines.short("export_bad_rows", {**self._question, "out": out})
            job.done.connect(self._on_exported)
            job.failed.connect(self.failed)

    # --- inside

    def _want_page(self, start: int) -> None:
        self._next_page = start
        if self._asking_page is None and self._question:
            self._ask_page()

    def _want_row(self, index: int) -> None:
        self._next_row = index
        if self._asking_row is None and self._question:
            self._ask_row()

    def _ask_page(self) -> None:
        start, self._next_page = self._next_page, None
        params = {**self._question, "start": start, "count": PAGE}
        self._asking_page = job = self._engines.short("data_rows", params)
        job.done.connect(self._on_page)
        job.failed.connect(self._on_page_failed)

    def _ask_row(self) -> None:
        index, self._next_row = self._next_row, None
        self._asking_row = job = self._engines.short("data_row", {**self._question, "index": index})
        job.done.connect(self._on_row)
        job.failed.connect(self._on_row_failed)

    def _on_page(self, page: dict[str, Any]) -> None:
        if self.sender() is not self._asking_page:
            return
        self._asking_page = None
        start, rows = int(page["start"]), list(page["rows"])
        if self._next_page == start:  # it was looked at again on its way
            self._next_page = None
        self.columns = tuple(page["columns"])
        self._pages[start] = rows
        self._pages.move_to_end(start)
        self._old_pages.discard(start)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        if page["total"] is not None:
            self._set_total(int(page["total"]))
        else:
            self._set_total(max(self.total, start + len(rows)))
        self.paged.emit(start, start + len(rows) - 1)
        if self._next_page is not None and self._asking_page is None:
            self._ask_page()

    def _on_row(self, row: dict[str, Any]) -> None:
        if self.sender() is not self._asking_row:
            return
        self._asking_row = None
        index = int(row["index"])
        if self._next_row == index:
            self._next_row = None
        self._rows[index] = row
        self._rows.move_to_end(index)
        self._old_rows.discard(index)
        while len(self._rows) > _KEPT_ROWS:
            self._rows.popitem(last=False)
        self.row_came.emit(index)
        if self._next_row is not None and self._asking_row is None:
            self._ask_row()

    def _on_page_failed(self, problem: Problem) -> None:
        if self.sender() is self._asking_page:
            self._asking_page = None
            self.failed.emit(problem)

    def _on_row_failed(self, problem: Problem) -> None:
        if self.sender() is self._asking_row:
            self._asking_row = None
            self.failed.emit(problem)

    def _on_found(self, answer: dict[str, Any]) -> None:
        job = self.sender()
        if job is not None and job is self._searching:
            self._searching = None
            self.found.emit(str(job.property("what")), answer["index"], answer["count"])

    def _on_lost(self, problem: Problem) -> None:
        if self.sender() is self._searching:
            self._searching = None
            self.failed.emit(problem)

    def _on_exported(self, answer: dict[str, Any]) -> None:
        self.exported.emit(str(answer["path"]), int(answer["rows"]))

    def _set_total(self, total: int) -> None:
        if total != self.total:
            self.total = total
            self.total_changed.emit(total)
