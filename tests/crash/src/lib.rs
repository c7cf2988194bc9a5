//! The program is cut at every write, on disks that lose, tear and refuse; its files are damaged. See `tests/`.
