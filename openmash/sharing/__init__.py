"""On what footing information is shared and help is offered: what a family was told, agreed to, and the lawful basis."""
