"""Small journals that the tests share."""

from __future__ import annotations

from datetime import date

from journal.entry import Entry


def entry(
    entry_id: str, body: str, *, on: str = "2024-04-30", title: str = "", **labels: object
) -> Entry:
    """Return an entry with the fewest words."""
    tags = labels.get("tags", ())
    assert isinstance(tags, tuple)
    return Entry(
        id=entry_id,
        written_on=date.fromisoformat(on),
        title=title,
        body=body,
        tags=tags,
        kind=str(labels.get("kind", "entry")),
    )


JOURNAL = (
    entry(
        "quit",
        "오늘 퇴사를 결심했다. 팀장님께는 아직 말하지 않았다.",
        on="2024-03-02",
        title="결심",
        tags=("회사",),
    ),
    entry(
        "grad",
        "대학원에 가고 싶다는 생각이 다시 들었다. 연구가 재미있다.",
        on="2024-04-30",
        tags=("진로", "학교"),
    ),
    entry(
        "money",
        "통장 잔고를 보니 3백만 원이 남았다. 등록금이 걱정된다.",
        on="2024-06-11",
        title="돈",
    ),
    entry("mixed", "AI관련 논문을 읽었다. 나는 transformers를 공부하는 중이다.", on="2023-11-05"),
    entry(
        "mentor",
        "My mentor said that industry pays better than research.",
        on="2025-01-15",
        kind="advice",
    ),
    entry(
        "walk",
        "We walked along the river and talked about nothing.",
        on="2025-02-20",
        title="A quiet Sunday",
    ),
)
