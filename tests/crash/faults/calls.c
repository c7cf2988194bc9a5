/* The calls that are counted: each asks the plan whether it may go on. */
#define _GNU_SOURCE
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/* How long an answer is waited for before the process ends without it. */
enum { ANSWER_MS = 500 };

/* Only the calls are seen by the program. */
#pragma GCC visibility push(default)

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  if (!file_counts(fd)) {
    return real.pwrite64(fd, bytes, length, offset);
  }
  enter();
  bool half = false;
  int error = counted(GROWS, &half);
  if (error) {
    return refused(error);
  }
  if (how == POWER) {
    power_writes(fd, length, offset);
  }
  if (half) {
    real.pwrite64(fd, bytes, length / 2, offset);
    die();
  }
  return leave(real.pwrite64(fd, bytes, length, offset));
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

/* The process ends when the answer is there and nobody has heard it, or before anything was asked. */
static void asks(int fd, ssize_t (*ask)(int, const void *, size_t), const void *what, size_t many) {
  enter();
  calls++;
  if (at == 0 || calls != at || (how != KILL && how != TORN && how != POWER)) {
    leave(0);
    return;
  }
  if (how != POWER && seed % 2) {
    ask(fd, what, many);
    struct pollfd answer = {.fd = fd, .events = POLLIN};
    poll(&answer, 1, ANSWER_MS);
  }
  if (how == POWER) {
    power_goes_out();
  }
  die();
}

static ssize_t ask_send(int fd, const void *what, size_t many) { return real.send(fd, what, many, MSG_NOSIGNAL); }
static ssize_t ask_writev(int fd, const void *what, size_t many) { return real.writev(fd, what, (int)many); }
static ssize_t ask_sendmsg(int fd, const void *what, size_t many) { return real.sendmsg(fd, what, (int)many); }

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!file_counts(fd)) {
    return real.write(fd, bytes, length);
  }
  enter();
  bool half = false;
  int error = counted(GROWS, &half);
  if (error) {
    return refused(error);
  }
  if (how == POWER) {
    power_writes(fd, length, lseek64(fd, 0, SEEK_CUR));
  }
  if (half) {
    real.write(fd, bytes, length / 2);
    die();
  }
  return leave(real.write(fd, bytes, length));
}

ssize_t writev(int fd, const struct iovec *parts, int many) {
  if (is_network(fd)) {
    asks(fd, ask_writev, parts, (size_t)many);
  }
  return real.writev(fd, parts, many);
}

ssize_t send(int fd, const void *bytes, size_t length, int flags) {
  if (is_network(fd)) {
    asks(fd, ask_send, bytes, length);
  }
  return real.send(fd, bytes, length, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  if (is_network(fd)) {
    asks(fd, ask_sendmsg, message, (size_t)flags);
  }
  return real.sendmsg(fd, message, flags);
}

int ftruncate64(int fd, off64_t length) {
  if (!file_counts(fd)) {
    return real.ftruncate64(fd, length);
  }
  enter();
  int error = counted(CHANGES, NULL);
  if (error) {
    return (int)refused(error);
  }
  if (how == POWER) {
    power_truncates(fd, length);
  }
  return (int)leave(real.ftruncate64(fd, length));
}

static int syncs(int fd, int (*sync)(int)) {
  if (!file_counts(fd)) {
    return sync(fd);
  }
  enter();
  int error = counted(SYNCS, NULL);
  if (error) {
    return (int)refused(error);
  }
  int done = sync(fd);
  if (how == POWER && !done) {
    power_synced(fd);
  }
  return (int)leave(done);
}

int fsync(int fd) { return syncs(fd, real.fsync); }
int fdatasync(int fd) { return syncs(fd, real.fdatasync); }

int rename(const char *from, const char *to) {
  if (!is_below(to)) {
    return real.rename(from, to);
  }
  enter();
  int error = counted(CHANGES, NULL);
  if (error) {
    return (int)refused(error);
  }
  if (how == POWER) {
    power_renames(from, to);
  }
  return (int)leave(real.rename(from, to));
}

int unlinkat(int folder, const char *name, int flags) {
  char place[PATH_MAX];
  const char *path = whole(folder, name, place);
  if (!is_below(path)) {
    return real.unlinkat(folder, name, flags);
  }
  enter();
  int error = counted(CHANGES, NULL);
  if (error) {
    return (int)refused(error);
  }
  if (how == POWER && !access(path, F_OK)) {
    power_removes(path, flags & AT_REMOVEDIR);
  }
  return (int)leave(real.unlinkat(folder, name, flags));
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdir(const char *path, mode_t mode) {
  if (!is_below(path) || !access(path, F_OK)) {
    return real.mkdir(path, mode);
  }
  enter();
  int error = counted(GROWS, NULL);
  if (error) {
    return (int)refused(error);
  }
  int made = real.mkdir(path, mode);
  if (how == POWER && !made) {
    power_makes(path);
  }
  return (int)leave(made);
}

int openat64(int folder, const char *name, int flags, ...) {
  mode_t mode = 0;
  if (flags & O_CREAT) {
    va_list more;
    va_start(more, flags);
    mode = va_arg(more, mode_t);
    va_end(more);
  }
  char place[PATH_MAX];
  const char *path = whole(folder, name, place);
  if (!is_below(path)) {
    return real.openat64(folder, name, flags, mode);
  }
  bool there = !access(path, F_OK);
  bool makes = (flags & O_CREAT) && !there, empties = (flags & O_TRUNC) && there;
  if (!makes && !empties) {
    /* Opening to write changes nothing; a disk that cannot be written refuses it all the same. */
    if (how == READ_ONLY && at && calls + 1 >= at && (flags & O_ACCMODE) != O_RDONLY && !(flags & O_DIRECTORY)) {
      errno = EROFS;
      return -1;
    }
    return real.openat64(folder, name, flags, mode);
  }
  enter();
  int error = counted(makes ? GROWS : CHANGES, NULL);
  if (error) {
    return (int)refused(error);
  }
  if (how == POWER && empties) {
    power_empties(path);
  }
  int fd = real.openat64(folder, name, flags, mode);
  if (how == POWER && makes && fd >= 0) {
    power_makes(path);
  }
  return (int)leave(fd);
}

#define OPENS(name)                                                                                                    \
  int name(const char *path, int flags, ...) {                                                                         \
    mode_t mode = 0;                                                                                                   \
    if (flags & O_CREAT) {                                                                                             \
      va_list more;                                                                                                    \
      va_start(more, flags);                                                                                           \
      mode = va_arg(more, mode_t);                                                                                     \
      va_end(more);                                                                                                    \
    }                                                                                                                  \
    return openat64(AT_FDCWD, path, flags, mode);                                                                      \
  }
OPENS(open64)
OPENS(open)

#pragma GCC visibility pop
