"""Addresses of the pages of notices, under /accounts/notices/."""

from django.urls import path

from accounts.inbox import views

urlpatterns = [
    path("", views.notice_list, name="notice-list"),
    path("read/", views.notices_read, name="notices-read"),
    path("wishes/", views.notice_wishes, name="notice-wishes"),
    path("<int:pk>/read/", views.notice_read, name="notice-read"),
    path("unsubscribe/<str:word>/", views.unsubscribe, name="unsubscribe"),
]
