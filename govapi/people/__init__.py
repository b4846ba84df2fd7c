"""組織と人 (people): municipality, organs, departments, posts, persons, and who holds which post from when to when.

Serves policy sections 4(1) (the organs it applies to) and 6(1) (the organisation that answers for security). Officers are
posts (充て職); persons follow from dated appointments (発令), with 兼務, 事務取扱 and 職務代理.
"""
