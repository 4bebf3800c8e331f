"""Pictures and films as they were checked and stored by us, and their forms for each platform."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.domain.media import Focus
from vitrino.engine.models import Leased


class Asset(models.Model):
    """One picture or film, written anew by us. sha256: of the stored bytes; "" while a film is still being made.

    name: what the file was called, to show and never as a path. focus_x, focus_y: what must stay in sight, 0..1.
    source_sha256: of the bytes that came in, so that the same film is not made twice. had_place: where it was taken
    stood in the file, and was removed. frames: single pictures of an animation. rights_until: the last day of use.
    """

    class Kind(models.TextChoices):
        IMAGE = "image", _("Picture")
        GIF = "gif", _("Animation")
        VIDEO = "video", _("Film")

    class State(models.TextChoices):
        READY = "ready"
        WORKING = "working"
        FAILED = "failed"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.IMAGE)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    file = models.FileField(upload_to="assets/%Y/%m/", max_length=200, blank=True)
    poster = models.FileField(upload_to="assets/%Y/%m/", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    source_sha256 = models.CharField(max_length=64, blank=True, default="")
    mime_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    size_bytes = models.PositiveBigIntegerField(default=0)
    frames = models.PositiveIntegerField(default=1)
    duration_s = models.FloatField(null=True, blank=True)
    fps = models.FloatField(null=True, blank=True)
    has_audio = models.BooleanField(default=False)
    had_place = models.BooleanField(default=False)
    name = models.CharField(_("Name"), max_length=120, blank=True, default="")
    alt_text = models.CharField(_("Description for people who can't see it"), max_length=1500, blank=True, default="")
    focus_x = models.FloatField(default=0.5)
    focus_y = models.FloatField(default=0.5)
    rights_note = models.CharField(
        _("Whose it is, and what you may do with it"), max_length=300, blank=True, default=""
    )  # fmt: skip
    rights_until = models.DateField(_("May be used until"), null=True, blank=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-created_at"], name="asset_by_workspace"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Films are told apart by what was uploaded: two sources may well make the same film.
            models.UniqueConstraint(
                fields=["workspace", "sha256"], condition=~models.Q(kind="video"), name="asset_once"
            ),
        ]  # fmt: skip

    @property
    def focus(self) -> Focus:
        return Focus(self.focus_x, self.focus_y)

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_film(self) -> bool:
        return self.kind == self.Kind.VIDEO


class AssetTag(models.Model):
    """A word to find things by; those with the same word are a folder."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="tags")
    text = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar[list[str]] = ["text"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asset", "text"], name="asset_tag_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["text"], name="asset_tag_text")]


class Rendition(models.Model):
    """An asset in the form one rule asks for. key: of the rule, the focus and the asset's bytes (`forms.key_of`)."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="renditions")
    key = models.CharField(max_length=40)
    file = models.FileField(upload_to="renditions/%Y/%m/", max_length=200)
    sha256 = models.CharField(max_length=64)
    mime_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asset", "key"], name="rendition_once"),
        ]


class Conversion(Leased):
    """A film being made: the one we keep (key "original"), or a rendition. progress: percent.

    incoming: the uploaded file below MEDIA_ROOT, gone when the film is kept. trouble: a Message as JSON, in words.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="conversions")
    key = models.CharField(max_length=40)
    form = models.JSONField(default=dict)
    focus = models.JSONField(default=dict)
    incoming = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    trouble = models.JSONField(default=dict, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asset", "key"], name="conversion_once"),
        ]


class HostCheck(models.Model):
    """The last time the address that platforms fetch from was tried out. address: the one that was tried.

    trouble: a Message as JSON, empty when it worked.
    """

    address = models.CharField(max_length=300, unique=True)
    is_reachable = models.BooleanField(default=False)
    trouble = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
