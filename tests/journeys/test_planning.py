"""Planning a week: with the keyboard alone, with the pointer, on a phone, and without any script."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Shop
from tests.peers.browser import NewPage, axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_TABS = 120


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, wanted: Locator) -> None:
    """Go there as somebody without a mouse does."""
    for _step in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"not reached with {MOST_TABS} tabs: {wanted}")


def open_week_with_a_plan(page: Page, shop: Shop) -> Locator:
    """The week in which something planned can be moved; the first such entry."""
    entry = page.locator("a.slot[data-move]").first
    for days in (1, 4, 8, 12):
        year, week, _day = (date.today() + timedelta(days=days)).isocalendar()
        page.goto(shop.url(f"plan/?week={year}-W{week:02d}"))
        if entry.count():
            return entry
    pytest.fail("nothing is planned in the sample shop")


def wall_of(page: Page, entry_id: str) -> datetime:
    return datetime.fromisoformat(page.locator(f"#{entry_id}").get_attribute("data-wall") or "")


def see_undo(page: Page) -> Locator:
    bar = page.locator(".toast").filter(has=page.get_by_role("button", name="Undo"))
    expect(bar).to_contain_text("now goes out on")
    return bar


def test_a_week_is_planned_with_the_keyboard_alone(sample: Shop, new_page: NewPage) -> None:
    page = sample.open(new_page)
    press(page, "g", "p")
    page.wait_for_url("**/plan/")
    tab_to(page, page.get_by_role("link", name="Plan my week"))
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan my week")
    ticked = page.locator("[name=line]:checked").count()
    assert ticked > 0
    first = page.locator(f"#{page.locator('[name=line]:checked').first.get_attribute('id')}")
    tab_to(page, first)
    press(page, "Space")
    expect(first).not_to_be_checked()
    tab_to(page, page.get_by_role("button", name="Plan what is ticked"))
    press(page, "Enter")
    expect(page.locator("#toasts")).to_contain_text(re.compile(rf"{ticked - 1} posts? (is|are) planned\."))


def test_a_post_is_lifted_moved_and_put_down_by_keys(sample: Shop, new_page: NewPage) -> None:
    page = new_page(storage_state=sample.state)
    entry = open_week_with_a_plan(page, sample)
    name, before = str(entry.get_attribute("id")), datetime.fromisoformat(str(entry.get_attribute("data-wall")))
    tab_to(page, page.locator(f"#{name}"))
    press(page, "m")
    expect(page.locator("#live")).to_contain_text("Enter saves, Escape cancels.")
    press(page, "ArrowDown")
    press(page, "Escape")
    expect(page.locator("#live")).to_contain_text("Not moved.")
    press(page, "m", "ArrowDown", "Shift+ArrowDown", "Enter")
    page.wait_for_url("**moved=**")
    assert wall_of(page, name) == before + timedelta(minutes=75)
    expect(page.locator(f"#{name}")).to_be_focused()
    see_undo(page)
    assert axe(page) == []
    press(page, "u")
    expect(page.locator(f"#{name}")).to_have_attribute("data-wall", before.strftime("%Y-%m-%dT%H:%M"))


def test_a_post_is_dragged_to_another_day(sample: Shop, new_page: NewPage) -> None:
    page = new_page(storage_state=sample.state)
    entry = open_week_with_a_plan(page, sample)
    name, before = str(entry.get_attribute("id")), datetime.fromisoformat(str(entry.get_attribute("data-wall")))
    days = page.locator(f"[data-day]:not([data-day='{before:%Y-%m-%d}'])")
    target = days.last
    goal = date.fromisoformat(str(target.get_attribute("data-day")))
    start, end = entry.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    # Onto the day's head, where no free slot lies under the pointer.
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 12, steps=8)
    expect(target).to_have_class(re.compile("is-over"))
    page.mouse.up()
    page.wait_for_url("**moved=**")
    assert wall_of(page, name) == datetime.combine(goal, before.time())
    see_undo(page).get_by_role("button", name="Undo").click()
    expect(page.locator(f"#{name}")).to_have_attribute("data-wall", before.strftime("%Y-%m-%dT%H:%M"))


def test_a_week_is_planned_on_a_phone(sample: Shop, new_page: NewPage) -> None:
    page = sample.open(new_page, "plan/", width=390, height=844, has_touch=True, is_mobile=True)
    page.get_by_role("link", name="Plan my week").tap()
    idea = page.locator("section").filter(has=page.get_by_role("textbox", name="The words")).first
    idea.get_by_role("textbox").fill("Rye needs a whole night. We give it one, and you taste it at seven.")
    idea.get_by_role("button", name="Plan only this one").tap()
    expect(page.locator("#toasts")).to_contain_text("1 post is planned.")
    entry = open_week_with_a_plan(page, sample)
    name, before = str(entry.get_attribute("id")), datetime.fromisoformat(str(entry.get_attribute("data-wall")))
    days = page.locator(".day").all()
    lefts = {round((day.bounding_box() or {"x": -1})["x"]) for day in days}
    assert len(lefts) == 1, "the days stand below one another"
    page.locator(f"#{name} + .move").tap()
    wanted = before + timedelta(minutes=30)
    page.get_by_label("New time").fill(wanted.strftime("%Y-%m-%dT%H:%M"))
    assert axe(page) == []
    page.get_by_role("button", name="Move it").tap()
    page.wait_for_url("**moved=**")
    assert wall_of(page, name) == wanted


def test_a_post_moves_without_any_script(sample: Shop, new_page: NewPage) -> None:
    page = new_page(storage_state=sample.state, java_script_enabled=False)
    entry = open_week_with_a_plan(page, sample)
    name, before = str(entry.get_attribute("id")), datetime.fromisoformat(str(entry.get_attribute("data-wall")))
    page.locator(f"#{name} + .move").click()
    page.get_by_label("New time").fill((before + timedelta(minutes=45)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Move it").click()
    page.get_by_role("button", name="Undo").click()
    assert wall_of(page, name) == before


@pytest.mark.parametrize("width", [390, 1280])
def test_the_rooms_of_planning_are_accessible(sample: Shop, new_page: NewPage, width: int) -> None:
    page = new_page(storage_state=sample.state, width=width)
    for path in ("plan/", "plan/month/", "plan/queue/", "plan/fill/", "plan/repeats/", "plan/rhythm/"):
        page.goto(sample.url(path))
        assert axe(page) == [], path
