"""Default keys of the article pane; `App.set_keymap` may rebind each by its id."""

from textual.binding import Binding, BindingType


def _key(keys: str, action: str, description: str, ident: str = "") -> Binding:
    return Binding(keys, action, description, id=f"pane.{ident or action}", show=False)


def _extending(keys: str, motion: str, description: str) -> Binding:
    return _key(keys, f"select('{motion}')", f"Select {description}", f"select_{motion}")


BINDINGS: list[BindingType] = [
    _key("left,h", "cursor_left", "Character left"),
    _key("right,l", "cursor_right", "Character right"),
    _key("up,k", "cursor_up", "Row up"),
    _key("down,j", "cursor_down", "Row down"),
    _key("home", "row_start", "Start of the row"),
    _key("end", "row_end", "End of the row"),
    _key("pageup", "page_up", "Page up"),
    _key("pagedown", "page_down", "Page down"),
    _key("ctrl+u", "half_page_up", "Half a page up"),
    _key("ctrl+d", "half_page_down", "Half a page down"),
    _key("g,ctrl+home", "text_start", "Start of the article"),
    _key("G,ctrl+end", "text_end", "End of the article"),
    _key("w,ctrl+right", "word_next", "Next word"),
    _key("b,ctrl+left", "word_previous", "Previous word"),
    _key("e", "word_end", "End of the word"),
    _key("full_stop,right_parenthesis", "sentence_next", "Next sentence"),
    _key("comma,left_parenthesis", "sentence_previous", "Previous sentence"),
    _key("right_curly_bracket,ctrl+down", "paragraph_next", "Next paragraph"),
    _key("left_curly_bracket,ctrl+up", "paragraph_previous", "Previous paragraph"),
    _extending("shift+left", "cursor_left", "a character left"),
    _extending("shift+right", "cursor_right", "a character right"),
    _extending("shift+up", "cursor_up", "a row up"),
    _extending("shift+down", "cursor_down", "a row down"),
    _extending("shift+home", "row_start", "to the start of the row"),
    _extending("shift+end", "row_end", "to the end of the row"),
    _extending("shift+pageup", "page_up", "a page up"),
    _extending("shift+pagedown", "page_down", "a page down"),
    _extending("ctrl+shift+left", "word_previous", "a word left"),
    _extending("ctrl+shift+right", "word_end", "a word right"),
    _extending("ctrl+shift+up", "paragraph_previous", "a paragraph up"),
    _extending("ctrl+shift+down", "paragraph_next", "a paragraph down"),
    _extending("ctrl+shift+home", "text_start", "to the start of the article"),
    _extending("ctrl+shift+end", "text_end", "to the end of the article"),
    _key("v", "toggle_select", "Select by moving"),
    _key("V", "select_sentence", "Select the sentence, again the paragraph"),
    _key("plus", "grow", "Grow the selection"),
    _key("minus", "shrink", "Shrink the selection"),
    _key("escape", "drop", "Drop the selection"),
    _key("x", "add_fragment", "Add a fragment"),
    _key("n", "next_mark", "Next mark"),
    _key("N", "previous_mark", "Previous mark"),
    _key("t", "cycle_stack", "Next mark of the stack"),
    _key("y", "copy", "Copy the selection"),
]
