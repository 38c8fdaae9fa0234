"""The wordings by which rules know a choice, a reason, an intention or a wish to wait, in Korean
and English.

Limit: wording, not meaning; a negation right after a word turns it round ("재밌지 않", "not fun").
"""

# ruff: noqa: E501 - tables of wordings read better unbroken
from __future__ import annotations

import re

CHOICE = re.compile(
    r"선택(?:을|지|해야|의 기로)|갈림길|고민(?:이다|이야|중|하고|된다|스럽)|어느 쪽|둘 중|결정(?:을|해야)|어떡하지|어떻게 해야"
    r"|\b(?:choices?|choose|deciding|decide|torn|options? (?:are|i have)|crossroads|dilemma|which (?:way|one|path))\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"(?:까|까요|지|을지|ㄹ지|냐|나)\s*[?？]|까\s?말까|[갈할될을]지\s?(?:말지)?\s*(?:고민|모르겠|아직)|까\s?(?:고민|싶)|까[, ][^.!?]{1,20}까(?![가-힣])|[까냐][^.!?]{0,12}아니면|아니면[^.!]{0,40}[?？까냐]|\bvs\b"
    r"|\bshould i\b|\bwhether\b|\btorn\b|\bdo i (?:want|stay|go|take)\b|\bor\b[^.!]*\?",
    re.IGNORECASE,
)
SHOULD_I = re.compile(r"\bshould i\s+(?P<what>[^?.!,]{3,60})\?", re.IGNORECASE)
_HO = "ㅎㅋㅠㅜ"

WAITS = re.compile(
    r"늦지 않|서두를 필요|서두르지|서두를 것|천천히 (?:정|생각|결정)|미루(?:자|기로|어도|고)|좀 더 (?:지켜|기다|두고)|지켜보(?:자|고|기로)"
    r"|나중에 (?:정|결정|선택)|기다려 ?보"
    r"|\bno (?:hurry|rush)\b|\bnot too late\b|\bdecide later\b|\bput (?:it|this|the decision) off\b|\bwait (?:until|and see|a|another|for)\b"
    r"|\bneed(?:n't| not) (?:hurry|rush)\b|\bdon't have to decide\b|\btake my time\b|\bone more (?:term|semester|year)\b",
    re.IGNORECASE,
)
CONNECTS = re.compile(
    r"때문|왜냐|그래서|따라서|덕분|이라서|라서|니까|으므로|이유는|이유가|어서|아서|해서|보다|대신|만큼|반면|하지만|그런데|이상이다|필요하"
    r"|\b(?:because|since|so that|therefore|that is why|that's why|thanks to|than|rather|instead|but|reason|although|require[sd]?)\b",
    re.IGNORECASE,
)
_GOOD = (
    r"재미있|재밌|재미가 있|즐거|즐겁|기쁘|기뻤|흥미|설레|뿌듯|보람|좋(?!지 ?않)|편하|편했|맞는 것 같|잘 맞|어울리|싶다|싶었|싶어"
    r"|원한다|원했|성장|배울 수 있|도움이 (?:된|되)|안정적|벌 수|이상이다|이상이기|필요하다|필요로|요구|유리|늦지 않|필요는 없|잘할"
    r"|\b(?:fun|enjoy\w*|love[ds]?|like[ds]?(?! a)|happy|glad|excit\w+|interest\w+|proud|better|best|great|good|want(?:ed)?|grow|learn\w*"
    r"|stable|require[sd]?|need(?:ed)? a (?:degree|master)|open(?:s)? doors|felt alive|paid|pays|earn\w*|no (?:hurry|rush)|not too late)\b"
)
_BAD = (
    r"재미없|재미가 없|지루|지겹|싫|힘들|힘든|어렵|지치|지친|회의감|회의가|걱정|불안|두렵|무섭|아깝|아까|리가 없|못 하|못할|후회|외롭|답답"
    r"|부담|그만두고|늦어|가난|쓸모없|의미가 없|의미 없|무의미|빡세|우울|스트레스|떨어지|막막|자신이 없|자신 없"
    r"|\b(?:bor(?:ed|ing)|hate[ds]?|tired|exhaust\w+|worr\w+|afraid|scared|doubt\w*|waste[ds]?|lonely|pointless|meaningless|regret\w*"
    r"|stress\w*|anxious|miss(?:ed)? out|too long|too late|hard to|difficult|can't|cannot|never used|nobody (?:uses|reads)|low pay|not sure)\b"
)
GOOD = re.compile(_GOOD, re.IGNORECASE)
BAD = re.compile(_BAD, re.IGNORECASE)
_TURNED = re.compile(r"^\S{0,3}(?:지 ?(?:는 |가 |도 )?(?:않|못|가 않)|지만은 않|질 않)")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|n't|never|no longer|isn't|wasn't|don't|didn't|doesn't)\s+(?:\w+\s+)?|(?:^|\s)(?:안|못)\s)$",
    re.IGNORECASE,
)
COMPARES_KO = re.compile(
    r"(?P<less>(?:[^\s,.!?]+ ){0,2}[^\s,.!?]+?)(?:보다(?:는|도)?|[와과]는? (?:다르게|달리))\s"
)
COMPARES_EN = re.compile(
    r"\b(?:than|instead of|rather than)\s+(?P<less>[^,.!?]{2,40})", re.IGNORECASE
)
INTENDS = re.compile(
    r"(?:하자|보자|가자|두자|쓰자|되자|[가-힣]자)[.!~]*$|기로 (?:했|하|마음)|(?:해야|봐야|가야|따야|써야)(?:겠|지|한다|해)|(?:할|볼|갈|쓸|딸) (?:것이다|거다|계획|예정|생각이다)"
    r"|겠다[.!]*$|\bi(?:'ll| will| am going to|'m going to| plan to| intend to| need to| have to| must)\b|\blet(?:'s| me)\b|\bnext step\b",
    re.IGNORECASE,
)
MATTERS = re.compile(
    r"중요(?:하|한|해)|기준은|최우선|우선순위|나는 [^.]{2,40}(?:고 싶다|을 원한다|를 원한다)"
    r"|\b(?:what matters|matters (?:most|to me)|important to me|my priority|i want to (?:build|make|do|work|be))\b",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"모르겠|잘 모르|알아봐야|알아보|파악(?:을|해|하)|물어봐야|확인해 ?봐야|궁금하"
    r"|\b(?:i (?:don't|do not) know|not sure (?:whether|if|what|how)|find out|need to ask|i wonder (?:whether|if|how|what))\b",
    re.IGNORECASE,
)
ADVISES = re.compile(
    r"(?P<who>교수님|선배|멘토|부모님|엄마|아빠|어머니|아버지|형|누나|언니|오빠|친구|사수|팀장님?|대표님|상사)(?:께서는?|께선|이|가|은|는|도)?\s[^.]{2,80}?"
    r"(?:라고|다고|자고|냐고|하라고) (?:하|했|말|조언|추천|권)"
    r"|\b[Mm]y (?P<role>professor|adviser|advisor|mentor|mom|mother|dad|father|parents|friend|boss|manager|brother|sister|senior)\s+"
    r"(?:says?|said|told me|thinks?|recommend\w*|advise[ds]?|suggest\w*)"
)


REQUIRES = re.compile(
    r"이상이[다기]|요구|필요(?:하|로)|필수|\brequire|\bneed a\b|\bask for\b", re.IGNORECASE
)
TOWARDS = re.compile(
    r"갈래|가고 싶|갈 것 같|갈 거|갈거|가야지|가기로|할래|하고 싶|할 것 같|할 거|해야지|하기로|기운다|기울었|쪽으로|벌 거|생각이다|확정|붙었으면"
    r"|\b(?:i(?:'ll| will| want to| think i'll| am going to|'m going to|'m leaning|'d rather)|leaning (?:to|towards?)|my heart)\b",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"(?:안|못)\s?(?:갈|가|할|하|쓸)|아니다|아닌 것 같|아닌가|포기|관두|안 간다|싫다|생각 없|없다고 했"
    r"|\b(?:not going to|won't|don't want|no longer want|never again|isn't for me|not for me|rule[ds]? out|give up on)\b",
    re.IGNORECASE,
)
SURELY = re.compile(
    r"진짜|정말|확실|절대|이제 (?:진짜|정말)|무조건|\b(?:really|definitely|for sure|certain|never)\b",
    re.IGNORECASE,
)
FUN = re.compile(
    r"재미있|재밌|재미가 있|흥미|즐거|즐겁|보람|\b(?:fun|enjoy\w*|interest\w+|loved?|exciting|felt alive)\b",
    re.IGNORECASE,
)
NO_FUN = re.compile(
    r"재미없|재미가 없|지루|지겹|지친|지쳤|싫|회의감|\b(?:boring|bored|no fun|not fun|hated?|tedious|pointless|dull)\b",
    re.IGNORECASE,
)


def polarity(text: str) -> tuple[bool, bool]:
    """Say whether `text` holds a good word and a bad word, each turned round by a negation beside
    it.
    """
    good = bad = False
    for pattern, is_good in ((GOOD, True), (BAD, False)):
        for match in pattern.finditer(text):
            negated = bool(
                _TURNED.match(text[match.end() :]) or _NOT_BEFORE.search(text[: match.start()])
            )
            if match[0].lower() in ("no hurry", "no rush", "not too late"):
                negated = False
            if is_good != negated:
                good = True
            else:
                bad = True
    return good, bad
