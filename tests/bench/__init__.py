"""Measurements: ratios printed in one run, never asserted."""
