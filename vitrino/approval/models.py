"""Who must agree before a post may go out, what they agreed to, and what they said about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.Model):
    """How many of the named people must agree; a workspace without a row asks nobody."""

    class Mode(models.TextChoices):
        NOBODY = "nobody", _("Nobody")
        ONE = "one", _("One of them")
        ALL = "all", _("All of them")

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    mode = models.CharField(_("Who must agree?"), max_length=8, choices=Mode.choices, default=Mode.NOBODY)
    changed_at = models.DateTimeField()


class Approver(models.Model):
    """A member who is asked. Somebody who has left the shop is not counted."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person"], name="approver_once")
        ]


class Client(models.Model):
    """Somebody without an account whose word counts for the posts that were put before them by a link."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=80)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name"], name="client_once")
        ]

    def __str__(self) -> str:
        return self.name


class ClientLink(models.Model):
    """The way in for one client, to the chosen posts only. Only a hash of its token is kept.

    email: where one reminder may go, in `language`; until it has gone, `sealed` keeps the token for it, encrypted.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="links")
    posts = models.ManyToManyField("posts.Post", through="LinkedPost", related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    sealed = models.BinaryField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)


class LinkedPost(models.Model):
    """A post that a client's link shows."""

    link = models.ForeignKey(ClientLink, models.CASCADE, related_name="linked")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["link", "post"], name="linked_post_once")
        ]


class Request(models.Model):
    """Somebody asks for agreement to a post; open until everybody has agreed or it is no longer needed.

    planned: channel id -> ISO instant; needed_by: the first of them. told_hash: the version people were told about.
    reminded_for: the `needed_by` they were reminded of. missing, refused: [[party key, name], …] as it stood when it
    was last looked at, so that a list of many need not look again.
    """

    post = models.OneToOneField("posts.Post", models.CASCADE, related_name="+")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    planned = models.JSONField(default=dict)
    needed_by = models.DateTimeField(null=True, blank=True)
    missing = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    told_hash = models.CharField(max_length=64, blank=True, default="")
    reminded_for = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["closed_at"], name="request_open")]


class Version(models.Model):
    """A post exactly as somebody saw it. contents: channel id -> content as JSON; hashes: channel id -> its SHA-256."""

    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    contents = models.JSONField(default=dict)
    hashes = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "content_hash"], name="version_once"),
            models.UniqueConstraint(fields=["post", "number"], name="version_number_once"),
        ]


class Approval(models.Model):
    """A word about one version: by a member or by a client, whose name at that time is kept. Only ever added."""

    class Verdict(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Asked for changes")

    version = models.ForeignKey(Version, models.CASCADE, related_name="approvals")
    person = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    client = models.ForeignKey(Client, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=254)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField(_("What should change?"), blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["at"], name="approval_by_time")]


class Comment(models.Model):
    """Something said about a post. is_shared: clients with a link to the post see it too."""

    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    client = models.ForeignKey(Client, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=254)
    text = models.TextField(_("Comment"))
    is_shared = models.BooleanField(_("Clients may read this"), default=False)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["post", "at"], name="comment_by_post")]
