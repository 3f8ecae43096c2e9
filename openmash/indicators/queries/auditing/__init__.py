"""What audit is telling us: what audits found, how sure that is, what has changed, and what cannot be said yet."""

from openmash.indicators.queries.auditing.report import audit_report, periods_reported

__all__ = ["audit_report", "periods_reported"]
