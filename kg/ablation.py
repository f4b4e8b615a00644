"""Parts of extraction that can be left out, to measure what each adds."""

from __future__ import annotations

import enum

__all__ = ["Part"]


class Part(enum.StrEnum):
    """What can be left out: the resolution of pronouns and descriptions, or frames of nouns."""

    RESOLUTION = "resolution"
    NOMINAL = "nominal"
