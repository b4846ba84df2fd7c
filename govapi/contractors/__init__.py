"""委託先 (contractors): the companies a town outsources to, and the offices it contracts with.

Serves policy section 6(8): 「委託事業者を選定し」. One company per 法人番号, many 契約先 (offices), joint ventures of several companies;
facts that keep a company out (指名停止, 施行令第167条の4, 暴力団排除) are dated records of their own.
"""
