"""Addresses of casework. A row of a family is always asked for together with its case."""

from django.urls import path

from luukku.casework import views

app_name = "casework"

CASE = "cases/<uuid:case>/"
PERSON = f"{CASE}people/<uuid:person>/"

urlpatterns = [
    path("families/new/", views.register, name="register"),
    path(f"{CASE}name/", views.family_edit, name="family-edit"),
    path(f"{CASE}people/new/", views.person_add, name="person-add"),
    path(f"{CASE}people/known/", views.person_join, name="person-join"),
    path(PERSON, views.person, name="person"),
    path(f"{PERSON}edit/", views.person_edit, name="person-edit"),
    path(f"{PERSON}identifiers/<uuid:row>/shown/", views.identifier, name="identifier"),
    path(f"{PERSON}facts/<slug:kind>/new/", views.fact_add, name="fact-add"),
    path(f"{PERSON}facts/<slug:kind>/<uuid:row>/", views.fact, name="fact"),
    path(f"{PERSON}address/", views.address, name="address"),
    path(f"{PERSON}address/edit/", views.address_edit, name="address-edit"),
    path(f"{PERSON}protection/", views.protection_start, name="protection-start"),
    path(f"{PERSON}protection/<uuid:protection>/", views.protection_end, name="protection-end"),
    path(f"{PERSON}guardians/new/", views.guardian_add, name="guardian-add"),
    path(f"{CASE}guardians/<uuid:guardian>/", views.guardian, name="guardian"),
    path(f"{CASE}guardians/<uuid:guardian>/bar/", views.guardian_bar, name="guardian-bar"),
    path(f"{CASE}members/<uuid:membership>/leave/", views.member_leave, name="member-leave"),
    path(f"{CASE}meetings/new/", views.meeting_add, name="meeting-add"),
    path(f"{CASE}meetings/<uuid:meeting>/", views.meeting, name="meeting"),
    path(f"{CASE}meetings/<uuid:meeting>/held/", views.meeting_held, name="meeting-held"),
    path(f"{CASE}team/new/", views.helper_add, name="helper-add"),
    path(f"{CASE}team/<uuid:helper>/", views.helper, name="helper"),
    path(f"{CASE}team/<uuid:helper>/end/", views.helper_end, name="helper-end"),
    path(f"{CASE}responsible/", views.reassign, name="reassign"),
    path(f"{CASE}responsible/taken/", views.take_on, name="take-on"),
    path("team/", views.team, name="team"),
    path("team/<uuid:user>/", views.hand_on, name="hand-on"),
    path("team/<uuid:user>/absences/", views.absences, name="absences-of"),
    path("absences/", views.absences, name="absences"),
    path("absences/<uuid:absence>/end/", views.absence_end, name="absence-end"),
    path(f"{CASE}trail/", views.access_log, name="access-log"),
    path(f"{CASE}trail/print/", views.access_log_print, name="access-log-print"),
    path(f"{CASE}documents/", views.documents, name="documents"),
    path(f"{CASE}documents/new/", views.document_add, name="document-add"),
    path(f"{CASE}documents/<uuid:document>/", views.document, name="document"),
    path(f"{CASE}documents/<uuid:document>/edit/", views.document_edit, name="document-edit"),
    path(f"{CASE}documents/<uuid:document>/versions/new/", views.document_version_add, name="document-version-add"),
    path(f"{CASE}documents/<uuid:document>/remove/", views.document_remove, name="document-remove"),
    path(f"{CASE}documents/<uuid:document>/<uuid:version>/", views.document_download, name="document-download"),
    path(f"{CASE}deadlines/", views.deadlines, name="deadlines"),
    path(f"{CASE}deadlines/new/", views.deadline_add, name="deadline-add"),
    path(f"{CASE}deadlines/<uuid:deadline>/", views.deadline, name="deadline"),
    path(f"{CASE}deadlines/<uuid:deadline>/done/", views.deadline_done, name="deadline-done"),
    path(f"{CASE}deadlines/<uuid:deadline>/reason/", views.deadline_reason, name="deadline-reason"),
    path(f"{CASE}deadlines/<uuid:deadline>/correct/", views.deadline_correct, name="deadline-correct"),
    path(f"{CASE}deadlines/<uuid:deadline>/pause/", views.deadline_pause, name="deadline-pause"),
    path(f"{CASE}deadlines/<uuid:deadline>/resume/", views.deadline_resume, name="deadline-resume"),
    path("clocks/rules/", views.clock_rules, name="clock-rules"),
    path("clocks/targets/", views.clock_targets, name="clock-targets"),
    path("emergency/", views.emergency, name="emergency"),
    path("emergency/reviews/", views.emergency_reviews, name="emergency-reviews"),
    path("emergency/reviews/<uuid:access>/", views.emergency_review, name="emergency-review"),
    path("emergency/<uuid:access>/seen/", views.emergency_seen, name="emergency-seen"),
]
