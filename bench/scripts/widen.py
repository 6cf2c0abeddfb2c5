"""Makes the sample's word lists, places and bounds wide enough for the harness's corpus of British records.
usage: widen.py CORPUS.jsonl CONTENT OUTCODES.csv LOCALE [LOCALE ..]"""
import csv, json, os, re, shutil, sys, tomllib

corpus, content, outcodes, *locales = sys.argv[1:]
LANGUAGES = dict(gu='Gujarati', ur='Urdu', pl='Polish', bn='Bengali', ar='Arabic', so='Somali', ro='Romanian', hi='Hindi',
                 uk='Ukrainian', fa='Farsi', pt='Portuguese', bfi='BSL', pa='Punjabi', yue='Cantonese', en='English')
# The corpus' needs, and those of the sample that mean much the same: what people say for the one is said for the other.
SAID_AS = {'loneliness': 'company', 'physical activity': 'move', 'money and debt': 'money', 'housing': 'home',
           'employment': 'learn', 'english classes': 'learn', 'bereavement': 'grief', 'dementia': 'memory', 'carers': 'carer',
           'mental health': 'mood', 'arts and creativity': 'create', 'digital skills': 'digital', 'transport': 'getting-around',
           'refugees and asylum': 'newcomer', 'domestic abuse': 'safe', 'volunteering': 'give'}


def read(path):
    with open(os.path.join(content, path), encoding='utf8') as file:
        return file.read()


def write(path, text):
    with open(os.path.join(content, path), 'w', encoding='utf8') as file:
        file.write(text)


def add(path, terms, more):
    """Adds the terms that a list lacks, with the same words in every locale."""
    text = read(path)
    known = set(re.findall(r'^id = "(.*?)"', text, re.M))
    for id, words in sorted(terms.items()):
        if id not in known:
            said = ', '.join(f'{locale} = {json.dumps(words)}' for locale in locales)
            text += f'\n[[term]]\nid = "{id}"\nlabel = {{ {said} }}\n' + more(words, said)
    write(path, text)


slug = lambda words: re.sub(r'[^a-z0-9]+', '-', words.lower()).strip('-')
needs = {}
with open(corpus, encoding='utf8') as file:
    for line in file:
        for need in json.loads(line)['needs']:
            needs[slug(need)] = need.capitalize()
with open(os.path.join(content, '_taxonomy/needs.toml'), 'rb') as file:
    sample = {term['id']: term['synonyms'] for term in tomllib.load(file)['term']}


def need(words, said):
    synonyms = [words.lower()] + sample.get(SAID_AS.get(words.lower()), {}).get('en', [])
    return f'icon = "users"\ndescription = {{ {said} }}\nsynonyms = {{ en = {json.dumps(synonyms)} }}\n'


add('_taxonomy/needs.toml', needs, need)
add('_taxonomy/languages.toml', LANGUAGES, lambda words, said: '')

settings = read('directory.toml')
for key, value in dict(lat=51.5074, lon=-0.1278, south=30.0, west=-11.0, north=61.9, east=36.0).items():
    settings = re.sub(rf'^{key} = .*', f'{key} = {value}', settings, count=1, flags=re.M)
settings = re.sub(r'^locales = .*', 'locales = ' + json.dumps(locales), settings, count=1, flags=re.M)
write('directory.toml', settings)

shutil.rmtree(os.path.join(content, '_lists'), ignore_errors=True)
for name in os.listdir(os.path.join(content, '_pages')):
    parts = name.split('.')
    if len(parts) == 3 and parts[1] not in locales:
        os.remove(os.path.join(content, '_pages', name))
with open(outcodes, encoding='utf8', newline='') as file:
    rows = list(csv.reader(file))
lat, lon = (rows[0].index(name) for name in ('latitude', 'longitude'))
with open(os.path.join(content, '_places/postcodes.csv'), 'w', encoding='utf8') as file:
    file.write('code,lat,lon,name\n')
    for row in rows[1:]:
        try:
            at = float(row[lat]), float(row[lon])
        except ValueError:
            continue
        if 48 < at[0] < 61.9 and -11 < at[1] < 3:
            file.write(f'{row[0]},{at[0]:.4f},{at[1]:.4f},\n')
if os.path.exists(os.path.join(content, '_places/neighbourhoods.geojson')):
    os.remove(os.path.join(content, '_places/neighbourhoods.geojson'))
