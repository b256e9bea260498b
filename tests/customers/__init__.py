"""Tests of customers/."""
