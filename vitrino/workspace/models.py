"""People, the business they work for, its brand, and the log of what they did."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    """Makes people; the e-mail address is the sign-in name."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. May be a member of several workspaces."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Name"), max_length=120, blank=True, default="")
    language = models.CharField(_("Language"), max_length=8, default="en")
    theme = models.CharField(_("Appearance"), max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    has_single_keys = models.BooleanField(_("Single-key shortcuts"), default=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name or self.email


class Workspace(models.Model):
    """One business. Every other row belongs to exactly one.

    hours: opening hours, weekday "0".."6" (Monday first) -> list of ["09:00", "17:00"] in the shop's own time zone;
    an interval that ends before it begins runs over midnight. onboarding_step: 1..5 while being set up, 0 when done.
    """

    name = models.CharField(_("Name of the shop"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    website = models.URLField(_("Website"), max_length=300, blank=True, default="")
    sells = models.CharField(_("What it sells"), max_length=300, blank=True, default="")
    time_zone = models.CharField(_("Time zone"), max_length=60, default="Europe/Warsaw")
    language = models.CharField(_("Language"), max_length=8, default="en")
    hours = models.JSONField(default=dict)
    is_sample = models.BooleanField(default=False)
    onboarding_step = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def is_onboarded(self) -> bool:
        return self.onboarding_step == 0


class Membership(models.Model):
    """A person's role in a workspace."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MANAGER = "manager", _("Manager")
        EDITOR = "editor", _("Editor")
        RESPONDER = "responder", _("Responder")
        VIEWER = "viewer", _("Viewer")

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Role"), max_length=12, choices=Role.choices)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person"], name="membership_once")
        ]


class Invitation(models.Model):
    """An invitation by e-mail. Only a hash of the link's token is kept."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-mail"))
    role = models.CharField(_("Role"), max_length=12, choices=Membership.Role.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class Event(models.Model):
    """What happened, by whom, to what. Append-only: triggers in the database refuse changes and deletions.

    kind: "post.scheduled", "conversation.resolved" ... values: JSON for the sentence shown; never secrets or texts.
    """

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60, blank=True, default="")
    object_id = models.CharField(max_length=40, blank=True, default="")
    values = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at"], name="event_by_workspace"),
            models.Index(fields=["workspace", "kind", "-at"], name="event_by_kind"),
        ]


class Forgotten(models.Model):
    """Somebody outside was forgotten on request: what they wrote until then is never taken in again.

    mark: a keyed hash of platform and account; nothing else is kept of them.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "mark"], name="forgotten_once")
        ]


class Brand(models.Model):
    """How the shop speaks, and what it keeps away from."""

    class Formality(models.TextChoices):
        CASUAL = "casual", _("Casual")
        NEUTRAL = "neutral", _("Neutral")
        FORMAL = "formal", _("Formal")

    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="brand")
    voice = models.TextField(_("Voice"), blank=True, default="")
    formality = models.CharField(_("Formality"), max_length=8, choices=Formality.choices, default=Formality.NEUTRAL)
    avoid = models.TextField(_("Topics to keep away from"), blank=True, default="")


class BrandName(models.Model):
    """A name the shop goes by. Ambiguous ones only count near a context word."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="brand_names")
    text = models.CharField(_("Name"), max_length=80)
    is_primary = models.BooleanField(default=False)
    context_words = models.JSONField(default=list)
    exclude_words = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "text"], name="brand_name_once")
        ]
