"""Special categories in texts: looked for only where a policy asks; then redacted, dropped with their row, or kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from slor.pipelines.batches import Mask, TextSpans
from slor.recognizers.spans import Conversation, Span
from slor.schemas.policy import Release
from slor.schemas.treatment import Treatment


def find(found: Sequence[Conversation], wanted: Mask, releases: Iterable[Release]) -> list[TextSpans | None] | None:
    """Looks for the special categories that any of the releases has a rule for.

    Args:
        found: one conversation a row.
        wanted: which rows some release keeps, shape (rows,).
        releases: the releases that look at these texts.

    Returns:
        Spans of each text, one entry a row (None for rows that nobody wants); None where no release asks.
    """
    categories = sorted({category for release in releases for category in release.special})
    if not categories:
        return None
    from slor.recognizers.special_categories import SpecialCategoryDetector

    detector = SpecialCategoryDetector(categories)
    rows = [talk for talk, kept in zip(found, wanted, strict=True) if kept]
    results = iter(detector.detect_many(rows))
    return [next(results) if kept else None for kept in wanted]


def drop_reason(spans: TextSpans | None, rules: Mapping[str, str]) -> str | None:
    """Why a row is left out for what its texts tell, or None.

    >>> from slor.recognizers.spans import Span
    >>> drop_reason([[Span(0, 4, "HEALTH", 0.85)]], {"HEALTH": "drop_row"})
    'special category HEALTH'
    """
    kinds = {span.entity_type for turn in spans or () for span in turn}
    dropped = sorted(kind for kind in kinds if rules.get(kind) == "drop_row")
    return f"special category {dropped[0]}" if dropped else None


def redactions(identifiers: TextSpans, special: TextSpans | None, rules: Mapping[str, str]) -> TextSpans:
    """Adds to each text's identifiers the special categories that are redacted.

    Of two that overlap the identifier stays, but where it lies wholly in what tells of a special category: a holiday
    that was taken for a name is struck out, not sealed.
    """
    if special is None:
        return identifiers
    merged = []
    for known, telling in zip(identifiers, special, strict=True):
        struck = [
            span
            for span in telling
            if rules.get(span.entity_type) == "redact"
            and all(_holds(span, other) or span.end <= other.start or span.start >= other.end for other in known)
        ]
        merged.append(sorted([*(other for other in known if not any(_holds(s, other) for s in struck)), *struck]))
    return merged


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def kept(special: Iterable[TextSpans | None], rules: Mapping[str, str]) -> Counter[str]:
    """How many spans of each category a release keeps as they are."""
    return Counter(
        span.entity_type
        for row in special
        for turn in row or ()
        for span in turn
        if rules.get(span.entity_type) == "keep"
    )


def with_rules(release: Release) -> Release:
    """The release with its special categories among its span rules."""
    redacted = {kind: Treatment("redact") for kind, rule in release.special.items() if rule == "redact"}
    return replace(release, spans={**release.spans, **redacted}) if redacted else release
