from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "anlaufpunkt.accounts"
    label = "accounts"
