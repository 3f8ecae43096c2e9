"""What holds of telling, agreeing and sharing: functions of values, which a Caldicott guardian could sign."""

from openmash.sharing.rules.telling import AGAINST, REQUIRED, UNTOLD, GoingAhead, Stop, going_ahead

__all__ = ["AGAINST", "REQUIRED", "UNTOLD", "GoingAhead", "Stop", "going_ahead"]
