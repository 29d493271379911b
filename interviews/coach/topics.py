"""The subjects interview questions ask about, each with the words people ask and tell them in.

A word stands for every word that begins with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from math import sqrt
from statistics import fmean

from interviews.coach.usual_words import USUAL
from interviews.coach.wordlists import word_set

TOPICS: Mapping[str, str] = {
    "conflict": "conflict disagree argu tension dispute clash quarrel difficult-person confront "
    "compromis mediat apolog angry upset shout opinion differ perspective refus "
    "complain frustrat wouldn't won't side calm listen misunderst friction rude hostil convinc",
    "failure": "fail mistake wrong error setback regret risk missed forgot lost broke apolog "
    "blame bug responsib fault gone-wrong unsuccess disappoint did-not learn "
    "overlook",
    "leadership": "lead led leader leadership manag supervis delegat coordinat motivat mentor "
    "assign guid captain charge organis organiz team roles group rota responsib "
    "coach inspir",
    "pressure": "pressure stress deadline urgent tight overtime busy rush crisis emergency late "
    "short hours priorit panic calm multitask workload time quick hurry overwhelm "
    "limited",
    "initiative": "initiative proactiv beyond volunteer propos suggest idea improv start own extra "
    "noticed opportun unasked introduc exceed above set-up created asked nobody "
    "offered decided volunt free-time instead waited ran came",
    "learning": "learn new skill train course teach taught study studied unfamiliar practis "
    "practic technolog quick tutorial understand picked adapt knowledge never "
    "started asked videos book manual evening week first-time beginner tried",
    "feedback": "feedback critic review comment advice improv suggest harsh apprais evaluat "
    "honest remark told listen said asked hurt boring watched opinion better mentor "
    "weak mark",
    "teamwork": "team collaborat together group colleague teammate cooperat co-operat share "
    "support help join roles partner coworker co-worker member classmate",
    "customer": "customer client patient guest user shopper passenger complain refund service "
    "buyer visitor resident parent pupil satisf student",
    "problem": "problem solv issue fix cause bug investigat analys analyz diagnos debug "
    "solution challeng difficult obstacle complex broke error found trouble creativ "
    "root",
    "decision": "decision decid choose chose choice option weigh judg trade consider alternativ "
    "information uncertain compar conclud evaluat",
    "persuasion": "persuad convinc influenc negotiat agree buy-in sell pitch argument propos "
    "resist sceptic skeptic present reluctant accept sceptical against idea showed "
    "let try doubt cheap explain evidence example proof",
    "change": "change adapt adjust flexib switch transition shift new unexpected plan ambigu "
    "uncertain differ pivot",
    "priorities": "priorit multiple several competing balanc juggl schedul organis organiz "
    "deadline time urgent important list plan simultan busy delegat",
    "communication": "communicat explain present speak spoke talk wrote listen audience technical "
    "plain understood meeting clear simple jargon non-technical",
    "ethics": "ethic honest integrity wrong confidential report policy rules dishonest "
    "principle truth privacy fair cheat admit refus said-no rule told money count "
    "checked copied stole",
    "achievement": "proud achiev accomplish success goal award won complet best result reach "
    "target exceed succeed",
    "goal": "goal target objective achiev reach plan milestone set aim",
    "creativity": "creativ innovat idea invent design original new different brainstorm prototyp "
    "imaginat novel",
    "help": "help support mentor assist colleague struggl taught teach encourag advice "
    "explain cover care",
    "data": "data analys analyz number figures evidence statistic metric measure report "
    "spreadsheet survey test",
    "improvement": "improv efficien process faster automat streamlin save saved quicker waste "
    "simpl template checklist measure before hours reorganis reorganiz system trial",
    "detail": "detail accura careful check precise error mistake noticed double spotted "
    "thorough proofread",
    "diversity": "divers cultur background language differ inclus respect perspective "
    "international countr abroad",
}

# More words that come up in stories about a topic, and in others too: enough to tell two answers
# apart, not to judge one by.
NEAR: Mapping[str, str] = {
    "conflict": "row stubborn insist object heated resent blam stormed shouting bicker standoff "
    "settle reconcil concern worr pushback persuad agreed",
    "failure": "realis wrongly owned embarrass mislabel miscalcul misread delet broken late redo "
    "again checklist lesson hindsight",
    "leadership": "split divid allocat meeting retrain recruit rally vote chair president senior "
    "deputy steer brief everyone",
    "pressure": "minut hour night tonight tomorrow opening afternoon queue chaos sick broke "
    "failed understaff weekend race seconds overnight clock friday monday morning",
    "initiative": "myself unprompted prototype spotted gap missing pitched sheet system tidied",
    "learning": "watched read practice software program language weekend notes shadow",
    "feedback": "appraisal tutor supervisor comments revised rewrote redraft defensive thanked "
    "recorded",
    "teamwork": "lads flatmate housemate crew cast squad partners split shared swapped covered "
    "pulled everyone committee",
    "customer": "fuming chap lady gentleman family caller owner receipt till counter swapped "
    "complaint apologised reader tenant diner",
    "problem": "sort stuck figured kept tested traced leak jam crash slow blocked wrong broken "
    "shortage missing confus chaos tag stripped",
    "decision": "logs compared pros cons options evidence recommend proposed either split figures "
    "criteria picked settled",
    "persuasion": "agreed yes survey council signatures petition pilot figures offered",
    "change": "suddenly instead moved cancelled replaced overnight remote switched restructure "
    "rewrote",
    "priorities": "first order both calendar diary planner deferred postponed triage rota",
    "communication": "words slides presentation pictures drawing phone letter misunderst "
    "translated leaflet poster story nervous room",
    "ethics": "confess refund overcharg fiddl expenses timesheet safeguarding whistle conscience",
    "achievement": "twice doubled record prize distinction raised grew finished built pleased "
    "highest",
    "goal": "wanted weekly training saved fitness within",
    "creativity": "instead cardboard tape improvis drew game song video",
    "help": "showed cards break lonely settled shadowed carried lift listened",
    "data": "logs months grouped hour compared percent chart excel query sql rate average "
    "stopwatch timed counted recount",
}

LONGEST = max(len(word) for text in (*TOPICS.values(), *NEAR.values()) for word in text.split())

# Stories about these can hardly be told without one of their words. About the others they can
# ("I ran after her" is initiative), so a story without such words is not called off the subject.
UNMISTAKABLE = frozenset({"conflict", "teamwork"})

# How a question names each topic: a narrower list than the words an answer uses.
ASKED: Mapping[str, str] = {
    "conflict": "conflict disagree argu dispute clash difficult hard-time confront upset angry "
    "tension frustrat",
    "failure": "fail mistake wrong setback regret error unsuccess short-of sacrific "
    "plan missed short regret",
    "leadership": "lead led leader leadership manag supervis delegat motivat "
    "charge inspir mentor coach",
    "pressure": "pressure stress deadline urgent tight crisis emergency busy "
    "workload heavy overwhelm",
    "initiative": "initiative proactiv beyond volunteer exceed extra "
    "initiativ suggest own-idea ownership",
    "learning": "learn skill unfamiliar teach taught new comfort unfamiliar quickly adapt",
    "feedback": "feedback critic",
    "teamwork": "team teamwork collaborat group together colleague teammate cooperat coworker",
    "customer": "customer client patient guest user parent pupil complaint shopper visitor",
    "problem": "problem solv challeng obstacle complex issue difficult "
    "debug analytic analyz analys root bug",
    "decision": "decision decid choice judg information "
    "choos chose choice judgment judgement incomplete risk",
    "persuasion": "persuad convinc influenc negotiat buy-in pitch sell sold",
    "change": "change adapt flexib unexpected ambigu uncertain plan "
    "transition flexib pivot disrupt",
    "priorities": "priorit multiple competing balanc juggl simultan "
    "deadlines several conflicting tasks workload",
    "communication": "communicat explain present speak audience "
    "technical non-technical simple presentation",
    "ethics": "ethic integrity honest dilemma",
    "achievement": "proud achiev accomplish success",
    "goal": "goal target objective",
    "creativity": "creativ innovat idea original invent design improvis",
    "help": "help support mentor assist struggling coach taught teach",
    "data": "data analy statistic numbers evidence figures",
    "improvement": "improv efficien process streamlin automat",
    "detail": "detail accura thorough",
    "diversity": "divers cultur background inclus",
}

# Words of any interview question; they say nothing about its subject.
EVERYDAY = word_set(
    "a about all an and any anything are as ask asked at be been but by can could describe did do "
    "does ever example for from give go had happen happened have had how i if in into is it job "
    "made make me most my not of on one or our out please project provide question role share "
    "should situation so some someone something talk tell than that the them then there these they "
    "thing this through time to took under up us used was way we well were what when where which "
    "who why will with work worked working would you your after again also because before being "
    "come came got he her him his just like more much no now only other over said she their too "
    "two three very while during manager company previous last first experience handle handled "
    "deal dealt outcome result member people person day week new use using went between both each "
    "where own back down still around within us it's i'm i'd didn't don't could"
)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A rough stem, so that "prioritised" meets "priorities" and "checks" meets "checked"."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "edly", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:6]
    for ending in ("ers", "er", "es", "ly", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:6]
    return word[:6]


def stems(words: Iterable[str]) -> frozenset[str]:
    """Stems of the words that carry a subject."""
    return frozenset(stem(word) for word in words if word not in EVERYDAY and len(word) > 2)


def asked_about(words: Iterable[str]) -> frozenset[str]:
    """The topics a question is about."""
    words = frozenset(words)
    return frozenset(topic for topic, text in ASKED.items() if _hits(words, text))


def nearness(words: Iterable[str], topics: Collection[str]) -> float:
    """How much more an answer speaks of these topics than answers do; below 0 for less.

    In standard deviations, as if words fell on topics by chance: some topics have words that come
    up in every story, and would else be everybody's subject.
    """
    words = frozenset(words)
    return fmean(_above_usual(words, topic) for topic in topics) if topics else 0.0


def _above_usual(words: frozenset[str], topic: str) -> float:
    usual = USUAL[topic] / 100 * len(words)
    return (len(words_about(topic, words)) - usual) / sqrt(usual + 1)


def words_about(topic: str, words: frozenset[str]) -> frozenset[str]:
    """What the words begin with of all that comes up in stories about a topic."""
    return _hits(words, TOPICS[topic]) | _hits(words, NEAR.get(topic, ""))


def told_about(words: Iterable[str], topics: Iterable[str]) -> frozenset[str]:
    """The different topic words an answer uses, over these topics."""
    words = frozenset(words)
    return frozenset().union(*(_hits(words, TOPICS[topic]) for topic in topics))


def touched_on(words: Iterable[str], topics: Iterable[str]) -> bool:
    """Whether an answer has any word that comes up in stories about these topics."""
    words = frozenset(words)
    return any(words_about(each, words) for each in topics)


def _hits(words: frozenset[str], text: str) -> frozenset[str]:
    return _set_of(text) & _beginnings(words)


@cache
def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache(maxsize=64)
def _beginnings(words: frozenset[str]) -> frozenset[str]:
    """All that the words begin with, up to the longest prefix that is looked for."""
    return frozenset(word[:end] for word in words for end in range(2, min(len(word), LONGEST) + 1))


# What any story of work or study speaks of, so that it ties no ending to its own story.
WORKPLACE = stems(
    word_set(
        "team teams colleagues product software company develop developer improve success "
        "successful successfully effective effectively efficient communicate communication "
        "approach process significant issue challenge challenging understand feedback learn "
        "learned importance important value valuable ensure lead leading help performance "
        "business everyone able needs skills professional goals complete completed task final "
        "taught meeting solution quality good great better right thought decided realised"
    )
)
