"""The library: several files at once, found again, described, warned about, and not lost while something uses them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError, transaction
from django.test import Client
from django.utils import timezone

from vitrino.domain.problem import Problem
from vitrino.media import actions, queries, store, tidying, usage
from vitrino.media.models import Asset
from vitrino.media.pictures import Picture
from vitrino.media.tests.making import a_channel, an_asset, animation, encoded, upload, with_place
from vitrino.media.usage import Use
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LIBRARY = "/w/zorza/library/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def anna(cast: Cast) -> Client:
    return cast.client(cast.anna)


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[Use]:
    """Uses that some later stage would tell about."""
    uses: list[Use] = []
    monkeypatch.setattr(usage, "_FINDERS", [lambda ids: [use for use in uses if use.asset_id in ids]])
    return uses


def stored_files(root: Any) -> set[str]:
    return {path.name for path in Path(root).rglob("*") if path.is_file()}


def test_several_files_come_in_and_each_refusal_names_its_file(anna: Client) -> None:
    files = [
        upload(encoded("JPEG"), "rye.jpg"),
        upload(b"hello", "notes.txt"),
        upload(encoded("PNG", (50, 50)), "b.png"),
    ]
    page = anna.post(LIBRARY, {"files": files}, follow=True).content.decode()
    assert "2 files are in the library." in page
    assert "notes.txt: This is not a picture" in page
    assert set(Asset.objects.values_list("name", flat=True)) == {"rye.jpg", "b.png"}


def test_a_place_is_removed_and_the_person_is_told(anna: Client) -> None:
    page = anna.post(LIBRARY, {"files": [upload(with_place())]}, follow=True).content.decode()
    assert "Vitrino removed that" in page
    asset = Asset.objects.get()
    assert asset.had_place
    assert b"Camera of Anna" not in store.read(asset)


def test_htmx_is_sent_on_by_a_header(anna: Client) -> None:
    answer = anna.post(LIBRARY, {"files": [upload(encoded("JPEG"))]}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, LIBRARY)


def test_a_viewer_sees_the_library_and_adds_nothing(cast: Cast) -> None:
    cast.bruno.memberships.update(role="viewer")
    client = cast.client(cast.bruno)
    assert client.get(LIBRARY).status_code == 200
    assert client.post(LIBRARY, {"files": [upload(encoded("JPEG"))]}).status_code == 403
    assert not Asset.objects.exists()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ({}, {"rye.jpg", "cake.jpg"}),
        ({"q": "RYE"}, {"rye.jpg"}),
        ({"q": "oven"}, {"cake.jpg"}),
        ({"q": "summ"}, {"rye.jpg"}),
        ({"q": "rye oven"}, set()),
        ({"folder": "summer"}, {"rye.jpg"}),
        ({"folder": "winter"}, set()),
        ({"kind": "video"}, set()),
    ],
)
def test_things_are_found_by_name_description_and_folder(
    cast: Cast, anna: Client, question: dict[str, str], names: set[str]
) -> None:
    rye = an_asset(cast, encoded("JPEG", (41, 30)), "rye.jpg")
    cake = an_asset(cast, encoded("JPEG", (42, 30)), "cake.jpg")
    said: dict[str, Any] = {"rights_note": "", "rights_until": None, "by": cast.anna, "now": NOW}
    actions.describe_asset(asset=rye, alt_text="", tags=("summer",), **said)
    actions.describe_asset(asset=cake, alt_text="A cake in the oven", tags=(), **said)
    page = anna.get(LIBRARY, question).content.decode()
    assert {name for name in ("rye.jpg", "cake.jpg") if name in page} == names


def test_what_is_said_about_it_is_kept(cast: Cast, anna: Client) -> None:
    asset = an_asset(cast)
    said = {"alt_text": "Rye", "tags": "Bread, summer", "rights_note": "Photo: Ola", "rights_until": "2026-12-31"}
    anna.post(f"{LIBRARY}{asset.pk}/", said)
    asset.refresh_from_db()
    assert [tag.text for tag in asset.tags.all()] == ["bread", "summer"]
    assert (asset.alt_text, asset.rights_note, str(asset.rights_until)) == ("Rye", "Photo: Ola", "2026-12-31")
    page = anna.get(f"{LIBRARY}{asset.pk}/").content.decode()
    assert "bread, summer" in page


def test_rights_that_ended_are_warned_about(cast: Cast, anna: Client) -> None:
    asset = an_asset(cast)
    channel = a_channel(cast, "bluesky")
    today = timezone.localdate()
    for days, is_warned in ((1, False), (0, False), (-1, True)):
        Asset.objects.filter(pk=asset.pk).update(rights_until=today + timedelta(days=days))
        asset.refresh_from_db()
        assert bool(queries.warnings(asset, channel, today)) is is_warned
        assert ("The rights to use this have ended" in anna.get(f"{LIBRARY}{asset.pk}/").content.decode()) is is_warned


def test_what_is_used_stays(cast: Cast, anna: Client, used: list[Use]) -> None:
    asset = an_asset(cast)
    used.append(Use(asset.pk, "Fresh rye", "posts:edit", 7))
    page = anna.post(f"{LIBRARY}{asset.pk}/removal/", follow=True).content.decode()
    assert "still used in one place" in page
    assert "Fresh rye" in page
    assert Asset.objects.filter(pk=asset.pk).exists()
    assert "In use" in anna.get(LIBRARY).content.decode()


def test_what_nobody_uses_goes_with_its_files(
    cast: Cast, anna: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    asset = an_asset(cast)
    anna.get(f"{LIBRARY}{asset.pk}/small/")
    assert len(stored_files(settings.MEDIA_ROOT)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        anna.post(f"{LIBRARY}{asset.pk}/removal/")
    assert not Asset.objects.exists()
    assert stored_files(settings.MEDIA_ROOT) == set()


def test_the_same_picture_is_kept_once(cast: Cast) -> None:
    assert an_asset(cast, encoded("JPEG"), "a.jpg").pk == an_asset(cast, encoded("JPEG"), "b.jpg").pk


@pytest.mark.parametrize("name", ["../../x.jpg", "CON", "ż" * 300 + ".jpg", "a\x00b.jpg", "x\u202egpj.exe"])
def test_files_get_names_of_our_own(cast: Cast, settings: Any, name: str) -> None:
    asset = an_asset(cast, encoded("JPEG"), "plain.jpg")
    other = actions.take_in(workspace=cast.bakery, file=_named(encoded("JPEG", (44, 44)), name), by=cast.anna, now=NOW)
    root = Path(settings.MEDIA_ROOT).resolve()
    for one in (asset, other):
        path = Path(one.file.path).resolve()
        assert path.is_relative_to(root)
        assert path.stem == one.sha256[:24]
    assert len(other.name) <= 120


def test_a_full_disk_leaves_nothing_behind(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT_FREE_SHARE", 1.1)
    with pytest.raises(Problem, match="disk is nearly full"):
        an_asset(cast)
    assert stored_files(settings.MEDIA_ROOT) == set()


def test_a_row_that_can_not_be_written_leaves_no_file(cast: Cast, settings: Any) -> None:
    """Here the number is beyond what the database holds, so the row is refused after the file was written."""
    picture = Picture(encoded("JPEG"), "image/jpeg", 2**70, 30)
    with transaction.atomic(), pytest.raises((OverflowError, DataError)):
        actions.keep_asset(workspace=cast.bakery, picture=picture, now=NOW)
    assert stored_files(settings.MEDIA_ROOT) == set()


def test_an_animation_with_too_many_pictures_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="more than 300"):
        an_asset(cast, animation(301))
    kept = an_asset(cast, animation(5))
    assert (kept.kind, kept.frames) == ("gif", 5)


def test_pictures_of_telephones_are_named(cast: Cast) -> None:
    with pytest.raises(Problem, match="HEIC"):
        an_asset(cast, b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50)


def test_files_nobody_names_are_dropped_after_a_day(cast: Cast, settings: Any) -> None:
    asset = an_asset(cast)
    stray = Path(asset.file.path).with_name("stray.jpeg")
    stray.write_bytes(b"left by somebody who died")
    waiting = store.incoming() / "half"
    waiting.write_bytes(b"half an upload")
    assert tidying.drop_orphans(timezone.now()) == 0
    assert tidying.drop_orphans(timezone.now() + timedelta(days=2)) == 2
    assert stored_files(settings.MEDIA_ROOT) == {Path(asset.file.path).name}


def test_the_number_of_queries_does_not_grow(cast: Cast, anna: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        an_asset(cast, encoded("JPEG", (50 + number, 30)))
    anna.get(LIBRARY)
    with django_assert_max_num_queries(14) as few:
        anna.get(LIBRARY)
    for number in range(6):
        an_asset(cast, encoded("JPEG", (70 + number, 30)))
    with django_assert_max_num_queries(len(few)):
        anna.get(LIBRARY)


def _named(content: bytes, name: str) -> Any:
    """Django cleans the names of uploads; this one gets through as it is."""
    file: Any = upload(content)
    file._name = name
    return file
