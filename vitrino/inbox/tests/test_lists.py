"""The list: narrowed, several at once, and what triage says."""

from __future__ import annotations

import pytest
from django.test import Client

from vitrino.inbox import actions
from vitrino.inbox.models import Conversation, Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    arrive(made, "Do you have rye bread?")
    actions.take_in(NOW)
    return made


def post(client: Client, where: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"/w/zorza/inbox/{where}/", fields)
    return answer.status_code, answer.content.decode()


def test_the_list_is_narrowed_by_what_where_who_and_how_soon(cast: Cast) -> None:
    arrive(cast, "My bread was mouldy", thread_id="t2", author="ewa")
    actions.take_in(NOW)
    urgent = Conversation.objects.get(thread_id="t2")
    Conversation.objects.update(intents=["question"], urgency=0)
    Conversation.objects.filter(pk=urgent.pk).update(intents=["complaint", "question"], urgency=2, assignee=cast.anna)
    client = cast.client(cast.bruno)
    both = {"Ola", "Ewa"}
    wanted = {"intent=complaint": {"Ewa"}, "intent=question": both, "urgency=1": {"Ewa"}, "urgency=3": set(),
              f"assignee={cast.anna.pk}": {"Ewa"}, "assignee=nobody": {"Ola"}, f"channel={urgent.channel_id}": both,
              "intent=nonsense": both, "channel=0": set()}  # fmt: skip
    for chosen, names in wanted.items():
        page = client.get(f"/w/zorza/inbox/?state=all&{chosen}").content.decode()
        found = {name for name in both if f"data-row>{name}</a>" in page}
        assert found == names, chosen


def test_several_are_assigned_and_done_at_once(cast: Cast) -> None:
    arrive(cast, "And on Sunday?", thread_id="t2", author="ewa")
    actions.take_in(NOW)
    chosen = list(Conversation.objects.values_list("pk", flat=True))
    client = cast.client(cast.bruno)
    client.post("/w/zorza/inbox/several/", {"talk": chosen, "deed": "assign", "person": cast.anna.pk})
    assert set(Conversation.objects.values_list("assignee", flat=True)) == {cast.anna.pk}
    answer = client.post("/w/zorza/inbox/several/", {"talk": chosen, "deed": "resolve", "back": "state=all&x=1"})
    assert set(Conversation.objects.values_list("state", flat=True)) == {"resolved"}
    assert answer["Location"] == "/w/zorza/inbox/?state=all"


def test_talks_of_another_shop_are_not_among_the_several(cast: Cast) -> None:
    client = cast.client(cast.celina)
    client.post("/w/fiolek/inbox/several/", {"talk": [only().pk], "deed": "resolve"})
    assert only().state == "open"


def test_what_triage_says_is_shown_with_its_reason_and_can_be_corrected(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    path = f"/w/zorza/inbox/{only().pk}/"
    page = client.get(path).content.decode()
    assert "Question" in page
    assert "These words say so" in page
    asked = Message.objects.get(direction="in")
    answer = client.post(f"/w/zorza/inbox/messages/{asked.pk}/triage/", {"intent": ["purchase"]}, follow=True)
    assert only().intents == ["purchase"]
    assert "Somebody of your shop said so." in answer.content.decode()
    refused = client.post(f"/w/zorza/inbox/messages/{asked.pk}/triage/", {"intent": ["nonsense"]}, follow=True)
    assert only().intents == ["purchase"]
    assert "be said about a message" in refused.content.decode()
