#!/usr/bin/env bash
# Reads the dossier into a record and asks it: `make demo`, or examples/demo.sh FOLDER with onrecord on the path.
# Run in the repository's folder. What it makes is in FOLDER, made anew.
set -euo pipefail

out=${1:?usage: examples/demo.sh FOLDER}
dossier=examples/dossier
poll=examples/styles/pages/poll-ferry-tolls.html
mkdir -p "$out"
rm -f "$out"/onrecord.db* "$out"/statements.csv "$out"/record.ttl "$out"/record.jsonld "$out"/poll.html \
    "$out"/trace.html "$out"/chain.svg
export ONRECORD_RECORD=$out/onrecord.db ONRECORD_PERSON=Ada

say() { printf '\n# %s\n' "$*"; }
shown() { # print a command as it would be typed, then run it
    local line=''
    for word in "$@"; do
        [[ $word =~ [^A-Za-z0-9_./:=-] ]] && line+=" \"$word\"" || line+=" $word"
    done
    printf '\n+%s\n' "$line"
    "$@"
}

say "Twelve invented articles on one contested treaty go into a record."
shown onrecord add $dossier/text --about $dossier/articles.tsv

say "Who said that? By words (marked with asterisks) and by meaning."
shown onrecord search "Lothmere pressed Brennick" --limit 2
shown onrecord search --manner accuses --since 2031-04 --limit 1

say "All that one party said, under any name, role or pronoun."
shown onrecord who Penhale --limit 1

say "In the order of time."
shown onrecord timeline --about "walked out"

say "Who was asked and did not answer. That is no denial."
shown onrecord silences --about dinner --limit 2

say "Whom the record does not dare to take for one; a person decides."
shown onrecord parties --suggested --limit 1

say "Several of them say the same. Link them: how many sources is that?"
shown onrecord link
claim="Lothmere told Brennick not to sign the treaty"
shown onrecord trace "$claim"
shown onrecord trace "$claim" --html "$out/trace.html" --svg "$out/chain.svg"

say "A page, and what it says an hour later. The first version stays."
shown onrecord add $poll
printf '\n+ sed ... %s > %s\n' "$poll" "$out/poll.html"
sed 's/is costing her the islands/may cost her the islands/; s/by 4 points/by 5 points/
s/Brome.s campaign dismissed the survey/Brome’s campaign did not respond to a request for comment/' $poll > "$out/poll.html"
shown onrecord add "$out/poll.html"
shown onrecord changes https://northwaydispatch.example/politics/poll-ferry-tolls

say "What a person decides is kept, with name, time and reason."
key=$(onrecord search --manner accuses --since 2031-04 --limit 1 --json |
    python3 -c 'import json, sys; print(json.loads(sys.stdin.readline())["statement"]["key"])')
shown onrecord judge "$key" right --reason "watched the speech"

say "What is in the record, and does it still follow from what was stored?"
shown onrecord status
shown onrecord verify

say "For other programs."
shown onrecord export --output "$out/statements.csv"
shown onrecord export --output "$out/record.ttl"
shown onrecord export --format web-annotation --output "$out/record.jsonld"
shown onrecord read $dossier/text --about $dossier/articles.tsv --html "$out/dossier.html"

here=$(cd "$out" && pwd)
cat <<END

# Made in $out:
  onrecord.db      the record; any SQLite tool opens it
  trace.html       who has that claim from whom, with the words behind every arrow: open file://$here/trace.html
  chain.svg        the same chain as a picture
  statements.csv   a row for each statement, for a spreadsheet
  record.ttl       who has it from whom, in the W3C's PROV-O
  record.jsonld    W3C Web Annotations
  dossier.html     the articles with their statements marked: open file://$here/dossier.html

Ask it yourself: source .venv/bin/activate; export ONRECORD_RECORD=$out/onrecord.db; onrecord who "Ilse Marant"
END
