from django.urls import path

from accounts.sessions import views

urlpatterns = [
    path("sessions/", views.session_list, name="session-list"),
    path("sessions/end-others/", views.sessions_end, name="sessions-end"),
    path("sessions/<slug:public_id>/end/", views.session_end, name="session-end"),
]
