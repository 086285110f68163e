"""General words of the press: verbs of saying, offices, kinds of bodies, what a role says about a side. No person, no outlet."""

import re

from tamdan.press.reading.listing import listed

_REGULAR = listed(
    "add admit advise affirm allege announce answer argue ask assert assure boast brag "
    "call caution challenge charge cite claim comment complain concede conclude condemn "
    "confirm contend counter critici[sz]e declare decry defend demand denounce deny deplore "
    "describe disclose dismiss dispute elaborate emphasi[sz]e estimate exclaim explain "
    "express highlight hint inform insist interject joke lament maintain mention mock "
    "muse note object observe opine order pledge plead point praise predict proclaim "
    "promise propose protest question quip react recall reckon recommend refute reiterate "
    "reject remark remind repeat reply report request respond retort reveal scold scoff "
    "shout signal snap stipulate stress suggest summari[sz]e tease testify threaten tout "
    "tweet underline underscore urge voice vow warn welcome whisper accuse acknowledge "
    "appeal blame blast slam agree indicate believe fear hope continue concur clarify "
    "congratulate thank signal post blog elaborate lash attest attack rate label deem "
    "characteri[sz]e dub portray liken compare offer joke implore remain conclude reaffirm "
    "regret wonder guess joke list raise reassert chide rail ridicule decide realize "
    "acknowledge applaud commend consider denounce criticise support call oppose term chant bark boom mouth "
    "thunder mutter murmur yell holler interject predict label laugh grin smile sigh chuckle shrug nod sob "
    "sneer expect encourage mumble fume growl snort grumble bellow hiss gasp stammer intone confide confess enthuse gush fret "
    "roar exhort beg"
)
_IRREGULAR = listed(
    "say says said saying tell tells told telling write writes wrote written writing "
    "state states stated stating think thinks thought feel feels felt know knows knew "
    "see sees saw speak speaks spoke speaking hold holds held find finds found go goes "
    "went put puts read reads argues vowed swear swore mean meant begin began "
    "forecast deny denies denied denying reply replies replied replying cry cries cried "
    "testify testifies testified clarify clarifies clarified specify specifies specified "
    "regretted regretting concurred notify notified notifies quip quips quipped admit admits admitted admitting plead "
    "pleaded pled refer refers referred referring decry decries decried rebut rebuts "
    "rebutted document documents documented"
)
_WEAK = frozenset(
    listed(
        "go goes went put puts read reads see sees saw hold holds held find finds found mean "
        "meant begin began remain remains remained support supports supported supporting "
        "know knows knew feel feels felt think thinks thought believe believes believed hope "
        "hopes hoped fear fears feared list lists listed rate rates rated raise raises raised "
        "attack attacks attacked order orders ordered report reports reported reporting point "
        "points pointed charge charges charged post posts posted call calls called calling "
        "agree agrees agreed continue continues continued speak speaks spoke speaking offer "
        "offers offered offering signal signals signaled express expresses expressed expressing "
        "accuse accuses accused accusing name named state decide decides decided realize "
        "realizes realized question questions claim demand appeal request note promise pledge "
        "attest compare compares compared deem deems deemed label labels labelled labeled "
        "estimate rail guess oppose opposes opposed thank thanks thanked mention challenge challenges "
        "challenged welcome congratulate congratulates congratulated indicate indicates indicated "
        "defend defends defended defending support refer refers referred referring written "
        "thinking term terms describe describes described describing protest protests protested "
        "protesting repeat repeats repeated repeating document documents documented list counter counters consider considers considered"
    )
)
"""Verbs that say something only in a frame ("called on", "charges that", "put it"): a noun or another sense elsewhere."""


MINDS = frozenset(
    listed(
        "hope hopes hoped hoping fear fears feared believe believes believed feel feels felt think thinks thought "
        "know knows knew see sees saw consider considers considered remain remains remained expect expects expected agree agreed "
        "support supports supported find finds found"
    )
)
"""What somebody holds, which another may tell."""
TO_DO = frozenset(
    listed(
        "agree agrees agreed agreeing offer offers offered offering promise promises promised "
        "demand demands demanded claim claims claimed"
    )
)


def _forms(verb: str) -> set[str]:
    variants = [verb.replace("[sz]", letter) for letter in "sz"] if "[sz]" in verb else [verb]
    found: set[str] = set()
    for one in variants:
        if one.endswith("e"):
            found |= {f"{one}s", f"{one}d", f"{one[:-1]}ing"}
        elif one.endswith("y") and one[-2] not in "aeiou":
            found |= {f"{one[:-1]}ies", f"{one[:-1]}ied", f"{one}ing"}
        else:
            found |= {
                f"{one}es" if one[-1] in "sxz" or one[-2:] in ("sh", "ch") else f"{one}s",
                f"{one}ed",
                f"{one}ing",
            }
    return found | set(variants)


SAYING = frozenset({form for verb in _REGULAR for form in _forms(verb)} | set(_IRREGULAR))
STRONG = SAYING - _WEAK
BASE_FORMS = frozenset(v.replace("[sz]", "s") for v in _REGULAR) | frozenset(
    listed(
        "say tell write state think feel know see speak hold find go put read swear mean "
        "begin deny reply cry testify plead refer"
    )
)
SPEECH = frozenset(
    listed(
        "say says said saying tell tells told write writes wrote add adds added state stated "
        "states explain explains explained note notes noted continue continues continued "
        "underline underlined stress stressed comment commented remark remarked reply replied "
        "respond responded ask asked tweet tweeted announce announced declare declared insist "
        "insisted warn warned conclude concluded recall recalled argue argued quip quipped "
        "joke joked shout shouted cry cried exclaim exclaimed wonder wondered claim claimed "
        "reiterate reiterated emphasize emphasized emphasise emphasised underscore underscored "
        "observe observed lament lamented complain complained testify testified urge urged "
        "concede conceded acknowledge acknowledged admit admitted report reported read reads "
        "think thinks believe believes concur concurred counter countered retort retorted "
        "elaborate elaborated go goes went answer answered question vow vowed promise promised "
        "predict predicted mused muse"
    )
) | frozenset(
    form
    for verb in listed(
        "laugh grin smile sigh chuckle shrug nod sob sneer whisper mutter murmur yell joke admit underline stress recall "
        "insist warn lament complain concede acknowledge emphasi[sz]e observe exclaim shout answer ask reply remark comment quip "
        "thunder boast advise assure interject mock scoff tease caution chide scold maintain opine assert affirm confess confide mumble "
        "grumble growl fume snort bellow hiss gasp stammer intone enthuse gush fret roar beg plead protest suggest recommend confirm "
        "hint repeat remind object clarify declare bark snap explain"
    )
    for form in _forms(verb)
    if not form.endswith("ing")
)
"""Verbs that may stand after a quotation with their speaker: “…,” he said."""
TAGS = frozenset(word for word in SPEECH if word.endswith("ed") or word in ("said", "told", "wrote", "says", "tells"))
"""Those of them that are nothing else: no noun and no base form."""
PARTICIPLES = frozenset(
    listed(
        "saying adding noting calling warning insisting claiming arguing stressing urging "
        "citing accusing confirming telling suggesting explaining describing stating declaring "
        "announcing alleging asking emphasizing emphasising highlighting writing expressing "
        "condemning criticizing criticising praising demanding promising pledging vowing "
        "reiterating recalling acknowledging admitting denying dismissing rejecting asserting "
        "contending remarking commenting tweeting quoting mocking blasting questioning challenging "
        "appealing"
    )
)
SAME_OFFICE = {
    "rapporteur": "expert", "justice": "judge", "magistrate": "judge", "senator": "lawmaker", "mp": "lawmaker",
    "parliamentarian": "lawmaker", "attorney": "lawyer", "barrister": "lawyer", "advocate": "lawyer", "reporter": "journalist",
    "physician": "doctor", "secretary-general": "chief",
    "spokesperson": "spokesman", "spokeswoman": "spokesman", "premier": "minister", "captain": "officer",
}  # fmt: skip
"""What the holder of an office is called as well, later in a text."""
OFFICES = frozenset(
    listed(
        "president vice-president minister ministers premier chancellor secretary secretary-general "
        "senator sen congressman congresswoman representative rep rapporteur governor gov "
        "mayor ambassador envoy attaché attache consul judge justice prosecutor attorney "
        "chief commissioner commander inspector-general attorney-general "
        "commissioner-general director director-general chairman chairwoman chair "
        "chairperson head leader spokesman spokeswoman spokesperson deputy chairs adviser "
        "advisor aide lawyer counsel officer official analyst professor researcher economist "
        "coordinator manager king queen prince princess pope bishop archbishop monk venerable "
        "speaker editor founder co-founder activist author strategist candidate nominee lawmaker "
        "legislator mp member commentator journalist reporter correspondent host anchor columnist "
        "executive ceo cfo undersecretary under-secretary inspector superintendent sergeant "
        "captain lieutenant marshal admiral brigadier expert scholar dean principal teacher "
        "student farmer villager worker resident treasurer pollster operative campaigner "
        "defender organizer organiser investigator specialist actor actress singer pastor "
        "rabbi imam sheriff doctor physician nurse businessman businesswoman tycoon mogul "
        "first lady writer poet blogger environmentalist unionist fisherman fisherwoman driver vendor "
        "monitor photographer cartoonist comedian filmmaker rapper trader dissident critic"
    )
)
HONORIFICS = frozenset(
    listed(
        "mr mrs ms miss madam mme sir dame lord lady dr prof gen general lt maj major col "
        "colonel capt sgt rev hon ven excellency h.e he. samdech akka moha sena padei techo "
        "borvor thipadei kralahom pichey kitti oknha neak lok chumteav bong pu h.h his "
        "her majesty royal highness oudom sdech preah"
    )
)
BODY_WORDS = frozenset(
    listed(
        "ministry department committee commission council office party government parliament "
        "assembly senate house court tribunal agency authority association organisation organization "
        "union university college institute institution centre center foundation fund bank "
        "group groups league mission embassy movement network congress federation forum society "
        "coalition watch front alliance board bureau school company corporation corp inc "
        "ltd airways airlines army police force forces service nations team campaign administration "
        "republic rights post times daily news radio press newspaper journal tv network channel "
        "magazine herald tribune gazette agency international unit secretariat working directorate "
        "chamber trust company cabinet embassy community communities reporters summit panel "
        "squad hospital church delegation offices agencies courts ministries"
    )
)
DOCUMENTS = frozenset(
    listed(
        "statement report letter release document survey study source communique communiqué "
        "post article memo resolution announcement notice press poll email tweet filing complaint "
        "correspondence submission communication petition ruling verdict judgment directive circular appeal "
        "answer reply lawsuit indictment data figures message remarks speech paper"
    )
)
GROUP_HEADS = frozenset(
    listed(
        "members supporters critics officials authorities activists groups experts rapporteurs "
        "observers watchdogs villagers residents workers unions lawyers judges prosecutors "
        "opponents allies protesters protestors scholars analysts researchers diplomats nations "
        "states countries governments families relatives victims defenders journalists monitors "
        "organisations organizations ngos parties leaders lawmakers senators republicans "
        "democrats voters aides advisers sources police people women men students teachers "
        "farmers monks donors investors employers opposition community regime government "
        "administration campaign court ministry committee commission council mission party "
        "embassy office spokesperson spokesman spokeswoman minister president leader director "
        "lawyer official judge prosecutor mother father wife husband brother sister son daughter "
        "family source man woman witness company union group team bank agency report critics "
        "pollsters advocates conservatives liberals businesses economists some others many "
        "both most several undersigned nation country state city department university institute centre "
        "center foundation newspaper paper magazine"
    )
)
NO_PERSON = frozenset(
    listed(
        "protocol policy day act law development technology plan framework strategy agreement treaty "
        "convention declaration election elections street road avenue city province district "
        "county river war award awards prize week festival games cup project programme program "
        "initiative index constitution republican republicans democrat democrats democratic "
        "muslim muslims christian christians catholic latino hispanic states state television "
        "online digital economy zone airport hotel temple mountain island sea base security "
        "defense defence affairs human royal rouge internet facebook twitter sector system "
        "primary caucus debate convention amendment article chapter education justice health "
        "labour labor finance budget scheme fair summit session meeting conference forum "
        "morning evening"
    )
)
MONTHS_AND_DAYS = frozenset(
    listed(
        "january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul "
        "aug sep sept oct nov dec"
    )
)

NAMING_BEFORE = re.compile(
    r"(?:\b(?:so-called|known as|also known as|dubbed|titled|entitled|named|nicknamed|"
    r"termed|terms?|theme(?:d)?|slogan|motto|headlined|headline|album|book|film|movie|"
    r"song|series|programme|program|course|"
    r"campaign|article|play|column|hashtag|word|words|term|phrase|charge of|charges of|"
    r"accused of|charged with|crime of|policy of|policies of|principle of|concept of|label|"
    r"category|show|episode|website|"
    r"poem|novel|documentary|project|exhibition|workshop|seminar|conference|report|document|"
    r"law|act|bill|subtitled|captioned|branded|coined|labelled|labeled|scheme|initiative|"
    r"drill|exercise|operation|"
    r"(?:spoke|speaks?|speaking|talk(?:s|ed|ing)?) (?:of|about)|is called|are called|was called|were called|"
    r"what \w+(?: \w+)? calls?|which \w+(?: "
    r"\w+)? calls?|author of|role of|magazine’s|host of|"
    r"ហៅថា|ឈ្មោះ|ប្រធានបទ|ក្រោមប្រធានបទ|មានចំណងជើង|ចំណងជើង|ហៅ|ពាក្យ))\W*(?:the |a |an "
    r"|on |of |under |as |as the |as a )?$",
    re.IGNORECASE,
)
CALLED_SO = re.compile(
    r"\b(?:dismiss|reject|describ|denounc|brand|label|slam|condemn|criticis|criticiz|blast|decr|portray|characteri)"
    r"\w*\b[^.;:]{0,90} as (?:an? )?$",
    re.IGNORECASE,
)
"""Before words in marks by which somebody says what a thing is: "dismissed the report as “…”"."""
NAMING_AFTER = re.compile(
    r"^\W{0,2}(?:programme|program|policy|campaign|course|project|initiative|scheme|act|"
    r"law|movement|award|theme|album|song|series|workshop|training|strategy|show|tour|"
    r"rally|hashtag|tweet|button|option|section)\b",
    re.IGNORECASE,
)

NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nothing|n[o’']t|cannot|den(?:y|ies|ied|ying)|dismiss\w*|reject\w*|"
    r"refut\w*|refus\w*|lie[ds]?|false\w*|baseless|unfounded|contradict\w*|disput\w*|oppos\w*|"
    r"unchanged|"
    r"stopped short|fail\w*|without|however|despite|although|declin\w*|hostage|pressured|"
    r"plot|instead|but)\b|n[’']t\b|មិន|ពុំ|គ្មាន|បដិសេធ",
)
