-- The record: what articles say, with the originals that it can be derived from again.
-- Dates are ISO 8601, times in UTC; positions are half-open character offsets into article.text.
-- A column `detail` holds the whole row as `onrecord read --json` writes it, what says nothing left out.

CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied TEXT NOT NULL,
    program TEXT NOT NULL
) STRICT;

-- What is published under one address (or lies in one file), whatever it says at the time.
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

-- One version of one published text.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    item_id INTEGER NOT NULL REFERENCES item (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    latest INTEGER NOT NULL CHECK (latest IN (0, 1)),
    name TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    url TEXT,
    byline TEXT,
    publisher TEXT,
    published TEXT,
    modified TEXT,
    language TEXT,
    credit TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    words INTEGER NOT NULL CHECK (words >= 0),
    added TEXT NOT NULL,
    reader TEXT NOT NULL,
    UNIQUE (item_id, version)
) STRICT;
CREATE UNIQUE INDEX article_latest ON article (item_id) WHERE latest = 1;
CREATE INDEX article_changed ON article (added) WHERE latest = 1 AND version > 1;
CREATE INDEX article_url ON article (url);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_publisher ON article (publisher);
-- Those whose day of publication is not known: "2031-04".
CREATE INDEX article_vague ON article (published) WHERE length(published) < 10;
CREATE INDEX article_old ON article (id) WHERE latest = 0;

-- The bytes that an article was read from, as they came, compressed with zlib. Further originals of an article that
-- say just the same are noted without their bytes.
CREATE TABLE original (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    location TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('page', 'text', 'pdf', 'row', 'ninjs')),
    name TEXT NOT NULL,
    url TEXT,
    charset TEXT,
    retrieved TEXT,
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    outlet TEXT,
    size INTEGER NOT NULL CHECK (size >= 0),
    data BLOB
) STRICT;
CREATE INDEX original_article ON original (article_id);

-- A party across articles.
CREATE TABLE party (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    naming TEXT NOT NULL,
    known TEXT
) STRICT;
CREATE INDEX party_known ON party (known) WHERE known IS NOT NULL;

-- A party in one article: `local` is its id there ("p1"). `score`, `reason`, `evidence` and `linker` tell why
-- it is taken for that party.
CREATE TABLE appearance (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    local TEXT NOT NULL,
    party_id INTEGER NOT NULL REFERENCES party (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    naming TEXT NOT NULL,
    plural INTEGER NOT NULL CHECK (plural IN (0, 1)),
    forms TEXT NOT NULL CHECK (json_valid(forms)),
    descriptions TEXT NOT NULL CHECK (json_valid(descriptions)),
    speaks_for_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    linker TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    UNIQUE (article_id, local)
) STRICT;
CREATE INDEX appearance_party ON appearance (party_id, article_id);
CREATE INDEX appearance_speaks_for ON appearance (speaks_for_id) WHERE speaks_for_id IS NOT NULL;

-- What appearances are called: `names` of those that are named, `roles` the words that describe any. A form that
-- is no description is taken for a name where it has a capital behind its first word ("the Post", "Mr. Hale").
CREATE VIEW appearance_calls AS
SELECT id,
    CASE naming WHEN 'named' THEN name || coalesce((
        SELECT group_concat(' / ' || value, '') FROM json_each(forms)
        WHERE value NOT IN (SELECT value FROM json_each(descriptions))
        AND substr(value, instr(value, ' ') + 1) <> lower(substr(value, instr(value, ' ') + 1))
    ), '') ELSE '' END AS names,
    CASE naming WHEN 'named' THEN '' ELSE name || ' / ' END
    || coalesce((SELECT group_concat(value, ' / ') FROM json_each(descriptions)), '') AS roles
FROM appearance;
CREATE VIRTUAL TABLE appearance_words USING fts5 (
    names, roles, tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER appearance_words_added AFTER INSERT ON appearance BEGIN
    INSERT INTO appearance_words (rowid, names, roles)
    SELECT id, names, roles FROM appearance_calls WHERE id = new.id;
END;
CREATE TRIGGER appearance_words_changed AFTER UPDATE OF name, naming, forms, descriptions ON appearance BEGIN
    DELETE FROM appearance_words WHERE rowid = old.id;
    INSERT INTO appearance_words (rowid, names, roles)
    SELECT id, names, roles FROM appearance_calls WHERE id = new.id;
END;
CREATE TRIGGER appearance_words_removed AFTER DELETE ON appearance BEGIN
    DELETE FROM appearance_words WHERE rowid = old.id;
END;

-- The names that appearances go by, folded for comparing: one row a name and appearance.
CREATE TABLE name (
    folded TEXT NOT NULL,
    appearance_id INTEGER NOT NULL REFERENCES appearance (id) ON DELETE CASCADE,
    full INTEGER NOT NULL CHECK (full IN (0, 1)),
    PRIMARY KEY (folded, appearance_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_appearance ON name (appearance_id);

-- Under what linking finds a party again: a key made of a name (a surname and a given name, the words of a body), the
-- name as it is compared, and how many appearances had it when they were written.
CREATE TABLE party_key (
    key TEXT NOT NULL,
    party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times >= 1),
    PRIMARY KEY (key, party_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_key_times ON party_key (key, times DESC, party_id);
CREATE INDEX party_key_party ON party_key (party_id);

-- Keys that parties had before they were merged, or before all parties were decided again: each leads to the party
-- that it is now. `appearance_id` is the first appearance of the one that had the key; `why` is merged or decided.
CREATE TABLE party_alias (
    key TEXT PRIMARY KEY,
    party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    appearance_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL,
    why TEXT NOT NULL CHECK (why IN ('merged', 'decided'))
) STRICT, WITHOUT ROWID;
CREATE INDEX party_alias_party ON party_alias (party_id);
CREATE INDEX party_alias_appearance ON party_alias (appearance_id) WHERE appearance_id IS NOT NULL;

-- Two parties that may be one: a suggestion until a person or stronger evidence decides.
CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    one_id INTEGER NOT NULL REFERENCES party (id),
    other_id INTEGER NOT NULL REFERENCES party (id),
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    linker TEXT NOT NULL,
    CHECK (one_id < other_id),
    UNIQUE (one_id, other_id)
) STRICT;
CREATE INDEX suggestion_other ON suggestion (other_id);
CREATE INDEX suggestion_score ON suggestion (score DESC, id);

-- Parties that a person knows, from a file: `known` is their id there (a Wikidata id, a followthemoney id).
CREATE TABLE known_party (
    known TEXT NOT NULL,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    PRIMARY KEY (known, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_party_folded ON known_party (folded);

-- One statement in one article. `key` is made of the article and the spans: read again, the same statement has
-- the same key. `day` is when it was said as far as known, else when it was published.
CREATE TABLE attribution (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    parent_id INTEGER REFERENCES attribution (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    appearance_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL,
    addressee_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    manner TEXT NOT NULL,
    quotation TEXT NOT NULL,
    negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
    modal INTEGER NOT NULL CHECK (modal IN (0, 1)),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    basis TEXT NOT NULL,
    addressee TEXT NOT NULL,
    occasion TEXT NOT NULL,
    said TEXT,
    said_from TEXT,
    said_to TEXT,
    day TEXT,
    answers_id INTEGER REFERENCES attribution (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    answers_words TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    UNIQUE (article_id, number)
) STRICT;
CREATE INDEX attribution_parent ON attribution (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX attribution_appearance ON attribution (appearance_id, day, manner) WHERE appearance_id IS NOT NULL;
CREATE INDEX attribution_addressee ON attribution (addressee_id) WHERE addressee_id IS NOT NULL;
CREATE INDEX attribution_answers ON attribution (answers_id, manner, negated) WHERE answers_id IS NOT NULL;
CREATE INDEX attribution_day ON attribution (day);
CREATE INDEX attribution_manner ON attribution (manner, day);
-- What was said over some days, for questions about days inside them.
CREATE INDEX attribution_said_to ON attribution (said_to, day) WHERE said_to > day;

-- One expression of date or time.
CREATE TABLE date (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    words TEXT NOT NULL,
    edtf TEXT,
    first_day TEXT,
    last_day TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    UNIQUE (article_id, number)
) STRICT;

-- Words that say that somebody did not answer; never a denial.
CREATE TABLE silence (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    appearance_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL,
    asked_by_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL,
    attribution_id INTEGER REFERENCES attribution (id) ON DELETE SET NULL,
    source TEXT NOT NULL,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    day TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    UNIQUE (article_id, number)
) STRICT;
CREATE INDEX silence_appearance ON silence (appearance_id) WHERE appearance_id IS NOT NULL;
CREATE INDEX silence_asked_by ON silence (asked_by_id) WHERE asked_by_id IS NOT NULL;
CREATE INDEX silence_attribution ON silence (attribution_id) WHERE attribution_id IS NOT NULL;
CREATE INDEX silence_day ON silence (day);
CREATE VIRTUAL TABLE silence_words USING fts5 (
    source, words, about, content = 'silence', content_rowid = 'id',
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER silence_words_added AFTER INSERT ON silence BEGIN
    INSERT INTO silence_words (rowid, source, words, about)
    VALUES (new.id, new.source, new.words, new.about);
END;
CREATE TRIGGER silence_words_changed AFTER UPDATE OF source, words, about ON silence BEGIN
    INSERT INTO silence_words (silence_words, rowid, source, words, about)
    VALUES ('delete', old.id, old.source, old.words, old.about);
    INSERT INTO silence_words (rowid, source, words, about)
    VALUES (new.id, new.source, new.words, new.about);
END;
CREATE TRIGGER silence_words_removed AFTER DELETE ON silence BEGIN
    INSERT INTO silence_words (silence_words, rowid, source, words, about)
    VALUES ('delete', old.id, old.source, old.words, old.about);
END;

-- How an article itself says that it has something from another outlet or a document.
CREATE TABLE relay (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL,
    outlet TEXT NOT NULL,
    appearance_id INTEGER REFERENCES appearance (id) ON DELETE SET NULL,
    words TEXT,
    url TEXT,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    UNIQUE (article_id, number)
) STRICT;
CREATE INDEX relay_outlet ON relay (outlet);
CREATE INDEX relay_appearance ON relay (appearance_id) WHERE appearance_id IS NOT NULL;

-- The meaning of each content as a vector, filed under the nearest of a fixed set of cells.
CREATE TABLE meaning (
    cell INTEGER NOT NULL,
    attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
    vector BLOB NOT NULL,
    PRIMARY KEY (cell, attribution_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meaning_attribution ON meaning (attribution_id);

-- What a person decided. Rows are added, never changed: the latest on the same target counts, of two of one second
-- the one added last. `anchor` is what was judged: the article and the exact words with those around them, or the
-- parties with their appearances, or two statements. Of two the lesser key stands in `key`.
CREATE TABLE judgement (
    id INTEGER PRIMARY KEY,
    target TEXT NOT NULL CHECK (target IN ('attribution', 'party', 'statements')),
    key TEXT NOT NULL,
    other TEXT,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unsure', 'same', 'different', 'withdrawn')),
    correction TEXT CHECK (correction IS NULL OR json_valid(correction)),
    anchor TEXT NOT NULL CHECK (json_valid(anchor)),
    person TEXT NOT NULL,
    judged TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_key ON judgement (key, other, judged);
CREATE INDEX judgement_other ON judgement (other) WHERE other IS NOT NULL;
CREATE INDEX judgement_article ON judgement (json_extract(anchor, '$.article'));
CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement
BEGIN SELECT raise(ABORT, 'a judgement is never changed; add another one'); END;
CREATE TRIGGER judgement_remains BEFORE DELETE ON judgement
BEGIN SELECT raise(ABORT, 'a judgement is never deleted; withdraw it'); END;

-- Inputs that could not be read, with the cause; one that is read later is taken out.
CREATE TABLE failure (
    location TEXT PRIMARY KEY,
    cause TEXT NOT NULL,
    advice TEXT NOT NULL,
    failed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What servers said of addresses, for asking only for what is new; `answered` is where a redirect led.
CREATE TABLE fetched (
    url TEXT PRIMARY KEY,
    answered TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    retrieved TEXT
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE attribution_words USING fts5 (
    source, content, content = 'attribution', content_rowid = 'id',
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER attribution_words_added AFTER INSERT ON attribution BEGIN
    INSERT INTO attribution_words (rowid, source, content) VALUES (new.id, new.source, new.content);
END;
CREATE TRIGGER attribution_words_removed AFTER DELETE ON attribution BEGIN
    INSERT INTO attribution_words (attribution_words, rowid, source, content)
    VALUES ('delete', old.id, old.source, old.content);
END;

CREATE TRIGGER attribution_words_changed AFTER UPDATE OF source, content ON attribution BEGIN
    INSERT INTO attribution_words (attribution_words, rowid, source, content)
    VALUES ('delete', old.id, old.source, old.content);
    INSERT INTO attribution_words (rowid, source, content) VALUES (new.id, new.source, new.content);
END;

CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, content = 'article', content_rowid = 'id',
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER article_words_added AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER article_words_removed AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;

CREATE TRIGGER article_words_changed AFTER UPDATE OF title, text ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

-- Views for people: one row a statement, a party, a silence, an article.
CREATE VIEW statements AS
SELECT a.key, coalesce(p.name, a.source) AS party, a.source, a.cue, a.content, a.manner, a.quotation,
    a.negated, a.modal, a.said, a.day, a.basis, a.addressee, a.occasion, a.confidence,
    r.publisher AS outlet, r.published, r.title, r.url, r.key AS article, a.number,
    CASE WHEN j.verdict = 'withdrawn' THEN NULL ELSE j.verdict END AS judgement, r.latest
FROM attribution AS a
JOIN article AS r ON r.id = a.article_id
LEFT JOIN appearance AS s ON s.id = a.appearance_id
LEFT JOIN party AS p ON p.id = s.party_id
LEFT JOIN judgement AS j ON j.id = (
    SELECT id FROM judgement WHERE target = 'attribution' AND key = a.key ORDER BY judged DESC, id DESC LIMIT 1
);

CREATE VIEW parties AS
SELECT p.key, p.name, p.kind, p.naming, p.known, count(DISTINCT s.article_id) AS articles,
    count(a.id) AS statements, min(a.day) AS first_day, max(a.day) AS last_day
FROM party AS p
JOIN appearance AS s ON s.party_id = p.id
LEFT JOIN attribution AS a ON a.appearance_id = s.id
GROUP BY p.id;

CREATE VIEW silences AS
SELECT q.key, coalesce(p.name, q.source) AS party, q.words, q.kind, q.about, asking.name AS asked_by,
    q.day, a.content AS about_statement, r.publisher AS outlet, r.published, r.title, r.url, r.key AS article,
    q.number, r.latest
FROM silence AS q
JOIN article AS r ON r.id = q.article_id
LEFT JOIN appearance AS s ON s.id = q.appearance_id
LEFT JOIN party AS p ON p.id = s.party_id
LEFT JOIN appearance AS asking ON asking.id = q.asked_by_id
LEFT JOIN attribution AS a ON a.id = q.attribution_id;

CREATE VIEW articles AS
SELECT r.key, r.title, r.publisher AS outlet, r.published, r.modified, r.byline, r.credit, r.url, r.version,
    r.latest, r.words, count(a.id) AS statements, r.added, r.reader
FROM article AS r
LEFT JOIN attribution AS a ON a.article_id = r.id
GROUP BY r.id;

CREATE VIEW judgements AS
SELECT j.target, j.key, j.other, j.verdict, j.person, j.judged, j.reason, j.correction,
    coalesce(a.content, json_extract(j.anchor, '$.content[0].words'), json_extract(j.anchor, '$.one.name'),
        json_extract(j.anchor, '$.one.content[0].words')) AS words,
    json_extract(j.anchor, '$.other.name') AS other_party, json_extract(j.anchor, '$.article') AS article
FROM judgement AS j
LEFT JOIN attribution AS a ON j.target = 'attribution' AND a.key = j.key
WHERE j.verdict <> 'withdrawn' AND j.id = (
    SELECT last.id FROM judgement AS last
    WHERE last.target = j.target AND last.key = j.key AND last.other IS j.other
    ORDER BY last.judged DESC, last.id DESC LIMIT 1
);
