"""Names that mean something else most of the time, so that a mention needs more than the name."""

from __future__ import annotations

from vitrino.domain.matcher import fold, key
from vitrino.domain.matcher.fold import squash

# Three letters and fewer collide with abbreviations and word ends in every language measured.
SHORT = 3

_WORDS = {
    "en": "active air angel apart apple art baby best big bio black blue bloom book box bright cake candy care cat "
    "city clean coffee cool corner crown daily dream drop earth easy eat eco edge era ever express eye family farm "
    "fashion fine fit flower focus food forest fresh friend fun future game gap garden gift glow go gold good great "
    "green happy hat heart hello home honey house idea joy jump just kids kiss kitchen lady leaf life light like line "
    "little live lock look lotus love luck luna magic market master max mind mini mint mirror mix moon more nature "
    "neo new next nice nine now nuts oasis ocean office one orange origin park peace pearl people perfect pet pink "
    "planet play plus point pop power prime promise pure queen quick rain rainbow red rich ring rise river road rock "
    "room root rose royal run safe sea secret shine shoe shop simple six sky smart smile snow soap soul spark speed "
    "spirit spot spring star start steel step stone store story street style sugar summer sun super sweet table taste "
    "tea think tiger time today top touch town toy travel tree trend true trust up urban value view vision vital wave "
    "way wear well white wild wind wing wish wolf wonder wood word world yes you young zero zone",
    "pl": "ach aha akcja anioł apteka atut bajka bank bar bis blask bratek brawo brzoza buk but chata chleb chwila "
    "cud czas człowiek dar data dobra dobry dom domek drzewo duet duża dzień echo era fala fart forma gwiazda ideał "
    "jagoda jutro kawa klasa klik klucz kolor komfort koniec korona kot kropka kropla krok książka kuchnia kwiat las "
    "lato lider lis liść lody los magia mak mała marka masło mega miara miasto mila miłość mini młyn moc moda mój most "
    "nasz natura nic niebo noc nora nowa nowy nuta ogród oko okno oko opal orzeł park pasja perła pies plan plus pod "
    "pole pomoc port praca prawda prosto punkt raj rano razem rosa rower róża ruch ryba rynek salon sam ser serce siła "
    "sklep skok słońce smak sowa spokój sport stan stop strona styl sukces super szafa szansa szczęście świat świt "
    "tak tam targ teraz to ton trop twój uroda usta wanna wiatr widok wino wiosna wir woda wola wolność wybór zamek "
    "zapach zaraz zdrowie zegar ziemia złoto zysk źródło życie",
    "eo": "amo bona bono ĉielo domo espero floro frato ĝojo homo hundo jes kafo kato koro libro luno lumo mano maro "
    "mondo nova nun pano paco patro rozo saĝo stelo suno tago tero tempo urbo vento verda vivo vojo",
    "de": "apfel baum beste blume bio brot burg dach ecke eis erde fein feld fest freude frisch ganz garten gold gut "
    "haus heim herz himmel holz hut immer jung kaffee kind klar korn kraft kunst land laden leben licht liebe markt "
    "mehr mond mutter nah natur neu rose schatz schön sonne stadt stern tisch traum treff wald welt wohl zeit",
}
_COMMON = frozenset(key(word) for words in _WORDS.values() for word in words.split())


def needs_context(name: str) -> bool:
    """Whether a name should count only beside words of the business: Era, Play, H&M; not "Big Star"."""
    folded = key(name)
    letters = squash(fold(name).text)
    return len(letters) <= SHORT or folded in _COMMON
