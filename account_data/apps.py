from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountDataConfig(AppConfig):
    name = "account_data"
    verbose_name = _("Account data")
