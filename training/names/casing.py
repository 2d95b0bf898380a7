"""How a word that takes another's place is written."""


def recased(word: str, like: str) -> str:
    """The word in the case of another.

    >>> recased("sommer", "Vinter"), recased("McCoy", "Holm"), recased("Holm", "LIE"), recased("Holm", "lie")
    ('Sommer', 'McCoy', 'HOLM', 'holm')
    """
    if like.islower():
        return word.lower()
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
