# mypy: ignore-errors
# (LibreOffice ships no types, and this file runs under another Python than the rest.)
"""Typing into a workbook in LibreOffice, by its own scripting. Runs under the Python that has LibreOffice's `uno`, so it
imports nothing of ours: the order comes as JSON on stdin, what LibreOffice says as JSON on stdout.

    {"soffice": …, "profile": …, "source": …, "target": …, "type": [[sheet, cell, text], …], "look": [[sheet, cell], …]}
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS = 90
EXCEL = "Calc MS Excel 2007 XML"


def option(name, value):
    return PropertyValue(Name=name, Value=value)


def connected(pipe, process):
    """The running office, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def typed(context, document, sheet, cell, text):
    """As from the keyboard: the cursor goes to the cell, the text is entered. A protected cell does not take it."""
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    controller = document.CurrentController
    controller.setActiveSheet(document.Sheets.getByName(sheet))
    dispatcher.executeDispatch(controller.Frame, ".uno:GoToCell", "", 0, (option("ToPoint", cell),))
    dispatcher.executeDispatch(controller.Frame, ".uno:EnterString", "", 0, (option("StringName", text),))


def look(document, sheet, cell):
    """What a person would find at the cell."""
    page = document.Sheets.getByName(sheet)
    place = page.getCellRangeByName(cell)
    rule = place.Validation
    return {
        "text": place.String,
        "is_formula": place.Formula.startswith("=") and place.Type.value == "FORMULA",
        "open": not (page.isProtected() and place.CellProtection.IsLocked),
        "choices": rule.getFormula1() if rule.Type.value == "LIST" else "",
        "error": rule.ErrorMessage if rule.ShowErrorMessage else "",
    }


def work(context, order):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(order["source"]).as_uri(), "_blank", 0, ())
    for sheet, cell, text in order["type"]:
        typed(context, document, sheet, cell, text)
    seen = [look(document, sheet, cell) for sheet, cell in order["look"]]
    visible = [sheet.Name for sheet in document.Sheets if sheet.IsVisible]
    document.storeToURL(Path(order["target"]).as_uri(), (option("FilterName", EXCEL),))
    document.close(True)
    return {"cells": seen, "visible": visible}


def main():
    order = json.load(sys.stdin)
    pipe = f"govapi{Path(order['profile']).name}"
    command = [order["soffice"], f"-env:UserInstallation={Path(order['profile']).as_uri()}", "--headless", "--norestore"]
    process = subprocess.Popen(
        [*command, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        context = connected(pipe, process)
        json.dump(work(context, order), sys.stdout)
        context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        process.wait(20)
    finally:
        process.kill()


if __name__ == "__main__":
    main()
