"""The design system in Django templates: only for django-allauth's pages, which are written in them."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.template import engines
from markupsafe import Markup

from vitrino.ui import assets

register = template.Library()


@register.simple_tag
def ui_head() -> Markup:
    """Links to the style sheets and scripts that ui/document.html has, too."""
    sheets = [Markup('<link rel="stylesheet" href="{}">').format(href) for href in assets.stylesheets()]
    scripts = [Markup('<script type="module" src="{}"></script>').format(src) for src in assets.scripts()]
    return Markup("\n  ").join([*sheets, *scripts])


@register.simple_tag
def ui_mark() -> Markup:
    return _brand("mark", 28)


@register.simple_tag
def ui_awning() -> Markup:
    return _brand("awning")


@register.simple_tag
def ui_icon(name: str, size: int = 20) -> Markup:
    return assets.icon(name, size=size)


@register.simple_tag
def ui_form_fields(form: forms.BaseForm) -> Markup:
    """What is wrong with the form, then its fields. Placeholders go: every field has its label."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    kit = _environment().globals["ui"]
    return Markup(kit.error_summary(form) + kit.form_fields(form))


@register.filter
def button_kind(attrs: dict[str, Any]) -> str:
    """Our kind of button for the tags allauth gives it."""
    tags = set(attrs.get("tags") or ())
    if tags & {"danger", "delete"}:
        return "danger"
    if tags & {"link", "cancel"}:
        return "quiet"
    return "plain" if attrs.get("href") or tags & {"outline", "secondary", "tool"} else "primary"


@register.filter
def tone(tags: object) -> str:
    """Our tone for a level of Django's messages, or for the tags of a badge."""
    words = set(tags.split() if isinstance(tags, str) else tags if isinstance(tags, list) else ())
    known = {"error": "bad", "danger": "bad", "warning": "warn", "success": "good", "primary": "accent"}
    return next((ours for theirs, ours in known.items() if theirs in words), "")


def _brand(macro: str, *args: object) -> Markup:
    return Markup(getattr(_environment().get_template("ui/brand.html").module, macro)(*args))


def _environment() -> Any:
    return engines["jinja2"].env  # type: ignore[attr-defined]
