from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "vitrino.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.channels.actions import read_by
        from vitrino.reviews import following

        read_by(following.READER, following.KINDS)
