from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "vitrino.listening"
    label = "listening"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.channels.actions import read_by
        from vitrino.listening import hearing

        read_by(hearing.READER, hearing.KINDS)
