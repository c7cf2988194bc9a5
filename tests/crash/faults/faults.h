/* What the faulty file layer shares. It is loaded before the C library (LD_PRELOAD) by the program under test,
   counts the calls by which the program changes files below one folder or speaks to the network, and at one of
   them does what it was told. For tests on Linux. */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What happens at the call that was chosen. */
enum how {
  NOTHING,   /* only count */
  KILL,      /* the process ends before the call; at a socket, once the answer is there */
  TORN,      /* half of what is to be written is written, then the process ends */
  POWER,     /* the computer goes out: what was not synced is lost, in part or as a whole */
  FULL,      /* from here on there is no room */
  READ_ONLY, /* from here on nothing can be changed */
  BROKEN     /* this one call fails: the disk is broken there */
};

/* The functions of the C library behind those here. */
struct real {
  ssize_t (*pwrite64)(int, const void *, size_t, off64_t);
  ssize_t (*write)(int, const void *, size_t);
  ssize_t (*writev)(int, const void *, int);
  ssize_t (*send)(int, const void *, size_t, int);
  ssize_t (*sendmsg)(int, const void *, int);
  int (*ftruncate64)(int, off64_t);
  int (*fsync)(int);
  int (*fdatasync)(int);
  int (*rename)(const char *, const char *);
  int (*unlink)(const char *);
  int (*unlinkat)(int, const char *, int);
  int (*mkdir)(const char *, mode_t);
  int (*rmdir)(const char *);
  int (*open64)(const char *, int, ...);
  int (*openat64)(int, const char *, int, ...);
};

extern struct real real;

/* What happens, at which call, how many there were, and what chance does. */
extern enum how how;
extern unsigned long at, calls;
extern uint32_t seed;

/* What a call is, as far as it matters to what may be refused. */
enum sort { GROWS, CHANGES, SYNCS };

/* Whether a path, or an open file, lies where files count; whether this is the network. */
bool is_below(const char *path);
bool file_counts(int fd);
bool is_network(int fd);

/* The whole path of a name in an open folder. */
const char *whole(int folder, const char *name, char *out);

/* One more call; 0 when it may go on, else its error. When the process ends here, it does not come back; half of a
   write is asked for by `half`. Between `enter` and `leave`, which keeps errno; `refused` leaves with an error. */
int counted(enum sort sort, bool *half);
void enter(void);
ssize_t leave(ssize_t result);
ssize_t refused(int error);
void die(void);

/* A number of a row that the seed begins. */
uint32_t chance(void);

/* What is not synced yet; only kept for POWER. */
void power_writes(int fd, size_t length, off64_t at);
void power_truncates(int fd, off64_t length);
void power_synced(int fd);
void power_makes(const char *path);
void power_renames(const char *from, const char *to);
void power_removes(const char *path, bool folder);
void power_empties(const char *path);
void power_goes_out(void);

/* No other thread of the program does anything from here on. */
void all_stand_still(void);

#endif
