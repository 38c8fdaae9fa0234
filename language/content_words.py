"""Which words of a question say what it is about, in Korean and English, without a model.

Limit: word lists; a verb of saying or thinking is taken for small talk in any form.
"""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"(?:a|about|again|ago|all|also|am|an|and|any|are|as|at|back|be|been|before|being|but|by|can|could|did|"
    r"do|does|ever|feel|feeling|feelings|felt|for|from|get|had|has|have|how|i|if|in|is|it|its|just|know|"
    r"like|look|made|make|many|me|mean|mention|mentioned|mind|more|most|my|myself|no|not|now|of|on|once|"
    r"or|other|our|own|question|really|reason|reasons|said|same|say|see|should|so|some|still|such|tell|"
    r"than|that|the|their|them|then|there|these|they|thing|things|think|thinking|this|those|thought|"
    r"thoughts|time|to|too|very|want|wanted|was|we|were|what|when|where|which|while|who|why|will|with|"
    r"word|words|would|write|writing|written|wrote|yes|you|your|else|explain|exactly|actually|change|"
    r"changed)",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    r"(?:그때|그럼|그러면|그래서|그리고|그런데|근데|그건|그게|그거|그것|그런|그렇게|그|왜|뭐|뭘|뭐가|뭐라고|"
    r"무슨|무엇|무엇을|무엇이|어떤|어떻게|언제|어디|누가|얼마나|얼마|정말|진짜|다시|또|더|좀|나|나는|난|"
    r"내가|내|나의|저|저는|제가|이유|이유가|이유는|때문|생각|생각은|생각이|생각을|마음|마음이|고민|고민을|"
    r"고민이|요즘|지금|처음|처음에|나중|나중에|이후|전에|관한|관해|관해서|대한|대해|대해서|관련|관련해서|것|거|게|"
    r"글|글에|글을|일기|일기에|일기를|말|말을|얘기|얘기를|이야기|적|중에|중에서|아니면"
    r"|(?:생각|말|고민|얘기|이야기|결정|기록|느끼|느꼈|썼|쓴|적었|적|했|한|하|있|없|되|됐|될|싶|바뀌|바뀌었|"
    r"바뀐|달라지|달라졌|달라진|변했|변한|어땠|그랬|들었|남긴|봤|볼|가|갈"
    r")(?:했|하|한|할|된|됐|던|어|었|았|을|는|은|다|지|나|니|까|고|요|거|게|걸|가|야|죠|려|적|잖|네|음|의|데|기)*)"
)


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that say what it is about, without question words and small
    talk.
    """
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*|[가-힣]+|\d+(?:-\d+)?", text)
    kept = (w for w in words if not (_KOREAN if "가" <= w[0] <= "힣" else _ENGLISH).fullmatch(w))
    return tuple(dict.fromkeys(kept))
