from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "vitrino.posts"
    label = "posts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.media import queries
        from vitrino.posts import attaching

        queries.tell(attaching.uses)
