"""The administration site: administrators alone. Everybody else is led to its door, which refuses whoever is signed in.

A POST here sends an empty form: the administrator is shown it again with what is missing (`ok`); where a date alone may be set, an
empty one changes nothing, and the site's own journal notes that it was saved (`done`).
"""

from django.contrib.contenttypes.models import ContentType

from accounts.models import AuditEvent, PortalAssignment
from clusters.models import ClusterAssignment, OrganisationAssignment
from indicators.models import Observation

ROWS = """
route                                             method  on                 anon    visitor  admin  official  partner  token   coord   coord~  rep     rep~
admin:index                                       GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:login                                       GET     -                  signin  403      ok     403       403      signin  403     403     403     403
admin:logout                                      POST    -                  signin  ok       done   ok        ok       signin  ok      ok      ok      ok
admin:password_change                             GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:password_change_done                        GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:autocomplete                                GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:jsi18n                                      GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:view_on_site                                GET     on_site            signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:app_list                                    GET     an_app             signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_changelist    GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_changelist    POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_add           GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_add           POST    -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_change        GET     method             signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_change        POST    method             signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_history       GET     method             signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_delete        GET     method             signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_methodversion_delete        POST    method             signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_changelist        GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_changelist        POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_add               GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_add               POST    -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_change            GET     run                signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_change            POST    run                signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_history           GET     run                signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_delete            GET     run                signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_reportrun_delete            POST    run                signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_changelist           GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_changelist           POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_add                  GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_add                  POST    -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_change               GET     published_report   signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_change               POST    published_report   signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_history              GET     published_report   signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_delete               GET     published_report   signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_delete               POST    published_report   signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:competitiveness_report_change               GET     draft_report       signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_changelist             GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_changelist             POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_add                    GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_add                    POST    -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_change                 GET     dimension          signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_change                 POST    dimension          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_history                GET     dimension          signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_delete                 GET     dimension          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_dimension_delete                 POST    dimension          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_changelist             GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_changelist             POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_add                    GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_add                    POST    -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_change                 GET     indicator          signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_change                 POST    indicator          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_history                GET     indicator          signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_delete                 GET     indicator          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_indicator_delete                 POST    indicator          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_changelist           GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_changelist           POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_add                  GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_add                  POST    -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_change               GET     public_figure      signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_change               POST    public_figure      signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_history              GET     public_figure      signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_delete               GET     public_figure      signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:indicators_observation_delete               POST    public_figure      signin  signin   403    signin    signin   signin  signin  signin  signin  signin
# An administrator of the site is no reader of what organisations report.
admin:indicators_observation_change               GET     own_figure         signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_changelist               GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_changelist               POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_add                      GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_add                      POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_change                   GET     territory          signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_change                   POST    territory          signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_history                  GET     territory          signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_delete                   GET     territory          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_territory_delete                   POST    territory          signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_changelist            GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_changelist            POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_add                   GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_add                   POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_change                GET     organisation       signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_change                POST    organisation       signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_history               GET     organisation       signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_delete                GET     organisation       signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisation_delete                POST    organisation       signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_changelist                 GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_changelist                 POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_add                        GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_add                        POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_change                     GET     cluster            signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_change                     POST    cluster            signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_history                    GET     cluster            signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_delete                     GET     cluster            signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_cluster_delete                     POST    cluster            signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_changelist              GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_changelist              POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_add                     GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_add                     POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_change                  GET     membership         signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_change                  POST    membership         signin  signin   done   signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_history                 GET     membership         signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_delete                  GET     membership         signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_membership_delete                  POST    membership         signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_changelist                    GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_changelist                    POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_add                           GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_add                           POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_change                        GET     link               signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_change                        POST    link               signin  signin   done   signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_history                       GET     link               signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_delete                        GET     link               signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_link_delete                        POST    link               signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_changelist       GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_changelist       POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_add              GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_add              POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_change           GET     cluster_role       signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_change           POST    cluster_role       signin  signin   done   signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_history          GET     cluster_role       signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_delete           GET     cluster_role       signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_clusterassignment_delete           POST    cluster_role       signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_changelist  GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_changelist  POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_add         GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_add         POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_change      GET     organisation_role  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_change      POST    organisation_role  signin  signin   done   signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_history     GET     organisation_role  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_delete      GET     organisation_role  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:clusters_organisationassignment_delete      POST    organisation_role  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_changelist                    GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_changelist                    POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_add                           GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_add                           POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_change                        GET     an_account         signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_change                        POST    an_account         signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_history                       GET     an_account         signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_delete                        GET     an_account         signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_user_delete                        POST    an_account         signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_changelist        GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_changelist        POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_add               GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_add               POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_change            GET     portal_role        signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_change            POST    portal_role        signin  signin   done   signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_history           GET     portal_role        signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_delete            GET     portal_role        signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_portalassignment_delete            POST    portal_role        signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_changelist              GET     -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_changelist              POST    -                  signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_add                     GET     -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_add                     POST    -                  signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_change                  GET     audit_event        signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_change                  POST    audit_event        signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_history                 GET     audit_event        signin  signin   ok     signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_delete                  GET     audit_event        signin  signin   403    signin    signin   signin  signin  signin  signin  signin
admin:accounts_auditevent_delete                  POST    audit_event        signin  signin   403    signin    signin   signin  signin  signin  signin  signin
"""


def furnish(scene) -> None:
    figure = scene.things["public_figure"]
    scene.add("dimension", figure.indicator.criterion)
    scene.add("an_account", scene.people["visitor"])
    scene.add("portal_role", PortalAssignment.objects.get(user=scene.people["official"]))
    scene.add("cluster_role", ClusterAssignment.objects.get(user=scene.people["coord"]))
    scene.add("organisation_role", OrganisationAssignment.objects.get(user=scene.people["rep"]))
    scene.add("audit_event", AuditEvent.objects.first())
    scene.add("on_site", {"content_type_id": ContentType.objects.get_for_model(Observation).pk, "object_id": figure.pk})
    scene.add("an_app", {"app_label": "clusters"})
