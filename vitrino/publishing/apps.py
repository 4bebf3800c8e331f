from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "vitrino.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.media import queries
        from vitrino.publishing import lent

        queries.tell(lent.uses, is_slow=True)
