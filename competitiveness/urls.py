from django.urls import path

from competitiveness.views import reports, runs, steps

app_name = "competitiveness"
urlpatterns = [
    path("reports/", reports.report_list, name="report-list"),
    path("reports/request/", runs.run_request, name="run-request"),
    path("reports/runs/<int:pk>/", runs.run_detail, name="run-detail"),
    path("reports/<slug:public_id>/", reports.report_detail, name="report-detail"),
    path("reports/<slug:public_id>/data.json", reports.report_data, name="report-data"),
    path("reports/<slug:public_id>/publish/", steps.report_publish, name="report-publish"),
    path("reports/<slug:public_id>/withdraw/", steps.report_withdraw, name="report-withdraw"),
]
