"""Doors and the second factor. `holder` has set up an app, a passkey and codes; the others have none of their own.

Every page of the factor is of one's own: to others, the administrator too, another person's passkey does not exist.
The identity provider is not set up in the tests, so its addresses lead nowhere.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.door import actions
from tests import cast

ROWS = """
route                          method  on             anon    visitor  admin   official  partner  token   coord   coord~  rep     rep~    holder
second-factor-demanded         GET     -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_index                      GET     -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_list_webauthn              GET     -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
# Only between the password and the code: there is nobody in between here, and who is in already is led on to the desk.
mfa_authenticate               GET    -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_authenticate               POST   -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
# A code or a passkey is asked only of who has set one up; the others are led to confirming by the password.
# A wrong code is counted (`done`); of a made-up passkey the library leads back to the door, which leads on who is in already.
mfa_reauthenticate             GET     -              signin  again    again   again     again    signin  again   again   again   again   ok
mfa_reauthenticate             POST    -              signin  again    again   again     again    signin  again   again   again   again   done
mfa_reauthenticate_webauthn    GET     -              signin  again    again   again     again    signin  again   again   again   again   ok
mfa_reauthenticate_webauthn    POST    -              signin  again    again   again     again    signin  again   again   again   again   signin
mfa_activate_totp              GET     -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_activate_totp              POST    -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_deactivate_totp            GET     -              signin  404      404     404       404      signin  404     404     404     404     ok
mfa_deactivate_totp            POST    -              signin  404      404     404       404      signin  404     404     404     404     done
# That the codes were shown is noted with them by the library (`done`).
mfa_view_recovery_codes        GET     -              signin  404      404     404       404      signin  404     404     404     404     done
mfa_download_recovery_codes    GET     -              signin  404      404     404       404      signin  404     404     404     404     done
mfa_generate_recovery_codes    GET     -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_generate_recovery_codes    POST    -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      done
mfa_add_webauthn               GET     -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_add_webauthn               POST    -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_edit_webauthn              GET     passkey        signin  404      404     404       404      signin  404     404     404     404     ok
mfa_edit_webauthn              POST    passkey        signin  404      404     404       404      signin  404     404     404     404     done
mfa_remove_webauthn            GET     passkey        signin  404      404     404       404      signin  404     404     404     404     ok
mfa_remove_webauthn            POST    passkey        signin  404      404     404       404      signin  404     404     404     404     done
# A made-up passkey signs nobody in: back to the door, and for who is in already, on to the desk.
mfa_login_webauthn             GET     -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
mfa_login_webauthn             POST    -              signin  ok       ok      ok        ok       signin  ok      ok      ok      ok      ok
# The same answer whether there is an account or not; each letter asked for is counted (`done`).
door-letter                    GET     -              ok      ok       ok      ok        ok       ok      ok      ok      ok      ok      ok
door-letter                    POST    -              done    done     done    done      done     done    done    done    done    done    done
door-letter-sent               GET     -              ok      ok       ok      ok        ok       ok      ok      ok      ok      ok      ok
door-letter-open               GET     made_up        410     410      410     410       410      410     410     410     410     410     410
door-letter-open               POST    made_up        410     410      410     410       410      410     410     410     410     410     410
openid_connect_login           GET     -              404     404      404     404       404      404     404     404     404     404     404
openid_connect_login           POST    -              404     404      404     404       404      404     404     404     404     404     404
openid_connect_callback        GET     -              404     404      404     404       404      404     404     404     404     404     404
provider-refused               GET     refusal        403     403      403     403       403      403     403     403     403     403     403
"""
FORMS = {
    "mfa_reauthenticate": {"code": "000000"},
    "mfa_activate_totp": {"code": "000000"},
    "mfa_edit_webauthn": {"name": "телефон"},
    "mfa_login_webauthn": {"credential": '{"id": "x"}'},
    "mfa_add_webauthn": {"name": "ключ", "credential": '{"id": "x"}'},
    "door-letter": {"email": "nobody@cast.example"},
}
CANARIES = {"ключ на связке держателя": "holder"}


def credential() -> dict[str, object]:
    """What a passkey tells at its registration."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(bytes(16), b"a key of holders", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    told = AttestationObject.create("none", AuthenticatorData.create(bytes(32), flags, 0, attested), {})
    client = CollectedClientData.create("webauthn.create", bytes(16), "http://testserver")
    response = {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(told)}
    name = websafe_encode(attested.credential_id)
    return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}


def furnish(scene) -> None:
    holder = scene.people["holder"] = cast.person("holder")
    actions.add_app(by=holder, secret=generate_totp_secret())
    actions.add_passkey(by=holder, name="ключ на связке держателя", credential=credential())
    scene.add("passkey", Authenticator.objects.get(type="webauthn"))
    scene.add("made_up", {"token": "no-such-letter"})
    scene.add("refusal", {"why": "other"})
