#!/bin/sh
# config.t - what is wrong in the settings is told with its name, and passwords stay hidden
. "${0%/*}/lib.sh"

export XDG_DATA_HOME="$tmp/data"
a_notice user@example.net '550 5.1.1 User unknown' >"$tmp/notice.eml"
settings=$tmp/settings

# with LINE... - settings of these lines
with() {
    printf '%s\n' "$@" >"$settings"
    chmod 600 "$settings"
    bounces import --config "$settings" "$tmp/notice.eml"
}

# refused LINE MESSAGE - the settings are, for what stands in that line
refused() {
    exits 2
    complains "bounces: $settings, line $1: $2"
}

# account LINE... - settings of an account that has what it needs, and these lines
account() {
    with '[account ovh]' 'provider = ovh' 'user = postmaster@example.org' 'password = Hush' "$@"
}

# Names

with '[store]' 'colour = red'
refused 2 'there is no key colour in [store]'
with '[store]' 'databse = /x'
refused 2 'there is no key databse in [store]; did you mean database?'
with '[shop]' 'database = /x'
refused 1 'there is no group [shop]'
with '[stor]' 'database = /x'
refused 1 'there is no group [stor]; did you mean [store]?'
account 'folder = INBOX'
refused 5 'there is no key folder in [account ovh]; did you mean folders?'
with '[account]' 'provider = ovh'
refused 1 '[account] must be [account NAME]'
with '[account ../x]' 'provider = ovh'
refused 1 '[account ../x] must be [account NAME]'

# Values: setting | line that is at fault: the fifth, or the group's first | message
while IFS='|' read -r setting line message; do
    account "$setting"
    refused "$line" "$message"
done <<'END'
provider = ovhh|5|provider in [account ovh] is "ovhh", not a provider that bounces knows; did you mean ovh?
provider = nobody|5|provider in [account ovh] is "nobody", not a provider that bounces knows
host = imap example|5|host in [account ovh] is "imap example", not the name of a host
host = imap://imap.example.net|5|host in [account ovh] is "imap://imap.example.net", not the name of a host
port = 0|5|port in [account ovh] is "0", not a number from 1 to 65535
port = 99999|5|port in [account ovh] is "99999", not a number from 1 to 65535
security = ssl|5|security in [account ovh] is "ssl", not tls, starttls or none
security = none|1|[account ovh] has security none, which would show the password to others
user =|5|user in [account ovh] is "", not a name on one line
ca-file = ca.pem|5|ca-file in [account ovh] is "ca.pem", not a path that begins with a slash
folders =|5|folders in [account ovh] is "", not names of folders, split by semicolons
after = delete|5|after in [account ovh] is "delete", not keep, flag or move FOLDER
after = move|5|after in [account ovh] is "move", not keep, flag or move FOLDER
after-bounce = trash|5|after-bounce in [account ovh] is "trash", not keep, flag or move FOLDER
after-other = flag|5|there is no key after-other in [account ovh]
mailbox = maildir:/x|1|[account ovh] has a mailbox of its own on this machine, and words for a server
mailbox = pop3:/x|5|mailbox in [account ovh] is "pop3:/x", not maildir: or mbox: and a path
mailbox = maildir:x|5|mailbox in [account ovh] is "maildir:x", not maildir: or mbox: and a path
password-file = /x|5|[account ovh] has both password and password-file; one of them is enough
password-command = echo Hush2|5|[account ovh] has both password and password-command; one of them
END

# What is missing

with '[account a]' 'user = u' 'password = Hush'
refused 1 '[account a] lacks provider, host or mailbox'
with '[account a]' 'provider = ovh' 'password = Hush'
refused 1 '[account a] lacks user'
with '[account a]' 'provider = ovh' 'user = u'
refused 1 '[account a] lacks one of password, password-file,'
with '[account a]' 'provider = microsoft365' 'user = u' 'password = Hush'
refused 1 '[account a] needs token-command: this provider takes no password any more'
with '[account a]' 'mailbox = maildir:/x' 'after = flag'
refused 1 '[account a] wants notices flagged or moved: that is done on IMAP servers only'

# Passwords

# shape LINE - a secret of another shape than it should have is refused, and not shown
shape() {
    with '[account a]' 'provider = ovh' 'user = u' "$1"
    exits 2
    complains " in [account a] is not a"
    ok "$1: is not shown" not grep -q Hush "$tmp/err"
}
shape 'password = Hush\nHush'
shape 'password-command ='
shape 'token-command = ;Hush'
shape "$(printf 'password = Hush\351')"

# What is no setting at all

nonsense='settings are lines of "key = value" below a [group], and comments begin with #'
with '# mine' '' '[account a]' 'provider = ovh' 'user = u' 'password Hush'
refused 6 "$nonsense"
ok 'nor is what is perhaps a password' not grep -q Hush "$tmp/err"
with 'provider = ovh'
exits 2
complains "bounces: $settings: $nonsense"

account 'password-command = echo;Hush2'
ok 'no password is shown' not grep -q Hush "$tmp/err"

# open_to MODE - settings with a password that MODE shows to others
open_to() {
    account
    exits 0
    chmod "$1" "$settings"
    bounces import --config "$settings" "$tmp/notice.eml"
    exits 2
    complains "bounces: $settings: has a password in it, and others may read it: chmod 600 $settings"
}
open_to 640
open_to 604

with '[account a]' 'provider = ovh' 'user = u' 'password-file = /etc/bounces/password'
chmod 644 "$settings"
bounces_ok import --config "$settings" "$tmp/notice.eml"

# What is right

while read -r line; do
    account "$line"
    exits 0
    quiet
done <<'END'
host = imap.example.net
port = 1993
security = starttls
folders = INBOX;Indésirables;A\;B
after = move Traités
after-auto-reply = keep
END
with '[account a]' 'host = 127.0.0.1' 'security = none' 'user = u' 'password = Hush'
exits 0
with '[account a]' 'mailbox = maildir:/var/mail/bounces' '[account b]' 'mailbox = mbox:/var/mail/b'
exits 0

done_testing
