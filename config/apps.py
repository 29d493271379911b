from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteConfig(AppConfig):
    """What belongs to the whole site: commands and system checks."""

    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401  registers the checks


class SiteAdminConfig(AdminConfig):
    default_site = "config.admin.GreenroomAdminSite"


class SiteStaticFilesConfig(StaticFilesConfig):
    """Leaves out what we do not use and what cannot be given hashed names."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx/ext/*"]
