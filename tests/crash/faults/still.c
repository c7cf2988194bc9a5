/* Everything stands still. A computer that goes out stops every thread at once, while the faulty layer needs a moment to
   undo what was not synced. A thread that ran on would write into files that are undone already, or read from the
   memory-mapped end of one that was cut (SIGBUS). So all others are stopped first, by a signal that never ends. */
#define _GNU_SOURCE
#include "faults.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST = 1024 };

static _Atomic pid_t still[MOST];
static atomic_size_t many;

static void stand(int sent) {
  (void)sent;
  size_t place = atomic_fetch_add(&many, 1);
  if (place >= MOST) {
    abort();
  }
  atomic_store(&still[place], gettid());
  for (;;) {
    pause();
  }
}

static bool stands(pid_t thread) {
  for (size_t n = 0; n < MOST && n < atomic_load(&many); n++) {
    if (atomic_load(&still[n]) == thread) {
      return true;
    }
  }
  return false;
}

void all_stand_still(void) {
  /* One that no thread of the program waits for or keeps away. */
  int stop = SIGRTMAX - 1;
  struct sigaction stands_there = {.sa_handler = stand};
  sigfillset(&stands_there.sa_mask);
  /* Opened before anybody stands: afterwards nothing may be allocated, since one who stands may hold that lock. */
  DIR *threads = opendir("/proc/self/task");
  if (!threads || sigaction(stop, &stands_there, NULL)) {
    abort();
  }
  /* Looked at again until a whole round found nobody who moves: some end meanwhile, some begin. A thread that was asked
     once and has not stood yet is asked once more, which it does not see, since it stands with all signals kept away. */
  for (bool moves = true; moves;) {
    moves = false;
    rewinddir(threads);
    for (struct dirent *one; (one = readdir(threads));) {
      pid_t thread = (pid_t)atoi(one->d_name);
      if (thread > 0 && thread != gettid() && !stands(thread)) {
        moves = true;
        if (syscall(SYS_tgkill, getpid(), thread, stop) && errno != ESRCH && errno != EAGAIN) {
          abort();
        }
      }
    }
    if (moves) {
      usleep(100);
    }
  }
}
