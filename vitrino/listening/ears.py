"""One matcher for each shop, built from its watches and kept until they change."""

from __future__ import annotations

from django.db.models import Count, Max, Sum, TextField
from django.db.models.functions import Cast, Length

from vitrino.domain.matcher import Matcher, Term
from vitrino.domain.names import needs_context
from vitrino.listening.models import Watch

LITERAL_KINDS = frozenset({"handle", "hashtag", "domain", "obfuscated"})
# Slips of the pen are looked for in the name as it is; one letter off an ending is another ending too often.
TYPED_KINDS = frozenset({"exact", "folded"})
Version = tuple[int | None, ...]

_kept: dict[int, tuple[Version, Matcher]] = {}


def matcher_of(workspace_id: int) -> Matcher:
    """The shop's matcher. Costs one small query; building costs more, but only after a change."""
    version = version_of(workspace_id)
    kept = _kept.get(workspace_id)
    if kept is None or kept[0] != version:
        _kept[workspace_id] = kept = (version, Matcher(terms_of(workspace_id)))
    return kept[1]


def version_of(workspace_id: int) -> Version:
    """Numbers that differ after any change: a form more or less, on or off, another context word."""
    watched = Watch.objects.filter(workspace_id=workspace_id, is_on=True)
    found = watched.aggregate(
        count=Count("pk"),
        last=Max("pk"),
        total=Sum("pk"),
        context=Sum(Length(Cast("brand_name__context_words", TextField()))),
        excludes=Sum(Length(Cast("brand_name__exclude_words", TextField()))),
    )
    return tuple(found.values())


def terms_of(workspace_id: int) -> list[Term]:
    """What the shop watches, as the matcher takes it; ids are those of the watches."""
    watched = Watch.objects.filter(workspace_id=workspace_id, is_on=True).select_related("brand_name")
    return [
        Term(
            id=str(watch.pk),
            text=watch.text,
            context=tuple(watch.brand_name.context_words),
            excludes=tuple(watch.brand_name.exclude_words),
            is_literal=watch.kind in LITERAL_KINDS,
            allows_typos=watch.kind in TYPED_KINDS,
            is_ambiguous=_is_word(watch),
        )
        for watch in watched
    ]


def _is_word(watch: Watch) -> bool:
    """Whether the form means something else most of the time, so that it waits for context words; never the owner's."""
    if watch.is_own or watch.kind in LITERAL_KINDS:
        return False
    return needs_context(watch.text) or needs_context(watch.brand_name.text)
