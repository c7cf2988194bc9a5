/* Which calls count, and what happens at the chosen one. All settings come from the environment:
     FAULTS_BELOW   the folder whose files count
     FAULTS_AT      at which call it happens, from 1 on; 0 for never
     FAULTS_HOW     kill, torn, power, full, readonly, broken
     FAULTS_SEED    what chance does
     FAULTS_STORE   a folder on the same disk, for names that may come back
     FAULTS_TOTAL   the file to which the number of calls goes at the end */
#define _GNU_SOURCE
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct real real;
enum how how;
unsigned long at, calls;
uint32_t seed;
static const char *below;
static pthread_mutex_t one_at_a_time = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

uint32_t chance(void) {
  seed = seed * 1664525u + 1013904223u;
  return seed >> 8;
}

static void *next(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) {
    abort();
  }
  return found;
}

static enum how meant(const char *word) {
  static const char *words[] = {"", "kill", "torn", "power", "full", "readonly", "broken"};
  for (int n = 1; word && n < 7; n++) {
    if (!strcmp(word, words[n])) {
      return (enum how)n;
    }
  }
  return NOTHING;
}

static unsigned long number(const char *name) {
  const char *text = getenv(name);
  return text ? strtoul(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void) {
  real.pwrite64 = next("pwrite64");
  real.write = next("write");
  real.writev = next("writev");
  real.send = next("send");
  real.sendmsg = next("sendmsg");
  real.ftruncate64 = next("ftruncate64");
  real.fsync = next("fsync");
  real.fdatasync = next("fdatasync");
  real.rename = next("rename");
  real.unlink = next("unlink");
  real.unlinkat = next("unlinkat");
  real.mkdir = next("mkdir");
  real.rmdir = next("rmdir");
  real.open64 = next("open64");
  real.openat64 = next("openat64");
  below = getenv("FAULTS_BELOW");
  how = meant(getenv("FAULTS_HOW"));
  at = number("FAULTS_AT");
  seed = (uint32_t)number("FAULTS_SEED");
}

__attribute__((destructor)) static void end(void) {
  const char *total = getenv("FAULTS_TOTAL");
  FILE *out = total ? fopen(total, "w") : NULL;
  if (out) {
    fprintf(out, "%lu\n", calls);
    fclose(out);
  }
}

bool is_below(const char *path) { return below && path && !strncmp(path, below, strlen(below)); }

/* The whole path of a name in an open folder. */
const char *whole(int folder, const char *name, char *out) {
  if (name[0] == '/' || folder == AT_FDCWD) {
    return name;
  }
  char link[64], place[PATH_MAX / 2];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = readlink(link, place, sizeof place - 1);
  if (length < 0) {
    return name;
  }
  place[length] = 0;
  snprintf(out, PATH_MAX, "%s/%s", place, name);
  return out;
}

bool file_counts(int fd) {
  char path[PATH_MAX], link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) {
    return false;
  }
  path[length] = 0;
  return is_below(path);
}

bool is_network(int fd) {
  int family = 0;
  socklen_t size = sizeof family;
  return !getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &size) && (family == AF_INET || family == AF_INET6);
}

void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) {
    pause();
  }
}

/* One more call; 0 when it may go on, else its error. When the process ends here, it does not come back; half of a
   write is asked for by `half`. */
int counted(enum sort sort, bool *half) {
  calls++;
  if (at == 0 || calls < at) {
    return 0;
  }
  switch (how) {
  case KILL:
    die();
    break;
  case TORN:
    if (!half) {
      die();
    }
    *half = true;
    break;
  case POWER:
    power_goes_out();
    die();
    break;
  case FULL:
    return sort == GROWS ? ENOSPC : 0;
  case READ_ONLY:
    return EROFS;
  case BROKEN:
    return calls == at ? EIO : 0;
  case NOTHING:
    break;
  }
  return 0;
}

void enter(void) { pthread_mutex_lock(&one_at_a_time); }

ssize_t leave(ssize_t result) {
  int error = errno;
  pthread_mutex_unlock(&one_at_a_time);
  errno = error;
  return result;
}

ssize_t refused(int error) {
  errno = error;
  return leave(-1);
}
