"""What was promised in public, and until when."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "vitrino.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from vitrino.ledger import queries
        from vitrino.posts import risking

        risking.tell(queries.proven_claims)
