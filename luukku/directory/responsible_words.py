"""Words of "Who is responsible now?" for people at work; portal/responsible_words.py has them for families."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "urgent": _("Is somebody in danger, or without food, shelter or care?"),
    "permit": _("What permit does the person have?"),
    "home": _("Does the person have a home municipality in Finland?"),
    "age": _("How old is the person?"),
    "alone": _("Did the person come to Finland as a minor without a guardian?"),
    "situation": _("What is their situation now?"),
}
CHOICES = {
    ("urgent", "no"): _("No"),
    ("urgent", "yes"): _("Yes"),
    ("permit", "applied"): _("Has applied for protection and waits in reception services"),
    ("permit", "temporary"): _("Temporary protection"),
    ("permit", "valid"): _("A permit, card or registration, the first one at most 3 years ago"),
    ("permit", "long"): _("A permit, card or registration, the first one over 3 years ago"),
    ("permit", "unknown"): _("None, or nobody knows"),
    ("home", "yes"): _("Yes"),
    ("home", "reception"): _("Not yet: lives in a reception centre"),
    ("home", "no"): _("No, or nobody knows"),
    ("age", "child"): _("Under 18"),
    ("age", "young"): _("18–22"),
    ("age", "adult"): _("23 or older"),
    ("alone", "no"): _("No"),
    ("alone", "yes"): _("Yes"),
    ("situation", "jobseeker"): _("Registered as a jobseeker"),
    ("situation", "home_care"): _("At home with a child, on child home care allowance"),
    ("situation", "assistance"): _("On social assistance for longer than a moment"),
    ("situation", "other"): _("Something else: ill, old, studying, or nothing yet"),
}
AUTHORITIES = {
    "municipality": _("The home municipality"),
    "employment_area": _("The employment authority"),
    "county": _("The wellbeing services county"),
    "reception_centre": _("The reception centre"),
    "representative": _("The representative"),
    "population": _("The Digital and Population Data Services Agency"),
}
ANSWERS = {
    "urgent": _(
        "Call the county's social emergency service now, or 112 if a life is in danger. Urgent need is met at once."
    ),
    "reception": _("The reception centre gives advice, housing and health care until the decision and the move."),
    "protected": _("Reception services continue until the person has a home municipality."),
    "moving": _(
        "The reception centre helps until the move. The vitality centre may propose a municipality;"
        " one may also move on one's own."
    ),
    "unaccompanied": _("The county arranges housing and support for who came alone, until they turn 23."),
    "representative": _("A representative speaks for a child who came alone, until 18. Ask who it is."),
    "representative_of_applicant": _(
        "A child who applies for protection alone has a representative. The reception centre knows who it is."
    ),
    "jobseeker": _("The employment authority makes the assessment and the integration plan of a registered jobseeker."),
    "home_parent": _("The municipality must assess the needs of a parent at home on child home care allowance."),
    "on_assistance": _("The municipality must assess the needs of who is on social assistance for longer."),
    "outside_work": _(
        "The municipality assesses the needs of who asks for it and needs it, and always of refugees."
        " With the person's consent you may tell the municipality of the need."
    ),
    "home_municipality": _(
        "A home municipality is registered after a notice of moving. Until then there is guidance, and urgent care."
    ),
    "early_education": _("The municipality arranges early education and school."),
    "child_worry": _("A worry about a child goes to the county's child protection; who must tell is in the law."),
    "past_three_years": _(
        "The ordinary services of the municipality and the county answer; an old plan may still run."
    ),
    "guidance": _("The municipality gives guidance to every immigrant, whatever the permit or the time in Finland."),
}
