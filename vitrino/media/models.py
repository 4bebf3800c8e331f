"""Pictures and films as they were checked and stored by us."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asset(models.Model):
    """A picture as it was checked and stored by us. sha256: of the stored bytes."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    file = models.FileField(upload_to="assets/%Y/%m/", max_length=200)
    sha256 = models.CharField(max_length=64)
    mime_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    alt_text = models.CharField(_("Description for people who can't see it"), max_length=1500, blank=True, default="")
    created_at = models.DateTimeField()
