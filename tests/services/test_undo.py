from hypothesis import given
from hypothesis import strategies as st

from workbench.services.undo import Undo


@given(st.lists(st.integers(), max_size=20))
def test_undoing_everything_leads_back_to_the_beginning_and_redoing_to_the_end(values: list[int]) -> None:
    undo = Undo(-1)
    for value in values:
        undo.push(value, str(value))
    end = undo.value
    while undo.undo():
        pass
    assert undo.value == -1
    while undo.redo():
        pass
    assert undo.value == end


def test_a_new_edit_forgets_what_was_undone() -> None:
    undo = Undo("a")
    undo.push("b", "to b")
    undo.undo()
    undo.push("c", "to c")
    assert undo.redo() == ""
    assert (undo.value, undo.undo_label) == ("c", "to c")


def test_only_the_last_steps_are_kept() -> None:
    undo = Undo(0, limit=3)
    for value in range(1, 10):
        undo.push(value, f"to {value}")
    while undo.undo():
        pass
    assert undo.value == 6
