"""django-allauth's own pages in our dress: a person signs in, axe reads what they come to."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.peers.browser import NewPage, axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "rye needs 22 hours"
PAGES = ("email/", "password/change/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "logout/")


@pytest.fixture
def signed_in(live_server: LiveServer, new_page: NewPage) -> Page:
    person = get_user_model().objects.create_user(email="anna@lipa.example", password=PASSWORD)
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    page = new_page(width=390, dark=True)
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In", exact=True).click()
    page.wait_for_url(lambda url: "/account/login/" not in url)
    return page


def test_the_pages_of_an_account_are_ours_and_accessible(signed_in: Page, live_server: LiveServer) -> None:
    for path in PAGES:
        signed_in.goto(f"{live_server.url}/account/{path}")
        if "/reauthenticate/" in signed_in.url:
            assert axe(signed_in) == [], "reauthenticate"
            signed_in.get_by_label("Password").fill(PASSWORD)
            signed_in.get_by_role("button", name="Confirm").click()
        signed_in.wait_for_url(f"{live_server.url}/account/{path}")
        assert signed_in.locator("main.window h1").count() == 1
        assert axe(signed_in) == [], path
        assert signed_in.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_wrong_password_is_said_above_and_beside_the_form(live_server: LiveServer, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_label("Email").fill("nobody@lipa.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign In", exact=True).click()
    page.locator("[data-error-summary]").wait_for()
    assert axe(page) == []
