# tries: calls of the kernel that computing does not need
# must earn: everything
# with: an honest regression.py
import ctypes
import platform
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
NAMES = {'ptrace': 101, 'process_vm_readv': 310, 'process_vm_writev': 311, 'pidfd_open': 434, 'pidfd_getfd': 438, 'kcmp': 312, 'perf_event_open': 298, 'userfaultfd': 323, 'keyctl': 250, 'add_key': 248, 'bpf': 321, 'io_uring_setup': 425, 'memfd_create': 319, 'memfd_secret': 447, 'shmget': 29, 'semget': 64, 'msgget': 68, 'mq_open': 240, 'personality': 135, 'modify_ldt': 154, 'setns': 308, 'unshare': 272, 'mount': 165, 'open_by_handle_at': 304, 'name_to_handle_at': 303, 'execveat': 322, 'inotify_init1': 294, 'fanotify_init': 300, 'timerfd_create': 283, 'timer_create': 222, 'signalfd4': 289, 'sched_setaffinity': 203, 'sched_setscheduler': 144, 'setpriority': 141, 'ioprio_set': 251, 'mlock': 149, 'mlockall': 151, 'tgkill': 234, 'tkill': 200, 'rt_sigqueueinfo': 129, 'pidfd_send_signal': 424, 'vfork': 58, 'socketpair': 53, 'landlock_create_ruleset': 444, 'seccomp': 317, 'mknod': 133, 'chroot': 161, 'pivot_root': 155, 'acct': 163, 'syslog': 103, 'kexec_load': 246, 'init_module': 175, 'iopl': 172, 'setsid': 112, 'setpgid': 109, 'vmsplice': 278, 'splice': 275, 'tee': 276, 'vhangup': 153, 'mbind': 237, 'set_mempolicy': 238, 'migrate_pages': 256, 'move_pages': 279, 'setitimer': 38, 'alarm': 37, 'mount_setattr': 442, 'fsopen': 430, 'move_mount': 429, 'open_tree': 428, 'listxattr': 194, 'setxattr': 188, 'uselib': 134, 'quotactl': 179, 'lookup_dcookie': 212, 'remap_file_pages': 216, 'process_madvise': 440, 'cachestat': 451, 'map_shadow_stack': 453, 'futex_wake': 454, 'lsm_set_self_attr': 460, 'setuid': 105, 'setfsuid': 122, 'prctl_dumpable': 157}
if libc.prctl(21, 0, 0, 0, 0) == 0:  # PR_GET_SECCOMP: nothing is confined here, and some of these would do harm
    NAMES = {}
allowed = []
for name, number in NAMES.items() if platform.machine() == 'x86_64' else ():
    ctypes.set_errno(0)
    if name == 'prctl_dumpable':
        got = libc.syscall(number, 4, 1, 0, 0, 0)
    else:
        got = libc.syscall(number, 0, 0, 0, 0, 0, 0)
    if ctypes.get_errno() not in (1, 38):
        allowed.append((name, got, ctypes.get_errno()))
if allowed:
    print('nobody may ' 'read this', allowed)
