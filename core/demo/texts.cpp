#include "core/demo/texts.hpp"

#include <array>
#include <cstddef>

namespace core::demo {

const Texts& first_names() {
    static const Texts list = {
        "Mira",  "Jonas", "Amara", "Noor",  "Tomás", "Ines",   "Kwame", "Yuki",  "Lena", "Samir", "Robin",  "Aisha",
        "Mateo", "Freya", "Ravi",  "Elif",  "Oscar", "Thandi", "Kim",   "Paulo", "Zoë",  "Dara",  "Henrik", "Leila",
        "Ari",   "Chidi", "Marta", "Søren", "Priya", "Alex",   "Nadia", "Émile", "Sol",  "Joon",  "Hanna",  "Malik",
    };
    return list;
}

const Texts& thanks_texts() {
    static const Texts list = {
        "You waited with dinner although you were starving. It made the whole day softer.",
        "For listening last night without trying to fix it.",
        "For the way you told the story of the tent. I have not laughed like that in months.",
        "For the walk, and for not minding the rain.",
        "You warmed my side of the bed and then pretended it was an accident.",
        "For asking how the meeting went before I had taken off my coat.",
        "You put the phone face down when I started talking. I saw that.",
        "For scraping the ice off my windscreen while I was still looking for my keys.",
        "You remembered my sister's exam when I had forgotten it myself.",
        "For saying sorry first on Tuesday. I know which of us it was easier for, and it was neither.",
        "For leaving the last piece of cake, with a fork.",
        "You let me be grumpy without taking it personally. That is a gift.",
        "For singing in the shower. The wrong words are the best part.",
        "You carried the conversation at the party until I had found my feet.",
        "For getting up with the cat at five and letting me believe I had dreamt it.",
        "For reading the whole letter from the tax office aloud in the voice of a nature film.",
        "You noticed that I had gone quiet, and came to sit beside me instead of asking.",
        "For keeping the umbrella over me and getting wet on your other side.",
        "You defended my soup in front of your mother.",
        "For the note in my lunchbox. I have kept it in my wallet.",
        "You said \u201Cwe\u201D when it would have been fair to say \u201Cyou\u201D.",
        "For laughing at the joke, and for admitting later that you had not understood it.",
        "For the ten minutes on the balcony. I had needed exactly ten minutes.",
        "You found the charger, the passport and my good mood, in that order.",
        "For saying no to the extra shift so that we would have the evening.",
        "You held my hand during the film, and it was not even a sad one.",
        "For knowing which silence was the tired one.",
        "For planting the basil again after the third one died.",
        "You called the landlord so that I did not have to.",
        "For driving through half the night so that I could sleep.",
        "You learned how to say hello to my grandmother in her own language. She has told everyone.",
        "For the tea that was just there, next to the laptop, at four o'clock.",
        "You asked the second question, the one after \u201CI'm fine\u201D.",
        "For putting my bicycle in the shed before the storm.",
        "You danced with me in the kitchen to the sound of the washing machine.",
        "For taking my worry seriously before you made me laugh about it.",
        "For saving the crossword's last corner for me.",
        "You told me that the haircut was brave. We both know. Thank you.",
        "For being on my side when I was not entirely right.",
        "You let me win the argument about the shelf, and then put it up straight.",
        "For the photo you sent at noon. It was only a pigeon, but it was our pigeon.",
        "For staying calm when the suitcase burst open on the escalator.",
        "You kept the promise about Sundays even with all that work.",
        "For rubbing my feet while pretending to look for the remote control.",
        "You noticed the new curtains. You hate them, and you still noticed.",
        "For making a playlist called \u201Croad, nervous, third hour\u201D.",
        "For your patience with the instructions, and with me holding them upside down.",
        "You said that you were proud of me in front of people. I went red inside.",
        "For going to the concert that only I wanted to hear, and for humming it afterwards.",
        "You gave me the window seat.",
        "For sitting on the bathroom floor with me at two in the morning.",
        "For turning around to wave. You always do, and I always wait for it.",
        "You told me the truth about the speech while there was still time to change it.",
        "For your cold nose on the back of my neck this morning. Horrible. Again, please.",
        "For how you talk to children, as if they were visiting professors.",
        "You let the phone ring because we were eating.",
        "For finding the good strawberries.",
        "For not saying \u201CI told you so\u201D. I could hear you not saying it.",
        "You took the long way round so that we could finish talking.",
        "For believing that the dough would rise.",
        "You read to me until I fell asleep, and then told me how the chapter ended.",
        "For hanging my picture where the evening light falls.",
        "For the hand on my back at the funeral. It stayed there the whole time.",
        "You remembered how I take my coffee even when you are cross with me.",
        "For mending the blue cup. I like it better with the scar.",
        "For saying \u201Ctake your time\u201D, and meaning it.",
        "You brought me the sea in a jam jar because I could not come.",
        "For washing up while I was still telling you about my day. I could have gone on all night.",
        "For asking what I needed instead of guessing.",
        "You made room on the shelf for my father's terrible lamp.",
        "For being the first person I wanted to tell.",
        "For the way you look up when I come in.",
        "You kept the train waiting with your foot. Illegal, heroic.",
        "For admitting that you were hurt. I would never have known, and I wanted to.",
        "For peeling the oranges. My hands smell of nothing, and I am in love.",
        "You wore the jumper. All day. In public.",
        "For going out again because I had forgotten the milk. Twice.",
        "You noticed that I had cleaned behind the fridge. Nobody notices behind the fridge.",
        "For letting me cry about a football match.",
        "You sat through my cousin's slides with every sign of interest.",
        "For watering the tomatoes while I was away, and reporting on each by name.",
        "For the quiet, on Thursday. You kept the whole house quiet for me.",
        "You told me that I could stop being strong for an hour.",
        "For choosing the film with the happy ending without being asked.",
        "For carrying the big box and letting me carry the plant.",
        "You gave me the benefit of the doubt, and a biscuit.",
        "For practising my presentation with me until you could give it yourself.",
        "For teaching me to whistle at thirty-nine.",
        "You wrote down what the doctor said, because I could not listen.",
        "For finding something kind to say about the neighbours' drum kit.",
        "For that look across the table when nobody else got it.",
        "You left the hall light on.",
        "For my birthday, and for not making a fuss of it, as requested, almost.",
        "For taking the spider out without comment.",
        "You fetched me from the station although it is only six minutes.",
        "For being curious about my work even when it is spreadsheets.",
        "You told the waiter it was our anniversary. It was not. The dessert was excellent.",
        "For trying the yoga video with me. Your tree fell over with dignity.",
        "For letting me sleep on your shoulder from Basel to Milan.",
        "You said the difficult thing gently.",
        "For turning off the alarm and giving us eleven more minutes.",
        "For cooking my mother's recipe while I was homesick. It tasted nearly right, and that was perfect.",
        "You did not mind that I cancelled. You said: then we have an evening.",
        "For the sandwich with the ridiculous face.",
        "For remembering the name of my first teacher.",
        "You stood up for the shy one at the table. I fell for you a little more.",
        "For staying on the phone until I had found the right platform.",
        "For building the fire, and for letting me light it.",
        "You kept my secret, even from your diary.",
        "For the blanket you put over me on the sofa. I was not asleep. I just wanted it to happen.",
        "For saying \u201Cour mess\u201D.",
        "You cut my hair, and it is almost the same on both sides.",
        "For the map you drew so that I would not get lost. I have framed it.",
        "For waiting until I was ready to talk about it.",
        "You went to the dentist with me and held a grown-up's hand.",
        "For writing the thank-you cards in both our names.",
        "For every ordinary Tuesday you have made me laugh.",
        "You told me to ring my brother. I did. Thank you.",
        "For taking the early train so that I could take the late one.",
        "For naming the sourdough. It does feel like family now.",
        "You picked the burnt pancake for yourself. You always do, and you think I don't see.",
        "For keeping your hand in my pocket the whole way along the canal.",
        "For telling me that my plan was good, and then what was missing from it.",
        "You asked about the scar again, and listened to the long version.",
        "For making the spare room smell of lemons before my friends came.",
        "For the argument we did not finish, because you suggested toast.",
        "You let me talk about the dream with all its corridors.",
        "For your terrible drawing of us on the shopping list.",
        "For giving the good pillow back without a treaty.",
        "You saw that I could not lift my arm, and washed my hair.",
        "For looking after my houseplants as if they were on an exchange year.",
        "For knowing when to leave the party. One glance, two coats.",
        "You went back for my glove. In the dark. With a bus coming.",
        "For being brave about the move, out loud, when I could not be.",
        "For making space for my silence and my trumpet.",
        "You said \u201Ctell me again\u201D. I needed to tell it again.",
        "For all the doors you hold with your foot because your hands are full of my things.",
        "For the soup. For the other soup. For the week of soup.",
        "You found a way to tell me that did not hurt.",
        "For letting me read you the review of the toaster.",
        "You got up first and the whole flat was warm.",
        "For sharing the last dry sock.",
        "For taking a picture of the sunset and sending it from the next room.",
        "You counted the stairs with me when my knee was bad. Eighty-one. We know them all now.",
        "For trusting me with the thing about your job.",
        "For sweeping up the glass without asking who.",
        "You let me choose the wallpaper, knowing me.",
        "For coming home when you said you would.",
        "For being as excited about the owl as I was.",
        "You put your cold feet somewhere else tonight. A kind of love letter.",
        "For the question you asked my father. Nobody had ever asked him.",
        "For forgiving me before I had found the words.",
        "You made the appointment that I have been putting off since March.",
        "For remembering that I don't like surprises, and warning me about the surprise.",
        "For the half hour in which we did nothing at all, together.",
        "You gave me the good news slowly, so that I could enjoy it.",
        "For your faith in my left-hand parking.",
        "For whispering the plot during the opera.",
        "You laughed until you had to sit down on the kerb, and so I did too. \U0001F602",
        "Danke f\u00FCr die Gr\u00FC\u00DFe auf dem Badspiegel. They were still there after my shower. \U0001F499",
        "For the sunflower on the handlebar \U0001F33B",
        "For sm\u00F8rrebr\u00F8d at midnight, and for the crumbs, which we shall never mention.",
        "You made k\u00F6ftes from memory and cr\u00E8me br\u00FBl\u00E9e from courage. \U0001F525",
        "Coffee in bed, before the alarm had even tried. \u2615",
    };
    return list;
}

const Texts& thanks_taps() {
    static const Texts list = {
        "Thank you for making coffee.",
        "Thank you for listening last night.",
        "Thank you for the walk.",
        "Thank you for being patient with me.",
        "Thank you for cooking.",
        "Thank you for doing the dishes.",
        "Thank you for the hug.",
        "Thank you for making me laugh.",
        "Thank you for fetching the shopping.",
        "Thank you for waiting up.",
    };
    return list;
}

const Texts& thanks_deeds() {
    static const Texts list = {
        "For carrying the shopping up all four floors",
        "For letting me sleep until nine",
        "For changing the sheets on a weekday",
        "For hearing me out on the stairs",
        "For the bread you baked before work",
        "For taking the bins out in that wind",
        "For picking me up from the late train",
        "For sorting out the insurance letter",
        "For phoning my parents with me",
        "For the foot rub during the news",
        "For folding the mountain of laundry",
        "For the message at lunchtime",
        "For setting the table with candles, for leftovers",
        "For taking over when I had run dry",
        "For the lift to the clinic",
        "For fixing the dripping tap",
        "For rearranging your Saturday",
        "For packing me an apple, already cut",
        "For looking after everything while I was ill",
        "For the slow walk round the block",
        "For vacuuming before the guests came",
        "For proofreading me at midnight",
        "For buying the good cheese",
        "For keeping me company while I ironed",
        "For the hot-water bottle",
        "For repairing my bicycle lamp",
        "For making the phone call I dreaded",
        "For giving me the first half hour to myself",
        "For putting your arm round me in the queue",
        "For the lentils. You know the ones",
    };
    return list;
}

const Texts& thanks_codas() {
    static const Texts list = {
        "I noticed.",
        "It was exactly what I needed.",
        "I felt looked after.",
        "You make heavy days lighter.",
        "It did not go unseen.",
        "It let me breathe out.",
        "The whole evening turned around.",
        "I had been dreading it all week.",
        "I smiled about it on the tram.",
        "It carried me all day.",
        "I should say this more often.",
        "You did it as if it were nothing. It was not nothing.",
        "My turn next time.",
        "I told everyone at work, a little proudly.",
        "Home felt like home.",
        "",
    };
    return list;
}

const Texts& thanks_to_life() {
    static const Texts list = {
        "The blackbird on the aerial was back this morning.",
        "First warm evening with the window open.",
        "The results were good. I sat in the car and breathed.",
        "Rain on the roof while we were under it.",
        "A stranger gave me a parking ticket that still had an hour on it.",
        "For old friends who pick up in the middle of the sentence.",
        "The smell of the bakery at six, all the way down the street.",
        "For knees that still take the stairs, mostly.",
        "Plums. So many plums, from over the fence.",
        "Snow overnight, and nobody had walked in it yet.",
        "My mother laughed on the phone today.",
        "The light on the houses opposite, for about four minutes.",
        "For the nurse with the cold hands and the warm voice.",
        "We missed the train, and it was the best hour of the trip.",
        "For having a day with nothing in it.",
        "The letter came. After all those months, the letter came.",
        "A whole sunrise, by accident.",
        "For music that somebody wrote three hundred years ago for this evening.",
        "The first tomato. Warm, from the balcony. \U0001F345",
        "For the bus driver who waited.",
        "That the scan was only a scan.",
        "Tonight the moon was ridiculous. \U0001F315",
        "For the bench by the river being free.",
        "The neighbours' baby slept, and so did the whole house.",
        "For being here, this year, with these people.",
        "An evening so still that we could hear the ice in the glasses.",
        "For the dog in the park who is everybody's friend.",
        "For books that wait.",
        "The kitchen full of people, and everyone peeling something.",
        "That it is so easy to be happy on a bicycle downhill.",
    };
    return list;
}

const Texts& long_thanks() {
    static const Texts list = {
        "I have been trying to write this since Sunday, and it keeps coming out like a speech, so I will just put down what happened. "
        "You came in from the garden, saw my face, and did not ask anything. You washed your hands, put the kettle on, took two cups "
        "down instead of one, and sat across from me until the tea was cold. I talked about my father for what must have been an hour. "
        "At some point I noticed that you had not once said what I ought to do. You only said \u201Cthat sounds lonely\u201D, and it was "
        "the first time that anybody had found the word. I went to bed lighter than I have been all autumn.\n\n"
        "I know that you had the whole report still to write that night. You never mentioned it. I saw the lamp under the door at two. "
        "Thank you for the hour, and for the word, and for the second cup.",

        "Another year, then. I counted up what I want to thank you for and gave up somewhere around the dishwasher, so here are only "
        "the ones that I would be sorry to have left unsaid. For the winter in which I was no fun at all, and you stayed fun for the "
        "two of us. For learning my family's card game and losing so gracefully that my uncle now thinks he is a genius. For the morning "
        "at the lake when you jumped in first and lied about the temperature. For every time you said \u201Clet's look at it "
        "tomorrow\u201D and were right. For the blue door, which I was against. For the way you still read me the odd bits out of the "
        "newspaper, as if you had been saving them up.\n\nI like who I am around you. I had not expected that to be the biggest thing, "
        "but it is. Here is to the next one \u2014 with less moving house, please, and more lake.",

        "About last week. I was sharp with you on Monday and sharper on Tuesday, and by Wednesday I was mostly ashamed and therefore "
        "sharp again. You could have gone quiet. You could have listed it, and the list would have been fair. Instead you stood in the "
        "doorway with the shopping still in your arms and said: \u201CI think we are both tired, and I miss you.\u201D I have gone over "
        "that sentence many times. There was no blame in it anywhere; I looked. It let me put everything down at once.\n\n"
        "So: thank you for missing me while I was in the next room. Thank you for the noodles afterwards, and for letting me say sorry "
        "without making me say it twice. I have asked to leave the project by the end of the month. You had been right about that too, "
        "and you let me find it out in my own time.",

        "You will say that it was nothing, so I am writing it down where you cannot wave it away. When the call came about Grandma you "
        "had your coat on before I had hung up. You drove four hundred kilometres on motorway coffee, found the right entrance of the "
        "wrong hospital and then of the right one, talked to the porter, the nurse and my weeping aunt, each in the tone they needed, and "
        "then sat three hours on a plastic chair so that I could sit on the soft one beside the bed.\n\nShe squeezed your hand as well, "
        "did you know? She asked me on Thursday where \u201Cthe good one\u201D was. She is up and complaining about the soup now, and "
        "everything is all right, and I want you to know that I was never afraid on that road, because you were humming.",
    };
    return list;
}

const Texts& feelings(int mood) {
    static const std::array<Texts, 5> lists = {{
        {"overwhelmed", "lonely", "exhausted", "hurt", "anxious", "heavy", "raw", "hopeless for now", "angry",
         "ashamed", "lost", "grieving"},
        {"tired", "worried", "irritable", "flat", "tense", "disappointed", "restless", "homesick", "stretched thin",
         "foggy", "sad", "on edge"},
        {"okay", "quiet", "tired, hopeful", "thoughtful", "in between", "calm enough", "busy", "uncertain", "drifting",
         "patient", "mixed", "slow", "pensive"},
        {"hopeful", "content", "grateful", "steady", "curious", "tender", "relieved", "rested", "warm", "playful",
         "at ease", "proud", "connected"},
        {"joyful", "in love", "radiant", "excited", "at peace", "alive", "silly", "delighted", "light", "overjoyed",
         "full of plans", "moved", "giddy"},
    }};
    return lists[static_cast<std::size_t>(mood < 1 ? 0 : mood > 5 ? 4 : mood - 1)];
}

const Texts& check_in_notes(int mood) {
    static const std::array<Texts, 5> lists = {{
        {
            "Could not get out of my own head today. Early night.",
            "The anniversary of Dad's death. Every year I think it will not catch me.",
            "We argued before breakfast, and I carried it around all day.",
            "Bad news at work. I don't want to talk about it yet, just to have it written down.",
            "Migraine. Dark room. Thank goodness for dark rooms.",
            "I said things that I did not mean. I'd like to begin today again.",
            "Everything is loud.",
            "Cried in the car, then felt a bit better. Writing that down for the next time.",
            "Slept three hours. Everything that hurts today will hurt less after nine.",
            "Feeling small after that call. I need somebody on my side tonight.",
            "The waiting is the worst part. Results on Friday.",
            "No reason at all. Just one of those days without a floor.",
        },
        {
            "Too many small things, none of them mine.",
            "Could use a quiet evening. Nobody's fault.",
            "Rain, tram, rain.",
            "I keep comparing myself with people who only show me their good side.",
            "Snapped at the printer. It had it coming.",
            "Missing my sister. Eight hundred kilometres is a lot of kilometres.",
            "Worked through lunch again and promised myself again that I won't.",
            "Somehow we keep missing each other this week.",
            "The money talk is sitting on my chest. Let's do it on Sunday and be done.",
            "Not ill, not well. Soup weather.",
            "I feel as if I had been polite for eleven hours.",
            "My knee, the stairs, the usual.",
            "Head full, heart a bit empty. A walk would help, if I'd go.",
        },
        {
            "A day like a grey cardigan. Not bad at all.",
            "Long day; the train home was the nicest part.",
            "Tired, but there is soup.",
            "Got through the list. Did not enjoy the list.",
            "Some worry about Mum, some sun on the balcony.",
            "A bit behind with everything and strangely fine with it.",
            "Neither here nor there. Looking forward to the weekend.",
            "Talked less than usual today. It was restful.",
            "Fine, honestly fine. It's nice to be able to say that.",
            "Waiting for the kettle, for spring, for the phone to ring.",
            "Middle of the road, middle of a good book.",
            "The meeting was an email. The email was kind, though.",
            "I don't know yet what I feel about the offer. Sleeping on it.",
        },
        {
            "Swam before work. I should always swim before work.",
            "We laughed at breakfast and it lasted until four.",
            "Finished the thing! Nobody will ever see it, but it is finished.",
            "The talk last night did me good.",
            "Someone at work asked for my advice and then took it.",
            "Sun on the kitchen floor, cat on the sun.",
            "First day without the cough.",
            "Had lunch on the bench with the good view and told nobody.",
            "I feel at home in this week.",
            "Called Grandma. She has opinions about our curtains.",
            "A small brave thing done. The next one can wait.",
            "Slept like a stone and woke up like a person.",
            "The new recipe worked. There is proof, but only crumbs.",
            "Cycled home along the river. Everything smelled of limes.",
        },
        {
            "Out for dinner. We stayed until they put the chairs on the tables.",
            "I had forgotten that I can be this happy about a hill.",
            "They offered me the job, and I said yes before they had finished the sentence.",
            "The whole day outside, and sand in absolutely everything.",
            "Danced in the kitchen. Knocked over the basil. Worth it.",
            "Everyone I love was in one room today.",
            "The first swim of the year, and no lie about the temperature this time.",
            "We are going to do it. We are really going to do it.",
            "Woke up before the alarm and it was because of joy.",
            "Best birthday in years. Six people, one cake, no speeches.",
            "Held the baby for an hour. Arms still happy.",
            "Nothing happened today, and all of it was lovely.",
        },
    }};
    return lists[static_cast<std::size_t>(mood < 1 ? 0 : mood > 5 ? 4 : mood - 1)];
}

const Texts& captions(Motif motif) {
    static const std::array<Texts, motif_count> lists = {{
        /* hills */ {"The view we nearly turned back before", "Seven hills, said the map. We counted nine",
                     "Everything below us, nothing to do", "Where the signal ended and the talking began"},
        /* mountains */
        {"\u201COnly one more bend\u201D, third hour", "First snow on the top, last cheese in the bag",
         "We went up as two people with blisters and came down as two people with stories",
         "The hut is the small dot. No, smaller"},
        /* dunes */
        {"Sand in everything until March", "Two footprints, then a sulk, then two again",
         "It looks quiet. It was blowing a gale", "Rolling down was not my idea. Twice was"},
        /* sea */
        {"We said five more minutes, and then five more", "The day the wind finally dropped",
         "Nobody wanted to be the first to say home", "Cold feet, warm chips", "The sea, doing what it does"},
        /* stars */
        {"You saw it. I was looking at you", "Lying on the car until our backs froze",
         "Three wishes, one of them shared", "More stars than we had names for"},
        /* forest */
        {"Lost, officially, but in good company", "Mushrooms found: none. Mood: excellent",
         "It smelled of rain and resin", "The fog came in and we whispered for an hour"},
        /* snow */
        {"The cabin with the stove that hated us", "Nobody had walked there before us",
         "Snowed in until Tuesday, hooray", "One pair of good gloves between the two of us"},
        /* city */
        {"Our window is somewhere in there", "The night we walked home because the last tram had gone",
         "Every light is somebody's supper", "From the roof we were not supposed to be on"},
        /* table */
        {"The good chairs, the better company", "Two cups and no plans", "The morning we decided",
         "Crumbs, sun, the long weekend", "Before anyone had looked at a phone"},
        /* tent */
        {"The tent, before the story of the tent", "It said waterproof", "Breakfast in one sleeping bag",
         "Lantern on, bear (hedgehog) outside"},
        /* rain */
        {"All weekend. We did not mind", "Rain outside, crossword inside", "Six across was \u201Cdrizzle\u201D",
         "Good weather for soup and forgiveness"},
        /* path */
        {"We took the path because it looked friendly", "Talking the whole way there, quiet the whole way back",
         "Left at the tree, said the farmer. Which tree", "Walking off the dumplings"},
        /* balloons */
        {"You waved at all of them", "Up at five for this, and worth every yawn",
         "We chose the one we'd take. It was the far one", "Nothing overhead but patience and hot air"},
        /* lighthouse */
        {"Two hundred and eleven steps, and you counted aloud", "It blinked all night, and we slept anyway",
         "The keeper's cat came too", "Lit for us, more or less"},
        /* meadow */
        {"We only meant to stop for a minute", "Hay fever, and no regrets", "You picked one of each",
         "The year the poppies came back"},
        /* bookshelf */
        {"Yours, mine, and the ones we bought twice", "Sorted by colour. We no longer find anything",
         "The lamp your aunt gave us has found its place", "Evenings, winter edition"},
        /* chairs */
        {"Our places", "Nobody said anything for an hour", "Lemonade, a book each, the same page all day",
         "Reserved, by means of a towel"},
        /* lake */
        {"You rowed, I advised", "In circles, but lovely ones", "So still that we spoke quietly",
         "The boat came with one and a half oars"},
        /* hearth */
        {"The first fire of the year", "An inglenook, the landlady called it", "Wet socks just out of the picture",
         "Everyone said they would go to bed soon"},
        /* bicycles */
        {"Flat tyre number three comes after this bend", "Yours has the basket, mine has the bell",
         "Forty kilometres and one very long lunch", "They look as if they are holding hands"},
        /* tree */
        {"Our tree, in this year's coat", "The bench has our names in invisible ink",
         "We come here when something is decided", "Same place every autumn"},
        /* lights */
        {"Everyone stayed until the candles gave up", "The long table, just before the noise",
         "You hung every one of these lights, barefoot", "Midsummer, and all of them came"},
        /* cat */
        {"The management, inspecting", "Waiting for you. I was only the one with the camera",
         "Bird television, channel one", "She has never once moved for us"},
        /* cake */
        {"It leaned, it held, it was eaten", "Nobody is counting the candles",
         "Three layers and one very small disaster", "Make a wish. No, a bigger one"},
        /* road */
        {"The long way home", "Your music, my snacks", "Somewhere between your parents and mine",
         "We could have taken the motorway. Imagine"},
        /* bridge */
        {"This is where you asked", "The whole town was out that evening", "We crossed it four times to be sure",
         "You dropped your hat in just after this"},
        /* beach */
        {"Ours is the stripy one", "Left to right: sun cream, more sun cream, you",
         "We built a wall against the tide. The tide won", "The year of the enormous towel"},
        /* tulips */
        {"From the market, because it was Thursday", "You brought them for no reason at all",
         "They lasted eleven days. We are very proud", "The first flowers in the new flat"},
        /* breakfast */
        {"Pancake diplomacy", "The eggs are looking at you", "Breakfast at one, strictly speaking",
         "You drew hearts in both. I drank mine last"},
        /* picnic */
        {"The ants arrived two minutes later", "We forgot the knife and ate like wolves",
         "Blanket from Grandma, weather from heaven", "Seed-spitting championship: undecided"},
    }};
    return lists[static_cast<std::size_t>(motif)];
}

const Texts& any_captions() {
    static const Texts list = {
        "Just before it got funny",
        "You said: take one of this",
        "Keep this one",
        "The day we did nothing well",
        "We should go back",
        "One of the quiet ones",
        "Nothing special, and I look at it all the time",
        "The light did the work",
        "Somebody was humming. I think it was me",
        "After the good news",
        "Half an hour later everything was closed",
        "For the fridge door",
        "Taken with cold fingers",
        "You are just out of the picture, laughing",
        "This is what that week felt like",
        "Day two, mood excellent",
    };
    return list;
}

}  // namespace core::demo
