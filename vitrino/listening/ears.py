"""One matcher for each shop, built from its watches and kept until they change."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db.models import Count, F, Max, Sum

from vitrino.domain.matcher import Matcher, Term
from vitrino.domain.names import needs_context
from vitrino.listening.models import Watch
from vitrino.workspace.models import BrandName

LITERAL_KINDS = frozenset({"handle", "hashtag", "domain", "obfuscated"})
# Slips of the pen are looked for in the name as it is; one letter off an ending is another ending too often.
TYPED_KINDS = frozenset({"exact", "folded"})
QUERY = "query"
Version = tuple[int | str | None, ...]

_kept: dict[int, tuple[Version, Matcher]] = {}


def matcher_of(workspace_id: int) -> Matcher:
    """The shop's matcher. Costs two small queries; building costs more, but only after a change."""
    version = version_of(workspace_id)
    kept = _kept.get(workspace_id)
    if kept is None or kept[0] != version:
        _kept[workspace_id] = kept = (version, Matcher(terms_of(workspace_id)))
    return kept[1]


def version_of(workspace_id: int) -> Version:
    """Values that differ after any change: a form more or less, on or off, another word beside a name."""
    watched = Watch.objects.filter(workspace_id=workspace_id, is_on=True)
    found = watched.aggregate(count=Count("pk"), last=Max("pk"), total=Sum("pk"), squares=Sum(F("pk") * F("pk")))
    names = BrandName.objects.filter(workspace_id=workspace_id).order_by("pk")
    return (*found.values(), json.dumps(list(names.values_list("pk", "context_words", "exclude_words"))))


def terms_of(workspace_id: int) -> list[Term]:
    """What the shop watches, as the matcher takes it; ids are those of the watches."""
    watched = Watch.objects.filter(workspace_id=workspace_id, is_on=True).select_related("brand_name")
    return terms_for(watched)


def terms_for(watches: Iterable[Watch]) -> list[Term]:
    """The same for watches that may not be stored yet."""
    return [_term(watch) for watch in watches]


def _term(watch: Watch) -> Term:
    name = watch.brand_name
    if watch.kind == QUERY:
        return Term(id=str(watch.pk), text=watch.text, is_query=True)
    return Term(
        id=str(watch.pk),
        text=watch.text,
        context=tuple(name.context_words),
        excludes=tuple(word for word in name.exclude_words if not word.startswith("@")),
        not_by=tuple(word for word in name.exclude_words if word.startswith("@")),
        is_literal=watch.kind in LITERAL_KINDS,
        allows_typos=watch.kind in TYPED_KINDS,
        is_ambiguous=_is_word(watch, name),
    )


def _is_word(watch: Watch, name: BrandName) -> bool:
    """Whether the form means something else most of the time, so that it waits for context words; never the owner's."""
    if watch.is_own or watch.kind in LITERAL_KINDS:
        return False
    return needs_context(watch.text) or needs_context(name.text)
