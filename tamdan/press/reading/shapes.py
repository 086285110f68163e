"""Shapes of lines around an article: letterheads, datelines, stamps of a feed, endings, walls. No outlet is named here."""

import re

from tamdan.language.script import LETTERS

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = (
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{MONTH},?[ -]\d{{4}}|"
    r"\d{4}-\d{1,2}-\d{1,2}|\d{4}\.\d{2}\.\d{2}|\d{4}/\d{2}/\d{2}|\d{1,2}([/.-])\d{1,2}\1\d{4})"
).replace(r"([/.-])\d{1,2}\1", r"[/.-]\d{1,2}[/.-]")
KHMER_MONTH = r"(?:មករា|កុម្ភៈ|មីនា|មិនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ)"
KHMER_DAY = rf"[០-៩\d]{{1,2}}[ \u200b]*(?:ខែ)?[ \u200b]*{KHMER_MONTH}[ \u200b]*(?:ឆ្នាំ)?[ \u200b]*[០-៩\d]{{4}}"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
CLOCK = (
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:[A-Z]{2,4}|\([^)]{1,12}\)|"
    r"(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?))?"
)
_AROUND_DAY = re.compile(
    rf"{CLOCK}|\b{WEEKDAY}\b|\b(?:first|last|publication|date|published|posted|updated|modified|issued|created|"
    r"released|on|at|in|by|filed|under|admin|reading|read|time|min(?:ute)?s?|ago|edit(?:ed)?|the|am|pm|ict|gmt|"
    r"utc|location|"
    r"print|share|public)\b|\bpp?\. ?(?=\d)|\bpage (?=\d)|អាន(?= ?[០-៩\d]+ ?នាទី)|"
    r"ចុះផ្សាយ|ចេញផ្សាយ|ផ្សាយ|កាលបរិច្ឆេទ|ម៉ោង|ព្រឹក|ល្ងាច|រសៀល|យប់|នាទី|ថ្ងៃ|ចន្ទ|អង្គារ|ពុធ|ព្រហស្បតិ៍|សុក្រ|"
    r"សៅរ៍|អាទិត្យ|ទី|នៅ|ត្រូវនឹង|រាជធានីភ្នំពេញ|រាជធានី|ភ្នំពេញ|"
    r"[០-៩\d]+",
    re.IGNORECASE,
)
_ANY_DAY = re.compile(rf"(?<![\w/–-]){DAY}(?!\d)|{KHMER_DAY}", re.IGNORECASE)
_GLUED_DAY = re.compile(r"(?<=[a-z])(?=(?:19|20)\d\d[./-]\d\d[./-]\d\d$)")
_LETTER = re.compile(rf"[A-Za-z{LETTERS}]")
STATEMENT = re.compile(
    r"\b(?:statement|release|letter|communiqu|appeal|briefing|clarification)|សេចក្តី|សេចក្ដី|លិខិត", re.IGNORECASE
)
VOICE = re.compile(
    r"(?:[Ss]pokes(?:person|man|woman)|[Ss]peaker|"
    r"[Dd]elivered by)\b[^:]{0,90}:\s*(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,4})"
)
STAMP = re.compile(
    r"(?:\d{1,2}|an?|[០-៩]{1,2}) ?(?:s|m|h|d|w|secs?|mins?|minutes?|hrs?|hours?|days?|"
    r"weeks?)(?: ago)?\s*(?:[·•.].{0,12})?|"
    r"(?:yesterday|today)(?: at \d.{0,10})?\s*[·•]?|just now|[០-៩\d]{1,2}\s?(?:នាទី|ម៉ោង|ថ្ងៃ|សប្ដាហ៍|"
    r"សប្តាហ៍)(?:មុន)?\s*[·•]?|"
    r"(?:ម្សិលមិញ|ថ្ងៃនេះ|yesterday|today),?(?: (?:at|ម៉ោង))? ?[០-៩\d]{1,2}[:.][០-៩\d]{2}(?: ?[ap]\.?m\.?)?\s*[·•]?",
    re.IGNORECASE,
)
"""How long ago a post was made, as feeds print it."""
SIGNS = re.compile("[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\\s·•]+$")
"""Pictures and dots at the end of a line: who may see a post."""
PICTURE = re.compile("^[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\\s*")
"""A picture before a label."""
COUNTS = re.compile(
    r"(?:[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+ ?[\d.,]+ ?[km]?(?:\s*[·•,|]\s*\d{1,2}:\d\d)?\s*)+|"
    r"(?:[\d.,]+ ?[km]?\s*(?:likes?|comments?|shares?|views?|reactions?|មតិ(?:យោបល់)?|ចែករំលែក|ចូលចិត្ត|"
    r"[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+)[\s·•,|]*)+|(?:#[^\s#]+\s*){1,12}",
    re.IGNORECASE,
)
"""Counts below a post, and its tags."""
KICKER = re.compile(
    r"(?:item \d+|agenda item \d+)\b.{0,60}|\d+(?:st|nd|rd|th) (?:regular |special )?session\b.{0,60}|"
    r"(?:joint |press |media |public |open |official |news |solidarity |urgent |oral |written )*(?:statement|"
    r"releases?|letter|"
    r"advisory|communiqu[eé]|appeal|briefing|clarification)|"
    r"(?:for )?immediate release|kingdom of [a-z ]{3,30}|nation[ ,–-]+religion[ ,–-]+king|"
    r"publication date|date (?:published|of publication)|"
    r"vol(?:ume)?\.? ?[\divxlc]+,? (?:no|n°|issue)\.? ?\d+|(?:issue|bulletin|edition) (?:no\.? ?)?\d+|"
    r"(?:press )?briefing notes?|press releases? ?[|/»–-] ?.{2,60}|obituary|interview|profile|satire|humou?r|"
    r"(?:paid|sponsored|partner) (?:content|post|feature)|advertorial|"
    r"letters?(?: to (?:the )?\w+(?: \w+)?)?|(?:book|film|restaurant) review|eating out|sports?|lifestyle|"
    r"arts?(?: (?:&|and) \w+)?|travel|food|live|"
    r"(?:ref(?:erence)?|no|n°|ref no)[.:]? ?\d[\w./ -]{0,24}|exclusive|breaking(?: news)?|"
    r"(?:national|politics|business|economy|society|world|asean|regional|local(?: news)?|environment|human rights|"
    r"law(?: & | and )order|"
    r"tech(?:nology)?(?: (?:&|and) business)?|land|labou?r|justice|health|education|culture|features?|news|"
    r"in[- ]depth|investigations?)|"
    r"ព្រះរាជាណាចក្រកម្ពុជា|ជាតិ[ \u200b]*សាសនា[ \u200b]*ព្រះមហាក្សត្រ|សេចក្តីប្រកាសព័ត៌មាន|សេចក្ដីប្រកាសព័ត៌មាន|"
    r"សេចក្តីថ្លែងការណ៍(?:រួម)?|សេចក្ដីថ្លែងការណ៍(?:រួម)?|"
    r"សេចក្តីជូនដំណឹង|លិខិតចំហ|លេខ[៖:]? ?[០-៩\d].{0,24}|ព័ត៌មានជាតិ|ព័ត៌មានអន្តរជាតិ|នយោបាយ|សង្គម|សេដ្ឋកិច្ច|ជាតិ|"
    r"អន្តរជាតិ",
    re.IGNORECASE,
)
"""A letterhead, a kind of statement, or the name of a section above a title."""
ENDS = re.compile(r"[-–—/*# .]*(?:ends?|###+|\*\*\*|xxx|ចប់)[-–—/*# .]*", re.IGNORECASE)
EDITORIAL = re.compile(
    r"\((?:adds|updates|recasts|corrects|refiles|writes through)\b.{3,120}\)|(?:reuse|republish) this (?:content|"
    r"article|story)|"
    r"this (?:interview|conversation|transcript) (?:has been|was) .{4,80}|(?:the )?(?:views|"
    r"opinions) (?:expressed|here) .{4,120}|"
    r".{0,100}\bthe (?:views|opinions) expressed .{4,120}|names? and address(?:es)? .{4,60}|(?:contact|"
    r"e-?mail) (?:the )?(?:author|writer|reporter)\b.{0,80}",
    re.IGNORECASE,
)
"""What an editor or a sender notes beside a text."""
MAILED = re.compile(
    r"end of (?:the )?(?:summary|digest|bulletin|newsletter|message|briefing)\W*|"
    r"(?:you(?:[’']re| are)? (?:receiv\w+|get(?:ting)?)|you(?:[’']ve| have) received) .{2,80}\bbecause\b.{2,160}|"
    r"to (?:stop|unsubscribe|opt out|leave this list|end these)\b.{0,60}\b(?:answer|reply|click|write|send|"
    r"e-?mail|visit|follow)\b.{2,80}",
    re.IGNORECASE,
)
"""What a sender of letters by mail says at their foot."""
CITED = re.compile(r"\((?P<outlet>[A-Z\u1780-\u17b3][^,;()]{2,44})[,;] [^()]{4,80}\)")
"""A line in brackets that names an outlet and more: "(River Post, Kep, Tuesday 15 August 2023, p. 4)"."""
CHAT = re.compile(
    r"(?:\[\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?\]|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)? -) .{1,100}",
    re.IGNORECASE,
)
"""A line that somebody wrote in a group, as a telephone exports it."""
OPINION = re.compile(
    r"(?:guest )?(?:column|essay|commentary|opinion) by .{3,60}|(?:posted|filed) (?:in|under) opinion\b.{0,40}|"
    r"letters?(?: to (?:the )?\w+(?: \w+)?)?|satire|humou?r|.{0,100}\b(?:views|opinions) expressed .{4,120}|"
    r"names? and address(?:es)? .{4,60}",
    re.IGNORECASE,
)
"""What tells that an author speaks for themselves."""
SIGNED_OFF = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,4}")
"""Initials of those who wrote and edited, below an agency's text."""
CABLE = re.compile(rf"[A-Z][A-Z .’'-]+,? (?i:{DAY}),? \((?P<outlet>[A-Z][^()]{{1,40}})\)")
"""Place, day and agency in a line of their own."""
CRUMB = re.compile(
    r"(?!home\b|ទំព័រដើម|you are here)(?P<site>[^»›>|.]{3,40}?)\s[»›>]\s(?P<section>[^»›>|.]{2,30})", re.IGNORECASE
)
"""An outlet and a part of it, above a title."""
PATH = re.compile(r"(?:home|ទំព័រដើម)\s*[/»›>|]\s*.{2,60}", re.IGNORECASE)
"""The way to a page from the first one."""
STAFF = re.compile(
    r"(?:(?P<outlet>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}) )?(?:[Ss]taff|[Rr]eporters|[Nn]ewsroom|"
    r"[Ss]taff (?:[Ww]riters?|[Rr]eporters?))"
)
"""A byline that names no author, with or without the outlet."""
WALL = re.compile(
    r"e-?mail(?: address)?|password|user ?name|remember me|forgot(?: your)? password\??|sign (?:in|"
    r"up)(?: with \w+)?|log ?in|"
    r"register(?: now)?|create (?:an|your|a free) account|already (?:a|an|have).{0,40}|subscribe(?:rs)?\b.{0,60}|"
    r"continue with \w+|"
    r"(?:accept|reject|manage|allow)(?: all)?(?: cookies| preferences| settings)?|(?:this (?:web)?site|we|"
    r"our partners)\b.{0,60}\bcookies?\b.{0,200}|"
    r"privacy (?:settings|choices|policy).{0,40}|see (?:translation|original|more)|like|comment|share|"
    r"like\W+comment\W+share|reply|follow|"
    r"[\d.,]+ ?[km]?|(?:[\d.,]+ ?[km]? (?:likes?|comments?|shares?|views?|reactions?)\W*)+|all reactions:?.{0,12}|"
    r"\d+ min(?:ute)?s? read|"
    r"for (?:more|further|additional) (?:information|details|of|on|about|stories|news)\b.{0,120}|"
    r"(?:please )?visit (?:our|us|the) .{0,80}|available in:.{0,60}|for (?:media|press) (?:inquir|enquir|request|"
    r"contact).{0,120}|"
    r"(?:media|press) contacts?\b.{0,80}|.{2,80}\b(?:tel|phone|e-?mail|mobile)\s?[:.].{4,80}|"
    r"(?:this (?:joint )?(?:statement|letter) is )?(?:endorsed|signed|supported) by:?|(?:ចូលចិត្ត|បញ្ចេញមតិ|"
    r"ចែករំលែក|មើលការបកប្រែ)",
    re.IGNORECASE,
)
"""Fields of a login page, a cookie bar, counts below a post, contacts below a release."""
RELATED = re.compile(
    r"(?:related|recommended|more (?:from|in|on|stories|news)|most (?:read|popular|viewed)|latest|trending|"
    r"you may (?:also )?like|"
    r"take action\s?: ?.{4,110}|(?:read|see|watch|listen)(?: (?:more|also|next|this))?\s?[:៖] ?.{4,110}|read (?:more|also|next)|see also|"
    r"also read|អត្ថបទ(?:ទាក់ទង|ពាក់ព័ន្ធ|ផ្សេង)|អានបន្ត|អានបន្ថែម)\b.{0,60}",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"(?P<sender>[A-Z]{2,6} (?=[A-Z][a-z]))?"
    rf"(?:[(\[]?[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z][A-Z.’'-]+){{0,3}}[)\]]?|"
    rf"[(\[]?[A-Z][a-zé’'-]+(?: [A-Z][a-zé’'-]+){{0,2}}[)\]]?)"
    rf"(?: \((?P<wire>[A-Z]{{2,8}})\)(?=,))?"
    rf"(?P<when>,? ?\(?(?i:(?:{WEEKDAY},? )?(?:{DAY}|{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}))\)?)?"
    r"(?:,? ?[(/]?(?P<agency>[A-Z]{2,8}|(?:[A-Z][a-z]+ ?){1,3})[)/]?)?\s*(?:—|–|--|―|- |\.-(?: |$)|:: )\s*"
)
KHMER_DATELINE = re.compile(
    rf"[(\[](?P<place>[{LETTERS} \u200b]{{3,40}})[)\]]\s*[៖:–-]|(?:រាជធានី|ខេត្ត|ក្រុង|"
    rf"ភ្នំពេញ)[{LETTERS} \u200b]{{0,30}}(?:,? ?(?:ថ្ងៃ|ទី)[^៖]{{2,50}})?\s*(?:៖| ?[—–] ?|- )"
)
COLON_DATELINE = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){0,3}: (?=[A-Z])")
"""A place in capitals and a colon; a speaker's turn in an interview looks the same."""
NAMES = re.compile(
    r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,3}(?:(?:,| and| &) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})*"
)
"""Names of people and nothing else."""
OUTLET_WORD = re.compile(
    r"\b(?:times|news|post|daily|herald|gazette|press|radio|tribune|journal|agency|media|star|observer|bulletin|weekly|"
    r"magazine|standard|mirror|chronicle|express|today|tv|television|broadcasting|network|monitor|review|wire|"
    r"diplomat|newsroom|voice of|online|courier|dispatch|telegraph|guardian|globe|messenger|sentinel|bulletin|"
    r"broadcaster|examiner|inquirer|ledger|insider|spectator|argus|broadsheet|newswire|free press|newspaper|"
    r"podcast|blog)\b|"
    r"អនឡាញ|ញូស|ប៉ុស្តិ៍|ថាមស៍|ធីវី|ដំណឹង|សារព័ត៌មាន|ព័ត៌មាន|វិទ្យុ|កាសែត|ទូរទស្សន៍|ទស្សនាវដ្តី",
    re.IGNORECASE,
)
"""A word that names of outlets hold: tells an outlet from an author where a line gives no label."""


_BETWEEN_PARTS = re.compile(r"\s{2,}|\s*[|•·]\s*|\s/\s")
_LEAST_PARTS, _LONGEST_PART = 3, 24


def is_menu(text: str) -> bool:
    """A page's parts or buttons side by side: three or more, each of a word or three."""
    parts = [part for part in _BETWEEN_PARTS.split(text.strip()) if part]
    return len(parts) >= _LEAST_PARTS and all(len(part) <= _LONGEST_PART and not days_in(part) for part in parts)


def unglued(text: str) -> str:
    """A line with a space before a day that a page's copy has glued to a name: "Lake Radio2024.12.10"."""
    return _GLUED_DAY.sub(" ", text) if text[-1:].isdigit() else text


def days_in(text: str) -> list[str]:
    """Whole days of a line as printed, in both languages."""
    return [match.group() for match in _ANY_DAY.finditer(text)]


def beside_day(text: str) -> str | None:
    """What a line holds beside a whole day, without clocks, weekdays and words such as "published on"; nothing where it has no day."""
    if not _ANY_DAY.search(text):
        return None
    left = _AROUND_DAY.sub(" ", _ANY_DAY.sub(" ", text))
    return " ".join(left.split()).strip(" |,.:;·•/()[]–—-៖។\u200b") if _LETTER.search(left) else ""


def is_dateline(text: str) -> bool:
    """Whether a paragraph begins with place and day or agency, as news does."""
    shown = text.lstrip()[:120]
    if KHMER_DATELINE.match(shown):
        return True
    match = DATELINE.match(shown)
    if not match or (match["sender"] and not match["when"]):
        return False
    place = shown[: match.start("when") if match["when"] else match.end()]
    return bool(match["when"] or match["agency"]) or place.strip(" —–-―(:").isupper()
