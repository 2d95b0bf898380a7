"""Policies by name or file, with their mistakes as the command line shows them."""

from __future__ import annotations

from slor.pipelines.errors import SlorError
from slor.schemas.policy import Policy, PolicyError
from slor.schemas.policy_loader import list_policies, load_policy


class PolicyMistakesError(SlorError):
    """A policy has mistakes; one line each."""


def names() -> tuple[str, ...]:
    """Lists the policies that the package carries."""
    return list_policies()


def load(name: str) -> Policy:
    """Loads a policy.

    Raises:
        PolicyMistakesError: all of them at once.
    """
    try:
        return load_policy(name)
    except PolicyError as error:
        raise PolicyMistakesError(str(error)) from None
