"""The vocabulary of figures: what measures are about, in the order in which they are read."""

THEMES: dict[str, str] = {
    "front_door": "Front door",
    "hub": "The hub",
    "early_help": "Early help",
    "referrals": "Referrals and assessments",
    "protection": "Child protection",
    "need": "Children in need",
    "care": "Looked-after children",
    "leaving_care": "Care leavers",
    "missing": "Missing",
    "audit": "Audit",
}
