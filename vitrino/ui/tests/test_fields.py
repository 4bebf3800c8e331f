"""Django forms drawn by us: every field named, explained, and its mistakes said where they are."""

from __future__ import annotations

from django import forms
from django.utils.safestring import mark_safe
from jinja2 import Environment

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.ui.fields import control, show_problem
from vitrino.ui.gallery import filled_form


def draw(env: Environment, source: str, **context: object) -> str:
    return env.from_string(source).render(context)


def test_a_field_in_error_is_marked_and_described(env: Environment) -> None:
    html = draw(env, '{{ ui.form_field(form["shop"]) }}', form=filled_form())
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_shop_error id_shop_hint"' in html
    assert 'id="id_shop_hint"' in html
    assert 'id="id_shop_error"' in html
    assert '<label for="id_shop">' in html


def test_a_field_keeps_what_its_widget_says(env: Environment) -> None:
    html = draw(env, '{{ ui.form_field(form["email"]) }}', form=filled_form())
    assert 'type="email"' in html
    assert 'autocomplete="email"' in html
    assert 'value="anna@lipa.example"' in html
    assert "required" in html


def test_optional_fields_say_so(env: Environment) -> None:
    html = draw(env, '{{ ui.form_field(form["about"]) }}', form=filled_form())
    assert "(optional)" in html
    assert "required" not in html


def test_choices_are_a_group_with_a_name(env: Environment) -> None:
    html = draw(env, '{{ ui.form_field(form["tone"], as_="cards") }}', form=filled_form())
    assert "<legend>How you address customers" in html
    assert html.count('type="radio"') == 2
    assert html.count("checked") == 1


def test_a_switch_tells_that_it_is_one(env: Environment) -> None:
    html = draw(env, '{{ ui.form_field(form["notify"], as_="switch") }}', form=filled_form())
    assert 'role="switch"' in html
    assert "checked" in html


def test_a_select_keeps_its_groups_in_order(env: Environment) -> None:
    html = draw(env, '{{ ui.form_field(form["zone"]) }}', form=filled_form())
    assert html.index('label="Europe"') < html.index("Warsaw") < html.index('label="Asia"')


def test_what_was_typed_is_harmless(env: Environment) -> None:
    class Form(forms.Form):
        name = forms.CharField()
        text = forms.CharField(widget=forms.Textarea)

    html = draw(env, "{{ ui.form_fields(form) }}", form=Form({"name": '"><script>', "text": "</textarea><script>"}))
    assert "<script>" not in html


def test_a_file_field_never_repeats_a_path(env: Environment) -> None:
    html = draw(env, '{{ ui.form_field(form["logo"]) }}', form=filled_form())
    assert 'type="file"' in html
    assert "value=" not in html


def test_help_that_is_html_stays_html(env: Environment) -> None:
    class Form(forms.Form):
        password = forms.CharField(help_text=mark_safe("<ul><li>Ten letters</li></ul>"))

    assert "<li>Ten letters</li>" in draw(env, "{{ ui.form_fields(form) }}", form=Form())


def test_a_widget_of_an_unknown_kind_draws_itself() -> None:
    class Form(forms.Form):
        when = forms.SplitDateTimeField()

    one = control(Form()["when"])
    assert one.kind == "other"
    assert 'name="when_0"' in one.html


def test_hidden_fields_have_no_label(env: Environment) -> None:
    class Form(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    html = draw(env, "{{ ui.form_fields(form) }}", form=Form())
    assert 'type="hidden"' in html
    assert 'value="3"' in html
    assert "<label" not in html


def test_the_summary_leads_to_every_field_in_error(env: Environment) -> None:
    form = filled_form()
    form.add_error(None, "The shop is closed.")
    html = draw(env, "{{ ui.error_summary(form) }}", form=form)
    assert "data-error-summary" in html
    assert 'href="#id_shop"' in html
    assert "The shop is closed." in html


def test_a_form_without_mistakes_has_no_summary(env: Environment) -> None:
    class Form(forms.Form):
        pass

    assert draw(env, "{{ ui.error_summary(form) }}", form=Form({})).strip() == ""


def test_a_problem_lands_at_its_field_or_above_the_form() -> None:
    form = filled_form()
    show_problem(form, Problem(say("Too long by {n}.", n=3), field="about"))
    show_problem(form, Problem(say("No such channel."), field="channel"))
    assert form.errors["about"] == ["Too long by 3."]
    assert form.non_field_errors() == ["No such channel."]
