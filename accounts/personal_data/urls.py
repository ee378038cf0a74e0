from django.urls import path

from accounts.personal_data import views

urlpatterns = [
    path("data/", views.personal_data, name="personal-data"),
    path("data/file/", views.personal_data_file, name="personal-data-file"),
    path("data/erasure/", views.erasure_file, name="erasure-file"),
    path("data/erasure/withdraw/", views.erasure_withdraw, name="erasure-withdraw"),
    path("data/erasure/<slug:public_id>/", views.erasure_detail, name="erasure-detail"),
]
