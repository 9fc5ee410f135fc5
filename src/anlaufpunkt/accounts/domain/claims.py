"""What a town's single sign-on says about somebody, and when its word about the address counts."""

from collections.abc import Collection, Mapping
from hmac import compare_digest
from typing import Any

from anlaufpunkt.terms.domain.refusal import Refused


def subject_of(claims: Mapping[str, Any], *, nonce: str) -> str:
    """Who it is, by the provider's own key. The nonce ties the answer to the browser that asked."""
    said = claims.get("nonce")
    if not nonce or not isinstance(said, str) or not compare_digest(said.encode(), nonce.encode()):
        raise Refused("answer_of_another_browser")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 190:
        raise Refused("answer_without_a_person")
    return subject


def verified_address(claims: Mapping[str, Any], *, domains: Collection[str]) -> str:
    """The address the provider vouches for. With `domains` it may vouch for these only, and need not say so each time."""
    address, verified = claims.get("email"), claims.get("email_verified", bool(domains))
    if not isinstance(address, str) or "@" not in address or verified is not True:
        raise Refused("address_not_verified")
    if domains and address.rpartition("@")[2].lower() not in {domain.lower() for domain in domains}:
        raise Refused("address_not_verified")
    return address
