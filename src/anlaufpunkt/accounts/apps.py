from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "anlaufpunkt.accounts"
    label = "accounts"

    def ready(self) -> None:
        from anlaufpunkt.accounts import checks  # noqa: F401, PLC0415  registers the installation checks
