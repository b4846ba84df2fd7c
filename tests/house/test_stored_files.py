"""The sweep of files asks every table that names a stored file: a new column with a SHA-256 is swept around, or said not to be one."""

from govapi.db.base import Base
from govapi.rooms import API_ROOMS

# Told to the sweep by the ``stored_files`` of their rooms (govapi/cli/parts.py).
STORED = {
    "approvals.outside_file",
    "attachments.sha256",
    "cloud_conditions.evidence_sha256",
    "cloud_terms.sha256",
    "cloud_uses.proof_sha256",
    "document_templates.sha256",
    "evidence.sha256",
    "generated_documents.sha256",
    "handed_items.certificate_sha256",
    "handed_items.log_sha256",
    "regular_reports.file_sha256",
    "registration_lists.sha256",
    "incident_steps.sha256",
    "measure_files.sha256",
    "regulation_texts.sha256",
    "sns_accounts.export_sha256",
    "workbook_returns.sha256",
}
# column → why no file lies under it.
NO_FILE = {
    "generated_documents.facts_sha256": "of the facts in the same row",
    "generated_documents.template_sha256": "of the template, whose own row names it",
    "policy_sets.sha256": "of the content in the same row",
}


def test_every_column_that_names_a_file_is_known() -> None:
    assert API_ROOMS  # every room's tables are loaded
    named = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if "sha256" in column.name or column.name == "file" or column.name.endswith("_file")
    }
    assert sorted(named) == sorted(STORED | NO_FILE.keys())
