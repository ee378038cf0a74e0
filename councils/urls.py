from django.urls import path

from councils import views

app_name = "councils"
urlpatterns = [
    path("councils/", views.council_list, name="council-list"),
    path("councils/<slug:slug>/", views.council_detail, name="council-detail"),
    path("councils/<slug:slug>/desk/", views.council_desk, name="council-desk"),
]
