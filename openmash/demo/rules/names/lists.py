"""Given names and surnames of the people of Lancashire, by where their families came from. Every combination is invented."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NameList:
    """The names of one heritage. `pairs` are surnames with another form for women (Kowalski, Kowalska)."""

    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    ethnicities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    own_script: dict[str, str] = field(default_factory=dict)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = NameList(
    girls=_words(
        "Abigail Alice Amber Amelia Annabel Ava-Rose Bethany Bonnie Brooke Caitlin Charlotte Chloe Clara "
        "Connie Daisy Darcey Edith Eleanor Elizabeth Ella Ellie-Mae Elsie Emily-Rose Erin Esme Eva Evelyn "
        "Evie-Grace Faith Felicity Florence Freya Georgina Gracie Hallie Harper Harriet Heidi Hollie Imogen "
        "Iris Isabella Ivy-Mae Jasmine Jessica Kacey Lacey-Mae Layla Lexi Lillian Lola Lottie Lucy Lydia "
        "Maisie-Jane Martha Matilda Megan Mia Miley Millie Molly Nancy Neve Niamh Nieve Olive Olivia Orla "
        "Paige Penny Phoebe Poppy Robyn Rosie Ruby Scarlett Sienna Skye Sophie Summer Tegan Thea Tilly Violet "
        "Willow Zoe"
    ),
    boys=_words(
        "Aaron Albie Alexander Alfie Archie Arlo Austin Bailey Benjamin Bobby Brody Callum Cameron Carter "
        "Charlie Cody Connor Daniel Declan Dexter Dylan Edward Eli Elliot Ellis Ethan Ezra Finlay Finley "
        "Frankie Freddie George Grayson Harley Harrison Harvey Henry Hudson Isaac Jack Jacob Jaxon Jayden "
        "Jenson Joseph Joshua Jude Kai Kayden Kian Leo Lewis Liam Logan Louie Lucas Mason Matthew Max Mikey "
        "Nathaniel Noah Oliver Oscar Owen Ralph Reece Reggie Reuben Riley Roman Ronnie Rory Rowan Samuel "
        "Sebastian Sonny Stanley Teddy Theodore Thomas Tobias Toby Tommy-Lee Tyler William Zachary"
    ),
    women=_words(
        "Alison Amanda Amy Andrea Angela Becky Carly Catherine Chantelle Charlene Cheryl Claire Danielle Dawn "
        "Deborah Donna Elaine Emma Fay Gail Gemma Georgina Gillian Hayley Heather Helen Jacqueline Jade Jane "
        "Janine Jennifer Joanne Jodie Judith Julie Karen Kayleigh Kelly Kerry Kimberley Kirsty Laura Leanne "
        "Lesley Lindsay Lisa Lorraine Lynsey Mandy Margaret Maxine Melanie Michelle Natalie Nicola Pamela "
        "Patricia Paula Rachel Rebecca Rosalind Samantha Sandra Sarah Shannon Sharon Shelley Stacey Stephanie "
        "Susan Tanya Tina Toni Tracey Valerie Vicky Wendy Yvonne Zara"
    ),
    men=_words(
        "Adam Adrian Alan Andrew Anthony Ashley Barry Ben Bradley Brian Carl Christopher Colin Craig Curtis "
        "Damian Daniel Darren David Dean Dominic Duncan Gareth Gary Gavin Glen Graham Grant Ian Jason "
        "Jonathan Jordan Karl Keith Kenneth Kevin Kieran Kyle Lee Leonard Luke Malcolm Mark Martin Matthew "
        "Michael Nathan Neil Nicholas Nigel Patrick Paul Peter Philip Raymond Richard Robert Robin Ronald "
        "Ross Russell Ryan Scott Sean Shaun Simon Stephen Stuart Terence Timothy Tony Trevor Warren Wayne"
    ),
    surnames=_words(
        "Ainscough Alderson Almond Ascroft Ashworth Aspden Atherton Baldwin Bamber Banister Barlow Baron "
        "Barrowclough Bentham Bibby Birtwistle Blezard Bolton Bradshaw Bretherton Briggs Broadhurst Brindle "
        "Calvert Catlow Catterall Charnley Clegg Clitheroe Corless Cottam Cowell Crabtree Cronshaw Crook "
        "Culshaw Cunliffe Dewhurst Dickinson Dixon Duckworth Duerden Eastham Eccles Eddleston Edmondson "
        "Entwistle Fairclough Farrington Fielden Fishwick Forshaw Foulds Gornall Greenhalgh Greenwood Gregson "
        "Grimshaw Halliwell Halstead Hargreaves Harwood Haworth Haydock Hesketh Higham Hindle Hoghton Holden "
        "Holdsworth Holgate Holt Hornby Horrocks Houghton Ingham Iddon Jepson Jolly Kay Kellet Kenyon Kershaw "
        "Kirkham Lathom Leyland Livesey Lomax Lonsdale Lord Lund Marsden Mayor Metcalfe Miller Molyneux "
        "Moorcroft Nightingale Nuttall Ormerod Parkinson Pickles Pickup Pilkington Pilling Preston Ramsbottom "
        "Rawcliffe Rawstron Riding Rigby Rimmer Riley Rostron Rothwell Rushton Sagar Scholes Schofield Seddon "
        "Sharples Shackleton Shorrock Shuttleworth Silcock Singleton Slater Snape Southworth Spencer "
        "Stansfield Starkie Sumner Swarbrick Tattersall Taylor Threlfall Thornber Tomlinson Turner Unsworth "
        "Varley Wadsworth Waddington Walmsley Wareing Waring Whalley Whipp Whitehead Whiteside Whittaker "
        "Whittle Wilding Winstanley Winterbottom Woodruff Worsley Worthington Yates"
    ),
    ethnicities=("WBRI",),
    languages=("English",),
)

SOUTH_ASIAN = NameList(
    girls=_words(
        "Aaliyah Aisha Alina Amina Anaya Anisa Ayesha Bushra Fatima Hafsa Haniya Humaira Inaya Iqra Khadija "
        "Laiba Madiha Mahnoor Maryam Minahil Nabila Noor Rabia Rania Safa Safiya Sana Sumaiya Tayyaba Umaima "
        "Yasmin Zahra Zainab Zara Zoya"
    ),
    boys=_words(
        "Aadam Abdullah Adil Ahmed Ammar Arham Ayaan Bilal Daud Eesa Faisal Hamza Haris Hashim Hassan Ibrahim "
        "Idris Ilyas Ismail Kashif Luqman Mikaeel Mohammed Muhammad Musa Qasim Rayyan Saad Sulaiman Talha "
        "Umar Usman Yahya Yusuf Zakariya"
    ),
    women=_words(
        "Asma Farzana Ghazala Kalsoom Nasreen Nazia Parveen Rehana Robina Rukhsana Sadia Saima Sajida Samina "
        "Shabana Shaheen Shamim Shazia Sobia Tahira Tasneem Uzma Yasmeen Zubaida Bhavna Hansa Jayshree Meena"
    ),
    men=_words(
        "Abid Ajmal Arshad Asif Aurangzeb Ejaz Farooq Ghulam Imtiaz Javed Khalid Liaqat Mehmood Mushtaq "
        "Nadeem Naveed Pervez Rashid Sajid Shabir Shahid Tariq Tahir Waheed Yaqub Zahid Dinesh Jitesh Mukesh "
        "Nilesh"
    ),
    surnames=_words(
        "Ahmed Akhtar Akram Ali Anwar Asghar Aslam Aziz Bashir Begum Bi Bibi Chaudhry Dar Desai Farooqi "
        "Ghafoor Haq Hussain Iqbal Islam Jabeen Kausar Khatun Limbada Mahmood Malik Master Miah Mir Mirza "
        "Munshi Nazir Pandor Parmar Patel Qureshi Rafiq Rahman Raja Rehman Saeed Shah Siddiqui Sultan "
        "Ughradar Uddin Valli Yasin Zaman"
    ),
    ethnicities=("APKN", "APKN", "APKN", "AIND", "ABAN"),
    languages=("English", "English", "English", "Urdu", "Punjabi", "Gujarati", "Bengali"),
    own_script={
        "Fatima": "فاطمہ", "Zainab": "زینب", "Maryam": "مریم", "Yusuf": "یوسف", "Ibrahim": "ابراہیم", "Bilal": "بلال",
        "Hamza": "حمزہ", "Noor": "نور", "Hassan": "حسن", "Khadija": "خدیجہ",
    },
)  # fmt: skip

POLISH = NameList(
    girls=_words(
        "Aleksandra Amelia Antonina Gabriela Hanna Iga Jagoda Julia Kaja Kinga Lena Maja Martyna Nadia Oliwia "
        "Wiktoria Zofia Zuzanna"
    ),
    boys=_words(
        "Adrian Aleksander Bartosz Dawid Filip Franciszek Jakub Kacper Krystian Maksymilian Mateusz Michał "
        "Miłosz Oskar Stanisław Szymon Tymoteusz Wojciech"
    ),
    women=_words(
        "Agnieszka Aneta Beata Dorota Ewelina Iwona Joanna Katarzyna Magdalena Małgorzata Monika Patrycja "
        "Renata Sylwia"
    ),
    men=_words(
        "Andrzej Dariusz Grzegorz Jarosław Krzysztof Leszek Łukasz Marcin Mariusz Paweł Piotr Rafał Sławomir "
        "Tomasz Zbigniew"
    ),
    surnames=_words(
        "Banaś Dudek Gołąb Kaczmarek Mróz Nowak Pawlak Sęk Stępień Wójcik Woźniak Zając Żak Świerczek"
    ),
    pairs=(
        ("Kowalski", "Kowalska"), ("Wiśniewski", "Wiśniewska"), ("Zieliński", "Zielińska"), ("Jabłoński", "Jabłońska"),
        ("Grabowski", "Grabowska"), ("Brzeziński", "Brzezińska"), ("Dąbrowski", "Dąbrowska"),
    ),
    ethnicities=("WOTH",),
    languages=("Polish", "Polish", "English"),
)  # fmt: skip

ROMANIAN = NameList(
    girls=_words("Alexia Andreea Bianca Daria Denisa Ioana Larisa Mălina Raluca Ștefania Teodora"),
    boys=_words("Andrei Călin Cristian Darius Florin Ionuț Luca Matei Mihai Răzvan Ștefan Vlad"),
    women=_words("Alina Camelia Crina Elena Florentina Gabriela Mihaela Mirela Simona Viorica"),
    men=_words("Bogdan Claudiu Cosmin Costel Dragoș Gheorghe Marius Ovidiu Silviu Valentin"),
    surnames=_words("Bălan Ciobanu Dumitru Găină Ionescu Lăcătuș Munteanu Negoiță Pîrvu Rusu Stănescu Țurcanu Văduva"),
    ethnicities=("WOTH", "WROM"),
    languages=("Romanian", "Romanian", "English"),
)

UKRAINIAN = NameList(
    girls=_words("Anastasiia Daryna Kateryna Mariia Polina Sofiia Solomiia Yeva Zlata"),
    boys=_words("Artem Bohdan Danylo Ivan Maksym Nazar Oleksii Taras Tymofii"),
    women=_words("Halyna Iryna Liudmyla Nataliia Oksana Olha Svitlana Yuliia"),
    men=_words("Andrii Mykola Oleh Pavlo Roman Serhii Volodymyr Yurii"),
    surnames=_words("Bondarenko Hrytsenko Kovalenko Lysenko Marchenko Oliinyk Shevchuk Tkachuk Yurchenko Zinchenko"),
    ethnicities=("WOTH",),
    languages=("Ukrainian", "Ukrainian", "Russian"),
    own_script={"Sofiia": "Софія", "Danylo": "Данило", "Mariia": "Марія", "Artem": "Артем", "Taras": "Тарас"},
)

IRISH = NameList(
    girls=_words("Aoife Bríd Caoimhe Ciara Éabha Gráinne Kathleen Margaret Nora Róisín Saoirse Siobhán"),
    boys=_words("Cillian Cormac Dermot Eoghan Fionn Johnny Martin Miley Oisín Pádraig Rónán Seán"),
    women=_words("Bernadette Bridget Deirdre Máire Maureen Noreen Sinéad Teresa Úna"),
    men=_words("Ciarán Diarmuid Eamonn Francis Gerard Hugh Mícheál Séamus Tadhg"),
    surnames=_words(
        "Connors Doherty Joyce Lavelle McAteer McDonagh McGinty McNulty O'Dowd O'Hagan O'Malley O'Rourke "
        "O'Shea Quilligan"
    ),
    ethnicities=("WIRI", "WIRT"),
    languages=("English",),
)

AFRICAN = NameList(
    girls=_words(
        "Adaeze Adwoa Blessing Chiamaka Ebele Esther Favour Ngozi Nomvula Oluwaseyi Rutendo Tanaka Temitope Zuri"
    ),
    boys=_words("Ayodele Chidi Emmanuel Farai Ifeanyi Jabari Kofi Kwame Oluwaseun Tadiwa Tendai Tobechukwu Wisdom"),
    women=_words("Abena Chipo Comfort Grace Ifeoma Mercy Nkechi Oluwatoyin Patience Precious Ruvimbo Yetunde"),
    men=_words("Adebayo Babatunde Chukwudi Clement Godfrey Kwabena Obinna Simbarashe Takudzwa Uchenna Yaw"),
    surnames=_words(
        "Achebe-Obi Adeyinka Agyemang Boateng-Ofori Chikwanha Dlamini Eze Mapfumo Moyo Mutasa Ncube Ofosu "
        "Ogunleye Okonjo-Bello Olaniyan Owusu Sibanda"
    ),
    ethnicities=("BAFR",),
    languages=("English", "English", "Shona", "Yoruba"),
)

CARIBBEAN_AND_MIXED = NameList(
    girls=_words("Amaya Esmé Imani Jada Kiara Leilani Mya Nevaeh Renée Shanelle Tiana Zahara"),
    boys=_words("Andre Dante Elijah Isaiah Jermaine Kymani Malachi Micah Rio Tyrese Xavier Zion"),
    women=_words("Beverley Chanel Desrée Hyacinth Jasmine Lorna Marcia Natasha Simone Yvette"),
    men=_words("Clifton Courtney Delroy Everton Garfield Leroy Marlon Neville Winston"),
    surnames=_words(
        "Campbell-Rigby Francis Gayle-Turner Grant Holness Lindo McKenzie-Shaw Pinnock Reid-Holden Samuels "
        "Sinclair Wallace"
    ),
    ethnicities=("MWBC", "BCRB", "MWBA", "MWAS"),
    languages=("English",),
)

ARABIC_AND_KURDISH = NameList(
    girls=_words(
        "Asal Dalal Dîlan Hala Hêvî Jana Lamar Layan Nermin Rojîn Sidra Tala Yara"
    ),
    boys=_words(
        "Aram Baran Dilovan Elias Hiwa Karim Laith Miran Rêbîn Rostam Sami Waleed Yazan"
    ),
    women=_words(
        "Amal Bahar Ghada Huda Maha Narin Rima Shilan Suad Tamam"
    ),
    men=_words(
        "Adnan Azad Bassam Firas Haval Kawa Mazen Nabil Rebwar Soran"
    ),
    surnames=_words(
        "Abdulkarim Al-Jarrah Al-Sabbagh Barzinji Darwish Hamadani Haddad-Nasr Mustafa Qadir Rasheed Salih "
        "Zangana"
    ),
    ethnicities=("OOTH", "WOTH"),
    languages=("Arabic", "Kurdish Sorani", "Kurdish Sorani", "Arabic"),
    own_script={
        "Sidra": "سدرة", "Yazan": "يزن", "Layan": "ليان", "Karim": "كريم", "Jana": "جنى", "Laith": "ليث", "Tala": "تالا",
        "Aram": "ئارام", "Hiwa": "هیوا", "Baran": "باران", "Waleed": "وليد", "Yara": "يارا",
    },
)  # fmt: skip

CHINESE = NameList(
    girls=_words("Chloe Jiayi Joy Mei-Ling Sze-Wing Vivian Xinyi Yan"),
    boys=_words("Hoi-Ming Jason Jiahao Kelvin Marcus Tsz-Hin Yichen Zihao"),
    women=_words("Fiona Hui-Min Man-Yee Pui-Shan Sau-Lan Xiaoli"),
    men=_words("Chi-Keung Kam-Fai Raymond Wai-Lun Weijun Yiu-Ming"),
    surnames=_words("Cheung Fong Kwok Lau Leung Mak Ng Poon Tsang Yip"),
    ethnicities=("CHNE",),
    languages=("Cantonese", "English", "Mandarin"),
)
