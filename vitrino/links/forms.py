"""What a person decides about links."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.campaigns import queries as campaigns
from vitrino.links.models import LinkSettings
from vitrino.workspace.models import Workspace


class LinksForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What becomes of links, and what their tags say."""

    class Meta:
        model = LinkSettings
        fields: ClassVar[list[str]] = ["use", "source", "medium", "campaign", "content"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"use": forms.RadioSelect}
        help_texts: ClassVar[dict[str, object]] = {
            "source": _("utm_source. {platform}, {channel} and {kind} are filled in."),
            "medium": _("utm_medium. Empty leaves it away."),
            "campaign": _("utm_campaign. A post that belongs to a campaign has that campaign's name instead."),
            "content": _("utm_content. {post} is the post's number, so that an order can tell by which post it came."),
        }


class NewLinkForm(forms.Form):
    """A short link for a place that is no post."""

    url = forms.CharField(
        label=_("Where it leads"), max_length=2000, help_text=_("A page, for example https://shop.example/bread.")
    )
    label = forms.CharField(
        label=_("Where it will stand"), max_length=120,
        help_text=_("A poster, your profile, a newsletter: a link of its own for each place tells which one works."),
    )  # fmt: skip
    campaign = forms.ModelChoiceField(
        campaigns.Campaign.objects.none(), label=_("Campaign"), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns.open_campaigns(workspace)  # type: ignore[attr-defined]
