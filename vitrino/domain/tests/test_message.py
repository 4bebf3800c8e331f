"""A message is filled once, with plain text."""

from vitrino.domain.message import fill, say


def test_gaps_are_filled() -> None:
    assert str(say("{n} posts on {platform}", n=3, platform="X")) == "3 posts on X"


def test_a_value_that_looks_like_a_gap_stays_as_it_is() -> None:
    assert fill("{author} writes {text}", {"author": "{text}", "text": "hi"}) == "{text} writes hi"


def test_a_gap_without_a_value_stays_visible() -> None:
    assert fill("{u.__class__} {missing}", {"u": "x"}) == "{u.__class__} {missing}"


def test_a_message_inside_a_message_is_stored_with_its_template() -> None:
    message = say("{what} on {platform}", what=say("{n} posts", n=3), platform="X")
    assert str(message) == "3 posts on X"
    assert message.stored() == {"what": {"template": "{n} posts", "values": {"n": 3}}, "platform": "X"}
