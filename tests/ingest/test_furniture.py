"""Lines that belong to a page, by family, and sentences that begin or end like them and must stay."""

from __future__ import annotations

import pytest

from entente.ingest.article import clean_page
from entente.ingest.bylines import is_name, read_byline
from entente.ingest.furniture import FAMILIES, furniture_reason, without_affixes

FURNITURE = """
***
___
2 Min Read
5 min read
Reading time: 3 minutes
Less than 1 min read
12.4K views
Share this Article
Share on Facebook
Share this article on WhatsApp
Click to share on X (Opens in new window)
Facebook | Twitter | Email | Print
Email this page
Print
Copy link
Link copied!
SaveSave
Leave a comment
Leave a Reply
View all 14 comments
Comments (3)
No comments yet
Comments are closed.
Be the first to comment on this article
Join the conversation
Your email address will not be published. Required fields are marked *
What do you think? Tell us below
Advertisement
Advertisements
Sponsored content
Story continues below this advertisement
Article continues after ad
Scroll down to continue reading
Continue reading the main story
Read more: How the talks broke down
Read More | Five things about the vote
READ ALSO: Minister sacked over dam
Also read: Minister sacked over dam
Related: The road to the coup
Related articles: The road to the coup
More: Why the dam matters
In pictures: Floods in Beira
Don’t miss: Ten films about the war
Tags: Niger, Russia, army
Filed under: Diplomacy
Read more
READ MORE »
See more stories
Click here to read more
Read the full statement here
Related stories
More on this story
More from Africa
You may also like
You might also be interested in
Recommended for you
Most read
Trending now
Editor's picks
Latest news
Next article
Back to top
Skip to main content
View all
Table of contents
For more news from the region: https://news.example.org/region
https://news.example.org/a/1
news@example.org
#Sahel #Niger
The harbour accord explained Read more
[Watch: the president's speech in full]
Sign up
Log in
Sign up for our daily newsletter
Subscribe to our newsletter and never miss a story
Please sign in to your account to read on
Get the latest news delivered to your inbox
Get our app
Already a subscriber? Log in
Create a free account to continue
To continue reading, please subscribe
Stay informed: follow our channel for the latest news
Support our journalism from one pound a month
Enter your email address
By clicking submit, you agree to our terms and privacy policy
Thank you for reading five articles this month
This content is available to subscribers only
Premium
Download our app for alerts on your phone
Newsletter
Unsubscribe at any time
Please try again later
Follow us on Twitter
Follow the Lake Courier channel on WhatsApp
Follow Jane Roe on Twitter: @janeroe
Like us on Facebook
Join us on Telegram for breaking news
Follow us
Twitter: @lakecourier
Do you have a story to tell? Email the newsroom
If you were at the rally, get in touch with us
We use cookies to make this site better
This website uses cookies to give you the best experience
Accept all cookies
Cookie Policy
Privacy Policy
Terms of Use | Privacy Policy
© 2023 The Lake Courier
Copyright 2020 The Lake Courier. All rights reserved.
All rights reserved
Copyright The Lake Courier 2022
This material may not be published, broadcast or redistributed.
The views expressed in this article are the author's own and do not reflect those of this paper.
Republished under a Creative Commons licence.
Purchase Licensing Rights
Photo
Video
File photo
FILE PHOTO: Soldiers at the gate of the base in Kidal
FILE - In this May 2, 2019 file photo, soldiers stand at the gate. (AP Photo/Omar Seck)
Photo: AFP
Photo credit: Lena Brandt
Image: Lena Brandt/Reuters
Photograph by Lena Brandt
Image source, Getty Images
Image caption The bridge was closed in May
View image in fullscreen
Enlarge this image
Hide caption
Click on image to enlarge
Slideshow (5 images)
3 of 12
4/18 The queen opens the new bridge in the north
Scroll down for video
Watch the video
Play video
Your browser does not support this video.
This video is no longer available
Media playback is not supported on this device
01:35
Getty Images
AFP
AP - AFP
Reuters/Lena Brandt
(Lena Brandt/AFP)
Lena Brandt via Reuters
A soldier guards the bridge. (Lena Brandt/AFP via Getty Images)
A soldier guards the bridge on Sunday [Lena Brandt/Reuters]
A soldier guards the bridge on Sunday. REUTERS/Lena Brandt
A soldier guards the bridge on Sunday (Reuters)
A soldier guards the bridge on Sunday - AFP
A soldier guards the bridge on Sunday. Photograph: Lena Brandt/AP
A soldier in this undated photo guards the bridge. (AFP)
Reuters A soldier guards the bridge on Sunday
Editor's note: This story contains accounts of violence.
Correction: The bridge was opened in 1999, not in 1989.
This article was updated on Monday with a statement of the army.
This article was originally published by The Lake Courier.
An earlier version of this article misspelled the name of the bridge.
This is a breaking news story. Please check back for updates.
More to follow
Developing story
ENDS
""".strip().split("\n")

SENTENCES = """
Share this burden with us, the president told the ministers of the Union on Monday.
Share prices fell in Lagos after the coup in Niger.
Follow the money, the prosecutor told the court in Dakar.
Follow-up talks were held on Twitter Spaces and in Geneva.
Read more than once, the letter still threatens war.
Related talks between Cairo and Khartoum were called off.
More than forty soldiers were killed in the attack.
More troops from Rwanda arrived in Cabo Delgado on Friday.
Comments by the foreign minister angered Ankara.
Leave a comment unanswered and it becomes policy, the envoy said.
Advertisement revenue of the state channel was seized by the court.
By signing the accord, Sudan agreed to the terms set by Egypt and to its conditions.
By using force, the government broke its own policy and the conditions of the truce.
By clicking their tongues, the crowd showed that they did not agree.
The EU fined the company over its cookie consent notices and its privacy policy.
Copyright law was tightened by parliament on Monday.
The material must not be used for weapons, the agency said.
The report was published on Monday and accuses Rwanda of arming the rebels.
This report was produced by the panel and accuses Rwanda of arming the rebels.
The article was amended by parliament, which now elects the president.
The views expressed by the minister in parliament drew a rebuke from Algiers.
Photographers were beaten by police outside the court.
Press photographers were beaten by police outside the court.
Images by a satellite firm show new trenches near Kherson.
Pictures released by the army show the captured tanks.
Video from the scene showed soldiers firing at the crowd.
Video by residents shows soldiers firing at the crowd.
Footage – taken on Sunday – shows the bridge in ruins.
File-sharing sites were blocked in Iran on Friday.
9/11 changed how Washington deals with Kabul.
26/11 still weighs on talks between Delhi and Islamabad.
This video is not authentic, the ministry in Kyiv said.
Sign up to the treaty or leave the bloc, Paris told Budapest.
Register your weapons by June, the junta told the militias.
Join the alliance or face tariffs, he told the cantons.
Support for the mission fell after the raid.
Support our troops, the president urged the nation.
Stay at home, the army told the people of Bamako.
Get out by Friday, the junta told the ambassador.
Enter the city and we will fight, the militia warned.
Contact with the peacekeepers was lost on Sunday.
Like Mali, Burkina Faso has left the bloc.
Watch towers were built along the border by the army.
The rebels are seen as close to Kigali, a diplomat told AFP.
The minister is pictured as a hawk by those who know him, said Reuters.
The general told the Associated Press that he would not step down.
The convoy was stopped at the border, the governor told Bloomberg.
He said the deal covered both ports (Berbera and Zeila).
They met for the second time (the first was in 2019).
The talks will go on in June, he said (see the file of the court).
Correction of the border will take years, both sides said.
End the siege, the Council told the army.
Ends and means were debated in the Knesset on Monday.
Breaking with Moscow, Yerevan froze its seat in the alliance.
Top officials of both armies met in Astana.
Latest figures show that 300 troops have left.
Next week the ministers will meet in Rabat.
Next story on the agenda was the fate of the prisoners.
Most of the hostages were freed on Tuesday.
Private donors gave Gaza five trucks of flour.
Terms of the truce were not made public.
Editors of three papers were arrested in Conakry.
Select committees of both houses will question the general.
See-through tents were set up for the vote count here in Accra.
He was 15.
They left.
No.
"We will not go," she said. "Not now."
""".strip().split("\n")


@pytest.mark.parametrize("line", FURNITURE)
def test_line_of_the_page_is_named_as_such(line):
    assert furniture_reason(line) is not None


@pytest.mark.parametrize("line", SENTENCES)
def test_sentence_that_looks_like_furniture_stays(line):
    assert furniture_reason(line) is None
    assert read_byline(line) is None
    around = "Envoys leave the capital\n\nThe envoys left on Monday after a week.", "Nobody knows when they return."
    page = f"{around[0]}\n\n{line}\n\n{around[1]}"
    assert line in clean_page(page).paragraphs


@pytest.mark.parametrize("line", SENTENCES)
def test_sentence_stays_as_the_first_and_as_the_last_one(line):
    filler = "The envoys left on Monday after a week.\nNobody knows when they return to the capital.\n"
    assert line in clean_page(f"{line}\n{filler}").paragraphs
    assert line in clean_page(f"{filler}{line}").paragraphs


def test_every_family_gives_its_reason():
    assert len({family.reason for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("The talks go on. Read more", "The talks go on."),
        ("The talks go on. Advertisement", "The talks go on."),
        ("The talks go on. (PTI)", "The talks go on."),
        ("The talks go on. - AFP", "The talks go on."),
        ("The talks go on. © 2019 The Lake Courier. All rights reserved.", "The talks go on."),
        ("Story highlights The talks go on", "The talks go on"),
        ("The talks go on, said AFP.", "The talks go on, said AFP."),
        ("The talks go on in the U.S. Read them their rights.", "The talks go on in the U.S. Read them their rights."),
    ],
)
def test_what_ran_into_a_line_is_taken_off(line, rest):
    assert without_affixes(line) == rest


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Mensah", "Ada Mensah"),
        ("BY ADA MENSAH", "Ada Mensah"),
        ("By Ada Mensah and Tom de Vries", "Ada Mensah and Tom de Vries"),
        ("By Ada Mensah, Reuters", "Ada Mensah"),
        ("By Ada Mensah in Accra", "Ada Mensah"),
        ("Reporting by Ada Mensah in Accra; Editing by Tom de Vries", "Ada Mensah"),
        ("(Additional reporting by Ada Mensah)", "Ada Mensah"),
        ("Written by: Ada Mensah", "Ada Mensah"),
        ("Ada Mensah, Staff Writer", "Ada Mensah"),
        ("Ada Mensah | AFP", "Ada Mensah"),
        ("Ada Mensah, East Africa correspondent", "Ada Mensah"),
        ("By Our Correspondent", None),
        ("By staff reporter", None),
        ("Edited by Tom de Vries", None),
    ],
)
def test_byline_gives_the_names_of_those_who_wrote(line, names):
    byline = read_byline(line)
    assert byline is not None
    assert byline.names == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the troops had left.",
        "By land and sea",
        "Court frees editor",
        "Army kills two reporters",
        "Kigali - M23 frees two reporters",
        "Chad, Sudan agree joint team",
        "Chad, Sudan Agree Joint Team",
        "Author Salman Haroun was stabbed on stage",
        "Text messages show that the minister lied",
        "Translation: The army will not move.",
        "Story Bridge closed after threat",
        "Editing genes of crops is banned, the court said.",
        "Reporting by the agency showed that the army had fled.",
    ],
)
def test_line_that_only_begins_like_a_byline_is_none(line):
    assert read_byline(line) is None


def test_names_are_told_from_sections_papers_and_agencies():
    assert is_name("Ada Mensah")
    assert is_name("Jean-Luc de la Tour")
    assert not is_name("Middle East")
    assert not is_name("The Lake Courier")
    assert not is_name("Associated Press")
    assert not is_name("Ada")
    assert not is_name("talks go on")


def test_lone_name_that_the_article_speaks_of_is_not_its_author():
    text = "Court frees Ada Mensah\n\nA court in Accra freed Ada Mensah on Monday after a week.\n\nShe left at once."
    assert clean_page(f"{text}\n\nAda Mensah").byline is None


def test_name_on_the_line_after_by_is_the_author():
    page = (
        "Court frees editor\nBy\nAda Mensah\nA court in Accra freed an editor on Monday after a week.\nHe left at once."
    )
    article = clean_page(page)
    assert article.byline == "Ada Mensah"
    assert article.paragraphs[1].startswith("A court")


def test_a_long_line_is_judged_without_delay():
    assert furniture_reason("Mon. " * 30 + "x") is None
    assert furniture_reason("a/" * 300) is None
    assert furniture_reason("(" * 500 + "AFP") is None
