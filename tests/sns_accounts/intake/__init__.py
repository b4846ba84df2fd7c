"""Running accounts brought into the register: whole or not at all, and with what they lack as duties."""
