"""The frame around every page."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation
from jinja2 import Environment

PAGE = "{% extends 'ui/frame.html' %}{% block title %}Today{% endblock %}{% block main %}<h1>Hello</h1>{% endblock %}"


def test_the_five_places_and_settings_lead_to_this_shop(env: Environment, page_context: dict[str, Any]) -> None:
    html = env.from_string(PAGE).render(page_context)
    assert len(re.findall(r'<a class="place" href="/w/lipa/', html)) == 6
    assert len(re.findall(r'class="place"[^>]*aria-current="page"', html)) == 1


def test_a_page_needs_nothing_but_shop_place_and_request(env: Environment, page_context: dict[str, Any]) -> None:
    needed = {name: page_context[name] for name in ("request", "csrf_input", "workspace", "member", "place")}
    html = env.from_string(PAGE).render(needed)
    assert "<h1>Hello</h1>" in html
    assert 'class="banner' not in html


def test_a_red_banner_interrupts_and_says_what_to_do(env: Environment, page_context: dict[str, Any]) -> None:
    html = env.from_string(PAGE).render(page_context)
    assert re.search(r'class="banner bad" role="alert".*?stopped 12 minutes ago.*?What to do', html, re.DOTALL)


def test_rehearsal_is_always_labelled(env: Environment, page_context: dict[str, Any]) -> None:
    assert "practice copies" in env.from_string(PAGE).render(page_context)
    assert "practice copies" not in env.from_string(PAGE).render({**page_context, "rehearsal": False})


@pytest.mark.parametrize(("cookie", "tag"), [("dark", '<html lang="en" data-theme="dark">'), ("x", '<html lang="en">')])
def test_the_chosen_look_is_there_before_the_first_paint(
    env: Environment, page_context: dict[str, Any], cookie: str, tag: str
) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    with translation.override("en"):
        assert tag in env.from_string(PAGE).render({**page_context, "request": request})


def test_languages_written_from_the_right_turn_the_page(env: Environment, page_context: dict[str, Any]) -> None:
    with translation.override("ar"):
        assert 'dir="rtl"' in env.from_string(PAGE).render(page_context)


@pytest.mark.parametrize("name", ["ui/gallery/page.html", "ui/gallery/plain.html"])
def test_pages_carry_no_inline_script_or_style(env: Environment, page_context: dict[str, Any], name: str) -> None:
    html = env.get_template(name).render(page_context)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_ids_are_unique_on_a_page(env: Environment, page_context: dict[str, Any]) -> None:
    html = env.get_template("ui/gallery/page.html").render(page_context)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_everything_a_label_or_description_points_at_is_there(env: Environment, page_context: dict[str, Any]) -> None:
    html = env.get_template("ui/gallery/page.html").render(page_context)
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    pointed = re.findall(r'(?:for|aria-describedby|aria-labelledby|commandfor)="([^"]+)"', html)
    assert {one for group in pointed for one in group.split()} - ids == set()


def test_the_frame_is_cheap(env: Environment, page_context: dict[str, Any]) -> None:
    template = env.from_string(PAGE)
    template.render(page_context)
    spent = []
    for _ in range(30):
        start = time.perf_counter()
        template.render(page_context)
        spent.append(time.perf_counter() - start)
    # 1.4 ms on a laptop; the best of thirty, with room for a slow machine.
    assert min(spent) < 0.006
