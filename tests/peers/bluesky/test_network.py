"""The Bluesky network works at all, so that a failing connector test is the connector's."""

import pytest

from tests.peers.bluesky.network import BlueskyNetwork

pytestmark = pytest.mark.bluesky


def test_a_mention_becomes_a_notification(bluesky_network: BlueskyNetwork) -> None:
    baker = bluesky_network.create_account("smoke-baker")
    guest = bluesky_network.create_account("smoke-guest")
    text = f"Best bread in town: @{baker.handle}"
    start = text.encode().index(b"@")
    mention = {
        "index": {"byteStart": start, "byteEnd": len(text.encode())},
        "features": [{"$type": "app.bsky.richtext.facet#mention", "did": baker.did}],
    }

    bluesky_network.post(guest, text, facets=[mention])
    bluesky_network.settle()

    seen = bluesky_network.ask("app.bsky.notification.listNotifications", account=baker)["notifications"]
    assert [(one["reason"], one["author"]["handle"], one["record"]["text"]) for one in seen] == [
        ("mention", guest.handle, text)
    ]


def test_a_post_can_be_read_back_from_the_pds_alone(bluesky_pds: BlueskyNetwork) -> None:
    account = bluesky_pds.create_account("smoke-alone")
    made = bluesky_pds.post(account, "Rye is back")
    records = bluesky_pds.ask("com.atproto.repo.listRecords", repo=account.did, collection="app.bsky.feed.post")
    assert [record["uri"] for record in records["records"]] == [made["uri"]]
