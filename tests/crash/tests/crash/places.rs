//! Where things are cut or damaged: spread over all there is, by a seed.

/// So many as a rule, ten times as many in the long form.
pub fn many(usual: u64) -> u64 {
    if std::env::var_os("SOAK").is_some() { 10 * usual } else { usual }
}

/// A number that only has to be different for every seed.
fn mixed(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// So many of all (counted from 1), each with a seed: one in every stretch of the way.
pub fn places(many: u64, all: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..many).map(move |n| {
        let seed = mixed(n) & u64::from(u32::MAX);
        (1 + (n * all + mixed(seed) % all) / many, seed)
    })
}
