from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "vitrino.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.channels.actions import read_by
        from vitrino.conduct.ties import tie
        from vitrino.inbox import intake, moderating

        read_by(intake.READER, intake.KINDS)
        tie(moderating.InboxDesk())
