"""What the browser is sent: whole, small, ours or known."""

import gzip
import re

import pytest
from pytest_django.fixtures import Settings

from vitrino.ui import assets, bundle, vendor
from vitrino.ui.kit import FOLDER

HERE = bundle.STATIC.parent
# Bytes as they travel: compressed.
CSS_LIMIT, JS_LIMIT, MODULE_LINES = 11 * 1024, 8 * 1024, 100


@pytest.mark.parametrize("made", [bundle.STYLES, bundle.SCRIPTS], ids=["styles", "scripts"])
def test_the_bundle_is_made_of_the_parts_as_they_are_now(made: bundle.Bundle) -> None:
    assert made.is_current(), "run python -m vitrino.ui.bundle"


def test_style_sheets_come_in_the_order_of_their_layers() -> None:
    parts = bundle.STYLES.parts()
    assert [part.removeprefix("ui/css/") for part in parts[:4]] == ["layers.css", "reset.css", "tokens.css", "base.css"]
    assert parts[-1] == "ui/css/utilities.css"


def test_the_style_sheet_and_the_scripts_stay_small() -> None:
    assert len(gzip.compress(bundle.STYLES.text().encode())) <= CSS_LIMIT
    assert len(gzip.compress(bundle.SCRIPTS.text().encode())) <= JS_LIMIT


@pytest.mark.parametrize("part", bundle.SCRIPTS.parts())
def test_a_script_is_short_and_needs_no_other(part: str) -> None:
    text = (bundle.STATIC / part).read_text(encoding="utf-8")
    assert len(text.splitlines()) < MODULE_LINES
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)


@pytest.mark.parametrize("part", [part for part in bundle.STYLES.parts() if "/components/" in part])
def test_a_component_knows_roles_and_no_colours(part: str) -> None:
    text = (bundle.STATIC / part).read_text(encoding="utf-8")
    # Previews bring the platforms' colours; forced-colors drawings stand on white.
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) - {"#fff"}
    assert found == set() or part.endswith("/preview.css")


@pytest.mark.parametrize("part", bundle.STYLES.parts()[1:])
def test_a_style_sheet_stays_in_its_layer(part: str) -> None:
    text = re.sub(r"/\*.*?\*/", "", (bundle.STATIC / part).read_text(encoding="utf-8"), flags=re.DOTALL).strip()
    assert text.startswith("@layer ")
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("entry", vendor.read_manifest(), ids=lambda entry: str(entry["file"]))
def test_a_foreign_file_is_the_one_that_was_checked_in(entry: dict[str, str]) -> None:
    assert vendor.sha256(vendor.VENDOR / entry["file"]) == entry["sha256"]
    assert entry["licence"]
    assert entry["version"]


def test_every_foreign_file_is_in_the_manifest() -> None:
    found = {path.name for path in vendor.VENDOR.iterdir()} - {vendor.MANIFEST.name}
    assert found == {entry["file"] for entry in vendor.read_manifest()}


def test_the_sprite_has_exactly_the_named_icons() -> None:
    sprite = (vendor.VENDOR / "tabler-icons.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', sprite)) == set(vendor.icon_names())


def test_icons_that_templates_name_exist() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (HERE.parent).rglob("templates/**/*.html")]
    used = {name for text in texts for name in re.findall(r'\b(?:icon|icon_name=)\(?"([a-z][a-z0-9-]*)"', text)}
    assert used - set(vendor.icon_names()) == set()
    assert "chevron-down" in used


def test_an_icon_without_a_drawing_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(KeyError, match=r"icons\.json"):
        assets.icon("dragon")


def test_an_icon_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in assets.icon("sun")
    assert 'role="img" aria-label="&lt;Good&gt;"' in assets.icon("sun", "<Good>")


def test_a_platform_without_a_drawing_gets_a_globe() -> None:
    assert "#world" in assets.platform_icon("pigeon-post")
    assert "#platform-mastodon" in assets.platform_icon("mastodon")


def test_pages_load_one_file_of_each_kind_and_in_debug_the_parts(settings: Settings) -> None:
    assert len(assets.stylesheets()) == len(assets.scripts()) == 1
    settings.DEBUG = True
    assert len(assets.stylesheets()) == len(bundle.STYLES.parts()) > 10


def test_a_sprite_is_made_from_the_drawings_alone(tmp_path: pytest.TempPathFactory) -> None:
    folder = tmp_path / "outline"  # type: ignore[operator]
    folder.mkdir()
    drawing = '<svg\n  class="x"\n>\n  <path stroke="none" d="M0 0h24v24H0z"/>\n  <path d="M1 1"/>\n</svg>\n'
    (folder / "dot.svg").write_text(drawing, encoding="utf-8")
    sprite = vendor.make_sprite({"point": "dot"}, tmp_path)  # type: ignore[arg-type]
    assert '<symbol id="point"' in sprite
    assert '<path d="M1 1"/></symbol>' in sprite
    assert "M0 0h24v24H0z" not in sprite


def test_component_files_are_where_the_kit_looks() -> None:
    assert (HERE / "templates" / FOLDER).is_dir()
