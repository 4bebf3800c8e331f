"""Where platforms fetch: only by a link of ours, only one rendition, only for a while, and proven before it counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.utils import timezone

from vitrino.connect.http import HttpDoor
from vitrino.connect.wire import Request, get
from vitrino.media import actions, host, links, queries
from vitrino.media.bucket import Bucket, bucket_from
from vitrino.media.models import HostCheck, Rendition
from vitrino.media.tests.making import a_channel, an_asset, encoded, halves
from vitrino.workspace import keyring
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def outside(settings: Any) -> Any:
    settings.BASE_URL = "https://shop.example"
    return settings


def lent(cast: Cast, content: bytes | None = None) -> str:
    """The path under which a real Instagram channel would fetch it."""
    channel = a_channel(cast, "instagram", is_rehearsal=False)
    [sent] = actions.read_media([actions.content_of(an_asset(cast, content), "")], channel)
    assert sent.public_url.startswith("https://shop.example/fetch/")
    return sent.public_url.removeprefix("https://shop.example")


def test_whoever_has_the_link_gets_the_rendition_and_nothing_about_the_shop(cast: Cast, outside: Any) -> None:
    path = lent(cast)
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == Rendition.objects.get().file.open("rb").read()  # type: ignore[attr-defined]
    assert "zorza" not in path
    assert path.endswith(".jpeg")


def test_what_fits_as_it_is_is_lent_as_a_rendition_too(cast: Cast, outside: Any) -> None:
    assert Client().get(lent(cast, encoded("JPEG", (800, 800)))).status_code == 200
    assert Rendition.objects.get().key.startswith("as-is-")


def test_the_link_is_the_same_all_day_and_over_after_three(cast: Cast) -> None:
    noon = NOW.replace(hour=12)
    path = links.path_of(7, "image/jpeg", noon)
    token = path.split("/")[2]
    assert links.path_of(7, "image/jpeg", noon.replace(hour=23)) == path
    assert links.opened(token, noon + timedelta(days=2)) == 7
    assert links.opened(token, noon + timedelta(days=3)) is None


@pytest.mark.parametrize("place", [0, 5, 9, 14, 30, 41])
def test_a_link_with_one_sign_changed_opens_nothing(cast: Cast, place: int) -> None:
    token = links.path_of(7, "image/jpeg", NOW).split("/")[2]
    other = "A" if token[place] != "A" else "B"
    assert links.opened(token[:place] + other + token[place + 1 :], NOW) is None


@pytest.mark.parametrize("token", ["", "x", "ą", "..", "AAAA", "A" * 5000, "=" * 40])
def test_what_is_no_link_opens_nothing(cast: Cast, token: str) -> None:
    assert links.opened(token, NOW) is None
    assert Client().get(f"/fetch/{token}/media.jpeg").status_code == 404


def test_a_key_made_for_something_else_signs_no_link(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "PURPOSE", "credentials")
    token = links.path_of(7, "image/jpeg", NOW).split("/")[2]
    monkeypatch.undo()
    assert links.opened(token, NOW) is None


def test_links_survive_a_new_key(cast: Cast, settings: Any) -> None:
    settings.VITRINO_TOKENS_KEY = "first"
    token = links.path_of(7, "image/jpeg", NOW).split("/")[2]
    settings.VITRINO_TOKENS_KEY = "second\nfirst"
    assert len(keyring.ring()) == 2
    assert links.opened(token, NOW) == 7


def test_a_rehearsal_and_a_platform_that_takes_bytes_get_no_link(cast: Cast, outside: Any) -> None:
    content = [actions.content_of(an_asset(cast), "")]
    for channel in (a_channel(cast, "instagram"), a_channel(cast, "bluesky", is_rehearsal=False)):
        [sent] = actions.read_media(content, channel)
        assert sent.public_url == ""
        assert sent.content


@pytest.fixture
def served(settings: Any, transactional_db: Any) -> Iterator[str]:
    """This very Vitrino, answering at an address of this machine."""
    server = make_server("127.0.0.1", 0, WSGIHandler(), WSGIServer, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BASE_URL = f"http://127.0.0.1:{server.server_port}"
    yield settings.BASE_URL
    server.shutdown()
    server.server_close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


def test_an_address_without_encryption_is_refused_in_words(settings: Any) -> None:
    settings.BASE_URL = "http://localhost:8000"
    found = host.check(timezone.now())
    assert not found.is_reachable
    assert "https://" in found.trouble["template"]


def test_a_private_address_is_refused_in_words(settings: Any) -> None:
    settings.BASE_URL = "https://127.0.0.1:8443"
    assert "private network" in host.check(timezone.now()).trouble["template"]


def test_an_address_nobody_answers_at_is_refused_in_words(settings: Any) -> None:
    settings.BASE_URL, settings.VITRINO_ALLOW_PRIVATE = "https://127.0.0.1:9", True
    assert "did not answer" in host.check(timezone.now()).trouble["template"]


def test_the_test_picture_comes_through_the_door(served: str, settings: Any) -> None:
    answer = HttpDoor(allow_private=True).send(get(host._test_link(None, timezone.now())))
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, host.TEST_PICTURE, "image/jpeg")


def test_the_composer_warns_until_the_address_is_proven(cast: Cast, outside: Any) -> None:
    channel, assets = a_channel(cast, "instagram", is_rehearsal=False), [an_asset(cast)]
    now = timezone.now()

    def said() -> str:
        return str(queries.host_problem(channel, assets, now) or "")

    assert "Nobody has tried yet whether Instagram" in said()
    made = HostCheck.objects.create(address="https://shop.example", is_reachable=False, at=now)
    assert "can't reach them here" in said()
    HostCheck.objects.filter(pk=made.pk).update(is_reachable=True)
    assert said() == ""
    HostCheck.objects.filter(pk=made.pk).update(at=now - timedelta(hours=25))
    assert "Nobody has tried" in said()
    outside.BASE_URL = "https://other.example"
    assert "Nobody has tried" in said()
    assert queries.host_problem(a_channel(cast, "bluesky", is_rehearsal=False), assets, now) is None


def test_the_settings_page_says_what_came_of_it(cast: Cast, settings: Any) -> None:
    settings.BASE_URL = "http://localhost:8000"
    client = cast.client(cast.anna)
    a_channel(cast, "instagram", is_rehearsal=False)
    assert "Not tried out yet" in client.get("/w/zorza/settings/pictures/").content.decode()
    page = client.post("/w/zorza/settings/pictures/", follow=True).content.decode()
    assert "is not an address with https://" in page
    assert "Instagram" in page
    assert cast.client(cast.bruno).get("/w/zorza/settings/pictures/").status_code == 403


# A bucket, against a server that speaks S3. It does not judge signatures; those are made by Amazon's own library.


@pytest.fixture
def bucket(settings: Any) -> Iterator[Bucket]:
    moto_server = pytest.importorskip("moto.server")
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address, port = server.get_host_and_port()
    settings.VITRINO_ALLOW_PRIVATE = True
    settings.VITRINO_S3_URL = f"http://shop:a%2Fsecret@{address}:{port}/shop-pictures?region=eu-central-1"
    found = bucket_from(settings.VITRINO_S3_URL)
    assert found is not None
    _make(found)
    yield found
    server.stop()


def _make(found: Bucket) -> None:
    site = found.address.rpartition("/")[0]
    HttpDoor(allow_private=True).send(Request("POST", f"{site}/moto-api/reset"))
    boto3: Any = import_module("boto3")
    keys = {"aws_access_key_id": "shop", "aws_secret_access_key": "a/secret", "region_name": found.region}
    client = boto3.client("s3", endpoint_url=site, **keys)
    client.create_bucket(Bucket="shop-pictures", CreateBucketConfiguration={"LocationConstraint": found.region})


def test_a_bucket_lends_what_a_post_needs(cast: Cast, bucket: Bucket) -> None:
    channel = a_channel(cast, "instagram", is_rehearsal=False)
    [sent] = actions.read_media([actions.content_of(an_asset(cast, halves()), "")], channel)
    assert sent.public_url.startswith(f"{bucket.address}/")
    assert "secret" not in sent.public_url
    answer = HttpDoor(allow_private=True).send(get(sent.public_url))
    assert (answer.status, answer.body) == (200, sent.content)
    assert answer.headers["content-type"] == "image/jpeg"


def test_a_bucket_is_tried_out_by_storing_and_fetching(bucket: Bucket) -> None:
    assert host.check(timezone.now()).is_reachable
    found = host.last_check()
    assert found is not None
    assert found.address == bucket.address


def test_a_bucket_that_is_not_there_says_so(bucket: Bucket, settings: Any) -> None:
    settings.VITRINO_S3_URL = settings.VITRINO_S3_URL.replace("shop-pictures", "nowhere")
    found = host.check(timezone.now())
    assert not found.is_reachable
    assert "refused" in str(found.trouble)


def test_the_secret_of_a_bucket_is_never_printed(bucket: Bucket) -> None:
    assert "a/secret" not in repr(bucket)
