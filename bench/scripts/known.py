"""Known-answer queries of our own for the harness's relevance.mjs, and the records that answer them.
usage: known.py HARNESS: plants the records in its generator's corpus and writes corpus/queries.json.

Written before any engine had seen them, and not changed since: nothing is to be tuned to them."""
import json, sys

harness = sys.argv[1]
# key: title, organization, summary, description, needs
RECORDS = {
    'ukulele': ('Ukulele strummers', 'Hollins Music Hut', 'Learn three chords and play along with old songs.', 'We lend you an instrument. Nobody needs to read music. We finish with a singalong and a biscuit.', ['arts and creativity']),
    'repair': ('Thursday Mending Bench', 'Tolworth Fixers', 'Bring a lamp, a zip or a toaster and we put it right together.', 'Volunteers with screwdrivers and needles sit beside you while the kettle boils. Broken household things get a second life.', ['volunteering']),
    'beekeeping': ('Apiary Saturdays', 'Nettlefold Bees', 'Look after two hives with an experienced keeper.', 'Suits and veils are lent. In autumn everybody takes a jar of honey home.', ['nature and gardening']),
    'kurling': ('New Age Kurling for all', 'Brindle Sports', 'An indoor game with rolling stones that can be pushed from a chair.', 'Played on a smooth gym floor. Pushers are provided for those who cannot bend.', ['physical activity']),
    'letter': ('Pen Friends by Post', 'Quillfeather Circle', 'Write and receive letters from home.', 'We match you with another person who enjoys a handwritten letter. Stamps are paid for.', ['loneliness']),
    'cafe-creme': ('Café Crème conversation', 'Maison Étoile', 'French chatter over a hot drink.', 'All levels from bonjour upward. We read a short poem each time.', ['loneliness']),
    'jurgen': ('Jürgen’s woodcarving shed', 'Spoon and Knife', 'Carve a spoon from green birch.', 'Small groups round a stove. Sharp tools, patient teaching.', ['arts and creativity']),
    'zydeco': ('Zydeco accordion evening', 'Bayou Borderers', 'Louisiana tunes for dancers and listeners.', 'Partners are not needed. The band explains every step.', ['physical activity']),
    'foodbox': ('Pay-what-you-can pantry', 'Larkrise Larder', 'Fill a bag with groceries for what you can spare.', 'Fresh vegetables come in on Tuesday. Vouchers are welcome, as is nothing at all.', ['food']),
    'meter': ('Prepayment meter clinic', 'Warm Rooms Alliance', 'Sit down with an adviser about gas and electricity bills.', 'Bring your last statement. We ring the supplier with you and check what you may claim.', ['money and debt']),
    'probate': ('Forms after a death', 'Lantern Advice', 'Help with the paperwork that follows when someone dies.', 'Registering, banks, pensions: one thing at a time, with tea.', ['bereavement']),
    'scam': ('Scam spotters', 'Trading Standards Friends', 'Recognise false calls, texts and emails.', 'We look at real examples on a big screen and practise saying no.', ['digital skills']),
    'tablet': ('Borrow a tablet', 'Silver Surfers Shelf', 'Six weeks with a device and somebody to show you how.', 'Video calls with grandchildren, photographs, a library book on a screen.', ['digital skills']),
    'stammer': ('Speaking circle for people who stammer', 'Unhurried Voices', 'Take all the time that a word needs.', 'Nobody finishes a sentence for you. Telephone practice for those who want it.', ['mental health']),
    'tinnitus': ('Tinnitus quiet hour', 'Still Ear', 'Share what helps when there is ringing in your ears.', 'Relaxation, sound machines to try, and company that understands.', ['hearing and sight']),
    'braille': ('Braille beginners', 'Six Dot Society', 'Learn the alphabet by touch.', 'Large wooden cells first, then paper. Audio notes are given to take home.', ['hearing and sight']),
    'tandem': ('Tandem rides with a pilot', 'Two Together', 'Sit behind a sighted rider along the canal.', 'Helmets supplied. Rides of five or ten miles with a stop for cake.', ['physical activity', 'hearing and sight']),
    'sensory': ('Sensory story time', 'Velvet Pages', 'Tales told with smells, textures and lights.', 'For children and grown-ups who do not use many words.', ['learning disability']),
    'grandparents': ('Grandparents raising grandchildren', 'Second Time Around', 'For those bringing up a grandchild at home.', 'Legal questions, school worries and a play corner while you talk.', ['family support', 'carers']),
    'respite': ('Saturday sitting scheme', 'Breathing Space Borders', 'A trained sitter stays while you have four hours off.', 'The same face each week for the person you look after.', ['carers']),
    'minibus': ('Dial-a-ride shopping run', 'Hopper Link', 'Door to door by minibus to the big supermarket.', 'The driver carries bags to your kitchen. Book by noon the day before.', ['transport']),
    'keys': ('Deposit and keys fund', 'Threshold Trust', 'An interest-free loan for the first month in a rented room.', 'We speak with the landlord and check the agreement before you sign.', ['housing']),
    'cv': ('CV surgery', 'Second Shift', 'Half an hour on your application letter with a retired manager.', 'Printing is free. Interview clothes can be borrowed.', ['employment']),
    'sober': ('Sober Sunday brunch', 'Clearwater Table', 'Eggs, toast and others who have stopped drinking.', 'No speeches, no steps, nothing to sign.', ['addiction recovery']),
    'smallsteps': ('Falls and balance class', 'Steady Feet', 'Strength and balance to stay upright on stairs and kerbs.', 'Two chairs, one band, ten exercises that you can do at home.', ['physical activity', 'long-term conditions']),
    'zh-calligraphy': ('書法與茶聚', 'Mo Xiang 墨香會', '一起練毛筆字，喝茶聊天。', '紙筆墨免費提供，初學者有老師一對一指導，每逢星期五下午。', ['arts and creativity']),
    'zh-benefits': ('福利申請諮詢站', 'Wah Yan 華人互助社', '協助填寫養老金和房屋津貼表格。', '請帶身份證明文件，義工會用粵語和普通話解釋。', ['money and debt']),
    'pa-driving': ('ਡਰਾਈਵਿੰਗ ਥਿਊਰੀ ਕਲਾਸ', 'Sanjh ਸਾਂਝ ਕੇਂਦਰ', 'ਗੱਡੀ ਚਲਾਉਣ ਦਾ ਟੈਸਟ ਪੰਜਾਬੀ ਵਿੱਚ ਸਮਝੋ।', 'ਕਿਤਾਬ ਮੁਫ਼ਤ ਮਿਲਦੀ ਹੈ ਅਤੇ ਅਭਿਆਸ ਵਾਲੇ ਸਵਾਲ ਹੁੰਦੇ ਹਨ।', ['transport']),
    'pa-sewing': ('ਸਿਲਾਈ ਕਢਾਈ ਮੰਡਲੀ', 'Phulkari ਫੁਲਕਾਰੀ ਘਰ', 'ਔਰਤਾਂ ਮਿਲ ਕੇ ਸੂਟ ਸਿਉਂਦੀਆਂ ਹਨ।', 'ਮਸ਼ੀਨਾਂ ਇੱਥੇ ਹਨ, ਕੱਪੜਾ ਘਰੋਂ ਲਿਆਓ।', ['arts and creativity']),
}
# class: query -> key of the record, or a need after "need:"
QUERIES = {
    'exact': {'ukulele strummers': 'ukulele', 'prepayment meter clinic': 'meter', 'scam spotters': 'scam', 'tinnitus quiet hour': 'tinnitus', 'new age kurling': 'kurling', 'sensory story time': 'sensory', 'cv surgery': 'cv', 'deposit and keys fund': 'keys', 'falls and balance class': 'smallsteps', 'braille': 'braille'},
    'words': {'gas and electricity bills': 'meter', 'paperwork when someone dies': 'probate', 'fix my toaster': 'repair', 'carve a spoon': 'jurgen', 'lend me an instrument': 'ukulele', 'honey hives': 'beekeeping', 'ringing in ears': 'tinnitus', 'handwritten letters': 'letter', 'interview clothes': 'cv', 'minibus to supermarket': 'minibus', 'loan for first month rent': 'keys', 'learn the alphabet by touch': 'braille', 'video calls with grandchildren': 'tablet', 'people who have stopped drinking': 'sober'},
    'organization': {'hollins music': 'ukulele', 'larkrise larder': 'foodbox', 'hopper link': 'minibus', 'second time around': 'grandparents', 'steady feet': 'smallsteps', 'unhurried voices': 'stammer'},
    'prefix': {'ukul': 'ukulele', 'zyde': 'zydeco', 'beekee api': 'beekeeping', 'tinnit': 'tinnitus', 'stamm': 'stammer', 'prepaym': 'meter', 'kurli': 'kurling', 'woodcar': 'jurgen', 'pantr': 'foodbox'},
    'typo': {'ukelele': 'ukulele', 'tinitus': 'tinnitus', 'brail': 'braille', 'acordion': 'zydeco', 'tandum rides': 'tandem', 'strumers': 'ukulele', 'prepayement meter': 'meter', 'sensery story': 'sensory', 'grandparants': 'grandparents', 'kurlling': 'kurling', 'stamering': 'stammer'},
    'form': {'ukuleles': 'ukulele', 'hive': 'beekeeping', 'stammering': 'stammer', 'carving wooden spoons': 'jurgen', 'scams': 'scam', 'mending': 'repair', 'tablets': 'tablet', 'raising grandchild': 'grandparents', 'balancing': 'smallsteps', 'accordions': 'zydeco'},
    'diacritics': {'cafe creme': 'cafe-creme', 'maison etoile': 'cafe-creme', 'jurgens woodcarving': 'jurgen', 'CAFÉ CRÈME': 'cafe-creme', 'jürgen': 'jurgen'},
    'chinese': {'書法': 'zh-calligraphy', '毛筆字': 'zh-calligraphy', '練毛筆': 'zh-calligraphy', '養老金': 'zh-benefits', '房屋津貼': 'zh-benefits', '福利申請': 'zh-benefits', '墨香會': 'zh-calligraphy'},
    'punjabi': {'ਡਰਾਈਵਿੰਗ': 'pa-driving', 'ਸਿਲਾਈ': 'pa-sewing', 'ਥਿਊਰੀ ਕਲਾਸ': 'pa-driving', 'ਫੁਲਕਾਰੀ': 'pa-sewing', 'ਗੱਡੀ ਚਲਾਉਣ': 'pa-driving', 'ਮਸ਼ੀਨਾਂ': 'pa-sewing'},
    'synonym': {'i am lonely': 'need:loneliness', 'no friends': 'need:loneliness', 'keep fit': 'need:physical activity', 'cannot pay my bills': 'need:money and debt', 'behind with rent': 'need:money and debt', 'nowhere to live': 'need:housing', 'looking for a job': 'need:employment', 'hungry': 'need:food', 'my husband died': 'need:bereavement', 'forgetting things': 'need:dementia', 'looking after my mother': 'need:carers', 'feeling low': 'need:mental health', 'worried all the time': 'need:mental health', 'learn to use a computer': 'need:digital skills', 'new to the country': 'need:refugees and asylum', 'get a lift': 'need:transport', 'painting': 'need:arts and creativity', 'help others': 'need:volunteering'},
}

generator = f'{harness}/corpus/gen.py'
with open(generator, encoding='utf8') as file:
    text = file.read()
records = [(key, *record) for key, record in RECORDS.items()]
lines = text.splitlines(keepends=True)
planted = [f'PLANTED={records!r}\n' if line.startswith('PLANTED=') else line for line in lines]
with open(generator, 'w', encoding='utf8') as file:
    file.write(''.join(planted))
queries = []
for cls, of_class in QUERIES.items():
    for q, answer in of_class.items():
        kind, _, need = answer.partition(':')
        queries.append({'cls': cls, 'q': q, **({'need': need} if kind == 'need' else {'key': answer})})
with open(f'{harness}/corpus/queries.json', 'w', encoding='utf8') as file:
    json.dump(queries, file, ensure_ascii=False, indent=1)
print(len(records), 'records,', len(queries), 'queries')
