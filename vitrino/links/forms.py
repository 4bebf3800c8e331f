"""What a person decides about links."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.links.models import LinkSettings


class LinksForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What becomes of links, and what their tags say."""

    class Meta:
        model = LinkSettings
        fields: ClassVar[list[str]] = ["use", "source", "medium", "campaign"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"use": forms.RadioSelect}
        help_texts: ClassVar[dict[str, object]] = {
            "source": _("utm_source. {platform}, {channel} and {kind} are filled in."),
            "medium": _("utm_medium. Empty leaves it away."),
            "campaign": _("utm_campaign. Empty leaves it away."),
        }
