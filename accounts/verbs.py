"""Deeds of the audit trail in words; the trail itself keeps the technical names."""

from contextlib import suppress

from django.apps import apps
from django.utils.translation import pgettext_lazy

VERBS = {
    "accounts.accept_invitation": pgettext_lazy("deed", "accepted an invitation"),
    "accounts.add_factor": pgettext_lazy("deed", "added a second factor"),
    "accounts.assign_portal_role": pgettext_lazy("deed", "assigned a role in the portal"),
    "accounts.be_refused": pgettext_lazy("deed", "was refused"),
    "accounts.change_profile": pgettext_lazy("deed", "changed a profile"),
    "accounts.choose_notices": pgettext_lazy("deed", "chose how to be told"),
    "accounts.close_account": pgettext_lazy("deed", "closed an account"),
    "accounts.confirm_role": pgettext_lazy("deed", "confirmed a role as the second person"),
    "accounts.connect_provider": pgettext_lazy("deed", "connected the identity provider"),
    "accounts.create_user": pgettext_lazy("deed", "made an account"),
    "accounts.end_portal_role": pgettext_lazy("deed", "ended a role in the portal"),
    "accounts.export_audit": pgettext_lazy("deed", "exported the audit trail"),
    "accounts.factor_failed": pgettext_lazy("deed", "failed to show the second factor"),
    "accounts.invite": pgettext_lazy("deed", "invited a person"),
    "accounts.invite_again": pgettext_lazy("deed", "sent an invitation again"),
    "accounts.issue_token": pgettext_lazy("deed", "issued a token"),
    "accounts.provider_refused": pgettext_lazy("deed", "was refused after the identity provider"),
    "accounts.refuse_role": pgettext_lazy("deed", "refused a proposed role"),
    "accounts.remove_factor": pgettext_lazy("deed", "removed a second factor"),
    "accounts.rename_factor": pgettext_lazy("deed", "renamed a passkey"),
    "accounts.renew_recovery_codes": pgettext_lazy("deed", "made recovery codes anew"),
    "accounts.reset_second_factor": pgettext_lazy("deed", "reset the second factor of a person"),
    "accounts.revoke_invitation": pgettext_lazy("deed", "revoked an invitation"),
    "accounts.revoke_token": pgettext_lazy("deed", "revoked a token"),
    "accounts.sign_in": pgettext_lazy("deed", "signed in"),
    "accounts.sign_in_failed": pgettext_lazy("deed", "failed to sign in"),
    "accounts.sign_out": pgettext_lazy("deed", "signed out"),
    "accounts.unsubscribe": pgettext_lazy("deed", "stopped letters by a link"),
    "accounts.use_factor": pgettext_lazy("deed", "showed the second factor"),
    "clusters.admit_member": pgettext_lazy("deed", "admitted a member to a cluster"),
    "clusters.edit_cluster": pgettext_lazy("deed", "edited a cluster"),
    "clusters.edit_organisation": pgettext_lazy("deed", "edited an organisation"),
    "clusters.end_assignment": pgettext_lazy("deed", "ended an assignment"),
    "clusters.end_link": pgettext_lazy("deed", "ended a link"),
    "clusters.end_membership": pgettext_lazy("deed", "ended a membership"),
    "clusters.save_application": pgettext_lazy("deed", "saved an application for membership"),
    "clusters.submit_application": pgettext_lazy("deed", "submitted an application for membership"),
    "clusters.resubmit_application": pgettext_lazy("deed", "submitted an application for membership again"),
    "clusters.take_application": pgettext_lazy("deed", "took an application for membership into review"),
    "clusters.put_back_application": pgettext_lazy("deed", "put an application for membership back into the queue"),
    "clusters.admit_application": pgettext_lazy("deed", "admitted an applicant to a cluster"),
    "clusters.send_back_application": pgettext_lazy("deed", "returned an application for membership"),
    "clusters.refuse_application": pgettext_lazy("deed", "refused an application for membership"),
    "clusters.withdraw_application": pgettext_lazy("deed", "withdrew an application for membership"),
    "clusters.accept_application": pgettext_lazy("deed", "accepted an offer of membership"),
    "clusters.decline_application": pgettext_lazy("deed", "declined an offer of membership"),
    "clusters.recall_application": pgettext_lazy("deed", "took an offer of membership back"),
    "clusters.link_application": pgettext_lazy("deed", "linked an application to an organisation"),
    "clusters.remind_application": pgettext_lazy("deed", "reminded of an application for membership"),
    "clusters.offer_membership": pgettext_lazy("deed", "offered membership in a cluster"),
    "clusters.enter_organisation": pgettext_lazy("deed", "entered an organisation in the registry"),
    "clusters.suspend_membership": pgettext_lazy("deed", "suspended a membership"),
    "clusters.resume_membership": pgettext_lazy("deed", "resumed a membership"),
    "clusters.tell_apart": pgettext_lazy("deed", "told two organisations apart"),
    "clusters.merge_organisations": pgettext_lazy("deed", "merged two rows of an organisation"),
    "clusters.undo_duplicate_decision": pgettext_lazy("deed", "undid a decision on a duplicate"),
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
    "exchange.read_list": pgettext_lazy("deed", "read confidential rows"),
    "indicators.import_observations": pgettext_lazy("deed", "imported figures"),
    "indicators.import_official": pgettext_lazy("deed", "imported official figures"),
    "indicators.load_demo": pgettext_lazy("deed", "loaded demonstration figures"),
    "indicators.load_reference": pgettext_lazy("deed", "loaded the catalogue of indicators"),
    "indicators.read_figures": pgettext_lazy("deed", "read confidential figures"),
    "indicators.record_observation": pgettext_lazy("deed", "recorded a figure"),
}


ADMINISTRATION = {
    "add": pgettext_lazy("deed", "added in the administration site: %(kind)s"),
    "change": pgettext_lazy("deed", "changed in the administration site: %(kind)s"),
    "delete": pgettext_lazy("deed", "deleted in the administration site: %(kind)s"),
}


def verb_words(verb: str) -> str:
    """Deeds of the administration site are worded by their model; a verb without words comes back as it is."""
    if verb in VERBS:
        return str(VERBS[verb])
    app, _dot, deed = verb.partition(".")
    act, _line, model = deed.partition("_")
    if act in ADMINISTRATION and model in {known._meta.model_name for known in apps.get_models()}:
        with suppress(LookupError):
            return str(ADMINISTRATION[act]) % {"kind": apps.get_model(app, model)._meta.verbose_name}
    return verb
