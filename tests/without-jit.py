#!/usr/bin/env python3
"""without-jit.py PROGRAM [ARGUMENT]... - runs a program that can make no memory executable

As systemd's MemoryDenyWriteExecute= does it: a filter of system calls refuses memory that is both
writable and executable, and making any executable later.
"""

import ctypes
import os
import sys

ALLOW, ERRNO_EPERM = 0x7FFF0000, 0x00050001
MASKED_EQ = 7
PROT_WRITE, PROT_EXEC = 2, 4
MAP_PRIVATE_ANONYMOUS = 0x22


class Condition(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int),
                ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


seccomp = ctypes.CDLL("libseccomp.so.2")
seccomp.seccomp_init.restype = ctypes.c_void_p
seccomp.seccomp_rule_add_array.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int,
                                           ctypes.c_uint, ctypes.POINTER(Condition)]
seccomp.seccomp_load.argtypes = [ctypes.c_void_p]

both = PROT_WRITE | PROT_EXEC
rules = seccomp.seccomp_init(ALLOW)
for call, mask in ((b"mmap", both), (b"mprotect", PROT_EXEC), (b"pkey_mprotect", PROT_EXEC)):
    number = seccomp.seccomp_syscall_resolve_name(call)
    condition = Condition(2, MASKED_EQ, mask, mask)
    if seccomp.seccomp_rule_add_array(rules, ERRNO_EPERM, number, 1, ctypes.byref(condition)):
        sys.exit("there is no rule for " + call.decode())
if seccomp.seccomp_load(rules):
    sys.exit("the kernel takes no system call filter")

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
if libc.mmap(None, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE_ANONYMOUS, -1,
             ctypes.c_long(0)) != ctypes.c_void_p(-1).value:
    sys.exit("the filter does not hold")
os.execvp(sys.argv[1], sys.argv[1:])
