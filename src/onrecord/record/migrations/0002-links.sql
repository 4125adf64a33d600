-- Links across articles: copies, citations, statements that say the same, claims. Every row tells on what it rests and
-- which rules made it (`linker`); `onrecord link` makes them.

-- Hashes of runs of words, a few of each article, by which copies are found.
CREATE TABLE fingerprint (
    hash INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprint_article ON fingerprint (article_id);

-- `article_id` has words of `of_id`: `share` of its own, `share_of` of the other's; `runs` are [start, end, start, end]
-- in the one and in the other. `certain` is 1 where it is known which came first.
CREATE TABLE copy (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    of_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('reprint', 'edited', 'passage', 'rewritten')),
    share REAL NOT NULL,
    share_of REAL NOT NULL,
    credited INTEGER NOT NULL CHECK (credited IN (0, 1)),
    certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
    runs TEXT NOT NULL CHECK (json_valid(runs)),
    reason TEXT NOT NULL,
    linker TEXT NOT NULL,
    CHECK (article_id <> of_id),
    UNIQUE (article_id, of_id)
) STRICT;
CREATE INDEX copy_of ON copy (of_id);

-- The names that outlets of the record go by, folded: the whole one, "evening post", "post".
CREATE TABLE outlet_name (
    folded TEXT NOT NULL,
    publisher TEXT NOT NULL,
    PRIMARY KEY (folded, publisher)
) STRICT, WITHOUT ROWID;
CREATE INDEX outlet_name_publisher ON outlet_name (publisher);
CREATE INDEX article_outlet ON article (publisher, published);

-- An article says that it has something from another outlet or article. `of_id` is that article where the record has
-- it, `outlet` the name as written, `published` when the citing article was, `said_to` the last day that it may mean by
-- when it was said; `attribution_id` or `relay_id` is what says so. `detail` has how it says so, and
-- what it is about.
CREATE TABLE citation (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    attribution_id INTEGER REFERENCES attribution (id) ON DELETE CASCADE,
    relay_id INTEGER REFERENCES relay (id) ON DELETE CASCADE,
    outlet TEXT NOT NULL,
    folded TEXT NOT NULL,
    of_id INTEGER REFERENCES article (id) ON DELETE SET NULL,
    published TEXT,
    said_to TEXT,
    words TEXT NOT NULL,
    start INTEGER,
    stop INTEGER,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    linker TEXT NOT NULL
) STRICT;
CREATE INDEX citation_article ON citation (article_id);
CREATE INDEX citation_of ON citation (of_id) WHERE of_id IS NOT NULL;
-- Those that an article which comes in may be meant by: published next, or about a day soon after it.
CREATE INDEX citation_waiting ON citation (folded, published, article_id);
CREATE INDEX citation_said ON citation (folded, said_to, article_id) WHERE said_to IS NOT NULL;

-- Where statements lie among claims (`onrecord.link.claim_vectors`): 384 numbers of 8 bits, filed under the cell of
-- their meaning (-1 without one), so that those of a cell are read from a few pages.
CREATE TABLE claim_vector (
    cell INTEGER NOT NULL,
    attribution_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
    vector BLOB NOT NULL,
    PRIMARY KEY (cell, attribution_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_vector_attribution ON claim_vector (attribution_id);

-- Two statements compared: `verdict` is same, related (same matter, something differs or is missing) or different;
-- `differences` name what differs (number, polarity, actor, time, modality, side) with the words of both.
CREATE TABLE sameness (
    one_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'related', 'different')),
    score REAL NOT NULL,
    differences TEXT NOT NULL CHECK (json_valid(differences)),
    reason TEXT NOT NULL,
    linker TEXT NOT NULL,
    CHECK (one_id < other_id),
    PRIMARY KEY (one_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sameness_other ON sameness (other_id);

-- A claim: what several statements say in common. `attribution_id` is the statement that its wording is taken from.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    attribution_id INTEGER REFERENCES attribution (id) ON DELETE SET NULL,
    wording TEXT NOT NULL
) STRICT;
CREATE TABLE claim_member (
    attribution_id INTEGER PRIMARY KEY REFERENCES attribution (id) ON DELETE CASCADE,
    claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    stance TEXT NOT NULL CHECK (stance IN ('asserts', 'denies', 'contradicts', 'asks', 'declines')),
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    linker TEXT NOT NULL
) STRICT;
CREATE INDEX claim_member_claim ON claim_member (claim_id, stance);

-- Which articles were linked: `mark` tells the rules and what was linked, so that an article that was read again is
-- linked again.
CREATE TABLE linked (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    step TEXT NOT NULL CHECK (step IN ('claims', 'links')),
    mark TEXT NOT NULL,
    PRIMARY KEY (article_id, step)
) STRICT, WITHOUT ROWID;
