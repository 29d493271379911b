"""Classes of wording that hint at what a sentence does. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from interviews.coach.wordlists import word_set


class Cue(Enum):
    SETTING = auto()  # where or in what role it happened
    ROLE = auto()  # who the speaker was in it
    PLACE = auto()  # a place or group that may be named anywhere in a story
    WHEN = auto()  # a time or an occasion
    PROBLEM = auto()  # what was wrong
    STAKES = auto()  # why it mattered
    SCENE = auto()  # "there was", "was called", describing rather than doing
    DUTY = auto()  # what the speaker was there to do, said outright
    NEED = auto()  # a goal or need, whoever's
    LIMIT = auto()  # a constraint, or what success meant
    SEQUENCE = auto()
    REASON = auto()
    TURN = auto()  # an obstacle or an adjustment
    ENDING = auto()  # "in the end", "as a result"
    OUTCOME = auto()  # an end state
    VAGUE_OUTCOME = auto()
    REACTION = auto()  # what others did or said about it
    MEASURED = auto()  # less, more, from-to
    LASTING = auto()  # what is so since then
    MIXED = auto()  # an honest "but not everything"
    LEARNING = auto()
    HABIT = auto()
    OPINION = auto()
    TRAIT = auto()
    REFUSAL = auto()
    GRADER = auto()  # orders to whoever marks the answer
    ASIDE = auto()  # talk about the interview itself


# Phrases are separated by "/". A word that ends in * stands for every word that begins so.
PHRASES: Mapping[Cue, str] = {
    Cue.SETTING: """
        in my last / in my previous / in my first / in my second / in my third / in my current /
        in my final year / in my role / in my old / at my previous / at my last / at my job /
        at my old / at my current / at my part-time / at my first / at my part / at my school /
        at my university / at my college / at my company / my previous job / my last job /
        my first job / my old job / my internship / an internship / my placement / placement /
        while working / while i was / when i was / when i worked / i was working / i worked /
        i work in / i work at / i work as / i was a / i was an / i was the / as a / as an /
        during my / on my ward / on placement / our team was / my course / my degree /
        i volunteered / i volunteer / i was part of / part of a team / part of the / i was on /
        in a team / on a project / group project / i was in / i joined / i interned /
        previous role / previous job / current role / working as / working at / working for /
        at a company / at a small / in a small / at a large / at university / at school /
        when i started / when i joined / when i began / i work for / captain of /
        in second year / in first year / in third year / in my second year / in my first year /
        in my third year / i was doing / i was running / i was organising / i was organizing /
        i was leading / i was helping / i was teaching / i was writing / i was studying /
        where i worked / where i picked / where i waited / where i volunteer / where i did /
        where i do / i look after / i drive / i'd just started / i had just started / in my first /
        in my second / in my third / in my final
    """,
    Cue.ROLE: """
        i was a / i was an / i was the / as a / as an / i worked as / i work as / working as /
        captain of / i was captain / i was president / i volunteer / i volunteered /
        i was head / in charge
    """,
    Cue.PLACE: """
        the ward / our ward / our shop / the shop / the store / our store / our company /
        our group / our class / our school / the company / my class / my team / our department /
        my department / our office / the office / my group / my project / cafe / restaurant /
        lab / laboratory / hospital / clinic / pharmacy / library / warehouse / factory /
        classroom / kitchen / hotel / gym / campus / farm / theatre / nursery / museum /
        charity / food bank / society / club / festival / workshop / studio
    """,
    Cue.WHEN: """
        last year / last month / last week / last summer / last winter / last spring /
        last autumn / last term / last semester / last christmas / this year / this spring /
        this summer / one day / one night / one evening / one morning / one afternoon /
        one shift / one friday / one saturday / one sunday / one monday / one tuesday /
        one wednesday / one thursday / years ago / year ago / months ago / month ago /
        weeks ago / week ago / two days before / in january / in february / in march /
        in april / in may / in june / in july / in august / in september / in october /
        in november / in december / on monday / on tuesday / on wednesday / on thursday /
        on friday / on saturday / on sunday / yesterday / halfway through / midway through /
        in my first week / in my second week / over the summer / the day before /
        the night before / the week before / the evening before / in the middle of /
        in the second year / in the first year / in the third year / on the morning /
        on the day / around christmas / before christmas / early in / last monday /
        last tuesday / last wednesday / last thursday / last friday / last saturday /
        last sunday / last january / last february / last march / last april / last may /
        last june / last july / last august / last september / last october / last november /
        last december / a monday / a tuesday / a wednesday / a thursday / a friday /
        a saturday / a sunday / on the thursday / on the friday / on the monday
    """,
    Cue.PROBLEM: """
        problem* / issue* / conflict* / disagree* / complain* / broke / broken / crash* /
        fail* / error* / mistake* / late / delay* / behind schedule / falling behind /
        fell behind / angry / upset / furious / unhappy / struggl* / difficult* / challeng* /
        wrong / missing / missed / short-staffed / short of staff / overwhelm* / confus* /
        stuck / crisis / urgent* / outage / bug / bugs / refus* / quit / sick / ill / lost /
        lack* / pressure / stress* / tense / tension / argu* / critical / slow / losing /
        ran out / nobody / no one / went down / unexpected* / suddenly / behaviour /
        misunderst* / worried / never / forgot / hurt / forgotten / ignored / ignoring / empty /
        unsafe / damaged / cancelled / leaked / flooded
    """,
    Cue.STAKES: """
        important / crucial / critical / deadline / at risk / risk / would lose /
        would have lost / could lose / could have / essential / vital / serious / tight /
        high stakes / the biggest / depended on / otherwise / safety / unsafe / dangerous /
        only had / had only / only two / only three / before the / by the end
    """,
    Cue.SCENE: """
        there was / there were / there is / there had been / who was / who were / which was /
        was called / were called / was a / was an / were a / was very / was not / wasn't /
        weren't / were not / had been / kept / was going / were going / was being / were being /
        was also / it was / we were / they were / he was / she was / wanted / had a /
        used to be / began to / started to / found out / turned out / tended to / faced /
        arose / encountered / came in / let's call
    """,
    Cue.DUTY: """
        my task / my job was / my job is / my role was / my responsibility /
        my responsibilities / my goal / my aim / my objective / my duty / my part was /
        my target / my assignment / my mission / i was responsible / was responsible for /
        i was asked / i was told to / i was tasked / i was assigned / i was expected /
        i was supposed / i was in charge / i was given / in charge of / i had to / i needed to /
        it was up to me / up to me / i was meant / it fell to me / i have to / i must /
        i was to / responsible for / i was appointed / i was chosen / i was there to /
        asked me to / told me to / wanted me to / task was / job was to / the task /
        i was put in charge / i am responsible / tasked with / gave me the job /
        given the task / i was leading / my challenge / it was my job / it was my task /
        it was my responsibility / it was my role / it was my duty / it was my turn /
        down to me / left to me / fell on me
    """,
    Cue.NEED: """
        the goal / our goal / the aim / our aim / the objective / our objective / the target /
        our target / our task / our job / we had to / we needed / needed to / need to / had to /
        have to / was needed / were needed / was supposed to / were supposed to / was required /
        required to / the challenge was / the plan was / the idea was to / i wanted to /
        we wanted to / i hoped to / i aimed / necessary / must / the question was /
        was essential to / it was crucial / it was important / it was essential / was due /
        goal was / supposed to / i knew i / i knew that / i knew we / without losing /
        the purpose / i was captain / i was the captain / i was president / i was team leader /
        i was the team leader / i was head of / i was leading / i was running /
        i was organising / i was organizing / we had one / i had one / i had two / i only had
    """,
    Cue.LIMIT: """
        within / deadline / by the end / by friday / by monday / before / without / only /
        no budget / budget / in time / on time / at least / at most / no more than / less than /
        so that / as well as / not only / while also / despite / even though / by noon /
        by the next / by tomorrow / one hour / one day / one week / limited / safely / safe
    """,
    Cue.SEQUENCE: """
        first / firstly / second / secondly / third / then / next / after that / afterwards /
        to start / i started by / i began by / i began / i started / finally / lastly / later /
        once / also / additionally / in addition / furthermore / to do this / so i / and i /
        immediately / straight away / meanwhile / throughout / during the meeting / each day /
        every day / each morning / every morning / over the next / to address / in parallel /
        initially / subsequently / before the / to ensure / in order to / step
    """,
    Cue.REASON: """
        because / so that / in order to / to make sure / to be sure / to ensure /
        to understand / to avoid / to prevent / since i / the reason / that way / which meant /
        so they / so she / so he / so everyone / so nobody / so the / so we / so i could /
        to see / to find out / to show / to check / to keep / to help / based on / rather than /
        to address / to manage / to identify / allowing / ensuring / to test / to bridge /
        to mitigate
    """,
    Cue.TURN: """
        but / however / instead / although / realised / realized / realising / realizing /
        noticed / discovered / turned out / did not work / didn't work / at first / when that /
        when she / when he / when they / changed my / changed the plan / adjusted / despite /
        even though / so instead / recognising / recognizing / it became / adapted
    """,
    Cue.ENDING: """
        as a result / in the end / at the end / by the end / eventually / ultimately /
        the result / the outcome / the results / result was / because of that /
        because of this / thanks to / this meant / this led / which led / led to / resulted in /
        resulting in / after this / after the / this way / that meant / this allowed /
        this helped / through these / overall / consequently / the end result / all in all /
        this decision / this approach / these efforts / by doing / this resolution /
        so in the end / from then on / since then / ever since / these days / months later /
        weeks later / after two weeks / after two months / after a week / after a month /
        after a few / at the end of
    """,
    Cue.OUTCOME: """
        improv* / increas* / decreas* / reduc* / rose / dropped / fell / grew / doubled /
        halved / tripled / saved / solved / resolved / fixed / finished / completed /
        delivered / launched / released / passed / won / earned / recovered / achieved /
        reached / met the deadline / met our / exceeded / on time / on schedule / ahead of /
        within budget / success* / agreed / accepted / approved / adopted / calmed / settled /
        stopped / ended / was able to / were able to / managed to / worked well / finally got /
        came back / opened on / handed in / got the / no longer / no more / went live /
        went home / went out / sold / signed / renewed / streamlined / strengthened / enhanced /
        boosted / smoother / smoothly / nobody was / no one was / paid off / benefit* /
        satisf* / got a / stayed / avoided / ceased / mitigat* / became / contributed /
        effective* / complete / scored / grades / graded / marks / they changed / she changed /
        he changed / was changed / went from / went up / went down / came first / kept it /
        agreed to / raised / sold out / came second / came third / paid back / signed up /
        came in first / won us / to spare / we got / were given / was given / we won / won it /
        drew level / passed with / got it / got them / got her / got him / got their / were gone /
        was gone / had only / only had a / there has not been / there have been no / cost us /
        were right / was right / came out right / to the penny / balanced / added up / unharmed
    """,
    Cue.VAGUE_OUTCOME: """
        went well / went fine / was fine / worked out / turned out well / good result /
        was good / was great / everything was ok / was okay / was happy / were happy /
        all good / was a success / it worked / very well / everything was / turned out fine /
        went great
    """,
    Cue.REACTION: """
        thanked / thank / praised / praise / appreciat* / impressed / grateful / pleased /
        recognised / recognized / promoted / recommend* / positive / well-received /
        well received / compliment* / congratulat* / awarded / award / asked me to /
        asked us to / told me / told us / wrote to / said that / said it / says / smiled /
        apologised to me / feedback / happy with / delighted / trust / adopted / copied /
        reviews / offered me / hugged
    """,
    Cue.MEASURED: """
        percent / per cent / less / fewer / more / faster / quicker / half / twice / higher /
        lower / longer / shorter / better / from / compared / down to / up to / instead of /
        increas* / reduc* / decreas* / rose / dropped / fell / doubled / halved / grew / cut
    """,
    Cue.LASTING: """
        since then / ever since / from then on / still use / still uses / still do /
        still does / still in / is still / are still / to this day / now use / now uses /
        we now / they now / i now / now i / now we / the following / next year / every year /
        permanent* / afterwards / going forward / long-term / became the / standard /
        after that day / these days / later / in subsequent / future / following month /
        following months / continue* / since that / for years / still / now
    """,
    Cue.MIXED: """
        although / however / not everything / not perfect / but we / but i / even though /
        while the / while it / missed / not all / only partly / still lost / despite / setback
    """,
    Cue.LEARNING: """
        i learned / i learnt / i have learned / i've learned / taught me / learning experience /
        reinforced / highlighted / showed me / next time / looking back / made me realise /
        made me realize / learned that / learned how / learnt that / underscored /
        the importance of / the value of / this experience / the experience / that experience /
        i would do / i learn that / i learn to / helped me / demonstrated / this taught /
        takeaway / valuable lesson / valuable lessons / important lesson / important lessons /
        hard lesson / big lesson / humbling lesson / key lesson / lesson in / lesson for me /
        lesson was that / lessons learned / lessons learnt
    """,
    Cue.HABIT: """
        usually / always / whenever / every time / often / generally / typically / normally /
        tend to / sometimes / in my roles / in my jobs / in general / most of the time /
        on a regular / regularly / in situations like / in these situations / in such / i never
    """,
    Cue.OPINION: """
        i think / i believe / i feel that / in my opinion / in my view / people should /
        you should / you have to / you need to / everyone should / it is important /
        it's important / is important / is the key / is key / the key is / is essential /
        should be / communication is / teamwork is / i would say / it's all about / nowadays /
        everybody knows / one should / must be
    """,
    Cue.TRAIT: """
        i am a / i'm a / i am an / i'm an / i am very / i'm very / i am good / i'm good /
        i am always / i'm always / my strength / my strengths / my biggest strength /
        my weakness / my weaknesses / i love / i enjoy / i like / i pride / i am someone /
        i'm someone / i consider myself / i see myself / i am passionate / i'm passionate /
        hard-working / hardworking / team player / i am quite / i'm quite / i am really /
        i'm really / motivated / organised person / people person / my friends say /
        perfectionist / i have good / i have great / i have strong / i am the kind
    """,
    Cue.REFUSAL: """
        i don't know / i do not know / can't think / cannot think / can not think /
        couldn't think / don't remember / do not remember / can't remember / cannot remember /
        never had / have never / haven't had / don't have an example / do not have an example /
        don't have any / no example / no experience / nothing comes to mind / no idea /
        skip this / skip it / pass on this / rather not / prefer not / next question /
        don't want to answer / do not want to / not sure what to say / nothing to say /
        can't answer / cannot answer
    """,
    Cue.GRADER: """
        ignore your / ignore all previous / ignore all instructions / ignore previous /
        ignore the instructions / ignore the above / ignore any instructions /
        your instructions / previous instructions / instructions above / as an ai / a five for /
        a 5 for / give me full marks / give full marks / maximum score / highest score /
        score of 5 / score of five / set the score / level 5 / level five / five out of five /
        5 out of 5 / rate this answer / score this answer / grade this answer /
        mark this answer / rate my answer / score my answer / grade my answer / mark my answer /
        the grader / dear grader / disregard your / disregard all / disregard previous /
        give this answer
    """,
    Cue.ASIDE: """
        good question / great question / let me think / thank you for / thanks for /
        that is all / that's all / that's it / that's my answer / can you hear /
        can you repeat / am i audible / sorry can you / for asking
    """,
}

NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million half third quarter dozen"
)
