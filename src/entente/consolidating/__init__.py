"""Mentions become events."""
