"""一斉確認の実行 (running): the rounds of a campaign are made and sent by jobs, and those who are late are reminded.

Serves policy section 6(8): hundreds of contractors are asked as surely as one; what was killed half-way goes on where it stopped.
"""
