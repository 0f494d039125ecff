#!/usr/bin/perl
# run.pl - how fast bounces is beside the floor, GMime itself (make bench)
#
# The samples are repeated to 20,000 messages, as files and as one mbox; in the mbox each has a
# Message-ID of its own. CPU time is user and system, of all processes; the programs take turns five
# times and the median counts.
use strict;
use warnings;
use File::Find;
use Time::HiRes qw(time);

my ($messages, $runs) = (20_000, 5);
my $folder = 'build/bench/mail';
my $mbox   = 'build/bench/mbox';
my $store  = 'build/bench/store.db';

my @samples;
find({ wanted => sub { push @samples, $_ if /\.eml$/ }, no_chdir => 1 }, 'samples');
@samples = sort @samples or die "no samples\n";
make_mail();

my @contests = (
    [ 'GMime construct alone',        'build/floor', '--construct', $folder ],
    [ 'floor: construct, walk, decode', 'build/floor', $folder ],
    [ 'analyze --format jsonl, files', './bounces', 'analyze', '--format', 'jsonl', $folder ],
    [ 'analyze --format jsonl, mbox',  './bounces', 'analyze', '--format', 'jsonl', $mbox ],
    [ 'import --dry-run, mbox',        './bounces', 'import', '--dry-run', $mbox ],
    [ 'import, mbox',                  './bounces', 'import', '--db', $store, $mbox ],
);

my @seconds = map { [] } @contests;
for (1 .. $runs) {
    for my $i (0 .. $#contests) {
        my ($name, @command) = @{ $contests[$i] };
        push @{ $seconds[$i] }, cpu_seconds(@command);
    }
}

my @median = map { median(@$_) } @seconds;
printf "%d messages (%d samples), CPU seconds, median of %d\n", $messages, scalar @samples, $runs;
printf "%-32s %8s %10s %10s\n", '', 'seconds', 'per second', 'floor = 1';
for my $i (0 .. $#contests) {
    printf "%-32s %8.2f %10.0f %10.2f\n", $contests[$i][0], $median[$i],
        $messages / $median[$i], $median[$i] / $median[1];
}
printf "floor beside construct alone: %.2f\n", $median[1] / $median[0];
printf "one .eml, from start to verdict: %.1f ms; true(1), which does nothing: %.1f ms\n",
    1000 * start_up('./bounces', $samples[0]), 1000 * start_up('true');
printf "import: peak memory, %7d messages: %5.1f MB\n", $_, peak_memory($_) / 1024
    for 1_000, 200_000;

sub make_mail {
    system('rm', '-rf', 'build/bench') == 0 && system('mkdir', '-p', $folder) == 0 or die;
    open my $out, '>', $mbox or die "$mbox: $!\n";
    for my $n (0 .. $messages - 1) {
        link $samples[ $n % @samples ], sprintf('%s/%05d.eml', $folder, $n) or die "link: $!\n";
    }
    write_mbox($out, $messages);
    close $out or die;
}

sub write_mbox {
    my ($out, $count) = @_;
    my @bytes = map { slurp($_) } @samples;
    for my $n (0 .. $count - 1) {
        my $mail = $bytes[ $n % @samples ];
        $mail =~ s/^(>*From )/>$1/mg;
        $mail =~ s/^(Message-ID:\s*<?)/$1$n./im;
        $mail .= "\n" unless $mail =~ /\n\z/;
        print $out "From MAILER-DAEMON Tue Nov 24 01:47:00 2026\n$mail\n";
    }
}

# Kilobytes, of the process that has most; the mbox comes by a pipe.
sub peak_memory {
    my ($count) = @_;
    my $figures = 'build/bench/figures';
    unlink glob "$store*";
    open my $out, '|-', 'tests/measure.py', $figures, 3600, './bounces', 'import', '--db', $store, '-'
        or die "measure.py: $!\n";
    write_mbox($out, $count);
    close $out or die "import ended with status $?\n";
    return (split ' ', slurp($figures))[1];
}

sub slurp {
    my ($path) = @_;
    open my $in, '<:raw', $path or die "$path: $!\n";
    local $/;
    return scalar <$in>;
}

sub cpu_seconds {
    my @command = @_;
    unlink glob "$store*";
    my (undef, undef, $user, $system) = times;
    run(@command);
    my (undef, undef, $user_after, $system_after) = times;
    return $user_after + $system_after - $user - $system;
}

sub run {
    my @command = @_;
    my $pid = fork // die "fork: $!\n";
    if (!$pid) {
        open STDOUT, '>', '/dev/null' or die;
        exec @command or die "$command[0]: $!\n";
    }
    waitpid $pid, 0;
    die "@command ended with status $?\n" if $?;
}

# Wall-clock time, median of 21.
sub start_up {
    my @command = @_;
    my @times;
    for (1 .. 21) {
        my $start = time;
        run(@command);
        push @times, time - $start;
    }
    return median(@times);
}

sub median {
    my @sorted = sort { $a <=> $b } @_;
    return $sorted[ @sorted / 2 ];
}
