"""People: children and adults, where they live and with whom, what other indexes hold about them, and how they are found."""
