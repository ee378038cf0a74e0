"""The address of the page of the trail, under /accounts/audit/."""

from django.urls import path

from accounts.trail import views

urlpatterns = [path("", views.audit_list, name="audit-list")]
