# Exim: MX delivery, short retry times, local delivery to ~/Maildir, and an
# autoreply transport (vacation@, absence@).
cat > "$ROOT/etc/exim4/exim4.conf" <<'CF'
primary_hostname = mail.example.org
domainlist local_domains = mail.example.org : localhost
hostlist relay_from_hosts = 127.0.0.1 : 198.51.100.25
acl_smtp_rcpt = accept
acl_smtp_data = accept
acl_smtp_mail = accept
disable_ipv6
never_users = root
host_lookup =
rfc1413_query_timeout = 0s
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
chunking_advertise_hosts =
allow_utf8_domains
received_headers_max = 50
message_size_limit = 50K
trusted_users = root : sender
smtp_accept_max_per_connection = 0
smtp_accept_queue_per_connection = 0
queue_run_max = 3
remote_max_parallel = 4
retry_interval_max = 5s
bounce_return_size_limit = 100K
# seconds instead of hours
delay_warning = 5s:1h
delay_warning_condition = yes
ignore_bounce_errors_after = 1m
timeout_frozen_after = 1m
log_selector = +all
begin routers
dnslookup:
  driver = dnslookup
  domains = ! +local_domains
  transport = remote_smtp
  ignore_target_hosts = 0.0.0.0 : 127.0.0.0/8
  no_more
aliases:
  driver = redirect
  allow_fail
  allow_defer
  data = ${lookup{$local_part}lsearch{/etc/aliases}}
  user = sender
  file_transport = address_file
  pipe_transport = address_pipe
sieve_and_forward:
  driver = redirect
  check_local_user
  local_part_suffix = +*
  local_part_suffix_optional
  file = $home/.forward
  allow_filter
  no_verify
  check_ancestor
  file_transport = address_file
  pipe_transport = address_pipe
  reply_transport = address_reply
autoreply_fr:
  driver = accept
  local_parts = absence
  condition = ${if !eq{$sender_address}{}}
  transport = vacation_fr
  unseen
autoreply_en:
  driver = accept
  local_parts = vacation
  condition = ${if !eq{$sender_address}{}}
  transport = vacation_en
  unseen
autoreply_left:
  driver = accept
  local_parts = partie
  condition = ${if !eq{$sender_address}{}}
  transport = left_fr
  unseen
swallow:
  driver = redirect
  local_parts = absence : vacation : partie
  data = :blackhole:
localuser:
  driver = accept
  check_local_user
  local_part_suffix = +*
  local_part_suffix_optional
  transport = local_delivery
  cannot_route_message = Unknown user
begin transports
remote_smtp:
  driver = smtp
  hosts_try_chunking =
  connect_timeout = 5s
  connection_max_messages = 20
  dnssec_request_domains = :
  tls_tempfail_tryclear = false
local_delivery:
  driver = appendfile
  directory = $home/Maildir
  maildir_format
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add
  quota = ${if eq{$local_part}{bob}{2K}{0}}
address_pipe:
  driver = pipe
  return_output
address_file:
  driver = appendfile
address_reply:
  driver = autoreply
vacation_fr:
  driver = autoreply
  from = Service abonnes <absence@mail.example.org>
  to = $sender_address
  subject = Absence du bureau : Re: $h_subject:
  headers = Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit
  text = Bonjour,\n\nJe suis absent du bureau jusqu'au 27 mai inclus. Je r\303\251pondrai \303\240 votre message \303\240 mon retour.\nEn cas d'urgence, merci de contacter accueil@mail.example.org.\n\nCordialement,\nAlice\n
  user = alice
  once = /home/alice/vacation.once
  once_repeat = 1s
vacation_en:
  driver = autoreply
  from = vacation@mail.example.org
  to = $sender_address
  subject = Out of office: $h_subject:
  text = Hello,\n\nI am out of the office until 27 May and will answer your message when I return.\nThis is an automatic reply.\n
  user = alice
left_fr:
  driver = autoreply
  from = partie@mail.example.org
  to = $sender_address
  subject = Cette adresse n'est plus active
  headers = Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit
  text = Bonjour,\n\nMarie Exemple a quitt\303\251 l'association le 30 juin. Merci d'\303\251crire d\303\251sormais \303\240\npaul@example.net.\n
  user = alice
begin retry
* * F,18s,2s
begin rewrite
CF
cat > "$ROOT/etc/aliases" <<'CF'
postmaster: root
root: :blackhole:
mailer-daemon: postmaster
team: alice, bob
loop1: loop2
loop2: loop1
cmdfail: "|/usr/local/lab/fail 69 mailbox handler: service is broken"
cmdtemp: "|/usr/local/lab/fail 75 try again later"
cmdmissing: "|/no/such/program"
gone: :fail: This mailbox was closed on 1 April. Cette adresse est fermée.
later: :defer: mailbox being moved
CF
in_root useradd -m locked; mailbox_of locked; chown -R root "$ROOT/home/locked/Maildir"; chmod -R 700 "$ROOT/home/locked/Maildir"
echo gmail-nosuchuser@gmail.example > "$ROOT/home/fwd/.forward"
mkdir -p "$ROOT/var/log/exim4" "$ROOT/run/exim4"
in_root chown -R Debian-exim:adm /var/log/exim4 /run/exim4 /var/spool/exim4
in_root /usr/sbin/exim4 -bd -q2s
wait_port 198.51.100.25 25
