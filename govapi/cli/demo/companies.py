"""The invented companies of the demo, registered through the ordinary use cases."""

from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import files
from typing import Any

import yaml

from govapi.cli.demo.stage import Stage
from govapi.contractors import service
from govapi.contractors.schemas import ContractorIn, MemberIn, OfficeIn, RestrictionIn
from govapi.kit.japan.numbers import corporate_check_digit


def register(stage: Stage) -> None:
    """Registers the companies of ``companies.yaml`` and remembers their ids on the stage."""
    given: list[Mapping[str, Any]] = yaml.safe_load(
        files("govapi.cli.demo").joinpath("companies.yaml").read_text(encoding="utf-8")
    )
    with stage.scene("kayo") as (session, actor):
        for company in given:
            row = service.register(session, actor, ContractorIn.model_validate(_input(company, stage)))
            stage.companies[company["key"]] = row.id
            if "office" in company:
                office = OfficeIn.model_validate({**company["office"], "delegated_from": stage.day.isoformat()})
                service.add_office(session, actor, row.id, office)
            for order, member in enumerate(company.get("members", ())):
                service.add_member(session, actor, row.id, MemberIn(member_id=stage.companies[member], is_lead=order == 0))
    with stage.scene("shinji") as (session, actor):
        suspension = {
            "kind": "suspension",
            "from_date": stage.day.isoformat(),
            "to_date": (stage.day + timedelta(days=900)).isoformat(),
            "reason": "契約の履行に当たり不正又は不誠実な行為があったため。",
            "reference": "架契第000号",
        }
        service.add_restriction(session, actor, stage.companies["suspended"], RestrictionIn.model_validate(suspension))


def _input(company: Mapping[str, Any], stage: Stage) -> dict[str, Any]:
    values = {name: value for name, value in company.items() if name not in ("key", "base", "office", "members")}
    if "base" in company:
        values["corporate_number"] = f"{corporate_check_digit(company['base'])}{company['base']}"
        values["invoice_number"] = f"T{values['corporate_number']}"
    if "qualification_number" in company:
        values["qualified_until"] = (stage.day + timedelta(days=1200)).isoformat()
    return values
