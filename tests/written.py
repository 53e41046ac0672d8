"""What people write, by the column that keeps it: every one is tried with markup, and a new one must be added."""

WRITTEN = {
    "casework.Person": {"name", "native_name", "called_name"},
    "casework.PersonName": {"text"},
    "casework.PersonIdentifier": {"issuer"},
    "casework.ContactPoint": {"value"},
    "casework.InterpreterExclusion": {"name"},
    "casework.FactSource": {"told_by"},
    "casework.ClientImport": {"told_by", "file_name"},
    "casework.Family": {"name"},
    "casework.Meeting": {
        "topic",
        "place",
        "interpreter_name",
        "dialect",
        "agenda",
        "called_off_reason",
        "agreed",
        "agreed_family",
    },
    "casework.MeetingParticipant": {"name", "function"},
    "casework.Task": {"what", "what_family", "doer_other"},
    "casework.Document": {"title"},
    "casework.DocumentVersion": {"note"},
    "casework.CaseKeeping": {"reason"},
    "casework.LegalHold": {"reason"},
    "casework.Correction": {"place", "old_text", "new_text", "grounds", "reason"},
    "casework.Prohibition": {"reason"},
    "casework.CareTeamMember": {"function"},
    "casework.EmergencyAccess": {"reason", "review_note"},
    "accounts.User": {"name", "title"},
    "accounts.Organisation": {"name_fi", "name_sv", "name_en"},
    "accounts.Unit": {"name_fi", "name_sv", "name_en"},
    "casework.ClockCorrection": {"reason"},
    "casework.Deadline": {"late_reason"},
    "casework.ExternalContact": {"name", "function", "workplace", "contact"},
    "plans.Author": {"name", "function", "organisation", "contact"},
    "plans.Comment": {"text", "text_worker", "answer", "answer_family"},
    "plans.CountyParticipation": {"organisation", "participant", "reason", "note"},
    "plans.GoalProgress": {"note"},
    "plans.GroundDecision": {"other_ground", "reason"},
    "plans.OtherPlan": {"name", "holder", "contact", "says", "says_family", "fitted", "fitted_family"},
    "plans.RelativeInterpreting": {"interpreter", "reason"},
    "plans.SkippedAssessment": {"other_plan", "reason"},
    "plans.Strength": {"own_words", "worker_words"},
    "plans.TextTranslation": {"maker_name", "checker_name"},
    "plans.Topic": {"text", "text_family"},
    "plans.Interview": {"interpreter_name", "no_interpreter_reason", "relative_reason"},
    "plans.Need": {"own_words", "worker_words", "dropped_reason"},
    "plans.FamilyPlan": {"greeting", "greeting_family", "sources", "sources_family"},
    "plans.Review": {"went_well", "was_hard", "others_present", "changes", "sources"},
    "plans.PlanPart": {"view", "view_family"},
    "plans.Words": {"text", "text_family"},
    "plans.Goal": {"title", "title_family"},
    "plans.Action": {"doer_other", "what", "what_family", "service"},
}
"""Every column that holds what somebody typed."""

CODES = ("language", "_hash", ".key", ".rule", ".text_code", ".mother_tongue", ".code", ".official_code", ".authority",
         ".dialect")  # fmt: skip

ONE_OF_MANY = {
    "plans.Action": {"doer_other"},
    "casework.Task": {"doer_other"},
    "casework.MeetingParticipant": {"name"},
    "plans.Comment": {"answer", "answer_family"},
}
"""Columns that stand where the rows of the scene have nothing: a step has one doer, an answer its writer and day."""

OTHERWISE = {
    "accounts.User.email", "accounts.User.password", "accounts.User.phone",
    "accounts.AuthorityName.name_en", "accounts.AuthorityName.name_fi", "accounts.AuthorityName.name_sv",
    "accounts.AuthorityName.source",  # our own reference data
    "casework.ProtectedAddress.street", "casework.ProtectedAddress.postcode",
    "casework.ProtectedAddress.post_office", "casework.ProtectedAddress.municipality",  # shown to nobody: the canary
    "casework.ProtectionNotice.reference",  # of the register, shown nowhere
    "casework.DataExport.sha256",
    "casework.Document.removed_reason", "casework.LegalHold.lifted_reason",  # only together with a day and a name
    "casework.UnderstandingCheck.interpreter_name",  # cannot be changed once it is written
    "casework.CaseNote.topic", "casework.CaseNote.text", "casework.CaseNote.early_reason",  # nor these: by casework
    "casework.ChildProtectionPointer.reference",  # read by its writer and by child protection: tried with the pointers
    "casework.InformationPermit.purpose", "casework.InformationPermit.purpose_family",  # sealed with what was explained
    "casework.InformationPermit.alone_reason",  # sealed too: only where one guardian decides alone
    "casework.StatutoryDisclosure.basis", "casework.StatutoryDisclosure.reason",  # codes of the law's data; sealed
    "casework.DisclosureEntry.purpose", "casework.DisclosureEntry.receiver",  # only ever added to
    "casework.Meeting.agreed_in", "plans.TextTranslation.field",  # codes
    "plans.Objection.about", "plans.Objection.outcome_note",  # nor these: by plans
    "casework.CaseTransition.note", "casework.CaseTransition.despite",
}  # fmt: skip
