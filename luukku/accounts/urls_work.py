"""Pages inside a workplace: its people, for the administrator, and what authorities are called."""

from django.urls import path

from luukku.accounts.views import people

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="people-invite"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/roles/add/", people.membership_add, name="membership-add"),
    path("people/<uuid:pk>/second-factor/reset/", people.second_factor_reset, name="second-factor-reset"),
    path("people/<uuid:pk>/lock-out/", people.lock_out, name="lock-out"),
    path("people/<uuid:pk>/let-in/", people.let_in, name="let-in"),
    path("people/roles/<uuid:pk>/end/", people.membership_end, name="membership-end"),
    path("people/roles/<uuid:pk>/invitation/", people.invitation_again, name="invitation-again"),
    path("authorities/", people.authorities, name="authorities"),
]
