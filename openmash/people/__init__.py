"""People: children and adults, where and with whom they live, what other indexes hold of them, how they are found."""
