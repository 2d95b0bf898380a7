"""What goes wrong while detecting. No message ever carries a value from the text."""

from __future__ import annotations


class DetectionError(Exception):
    """A recogniser failed, so nothing can be said about this conversation; the row must not pass."""
