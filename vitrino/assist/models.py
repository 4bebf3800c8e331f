"""Which language model helps a shop, if any."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssistSettings(models.Model):
    """An endpoint that speaks the chat protocol of OpenAI. Nothing is sent anywhere while `is_on` is False.

    sealed_key: sealed with `channels.vault`, empty for none. allows_local: the address may be one of this network.
    """

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    is_on = models.BooleanField(_("Help from a language model"), default=False)
    base_url = models.CharField(_("Address"), max_length=300, blank=True, default="")
    model = models.CharField(_("Model"), max_length=120, blank=True, default="")
    sealed_key = models.BinaryField(default=b"", blank=True)
    allows_local = models.BooleanField(_("The model runs on this machine or in this network"), default=False)
    sees_pictures = models.BooleanField(_("The model can look at pictures"), default=False)
    changed_at = models.DateTimeField(null=True, blank=True)
