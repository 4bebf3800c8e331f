"""Films: recognised by their bytes, made anew in words and with progress, stopped when nobody wants them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone

from vitrino.connect.errors import NotSent
from vitrino.domain.problem import Problem
from vitrino.engine.ticker import run_until_idle
from vitrino.media import actions, films, process, queries, store
from vitrino.media.actions import filming
from vitrino.media.models import Asset, Conversion, Rendition
from vitrino.media.tests.making import a_channel, an_asset, film, turned
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def kept(cast: Cast, path: Path, name: str = "oven.mp4") -> Asset:
    return an_asset(cast, path.read_bytes(), name)


def made(asset: Asset) -> Asset:
    """Work its conversion off, as the engine would."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        for row in Conversion.objects.filter(asset=asset):
            films.make(row, timezone.now())
    asset.refresh_from_db()
    return asset


def about(path: Path) -> dict[str, Any]:
    return process.run("probe", {"source": str(path)})


def test_a_film_is_made_anew_with_a_still_and_without_its_place(cast: Cast, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", place=True)
    assert b"+52.2297" in source.read_bytes()
    asset = kept(cast, source)
    assert (asset.kind, asset.state) == ("video", "working")
    asset = made(asset)
    assert asset.state == "ready"
    assert asset.had_place
    assert (asset.width, asset.height, asset.has_audio) == (320, 180, True)
    assert asset.duration_s == pytest.approx(2, abs=0.2)
    assert asset.poster
    content = Path(asset.file.path).read_bytes()
    assert b"+52.2297" not in content
    assert store.digest(content) == asset.sha256
    assert list(store.incoming().iterdir()) == []


def test_a_turned_film_stands_upright(cast: Cast, tmp_path: Path) -> None:
    asset = made(kept(cast, turned(film(tmp_path / "a.mp4"), tmp_path / "b.mp4")))
    assert (asset.width, asset.height) == (180, 320)


def test_a_film_without_sound_is_taken_and_mentioned(cast: Cast, tmp_path: Path) -> None:
    asset = made(kept(cast, film(tmp_path / "a.mp4", sound=False)))
    assert asset.state == "ready"
    assert not asset.has_audio
    told = queries.warnings(asset, a_channel(cast, "mastodon"), NOW.date())
    assert [str(one) for one in told] == ["This film has no sound."]


@pytest.mark.parametrize(("codec", "kind"), [("mpeg4", "avi"), ("libvpx", "webm"), ("mjpeg", "mov")])
def test_odd_codecs_become_what_every_platform_plays(cast: Cast, tmp_path: Path, codec: str, kind: str) -> None:
    asset = made(kept(cast, film(tmp_path / f"a.{kind}", codec=codec, kind=kind, sound=False)))
    assert asset.state == "ready", queries.film_work(asset)
    found = about(Path(asset.file.path))
    assert (found["mime_type"], found["video_codec"]) == ("video/mp4", "h264")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x00\x00\x18ftypisom" + b"\x00" * 400, "damaged|not a film"),
        (b"\x1a\x45\xdf\xa3" + b"\xff" * 400, "damaged|not a film"),
        (b"RIFF\x00\x00\x00\x00AVI " + b"\x00" * 400, "damaged|not a film|no pictures"),
    ],
    ids=["mp4", "webm", "avi"],
)
def test_a_broken_film_says_so_and_leaves_nothing(cast: Cast, content: bytes, words: str) -> None:
    asset = made(an_asset(cast, content, "broken.mp4"))
    assert asset.state == "failed"
    row = queries.film_work(asset)
    assert row is not None
    trouble = str(queries.trouble_in(row))
    assert any(word in trouble for word in words.split("|")), trouble


def test_a_film_that_was_cut_off_says_so(cast: Cast, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", seconds=4).read_bytes()
    asset = made(an_asset(cast, source[: len(source) // 2], "half.mp4"))
    assert asset.state == "failed"


def test_a_film_of_no_length_says_so(cast: Cast, tmp_path: Path) -> None:
    asset = made(kept(cast, film(tmp_path / "a.mp4", seconds=1 / 15, sound=False)))
    row = queries.film_work(asset)
    assert row is not None
    assert "no time at all" in str(queries.trouble_in(row))


def test_a_film_too_large_is_refused_before_it_is_read(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vitrino.media.actions.keeping.MAX_FILM_BYTES", 1000)
    with pytest.raises(Problem, match="larger than"):
        kept(cast, film(tmp_path / "a.mp4"))
    assert not Asset.objects.exists()


def test_films_that_try_to_read_other_files_are_not_followed(cast: Cast) -> None:
    """A playlist names files and addresses; the reader for it is never used."""
    playlist = b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
    with pytest.raises(Problem, match="not a picture"):
        an_asset(cast, playlist, "a.mp4")


def test_the_same_upload_is_not_made_twice(cast: Cast, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4")
    assert kept(cast, source).pk == kept(cast, source, "again.mp4").pk
    assert Conversion.objects.count() == 1


def test_limits_are_said_before_scheduling(cast: Cast, tmp_path: Path) -> None:
    channel = a_channel(cast, "tiktok")
    asset = kept(cast, film(tmp_path / "a.mp4", seconds=2))
    assert "still being prepared" in str(queries.problems(asset, channel)[0])
    assert "TikTok takes films from 3 s on" in str(queries.problems(made(asset), channel)[0])
    assert queries.problems(asset, a_channel(cast, "mastodon")) == []
    assert "can't send films to Instagram yet" in str(queries.problems(asset, a_channel(cast, "instagram"))[0])
    assert "no films" in str(queries.problems(asset, a_channel(cast, "google_business"))[0])


def test_progress_is_written_and_a_stop_is_heard(cast: Cast, tmp_path: Path) -> None:
    asset = kept(cast, film(tmp_path / "a.mp4", seconds=6))
    row = Conversion.objects.get()
    Conversion.objects.update(state="running")
    teller = films._Teller(row)
    assert teller(0.4)
    row.refresh_from_db()
    assert row.progress == 40
    actions.cancel_film(asset=asset, by=cast.anna, now=NOW)
    teller._told_at = 0
    assert not teller(0.5)


def test_a_stopped_film_leaves_nothing(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(films, "WRITE_EVERY_S", 0.0)
    asset = kept(cast, film(tmp_path / "a.mp4", seconds=6))
    real = films._Teller.__call__

    def stopped(self: Any, share: float) -> bool:
        if share > 0.2:
            with django_capture_on_commit_callbacks(execute=True):
                actions.cancel_film(asset=asset, by=cast.anna, now=NOW)
        return real(self, share)

    monkeypatch.setattr(films._Teller, "__call__", stopped)
    asset = made(asset)
    assert asset.state == "failed"
    assert Conversion.objects.get().state == "cancelled"
    assert list(store.incoming().iterdir()) == []
    assert not asset.file


def test_a_worker_that_died_in_the_middle_is_taken_over(cast: Cast, tmp_path: Path) -> None:
    asset = kept(cast, film(tmp_path / "a.mp4"))
    Conversion.objects.update(state="running", progress=60, tries=1)
    assert made(asset).state == "ready"


def test_a_platform_with_less_room_gets_a_smaller_film_by_the_engine(cast: Cast, tmp_path: Path) -> None:
    channel = a_channel(cast, "mastodon", limits={"video_bytes": 100_000})
    asset = kept(cast, film(tmp_path / "a.mp4", size=(640, 360), seconds=1.5))
    run_until_idle(timezone.now() + timedelta(seconds=1))
    asset.refresh_from_db()
    asset.size_bytes = 200_000
    asset.save()
    actions.ensure_films(asset=asset, now=timezone.now())
    content = [actions.content_of(asset, "")]
    with pytest.raises(NotSent, match="still being prepared"):
        actions.read_media(content, channel)
    run_until_idle(timezone.now() + timedelta(seconds=1))
    [sent] = actions.read_media(content, channel)
    assert (sent.kind, sent.mime_type) == ("video", "video/mp4")
    assert len(sent.content) <= 100_000
    assert Rendition.objects.get().size_bytes == len(sent.content)


def test_a_film_that_can_never_fit_is_not_waited_for(cast: Cast, tmp_path: Path) -> None:
    asset = made(kept(cast, film(tmp_path / "a.mp4", seconds=2)))
    with pytest.raises(Problem, match="from 3 s on"):
        actions.read_media([actions.content_of(asset, "")], a_channel(cast, "instagram"))


def test_a_failed_film_can_be_tried_again_only_while_its_upload_is_there(cast: Cast) -> None:
    asset = made(an_asset(cast, b"\x1a\x45\xdf\xa3" + b"\xff" * 400, "broken.webm"))
    (store.incoming() / Conversion.objects.get().incoming).unlink(missing_ok=True)
    assert actions.retry_film(asset=asset, by=cast.anna, now=NOW).state == "failed"


def test_the_page_polls_while_a_film_is_made(cast: Cast, tmp_path: Path) -> None:
    asset = kept(cast, film(tmp_path / "a.mp4"))
    page = f"/w/zorza/library/{asset.pk}/film/?was=working"
    client = cast.client(cast.anna)
    assert "data-poll" in client.get(page).content.decode()
    made(asset)
    answer = client.get(page)
    assert answer["HX-Refresh"] == "true"
    assert "data-poll" not in answer.content.decode()


def test_films_wait_for_one_another(cast: Cast, tmp_path: Path) -> None:
    kept(cast, film(tmp_path / "a.mp4"))
    row = Conversion.objects.get()
    with films._ONE_AT_A_TIME:
        assert films.make(row, NOW) == NOW + films.AGAIN
    assert row.key == filming.ORIGINAL
