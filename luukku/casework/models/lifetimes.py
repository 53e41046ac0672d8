"""How long rows of casework live, where several tables say the same. The years are in `law/records.toml`.

A municipality's records of integration services and a county's records of social care are two registers, kept by two
acts: which of them a case belongs to is its class, and its rows live as long as the class lets them.
"""

from luukku.core.retention import Retention

BY_CLASS = "681/2023, 77 §, as our own time; in social care 703/2023, annex"

AS_THE_CASE = Retention(after="the class of the case allows", source=BY_CLASS, verified=True)
AS_THE_LAST_CASE = Retention(after="the class of the family's last case allows", source=BY_CLASS, verified=True)
