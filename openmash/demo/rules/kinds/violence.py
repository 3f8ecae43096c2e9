"""Worries about violence: between adults, towards a child, a bruise on a baby, an adult who works with children."""

from openmash.demo.rules.codes import ADULT, LADO, MARAC
from openmash.demo.rules.kinds.model import ANY, BABY, ELSEWHERE, HARM, NEED, SCHOOL, SLIGHT, SUPPORT, Kind

DOMESTIC_ABUSE = Kind(
    "domestic_abuse",
    "domestic-abuse",
    ANY,
    {SLIGHT: 57, SUPPORT: 15, NEED: 17, HARM: 6, ELSEWHERE: 5},
    what=(
        "{carer} says {other} has been checking {cp} phone and will not let {co} see {cp} own family.",
        "There was shouting again {when} and something was thrown against the wall.",
        "!{other} pushed {carer} in the kitchen {when} while {kids} {were} having tea.",
        "!{carer} came away with a mark on {cp} arm and says {other} grabbed {co} {when}.",
        "!{other} has been waiting outside the house and sending messages all night since they separated.",
        "!{carer} says {cs} is frightened of what {other} will do when {cs} asks {oo} to leave.",
        "{other} came to the house drunk {when} and would not go until a neighbour came out.",
        "!{other} controls all the money; {carer} had to borrow for nappies and food {day}.",
    ),
    by_police=(
        (
            "~Call from a neighbour {when}: raised voices. {carer_full} and {other} were disagreeing about the "
            "washing-up and had calmed down by the time officers arrived."
        ),
        (
            "~{carer_full} rang {when} for advice about {other}, who had come to fetch clothes and stayed to argue."
            " He left when asked."
        ),
        (
            "Officers attended {place} {when} after a neighbour reported shouting and banging. {carer_full} and "
            "{other} had argued about money."
        ),
        "Call from {carer_full} {when}: {other} refusing to leave the address and breaking crockery.",
        (
            "!Abandoned 999 call {when}, a child crying in the background. On attendance {carer_full} said there had"
            " been a row with {other}."
        ),
        (
            "!Patrol flagged down {when} near {place}. {carer_full} stated that {other} had pushed {co} against a "
            "door frame."
        ),
        "Third-party report {when} of shouting in the street. {Other} was outside the address demanding to see {kids}.",
        (
            "{carer_full} attended the front counter {day} to report messages from {other}, received daily over the"
            " last {weeks} weeks."
        ),
        (
            "!Officers attended {when}. {Other} had left before arrival. {carer_full} had redness to {cp} neck and "
            "declined to give an account."
        ),
        (
            "Report from {cp} sister {when} that {carer_full} was not answering the telephone after an argument "
            "with {other}."
        ),
        "!Breach of bail conditions reported {when}: {other} sent a message and drove past the house twice.",
        (
            "Verbal argument {when} over contact arrangements at the handover of {kids}. Both parties spoken to "
            "separately and advised."
        ),
    ),
    more=(
        "Alcohol had been taken by both.",
        "{other} had been drinking since the afternoon.",
        "!{carer} says it has happened before but was never reported.",
        "{carer} has asked the housing office about changing the locks.",
        "!{other} was arrested and later bailed with conditions not to go to the address.",
        "!No complaint was made and {carer} would not answer the questions of the risk assessment.",
        "Risk assessment completed with {carer}: {dash} of 24 answered yes.",
        "{carer} has said {cs} would accept help from the domestic abuse service.",
        "Damage was seen to the living-room door.",
        "The argument began over {op} use of the family car.",
        "!They have been separated for {weeks} weeks and {other} still has a key.",
    ),
    child=(
        "{kids} {were} upstairs in bed and {were} said to have slept through it.",
        "{child} was at the top of the stairs and had heard all of it.",
        "{kids} {were} seen and spoken to; {child} was quiet and kept close to {carer}.",
        "!{child} stood between them and told {other} to stop.",
        "{kids} {were} at {their} grandmother's at the time.",
        "!{child} was crying and asked whether the police would come back.",
        "!{child} rang for help from {his} own telephone.",
        "{kids} {were} in the same room throughout.",
        "{kids} {were} seen asleep; the bedrooms were warm and tidy.",
    ),
    mild=(
        "what happened is over, nobody was hurt, and no pattern is recorded",
        "help was called for at once, by somebody who will call again",
        "{carer} has taken protective steps and has the support of {cp} family",
        "the risk assessment was standard and {carer} has the number of the domestic abuse service",
        "those who see the children every day were asked and have no worry",
    ),
    grave=(
        "the violence is getting worse and the children are in the middle of it",
        "{other} has hurt {carer} before, with a child in the room",
        "{carer} plays down what happened and {other} is back in the house",
        "it is the latest of several incidents within a few months",
    ),
    worries=(
        "!That next time somebody is badly hurt, with the children there.",
        "!{child} is frightened in {his} own home.",
        "!That {other} comes back tonight.",
        "What the children see and hear.",
        "That {carer} will not ring the next time.",
    ),
    high_risk=("current-domestic-abuse", "minimising", "earlier-abuse"),
    underlying=("past-domestic-abuse", "parent-substance-use", "isolation", "poverty"),
    strengths=("protective-adult", "wider-family", "accepts-concerns"),
    said=(
        "I put the telly up loud so that I can't hear them.",
        "!I tell {sibling} it's a game and we hide in the wardrobe.",
        "!He shouts and Mum goes quiet.",
        "I don't like it when they're both in the kitchen.",
        "I want it to be like at Nana's.",
        "I listen until it stops and then I go to sleep.",
    ),
    elsewhere={MARAC: 8, ADULT: 2},
)

PHYSICAL_ABUSE = Kind(
    "physical_abuse",
    "physical-abuse",
    SCHOOL,
    {SLIGHT: 30, SUPPORT: 17, NEED: 25, HARM: 28},
    what=(
        "~{carer} told us {cs} smacked {child} on the leg {when} and feels bad about it. There is no mark.",
        "!{child} has a mark on {his} {place_on_body} and says {other_or_carer} did it.",
        "!{child} says {he} was hit with a {thing} {when} for answering back.",
        "{child} flinched when an adult raised a hand to reach a shelf.",
        "!{child} says {he} does not want to go home because {he} will get hurt.",
        "!{child} has a bruise on {his} {place_on_body} and has given two different accounts of it.",
        "{carer} was seen to pull {child} along the street by the arm and to smack {him} hard on the legs.",
        "!{child} told a friend that {other_or_carer} locks {him} out in the yard when {he} is in trouble.",
    ),
    by_school=(
        (
            "~{child} has a graze on {his} {place_on_body}. {He} says {he} fell off {his} scooter, and {carer} said"
            " the same at the gate."
        ),
        "~{child} said that {carer} smacked {his} hand {when} for running into the road. There is no mark.",
        (
            "~A friend says {child} gets pushed about at home. {child} laughed and said it was play-fighting with "
            "{sibling}."
        ),
        (
            "!{child} showed {his} teaching assistant a mark on {his} {place_on_body} at registration and said "
            "{other_or_carer} had done it."
        ),
        (
            "!At PE {day} staff saw bruising on {child}'s {place_on_body}. {He} first said {he} fell, then that "
            "{other_or_carer} was cross."
        ),
        "!{child} asked to stay in at home time and told {his} form tutor {he} had been hit with a {thing} {when}.",
        "!A friend told the lunchtime supervisor that {child} gets hit at home; asked gently, {child} nodded.",
    ),
    more=(
        "!The mark is about the size of a coin and looks a day or two old.",
        "!It was drawn on a body map at {time}.",
        "{carer} has been rung and says {child} fell at the park.",
        "{carer} has not been rung yet: we wanted advice first.",
        "!There was a similar worry last year, when {carer} said they had been play-fighting.",
        "!{child}'s behaviour has changed since {other} moved in.",
        "!{child} asked that nobody at home be told.",
        "{carer} says {cs} is at the end of {cp} tether with {child}'s behaviour.",
    ),
    child=(
        "{He} was matter-of-fact about it and then asked to go back to class.",
        "!{He} was tearful and would not say more.",
        "{He} is normally chatty and has hardly spoken this week.",
        "!{He} asked twice who would be told.",
        "!{He} was more worried about {sibling} than about {himself}.",
    ),
    mild=(
        "the explanation fits the mark and was given at once by parent and child alike",
        "the mark is old and the child's account is of rough play",
        "nothing was seen and the account came third-hand",
        "{carer} accepts that smacking is not the way and has asked for help",
    ),
    grave=(
        "there is a mark, a clear account from the child, and no explanation that fits",
        "the child is afraid to go home today",
        "an implement was used",
        "it has been said before and was explained away",
    ),
    worries=(
        "!That {he} goes home today to the person who hurt {him}.",
        "!That {he} will be punished for telling.",
        "!There may be more that we have not been told.",
        "{sibling_or_child} is too small to tell anybody.",
    ),
    high_risk=("unexplained-injury", "scapegoat", "earlier-abuse", "minimising"),
    underlying=("parents-childhood", "parent-mental-health", "isolation", "discrimination"),
    strengths=("trusted-adult", "accepts-concerns", "attendance"),
    said=(
        "~I was being silly on the settee.",
        "~Mum said sorry after.",
        "!He did it with the belt but I was being naughty.",
        "!Don't ring my mum, she'll go mad.",
        "It doesn't hurt now.",
        "!I said I fell because I was told to say that.",
        "!If I go to bed straight away it's all right.",
    ),
)

BRUISED_BABY = Kind(
    "bruise_on_baby",
    "physical-abuse",
    BABY,
    {SLIGHT: 10, NEED: 22, HARM: 68},
    what=(
        "{child} is {age} old, does not roll yet, and has a bruise on the {baby_place}.",
        "A small round mark was seen on {child}'s {baby_place} when {he} was undressed for weighing.",
        "{carer} brought {child} because {he} is not moving one leg; {carer} does not know how it happened.",
        "Two small bruises of different colour were seen on {child}'s {baby_place}. {He} is {age} old.",
        "{child} had a nosebleed during the night, and a mark is visible on the {baby_place}.",
    ),
    more=(
        "{carer} thinks {he} may have lain on a dummy.",
        "{carer} says a toddler threw a toy, but nobody saw it.",
        "{other} was looking after {him} at the time and has not been asked.",
        "The bruised-baby protocol has been started and a paediatrician is to see {him} today.",
        "No explanation was offered until it was asked for.",
        "{carer} waited {days} days before seeking advice.",
        "It may be a birthmark; the red book does not mention one.",
    ),
    child=(
        "{He} was alert, feeding and well kempt.",
        "{He} was hard to settle.",
        "{He} is gaining weight slowly.",
        "{He} was born at 34 weeks.",
    ),
    mild=(
        "a paediatrician has seen the mark and says it is a birthmark",
        "the doctor is satisfied with the explanation given",
    ),
    grave=(
        "a baby who cannot move has a bruise and nobody can explain it",
        "the explanation changed, and help was not sought at once",
    ),
    worries=(
        "A baby of this age cannot bruise {himself}.",
        "That {he} is hurt again before anybody has looked at it properly.",
    ),
    high_risk=("unexplained-injury", "cannot-tell", "minimising"),
    underlying=("very-young-parent", "isolation", "housing", "child-disability"),
    strengths=("attendance", "wider-family", "accepts-concerns"),
)

STAFF_ALLEGATION = Kind(
    "adult_in_position_of_trust",
    "other",
    SCHOOL,
    {SLIGHT: 10, ELSEWHERE: 90},
    what=(
        "{child} says a member of staff at a holiday club held {him} by the wrists and shouted close to {his} face.",
        "A sports coach has been messaging {child} late at night, and has asked {him} to delete the messages.",
        "{child} says a taxi driver on the school run refused to let {him} out until {he} apologised.",
        "A supply teacher was seen to push {child} back into {his} seat {when}.",
    ),
    more=(
        "The person has been asked not to work with children until advice is given.",
        "The manager of the club has been told and is waiting for advice.",
        "Another child saw it and says the same.",
        "Nothing has been said to the person yet.",
    ),
    child=("{He} is upset but not hurt.", "{He} does not want a fuss.", "{He} has refused to go back."),
    mild=("it was a misunderstanding, and both child and parent say so",),
    grave=("an adult who works with children behaved in a way that harmed or may harm one",),
    worries=("Other children are with this person every week.", "That it is handled quietly and not properly."),
    high_risk=("person-of-risk",),
    underlying=("isolation",),
    strengths=("protective-adult", "trusted-adult"),
    said=("I don't want to go there any more.", "He said it was our secret."),
    elsewhere={LADO: 1},
)

KINDS = (DOMESTIC_ABUSE, PHYSICAL_ABUSE, BRUISED_BABY, STAFF_ALLEGATION)
