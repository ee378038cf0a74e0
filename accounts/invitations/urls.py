from django.urls import path

from accounts.invitations import views

urlpatterns = [
    path("invitations/", views.invitation_list, name="invitation-list"),
    path("invitations/new/", views.invitation_new, name="invitation-new"),
    path("invitations/open/<str:secret>/", views.invitation_open, name="invitation-open"),
    path("invitations/welcome/", views.invitation_welcome, name="invitation-welcome"),
    path("invitations/<slug:public_id>/", views.invitation_detail, name="invitation-detail"),
    path("invitations/<slug:public_id>/again/", views.invitation_again, name="invitation-again"),
    path("invitations/<slug:public_id>/revoke/", views.invitation_revoke, name="invitation-revoke"),
]
