"""Codes → sentences, in Korean and in English."""
