"""Choices as the forms show them."""

from typing import get_args

from govapi.admin.organisation.schemas import DutyKey
from govapi.people.actor import DUTIES
from govapi.people.rules import KINDS

DUTY_OPTIONS = [(key, DUTIES[key]) for key in get_args(DutyKey)]
KIND_OPTIONS = [
    ("principal", KINDS["principal"], "その職員の主たる職"),
    ("concurrent", KINDS["concurrent"], "本務のほかに兼ねる職"),
    ("in_charge", KINDS["in_charge"], "空いている職の事務を上司等が取り扱う"),
    ("acting", KINDS["acting"], "職にある者が不在の間、代理する"),
]
