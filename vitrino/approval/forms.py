"""What people fill in about agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vitrino.approval import queries
from vitrino.approval.models import Rule
from vitrino.workspace import queries as workspaces

if TYPE_CHECKING:
    from vitrino.posts.models import Post
    from vitrino.workspace.models import Workspace

MOST_SHOWN = 40


class RuleForm(forms.Form):
    """Who must agree."""

    mode = forms.ChoiceField(label=_("Who must agree before a post goes out?"), choices=Rule.Mode.choices,
                             widget=forms.RadioSelect)  # fmt: skip
    people = forms.TypedMultipleChoiceField(label=_("The people who are asked"), coerce=int, required=False,
                                            widget=forms.CheckboxSelectMultiple)  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        assert isinstance(people, forms.TypedMultipleChoiceField)
        people.choices = [
            (one.person_id, f"{one.person} ({one.get_role_display()})") for one in workspaces.members(workspace)
        ]


class LinkForm(forms.Form):
    """A link for a client. posts: those that may be shown."""

    name = forms.CharField(
        label=_("Who is it for?"),
        max_length=80,
        help_text=_("The name you will read when they answer, for example “Hotel Fiołek, Maria”."),
    )
    email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        help_text=_(
            "Vitrino then reminds them once, before the first post is to go out, if they have not answered. "
            "It sends nothing else there."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the reminder"), choices=settings.LANGUAGES, required=False)
    posts = forms.TypedMultipleChoiceField(label=_("Posts they see"), coerce=int,
                                           widget=forms.CheckboxSelectMultiple)  # fmt: skip
    days = forms.TypedChoiceField(label=_("The link works for"), coerce=int, initial=14, choices=[
        (3, _("3 days")), (7, _("7 days")), (14, _("14 days")), (30, _("30 days")), (90, _("90 days")),
    ])  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = workspace.language
        chosen = self.fields["posts"]
        assert isinstance(chosen, forms.TypedMultipleChoiceField)
        chosen.choices = [(one.pk, queries.quote(one) or _("Without words yet")) for one in self._shown(workspace)]

    def _shown(self, workspace: Workspace) -> list[Post]:
        """The newest ones, and those that were chosen before the form was opened."""
        posts = queries.showable(workspace)
        newest = list(posts[:MOST_SHOWN])
        chosen = posts.filter(pk__in=self.initial.get("posts", [])).exclude(pk__in=[one.pk for one in newest])
        return [*chosen, *newest]


class WordForm(forms.Form):
    """Agreement or a wish for changes. seen: the hash of what the page showed."""

    verdict = forms.ChoiceField(choices=[("agreed", ""), ("refused", "")])
    seen = forms.CharField(max_length=64)
    reason = forms.CharField(label=_("What should change?"), required=False, max_length=4000,
                             widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


class CommentForm(forms.Form):
    """Something to say about a post."""

    text = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    is_shared = forms.BooleanField(label=_("Clients with a link may read this"), required=False)
