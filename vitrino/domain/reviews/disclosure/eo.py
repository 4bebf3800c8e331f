"""The disclosure in Esperanto."""

TITLE = "Pri niaj recenzoj"
CHECKING = {
    "none": "{shop} ne kontrolas, ĉu la homoj, kiuj skribas la ĉi tie montratajn recenzojn, aĉetis aŭ uzis tion, pri kio ili skribas.",
    "some": "{shop} kontrolas parton de la montrataj recenzoj: pri tiuj ni certiĝas, ke ili venas de homoj, kiuj aĉetis ĉe ni. La ceterajn ni ne kontrolas.",
    "all": "{shop} certiĝas, ke ĉiuj ĉi tie montrataj recenzoj venas de homoj, kiuj aĉetis ĉe ni.",
}  # fmt: skip
HOW = "Tiel ni kontrolas: {how}."
SHOWS_ALL = "Ni montras ĉiujn recenzojn, bonajn kaj malbonajn, kaj neniun ŝanĝas."
SHOWS_SOME = "Ne ĉiuj recenzoj estas montrataj."
LEAVES_OUT = (
    "Ne ĉiuj recenzoj estas montrataj. Ni preterlasas: {left_out}. Ne gravas, ĉu la recenzo estas bona aŭ malbona."
)
PLACES = "La recenzoj venas de: {places}."
ASKS = "Ni petas recenzon post la livero de ĉiu kliento, kiu konsentis, unufoje por ĉiu mendo kaj sendepende de tio, kion li aŭ ŝi pensas pri ni."
GIVES = "Kiu skribas recenzon, ricevas: {gives}. Tio ne dependas de tio, ĉu la recenzo estas bona aŭ malbona."
GIVES_NOTHING = "Neniu ricevas ion por recenzo, kaj ni aĉetas neniun."
