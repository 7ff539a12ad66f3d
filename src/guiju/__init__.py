"""Guiju 规矩: the open platform with which a city, a cluster or an enterprise carries out its standards strategy."""

__version__ = "0.1.0"
