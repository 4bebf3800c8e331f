"""The sample shop's crisis desk: a plan, a drill last spring, and one crisis that is over and understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from vitrino.crisis import actions
from vitrino.crisis.models import Incident
from vitrino.domain.crisis.plan import Contact, Holder, Plan
from vitrino.workspace.models import Person, Workspace

DRILLED_AGO, WRITTEN_AGO, HAPPENED_AGO = timedelta(weeks=28), timedelta(weeks=30), timedelta(weeks=5, hours=3)
MINUTE = timedelta(minutes=1)
WALK = (("investigate", 25), ("identify", 70), ("fix", 95), ("watch", 240))


@dataclass(frozen=True)
class Story:
    """The same crisis in one language. notes, reacted: minutes or seconds after the beginning and what was written."""

    helper: str
    insurer: str
    title: str
    holding: str
    known: str
    last: str
    notes: tuple[tuple[int, str], ...]
    happened: str
    well: str
    badly: str
    cause: str
    lesson: str
    refused: str
    statement: str
    answer: str
    drilled: tuple[str, str]


STORIES = {
    "en": Story(
        helper="Joan, at the counter", insurer="Harbour Mutual", title="Parcels stuck at the carrier",
        holding="Many of you are waiting for parcels with our honey cake. We know of it and are finding out where they"
                " are. We tell you more here by 2 pm.",
        known="41 parcels stand in the carrier's depot since Tuesday: its belt is broken. We bake all of them once more"
              " and send them by courier today. Whoever prefers the money writes one word to us.",
        last="All 41 parcels have arrived. We are sorry for the wait, and thank you for your patience.",
        notes=((6, "Nine messages within an hour, all about parcels of Tuesday."),
               (32, "The carrier says: belt in the depot broken, nothing moves before Friday."),
               (58, "Decided: bake anew and send by courier. It costs about 600.")),
        happened="41 parcels stood in a depot for three days. People asked, and for half a day nobody answered.",
        well="The first word was out after eighteen minutes, and nobody was answered in anger.",
        badly="We believed the tracking page and not the customers.",
        cause="One carrier only, and nobody who looks at parcels that don't move for a day.",
        lesson="Ask the carrier at the third question about a parcel, not at the tenth.",
        refused="Never send parcels again.",
        statement="We have heard of glass in our rye bread and have taken it off sale. Please bring the loaf back; you"
                  " get your money. We tell you more by 6 pm today.",
        answer="We are sorry about this, Eve. Please don't eat it; we are checking and tell you more by 6 pm today.",
        drilled=("A jar broke beside the dough, batch 3", "The food office wants it in writing by noon"),
    ),
    "pl": Story(
        helper="Jola, zza lady", insurer="Towarzystwo Przystań", title="Paczki utknęły u przewoźnika",
        holding="Wielu z was czeka na paczki z naszym miodownikiem. Wiemy o tym i ustalamy, gdzie one są. Więcej"
                " napiszemy tutaj do 14:00.",
        known="41 paczek stoi od wtorku w sortowni przewoźnika: zepsuła się taśma. Wszystkie pieczemy jeszcze raz i"
              " dziś wysyłamy kurierem. Kto woli zwrot pieniędzy, niech napisze jedno słowo.",
        last="Wszystkie 41 paczek dotarło. Przepraszamy za czekanie i dziękujemy za cierpliwość.",
        notes=((6, "Dziewięć wiadomości w godzinę, wszystkie o wtorkowych paczkach."),
               (32, "Przewoźnik mówi: zepsuta taśma w sortowni, do piątku nic nie ruszy."),
               (58, "Decyzja: pieczemy od nowa i wysyłamy kurierem. Koszt około 2400.")),
        happened="41 paczek stało trzy dni w sortowni. Ludzie pytali, a przez pół dnia nikt nie odpowiadał.",
        well="Pierwsze słowo wyszło po osiemnastu minutach i nikomu nie odpowiedzieliśmy w złości.",
        badly="Wierzyliśmy stronie śledzenia, a nie klientom.",
        cause="Tylko jeden przewoźnik i nikt, kto patrzy na paczki, które od doby stoją.",
        lesson="Pytać przewoźnika przy trzecim pytaniu o paczkę, a nie przy dziesiątym.",
        refused="Nigdy więcej nie wysyłać paczek.",
        statement="Dotarło do nas, że w naszym chlebie żytnim było szkło. Wycofaliśmy go ze sprzedaży. Prosimy,"
                  " przynieście bochenek, oddamy pieniądze. Więcej napiszemy dzisiaj do 18:00.",
        answer="Pani Ewo, bardzo nam przykro. Proszę go nie jeść, sprawdzamy i napiszemy więcej dzisiaj do 18:00.",
        drilled=("Obok ciasta stłukł się słoik, partia 3", "Sanepid chce na piśmie do południa"),
    ),
    "eo": Story(
        helper="Joĉjo, ĉe la vendotablo", insurer="Asekuro Haveno", title="Pakaĵoj haltis ĉe la transportisto",
        holding="Multaj el vi atendas pakaĵojn kun nia miela kuko. Ni scias pri tio kaj esploras, kie ili estas."
                " Ni diros pli ĉi tie antaŭ la 14:00.",
        known="41 pakaĵoj staras ekde mardo en la deponejo de la transportisto: ĝia rubando rompiĝis. Ni bakas ĉiujn"
              " denove kaj sendas ilin hodiaŭ per kuriero. Kiu preferas la monon, tiu skribu unu vorton.",
        last="Ĉiuj 41 pakaĵoj alvenis. Ni bedaŭras la atendadon kaj dankas pro via pacienco.",
        notes=((6, "Naŭ mesaĝoj en unu horo, ĉiuj pri pakaĵoj de mardo."),
               (32, "La transportisto diras: rubando rompita, ĝis vendredo nenio moviĝos."),
               (58, "Decidite: ni bakas denove kaj sendas per kuriero. Kostas ĉirkaŭ 600.")),
        happened="41 pakaĵoj staris tri tagojn en deponejo. Homoj demandis, kaj duontage neniu respondis.",
        well="La unua vorto eliris post dek ok minutoj, kaj al neniu ni respondis kolere.",
        badly="Ni kredis la spurpaĝon kaj ne la klientojn.",
        cause="Nur unu transportisto, kaj neniu, kiu rigardas pakaĵojn, kiuj staras tutan tagon.",
        lesson="Demandu la transportiston ĉe la tria demando pri pakaĵo, ne ĉe la deka.",
        refused="Neniam plu sendi pakaĵojn.",
        statement="Ni aŭdis pri vitro en nia sekala pano kaj ĉesis vendi ĝin. Bonvolu reporti la panon; vi ricevos vian"
                  " monon. Ni diros pli hodiaŭ antaŭ la 18:00.",
        answer="Ni bedaŭras, Eva. Bonvolu ne manĝi ĝin; ni kontrolas kaj diros pli hodiaŭ antaŭ la 18:00.",
        drilled=("Vazo rompiĝis apud la pasto, bakaĵo 3", "La oficejo volas ĝin skribe antaŭ tagmezo"),
    ),
}  # fmt: skip


def be_ready(workspace: Workspace, *, by: Person, now: datetime) -> None:
    """Call it before anything is planned: what a crisis stops is what is planned when it is declared."""
    story = STORIES.get(workspace.language, STORIES["en"])
    plan = _plan(workspace, story, by)
    actions.save_plan(workspace=workspace, plan=plan, reason="", by=by, now=now - WRITTEN_AGO)
    _drill(workspace, story, by, now - DRILLED_AGO)
    _live_through(workspace, story, by, now - HAPPENED_AGO)


def _plan(workspace: Workspace, story: Story, by: Person) -> Plan:
    owner, helper = Holder(str(by), "+00 600 100 200", story.helper), Holder(story.helper, "+00 600 100 300", str(by))
    plan = actions.proposal(workspace)
    insurer = Contact("insurer", story.insurer, "+00 800 308 308")
    contacts = tuple(insurer if one.kind == "insurer" else one for one in plan.contacts)
    return replace(plan, roles={"decides": owner, "speaks": owner, "logs": helper}, contacts=contacts)


def _drill(workspace: Workspace, story: Story, by: Person, at: datetime) -> None:
    """A good one, a little late with the statement and with nobody for the press."""
    drill = actions.begin(workspace=workspace, scenario="glass", by=by, now=at)

    def does(minute: float, kind: str, text: str = "", to: int = 0) -> None:
        actions.run_on(drill=drill, now=at + (minute - 1) * MINUTE)
        actions.act(drill=drill, kind=kind, text=text, to=to, severity=3, now=at + minute * MINUTE)

    does(2, "declare")
    does(3, "note", story.drilled[0])
    does(4, "pause")
    does(6, "answer", story.answer, 1)
    does(8, "leave", to=6)
    does(10.5, "statement", story.statement)
    does(12, "note", story.drilled[1])
    actions.end(drill=drill, by=by, now=at + 13 * MINUTE)


def _live_through(workspace: Workspace, story: Story, by: Person, at: datetime) -> None:
    incident = actions.declare(workspace=workspace, kind="delivery", title=story.title, severity=2, by=by, now=at)
    actions.take(incident=incident, by=by, now=at + MINUTE)
    actions.publish(incident=incident, text=story.holding, by=by, now=at + 18 * MINUTE)
    for minute, text in story.notes:
        actions.note(incident=incident, text=text, by=by, now=at + minute * MINUTE)
    for event, minute in WALK:
        actions.advance(incident=incident, event=event, by=by, now=at + minute * MINUTE)
    actions.publish(incident=incident, text=story.known, by=by, now=at + 100 * MINUTE)
    actions.publish(incident=incident, text=story.last, by=by, now=at + timedelta(days=2), is_last=True)
    incident.refresh_from_db()
    actions.go_on(incident=incident, choices={}, by=by, now=at + timedelta(days=2))
    actions.advance(incident=incident, event="close", by=by, now=at + timedelta(days=2, minutes=5))
    _look_back(incident, story, by, at + timedelta(days=4))


def _look_back(incident: Incident, story: Story, by: Person, at: datetime) -> None:
    told = {"happened": story.happened, "went_well": story.well, "went_badly": story.badly, "cause": story.cause}
    actions.save_review(incident=incident, told=told, by=by, now=at)
    for text, accept in ((story.lesson, True), (story.refused, False)):
        lesson = actions.add_lesson(incident=incident, text=text, goes="steps", by=by, now=at)
        actions.decide_lesson(lesson=lesson, accept=accept, by=by, now=at)
    actions.advance(incident=incident, event="review", by=by, now=at)
