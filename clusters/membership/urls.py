"""Addresses of this room, below those of the registry."""

from django.urls import URLPattern, path

from clusters.membership.views import applications, duplicates, importing, members, people, review

urlpatterns: list[URLPattern] = [
    path("applications/", applications.application_list, name="application-list"),
    path("applications/<slug:public_id>/", applications.detail, name="application-detail"),
    path("applications/<slug:public_id>/edit/", applications.edit, name="application-edit"),
    path("applications/<slug:public_id>/link/", applications.link, name="application-link"),
    path("applications/<slug:public_id>/steps/<slug:verb>/", applications.step, name="application-step"),
    path("clusters/<slug:slug>/apply/", applications.apply, name="apply"),
    path("clusters/<slug:slug>/applications/", review.queue, name="application-queue"),
    path("clusters/<slug:slug>/applications/together/", review.together, name="applications-together"),
    path("clusters/<slug:slug>/members/", members.member_list, name="member-list"),
    path("clusters/<slug:slug>/members/together/", members.together, name="members-together"),
    path("clusters/<slug:slug>/members/offer/", members.offer, name="membership-offer"),
    path("memberships/<slug:public_id>/", members.member_detail, name="member-detail"),
    path("memberships/<slug:public_id>/suspend/", members.suspend, name="member-suspend"),
    path("memberships/<slug:public_id>/resume/", members.resume, name="member-resume"),
    path("memberships/<slug:public_id>/end/", members.end, name="member-end"),
    path("duplicates/", duplicates.duplicate_list, name="duplicate-list"),
    path("duplicates/<slug:public_id>/", duplicates.duplicate_detail, name="duplicate-detail"),
    path("duplicates/<slug:public_id>/decide/", duplicates.duplicate_decide, name="duplicate-decide"),
    path("organisations/import/", importing.upload, name="organisation-import"),
    path("organisations/import/template/", importing.template, name="organisation-import-template"),
    path("organisations/import/<slug:public_id>/", importing.preview, name="organisation-import-preview"),
    path("organisations/<slug:public_id>/people/", people.people, name="organisation-people"),
    path("organisations/<slug:public_id>/people/invite/", people.invite, name="organisation-invite"),
    path("organisations/<slug:public_id>/people/<int:key>/end/", people.end_role, name="organisation-role-end"),
]
