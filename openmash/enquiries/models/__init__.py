"""What is asked of agencies, and what they answer."""

from openmash.enquiries.models.hub import HubNote, HubPlace, HubRelease
from openmash.enquiries.models.requests import AgencyRequest, AskedAbout, Enquiry, RequestEvent
from openmash.enquiries.models.returns import AgencyReturn, DatedFact, Involvement, ReturnFile

__all__ = [
    "AgencyRequest",
    "AgencyReturn",
    "AskedAbout",
    "DatedFact",
    "Enquiry",
    "HubNote",
    "HubPlace",
    "HubRelease",
    "Involvement",
    "RequestEvent",
    "ReturnFile",
]
