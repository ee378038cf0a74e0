"""An application is its two sides' alone, a queue and its members the coordinator's; people of an organisation are its own."""

import datetime as dt

from django.utils import timezone

from accounts.models import today
from clusters.membership.models import DuplicatePair, MembershipApplication, OrganisationUpload
from clusters.models import OrganisationAssignment
from tests import cast
from tests.clusters import make

ROWS = """
route                                  method  on                 anon    visitor  admin  official  partner  token   coord  coord~  rep   rep~
clusters:application-list              GET     -                  signin  ok       ok     ok        ok       signin  ok     ok      ok    ok
clusters:application-detail            GET     application        signin  404      404    404       404      signin  ok     404     ok    404
clusters:application-edit              GET     draft_application  signin  404      404    404       404      signin  404    404     ok    404
clusters:application-edit              POST    draft_application  signin  404      404    404       404      signin  404    404     done  404
clusters:application-link              POST    application        signin  404      404    404       404      signin  ok     404     403   404
clusters:application-step              POST    taking             signin  404      404    404       404      signin  done   404     403   404
clusters:apply                         GET     cluster            signin  ok       ok     ok        ok       signin  ok     ok      ok    ok
clusters:apply                         POST    cluster            signin  done     done   done      done     signin  done   done    422   422
clusters:application-queue             GET     cluster            signin  403      403    403       403      signin  ok     403     403   403
clusters:applications-together         POST    cluster            signin  403      403    403       403      signin  done   403     403   403
clusters:member-list                   GET     cluster            signin  403      403    403       403      signin  ok     403     403   403
clusters:members-together              POST    cluster            signin  403      403    403       403      signin  ok     403     403   403
clusters:membership-offer              GET     cluster            signin  403      403    403       403      signin  ok     403     403   403
clusters:membership-offer              POST    cluster            signin  403      403    403       403      signin  422    403     403   403
clusters:member-detail                 GET     membership         signin  404      404    404       404      signin  ok     404     404   404
clusters:member-suspend                POST    membership         signin  404      404    404       404      signin  done   404     404   404
clusters:member-resume                 POST    membership         signin  404      404    404       404      signin  ok     404     404   404
clusters:member-end                    POST    membership         signin  404      404    404       404      signin  done   404     404   404
clusters:duplicate-list                GET     -                  signin  403      ok     403       403      signin  ok     ok      403   403
clusters:duplicate-detail              GET     pair               signin  403      ok     403       403      signin  ok     404     403   403
clusters:duplicate-decide              POST    pair               signin  403      done   403       403      signin  done   404     403   403
clusters:organisation-import           GET     -                  signin  403      ok     403       403      signin  403    403     403   403
clusters:organisation-import           POST    -                  signin  403      422    403       403      signin  403    403     403   403
clusters:organisation-import-template  GET     -                  signin  403      ok     403       403      signin  403    403     403   403
clusters:organisation-import-preview   GET     upload             signin  403      ok     403       403      signin  403    403     403   403
clusters:organisation-import-preview   POST    upload             signin  403      ok     403       403      signin  403    403     403   403
clusters:organisation-import-preview   GET     foreign_upload     signin  403      404    403       403      signin  403    403     403   403
clusters:organisation-import-preview   POST    foreign_upload     signin  403      404    403       403      signin  403    403     403   403
clusters:organisation-people           GET     organisation       signin  403      ok     403       403      signin  ok     403     ok    403
clusters:organisation-invite           GET     organisation       signin  403      ok     403       403      signin  ok     403     ok    403
clusters:organisation-invite           POST    organisation       signin  403      done   403       403      signin  done   403     done  403
clusters:organisation-role-end         GET     own_role           signin  403      ok     403       403      signin  ok     403     ok    403
clusters:organisation-role-end         POST    own_role           signin  403      done   403       403      signin  done   403     done  403
"""
FORMS = {
    "clusters:application-edit": {"statement_ru": "Иначе"},
    "clusters:application-link": lambda scene: {"organisation": scene.next_organisation.public_id},
    "clusters:apply": {"name_ru": "Новая", "kind": "hotel", "statement_ru": "Хотим", "legal_form": "llc"}
    | {"size_class": "small", "sector": "business"},
    "clusters:applications-together": lambda scene: {
        "verb": "take",
        "confirmed": "1",
        "rows": [scene.things["application"].public_id],
    },
    "clusters:member-suspend": {"reason": "Ремонт", "valid_from": today().isoformat()},
    "clusters:member-end": {"ended_as": "left", "valid_until": today().isoformat()},
    "clusters:duplicate-decide": {"verdict": "different"},
    "clusters:organisation-import-preview": {"digest": "of something else"},
    "clusters:organisation-invite": {"email": "new@cast.example", "language": "ru"},
}
CANARIES = {"тайна заявки": "coord rep", "тайна черновика": "rep", "reporter@cast.example": "coord rep admin"}


def furnish(scene) -> None:
    shared = {"organisation": scene.organisation, "cluster": scene.cluster, "submitted_by": scene.people["rep"]}
    application = MembershipApplication.objects.create(
        state="submitted", submitted_at=timezone.now(), statement_ru="тайна заявки", **shared
    )
    scene.add("application", application)
    scene.add("taking", {"public_id": application.public_id, "verb": "take"})
    shared["cluster"] = scene.next_cluster
    scene.add("draft_application", MembershipApplication.objects.create(statement_ru="тайна черновика", **shared))
    like = make.organisation("ООО «ЗДРАВНИЦА»")
    scene.add("pair", DuplicatePair.objects.create(first=scene.organisation, second=like, score=1))
    content = "name_ru,kind\nНовая,hotel\n".encode()
    expires = timezone.now() + dt.timedelta(hours=1)
    for name, owner in (("upload", scene.people["admin"]), ("foreign_upload", cast.person("other_administrator"))):
        scene.add(name, OrganisationUpload.objects.create(owner=owner, content=content, expires_at=expires))
    own = OrganisationAssignment.objects.get(organisation=scene.organisation)
    scene.add("own_role", {"public_id": scene.organisation.public_id, "key": own.pk})
