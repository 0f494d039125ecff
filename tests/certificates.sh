# certificates.sh - an authority of a test's own, and what it signs; after lib.sh
# shellcheck shell=sh disable=SC2154
#
# make_authority makes $ca/ca.pem and ca.key. certificate WAY NAME DAYS makes $ca/WAY.pem and
# WAY.key for NAME, signed by the authority; by itself where WAY is selfsigned.

make_authority() {
    command -v openssl >/dev/null || skip_all 'no openssl to make certificates with'
    ca=$tmp/certificates
    mkdir "$ca"
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$ca/ca.key" -out "$ca/ca.pem" -days 30 \
        -subj '/CN=An Authority' 2>/dev/null
}

certificate() {
    echo "subjectAltName=DNS:$2" >"$ca/$1.ext"
    openssl req -newkey rsa:2048 -nodes -keyout "$ca/$1.key" -out "$ca/$1.csr" -subj "/CN=$2" \
        2>/dev/null
    if [ "$1" = selfsigned ]; then
        openssl x509 -req -in "$ca/$1.csr" -signkey "$ca/$1.key" -days "$3" -extfile "$ca/$1.ext" \
            -out "$ca/$1.pem"
    else
        openssl x509 -req -in "$ca/$1.csr" -CA "$ca/ca.pem" -CAkey "$ca/ca.key" -CAcreateserial \
            -days "$3" -extfile "$ca/$1.ext" -out "$ca/$1.pem"
    fi 2>/dev/null
}
