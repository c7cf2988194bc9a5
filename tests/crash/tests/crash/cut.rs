//! Many cuts of one command, spread over all of its calls.

use crate::faults::How;
use crate::inside;
use crate::places::places;
use crate::scene::Scene;

impl Scene {
    /// Cuts the command so often. After each cut everything is sound, what is here is not fetched again, and the
    /// next sync ends where an uncut one ends.
    pub fn cut_often(&self, how: How, cuts: u64) {
        let mut real = 0;
        for (at, seed) in places(cuts, self.calls) {
            let what = format!("{how:?} at call {at} of {}, seed {seed}", self.calls);
            let home = self.begin();
            real += u64::from(self.cut(&home, how, at, seed));
            let mut damaged = self.damaged(&home, &what);
            if how == How::Power {
                // A fetched file may be removed for good while its row comes back; then it is fetched again.
                damaged.retain(|one| !one.contains("/file "));
            }
            assert_eq!(damaged, [""; 0], "{what}");
            let here = inside::files(&home.profile());
            self.service.requests();
            self.ends_alike(&self.go_on(&home, &what), &what);
            let fetched = self.service.requests();
            let again =
                here.iter().find(|file| fetched.iter().any(|one| one.contains(&format!("/files/{file}/content"))));
            assert!(how == How::Power || again.is_none(), "{what}: {again:?} was here already");
            self.is_sound(&home, &what);
        }
        // The threads of a run take turns as they like, and what is written together depends on it: the last calls of one
        // run may be missing in another.
        assert!(real * 4 >= cuts * 3, "{real} of {cuts} were cut");
    }
}
