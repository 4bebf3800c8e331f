"""How careful to be with one publication: the platform's facts, and what was learned about this channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vitrino.channels import queries as channels
from vitrino.connect.manifest import Capability, Manifest
from vitrino.domain.publication import VIDEO_SETTLE_S, Policy, PublicationState, RetrySafety
from vitrino.publishing.lateness import grace_s
from vitrino.publishing.models import Publication

LEARNED_FROM = 50
# Platform key -> fields of Policy; for proofs that can't wait for minutes. Nothing in the product fills it.
SCALED: dict[str, Mapping[str, Any]] = {}

_ANSWERS: dict[str, Capability] = {
    Publication.Kind.REPLY: "reply.public",
    Publication.Kind.MESSAGE: "reply.private",
    Publication.Kind.REVIEW_REPLY: "reply.public",
    Publication.Kind.COMMENT: "first_comment",
}
_LOOKED_FOR = (PublicationState.UNKNOWN, PublicationState.NEEDS_DECISION)


def policy_of(row: Publication) -> Policy:
    """The numbers for this row. Costs a query while its outcome is unknown, for the lags seen on its channel."""
    manifest = channels.manifest_of(row.channel)
    policy = Policy(
        safety=RetrySafety(manifest.safety_of(capability_of(row, manifest))),
        send_deadline_s=manifest.send_deadline_s,
        settle_s=max(manifest.settle_s, VIDEO_SETTLE_S if row.content.get("has_video") else 0),
        key_ttl_s=manifest.idempotency_ttl_s or Policy.key_ttl_s,
        grace_s=grace_s(row),
        auto_resend=row.channel.does_resend,
    )
    if row.state in _LOOKED_FOR:
        policy = policy.widened(_longest_lag_s(row))
    return replace(policy, **SCALED.get(row.channel.platform, {}))


def capability_of(row: Publication, manifest: Manifest) -> Capability:
    """What the platform must be able to do for this row."""
    if row.kind in _ANSWERS:
        return _ANSWERS[row.kind]
    if row.parent_id:
        return "publish.thread"
    if row.content.get("poll"):
        return "publish.poll"
    pictures = len(row.content.get("media", []))
    if pictures > 1 and manifest.can("publish.carousel"):
        return "publish.carousel"
    return "publish.image" if pictures else "publish.text"


def _longest_lag_s(row: Publication) -> float:
    lags = Publication.objects.filter(channel_id=row.channel_id, published_at__isnull=False).order_by("-published_at")
    return max((lag for lag in lags.values_list("lag_s", flat=True)[:LEARNED_FROM] if lag), default=0.0)
