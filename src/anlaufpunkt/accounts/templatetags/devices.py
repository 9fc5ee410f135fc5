"""Sessions in words of people."""

from django import template

from anlaufpunkt.accounts.domain import devices

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    return devices.device(user_agent)
