"""What stands on a page beside the article: which lines those are, and why.

Every rule matches a whole line, never a part of one, so that a sentence which happens to begin with "Share this" or
"Follow" stays. The families are data: phrases of one line each with the reason that is kept for a line they take away.
They were compiled from how pages of newspapers, broadcasters and agencies are built, with no page's own text in them.

A phrase is a regular expression in which case says nothing, a parenthesis only groups, a straight apostrophe stands
for a curly one too, and a space is a space, since lines have single ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entente.ingest.agencies import AGENCY
from entente.ingest.captions import IMAGE, NAME, credit_reason

_NETWORK = (
    r"(twitter|x|facebook|instagram|telegram|whatsapp|youtube|linkedin|tiktok|threads|bluesky|mastodon|reddit|"
    r"pinterest|tumblr|flipboard|messenger|snapchat|viber|signal|google( ?(\+|plus|news))?|rss|soundcloud|spotify)"
)
_BUTTON = (
    rf"({_NETWORK}|share|tweet|e-?mail|print|pin( it)?|like|send|copy( link)?|link|save|bookmark|more|whats"
    r" app|sms|"
    r"font size|a[+-]|listen|\d+)"
)
_MAIL_WORDS = (
    r"\b(newsletters?|inbox|updates|alerts?|e-?mails?|account|channel|podcast|notifications?|bulletin|digest|"
    r"briefing|"
    r"subscribers?|subscription|for free|(digital|unlimited|full) access|premium)\b"
)
_UNSTOPPED = r"(?<![.!?])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Phrases of one kind and why a line of it is no part of the article.

    ``opens`` is False where the first line of a page is not judged by them: a label may stand before the headline.
    """

    reason: str
    phrases: tuple[str, ...]
    opens: bool = True


FAMILIES: tuple[Family, ...] = (
    Family(reason="holds no letter or digit", phrases=(r"[\W_]+",)),
    Family(
        reason="says how long the article takes to read, or how many did",
        phrases=(
            r"(< ?|less than )?\d{1,3} ?-? ?min(ute)?s?\.? ?-? ?(read|to read|of reading)",
            r"(estimated )?(reading|read) time\W*(less than )?(\d+|an?) ?min(ute)?s?( read)?",
            r"listen( to this (article|story))?\W*(\d+ ?min(ute)?s?|\d+:\d\d)?",
            r"\d{1,2} ?min(ute)?s?",
            r"\d[\d,.]* ?[km]? (views?|reads?|shares?|likes?|retweets?|reactions?)",
        ),
    ),
    Family(
        reason="is a button to share the page",
        phrases=(
            (
                r"(click (here )?to )?share( (this|the|our|on|via|with|to|by|now))?"
                r"( (article|story|post|page|news|report|link|content|via|on|with|your|friends|others|by|e-?mail|"
                rf"{_NETWORK}))*( ?\(opens in new window\))?[.!:]?"
            ),
            (
                r"(e-?mail|print|tweet|save|bookmark|pin|post|gift) (this|the)( (article|story|page|post|to a"
                r" friend))*"
            ),
            rf"{_BUTTON}([ |·•,/&+-]+{_BUTTON})+",
            rf"{_NETWORK}|tweet|e-?mail|print|pin ?it|copy link",
            r"(read or )?share this (story|article)\W.*",
            r"(save)+",
            r"(copy|get) (the )?(short )?(link|url)( to clipboard)?",
            r"link copied.*|copied!?",
            (
                r"shares?|next|prev(ious)?|back|home|menu|search|close|skip|toggle|loading\W*|play|pause|mute|more|"
                r"here"
            ),
        ),
    ),
    Family(
        reason="leads to the comments",
        phrases=(
            r"(leave|post|add|write|make|submit) (a|your|us a|the first) (comment|reply|response)s?( below)?[.!]?",
            r"(view|show|read|see|hide|load|jump to|go to)( (all|the|\d+|more))* comments?( ?\(\d+\))?",
            r"(\d[\d,.]*|no|zero) (comments?|replies|responses)( (yet|so far))?",
            r"comments?( ?(:|\() ?\d* ?\)?)?",
            r"comments? (are )?(closed|off|disabled|section)\b.{0,60}",
            r"be the first to (comment|reply|share)\b.{0,60}",
            r"(join|start) the (conversation|discussion|debate)\b.{0,60}",
            r"(log|sign) in to (comment|reply|leave a comment|join\b.{0,40})",
            r"(have your say|what do you think|tell us what you think|let us know what you think)\b.{0,60}",
            r"(your )?e-?mail address will not be published.*|required fields are marked.*",
            r"(cancel )?reply|report (this )?(comment|abuse|ad|an error)",
        ),
    ),
    Family(
        reason="marks an advertisement",
        phrases=(
            r"(skip )?adverts?|(skip )?advertise?ments?|ads?|promoted|promo|(paid|promoted) (content|post)",
            r"sponsored( (content|by|links?|post)\b.{0,60})?",
            r"advertisement ?[-–—:] .{1,300}",
            r"advertisement\W+(continue|scroll|skip|story|article|supported|learn|remove|-)\b.{0,80}",
            (
                r"(the )?(article|story|post|content|report) continues? (below|after)( (this|the))?"
                r"( (advertise?ment|ad|video|newsletter.*|promotion))?"
            ),
            (
                r"(scroll( down)?|click|tap|swipe) (here )?to (continue|read|see|view|watch|enlarge|expand|"
                r"listen)\b.{0,60}"
            ),
            r"continue reading( (the main story|below|with.*|for free))?\W*",
            r"remove ads?.{0,30}|why (am i seeing|this) ad.*|ads? by \w+",
        ),
    ),
    Family(
        reason="is a link to another page",
        opens=False,
        phrases=(
            (
                r"((also|must|further|now|more) )?(read|see|watch|listen|view|hear|check out)"
                r"( (more|also|next|now|this|our|here|on))* ?[:|»›>–—] ?.{1,200}"
            ),
            r"also (read|watch|see)\b.{0,160}|also in .{1,60}:.{0,200}",
            (
                r"(more|related|background|explainer|explained|analysis|opinion|in (depth|pictures|photos)|photos?|"
                r"pictures?|gallery|slideshow|videos?|footage|(info)?graphics?|map|chart|cartoon|source|"
                r"illustration|"
                r"podcast|audio|interactive|live (blog|updates?)|timeline|profile|factbox|quiz|poll|see also|"
                r"don't miss|"
                r"recommended|trending|you (may|might) (also )?(like|be interested in)) ?[:|»›]"
                rf" ?.{{1,200}}{_UNSTOPPED}"
            ),
            rf"(?-i:Related|RELATED) (?-i:[A-Z\"“‘]).{{30,250}}{_UNSTOPPED}",
            r"related( (article|story|news|link|content|topic|coverage|read|reading|post)s?)? ?[:|»›–—] ?.{1,200}",
            (
                r"(tags?|topics?|keywords?|categor(y|ies)|sections?|filed under|posted in|labels?|tagged("
                r" (with|as))?|"
                r"in this (story|article)) ?[:|] ?.{0,250}"
            ),
        ),
    ),
    Family(
        reason="leads to other pages",
        phrases=(
            (
                r"(click here (to|for) )?"
                r"(read|see|learn|watch|find out|view|show|load|discover|hear|explore|get) more"
                r"\W*( (here|below|about this|stories|news))?\W*"
            ),
            (
                r"(read|view) (the )?(full|original|whole|complete|entire) "
                r"(article|story|report|statement|text|post|interview|list)( here)?\W*"
            ),
            r"related( (article|story|stories|news|link|content|topic|coverage|reading|post|video|item)s?)?\W*",
            rf"more (from|on|about|in|by|like)( \S+){{0,4}}{_UNSTOPPED}",
            rf"more (stories|news|coverage|articles|top stories|headlines)\b.{{0,40}}{_UNSTOPPED}",
            r"(you|readers) (may|might) (also )?(like|enjoy|be interested in|want to read)\W*",
            (
                r"(recommended|suggested|trending|popular|featured|latest|top|breaking|editor'?s'?|must["
                r" -]reads?|most)"
                r"( (now|for you|stories|story|articles?|news|posts?|videos?|reads?|viewed|popular|shared|"
                r"commented|watched|"
                r"picks?|choice|updates|headlines|topics|today|this week|in \w+))*\W*"
            ),
            r"what to (read|watch|know)( (next|now))?\W*|in case you missed it\W*|don't miss( out)?\W*|up next\W*",
            r"see also\W*|also (read|see)\b.{0,40}|read (next|also)\W*|elsewhere\W*",
            rf"(next|previous|prev|older|newer) (article|post|story|page|entries)s?\b.{{0,120}}{_UNSTOPPED}",
            r"(back|return|go) to (top|home|the top|homepage|the homepage|main page|news|.{1,20}page)",
            (
                r"(you can )?(read|learn|find out|see|click|watch|follow|check out|listen to|view|"
                r"download)\b.{1,160}\bhere\W*"
            ),
            r".{0,40}\b(?-i:Select) (category|month|language|region|edition|country)\b.*",
            r"(skip|jump) to (main )?(content|navigation|footer|search).{0,30}",
            rf"download (the |this |as |a )?.{{0,60}}\b(pdf|report|note|paper|document)\b.{{0,60}}{_UNSTOPPED}",
            r"(explore|browse|view|see|show) (all|more|other)( \w+){0,4}",
            r"(tags?|topics?|keywords?|categor(y|ies)|filed under|explore topics|table of contents|contents)\W*",
            r"(in|on) this (story|article|section|page)\W*",
            (
                r"(for )?(more|full|further) \w+( \w+){0,4} ?[:,] ?(visit |see |go to )?"
                r"(https?://|www\.)\S+( and (https?://|www\.)\S+)?"
            ),
            r"(https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|([#@]\w+[ ,]*)+|pic\.twitter\.com/\S+",
            r".{1,120}[^.!?\"”'] (?-i:Read|READ|See|SEE|Watch|WATCH|Learn) more ?[»›>]*",
            r"\[(?!.*[.!?] ?\]$).{1,160}\]",
            (
                r"(about us|contact( us)?|advertise( with us)?|careers|jobs|help|faq|site ?map|archives?|"
                r"e-?paper|games|"
                r"editorial (policy|guidelines)|podcasts?|live tv|watch live|listen live|shop)"
                r"(\W+(about us|contact( us)?|advertise|careers|jobs|help|faq|site ?map|archives?|privacy("
                r" policy)?|terms.*))*"
            ),
        ),
    ),
    Family(
        reason="asks for a subscription, a log-in or an address",
        phrases=(
            (
                r"(sign ?-?up|subscribe|register|log ?-?in|sign ?-?in|log ?-?out|sign ?-?out|join( us)?|my account|"
                r"become a (member|subscriber|supporter)|donate)"
                r"( (now|here|today|free|for free|or (log|sign) ?-?in))*\W*"
            ),
            rf"(please )?(sign up|subscribe|register|log in|sign in)\b(?=.{{0,200}}{_MAIL_WORDS}).{{1,250}}",
            rf"join\b(?=.{{0,100}}\b(newsletter|channel|community|{_NETWORK})\b).{{1,160}}",
            (
                r"(get|receive)\b(?=.{0,150}\b(newsletters?|inbox|(news|breaking|e-?mail) alerts|notifications|"
                r"to your (phone|e-?mail|door)|(our|the|free) (\w+ )?app|(digital|unlimited) access|"
                r"daily (briefing|digest))\b).{1,200}"
            ),
            (
                r"(already|not) (a|an) (subscriber|member).{0,100}|(don't have|create|need) an? (new |free"
                r" )?account.{0,80}"
            ),
            r"forgot(ten)? (your )?password.{0,60}",
            (
                r"(to )?(continue|keep) reading\b.{0,40}\b(subscribe|register|log|sign|free|account|trial|"
                r"subscription).{0,120}"
            ),
            (
                r"(keep|stay) (up|on top|ahead|informed|updated|connected|in the (know|loop))\b"
                r"(?=.*\b(subscri\w+|newsletter|inbox|app|alerts|follow|latest news|news updates|with"
                r" our)\b).{1,160}"
            ),
            (
                r"(support|help (us|support))\b(?=.{1,100}\b(journalism|newsroom|our (work|reporting|"
                r"mission))\b).{1,160}"
            ),
            r"(please )?(re-?)?enter (your|an?|a valid) (e-?mail|zip|post).*|e-?mail address\W*|your e-?mail\W*",
            (
                r"by (signing up|subscribing|clicking|continuing|entering|submitting|registering|providing|"
                r"creating|using)\b"
                r".{0,150}\byou (agree|consent|accept|acknowledge|confirm)\b.*"
            ),
            (
                r"thanks?( you)? for (reading|subscribing|signing up|registering|visiting|your (interest|"
                r"subscription)).{0,160}"
            ),
            (
                r"(this|the) (article|content|story|page) is (only )?(for|available to|reserved for) "
                r".{0,30}(subscribers|members).{0,60}"
            ),
            r"subscriber[ -]only|premium( content)?|exclusive content",
            r"(download|get|install) (our|the|free)\b.{0,60}\bapps?\b.{0,80}",
            r"(available|download) (it )?on (the )?(app store|google play).{0,40}|app store|google play",
            r"((daily|weekly|morning|evening|free|news) ){0,2}newsletters?( (sign ?-?up|promo(tion)?)\b.*)?",
            (
                r"opt ?-?out.{0,80}|unsubscribe.{0,80}|you can unsubscribe.*|invalid e-?mail.*|(please )?try"
                r" again( later)?\W*"
            ),
        ),
    ),
    Family(
        reason="leads to social media or asks the reader to write in",
        phrases=(
            (
                r"(please )?(follow|like|find|join|catch|connect with|(watch|check|visit|contact|reach) (us|"
                r"our|him|her|out))\b"
                rf"( [\w@.'&-]+){{0,7}}? (out )?(on|via|at) (our )?(@?{_NETWORK}|@\w+|social media)\b.{{0,250}}"
            ),
            r"follow( (us|@\w+|the author|this topic|\w+ live))?( ?[:@]? ?@?\w*)?\W*",
            rf"(follow|like|check) us\b.{{0,80}}|(on )?{_NETWORK} ?: ?@?\S+",
            r"(e-?mail|twitter|tel|phone|fax|whatsapp|contact|mail) ?[:.] ?[\w@.+/: -]{3,60}",
            (
                r"(do you (have|know)|(are|were|did|have) you|got an?|if you( have|'ve| were| witnessed| are|"
                r"'re| want| would))\b"
                r".{0,250}\b(e-?mail|get in touch|contact us|call us|whatsapp|form below|tell us|send us|let"
                r" us know)\b.{0,250}"
            ),
            r"get in touch\b.{0,250}|report (a|an) (mistake|error|typo).{0,60}",
            r"we pay for (your )?(stories|videos|photos|news)\b.{0,300}|interested in .{1,40}\? add .{0,200}",
            r"(do you have|got|have) (a|any|more) (news )?(tip|story|information|question|comment)s?\b.{0,160}",
        ),
    ),
    Family(
        reason="speaks of cookies, rights or the terms of the site",
        phrases=(
            (
                r"(we|this (web ?)?site|our (web ?)?sites?|the website)( and our (\d+ )?partners)? (use|uses|"
                r"store)\b"
                r".{0,60}\bcookies\b.*"
            ),
            (
                r"(accept|reject|manage|allow|decline|i accept)( (all|my|the|optional|and close))*"
                r"( (cookies?|settings|choices|preferences|options))?\W*"
            ),
            r"cookies?( (policy|settings|preferences|notice|consent|choices))?\W*",
            r"(your )?privacy( (policy|notice|settings|choices|& cookies?|rights))?\W*",
            (
                r"(terms|terms (of (use|service)|and conditions|& conditions)|disclaimer|legal( notice)?|"
                r"accessibility( \w+)?|do not sell.*)(\W+(privacy.*|cookies?.*|terms.*))?\W*"
            ),
            r"(©|\(c\)|copyright ?(©|\(c\)|:)) ?.{0,250}",
            r"copyright (\d{4}|by\b|of\b.{0,60}\d{4}|(?-i:[A-Z])[\w. ]{1,40}\d{4}).{0,250}",
            r".{0,80}(©|copyright) ?\d{4}.{0,120}|.{0,160}\ball rights reserved\b.*",
            (
                r"(this|the) (material|content|article|story|work) (may|can|must|should) not be "
                r"(published, |reproduced|republished|redistributed|reprinted|broadcast, ).{0,250}"
            ),
            r"(.{0,60} )?is not responsible for the content of external.*|external links are provided for .*",
            r"(the )?(views|opinions)( and (views|opinions))? expressed (in this|here|by the author|are).{0,250}",
            r"(the )?views( expressed)?( here)? are .{0,20}\bown\b.{0,60}",
            (
                r"(re)?(printed|published|produced|posted) (here )?(with|under|by) "
                r"(permission|a creative commons|the permission|arrangement).{0,160}"
            ),
            r"(licen[cs]e|registration) (for publishing\b.*|(no|number|nr)\b.{0,80})",
            r"(our standards|the thomson reuters trust principles).{0,80}",
            r"(purchase |buy |get )licensing rights.*|(buy|get) reprints.*",
        ),
    ),
    Family(
        reason="belongs to a picture or a video",
        phrases=(
            rf"{IMAGE}s?",
            (
                r"(file|undated|handout|stock|archive[ds]?|representational|representative|illustrative|"
                r"illustration) ?"
                rf"(- ?)?{IMAGE}s?\b.{{0,120}}{_UNSTOPPED}"
            ),
            (
                r"(photo(graph)?s?|images?|pictures?|pics?|credits?|courtesy|caption)"
                rf"( (credits?|courtesy|source|copyright|caption|by|of|from|via))* ?[:/|] ?.{{1,120}}{_UNSTOPPED}"
            ),
            (
                rf"({IMAGE}s?|source)( (credits?|courtesy|source|copyright|by|of|from|via))* ?[:/|–—] ?"
                rf"(?-i:({NAME} ?[/,] ?)?{AGENCY}( ?[/,] ?{NAME})?)"
            ),
            rf"{IMAGE}s? (by|courtesy( of)?|credits?|copyright) (?-i:{NAME}( ?[/,] ?{NAME})*)",
            (
                rf"(enlarge|expand|hide|show|toggle|view) (this |the )?"
                rf"(image|caption|photo|picture|gallery|slideshow|larger)\b.{{0,160}}{_UNSTOPPED}"
            ),
            r"(click|tap) (on )?(the )?(image|photo|picture|here|play)\b.{0,60}",
            rf"(image|media|picture) (caption|source|copyright|gallery|credit)\b.{{0,200}}{_UNSTOPPED}",
            r"(slideshow|gallery|photos?|images?) ?\(? ?\d+ ?(images?|photos?|of \d+)? ?\)?",
            r"(image|photo|slide|picture)? ?\d+ ?(of|/) ?\d+",
            # A picture's number in its gallery; some days are written so, too.
            (
                rf"(?!(9/11|7/7|26/11|7/10|10/7|24/7|50/50)\b)\d{{1,3}}/([4-9]|\d\d{{1,2}})"
                rf" (?-i:[A-Z\d]).{{1,300}}{_UNSTOPPED}"
                r"(?<!\d\d\d\d)"
            ),
            r".{0,1100}\bhide caption( \d+ of \d+)?",
            r"(?-i:JUST WATCHED|MUST WATCH|MOST READ|MOST POPULAR|RELATED ARTICLES?|RELATED STORIES)\b.*",
            r"skip in skip\b.*|\d+ of \d+ full ?screen\b.*|.{0,60}\b\d+ show all\b.*",
            r"media playback is (un|not )supported.*",
            (
                r"(scroll|swipe|see)( (down|below|up|above|left|right))* for (the )?(more )?"
                r"(video|photos?|pictures?|images?|gallery|more|updates)\W*"
            ),
            (
                r"(play|watch|listen)( (the|this|now|to this|live))*( (video|audio|clip|article|story|podcast|"
                r"recording))?\W*"
            ),
            r"your browser (does not|cannot|can not|could not|is not)\b.{0,120}",
            (
                r"this (video|content|media) (is (no longer available|not available|unavailable|private)|"
                r"can ?not be (played|loaded|shown)|could not be (played|loaded)).{0,80}"
            ),
            r"javascript .{0,80}|video player.{0,60}|now playing.{0,80}",
            r"(view )?(image|photo|video) in fullscreen|full ?screen|embed|transcript",
            r"file( (photo|image|picture))?( ?:| [-–—]) ?.{1,1100}",
            r"duration\W*\d+:\d\d(:\d\d)?|\d{1,2}:\d\d( ?/ ?\d{1,2}:\d\d)?",
        ),
    ),
    Family(
        reason="speaks of the article, not of its matter",
        phrases=(
            r"\W{0,2}(editor'?s?'?|ed\.?|publisher'?s?|author'?s?) note\b.{0,600}",
            r"(corrections?|clarifications?|corrections and clarifications) ?(\(.{1,40}\)|, ?.{1,30})? ?:.{0,600}",
            (
                r"(this article|(this|the) (story|post|piece|page|headline|copy)) (has been|was|is being|will be) "
                r"(since |also |last )*(updated|amended|corrected)\b.{0,400}"
            ),
            (
                r"this (article|story|post|piece|page|report|text) (has been |was |is |will be )?"
                r"(first |originally |automatically |also )*(published|appeared|updated|edited|produced|"
                r"generated|translated|"
                r"reproduced|republished|adapted|corrected|part of (a|our|the) series)\b"
                r"(?!.*\b(accus|alleg|blam|conclud|found|said|says|show))(?=.{0,250}$).*"
            ),
            r"a version of this (article|story|column)\b.{0,250}|cite (this )?as\b.{0,200}",
            r"about the authors?\b.{0,400}",
            (
                r"the (author|writer|columnist)s? (is|are) (?=.{0,60}\b(fellow|professor|researcher|analyst|journalist|"
                r"correspondent|lecturer|columnist|editor|director|reporter|historian|associate|scholar)s?\b).{0,300}"
            ),
            # Notes for editors, and rates of exchange.
            r"\(?(attn|eds|attention editors)\b.{0,300}",
            r"\(?[$€£]?[a-z ]{0,12}\d[\d.,]*[\w $]{0,20} = [^=]{1,40}|\([A-Z]{0,3}[$€£]\d[\d.,]* = [^=]{1,40}",
            (
                r"(an?|the) (earlier|previous|original) version of this "
                r"(article|story|report|post|piece|headline|caption|page|graphic|map)\b.{0,400}"
            ),
            (
                r"(this is a )?(breaking|developing)( news)?( (story|news))?\W*"
                r"((more|please|check|it|and|we|updates?|details)\b.{0,120})?"
            ),
            (
                r"more (follows|to follow|to come|details? (soon|to follow|shortly))\W*|(more )?details (soon|to"
                r" follow)\W*"
            ),
            r"story developing\W*|to be updated\W*",
            r"for immediate release|press release|embargoed\b.{0,60}|not for (immediate )?release.{0,40}",
            r"\W*(ends?|30)\W*|endit|ends here",
        ),
    ),
)
"""Families of page furniture; the first one that a line belongs to gives the reason."""

_FORM_WORDS = (
    "enter your email", "enter your e-mail", "enter an email", "email address is invalid", "fill out this field",
    "invalid email", "sign up for", "newsletter sign", "continue reading the main story", "agree to receive",
    "social account", "an error has occurred", "thank you for subscribing", "thanks for subscribing",
    "you're not a robot", "manage email preferences", "not you?", "email cannot be used", "please re-enter",
    "select a newsletter",
)  # fmt: skip
"""Words of forms; a line with two of them is the text of a form that lost its fields."""

_LONGEST_FURNITURE = 1200
"""Characters: longer lines are prose; only captions and editors' notes come near."""


def furniture_reason(line: str, *, first: bool = False) -> str | None:
    """Say why a line is page furniture; None for one that is not.

    ``first`` marks the first line of a page: a headline may stand there behind a label ("Watch: ...") or before the
    agency that says so ("... - Reuters").
    """
    if len(line) > _LONGEST_FURNITURE:
        return None
    plain = line.replace("’", "'")
    for family, pattern in _compiled():
        if (family.opens or not first) and pattern.fullmatch(plain):
            return family.reason
    lower = plain.lower()
    if sum(word in lower for word in _FORM_WORDS) > 1:
        return "is the text of a form"
    return credit_reason(line, first=first)


def without_affixes(line: str) -> str:
    """Take off a line what ran into it from the page: a label before it, a button or an agency's sign behind it."""
    for affix in _affixes():
        line = affix.sub("", line).strip()
    return line


@cache
def _compiled() -> tuple[tuple[Family, re.Pattern[str]], ...]:
    return tuple((family, re.compile("|".join(map(_expression, family.phrases)), re.IGNORECASE)) for family in FAMILIES)


def _expression(phrase: str) -> str:
    """The regular expression that a phrase stands for."""
    return "(?:" + re.sub(r"(?<!\\)\((?!\?)", "(?:", phrase) + ")"


@cache
def _affixes() -> tuple[re.Pattern[str], ...]:
    after = r"(?<=[.!?\"”’]) ?"
    signs = rf"{AGENCY}(?: ?[/,] ?{AGENCY})*"
    return (
        re.compile(r"^(?:story highlights|key points|highlights) (?=[A-Z\"“])", re.IGNORECASE),
        re.compile(rf"{after}(?:[(\[] ?{signs} ?[)\]]\.?|[–—-]{{1,2}} ?{AGENCY}|(?<= ){AGENCY})$"),
        re.compile(rf"{after}[–—] ?With (?:(?:assistance|reporting) (?:by|from) )?{NAME}(?:(?:,| and) {NAME})*$"),
        re.compile(rf"{after}(?:©|copyright (?:© ?)?\d{{4}}).{{0,300}}$", re.IGNORECASE),
        re.compile(
            rf"{after}(?:(?:read|see|show|learn) more\W*|advertisement|continue reading\W*|(?:save){{2,}})$", re.I
        ),
    )
