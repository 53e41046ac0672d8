"""What people write, by the column that keeps it: every one is tried with markup, and a new one must be added."""

from luukku.directory.rules.telling import FIELDS

TELLING = set(FIELDS)

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
    "toolkit.ToolkitItem": {"origin", "origin_url"},
    "toolkit.Ownership": {"role"},
    "toolkit.ItemFile": {"title", "alt"},
    "toolkit.ItemVersion": {"title", "summary", "change_note"},
    "toolkit.CheckedLink": {"url"},
    "toolkit.Feedback": {"comment"},
    "toolkit.TranslationFile": {"name"},
    "toolkit.GlossaryTerm": {"term", "translation", "note"},
    "toolkit.Review": {"note"},
    "toolkit.ReviewComment": {"text"},
    "toolkit.Adoption": {"note"},
    "directory.ProviderText": TELLING,
    "directory.GeneralDescriptionText": TELLING,
    "directory.ServiceText": TELLING,
    "directory.ChannelText": TELLING,
    "directory.ActivityText": TELLING,
    "directory.Channel": {"street_number", "post_office", "form_identifier"},
    "directory.Activity": {"online_url"},
    "directory.ImportRun": {"origin"},
    "directory.ImportChange": {"title"},
    "portal.Entry": {"title", "summary"},
    "portal.AccessibilityFeedback": {"text", "contact", "answer"},
    "portal.PageFeedback": {"comment"},
    "search.Document": {"title", "summary", "text"},
}
"""Every column that holds what somebody typed."""

TOLD = {
    "toolkit.ItemVersion": {"blocks"},
    "toolkit.BlockTranslation": {"words", "source_words"},
    "toolkit.TranslationEdition": {"texts"},
    "toolkit.TranslationFile": {"pieces"},
    "directory.Term": {"names"},
    "directory.Provider": {"phones", "emails", "urls"},
    "directory.ProviderText": {"links"},
    "directory.GeneralDescriptionText": {"links"},
    "directory.ServiceText": {"links"},
    "directory.ChannelText": {"links"},
    "directory.ActivityText": {"links"},
    "directory.Channel": {"phones", "emails", "urls", "street", "accessibility"},
    "directory.Connection": {"description", "phones", "emails"},
    "directory.Activity": {"phones", "emails"},
    "directory.OpeningHours": {"note"},
    "directory.ImportChange": {"fields"},
    "portal.Entry": {"blocks"},
}
"""Columns of the apps below that hold words inside lists and tables."""

TOLD_APPS = ("toolkit", "directory", "portal", "search")

CODES = ("language", "_hash", ".key", ".rule", ".text_code", ".mother_tongue", ".code", ".official_code", ".authority",
         ".dialect")  # fmt: skip

ONE_OF_MANY = {
    "plans.Action": {"doer_other"},
    "casework.Task": {"doer_other"},
    "casework.MeetingParticipant": {"name"},
    "plans.Comment": {"answer", "answer_family"},
    "portal.AccessibilityFeedback": {"answer"},
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
    "toolkit.LinkUse.block", "toolkit.BlockTranslation.block", "toolkit.ReviewComment.block",
    "toolkit.MachineRequest.block", "toolkit.MachineRequest.field", "toolkit.MachineRequest.wording",
    "toolkit.MachineRequest.reference", "toolkit.BlockTranslation.made_from", "toolkit.UsageCount.municipality",
    "toolkit.Review.law_reference",  # codes, each of a form that is checked
    "toolkit.MachineRequest.answer",  # shown nowhere: it becomes a translation
    "directory.Provider.source_id", "directory.Service.source_id", "directory.Channel.source_id",
    "directory.Activity.source_id", "directory.GeneralDescription.source_id", "directory.ImportChange.source_id",
    "directory.Provider.business_id", "directory.Provider.municipality", "directory.Channel.municipality",
    "directory.Channel.postal_code", "directory.Activity.rrule", "directory.OpeningHours.holiday",
    "directory.FollowedCalendar.url", "directory.FollowedCalendar.municipality",  # an address and a code, checked
    "directory.FollowedCalendar.etag", "directory.FollowedCalendar.last_modified",  # only sent back to their source
    "directory.ImportRun.phase", "directory.ImportChange.kind", "directory.Term.uri",  # codes of the source
    "portal.Entry.fingerprint", "portal.Touch.id", "search.Extent.glossary",
    "search.Document.type", "search.Document.source_id", "search.Document.url", "search.Document.title_key",
    "search.Document.text_key", "search.Word.word", "search.Word.folded",  # letters alone, made of the texts
}  # fmt: skip
