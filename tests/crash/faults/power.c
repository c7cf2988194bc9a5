/* The computer goes out. What the program wrote and did not sync is undone again, all of it or by chance some of
   it, down to the sector; names that it made, changed or removed since anything was last synced are undone from
   the newest on, as a journaling file system loses them. A sync of any file keeps every name made before it. */
#define _GNU_SOURCE
#include "faults.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST = 1 << 16, SECTOR = 512 };

enum kind { DATA, MADE, RENAMED, REMOVED, REMOVED_FOLDER };

/* One step back. */
struct step {
  enum kind kind;
  bool synced;
  /* DATA: which file, kept open, since closing it would drop the program's locks. */
  int fd;
  dev_t device;
  ino_t inode;
  off64_t at;
  size_t length; /* bytes that were written */
  char *before;  /* what was there of them */
  size_t known;
  off64_t size; /* of the file before */
  /* names */
  char path[PATH_MAX], other[PATH_MAX], saved[PATH_MAX];
};

static struct step *steps[MOST];
static size_t taken;

static struct step *take(enum kind kind) {
  if (taken == MOST) {
    abort();
  }
  struct step *step = calloc(1, sizeof *step);
  if (!step) {
    abort();
  }
  step->kind = kind;
  steps[taken++] = step;
  return step;
}

/* The file once more, for reading and writing; one number a file for the life of the process. */
static int again(int fd, const struct stat *found) {
  for (size_t n = 0; n < taken; n++) {
    if (steps[n]->kind == DATA && steps[n]->device == found->st_dev && steps[n]->inode == found->st_ino) {
      return steps[n]->fd;
    }
  }
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  return real.open64(name, O_RDWR | O_CLOEXEC);
}

static void data(int fd, off64_t at, size_t length, size_t known) {
  struct stat found;
  if (fstat(fd, &found) || !S_ISREG(found.st_mode)) {
    return;
  }
  struct step *step = take(DATA);
  step->fd = again(fd, &found);
  step->device = found.st_dev;
  step->inode = found.st_ino;
  step->at = at;
  step->length = length;
  step->size = found.st_size;
  off64_t there = found.st_size > at ? found.st_size - at : 0;
  step->known = (size_t)there < known ? (size_t)there : known;
  step->before = malloc(step->known + 1);
  if (!step->before || pread64(step->fd, step->before, step->known, at) != (ssize_t)step->known) {
    abort();
  }
}

void power_writes(int fd, size_t length, off64_t at) { data(fd, at, length, length); }

void power_truncates(int fd, off64_t length) { data(fd, length, 0, SIZE_MAX); }

void power_synced(int fd) {
  struct stat found;
  if (fstat(fd, &found)) {
    return;
  }
  for (size_t n = 0; n < taken; n++) {
    struct step *step = steps[n];
    if (step->kind != DATA || (step->device == found.st_dev && step->inode == found.st_ino)) {
      step->synced = true;
    }
  }
}

/* Another name by which what a name stands for can be had back. */
static void save(struct step *step, const char *path) {
  static unsigned number;
  const char *store = getenv("FAULTS_STORE");
  snprintf(step->saved, sizeof step->saved, "%s/%u", store ? store : ".", number++);
  if (link(path, step->saved)) {
    step->saved[0] = 0;
  }
}

void power_makes(const char *path) { snprintf(take(MADE)->path, PATH_MAX, "%s", path); }

void power_renames(const char *from, const char *to) {
  struct step *step = take(RENAMED);
  snprintf(step->path, PATH_MAX, "%s", from);
  snprintf(step->other, PATH_MAX, "%s", to);
  save(step, to);
}

void power_removes(const char *path, bool folder) {
  struct step *step = take(folder ? REMOVED_FOLDER : REMOVED);
  snprintf(step->path, PATH_MAX, "%s", path);
  if (!folder) {
    save(step, path);
  }
}

void power_empties(const char *path) {
  int fd = real.open64(path, O_RDWR | O_CLOEXEC);
  if (fd >= 0) {
    data(fd, 0, 0, SIZE_MAX);
  }
}

static void undo_name(const struct step *step) {
  switch (step->kind) {
  case MADE:
    if (real.unlink(step->path)) {
      real.rmdir(step->path);
    }
    break;
  case RENAMED:
    real.rename(step->other, step->path);
    if (step->saved[0]) {
      real.rename(step->saved, step->other);
    }
    break;
  case REMOVED:
    if (step->saved[0]) {
      real.rename(step->saved, step->path);
    }
    break;
  case REMOVED_FOLDER:
    real.mkdir(step->path, 0700);
    break;
  case DATA:
    break;
  }
}

/* Undoes a write: the whole of it, or by chance some of its sectors. */
static void undo_data(const struct step *step, bool torn) {
  for (size_t from = 0; from < step->known;) {
    size_t count = SECTOR - (size_t)((step->at + (off64_t)from) % SECTOR);
    if (count > step->known - from) {
      count = step->known - from;
    }
    if (!torn || chance() % 2) {
      if (real.pwrite64(step->fd, step->before + from, count, step->at + (off64_t)from) < 0) {
        abort();
      }
    }
    from += count;
  }
}

/* A file ends where it ended before the write that was lost, or where the last one after it that was kept ends. */
static void undo_size(size_t at, const bool *kept) {
  const struct step *lost = steps[at];
  off64_t size = lost->size;
  for (size_t n = at + 1; n < taken; n++) {
    const struct step *one = steps[n];
    if (one->kind == DATA && kept[n] && one->inode == lost->inode && one->device == lost->device) {
      off64_t end = one->at + (off64_t)one->length;
      size = end > size ? end : size;
    }
  }
  struct stat found;
  if (!fstat(lost->fd, &found) && found.st_size != size) {
    if (real.ftruncate64(lost->fd, size)) {
      abort();
    }
  }
}

void power_goes_out(void) {
  all_stand_still();
  static bool kept[MOST];
  size_t names = 0;
  for (size_t n = 0; n < taken; n++) {
    names += steps[n]->kind != DATA && !steps[n]->synced;
  }
  uint32_t what = chance() % 4; /* everything; by halves; torn; the names alone */
  size_t lost_names = what == 0 ? names : chance() % (names + 1);
  for (size_t n = 0; n < taken; n++) {
    kept[n] = steps[n]->synced || what == 3 || (what != 0 && chance() % 2);
  }
  for (size_t n = taken; n-- > 0;) {
    struct step *step = steps[n];
    if (step->kind != DATA) {
      if (!step->synced && lost_names > 0) {
        lost_names--;
        undo_name(step);
      }
    } else if (!kept[n]) {
      undo_data(step, what == 2);
      undo_size(n, kept);
    }
  }
}
