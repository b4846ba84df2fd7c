"""具申書 (letter): the facts and the opinion of the section, addressed to the contract office.

Serves policy section 6(8): who keeps no security is told to those who choose the next contractor.
"""
