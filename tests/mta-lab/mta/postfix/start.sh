# Postfix: MX delivery, short queue times, local delivery to ~/Maildir.
P=$ROOT/etc/postfix
cp "$P/master.cf.proto" "$P/master.cf"
# no chroot jail inside the chroot: it would need copies of resolv.conf & co.
sed -i -E 's/^([a-z]+ +(inet|unix) +[-n] +[-y] +)y /\1n /' "$P/master.cf"
cat > "$P/main.cf" <<'CF'
compatibility_level = 3.6
myhostname = mail.example.org
mydestination = mail.example.org, localhost
mynetworks = 127.0.0.0/8, 198.51.100.0/24
inet_protocols = ipv4
maillog_file = /var/log/mail.log
alias_maps = hash:/etc/aliases
alias_database = hash:/etc/aliases
recipient_delimiter = +
home_mailbox = Maildir/
smtputf8_enable = yes
smtp_tls_security_level = may
smtp_connect_timeout = 5s
smtp_host_lookup = dns, native
message_size_limit = 50000
hopcount_limit = 50
# seconds instead of days: first warning after 5 s, bounce after 20 s
queue_run_delay = 2s
minimal_backoff_time = 2s
maximal_backoff_time = 4s
delay_warning_time = 5s
maximal_queue_lifetime = 20s
bounce_queue_lifetime = 20s
smtp_destination_concurrency_failed_cohort_limit = 0
default_destination_concurrency_failed_cohort_limit = 0
in_flow_delay = 0
relocated_maps = inline:{ moved=new.address@elsewhere.example }
transport_maps = hash:/etc/postfix/transport
header_checks = regexp:/etc/postfix/header_checks
smtp_tls_policy_maps = inline:{ notls.example=encrypt }
virtual_alias_maps = pcre:/etc/postfix/senders
CF
# tagged senders (BATV, SRS) lead back to the address inside, as their makers' software does it
cat > "$P/senders" <<'CF'
/^prvs=[0-9a-f]+=(.+)$/ $1
/^SRS0=[^=]+=[^=]+=([^=]+)=([^@]+)@mail\.example\.org$/ $2@$1
CF
echo 'closed.example error:5.2.1 This domain was closed on 1 April. Ce domaine est ferme.' > "$P/transport"
echo '/^X-Lab-Refuse:/ REJECT Our policy refuses this kind of message' > "$P/header_checks"
cat > "$ROOT/etc/aliases" <<'CF'
postmaster: root
root: /dev/null
team: alice, bob
loop1: loop2
loop2: loop1
fwd: gmail-nosuchuser@gmail.example
cmdfail: "|/usr/local/lab/fail 69 mailbox handler: service is broken"
cmdtemp: "|/usr/local/lab/fail 75 try again later"
cmdsignal: "|kill -9 $$"
cmdmissing: "|/no/such/program"
include: :include:/etc/no-such-list
CF
in_root newaliases
in_root postmap /etc/postfix/transport
in_root useradd -m locked; mailbox_of locked; chown -R root "$ROOT/home/locked/Maildir"; chmod -R 700 "$ROOT/home/locked/Maildir"
in_root postfix start
wait_port 198.51.100.25 25
