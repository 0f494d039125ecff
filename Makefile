# Makefile - GNU make; README.md tells what to type first.
#
#   make [all]       ./bounces               make check [SAN=1]    build and run all tests
#   make demo        judge the samples       make analyze          gcc, clang-tidy, cppcheck
#   make deps        what this needs         make format           and format-check
#   make install     PREFIX, DESTDIR         make regold           renew samples/*.json
#   make uninstall   the same                make samples          new notices from real servers
#   make dist        a tarball of HEAD       make bench cover po   speed, coverage, translations
#   make clean       forget build/           make fuzz             FUZZ_SECONDS=60
#   make check-imap      scans of Dovecot, Courier and Cyrus   make torture       kills imports and
#   make check-report    reports in Chromium, tmux, Prometheus                    scans, KILLS=100
#   make check-diagnose  name servers, Postfix's certificates  make bench-imap    beside a socket
#   make screenshots     README's pictures                     make bench-report  EVENTS=1000000

ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif

VERSION   := 0.1
PREFIX    ?= /usr/local
CFLAGS    ?= -O2 -g
LIBRARIES := gmime-3.0 libetpan gnutls libpcre2-8 sqlite3 gio-2.0 glib-2.0 jansson smartcols libseccomp \
             libcares libpsl

ROOMS     := base event mailbox parsers analyzer db scan diagnose render cli
SOURCES   := $(wildcard $(ROOMS:=/*.c))
UNITS     := $(wildcard tests/unit/*.c)
RULES     := $(wildcard rules/* db/*.sql render/*.css render/*.js)
CODE      := $(SOURCES) $(wildcard $(ROOMS:=/*.h) tests/*/*.[ch])
MAN       := $(wildcard man/*.[1-8])
UNITFILES := bounces-scan.service bounces-scan.timer
LANGUAGES := $(patsubst po/%.po,%,$(wildcard po/*.po))

# Each way of building has a folder of its own, and OUT=/elsewhere leaves ./bounces alone too.
KIND      := $(if $(SAN),san,$(if $(FUZZ),fuzz,$(if $(COVER),cover,$(if $(ANALYZER),analyzer))))
OUT       := build$(KIND:%=/%)
PROGRAM   := $(if $(filter build,$(OUT)),bounces,$(OUT)/bounces)
OBJECTS   := $(SOURCES:%.c=$(OUT)/%.o)
NETWORK   := $(PROGRAM)-network
TESTS     := $(UNITS:%.c=$(OUT)/%.t)
LIBRARY   := $(OUT)/rules.o $(OUT)/libbounces.a
CATALOGS  := $(LANGUAGES:%=$(OUT)/locale/%/LC_MESSAGES/bounces.mo)

WARNINGS  := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
             -Wcast-qual -Wformat=2 -Wundef -Wvla -Wconversion -Wno-sign-conversion
HARDENING := -fstack-protector-strong -D_FORTIFY_SOURCE=2
SANITIZE  := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
# Only FUZZ builds with clang, which takes the short initializers in libseccomp's macros for mistakes.
FLAGS     := -std=gnu11 -fPIE -I. $(WARNINGS) $(if $(filter true,$(CI)),-Werror) $(CFLAGS) \
             $(if $(KIND),,$(HARDENING)) $(if $(SAN),$(SANITIZE)) \
             $(if $(FUZZ),$(SANITIZE) -fsanitize=fuzzer-no-link -Wno-missing-field-initializers) \
             $(if $(COVER),-O0 --coverage) $(if $(ANALYZER),-fanalyzer) \
             $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null) $(CPPFLAGS)
# Debian's libetpan.pc brings flags of its own build, which undo -pie.
LIBS      := -pie -Wl,-z,relro,-z,now,--as-needed $(LDFLAGS) -letpan \
             $(shell pkg-config --libs $(filter-out libetpan,$(LIBRARIES)) 2>/dev/null)
ifdef FUZZ
CC        := clang
endif

.PHONY: all objects deps deps-dev deps-servers deps-report deps-imap demo check check-imap check-report \
        check-diagnose run-demo run-check run-check-imap run-check-diagnose analyze analyzed \
        format format-check regold samples screenshots bench bench-imap bench-report torture fuzz \
        run-fuzz cover po install uninstall dist clean FORCE
.DELETE_ON_ERROR:

all: $(PROGRAM) $(NETWORK) $(CATALOGS)
objects: $(OBJECTS)

# Building. What was made with other flags, sources or rules is stale.

# What the functions of handover.o stand for is in the library, and is linked into the other one.
$(PROGRAM): $(OUT)/cli/main.o $(OUT)/cli/handover.o $(LIBRARY)
$(NETWORK): $(OUT)/cli/main.o $(LIBRARY)
$(PROGRAM) $(NETWORK):
	$(CC) $(FLAGS) $^ $(LIBS) -o $@

$(OUT)/tests/unit/%.t: $(OUT)/tests/unit/%.o $(LIBRARY)
	$(CC) $(FLAGS) $^ $(LIBS) -o $@

$(OUT)/libbounces.a: $(filter-out %/cli/main.o %/cli/handover.o,$(OBJECTS)) $(OUT)/.files
	@rm -f $@
	$(AR) rcs $@ $(filter %.o,$^)

$(OUT)/%.o: %.c $(OUT)/.flags
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(DEFINES) -MMD -MP -c $< -o $@

$(OUT)/cli/%: DEFINES = -DVERSION='"$(VERSION)"' -DLOCALEDIR='"$(PREFIX)/share/locale"' \
	-DLIBEXECDIR='"$(PREFIX)/libexec/bounces"'
$(filter $(OUT)/cli/%,$(OBJECTS)): $(OUT)/.place

# rules/*, db/*.sql and what render/ has for pages become GResources below /org/bounces; their object registers itself.
$(OUT)/rules.o: $(OUT)/rules.c $(OUT)/.flags
	$(CC) $(FLAGS) -w -c $< -o $@

$(OUT)/rules.c: $(OUT)/rules.xml $(RULES)
	glib-compile-resources --generate-source --internal --c-name bounces_rules --target=$@ $<

$(OUT)/rules.xml: $(OUT)/.files
	@printf '%s\n' '<gresources><gresource prefix="/org/bounces">' \
		$(RULES:%='<file>%</file>') '</gresource></gresources>' >$@

$(OUT)/locale/%/LC_MESSAGES/bounces.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

# These files tell what things were made with, and are touched only when that changes.
$(OUT)/.flags: CONTENTS = $(CC) $(FLAGS)
$(OUT)/.place: CONTENTS = $(VERSION) $(PREFIX)
$(OUT)/.files: CONTENTS = $(SOURCES) $(RULES)
$(OUT)/.flags $(OUT)/.place $(OUT)/.files: FORCE
	@mkdir -p $(@D)
	@echo "$(CONTENTS)" | cmp -s - $@ || echo "$(CONTENTS)" >$@

-include $(OBJECTS:.o=.d) $(TESTS:.t=.d) $(OUT)/tests/imap/client.d

# Trying and testing. deps does nothing where nothing is missing; then make looks again.

deps:
	@tests/deps.sh build $(LIBRARIES)

deps-dev: deps
	@tests/deps.sh dev

deps-servers: deps
	@tests/deps.sh servers

deps-report: deps
	@tests/deps.sh report

# The roots of check-imap, which makes them by itself; but it takes minutes, and others need not wait.
deps-imap: deps
	@tests/imap/lab.sh --build

demo check check-imap check-diagnose fuzz: deps
	@$(MAKE) -s --no-print-directory run-$@

run-demo: all
	@tests/demo.sh

run-check: all $(TESTS) $(OUT)/imapclient $(OUT)/bounces.pot
	@BOUNCES=$(abspath $(PROGRAM)) OUT=$(OUT) CHECK_SAN=$(SAN) \
		prove -e '' -j 2 $(PROVE_FLAGS) tests/*.t $(TESTS) :: --tap

# The same mail on three servers, which deps-imap has built into build/mta-lab.
run-check-imap: all $(OUT)/imapclient
	@BOUNCES=$(abspath $(PROGRAM)) OUT=$(OUT) tests/imap/lab.sh

# In a browser, on terminals, by Postfix and Prometheus.
check-report: deps-report
	@$(MAKE) -s --no-print-directory all
	@BOUNCES=$(abspath $(PROGRAM)) tests/report/run.sh

# No part of it is skipped: what is missing, make deps-servers installs.
DIAGNOSE_TESTS := $(filter $(OUT)/tests/unit/diagnos%.t $(OUT)/tests/unit/spf.t,$(TESTS))
run-check-diagnose: all $(DIAGNOSE_TESTS)
	@BOUNCES=$(abspath $(PROGRAM)) OUT=$(OUT) CHECK_SAN=$(SAN) CHECK_WHOLE=1 \
		prove -e '' -j 2 $(PROVE_FLAGS) tests/diagnose*.t $(DIAGNOSE_TESTS) :: --tap

# The pictures of README.md, which are committed: 150 KB each at most.
screenshots: deps-report
	@$(MAKE) -s --no-print-directory all
	@tests/report/screenshots.py $(PROGRAM) doc

run-fuzz: deps-dev
	@$(MAKE) -s --no-print-directory FUZZ=1 build/fuzz/notice build/fuzz/records
	@tests/fuzz/run.sh build/fuzz/notice $(or $(FUZZ_SECONDS),60)
	@tests/fuzz/run.sh build/fuzz/records $(or $(FUZZ_SECONDS),60)

build/fuzz/notice build/fuzz/records: build/fuzz/%: $(OUT)/tests/fuzz/%.o $(LIBRARY)
	$(CC) $(FLAGS) -fsanitize=fuzzer $^ $(LIBS) -o $@

bench: deps
	@$(MAKE) -s --no-print-directory all build/floor
	@tests/bench/run.pl

bench-imap: deps
	@$(MAKE) -s --no-print-directory all
	@BOUNCES=$(abspath $(PROGRAM)) tests/bench/imap.sh

# What reports take on a store of a million events, or EVENTS.
bench-report: deps
	@$(MAKE) -s --no-print-directory all
	@tests/bench/report.sh

torture: deps
	@$(MAKE) -s --no-print-directory all
	@BOUNCES=$(abspath $(PROGRAM)) tests/torture/import.sh $(or $(KILLS),100)
	@BOUNCES=$(abspath $(PROGRAM)) tests/torture/scan.sh $(or $(KILLS),200)

build/floor: $(OUT)/tests/bench/floor.o
	$(CC) $(FLAGS) $^ $(LIBS) -o $@

# What tests/imap*.t read mail with: the driver alone.
$(OUT)/imapclient: $(OUT)/tests/imap/client.o $(LIBRARY)
	$(CC) $(FLAGS) $^ $(LIBS) -o $@

cover:
	@$(MAKE) -s --no-print-directory check COVER=1
	@tests/cover.sh build/cover

analyze: deps-dev
	@$(MAKE) -s --no-print-directory --keep-going ANALYZER=1 CI=true analyzed
	@cppcheck --quiet --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
		--library=gtk '-DG_DEFINE_QUARK(a,b)=' $(SOURCES)

analyzed: $(OBJECTS:.o=.tidy)

$(OUT)/%.tidy: %.c $(OUT)/%.o .clang-tidy
	clang-tidy --quiet $< -- $(filter-out -fanalyzer,$(FLAGS)) $(DEFINES) 2>/dev/null
	@touch $@

format: deps-dev
	@clang-format -i $(CODE)

format-check: deps-dev
	@clang-format --dry-run -Werror $(CODE)

regold: all
	@tests/regold.sh

samples:
	@tests/mta-lab/samples.sh

# Neither places in the code nor the time are kept in them: both change with every commit, everywhere.
po: $(OUT)/bounces.pot
	@for po in po/*.po; do msgmerge --quiet --update --no-location --backup=none $$po $<; done

$(OUT)/bounces.pot: $(SOURCES)
	@mkdir -p $(@D)
	@xgettext --from-code=UTF-8 --no-location -k_ -kN_ -kngettext:1,2 -kNP_:1,2 -kC_:1c,2 -kNC_:1c,2 \
		-o - $^ | sed '/^"POT-Creation-Date:/d' >$@

# Installing.

PLACE = $(DESTDIR)$(PREFIX)
COMPLETION = share/bash-completion/completions/bounces

install: all
	install -D -m 755 $(PROGRAM) $(PLACE)/bin/bounces
	install -D -m 755 $(NETWORK) $(PLACE)/libexec/bounces/bounces-network
	@for page in $(MAN); do \
		install -D -m 644 $$page $(PLACE)/share/man/man$${page##*.}/$${page##*/}; done
	@for l in $(LANGUAGES); do \
		f=locale/$$l/LC_MESSAGES/bounces.mo; install -D -m 644 $(OUT)/$$f $(PLACE)/share/$$f; done
	@install -D -m 644 packaging/crontab $(PLACE)/share/doc/bounces/crontab
	@install -D -m 644 packaging/bounces.sysusers $(PLACE)/lib/sysusers.d/bounces.conf
	@install -D -m 644 packaging/bounces.bash-completion $(PLACE)/$(COMPLETION)
	@install -d $(PLACE)/lib/systemd/system
	@for unit in $(UNITFILES); do \
		sed 's,@PREFIX@,$(PREFIX),' packaging/$$unit >$(PLACE)/lib/systemd/system/$$unit; done

uninstall:
	rm -f $(UNITFILES:%=$(PLACE)/lib/systemd/system/%) $(PLACE)/lib/sysusers.d/bounces.conf \
		$(PLACE)/share/doc/bounces/crontab $(PLACE)/$(COMPLETION)
	rm -f $(PLACE)/bin/bounces $(PLACE)/libexec/bounces/bounces-network
	rm -f $(LANGUAGES:%=$(PLACE)/share/locale/%/LC_MESSAGES/bounces.mo) \
		$(foreach page,$(MAN),$(PLACE)/share/man/man$(subst .,,$(suffix $(page)))/$(notdir $(page)))

dist:
	@mkdir -p build
	git archive --prefix=bounces-$(VERSION)/ HEAD | gzip -n >build/bounces-$(VERSION).tar.gz

clean:
	rm -rf build bounces bounces-network
