"""Deeds of the audit trail in words; the trail itself keeps the technical names."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "accounts.assign_portal_role": pgettext_lazy("deed", "assigned a role in the portal"),
    "accounts.change_profile": pgettext_lazy("deed", "changed a profile"),
    "accounts.close_account": pgettext_lazy("deed", "closed an account"),
    "accounts.create_user": pgettext_lazy("deed", "made an account"),
    "accounts.end_portal_role": pgettext_lazy("deed", "ended a role in the portal"),
    "accounts.issue_token": pgettext_lazy("deed", "issued a token"),
    "accounts.revoke_token": pgettext_lazy("deed", "revoked a token"),
    "accounts.sign_in": pgettext_lazy("deed", "signed in"),
    "accounts.sign_in_failed": pgettext_lazy("deed", "failed to sign in"),
    "accounts.sign_out": pgettext_lazy("deed", "signed out"),
    "clusters.admit_member": pgettext_lazy("deed", "admitted a member to a cluster"),
    "clusters.edit_cluster": pgettext_lazy("deed", "edited a cluster"),
    "clusters.edit_organisation": pgettext_lazy("deed", "edited an organisation"),
    "clusters.end_assignment": pgettext_lazy("deed", "ended an assignment"),
    "clusters.end_link": pgettext_lazy("deed", "ended a link"),
    "clusters.end_membership": pgettext_lazy("deed", "ended a membership"),
    "clusters.import_boundaries": pgettext_lazy("deed", "imported boundaries"),
    "clusters.import_organisations": pgettext_lazy("deed", "imported organisations"),
    "clusters.load_demo": pgettext_lazy("deed", "loaded demonstration data of the registry"),
    "clusters.load_reference": pgettext_lazy("deed", "loaded reference data of the registry"),
    "clusters.record_link": pgettext_lazy("deed", "recorded a link"),
    "competitiveness.fail_run": pgettext_lazy("deed", "a computation failed"),
    "competitiveness.load_method": pgettext_lazy("deed", "loaded a method"),
    "competitiveness.publish_report": pgettext_lazy("deed", "published a report"),
    "competitiveness.request_report": pgettext_lazy("deed", "requested a report"),
    "competitiveness.store_report": pgettext_lazy("deed", "stored a computed report"),
    "competitiveness.withdraw_report": pgettext_lazy("deed", "withdrew a report"),
    "exchange.export_list": pgettext_lazy("deed", "exported a list"),
    "indicators.import_observations": pgettext_lazy("deed", "imported figures"),
    "indicators.import_official": pgettext_lazy("deed", "imported official figures"),
    "indicators.load_demo": pgettext_lazy("deed", "loaded demonstration figures"),
    "indicators.load_reference": pgettext_lazy("deed", "loaded the catalogue of indicators"),
    "indicators.record_observation": pgettext_lazy("deed", "recorded a figure"),
}


def verb_words(verb: str) -> str:
    """A verb without words of its own comes back as it is."""
    return str(VERBS.get(verb, verb))
