from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "vitrino.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.channels.actions import read_by
        from vitrino.inbox import intake

        read_by(intake.READER, intake.KINDS)
