"""Mastodon's JSON and ours, value by value."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.connect.records import OutgoingPost, Reference
from vitrino.platforms.mastodon import translate
from vitrino.platforms.mastodon.twin import world

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def post(text: str, **more: Any) -> OutgoingPost:
    return OutgoingPost(key="k", text=text, created_at=NOW, **more)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>Hello</p>", "Hello"),
        ("<p>One<br />two</p><p>three</p>", "One\ntwo\n\nthree"),
        ("<p>a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;</p>", "a <b> &amp; \"c\" '"),
        ('<p><span class="h-card"><a href="https://x.example/@anna">@<span>anna</span></a></span> hi</p>', "@anna hi"),
        (
            '<p>See <a href="https://bakery.example/rye"><span class="invisible">https://</span>'
            '<span class="ellipsis">bakery.exam</span><span class="invisible">ple/rye</span></a></p>',
            "See https://bakery.example/rye",
        ),
        ("", ""), ("plain", "plain"), ("<p>", ""), ("<script>alert(1)</script>", "alert(1)"), ("a&#0;b", "a\ufffdb"),
        ("<ul><li>a</li></ul><blockquote>b</blockquote>", "a\n\nb"),
    ],
)  # fmt: skip
def test_content_becomes_plain_text(content: str, text: str) -> None:
    assert translate.plain_text(content) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_a_text_is_recognised_after_the_server_has_set_it(text: str) -> None:
    assert translate.fingerprint(translate.plain_text(world.content(text))) == translate.fingerprint(text)


@given(st.text(max_size=400))
def test_no_content_breaks_the_reader(content: str) -> None:
    translate.plain_text(content)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a  b\n\nc ", "a b c"), ("za\u0307", "zȧ"), ("@anna@other.example hi", "@anna hi"),
        ("\u00a0a\u2003b", "a b"),
    ],
)  # fmt: skip
def test_texts_that_only_look_different_are_the_same(one: str, other: str) -> None:
    assert translate.fingerprint(one) == translate.fingerprint(other)


def test_texts_that_differ_are_not_the_same() -> None:
    assert translate.fingerprint("Open till 5") != translate.fingerprint("Open till 6")


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Yes!", "@anna@other.example Yes!"),
        ("@anna@other.example Yes!", "@anna@other.example Yes!"),
        ("Thanks, @anna@other.example", "Thanks, @anna@other.example"),
        ("@anna Yes!", "@anna@other.example @anna Yes!"),
        ("mail@anna@other.example", "@anna@other.example mail@anna@other.example"),
    ],
)
def test_an_answer_names_its_reader_once(text: str, sent: str) -> None:
    to = Reference("1", {"acct": "anna@other.example"})
    assert translate.status_text(post(text, kind="reply", reply_to=to)) == sent


@pytest.mark.parametrize(
    ("kind", "asked", "answered"),
    [
        ("reply", "public", "public"), ("reply", "unlisted", "unlisted"), ("reply", "private", "private"),
        ("reply", "direct", "direct"), ("message", "public", "direct"), ("reply", "nonsense", "public"),
    ],
)  # fmt: skip
def test_an_answer_is_never_more_public_than_the_question(kind: Any, asked: str, answered: str) -> None:
    assert translate.visibility(post("x", kind=kind, reply_to=Reference("1", {"visibility": asked}))) == answered


def test_a_post_is_public() -> None:
    assert translate.status_fields(post("x", language="pl"), ["7"]) == {
        "status": "x", "visibility": "public", "media_ids": ["7"], "language": "pl",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("notification", "kind"),
    [
        ({"type": "mention", "status": {"visibility": "direct"}}, "message"),
        ({"type": "mention", "status": {"visibility": "direct", "in_reply_to_account_id": "1"}}, "message"),
        ({"type": "mention", "status": {"visibility": "public", "in_reply_to_account_id": "1"}}, "comment"),
        ({"type": "mention", "status": {"in_reply_to_account_id": "2"}}, "mention"),
        ({"type": "quote", "status": {}}, "mention"), ({"type": "favourite"}, "like"), ({"type": "reblog"}, "share"),
        ({"type": "follow"}, "follow"), ({"type": "admin.report"}, None), ({"type": ["mention"]}, None), ({}, None),
    ],
)  # fmt: skip
def test_a_notification_is_told_apart(notification: dict[str, Any], kind: str | None) -> None:
    assert translate.kind_of(notification, "1") == kind


def test_local_people_get_their_server() -> None:
    here = translate.author({"id": 5, "acct": "anna", "display_name": "Anna\n"}, "https://here.example")
    there = translate.author({"id": "6", "acct": "jan@there.example"}, "https://here.example")
    assert (here.handle, here.remote_id, here.name) == ("anna@here.example", "5", "Anna")
    assert there.handle == "jan@there.example"
    assert translate.author({}, "https://here.example").handle == ""


def test_limits_that_make_no_sense_are_left_out() -> None:
    found = translate.limits({"statuses": {"max_characters": 5000, "characters_reserved_per_url": 0}, "media": 5})
    assert found == {"text": 5000}


def test_a_damaged_notification_is_passed_over() -> None:
    assert translate.arrival({"type": "mention", "status": {"id": "1"}}, "mention", "", "https://x.example") is None
    assert translate.arrival({"account": {"id": "1"}}, "like", "", "https://x.example") is None
