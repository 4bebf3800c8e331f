from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "vitrino.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.channels.installation import held_since
        from vitrino.notify import holding

        holding.ask(held_since)  # a copied database tells nobody anything
