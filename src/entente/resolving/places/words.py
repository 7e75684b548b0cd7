"""Words around a name that tell what it is: heads, titles, prepositions, verbs. Folded forms, one table a question."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAME_LINKS: Final = _words(
    "of the de del la las los le les du des da do dos di and al el am an der den auf upon on sur in e y op ad es"
    " en under over by next near a au aux bei im am ob"
)
"""Lower-case words that may stand inside a place name: Trinidad and Tobago, Stoke on Trent, Rio de Janeiro."""

NAME_LEADS: Final = _words("the al el as ash ad an ar at ain beit bir")
"""Lower-case words with which a place name may begin: the Hague, al-Hol."""

LOCATIVES: Final = _words(
    "in at near from to outside inside across around through throughout toward towards into within via beyond"
    " between along downtown northern southern eastern western central northeastern northwestern southeastern"
    " southwestern northeast northwest southeast southwest neighboring neighbouring nearby rural suburban greater"
    " mainland off outside amid astride opposite reached entered visited visiting left shelled bombed besieged"
    " recaptured overran seized fled above below beside"
)
"""Words after which a name is mostly a place."""

ADMIN_HEADS: Final = _words(
    "county parish province state district region governorate oblast prefecture department territory municipality"
    " republic kray krai raion rayon canton regency emirate division borough township"
)
"""What follows the name of an area: Diffa Region, Walker County."""

PLACE_HEADS: Final = ADMIN_HEADS | _words(
    "city town village island islands river lake mountain mountains valley bay sea gulf strait peninsula coast"
    " beach border harbor harbour port camp desert basin delta highlands heights hills creek suburb suburbs"
    " metropolitan metro area neighborhood neighbourhood airport downtown capital crossing tunnel dam reservoir"
    " plateau"
)
"""What follows the name of any place."""

BODY_HEADS: Final = _words(
    "police fire sheriff sheriffs mayor council councilman councilwoman councilor schools school high university"
    " college hospital court courthouse chamber commission commissioner commissioners community residents resident"
    " man woman men women native officials official government president minister ministry premier embassy army"
    " troops forces senate house legislature lawmakers governor gov sen rep attorney judge coroner clerk"
    " department public health medical library museum church based born national international regional municipal"
    " federal civic board team students teacher firefighters authorities administration parliament prime foreign"
    " defense defence interior ambassador rebels militants militia militias military navy air guard national"
    " supreme superior circuit district elementary middle junior senior technical community democrat republican"
    " economic development parks recreation planning zoning water housing times herald gazette news journal post"
    " tribune chronicle daily press observer united rovers town athletic"
)
"""What stands after the name of a place that a body, person or thing belongs to: Toledo Mayor, Ohio State Police."""

STREET_HEADS: Final = _words(
    "saint street streets avenue ave avenues road rd roads boulevard blvd drive dr lane ln highway hwy parkway"
    " pkwy court ct terrace trail turnpike expressway freeway plaza way circle alley interstate route"
)
"""What follows a name in an address; 'saint' is how 'St' is folded."""

DISEASE_HEADS: Final = _words(
    "virus viruses fever flu disease syndrome encephalitis strain strains influenza plague pox ebolavirus"
    " hantavirus cattle breed bacterium"
)
"""What follows the name of a place that only christened an illness or a breed."""

MASTHEADS: Final = _words(
    "times herald post daily journal tribune gazette news chronicle observer press telegraph guardian mirror sun"
    " globe examiner inquirer dispatch courier bulletin register sentinel monitor gazeta magazine review"
)
"""What follows a place in the name of a paper or an agency."""

ORGANISATIONS: Final = _words(
    "university college corporation corp bank voice institute company club shield society association federation"
    " union daughters sons scouts chamber league museum school academy church diocese archdiocese order bancorp"
    " insurance orchestra radio television tv fm agence nhs racing team"
)
"""What makes a place after it (or after 'of') part of its name: Bank of America, Television New Zealand."""

PLURAL_HEADS: Final = {
    "counties": ("county", "parish"),
    "parishes": ("parish",),
    "provinces": ("province",),
    "districts": ("district",),
    "regions": ("region",),
    "states": ("state",),
}
"""Heads after a list: 'Navarro, Henderson and Ellis counties'."""

NATURE_HEADS: Final = _words(
    "river rivers creek lake mountain mountains forest park wilderness reservoir falls canyon preserve trail"
    " monument bay peak dam basin valley gorge swamp glacier island beach cemetery zoo bridge"
)
"""What makes the name before it that of a feature nearby, not of the place itself."""

TITLES: Final = _words(
    "mr mrs ms miss dr sir dame lord lady gov governor sen senator rep representative congressman congresswoman"
    " mayor sheriff judge justice president premier chancellor king queen prince princess pope coach captain capt"
    " lt lieutenant sgt sergeant col colonel gen general maj major cpl corporal pvt officer detective chief"
    " inspector trooper deputy constable commissioner councilman councilwoman councilor councillor ambassador"
    " envoy professor prof rev reverend pastor father sister brother bishop archbishop cardinal rabbi imam sheikh"
    " sheik ayatollah mullah superintendent secretary minister chairman chairwoman chairperson director attorney"
    " solicitor prosecutor commander admiral adm marshal alderman assemblyman principal dean comrade saint hon"
)
"""Titles after which a capitalised word is a person."""

ROLES: Final = _words(
    "spokesman spokeswoman spokesperson attorney lawyer actor actress singer author writer reporter correspondent"
    " director coach quarterback pitcher senior junior sophomore freshman guard forward midfielder striker captain"
    " economist analyst professor scientist researcher founder owner candidate incumbent nominee suspect victim"
    " defendant daughter son wife husband brother sister mother father widow niece nephew grandson granddaughter"
)
"""Lower-case words after which a capitalised name is mostly a person's."""

SPEECH_VERBS: Final = _words(
    "said says say told added adds testified recalled joked laughed smiled shrugged nodded explained explains"
    " noted wrote writes asked replied insisted stated commented remarked"
)
"""Verbs whose subject speaks."""

POLITICAL_VERBS: Final = SPEECH_VERBS | _words(
    "accused accuses agreed agrees announced announces backed backs blamed blames called calls condemned condemns"
    " confirmed confirms criticised criticises criticized criticizes deployed deploys decided decides denied"
    " denies denounced denounces demanded demands expelled expels hopes imposed imposes insists offered offers"
    " opposed opposes ordered pledged pledges proposed proposes promised promises recalled refused refuses"
    " rejected rejects responded retaliated ruled sanctioned sees seeks sought sent severed signed summoned"
    " summons supports suspended suspends threatened threatens urged urges vowed vows wants warned warns welcomed"
    " welcomes withdrew recognised recognized recognises recognizes has had is was will would should must could"
    " may might"
)
"""Verbs of which a government is the subject; the auxiliaries count only where another of them follows."""

AUXILIARIES: Final = _words("has had is was will would should must could may might also have were are")

CALENDAR: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december today yesterday tomorrow"
)
"""Words with a capital that follow a place without belonging to it: 'paralysed Tbilisi Tuesday'."""

GOVERNMENT_NOUNS: Final = _words(
    "position stance policy envoy ambassador proposal offer demand demands response decision"
)
"""What only a government has: 'Moscow's proposal', 'Tehran's demands'."""

BODIES: Final = _words(
    "red legion airlines airways express cup league premier open grand idol medical veterinary heart cancer lung"
    " institute association society international broadcasting bank federation foundation academy university"
    " college company corporation museum club rugby football recovery nuclear telecom petroleum information"
)
"""What follows a demonym in the name of a body, a contest or a law that is no state organ."""

LANGUAGE_BEFORE: Final = _words(
    "speak speaks spoke spoken speaking fluent learn learned teach taught translate translated study"
)
LANGUAGE_AFTER: Final = _words(
    "language languages speaking speaker speakers translation alphabet fries toast dressing shepherd shepherds"
    " terrier bulldog setter cuisine food restaurant"
)
"""Around a demonym that means a language, a dish or a breed."""

PEOPLES_BEFORE: Final = _words("latin native african asian mexican cuban")
"""Words that make another demonym of 'American'."""

DIRECTIONS: Final = {"n": "north", "s": "south", "e": "east", "w": "west"}
"""Single letters with a full stop before the name of a region: S. Ossetia, N. Korea."""
