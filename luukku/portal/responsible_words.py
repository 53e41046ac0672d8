"""Words of "Who helps me?" for families: the same questions and answers as at the desk, told to the reader."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

QUESTIONS = {
    "urgent": pgettext_lazy("family", "Are you in danger, or without food, a place to sleep or care?"),
    "permit": pgettext_lazy("family", "What permit do you have?"),
    "home": pgettext_lazy("family", "Do you have a home municipality in Finland?"),
    "age": pgettext_lazy("family", "How old are you?"),
    "alone": pgettext_lazy("family", "Did you come to Finland as a child, without a parent?"),
    "situation": pgettext_lazy("family", "What is your situation now?"),
}
CHOICES = {
    ("urgent", "no"): pgettext_lazy("family", "No"),
    ("urgent", "yes"): pgettext_lazy("family", "Yes"),
    ("permit", "applied"): pgettext_lazy("family", "I have applied for asylum and I am waiting"),
    ("permit", "temporary"): pgettext_lazy("family", "Temporary protection"),
    ("permit", "valid"): pgettext_lazy("family", "A residence permit. I got my first permit at most 3 years ago"),
    ("permit", "long"): pgettext_lazy("family", "A residence permit. I got my first permit over 3 years ago"),
    ("permit", "unknown"): pgettext_lazy("family", "No permit, or I do not know"),
    ("home", "yes"): pgettext_lazy("family", "Yes"),
    ("home", "reception"): pgettext_lazy("family", "Not yet. I live in a reception centre"),
    ("home", "no"): pgettext_lazy("family", "No, or I do not know"),
    ("age", "child"): pgettext_lazy("family", "Under 18"),
    ("age", "young"): pgettext_lazy("family", "18–22"),
    ("age", "adult"): pgettext_lazy("family", "23 or older"),
    ("alone", "no"): pgettext_lazy("family", "No"),
    ("alone", "yes"): pgettext_lazy("family", "Yes"),
    ("situation", "jobseeker"): pgettext_lazy("family", "I have registered as a jobseeker"),
    ("situation", "home_care"): pgettext_lazy("family", "I am at home with a child and get child home care allowance"),
    ("situation", "assistance"): pgettext_lazy("family", "I have been on social assistance for a longer time"),
    ("situation", "other"): pgettext_lazy("family", "Something else"),
}
AUTHORITIES = {
    "municipality": pgettext_lazy("family", "Your home municipality"),
    "employment_area": pgettext_lazy("family", "The employment authority"),
    "county": pgettext_lazy("family", "The wellbeing services county"),
    "reception_centre": pgettext_lazy("family", "The reception centre"),
    "representative": pgettext_lazy("family", "Your representative"),
    "population": pgettext_lazy("family", "The Digital and Population Data Services Agency (DVV)"),
}
ANSWERS: dict[str, str | Promise] = {
    "urgent": pgettext_lazy(
        "family", "Call 112 if a life is in danger. The social emergency service helps day and night."
    ),
    "reception": pgettext_lazy(
        "family", "You get advice, a place to live and health care until the decision and your move."
    ),
    "protected": pgettext_lazy("family", "You get reception services until you have a home municipality."),
    "moving": pgettext_lazy(
        "family", "The reception centre helps you until you move. You may also find a home yourself."
    ),
    "unaccompanied": pgettext_lazy("family", "You get support and a place to live until you turn 23."),
    "representative": pgettext_lazy("family", "An adult speaks for you until you are 18. Ask who it is."),
    "representative_of_applicant": pgettext_lazy(
        "family", "An adult speaks for you. The reception centre tells who it is."
    ),
    "jobseeker": pgettext_lazy("family", "The employment authority asks what you need and makes a plan with you."),
    "home_parent": pgettext_lazy(
        "family", "The municipality must find out what you need when you are at home with a child. Ask for it."
    ),
    "on_assistance": pgettext_lazy("family", "The municipality must find out what you need. Ask for it."),
    "outside_work": pgettext_lazy("family", "You can ask the municipality to find out what you need. It is free."),
    "home_municipality": pgettext_lazy(
        "family", "Send a notice of moving, and ask whether you can get a home municipality."
    ),
    "early_education": pgettext_lazy("family", "The municipality arranges early education and school for children."),
    "child_worry": pgettext_lazy("family", "If you are worried about a child, the county's child protection helps."),
    "past_three_years": pgettext_lazy("family", "You use the same services as everybody who lives here."),
    "guidance": pgettext_lazy("family", "Everybody who has moved to Finland gets advice, with any permit."),
}
