"""Where a value of a YAML text stands, and what it holds."""

from __future__ import annotations


class Marks:
    """Where a value stands: its span, and the marks of what it holds.

    ``children`` is ``{key: (key start, key end, marks)}`` for a mapping, a list of marks for a sequence, None for a
    scalar.
    """

    __slots__ = ("children", "depth", "end", "size", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.children: dict[str, tuple[int, int, Marks]] | list[Marks] | None = None
        self.size = 1
        self.depth = 1

    def measure(self) -> None:
        """Count what a finished collection holds, aliases written out, and how deep it is."""
        children = self.children
        below = [child[2] for child in children.values()] if isinstance(children, dict) else children
        for child in below or ():
            self.size += child.size
            self.depth = max(self.depth, child.depth + 1)

    @property
    def last_end(self) -> int:
        """Where the last thing that it holds ends; its own end when it holds nothing."""
        children = self.children
        if not children:
            return self.end
        if isinstance(children, dict):
            return max(max(key_end, child.end) for _, key_end, child in children.values())
        return max(child.end for child in children)
