"""What workers write about families. A form reads and cleans; services decide."""

from luukku.casework.forms.addresses import (
    AddressForm,
    ProtectionForm,
    PurposeForm,
    RenewalForm,
)
from luukku.casework.forms.closing import (
    ClosingForm,
    ReopeningForm,
)
from luukku.casework.forms.course import (
    ArrivalForm,
    BornForm,
    DeathForm,
    ExpectedForm,
    LeaveForm,
    MonthForm,
    NothingForm,
    ResidenceForm,
    ReturnForm,
)
from luukku.casework.forms.deadlines import (
    CorrectionForm,
    DoneForm,
    NewDeadlineForm,
    PauseForm,
    ReasonForm,
    ResumeForm,
    TargetForm,
)
from luukku.casework.forms.documents import (
    DocumentForm,
    NewDocumentForm,
    RemovalForm,
    VersionForm,
)
from luukku.casework.forms.emergency import (
    CaseIdForm,
    EmergencyForm,
    ReviewForm,
)
from luukku.casework.forms.facts import (
    FORMS as FACT_FORMS,
)
from luukku.casework.forms.facts import (
    FactForm,
)
from luukku.casework.forms.families import (
    FamilyNameForm,
    LastDayForm,
    Registration,
)
from luukku.casework.forms.guardians import (
    BarForm,
    CountyCareForm,
    GuardianEndForm,
    GuardianForm,
    OutsideGuardianForm,
    VerifyForm,
)
from luukku.casework.forms.meetings import (
    AgreedForm,
    CallOffForm,
    MeetingForm,
    MeetingUnderstoodForm,
    PromiseForm,
    promise_forms,
)
from luukku.casework.forms.merging import (
    MergeForm,
)
from luukku.casework.forms.notes import (
    NoteForm,
)
from luukku.casework.forms.own_data import (
    DecisionForm,
    DemandForm,
    ExportForm,
    HoldForm,
    KeepingForm,
    ProhibitionForm,
)
from luukku.casework.forms.people import (
    KnownPersonForm,
    MemberForm,
    PersonEditForm,
    PersonForm,
)
from luukku.casework.forms.pointers import (
    PointerForm,
)
from luukku.casework.forms.sharing import (
    ByLawForm,
    ContactForm,
    ExplainedForm,
    PermitForm,
    ToldForm,
)
from luukku.casework.forms.tasks import (
    TaskForm,
)
from luukku.casework.forms.team import (
    AbsenceForm,
    HandOnForm,
    TakeOnForm,
    worker_choices,
    worker_words,
)
from luukku.casework.forms.workers import (
    HelperForm,
    NewHelperForm,
    ReassignForm,
)
from luukku.core.forms import (
    carry_out,
    show_conflict,
)

__all__ = [
    "FACT_FORMS",
    "AbsenceForm",
    "AddressForm",
    "AgreedForm",
    "ArrivalForm",
    "BarForm",
    "BornForm",
    "ByLawForm",
    "CallOffForm",
    "CaseIdForm",
    "ClosingForm",
    "ContactForm",
    "CorrectionForm",
    "CountyCareForm",
    "DeathForm",
    "DecisionForm",
    "DemandForm",
    "DocumentForm",
    "DoneForm",
    "EmergencyForm",
    "ExpectedForm",
    "ExplainedForm",
    "ExportForm",
    "FactForm",
    "FamilyNameForm",
    "GuardianEndForm",
    "GuardianForm",
    "HandOnForm",
    "HelperForm",
    "HoldForm",
    "KeepingForm",
    "KnownPersonForm",
    "LastDayForm",
    "LeaveForm",
    "MeetingForm",
    "MeetingUnderstoodForm",
    "MemberForm",
    "MergeForm",
    "MonthForm",
    "NewDeadlineForm",
    "NewDocumentForm",
    "NewHelperForm",
    "NoteForm",
    "NothingForm",
    "OutsideGuardianForm",
    "PauseForm",
    "PermitForm",
    "PersonEditForm",
    "PersonForm",
    "PointerForm",
    "ProhibitionForm",
    "PromiseForm",
    "ProtectionForm",
    "PurposeForm",
    "ReasonForm",
    "ReassignForm",
    "Registration",
    "RemovalForm",
    "RenewalForm",
    "ReopeningForm",
    "ResidenceForm",
    "ResumeForm",
    "ReturnForm",
    "ReviewForm",
    "TakeOnForm",
    "TargetForm",
    "TaskForm",
    "ToldForm",
    "VerifyForm",
    "VersionForm",
    "carry_out",
    "promise_forms",
    "show_conflict",
    "worker_choices",
    "worker_words",
]
