"""The words that reading minutes goes by."""

# Verbs of what people say they will do.
DOING = frozenset(
    """
    add address advise agree amend analyse approach arrange ask attach audit book bring call carry cascade chase
    check circulate clarify co-ordinate collate compile complete conduct confirm consider consult contact
    convene coordinate correct cross-check deliver develop discuss disseminate distribute draft e-mail email
    engage ensure escalate establish evaluate explain explore feed feedback finalise find follow forward gather
    get give help highlight hold identify implement include inform investigate invite issue lead liaise link log
    look make map meet monitor nominate note notify obtain organise pass phone pick pilot post prepare present
    produce progress promote provide publish pull put query raise re-issue recirculate record recruit redraft
    refer reissue remind reply report request resend resolve respond return review revise rewrite ring roll run
    schedule scope secure seek send set share show sign sit source speak submit supply support table take talk
    telephone tell test undertake update upload verify visit work write
    """.split()  # noqa: SIM905 - read as a list of words
)
# Verbs of the list that tell of no task when said of the future.
NOT_ALONE = frozenset({"agree", "explain", "help", "hold", "note", "show", "sit", "support", "work"})
# Verbs that tell of no task, whoever is to do it.
NOTHING_TO_DO = frozenset({"accept", "approve", "be", "disagree", "note", "receive", "support", "welcome"})
# Verbs that tell of no task when somebody “will”: what happens to them, where they will be, what they think.
NO_TASK = frozenset(
    """
    agree attend be become begin benefit chair come continue cover depart die encourage enjoy expect feel finish go have hear
    help host join know lack leave like live look lose love miss move need notice observe own prefer qualify receive regret
    remain replace represent retire return say see serve shadow stand start stay step succeed think turn understand vacate
    wait want welcome wish
    """.split()  # noqa: SIM905 - read as a list of words
)
# Words that no person's name has, though two of them may look like one.
NO_PERSON = frozenset(
    """
    Abuse Access Action Actions Adult Adults After Agencies Agency Agenda All Although Annual Any Apologies
    April Arising Assessment Assessments Assurance Attendance August Authority Because Before Blackburn
    Blackpool Board Burnley Business Cabinet Care Case Cases Central Child Children Childrens Committee
    Conference Constabulary Contact Continuum Corporate Council County Customer Data Date December Delivery
    Department Development Domestic Door Each Early East Education Every Families Family February File Files
    Finance Foundation Framework Friday Front Further Good Government Group He Health Help Here How Hub Human If
    Improvement Independent Indicators It Item January July June Justice Key Lancashire Lancaster Learning Legal
    Local Managers March Matters May Meeting Members Mental Minutes Model Monday Multi National Need Next North
    November October Offending Officers Ofsted Once Operational Other Outstanding Pan Panel Parenting Partners
    Partnership People Performance Pilot Plan Point Police Policy Practice Present Preston Programme Project
    Public Quality Recruitment Reference Regional Report Resolved Resources Review Reviewing Risk Safeguarding
    Saturday School Schools Senior Sensible September Service Services She Since Single Social Some South Staff
    Strategy Sunday Team Teams Terms That The There These They This Those Thursday Training Trust Tuesday Update
    Virtual Voice We Wednesday West What When Where While Why Work Workers Workforce Working Young Youth
    """.split()  # noqa: SIM905 - read as a list of words
)


def any_of(*words: str) -> str:
    """Return an expression for any of several words or expressions."""
    return f"(?:{'|'.join(words)})"
