"""Short links: a story's number in Crockford's base 32. No column, so a link never changes."""

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# What people read or type for the digits they look like.
_READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1"})
_LONGEST = 13  # a 64-bit number


def encode(number):
    """Return the short code of a positive whole number."""
    code = ""
    while number:
        number, digit = divmod(number, 32)
        code = ALPHABET[digit] + code
    return code or "0"


def decode(code):
    """Return the number of a short code in any case; None where it is no code."""
    digits = code.lower().translate(_READ_AS)
    if not 0 < len(digits) <= _LONGEST or any(digit not in ALPHABET for digit in digits):
        return None
    number = 0
    for digit in digits:
        number = number * 32 + ALPHABET.index(digit)
    return number if number < 2**63 else None
