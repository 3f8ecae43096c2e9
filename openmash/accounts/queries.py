"""Find accounts."""

from openmash.accounts.models import User


def user_by_email(email: str) -> User | None:
    """Return the account with an e-mail address, or None."""
    return User.objects.filter(email=email.strip().lower()).first()


def user_by_name(name: str) -> User | None:
    """Return the one active account of that name, or None where there is none or more than one."""
    found = list(User.objects.filter(name__iexact=name.strip(), is_active=True)[:2])
    return found[0] if len(found) == 1 else None


def name_of(reference: str) -> str:
    """Return the name behind a reference such as user:12; a machine's own name for system:..."""
    kind, _, key = reference.partition(":")
    if kind == "user" and key.isdigit():
        return User.objects.filter(pk=int(key)).values_list("name", flat=True).first() or "A former colleague"
    return key


def names_of(references: set[str]) -> dict[str, str]:
    """Return the names behind many references, in one query."""
    keys = {
        int(one.partition(":")[2]) for one in references if one.startswith("user:") and one.partition(":")[2].isdigit()
    }
    names = dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))
    return {
        one: names.get(int(one.partition(":")[2]), "A former colleague")
        if one.startswith("user:")
        else one.partition(":")[2]
        for one in references
    }


def all_names() -> dict[int, str]:
    """Return the name of everybody who can sign in, by key."""
    return dict(User.objects.filter(is_active=True).values_list("pk", "name"))
