"""Options in a question, labelled as the person named them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.options.find import find_options
from tests.properties import examples


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("대학원에 갈까, 취업할까?", ["대학원", "취업"]),
        ("대학원에 갈까 취업할까", ["대학원", "취업"]),
        ("나는 졸업하면 대학원에 갈까, 아니면 바로 취업할까?", ["대학원", "취업"]),
        ("대학원 아니면 취업?", ["대학원", "취업"]),
        ("대학원 vs 취업", ["대학원", "취업"]),
        ("대학원이냐 취업이냐", ["대학원", "취업"]),
        ("대학원을 갈지 취업할지 고민이야", ["대학원", "취업"]),
        ("대학원이랑 취업 중에 뭐가 나아?", ["대학원", "취업"]),
        ("대학원에 가는 게 나을까, 취업하는 게 나을까?", ["대학원", "취업"]),
        ("대학원을 진학할까 취업할까?", ["대학원 진학", "취업"]),
        ("회사에 남을까 이직할까?", ["회사에 남기", "이직"]),
        ("스타트업에 갈까 대기업에 갈까 창업할까?", ["스타트업", "대기업", "창업"]),
        ("퇴사할까 말까?", ["퇴사"]),
        ("grad school 갈까 취업할까?", ["grad school", "취업"]),
        ("석사 또는 박사?", ["석사", "박사"]),
        ("grad school or industry?", ["grad school", "industry"]),
        ("Should I take the offer or stay?", ["take the offer", "stay"]),
        ("Should I go to grad school or get a job after graduation?", ["grad school", "job"]),
        ("grad school vs industry", ["grad school", "industry"]),
        ("I can't decide between a startup and a big company.", ["startup", "big company"]),
        ("research, engineering or product?", ["research", "engineering", "product"]),
        ("I wonder whether to quit or to stay", ["quit", "stay"]),
        ("Care home or keep Dad where he is?", ["Care home", "keep Dad where he is"]),
        ("Sell up or hang on where we are?", ["Sell up", "hang on where we are"]),
        ("Keep the dog that was hers or rehome it?", ["Keep the dog that was hers", "rehome it"]),
        ("Quit or stick with what I have?", ["Quit", "stick with what I have"]),
        ("A bigger flat or where we live now?", ["bigger flat", "where we live"]),
        ("Stay or go?", ["Stay", "go"]),
        ("Should I take the first or the second job?", ["take the first", "second job"]),
        ("Should I finish my degree first or go home?", ["finish my degree", "home"]),
        ("첫 번째 회사랑 두 번째 회사 중에 어디가 나아?", ["첫 번째 회사", "두 번째 회사"]),
        ("Take the money or wait?", ["Take the money", "wait"]),
        ("Surgery or physio?", ["Surgery", "physio"]),
        ("요양원 아니면 집?", ["요양원", "집"]),
        ("계속 다니기 vs 퇴사", ["계속 다니기", "퇴사"]),
        ("그만둘까 버틸까", ["그만두기", "버티기"]),
        ("How do I choose between Lyon and Oslo?", ["Lyon", "Oslo"]),
        ("Torn between the lab and the firm", ["lab", "firm"]),
        ("What's the difference between the lab and the firm?", ["lab", "firm"]),
        ("Which is better between a flat and a house?", ["flat", "house"]),
        ("대학원과 취업 사이에서 고민이야", ["대학원", "취업"]),
        ("서울과 부산 중 어디가 좋을까?", ["서울", "부산"]),
        ("서울, 부산, 대전 중에 어디가 나아?", ["서울", "부산", "대전"]),
        ("Leeds, 대구, 도하 중에 어디로 갈까?", ["Leeds", "대구", "도하"]),
        ("석사랑 취업이랑 창업 중에 뭐가 맞을까?", ["석사", "취업", "창업"]),
        # A verb keeps what belongs to it, and a phrase of two verbs both.
        (
            "Should I go down to three days a week, or leave?",
            ["go down to three days a week", "leave"],
        ),
        (
            "Should I go down to four days and do the diploma, or stay full time?",
            ["go down to four days and do the diploma", "stay full time"],
        ),
        (
            "Should I do the course and get a loan or carry on?",
            ["do the course and get a loan", "carry on"],
        ),
        ("Should I go it alone or get out of the lease?", ["go it alone", "get out of the lease"]),
        (
            "Should I do up the house or go through with the sale?",
            ["do up the house", "go through with the sale"],
        ),
        ("Do I take on the shop or go part time?", ["take on the shop", "part time"]),
        ("가게를 수빈이랑 할까, 혼자 할까?", ["가게를 수빈이랑 하기", "혼자 하기"]),
        ("민호하고 갈까 아니면 혼자 갈까?", ["민호하고 가기", "혼자 가기"]),
        ("수빈이하고 창업할까, 취업할까?", ["수빈이하고 창업", "취업"]),
        ("수빈이랑 하는 게 나을까, 혼자 하는 게 나을까?", ["수빈이랑 하기", "혼자 하기"]),
        (
            "주 4일로 내려가고 대학원 과정을 할까, 그대로 다닐까?",
            ["주 4일로 내려가고 대학원 과정을 하기", "그대로 다니기"],
        ),
        ("공부하고 취업할까, 바로 창업할까?", ["취업", "창업"]),
        ("본사로 옮기는 거랑 가게를 잇는 거, 뭐가 나을까?", ["본사로 옮기기", "가게를 잇기"]),
        ("설계랑 뱃일, 어느 쪽이 나한테 맞아?", ["설계", "뱃일"]),
        ("집에서 모시는 거랑 요양원, 어떻게 따져 봤지?", ["집에서 모시기", "요양원"]),
        ("Lisbon or staying put — what have I said for each?", ["Lisbon", "staying put"]),
        ("Sell the boat or let it, what was the thinking?", ["Sell the boat", "let it"]),
        ("Piano school or the bank: why did I choose the school?", ["Piano school", "bank"]),
        ("Larkspur or Deneb — why did I decide so late?", ["Larkspur", "Deneb"]),
        ("For the knee, was it surgery or rest I leaned towards?", ["surgery", "rest"]),
        (
            "Should my parents sell the shop or hang on?",
            ["sell the shop", "hang on"],
        ),
        (
            "For better or worse, should I stay in nursing or retrain?",
            ["stay in nursing", "retrain"],
        ),
        # What one goes for stays with the verb.
        ("밭을 갈러 갈지 시험을 볼지 고민이야", ["밭을 갈러 가기", "시험을 보기"]),
        ("약을 치러 갈까, 비를 기다릴까?", ["약을 치러 가기", "비를 기다리기"]),
        ("섬에 글을 쓰러 들어갈까 집에 남을까", ["섬에 글을 쓰러 들어가기", "집에 남기"]),
        ("Should I go and pick grapes, or sit the exam?", ["go and pick grapes", "sit the exam"]),
        # What stands in brackets belongs to the word before it, as the particle after it does.
        ("항구(Bergen)에 갈까 마을에 남을까", ["항구(Bergen)", "마을에 남기"]),
        (
            "새 조선소(Aker, Stord)로 옮길까 여기 남을까",
            ["새 조선소(Aker, Stord)로 옮기기", "여기 남기"],
        ),
        # The first of two is all the nouns before it, and no word for a time or an aside.
        (
            "선박 기관 정비 학교와 목공소 중에 왜 목공소를 골랐지?",
            ["선박 기관 정비 학교", "목공소"],
        ),
        (
            "결국 시립 관현악단 단원하고 음악 교사 중에 뭘 택했어?",
            ["시립 관현악단 단원", "음악 교사"],
        ),
        ("어제 대학원과 취업 중에 뭘 골랐지?", ["대학원", "취업"]),
        ("2023년 겨울 도예 공방과 학원 중에 뭘 골랐지?", ["도예 공방", "학원"]),
        ("그때 내가 마을 도서관 사서와 강사 중에 고민했나?", ["마을 도서관 사서", "강사"]),
        ("지난주 밥을 먹었다. 새 공방과 학원 중에 뭐가 나아?", ["새 공방", "학원"]),
        ("가르치는 일과 요리 중에 뭐가 맞아?", ["가르치는 일", "요리"]),
        ("독일에서 석사와 한국에서 취업 중에 뭐가 나아?", ["독일에서 석사", "한국에서 취업"]),
        ("선박 기관 정비 학교 아니면 목공소?", ["선박 기관 정비 학교", "목공소"]),
        (
            "Torn between the ship engine school and the joiner's shop",
            ["ship engine school", "joiner's shop"],
        ),
        ("민수랑 지훈 중에 누구를 골랐어?", ["민수", "지훈"]),
        # A verb that describes a noun keeps its ending, and belongs to the name with all it has.
        ("번역하는 일을 할까, 학원을 차릴까?", ["번역하는 일", "학원을 차리기"]),
        ("집에서 하는 일을 할까 밖에서 하는 일을 할까?", ["집에서 하는 일", "밖에서 하는 일"]),
        ("가르치는 쪽으로 갈까, 만드는 쪽으로 갈까?", ["가르치기", "만들기"]),
        ("일하는 걸 택할까 쉬는 걸 택할까?", ["일하기", "쉬기"]),
        ("작은 배로 할까 누나 집에 들어갈까?", ["작은 배", "누나 집"]),
        # A verb is called by its stem, as it is without its ending.
        ("집을 지을까 아파트에 들어갈까?", ["집을 짓기", "아파트"]),
        ("혼자 사는 게 좋을까 합치는 게 좋을까?", ["혼자 살기", "합치기"]),
        ("이 집에서 살까 시골에 집을 살까?", ["이 집에서 살기", "시골에 집을 사기"]),
        ("헛간을 고쳐 살까, 세를 들까?", ["헛간을 고쳐 살기", "세를 들기"]),
        ("가게를 접을까 아니면 동업자를 구할까?", ["가게를 접기", "동업자를 구하기"]),
        # To go on with something, or to be somewhere, is one way as well.
        ("책방을 동생한테 맡길까 그냥 내가 보고 있을까?", ["책방을 동생한테 맡기기", "보고 있기"]),
        ("밭을 내놓을까 아니면 집에 있을까?", ["밭을 내놓기", "집에 있기"]),
        ("사직서를 낼까, 더 있을까?", ["사직서를 내기", "더 있기"]),
        # What is asked to be better is what one does, or a thing.
        ("도자기를 굽는 쪽이 나아, 파는 쪽이 나아?", ["도자기를 굽기", "팔기"]),
        ("남는 게 좋아 떠나는 게 좋아?", ["남기", "떠나기"]),
        ("쓰는 게 나아 아니면 가르치는 게 나아?", ["쓰기", "가르치기"]),
        ("배우는 게 나을까 장사가 나을까?", ["배우기", "장사"]),
        ("배를 타는 게 맞나 육지 일이 맞나?", ["배를 타기", "육지 일"]),
        ("수술이 나아, 물리치료가 나아?", ["수술", "물리치료"]),
        ("왜 대학원에 갈까 취업할까 고민했지?", ["대학원", "취업"]),
        ("어떻게 할까, 대학원에 갈까 취업할까?", ["대학원", "취업"]),
        # What one did with one of two things, before them, behind them or around them.
        ("Did I lean towards the bakery or the office?", ["bakery", "office"]),
        ("Was I leaning more towards renting or buying?", ["renting", "buying"]),
        ("Did I choose Leeds or Hull in the end?", ["Leeds", "Hull"]),
        ("Did I settle on surgery or physio?", ["surgery", "physio"]),
        ("Did I want to teach or to nurse?", ["teach", "nurse"]),
        ("Did I go for the loan or the lease?", ["loan", "lease"]),
        ("Was it the farm or the shop I went for?", ["farm", "shop"]),
        ("Oslo or Bergen: which did I end up in?", ["Oslo", "Bergen"]),
        ("The ferry or the bridge, which did we take?", ["ferry", "bridge"]),
        ("The barge or a flat, which way did I go?", ["barge", "flat"]),
        ("The allotment or the garden, which one was it?", ["allotment", "garden"]),
        ("Which was I leaning towards, the farm or the city?", ["farm", "city"]),
        ("What would suit me better, the harbour or the yard?", ["harbour", "yard"]),
        ("Which is right for me: the yard, the ship or the office?", ["yard", "ship", "office"]),
        ("Did I go by the coast road or the motorway?", ["coast road", "motorway"]),
        ("Did we sail round the Horn or through the canal?", ["Horn", "canal"]),
        ("Am I better off renting or buying?", ["renting", "buying"]),
        # What frames a question names none of its options.
        (
            "Is Ewan better off staying at sea or taking the shore job?",
            ["staying at sea", "taking the shore job"],
        ),
        (
            "Would Mum be better off in sheltered housing or staying put?",
            ["in sheltered housing", "staying put"],
        ),
        (
            "Was I right to stop giving Danny money, or should I have kept helping him out?",
            ["stop giving Danny money", "kept helping him out"],
        ),
        (
            "Should I have kept the whole plot or given up half?",
            ["kept the whole plot", "given up half"],
        ),
        ("Am I right to move out, or would it be kinder to wait?", ["move out", "wait"]),
        ("Is it worth fixing the van or buying another?", ["fixing the van", "buying another"]),
        ("Would I rather teach or nurse?", ["teach", "nurse"]),
        (
            "Would it be better to rent out the barn or let it stand empty?",
            ["rent out the barn", "let it stand empty"],
        ),
        (
            "Would it be wiser to keep the bees or hand them to Olaf?",
            ["keep the bees", "hand them to Olaf"],
        ),
        ("Is it worth keeping the loom, or should I sell it?", ["keeping the loom", "sell it"]),
        ("Do I keep the stall or go back to the bakery?", ["keep the stall", "bakery"]),
        (
            "Was it wrong to leave the choir or should I have stuck it out?",
            ["leave the choir", "stuck it out"],
        ),
        (
            "Did I do right to sell the horse, or ought I to have kept her?",
            ["sell the horse", "kept her"],
        ),
        ("Would we be happier in the city or by the lake?", ["in the city", "by the lake"]),
        ("Is Dad better off with us or in a home?", ["with us", "in a home"]),
        (
            "Ought I to ring the landlord or wait for the letter?",
            ["ring the landlord", "wait for the letter"],
        ),
        ("Do we sell the flat or let it?", ["sell the flat", "let it"]),
        (
            "Is it smarter to lease the tractor or buy it outright?",
            ["lease the tractor", "buy it outright"],
        ),
        (
            "Go back to be near my parents, or settle here for good?",
            ["Go back to be near my parents", "settle here for good"],
        ),
        (
            "Keep paying the rent on the studio every month, or give it up?",
            ["Keep paying the rent on the studio every month", "give it up"],
        ),
        ("Do I go to Oban with Ewan or stay here?", ["go to Oban with Ewan", "stay here"]),
        ("Should we have stayed in Cork or moved sooner?", ["stayed in Cork", "moved sooner"]),
        (
            "Should I have taken the redundancy, or was I right to stay on?",
            ["taken the redundancy", "stay on"],
        ),
        ("Would I be happier teaching or back on the boats?", ["teaching", "back on the boats"]),
        (
            "Would Priya be better off with a tutor or at a new school?",
            ["with a tutor", "at a new school"],
        ),
        ("Pros and cons of the night shift versus the day shift", ["night shift", "day shift"]),
        (
            "Would it be foolish to quit now or should I hold on till spring?",
            ["quit", "hold on till spring"],
        ),
        (
            "Is it worth going back to college, or am I better off learning on the job?",
            ["going back to college", "learning on the job"],
        ),
        (
            "Were we wrong to sell up, or would it have been worse to hang on?",
            ["sell up", "hang on"],
        ),
        ("Should I have children or carry on as we are?", ["have children", "carry on as we are"]),
        ("Am I happier baking or driving?", ["baking", "driving"]),
        ("Had I better sell the van or keep it?", ["sell the van", "keep it"]),
        ("Is it better for Dad to move in with us or go into a home?", ["move in with us", "home"]),
        (
            "Should I go to Leeds with my sister or take the job here?",
            ["go to Leeds with my sister", "take the job here"],
        ),
        (
            "Move the workshop into the old barn by the river, or leave it where it is?",
            ["Move the workshop into the old barn by the river", "leave it where it is"],
        ),
        (
            "Sell the flock and rent the land to the Huws, or try one more lambing?",
            ["Sell the flock and rent the land to the Huws", "try one more lambing"],
        ),
        # What is laid side by side, or one against the other.
        (
            "Lay out the boat, the soup shop and the sous-chef job side by side.",
            ["boat", "soup shop", "sous-chef job"],
        ),
        (
            "Between the three: boat, soup shop, sous-chef, where do I stand?",
            ["boat", "soup shop", "sous-chef"],
        ),
        (
            "Between the three, the mill, the farm and the shop, which did I favour?",
            ["mill", "farm", "shop"],
        ),
        ("Put Oslo, Bergen and Tromsø next to each other.", ["Oslo", "Bergen", "Tromsø"]),
        ("Set the lease and the loan side by side.", ["lease", "loan"]),
        ("Weigh up the masters against the apprenticeship.", ["masters", "apprenticeship"]),
        ("How did I weigh surgery against living with it?", ["surgery", "living with it"]),
        (
            "Of the three, the boat, the shop and the kitchen, which did I lean to?",
            ["boat", "shop", "kitchen"],
        ),
        (
            "Out of teaching, farming and the post office, which one suits me?",
            ["teaching", "farming", "post office"],
        ),
        ("Choosing between Leeds, Hull and York", ["Leeds", "Hull", "York"]),
        (
            "Can you lay out staying on, retraining and early retirement side by side for me?",
            ["staying on", "retraining", "early retirement"],
        ),
    ],
)
def test_options_are_found(text: str, labels: list[str]) -> None:
    assert [option.label for option in find_options(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "작년 여름에 무슨 고민을 했지?",
        "그때 왜 그렇게 생각했지?",
        "어떻게 할까?",
        "나 뭐가 되고 싶었을까?",
        "did I mention money or time when I wrote about the internship?",
        "and what did I say about money?",
        "요즘 나는 어때",
        "",
        "How have things between Karen and me changed?",
        "What changed between my sister and me?",
        "How did things change between Mum and Dad?",
        "What happened between Tom and Priya?",
        "Is there tension between me and the boss?",
        "How are things between us and the neighbours?",
        "What's going on between Steve and Mo?",
        "How did the friendship between Ana and Lee evolve?",
        "Has anything shifted between him and me since the move?",
        "수빈이랑 있었던 일 중에 뭐가 제일 좋았지?",
        "엄마하고 나눈 얘기 중에 기억나는 게 뭐야?",
        "어제 엄마하고 나눈 얘기 중에 기억나는 게 뭐야?",
        "나와 엄마 사이는 어떻게 변했어?",
        "아빠하고 언니 사이에 무슨 일이 있었어?",
        "팀장님과 나 사이에서 뭐가 바뀌었어?",
        "나랑 형 사이에 어떤 일이 있었지?",
        "목에 생긴 혹은 어떻게 됐어?",
        "What did I say about money or time?",
        "Money or time, what did I mention more?",
        "Who rang, Karen or Peter?",
        "Has Mum or Dad been ill?",
        "친구들, 가족 중에 누가 뭐라고 했어?",
        "작년, 재작년 중에 언제가 더 힘들었어?",
        "회의하다가, 그 중에 뭐가 기억나?",
        "요즘 하는 일 중에 뭐가 제일 힘들어?",
        "민수랑 나, 누가 먼저 그랬지?",
        "엄마랑 아빠, 어떻게 지내?",
        "Ana or Ben, which of them said it?",
        "Has my sleep got any better or worse since the spring?",
        "Is the rent higher or lower than before?",
        "Which concert went better, the first or the second?",
        "나랑 동생 중에 누가 더 빨리 뛰었어?",
        "민수랑 지호 중에 누구를 먼저 만났지?",
        "뭐가 나을까, 뭐가 맞을까?",
        "요즘 몸이 좋아, 기분이 좋아?",
        "누가 더 나아, 누가 더 빨라?",
        "이름이 맞나 주소가 맞나?",
        "그때 왜 파는 게 낫다고 했지?",
        "무슨 일이 있을까, 별일 없을까?",
        "다른 방법이 있을까, 답이 있을까?",
        "내가 왜 그러고 있을까, 뭐가 문제일까?",
        "언제 갈까, 몇 시에 갈까?",
        "뭘 할까, 어디로 갈까?",
        "어제 운동했나 아니면 쉬었나?",
        "Did I see Tom or Ana at the wedding?",
        "Did I go to the doctor or dentist in May?",
        "Did I go for a run or a swim that week?",
        "Did I go over budget or under?",
        "Did I lean on Mum or Dad that winter?",
        "Did I pick up the kids or the shopping?",
        "Did I ever want to be a vet or a farmer?",
        "Did I want anything or not?",
        "Was it Tom or Ana who rang?",
        "Was it Leeds or Hull I took the exam in?",
        "What did I do right, or was it luck?",
        "Tea or coffee, which did I mention more?",
        "Karen or Peter, which one rang?",
        "What did Mum or Dad say?",
        "What did I write about Mum, Dad and Ewan?",
        "Lay out my week, day by day.",
        "Compare this year with last year",
        "Compare spring, summer and autumn.",
        "List the days I ran, swam or cycled",
        "Was I ill or just tired?",
        "Is Ewan at sea or home?",
        "Was I right about Tom or Ana?",
        "Was I happier in May or June?",
        "Was Mum better or worse?",
        "Is it worth anything or nothing?",
        "Would it be May or June when we moved?",
        "Tell me about the boat, the shop and the kitchen.",
        "Put my entries side by side",
        "Did I feel better after swimming or running?",
        "Have I slept better with the window open or shut?",
        "Show me the last entry about the garden, or tell me when I wrote it",
        "Give me what I said about Karen in May, or find the entry where she rang",
        "Remind me what Karen said about the loan, or when she said it",
        "Am I better or worse off than last year?",
        "Is Ewan better off now or before?",
        "Was I right or wrong?",
        "Was I right to worry, or was it nothing?",
        "How did I weigh in May or June?",
        "Compare Mum and Dad",
        "Compare what I said in May and in June",
        "Who was better off, Tom or Ana?",
        "Between the three of us, who rang Mum or Dad?",
        "Go through the days I felt low or cried, and tell me why",
        "Should I have known Tom or Ana was ill?",
        "Put the kettle, the pan and the cups side by side in the photo?",
        "Set out the dates when Mum and Dad came",
        "Was it right of Mum or Dad to say so?",
        "Have I been happier at work or at home lately?",
        "Would I have written it on Monday or Tuesday?",
        "Did I weigh more in May or June?",
        "Compare how I felt before and after the move",
        "What is the difference between now and then?",
        "Was I right to be angry or hurt?",
        "Do I mention Mum or Dad more?",
        "Photos from the trip to Oslo with the choir, or notes about it?",
        "Did I weigh myself against the chart?",
        "Put the entries from May and June side by side.",
        "Lay Mum and Dad side by side.",
    ],
)
def test_other_questions_have_none(text: str) -> None:
    assert find_options(text) == ()


@settings(deadline=None, max_examples=examples(200))
@given(
    st.one_of(
        st.text(max_size=100), st.text(alphabet="가갈까말지 을대학원or vs,?[]#\n", max_size=40)
    )
)
def test_any_text_gives_clean_unique_labels(text: str) -> None:
    labels = [option.label for option in find_options(text)]
    assert len(set(labels)) == len(labels) <= 4
    assert all(label and not set(label) & set("[]#\n<>") for label in labels)


def test_what_is_searched_for_is_no_word_that_only_belongs_to_a_verb() -> None:
    take, sell = find_options("Should I take on the shop or keep it?")
    assert (take.phrases, sell.phrases) == (("take on the shop",), ("keep it",))
