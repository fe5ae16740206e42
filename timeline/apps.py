from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "Timeline"

    def ready(self) -> None:
        from timeline.roles import make_groups
        from timeline.rollups import keep_after_migrations

        post_migrate.connect(make_groups, sender=self, dispatch_uid="timeline.roles")
        post_migrate.connect(keep_after_migrations, sender=self, dispatch_uid="timeline.rollups")
