"""Names that are one name in many spellings and scripts: the commonest among those who come.

The first word of a name's line stands for all of them. Short names are here because a sound alone tells too little of
them; the rest because their spellings have drifted too far apart (Khadija, Hatice, Hatidža). Put together by us
from common knowledge; a missing name is still found by its letters and by its sounds.
"""

GROUPS = """
muhammad mohammed mohamed mohammad muhammed mohamad mohamud muhamad mahamed mahamad maxamed muxamed mehmet mehmed
  mehmeti muhamed muhammet mukhammad magomed mahomed mamadou mamadu mohammadi محمد محمّد мухаммад мухаммед магомед
  мухамед መሐመድ
ahmad ahmed ahmet axmed ahmadou achmed akhmad akhmed ahmedi hamed أحمد احمد ахмад ахмед አሕመድ አህመድ
mahmud mahmoud mahmood maxamuud mahmut mamoud محمود махмуд
hamid hameed xamiid hamit abdulhamid حميد حمید حامد хамид гамид
ali aly cali alli alie əli علي علی али алі ዓሊ عەلی
umar omar omer cumar umer ömer omari عمر умар омар ዑመር عومەر
uthman osman othman cismaan usman ousman osmani عثمان осман усман ዑስማን
hasan hassan xasan hasaan hasani حسن хасан гасан ሐሰን حەسەن
husayn hussein husein hussain xuseen huseyin hüseyin hossein hoseyn hussen hussien huseini حسين حسین хусейн хуссейн
  гусейн ሑሴን حوسێن
yusuf yousef youssef yosef josef joseph yusef yousif yuusuf jusuf jusufi yusif iosif osip josip joosep juusuf يوسف
  یوسف юсуф иосиф осип йосип ዮሴፍ
ibrahim ebrahim ibraahiim ibrahima abraham avraam abrahim ibragim ibrohim ibrahimi ابراهيم إبراهيم ابراهیم ибрагим
  авраам ኣብርሃም አብርሃም
ismail ismael ismaciil esmail ismayil smail izmail ismaili اسماعيل إسماعيل اسماعیل исмаил
idris edris idiris idriss إدريس ادريس ادریس идрис
ishaq isaac isak isaq isxaaq izaak isaak is'haq اسحاق إسحاق исаак исхак ይስሓቅ
yaqub yakub yacoub jakub jakob jacob yaaqub yaquub iakov yakov jaakob يعقوب یعقوب яков якуб ያዕቆብ
musa moussa mousa moses muuse musse moosa moisei موسى موسی муса моисей ሙሴ
isa issa eissa iisa ciise isse essa عيسى عیسی иса
dawud daud dawood david daoud daauud davud davit dawit daniyal داود داوود давид дауд ዳዊት
sulayman suleiman suleyman soleiman solomon saleebaan süleyman soliman سليمان سلیمان сулейман соломон ሰለሞን
bilal bilaal belal billal bilel بلال билал
khalid khaled haalid khaalid halid xalid خالد халид
salim saleem saalim selim salem سليم سالم سلیم салим
said saeed saiid siciid sayid syed sayed seyed sait سعيد سعید سید саид
karim kareem kariim kerim abdulkarim كريم کریم карим керим
rahim raheem rahiim رحيم رحیم рахим
rashid rasheed rashiid reshid raşit رشيد رشید рашид
jamal gamal jamaal cemal djamal dzhamal džemal dzemal jamaluddin جمال джамал жамал ጀማል
jamil jameel jamiil cemil djamil gamil جميل جمیل джамиль жамиль
jafar jaafar gafar cafer jaffar djafar جعفر джафар
najib nagib najeeb necip نجيب نجیب наджиб
nasir nasser naser naasir nasr ناصر насер насир
nur noor nour nuur nuri nuuri نور نوری нур
nuruddin nureddin noureddine nooruddin nuradin nurettin nuurdiin نورالدين نورالدین نور‌الدین нуреддин нуриддин
salah saleh salih saalax salaax salax salahuddin صالح صلاح салех салих
tariq tarek tarik taariq tarique طارق тарик
walid waleed waliid oualid velid وليد ولید валид
yahya yahia yaxye yahye jahja iahia يحيى یحیی яхья
zakariya zakaria zakariye zekeriya zakariyya zacharias زكريا زکریا закария захар ዘካርያስ
hamza hamzah xamse hamse hamsa حمزة حمزه хамза гамза
mustafa mostafa moustafa mustapha mustaf mustafe مصطفى مصطفی мустафа
murtada murtaza morteza mortaza مرتضى مرتضی муртаза
rida reza redha ridha raza رضا реза риза
mahdi mehdi mahdy مهدي مهدی махди мехди
abdullah abdallah abdulla abdalla abdalah cabdullahi abdullahi abdulahi abdilahi abdilaahi abdollah عبدالله عبداللە
  абдулла абдуллах
abdurrahman abdulrahman abdelrahman abdirahman abdurahman abdulrehman abdrahman cabdiraxmaan abdolrahman عبدالرحمن
  абдурахман абдуррахман
abdulaziz abdelaziz abdulazeez cabdicasiis abdiasis abdiaziz abdolaziz عبدالعزيز عبدالعزیز абдулазиз
abdulqadir abdelkader abdulkadir abdiqadir cabdiqaadir abdikadir abdulqader عبدالقادر абдулкадир
abdi cabdi abdu cabdu عبدي عبدی абди
warsame varsame warsama
guled guleed guuleed
farah farax faarax faraax فرح فارح фарах
jama jaamac jamac dzhama jaama جامع джама
aden adan aadan aadam adam adem adham ادم آدم آدەم адам адан አዳም
khadija khadijah khadiija khadiijo hatidza hatidža hatice hadija hadije khadidja khadiga kadija khatija xatice
  hadijah khadeeja hadidža hadidza خديجة خدیجه خەدیجە хадиджа ኸዲጃ
fatima fatimah fatema fatma faduma fadumo faadumo fatoumata fatou fadime fatimeh فاطمة فاطمه فاتمە фатима фатма
  патимат патима ፋጡማ ፋጢማ
aisha ayesha aysha aicha caasha asha aishah ayşe ayse aishe aysel عائشة عایشه айша аиша айше ዓይሻ
maryam mariam mary maria mariya marjam maryan maryama miryam mirjam marjaana meryem meriem miriam maarja مريم مریم
  مەریەم мария марьям мариам መርየም ማርያም ማሪያም
amina aamina amiina aminah amine emine aminata آمنة امينة امینه амина эмине
zaynab zainab zeinab zeynep seynab saynab zenab زينب زینب зейнаб зайнаб
zahra zahraa sahra zahro zohra zehra sara'h زهراء زهرا زەهرا захра зухра
sara sarah saara sahar سارة ساره سارا сара сарра ሳራ
halima halimah xaliima haliimo halime alima حليمة حلیمه халима
hawa hawo xaawo havva hava eva eve حواء хава ева ሄዋን
hodan hoodan hudan
huda houda hoda hudaa هدى هدی худа
layla leila leyla laila lejla layli leylo ليلى لیلا лейла ляйля
samira sameera samiira samire سميرة سمیرا самира
rahma raxma rahmah rahmo raxmo رحمة رحمت рахма
nasrin nasreen nesrin نسرين نسرین насрин
shirin shireen şirin شيرين شیرین ширин
parwin parvin perwin pervin parveen بروين پروین پەروین первин парвин
jasmin yasmin yasmine yasemin jasmine yasameen ياسمين یاسمین ясмин жасмин
nadia nadya nadja nadiya نادية نادیا надия надія
natalia nataliya natalya natalija natalja наталия наталья наталія
olena elena helena yelena jelena alena jelene olenka олена елена алена ელენე
olga olha helga ольга
oleksandr aleksandr alexander aleksander olexander iskander sasha oleksander олександр александр саша
oleksandra aleksandra alexandra олександра александра
oleksii aleksei alexey alexei oleksiy aleksey alexej oleksiĭ олексій алексей
serhii sergei sergey serhiy sergej сергей сергій
mykola nikolai nikolay nikola mikola nicholas микола николай
mykhailo mikhail michael mihail mihailo mykhaylo mikhailo misha михайло михаил
andrii andrei andrey andrij andriy andrew andres андрій андрей
dmytro dmitri dmitry dmitrij dmitriy dmitrii дмитро дмитрий
volodymyr vladimir wladimir володимир владимир
yevhen evgeni yevgeny evgeny yevhenii evgenii eugene jevgeni євген евгений
yevheniia evgenia yevgenia jevgenia євгенія евгения
ihor igor ігор игорь
hanna anna anne ganna ana anni ганна анна анна
iryna irina iryna irene irina ірина ирина
kateryna ekaterina katerina katja katya yekaterina jekaterina катерина екатерина
svitlana svetlana світлана светлана
tetiana tatiana tatyana tatjana tetyana тетяна татьяна
yuliia julia yulia yuliya juliia julija юлія юлия
liudmyla ludmila lyudmila ljudmila людмила
oksana oxana oksanna оксана
yurii yuri juri jurij yuriy georgi georgij юрій юрий
ivan iwan jovan john johannes johan juhan yohannes yahannes іван иван ዮሃንስ ዮሐንስ
petro pjotr piotr peter petr pyotr peeter петро петр пётр
pavlo pavel paul pawel paavel paulos павло павел ጳውሎስ
vasyl vasili vasily vasilij wasyl василь василий
maksym maxim maksim максим
gebre gabre gebrehiwot ገብረ
tesfay tesfaye tesfai tesfaye ተስፋይ ተስፋዬ
haile hayle hayla ሃይለ ኃይለ
selam salam salaam selaam ሰላም سلام
berhane birhane brhane ብርሃነ
mehret mihret meheret ምሕረት
""".strip()
"""Words that fold to the same letters need not all be listed. An indented line goes on with the name before it."""
