"""Word lists in the source, written as running text."""


def listed(text: str) -> list[str]:
    """The words of a text: a list of a hundred words reads best as lines of words."""
    return text.split()
