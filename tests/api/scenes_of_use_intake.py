"""Scenes of the import of running uses."""

from collections.abc import Callable
from itertools import count

from govapi.files.inspect import Kind
from tests.api.scenes import Call, Stage
from tests.cloud_services.intake.books import ABROAD, filled, template_of

NUMBERS = count(1)


def book(stage: Stage) -> Call:
    content = filled(template_of(stage.office.as_("mio")), [ABROAD | {"service": f"見本移行{next(NUMBERS)}"}])
    return Call("mio", body={}, files={"file": ("移行登録.xlsx", content, Kind.XLSX.media_type)})


USE_INTAKE: dict[str, Callable[[Stage], Call]] = {"importCloudUses": book, "checkUseIntake": book}
