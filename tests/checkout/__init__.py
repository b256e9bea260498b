"""Tests of checkout/."""
