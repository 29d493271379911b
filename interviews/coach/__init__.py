"""Reads an answer for its STAR parts and says what to try next. Plain Python, no Django."""
