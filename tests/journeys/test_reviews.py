"""Reviews from a table to an answer and a draft; and a customer who is asked, looks, and wants no more mails."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAD = "Autor;Ocena;Data opinii;Treść\n"
ROWS = "".join(f"Klientka {n};5;{n:02}.10.2026;Pyszny chleb numer {n}, wracam tu.\n" for n in range(1, 13))
BAD = "Jan;2,0;13.10.2026;Paczka zgnieciona i nikt nie odpisuje.\nPiotr;siedem;14.10.2026;Nie wiem.\n"


def test_a_table_is_seen_kept_answered_and_quoted(shop: Shop, new_page: NewPage, tmp_path: Path) -> None:
    from tests.peers.browser import axe

    file = tmp_path / "opinie.csv"
    file.write_bytes((HEAD + ROWS + BAD).encode("cp1250"))
    page = shop.open(new_page, "inbox/")
    page.get_by_role("link", name="Reviews", exact=True).click()
    page.get_by_role("link", name="Bring reviews").first.click()
    page.get_by_label("Site the reviews are from").fill("Opineo")
    page.get_by_label("Your page there").fill("https://opineo.example/zorza")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()

    expect(page.locator("main")).to_contain_text("Opineo: new 13, changed 0, known 0, left out 1.")
    expect(page.get_by_role("list", name="Rows left out")).to_contain_text("“siedem” is no rating")
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator("main")).to_contain_text("Opineo: new 13")
    page.get_by_role("link", name="Look at the reviews").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Between \d\.\d and \d\.\d stars, from 13 ratings"))
    expect(page.locator("main")).to_contain_text("Rating over time")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []

    page.get_by_role("link", name=re.compile("^Jan")).click()
    page.get_by_label("What you answered there").fill("Przepraszamy, Janie. Nowa paczka idzie jutro do 12:00.")
    page.get_by_role("button", name="Note the answer").click()
    expect(page.locator("main")).to_contain_text("Answered")
    page.goto(shop.url("reviews/"))
    page.get_by_role("link", name=re.compile("^Klientka 12")).click()
    page.get_by_text("Make a draft of it").click()
    page.get_by_label("Quote", exact=True).fill("Pyszny chleb numer 12")
    assert axe(page) == []
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    expect(page.locator("main")).to_contain_text("A customer on Opineo")


def test_a_customer_is_asked_and_leaves_with_one_press(shop: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = shop.open(new_page, "reviews/asking/places/")
    page.get_by_label("Name").fill("Google")
    page.get_by_label("Address of the page").fill("https://g.page/zorza/review")
    page.get_by_role("button", name="Add it").click()
    page.goto(shop.url("reviews/asking/settings/"))
    page.get_by_label("Ask customers for reviews").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("is asked 10 days after the delivery")
    assert axe(page) == []

    letter = shop.server.town("ask_for_review", slug=shop.slug, email="ola@example.com")
    customer = new_page(width=390, height=844)
    customer.goto(shop.server.url + letter["page"])
    expect(customer.get_by_role("link", name="Google")).to_have_attribute("href", "https://g.page/zorza/review")
    assert axe(customer) == []
    customer.get_by_role("link", name="No more such mails").click()
    customer.get_by_role("button", name="No more such mails").click()
    expect(customer.get_by_role("heading", level=1)).to_have_text("Done")
    assert axe(customer) == []
    page.goto(shop.url("reviews/asking/consents/"))
    expect(page.get_by_role("list", name="Addresses")).to_contain_text("never asked")
