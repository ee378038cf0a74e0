"""Offers, requests, answers, links and the network. What two organisations write to each other is read by them alone."""

import datetime as dt

from accounts.models import today
from clusters.actions import record_link
from clusters.cooperation import actions
from tests.clusters import make

ROWS = """
route                            method  on               anon    visitor  admin  official  partner  token   coord  coord~  rep   rep~
clusters:partner-list            GET     -                ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:partner-own             GET     -                signin  ok       ok     ok        ok       signin  ok     ok      ok    ok
clusters:partner-notice-post     GET     -                signin  403      403    403       403      signin  403    403     ok    ok
clusters:partner-notice-post     POST    -                signin  403      403    403       403      signin  403    403     done  422
clusters:partner-notice          GET     partner_offer    ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:partner-notice          GET     draft_offer      404     404      404    404       404      404     404    404     ok    404
clusters:partner-notice-edit     GET     partner_offer    signin  403      403    403       403      signin  403    403     ok    403
clusters:partner-notice-edit     GET     draft_offer      signin  404      404    404       404      signin  404    404     ok    404
clusters:partner-notice-edit     POST    draft_offer      signin  404      404    404       404      signin  404    404     done  404
clusters:partner-notice-step     POST    publish_offer    signin  404      404    404       404      signin  404    404     done  404
clusters:partner-notice-step     POST    withdraw_offer   signin  403      done   403       403      signin  done   403     403   403
clusters:interest-express        GET     partner_offer    signin  403      403    403       403      signin  403    403     ok    ok
clusters:interest-express        POST    partner_offer    signin  403      403    403       403      signin  403    403     422   done
clusters:interest                GET     partner_answer   signin  404      404    404       404      signin  404    404     ok    404
clusters:interest-step           POST    accept_answer    signin  404      404    404       404      signin  404    404     done  404
clusters:interest-link           POST    accepted_answer  signin  404      404    404       404      signin  404    404     done  404
clusters:organisation-links      GET     organisation     signin  403      ok     403       403      signin  ok     403     ok    403
clusters:link-record             GET     organisation     signin  403      ok     403       403      signin  ok     403     ok    403
clusters:link-record             POST    organisation     signin  403      ok     403       403      signin  ok     403     ok    403
clusters:link-detail             GET     own_link         ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:link-end                GET     own_link         signin  403      ok     403       403      signin  ok     403     ok    403
clusters:link-end                POST    own_link         signin  403      done   403       403      signin  done   403     done  403
clusters:link-step               POST    confirm_link     signin  403      403    403       403      signin  403    403     done  403
clusters:network                 GET     -                ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:network-json            GET     -                ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:network-export          GET     network_members  ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:cluster-network         GET     cluster          ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:cluster-network-json    GET     cluster          ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
clusters:cluster-network-export  GET     network_links    ok      ok       ok     ok        ok       ok      ok     ok      ok    ok
"""
SECRET, PERSON = "Сообщение о поставке для двоих", "Контактова Клавдия"
CONTACT = {"contact_name": PERSON, "contact_email": "contact@one.example"}
SENT = {"contact_name": "Пётр", "contact_email": "petr@two.example"}
CANARIES = {SECRET: "rep", PERSON: "rep", "Черновик о поставке": "rep"}


def notice(scene, title="Вода в стекле") -> dict[str, object]:
    return {
        "organisation": scene.organisation.public_id,
        "kind": "offer",
        "subject": "goods",
        "title_ru": title,
        "text_ru": "Партиями",
        "last_day": today() + dt.timedelta(days=30),
        **SENT,
    }


FORMS = {
    "clusters:partner-notice-post": notice,
    "clusters:partner-notice-edit": lambda scene: notice(scene, "Черновик о поставке"),
    "clusters:partner-notice-step withdraw_offer": {"remark": "Это реклама"},
    "clusters:partner-notice-step publish_offer": {},
    "clusters:interest-express": lambda scene: {
        "organisation": scene.next_organisation.public_id,
        "message": "Нам подходит",
        **SENT,
    },
    "clusters:interest-step": {"reply": ""},
    "clusters:interest-link": {"kind": "supplies", "volume_class": "unknown"},
    "clusters:link-record": {"what": "out:serves", "volume_class": "unknown"},
    "clusters:link-end": {"until": today() + dt.timedelta(days=1)},
    "clusters:link-step": {},
}


def furnish(scene) -> None:
    values = {name: value for name, value in notice(scene).items() if name != "organisation"} | CONTACT

    def posted(title):
        return actions.draft_notice(by=None, organisation=scene.organisation, values={**values, "title_ru": title})

    offer = scene.add("partner_offer", actions.publish_notice(by=None, notice=posted("Вода в стекле")))
    draft = scene.add("draft_offer", posted("Черновик о поставке"))
    scene.add("publish_offer", {"public_id": draft.public_id, "verb": "publish"})
    scene.add("withdraw_offer", {"public_id": offer.public_id, "verb": "withdraw"})
    partner = make.organisation("Третья сторона")

    def answered(to):
        return actions.express_interest(by=None, notice=to, organisation=partner, message=SECRET, **CONTACT)

    interest = scene.add("partner_answer", answered(offer))
    scene.add("accept_answer", {"public_id": interest.public_id, "verb": "accept"})
    second = actions.publish_notice(by=None, notice=posted("Ещё одно предложение"))
    scene.add("accepted_answer", actions.accept_interest(by=None, interest=answered(second)))
    link = record_link(by=None, supplier=scene.organisation, recipient=partner, kind="researches")
    scene.add("own_link", link)
    scene.add("confirm_link", {"public_id": link.public_id, "verb": "confirm"})
    scene.add("network_members", {"what": "members"})
    scene.add("network_links", {"slug": scene.cluster.slug, "what": "links"})
