"""Names the demo never uses together, because somebody well known, or a child who died, bore them."""

_AVOIDED = frozenset(
    {
        # Children whose deaths were reviewed and reported: not even by chance.
        "victoria climbie", "peter connelly", "daniel pelka", "hamzah khan", "star hobson", "sara sharif", "logan mwangi",
        "arthur hughes", "keanu williams", "poppi worthington", "liam fee", "ayeeshia smith", "finley boden", "james bulger",
        # People in public life whom chance could make out of our lists.
        "aaron ramsey", "adam lallana", "adam peaty", "alan bennett", "alan turing", "amir khan", "andrew preston",
        "anthony crook", "ben barlow", "craig charles", "craig pickles", "daniel craig", "darren clarke", "david beckham",
        "david bradshaw", "david dickinson", "david lloyd", "dominic west", "ella eyre", "emily ratajkowski", "emma watson",
        "ethan hazzard", "gary barlow", "george best", "george bradshaw", "harry kane", "helen bradshaw", "ian kershaw",
        "jack dixon", "james anderson", "jane horrocks", "jason kenny", "jessica ennis", "joanne whalley", "jodie whittaker",
        "john barrowman", "jordan pickford", "jude bellingham", "justin fashanu", "karl marx", "kelly brook", "kelly holmes",
        "kenny dalglish", "kevin kilbane", "laura kenny", "lee ingleby", "lewis hamilton", "lily collins", "logan paul",
        "martha lane", "mason greenwood", "mason mount", "max whitlock", "michael vaughan", "mohammed ali", "muhammad ali",
        "mohammed shah", "neil armstrong", "neil hamilton", "nick hancock", "noah taylor", "oscar pilling", "peter kay",
        "peter pilkington", "phil neville", "rachel riley", "rebecca adlington", "robert livesey", "robert kay", "robin cook",
        "ryan giggs", "samuel crompton", "samantha womack", "scott parker", "sean dyche", "shaun ryder", "simon armitage",
        "stacey dooley", "stephen hawking", "steve coogan", "steven gerrard", "terence stamp", "thomas edison", "tom finney",
        "tony slattery", "trevor nelson", "tyler perry", "vera duckworth", "jack duckworth", "victoria wood", "wayne rooney",
        "william shakespeare", "winston reid", "elizabeth taylor", "roger taylor", "dennis taylor", "graham taylor",
        "daniel taylor", "phil taylor", "teddy sheringham", "noor inayat", "gracie fields", "alfie boe", "freddie flintoff",
        "nick park", "eric morecambe", "kathleen ferrier", "robert peel", "richard arkwright", "anthony burgess",
    }
)  # fmt: skip


def is_avoided(given: str, family: str) -> bool:
    """Return whether these two names together belong to somebody people know of."""
    return f"{given} {family}".casefold() in _AVOIDED
