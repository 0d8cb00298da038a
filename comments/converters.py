"""The numbers in our addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """A number that every database can hold; longer ones are no address of ours."""

    regex = "[0-9]{1,18}"


register_converter(NumberConverter, "number")
