"""The written list of what a stranger may open. Everything else asks to sign in.

The REST interface (namespace `api`) is not listed: there each view says for itself what is public, and answers 401.
"""

PUBLIC_PAGES = {
    # the portal
    "home",
    "search",
    "about",
    "glossary",
    "component-gallery",
    "set_language",
    "set_theme",
    "healthz",
    "readyz",
    # signing in
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts:invitation-open",
    "accounts:invitation-welcome",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "door-letter",
    "door-letter-sent",
    "door-letter-open",
    "openid_connect_login",
    "openid_connect_callback",
    "provider-refused",
    "accounts:invitation-open",
    "accounts:invitation-welcome",
    "accounts:unsubscribe",
    # the registry
    "clusters:cluster-list",
    "clusters:cluster-detail",
    "clusters:organisation-list",
    "clusters:organisation-detail",
    "clusters:territory-list",
    "clusters:territory-detail",
    "clusters:rule-set-list",
    "clusters:rule-set-detail",
    "clusters:standing",
    "clusters:measure-list",
    "clusters:measure-detail",
    "clusters:measure-navigator",
    # figures and reports
    "indicators:indicator-list",
    "indicators:indicator-detail",
    "indicators:observation-detail",
    "competitiveness:report-list",
    "competitiveness:report-detail",
    "competitiveness:report-data",
}
