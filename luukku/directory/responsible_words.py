"""Words of "Who is responsible now?"."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "urgent": _("Is somebody in danger, or without food, shelter or care?"),
    "permit": _("What permit does the person have?"),
    "age": _("How old is the person?"),
    "alone": _("Did the person come to Finland as a minor without a guardian?"),
    "situation": _("What is their situation now?"),
}
CHOICES = {
    ("urgent", "no"): _("No"),
    ("urgent", "yes"): _("Yes"),
    ("permit", "applied"): _("Has applied for protection and waits in reception services"),
    ("permit", "valid"): _("A permit, card or registration, the first one at most 3 years ago"),
    ("permit", "long"): _("A permit, card or registration, the first one over 3 years ago"),
    ("age", "child"): _("Under 18"),
    ("age", "young"): _("18–22"),
    ("age", "adult"): _("23 or older"),
    ("alone", "no"): _("No"),
    ("alone", "yes"): _("Yes"),
    ("situation", "jobseeker"): _("Registered as a jobseeker"),
    ("situation", "home_care"): _("At home with a child, on child home care allowance"),
    ("situation", "other"): _("Something else: ill, old, studying, or nothing yet"),
}
AUTHORITIES = {
    "municipality": _("The home municipality"),
    "employment_area": _("The employment authority"),
    "county": _("The wellbeing services county"),
    "reception_centre": _("The reception centre"),
    "representative": _("The representative"),
}
ANSWERS = {
    "urgent": _(
        "Call the county's social emergency service now, or 112 if a life is in danger. Urgent need is met at once."
    ),
    "reception": _("The reception centre gives advice, housing and health care until the decision and the move."),
    "unaccompanied": _("The county arranges housing and support for who came alone, until they turn 23."),
    "representative": _("A representative speaks for a child who came alone, until 18. Ask who it is."),
    "jobseeker": _("The employment authority makes the assessment and the integration plan of a registered jobseeker."),
    "home_parent": _("The municipality must assess the needs of a parent at home on child home care allowance."),
    "outside_work": _("The municipality makes the assessment and the plan for people outside the labour force."),
    "child_with_parents": _(
        "Early education and school are arranged by the municipality; worry about a child goes to the county."
    ),
    "past_three_years": _(
        "The ordinary services of the municipality and the county answer; an old plan may still run."
    ),
    "guidance": _("The municipality gives guidance to every immigrant, whatever the permit or the time in Finland."),
}
