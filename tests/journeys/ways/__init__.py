"""Ways through the front door, each walked whole by the people whose work it is."""
