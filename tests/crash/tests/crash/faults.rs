//! The faulty file layer: a small library in C that is loaded before the C library by the program under test.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What happens at the chosen call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The process is killed before the call, or when the service has answered and nobody has heard it.
    Kill,
    /// Half of what is to be written is written, then the process is killed.
    Torn,
    /// The computer goes out: what was not synced is lost, by chance some of it or all.
    Power,
    /// From there on the disk is full.
    Full,
    /// From there on the disk cannot be written.
    ReadOnly,
    /// That one call fails as on a broken disk.
    Broken,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            How::Kill => "kill",
            How::Torn => "torn",
            How::Power => "power",
            How::Full => "full",
            How::ReadOnly => "readonly",
            How::Broken => "broken",
        }
    }
}

const SOURCES: [(&str, &str); 5] = [
    ("faults.h", include_str!("../../faults/faults.h")),
    ("plan.c", include_str!("../../faults/plan.c")),
    ("calls.c", include_str!("../../faults/calls.c")),
    ("power.c", include_str!("../../faults/power.c")),
    ("still.c", include_str!("../../faults/still.c")),
];

/// Built once from these sources, beside the test program.
fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut of = DefaultHasher::new();
        SOURCES.hash(&mut of);
        let library = std::env::current_exe().unwrap().with_file_name(format!("faults-{:016x}.so", of.finish()));
        if !library.exists() {
            // Several test programs may build it at once: each under a name of its own, and the last one stays.
            let own = library.with_extension(std::process::id().to_string());
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults");
            let flags =
                ["-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-shared", "-fPIC", "-o"];
            let sources = ["plan.c", "calls.c", "power.c", "still.c"].map(|name| source.join(name));
            let built = Command::new("cc").args(flags).arg(&own).args(sources).status();
            assert!(built.expect("a C compiler is installed").success());
            std::fs::rename(&own, &library).unwrap();
        }
        library
    })
}

/// Puts faults upon a command: files below a folder count; `store` is a folder on the same disk for what the faults
/// keep; at a call, with what chance does, happens what is said, and with nothing said they only count.
pub fn upon(command: &mut Command, below: &Path, store: &Path, at: Option<(How, u64, u64)>) {
    command
        .env("LD_PRELOAD", library())
        .env("FAULTS_BELOW", below)
        .env("FAULTS_STORE", store)
        .env("FAULTS_TOTAL", store.join("total"));
    if let Some((how, at, seed)) = at {
        command.env("FAULTS_HOW", how.word()).env("FAULTS_AT", at.to_string()).env("FAULTS_SEED", seed.to_string());
    }
}

/// How many calls there were in the last run that ended by itself.
pub fn calls(store: &Path) -> u64 {
    std::fs::read_to_string(store.join("total")).unwrap().trim().parse().unwrap()
}
