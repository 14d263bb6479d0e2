"""How many years of school a text asks for, after Flesch and Kincaid, with a simple count of syllables."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels spoken apart: i-de-a, cri-te-ri-a, var-i-ous, cre-ate, re-act, ac-tu-al, val-u-ate; not na-tion.
_APART = re.compile(r"(?<![tcsxg])i[aou]|ea$|eas$|creat|react|ual|uat")
# An e at the end that nobody speaks: tone, tones, toned; spoken in table, lists, added, pieces, houses.
_SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeioutdy]ed$|(?:[^aeiouyscxzghl]|[aeiouy]l)es$")


def reading_grade(texts: Iterable[str]) -> float:
    """Return the grade of texts taken together; each text ends a sentence, with or without a full stop.

    0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom, 1975).
    """
    sentences = [
        words for text in texts for each in _SENTENCE_END.split(text) if (words := _WORD.findall(each))
    ]
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return the syllables of a word: its groups of vowels, without a silent e, with vowels spoken apart.

    A short word in capitals is spelled out (IT, CRM). About nine words in ten come out right; the others err
    both ways, which evens out over a text.
    """
    if word.isupper() and 2 <= len(word) <= 4:
        return len(word)
    low = re.sub(r"['’].*", "", word.lower())
    count = len(_VOWELS.findall(low)) + len(_APART.findall(low)) - bool(_SILENT.search(low))
    return max(count, 1)
