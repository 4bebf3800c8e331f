from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "vitrino.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.intake import turnstile

        turnstile.install()
