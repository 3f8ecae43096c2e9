"""The situations of today, made by hand: whatever the day, every role finds live work, and a journey finds its story."""
