"""A guide becomes headings, lists and paragraphs, and nothing in it becomes more than that."""

from vitrino.connect import registry
from vitrino.ui.prose import prose


def test_lists_and_stress() -> None:
    made = prose("# Title\n\nOne **two** *three*.\n\n1. First\n   more\n2. Second\n\n- a `b`\n- c")
    assert made == (
        "<p>One <strong>two</strong> <em>three</em>.</p><ol><li>First more</li><li>Second</li></ol>"
        "<ul><li>a <code>b</code></li><li>c</li></ul>"
    )


def test_html_in_a_guide_stays_text() -> None:
    assert "<script>" not in prose("Hello <script>alert(1)</script>")


def test_every_platform_one_can_use_has_a_guide_in_three_languages() -> None:
    usable = [key for key, one in registry.manifests().items() if one.can_connect or one.can_rehearse]
    for key in usable:
        guides = {registry.guide(key, language) for language in ("en", "pl", "eo")}
        assert len(guides) == 3, key
        assert all(guides), key


def test_a_missing_guide_is_empty() -> None:
    assert registry.guide("reddit", "pl") == ""
