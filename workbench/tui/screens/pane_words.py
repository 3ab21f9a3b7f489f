"""What a pane says in place of an article."""

from workbench.config.words import _


def nothing(articles: int, key: str) -> str:
    """What a pane without an article says, if so many are there; `key` opens the articles."""
    if articles == 0:
        return _(
            "No articles here yet.\n\nPress {key} to add one, from a file or from "
            "pasted text; or paste the text, or the path of a file, right here.\n\n"
            "Files that are put into the folder seeds/ of this workspace appear too; "
            "a sub-folder is a case."
        ).format(key=key)
    return _(
        "Only one article here.\n\nPress {key}, then a, to add a second report of "
        "the same event; or paste its text, or the path of a file, right here.\n\n"
        "You can already highlight and make claims in the first."
    ).format(key=key)


def no_text(why: str, key: str) -> str:
    """What a pane says whose article has lost its text."""
    return _(
        "The text of this article can't be shown.\n\n{why}\n\n{key} chooses another article."
    ).format(why=why, key=key)
