"""From one original to each platform's form: in shape, in size, small enough, made once, and never something else."""

from __future__ import annotations

import io
import resource
import struct
import sys
import threading
import time
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from vitrino.connect import registry
from vitrino.domain.media import Focus, Form
from vitrino.domain.problem import Problem
from vitrino.media import actions, pictures, renditions, rules, tidying
from vitrino.media.models import Asset, Rendition
from vitrino.media.tests.making import a_channel, an_asset, animation, encoded, halves
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
MOST_MORE_BYTES = 100 * 1024 * 1024


@pytest.fixture
def cast() -> Cast:
    return assemble()


def read(cast: Cast, asset: Asset, platform: str) -> Any:
    channel = a_channel(cast, platform)
    [outgoing] = actions.read_media([actions.content_of(asset, "Bread")], channel)
    return outgoing


@pytest.mark.parametrize(
    "platform", sorted(key for key in registry.manifests() if registry.manifest(key).media_rule("image"))
)
def test_every_platform_gets_what_its_rules_ask_for(cast: Cast, platform: str) -> None:
    rule = registry.manifest(platform).media_rule("image")
    assert rule is not None
    sent = read(cast, an_asset(cast, halves((3000, 900))), platform)
    picture = Image.open(io.BytesIO(sent.content))
    assert sent.mime_type in rule.mime_types
    assert Image.MIME[str(picture.format)] == sent.mime_type
    assert picture.size == (sent.width, sent.height)
    assert len(sent.content) <= (rule.max_bytes or 10**9)
    assert (rule.min_aspect or 0) <= picture.width / picture.height <= (rule.max_aspect or 99)


@pytest.mark.parametrize(("x", "colour"), [(0.1, (254, 0, 0)), (0.9, (0, 0, 254))])
def test_the_focus_decides_what_is_kept(cast: Cast, x: float, colour: tuple[int, int, int]) -> None:
    asset = actions.set_focus(asset=an_asset(cast, halves((1600, 400))), x=x, y=0.5, by=cast.anna, now=NOW)
    picture = Image.open(io.BytesIO(read(cast, asset, "instagram").content))
    edge = picture.getpixel((5 if x < 0.5 else picture.width - 5, picture.height // 2))
    assert all(abs(a - b) < 6 for a, b in zip(edge, colour, strict=True))  # type: ignore[arg-type]
    assert picture.width / picture.height == pytest.approx(1.91, abs=0.01)


def test_what_fits_goes_out_as_it_is(cast: Cast) -> None:
    asset = an_asset(cast, encoded("JPEG", (800, 600)))
    sent = read(cast, asset, "bluesky")
    assert sent.content == Path(asset.file.path).read_bytes()
    assert not Rendition.objects.exists()


def test_a_form_is_made_once(cast: Cast) -> None:
    asset = an_asset(cast, halves((1600, 400)))
    first, made = read(cast, asset, "instagram"), Rendition.objects.get()
    assert read(cast, asset, "instagram") == first
    assert Rendition.objects.get() == made


def test_a_form_that_was_lost_is_made_again(cast: Cast) -> None:
    asset = an_asset(cast, halves((1600, 400)))
    first = read(cast, asset, "instagram")
    Path(Rendition.objects.get().file.path).unlink()
    assert read(cast, asset, "instagram").content == first.content


def test_a_form_of_long_ago_is_forgotten_and_made_again(
    cast: Cast, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    asset = an_asset(cast, halves((1600, 400)))
    first = read(cast, asset, "instagram")
    Rendition.objects.update(made_at=NOW - timedelta(days=61))
    with django_capture_on_commit_callbacks(execute=True):
        assert tidying.drop_old_forms(NOW) == 1
    assert not list(Path(settings.MEDIA_ROOT, "renditions").rglob("*.jpeg"))
    assert read(cast, asset, "instagram").content == first.content
    assert tidying.drop_old_forms(NOW) == 0


def test_a_busy_picture_is_made_small_enough(cast: Cast) -> None:
    noise = Image.effect_noise((1200, 1200), 120).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=95)
    asset = an_asset(cast, buffer.getvalue())
    [made] = renditions.make(asset, [Form(("image/jpeg",), max_bytes=60_000, max_edge=1200)], Focus(), NOW)
    assert made.size_bytes <= 60_000
    assert made.width < 1200


def test_a_transparent_picture_stands_on_white_where_only_jpeg_is_taken(cast: Cast) -> None:
    image = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    asset = an_asset(cast, buffer.getvalue())
    assert asset.mime_type == "image/png"
    sent = Image.open(io.BytesIO(read(cast, asset, "instagram").content))
    assert sent.getpixel((300, 300)) == (255, 255, 255)


def test_an_animation_moves_where_it_may(cast: Cast) -> None:
    asset = an_asset(cast, animation(4))
    assert read(cast, asset, "x").mime_type == "image/gif"
    assert read(cast, asset, "x").kind == "gif"
    still = read(cast, asset, "instagram")
    assert (still.kind, still.mime_type) == ("image", "image/jpeg")


def test_another_picture_than_the_scheduled_one_never_goes_out(cast: Cast) -> None:
    asset = an_asset(cast)
    channel = a_channel(cast, "bluesky")
    content = actions.content_of(asset, "Bread")
    Path(asset.file.path).write_bytes(encoded("JPEG", (99, 99)))
    with pytest.raises(Problem, match="not the one that was scheduled"):
        actions.read_media([content], channel)
    with pytest.raises(Problem, match="not the one that was scheduled"):
        actions.read_media([content | {"sha256": "0" * 64}], channel)
    Path(asset.file.path).unlink()
    with pytest.raises(Problem, match="no longer there"):
        actions.read_media([content], channel)


def test_a_picture_of_another_shop_never_goes_out(cast: Cast) -> None:
    asset = an_asset(cast)
    channel = a_channel(cast, "bluesky")
    Asset.objects.filter(pk=asset.pk).update(workspace=cast.florist)
    with pytest.raises(Problem, match="no longer there"):
        actions.read_media([actions.content_of(asset, "")], channel)


def test_what_is_scheduled_keeps_its_cut(cast: Cast) -> None:
    """The focus is part of the frozen content: moving it later changes only what is scheduled later."""
    asset = an_asset(cast, halves((1600, 400)))
    frozen = actions.content_of(asset, "")
    actions.set_focus(asset=asset, x=1, y=0.5, by=cast.anna, now=NOW)
    assert rules.focus_in(frozen) == Focus()
    assert rules.focus_in(actions.content_of(asset, "")) == Focus(1.0, 0.5)


def test_the_limits_of_the_account_s_own_server_win(cast: Cast) -> None:
    rule = registry.manifest("mastodon").media_rule("image")
    assert rule is not None
    assert rules.picture_form(rule, {"image_bytes": 1000}).max_bytes == 1000


def huge_png(edge: int) -> bytes:
    """A whole, valid, empty picture of `edge` by `edge` pixels in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(1)
    row = b"\0" * (1 + 3 * edge)
    body = b"".join(packer.compress(row) for _row in range(edge)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_picture_of_169_megapixels_costs_the_product_little_memory() -> None:
    """Measured: the rise of this process and of the one that looks at the file, together, sampled as it runs."""
    bomb = huge_png(13_000)
    assert len(bomb) < 4_000_000
    with _Watched() as watched, pytest.raises(Problem, match="too many pixels"):
        pictures.accept(bomb)
    assert watched.samples > 3
    assert watched.rise_bytes < MOST_MORE_BYTES
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


class _Watched:
    """The highest resident memory of this process and its children, above where it began."""

    def __enter__(self) -> _Watched:
        self._before, self.rise_bytes, self.samples, self._stop = _resident(), 0, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_gone: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.is_set():
            self.rise_bytes = max(self.rise_bytes, _resident() - self._before)
            self.samples += 1
            time.sleep(0.005)


def _resident() -> int:
    """Bytes this process and all its children hold now."""
    own = Path("/proc/self")
    children = [Path("/proc", pid) for task in own.glob("task/*/children") for pid in task.read_text().split()]
    return sum(_pages(process) for process in (own, *filter(_is_begun, children))) * resource.getpagesize()


def _is_begun(process: Path) -> bool:
    """A child that has not begun its own program yet is ourselves seen twice."""
    try:
        return b"vitrino.media.workshop" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def _pages(process: Path) -> int:
    try:
        return int((process / "statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
