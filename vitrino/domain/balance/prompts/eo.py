"""Esperanto."""

from __future__ import annotations

from vitrino.domain.balance.kinds import Kind
from vitrino.domain.balance.prompts.prompt import Prompt

ASKS, TEACHES, NEWS, CARE = Kind.ASKS, Kind.TEACHES, Kind.NEWS, Kind.CUSTOMERS

ESPERANTO: dict[str, tuple[Prompt, ...]] = {
    "": (
        Prompt(ASKS, "Kion ni montru sekve: kiel ni laboras, kun kiu ni laboras, aŭ kio fuŝiĝis pasintsemajne?",
               ("Kiel vi laboras", "Kun kiu vi laboras", "Kio fuŝiĝis")),
        Prompt(ASKS, "Kion plej afablan diris al vi iam iu malantaŭ vendotablo?"),
        Prompt(ASKS, "Ĉu matenulo aŭ noktulo? Ni demandas pro niaj malfermaj horoj.", ("Matenulo", "Noktulo")),
        Prompt(ASKS, "Du veraĵoj pri nia vendejo kaj unu elpensaĵo. Kiu estas elpensita? (skribu la viajn ĉi tien)"),
        Prompt(NEWS, "Malantaŭ la kulisoj: unu bildo de loko, kiun neniu vidas, kaj unu frazo pri tiu, kiu tie"
               " laboras."),
        Prompt(NEWS, "La eraro, kiu plej multe instruis nin ĉi-jare, kaj kion ni de tiam faras alimaniere."),
        Prompt(TEACHES, "Tri vortoj de nia metio, kiuj sonas strange, kaj kion ili signifas."),
        Prompt(TEACHES, "La demando, kiun ni plej ofte aŭdas ĉe la vendotablo, kaj la tuta respondo."),
        Prompt(CARE, "Al ĉiuj, kiuj havas hejme: {product}. Kiel ĝi plej longe daŭras, kaj kion fari, kiam io ne estas"
               " en"
                     " ordo. Skribu al ni, ni helpas."),
        Prompt(CARE, "Montru, kiel ĝi aspektas ĉe vi: {product}! La plej belajn bildojn ni montros plu, kun via nomo,"
               " se vi"
                     " volas."),
    ),
    "food": (
        Prompt(ASKS, "Dimanĉa mateno: ĉu dolĉe aŭ sale?", ("Dolĉe", "Sale")),
        Prompt(ASKS, "Kvizo: kiom da manoj tuŝas ĝin, antaŭ ol ĝi kuŝas sur via telero? Divenu sube, la respondo venos"
                     " ĉi-vespere."),
        Prompt(ASKS, "Kion vi manĝis ĉe viaj geavoj, kion hodiaŭ neniu plu faras?"),
        Prompt(TEACHES, "Kiel ĝi restas freŝa unu tagon pli longe: la ruzo, kiun ni mem uzas hejme."),
        Prompt(TEACHES, "Hieraŭaj restaĵoj, hodiaŭa tagmanĝo: recepto en kvar frazoj."),
        Prompt(CARE, "Vi havas hejme: {product}? Tiel ĝi plej bone gustas, kaj tiel ĝi daŭras ĝis morgaŭ."),
    ),
    "plants": (
        Prompt(ASKS, "Kiu planto vivas ĉe vi, kvankam vi forgesas pri ĝi? Montru al ni."),
        Prompt(ASKS, "Lumo aŭ akvo: kio mankas al viaj plantoj?", ("Lumo", "Akvo", "Nenio")),
        Prompt(TEACHES, "Kiel ekscii en dek sekundoj, ĉu planto volas trinki. Sen aplikaĵo."),
        Prompt(CARE, "Vi havas hejme: {product}? La unu afero, kiun ĝi bezonas ĉi-monate, kaj unu, kiun pli bone ne"
               " fari."),
    ),
    "clothes": (
        Prompt(ASKS, "Kio en via ŝranko estas la plej malnova, kaj kial vi plu portas ĝin?"),
        Prompt(ASKS, "Ĉu ripari aŭ fordoni?", ("Ripari", "Fordoni")),
        Prompt(TEACHES, "Kiel lavi lanaĵon, por ke ĝi ne ŝrumpu: tri reguloj."),
        Prompt(CARE, "Vi havas en la ŝranko: {product}? Kiel lavi, sekigi kaj konservi ĝin, por ke ĝi servu jarojn."),
    ),
    "beauty": (
        Prompt(ASKS, "Matene en la banĉambro: ĉu kvin minutoj aŭ duonhoro?", ("Kvin minutoj", "Duonhoro")),
        Prompt(ASKS, "Kiu odoro tuj portas vin al konata loko?"),
        Prompt(TEACHES, "Kiel legi la etajn literojn sur la dorso: tri vortoj klarigitaj."),
        Prompt(CARE, "Vi uzas: {product}? Kiom sufiĉas, kaj kiel konservi ĝin, por ke ĝi longe restu bona."),
    ),
    "home": (
        Prompt(ASKS, "Kvizo: kiom da horoj da laboro estas en ĉi tiu aĵo? Divenu sube, la respondo venos ĉi-vespere."),
        Prompt(ASKS, "Malnova aŭ nova: kio staras en via kuirejo?", ("Malnova", "Nova", "Ambaŭ")),
        Prompt(TEACHES, "Kiel distingi solidan laboron de bela surfaco: kien rigardi."),
        Prompt(CARE, "Vi havas hejme: {product}? Kiel purigi ĝin, kaj kion pli bone eviti."),
    ),
    "books": (
        Prompt(ASKS, "Kion vi fordonis kaj ankoraŭ sopiras?"),
        Prompt(ASKS, "Sur papero aŭ sur ekrano?", ("Papero", "Ekrano", "Ambaŭ")),
        Prompt(TEACHES, "Tri por pluva semajnfino, neniu nova: kial ni revenas al ili."),
        Prompt(CARE, "Vi finis: {product}? Kion provi poste, laŭ homoj, kiuj same finis ĝin."),
    ),
    "pets": (
        Prompt(ASKS, "Kiu vekas kiun ĉe vi?", ("Mi la beston", "La besto min")),
        Prompt(ASKS, "Kiu estas la plej stranga kutimo de via besto? Bildoj bonvenas."),
        Prompt(TEACHES, "Kiel rimarki, ke besto havas sufiĉe: tri etaj signoj."),
        Prompt(CARE, "Vi havas hejme: {product}? Kiel senhaste alkutimigi vian beston."),
    ),
}  # fmt: skip
