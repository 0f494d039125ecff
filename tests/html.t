#!/bin/sh
# html.t - a report as one page: nothing foreign in it, readable by everybody, at home in a browser
. "${0%/*}/lib.sh"

store=$tmp/store.db
page=$tmp/page.html
export XDG_DATA_HOME="$tmp/data"

# a_notice_of DAY RECIPIENT REPLY - received that day, as "2 May 2024"
a_notice_of() {
    a_notice "$2" "$3" | sed "s/24 Nov 2026/$1/"
}

hostile='<img/src=x/onerror=alert(1)>@example.net'
mkdir "$tmp/mail"
for n in 1 2 3; do
    a_notice_of "$n May 2024" "u$n@example.net" '550 5.1.1 User unknown' >"$tmp/mail/$n.eml"
done
a_notice_of '4 May 2024' full@example.com '552 5.2.2 Mailbox full' >"$tmp/mail/full.eml"
a_notice_of '4 May 2024' spam@example.net \
    '550-5.7.1 Our system has detected that this message is likely unsolicited mail. a1si1 - gsmtp' |
    sed 's,^Subject: November,Subject: </title><script>alert(1)</script>,' >"$tmp/mail/spam.eml"
a_notice_of '5 May 2024' 'x@"><b>.example' '550 5.1.1 <script>alert(2)</script> unknown' |
    sed 's,news@example.org,"><svg/onload=alert(3)>@<b>.example,' >"$tmp/mail/evil.eml"
cat >"$tmp/mail/away.eml" <<END
Received: by mail.example.org; Fri, 3 May 2024 02:00:00 +0000
Date: Fri, 3 May 2024 02:00:00 +0000
From: "<b>Eve" <"$hostile">
To: news@example.org
Subject: Automatic reply: </main>
Auto-Submitted: auto-replied
Message-ID: <away@example.net>

I am away until 7 June 2024.
END
bounces_ok import --db "$store" "$tmp/mail"
printf '%s\n' '{"schema":1,"type":"auto-reply","recipient":"<i>&\"'"'"'@example.net","reason":"vacation","return_date":"2024-06-09","received":"2024-05-04T10:00:00Z","notice":{"message_id":"<1>"}}' \
    '{"schema":1,"type":"bounce","recipient":"u@<u>.example","reason":"user-unknown","hard_bounce":true,"status":"5.1.1","reply_code":550,"received":"2024-05-04T10:00:00Z","recipient_domain":"<u>.example\"onclick=alert(4)","notice":{"message_id":"<2>"}}' |
    "$BOUNCES" import --db "$store" --format jsonl -

may='--since 2024-05-01 --until 2024-05-10'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --format html
cp "$tmp/out" "$page"

# Written beside and renamed

# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --format html --output "$tmp/there.html"
silent
same 'the same in a file' "$page" "$tmp/there.html"
is 'for its owner alone' "$(stat -c %a "$tmp/there.html")" 600
chmod 644 "$tmp/there.html"
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --output "$tmp/there.html"
ok 'text goes there too' grep -q '^7 deliveries failed' "$tmp/there.html"
is 'who may read it may still' "$(stat -c %a "$tmp/there.html")" 644
# shellcheck disable=SC2086
bounces report --db "$store" $may --format html --output "$tmp/no/where.html"
exits 2
complains 'where.html'
ln -s there.html "$tmp/link.html"
mkfifo "$tmp/pipe.html"
cat "$tmp/pipe.html" >"$tmp/piped.html" &
# shellcheck disable=SC2086
for place in link pipe; do
    bounces_ok report --db "$store" $may --format html --output "$tmp/$place.html"
done
wait
ok 'a link stays one' test -L "$tmp/link.html"
same 'what it points to is written' "$page" "$tmp/there.html"
ok 'a pipe stays one' test -p "$tmp/pipe.html"
same 'and is written to' "$page" "$tmp/piped.html"
is 'nothing is left beside' "$(find "$tmp" -name 'there.html?*')" ''

# What it holds

for words in '<h1>' 'Failures day by day' 'What to do first' '<table class="sortable">' \
    'Gmail refused the message as probable spam' 'away until 9 June'; do
    ok "the page has $words" grep -qF -e "$words" "$page"
done
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --format html --lang fr
prints '<html lang="fr">'
prints 'Échecs jour par jour'
for by in provider domain status day sender move; do
    # shellcheck disable=SC2086
    bounces_ok report --db "$store" $may --format html --by $by
    prints '</html>'
done
bounces_ok report --db "$store" --since 2020-01-01 --until 2020-01-02 --format html
prints 'No notices from 1 to 2 January 2020.'

# Nothing foreign: no address to load from, no element from a notice, one script with its hash

is 'nothing is loaded' "$(grep -ciE -e '(src|href|action|data)=' -e 'url\(' -e '@import' "$page")" 0
is 'no element comes from a notice' "$(grep -ciE -e '<(img|b|i|u|svg/|iframe)[ />]' "$page")" 0
is 'one script, one style' "$(grep -cE '^<(script|style)' "$page")" 2
perl -MDigest::SHA=sha256_base64 -0777 -ne '
    for my $tag (qw(style script)) {
        my ($text) = m{<$tag[^>]*>(.*?)</$tag>}s or print "no $tag\n";
        my $hash = sha256_base64($text) . "=";
        print "$tag is not allowed\n" unless m{Content-Security-Policy[^>]*$tag-src .sha256-\Q$hash\E.};
    }
    print "inline style or handler\n" if m{<[a-z][^>]*\s(style|on[a-z]+)=}i' "$page" >"$tmp/got"
is 'the policy allows what is there' "$(cat "$tmp/got")" ''
is 'every element is closed' "$(perl -0777 -ne '
    s{<(style|script)[^>]*>.*?</\1>}{}gs;
    my @open;
    while (m{<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>}g) {
        next if $3 or $2 eq "meta";
        if ($1) { my $last = pop @open // ""; print "$last closed by $2\n" if $last ne $2 }
        else { push @open, $2 }
    }
    print "open: @open" if @open' "$page")" ''

# Contrast as WCAG 2.2 AA has it (1.4.3, 1.4.11): text 4.5, what pictures are made of 3
perl -0777 -ne '
    sub light { my $l = 0; my @w = (.2126, .7152, .0722);
        for (0..2) { my $c = hex(substr $_[0], 1 + 2 * $_, 2) / 255;
            $l += $w[$_] * ($c <= .04045 ? $c / 12.92 : (($c + .055) / 1.055) ** 2.4) }
        $l }
    sub contrast { my ($a, $b) = sort { $b <=> $a } map { light($_) } @_; ($a + .05) / ($b + .05) }
    my @themes = m{:root\s*\{(.*?)\}}gs;
    my %base;
    for my $n (0, 1) {
        my %c = $themes[$n] =~ m{--(\w+):\s*(\#[0-9a-f]{6})}g;
        for my $ground (qw(ground sheet)) {
            for my $ink (qw(ink dim accent)) {
                printf "theme %d: %s on %s %.2f\n", $n, $ink, $ground, contrast($c{$ink}, $c{$ground})
                    if contrast($c{$ink}, $c{$ground}) < 4.5 }
            for (0..5) {
                printf "theme %d: s%d on %s\n", $n, $_, $ground if contrast($c{"s$_"}, $c{$ground}) < 3 }
        }
        print "theme $n is not there\n" unless keys %c > 8;
    }' render/report.css >"$tmp/got"
is 'contrast' "$(cat "$tmp/got")" ''

done_testing
