from anlaufpunkt.directory.models.place import Accessibility, Address, Location, ServiceAtLocation
from anlaufpunkt.directory.models.report import Report, ServiceChange
from anlaufpunkt.directory.models.service import (
    CostOption,
    Language,
    Phone,
    Program,
    RequiredDocument,
    Revision,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceNeed,
    ServiceText,
)

__all__ = [
    "Accessibility", "Address", "CostOption", "Language", "Location", "Phone", "Program", "Report", "RequiredDocument",
    "Revision", "Schedule", "ScheduleException", "Service", "ServiceArea", "ServiceAtLocation", "ServiceChange",
    "ServiceNeed", "ServiceText",
]  # fmt: skip
