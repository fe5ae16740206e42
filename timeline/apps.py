import gc

from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "Timeline"

    def ready(self) -> None:
        from timeline.roles import make_groups
        from timeline.rollups import keep_after_migrations

        post_migrate.connect(make_groups, sender=self, dispatch_uid="timeline.roles")
        post_migrate.connect(keep_after_migrations, sender=self, dispatch_uid="timeline.rollups")
        request_finished.connect(_keep_what_is_loaded, dispatch_uid="timeline.loaded")


def _keep_what_is_loaded(**_: object) -> None:
    """After the first answer all templates and views are loaded to stay: the collector, which would stop some later
    answer for a tenth of a second to look through them, leaves them alone."""
    gc.freeze()
    request_finished.disconnect(dispatch_uid="timeline.loaded")
