from django.urls import path

from accounts.people import views

urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/<int:pk>/", views.person_detail, name="person-detail"),
    path("people/<int:pk>/give/<slug:code>/", views.role_give, name="role-give"),
    path("people/<int:pk>/roles/<slug:context>/<int:assignment>/", views.person_role, name="person-role"),
    path("people/<int:pk>/close/", views.person_close, name="person-close"),
    path("people/<int:pk>/factor/", views.person_factor, name="person-factor"),
    path("people/<int:pk>/sessions/", views.person_sessions, name="person-sessions"),
]
