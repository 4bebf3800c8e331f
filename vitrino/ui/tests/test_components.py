"""The components, drawn one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from vitrino.domain.message import say
from vitrino.ui.kit import Kit

COMPONENTS = Path(__file__).parents[1] / "templates" / "ui" / "components"
PREVIEWS = COMPONENTS.parent / "previews"


def draw(env: Environment, source: str, **context: object) -> str:
    return env.from_string(source).render(context)


def test_no_two_components_share_a_name() -> None:
    names = [
        name
        for path in sorted(COMPONENTS.glob("*.html"))
        for name in re.findall(r"{% macro ([a-z]\w*)", path.read_text(encoding="utf-8"))
    ]
    assert len(names) == len(set(names)) > 50


def test_a_component_nobody_wrote_is_an_error(env: Environment) -> None:
    with pytest.raises(UndefinedError, match="dragon"):
        draw(env, "{{ ui.dragon() }}")


def test_components_that_pages_name_exist(env: Environment) -> None:
    pages = [path.read_text(encoding="utf-8") for path in COMPONENTS.parents[3].rglob("templates/**/*.html")]
    used = {name for text in pages for name in re.findall(r"\bui\.(\w+)\(", text)} - {"once"}
    assert used - set(Kit(env).names()) == set()


def test_a_missing_value_is_an_error_and_not_an_empty_place(env: Environment) -> None:
    with pytest.raises(UndefinedError):
        draw(env, "{{ posts_out }}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ui.button(foreign) }}",
        "{{ ui.link_button(foreign, foreign) }}",
        "{{ ui.icon_button(foreign, 'x') }}",
        "{{ ui.tag(foreign) }}",
        "{{ ui.avatar(foreign) }}",
        "{{ ui.list_row(foreign, foreign, foreign) }}",
        "{{ ui.stat(foreign, foreign, foreign, foreign) }}",
        "{{ ui.bubble(foreign, foreign) }}",
        "{{ ui.notice(foreign, [foreign]) }}",
        "{{ ui.alert(foreign) }}",
        "{{ ui.toast(foreign) }}",
        "{{ ui.announce(foreign) }}",
        "{{ ui.empty_state('none', foreign, foreign) }}",
        "{{ ui.field('a', foreign, foreign, hint=foreign, errors=[foreign]) }}",
        "{{ ui.textarea('a', foreign, foreign) }}",
        "{{ ui.select('a', foreign, [(foreign, foreign)]) }}",
        "{{ ui.table(foreign, [foreign], [[foreign]]) }}",
        "{{ ui.variant_diff('', foreign) }}",
        "{{ ui.slot_chip('planned', foreign, foreign, foreign) }}",
        "{{ ui.preview('x', {'name': foreign, 'handle': foreign}, foreign, [{'src': foreign, 'alt': foreign}]) }}",
        "{{ ui.meter(foreign, foreign, 1, 1, 1, 1) }}",
        "{{ ui.timeline([{'text': foreign, 'who': foreign}]) }}",
        "{{ ui.removable_chip(foreign, 'a', foreign) }}",
        "{{ ui.saved_answers([{'id': 1, 'title': foreign, 'text': foreign}], 'id_a') }}",
        "{{ ui.copy_button(foreign, foreign) }}",
        "{{ ui.asset_field('a', foreign, foreign, file_name=foreign) }}",
    ],
)
def test_foreign_text_does_no_harm(env: Environment, source: str) -> None:
    html = draw(env, source, foreign="<script>'\"")
    assert "<script>" not in html
    assert "'\"" not in html


def test_a_button_can_be_named_valued_and_reached_by_a_key(env: Environment) -> None:
    html = draw(env, "{{ ui.button('Send', 'primary', name='go', value='1', key='s', attrs={'disabled': true}) }}")
    opening, _end, rest = html.partition(">")
    assert opening == '<button class="button primary" type="submit" name="go" value="1" data-key="s" disabled'
    assert rest.strip() == "<span>Send</span></button>"


def test_a_change_is_a_post_with_its_token(env: Environment) -> None:
    html = draw(env, "{{ ui.post_button('Mute', '/mute/', token, fields={'who': 'x'}) }}", token="TOKEN")
    assert '<form method="post" action="/mute/">' in html
    assert "TOKEN" in html
    assert '<input type="hidden" name="who" value="x">' in html


@pytest.mark.parametrize("figure", [None, ""])
def test_a_figure_nobody_knows_is_said_to_be_unknown(env: Environment, figure: object) -> None:
    html = draw(env, "{{ ui.stat('Orders', figure) }}", figure=figure)
    assert "not known yet" in html
    assert ">0<" not in html


def test_nothing_counted_is_a_figure(env: Environment) -> None:
    assert "not known" not in draw(env, "{{ ui.stat('Orders', 0) }}")


def test_a_message_from_the_rules_is_said_in_words(env: Environment) -> None:
    assert "Wait 3 days." in draw(env, "{{ ui.alert(text) }}", text=say("Wait {n} days.", n=3))


@pytest.mark.parametrize(
    ("used", "state", "words"),
    [(10, "", "10 / 280"), (270, "warn", "270 / 280"), (283, "bad", "too long by 3")],
)
def test_a_counter_warns_before_it_is_too_late(env: Environment, used: int, state: str, words: str) -> None:
    html = draw(env, "{{ ui.counter(used, 280) }}", used=used)
    assert f'class="counter {state}"' in html
    assert words in html


def test_a_suggestion_is_labelled_until_a_person_takes_it(env: Environment) -> None:
    assert "Suggestion" in draw(env, "{{ ui.slot_chip('suggested', '12:00') }}")
    assert "Suggestion" in draw(env, "{{ ui.bubble('Vitrino', 'Hello', is_suggested=true) }}")


@pytest.mark.parametrize("state", ["published", "failed", "unknown"])
def test_the_state_of_a_slot_is_said_and_not_only_coloured(env: Environment, state: str) -> None:
    assert '<b class="state">' in draw(env, "{{ ui.slot_chip(state, '12:00') }}", state=state)


def test_a_slot_in_no_known_state_is_an_error(env: Environment) -> None:
    with pytest.raises(UndefinedError):
        draw(env, "{{ ui.slot_chip('dreamt', '12:00') }}")


def test_a_table_tells_each_cell_its_column_for_phones(env: Environment) -> None:
    html = draw(env, "{{ ui.table('Posts', ['Post', ('Seen',)], [['Rye', 12]]) }}")
    assert '<th scope="row" role="rowheader">Rye</th>' in html
    assert '<td role="cell" data-label="Seen" class="figure">12</td>' in html


@pytest.mark.parametrize("platform", sorted({path.stem for path in PREVIEWS.glob("*.html")} - {"parts"}))
def test_every_preview_shows_who_says_what(env: Environment, platform: str) -> None:
    source = "{{ ui.preview(platform, {'name': 'Lipa', 'handle': 'lipa.example'}, 'Rye today #rye') }}"
    html = draw(env, source, platform=platform)
    assert "Rye today" in html
    assert '<span class="ref">#rye</span>' in html
    assert "Lipa" in html or "lipa.example" in html


def test_an_unknown_platform_has_a_plain_preview(env: Environment) -> None:
    html = draw(env, "{{ ui.preview('pigeon-post', {'name': 'Lipa', 'handle': '@lipa'}, 'Coo') }}")
    assert "Coo" in html
    assert "@lipa" in html


def test_a_platform_that_folds_shows_where(env: Environment) -> None:
    source = "{{ ui.preview('instagram', {'name': 'Lipa', 'handle': 'lipa'}, 'rye ' * 60) }}"
    assert "… more" in draw(env, source)


@pytest.mark.parametrize("kind", ["first", "done", "none", "cannot"])
def test_every_kind_of_emptiness_has_a_heading_and_an_action(env: Environment, kind: str) -> None:
    html = draw(env, "{% call ui.empty_state(kind, 'Title', 'Text') %}{{ ui.button('Go') }}{% endcall %}", kind=kind)
    assert "<h2" in html
    assert "Go" in html


def test_a_dialog_says_the_consequence_and_starts_at_the_way_out(env: Environment) -> None:
    html = draw(env, "{{ ui.confirm_dialog('d', 'Delete?', 'It is gone.', '/x/', 'TOKEN', 'Delete') }}")
    assert 'aria-describedby="d-text"' in html
    assert re.search(r'command="close" autofocus><span>Cancel', html)


def test_answers_to_htmx_fill_the_live_region(env: Environment) -> None:
    assert draw(env, "{{ ui.announce('Sent.') }}").strip() == '<div id="live" hx-swap-oob="innerHTML">Sent.</div>'
