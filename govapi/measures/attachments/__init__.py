"""証拠の書類 (attachments): files handed in for a finding, a measure or an incident: replies, photographs, certificates.

Serves policy section 6(8): what was confirmed, and what was answered, can be shown.
"""
