"""Django form fields taken apart, so that templates of ours draw them instead of Django's widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from markupsafe import Markup

from vitrino.domain.problem import Problem
from vitrino.ui.words import words

Kind = Literal["hidden", "check", "radios", "checks", "select", "textarea", "file", "input", "other"]

# The first class that fits decides, so the special ones come before their parents.
KINDS: tuple[tuple[type[forms.Widget], Kind], ...] = (
    (forms.CheckboxInput, "check"),
    (forms.CheckboxSelectMultiple, "checks"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (Input, "input"),
)


@dataclass(frozen=True)
class Option:
    """One choice of a select, radio or checkbox list."""

    value: str
    label: str
    is_chosen: bool
    group: str
    id: str


@dataclass(frozen=True)
class Control:
    """Everything a template needs to draw one field, in finished words."""

    kind: Kind
    name: str
    id: str
    label: str
    hint: str
    errors: list[str]
    is_required: bool
    value: str
    attrs: Mapping[str, object]
    options: list[Option] = field(default_factory=list)
    html: str = ""

    def groups(self) -> list[tuple[str, list[Option]]]:
        """The options by their heading, in the order of the form; "" for those without one."""
        return [(name, list(options)) for name, options in groupby(self.options, key=lambda option: option.group)]


def control(bound: BoundField) -> Control:
    """The bound field as data. A widget of an unknown kind brings its own HTML in `html`."""
    widget = bound.field.widget
    kind = _kind(widget)
    own: dict[str, Any] = {"id": bound.auto_id, "aria-describedby": _described_by(bound)}
    drawn = widget.get_context(bound.html_name, bound.value(), bound.build_widget_attrs(own))["widget"]
    attrs: dict[str, Any] = {name: value for name, value in drawn["attrs"].items() if value not in (False, None, "")}
    if kind in ("input", "file", "hidden"):
        attrs = {"type": drawn.get("type", "text"), **attrs}
    return Control(
        kind=kind,
        name=bound.html_name,
        id=bound.auto_id,
        label=str(bound.label),
        hint=str(bound.help_text or ""),
        errors=[str(error) for error in bound.errors],
        is_required=bound.field.required,
        value=_value(kind, drawn),
        attrs=attrs,
        options=_options(drawn),
        html=Markup(bound.as_widget(attrs=attrs)) if kind == "other" else "",
    )


def show_problem(form: forms.BaseForm, problem: Problem) -> None:
    """Put an action's refusal beside the field it belongs to, or above the form."""
    form.add_error(problem.field if problem.field in form.fields else None, words(problem.message))


def _kind(widget: forms.Widget) -> Kind:
    if widget.is_hidden:
        return "hidden"
    return next((kind for parent, kind in KINDS if isinstance(widget, parent)), "other")


def _described_by(bound: BoundField) -> str | None:
    ids = [f"{bound.auto_id}_error"] if bound.errors else []
    return " ".join([*ids, f"{bound.auto_id}_hint"] if bound.help_text else ids) or None


def _value(kind: Kind, drawn: Mapping[str, Any]) -> str:
    if kind == "check":
        return str(drawn.get("value") or "on")
    return "" if drawn.get("value") is None else str(drawn["value"])


def _options(drawn: Mapping[str, Any]) -> list[Option]:
    return [
        Option(
            value=str(choice["value"]),
            label=str(choice["label"]),
            is_chosen=bool(choice["selected"]),
            group=str(group or ""),
            id=str(choice["attrs"].get("id", "")),
        )
        for group, choices, _index in drawn.get("optgroups", [])
        for choice in choices
    ]
