//! What the service calls a broken rule, and the text in the catalogue that says it in plain words, with a next
//! step. A word that is not known here is said by its code alone.

/// The service's word, or one of ours, and the key of its text. The interface describes the form of the words and
/// not their list; these are what its rules lead to.
const WORDS: [(&str, &str); 34] = [
    ("attachment.damaged", "refused.attachmentDamaged"),
    ("attachments.too.many", "refused.tooManyAttachments"),
    ("document.additional.too.many", "refused.tooManyAttachments"),
    ("memo.too.large", "refused.tooLarge"),
    ("file.too.large", "refused.tooLarge"),
    ("file.empty", "refused.fileEmpty"),
    ("filename.invalid", "refused.filename"),
    ("reply.not.allowed", "refused.noReply"),
    ("reply.too.late", "refused.replyTooLate"),
    ("contact.point.missing", "refused.contactPoint"),
    ("contact.point.unknown", "refused.contactPoint"),
    ("contact.point.inactive", "refused.contactPoint"),
    ("contact.point.not.for.sender", "refused.notForSender"),
    ("recipient.unknown", "refused.recipientUnknown"),
    ("recipient.invalid", "refused.recipientUnknown"),
    ("recipient.closed", "refused.recipientClosed"),
    ("recipient.exempt", "refused.recipientExempt"),
    ("recipient.not.allowed", "refused.authoritiesOnly"),
    ("label.missing", "refused.noSubject"),
    ("folder.not.allowed", "error.move.notThere"),
    ("message.not.deleted", "error.erase.deleteFirst"),
    ("draft.unknown", "refused.draftUnknown"),
    ("folder.unknown", "refused.folderGone"),
    ("folder.not.empty", "error.folder.notEmpty"),
    ("name.taken", "error.folder.exists"),
    ("letter.deleted", "refused.deletedElsewhere"),
    ("letter.moved", "refused.movedElsewhere"),
    ("name.stays", "error.digipost.nameStays"),
    ("folder.name", "refused.folderName"),
    // What a provider knows by itself has its text already.
    ("error.altinn.expired", "error.altinn.expired"),
    ("error.altinn.notListed", "error.altinn.notListed"),
    ("error.altinn.readByOpening", "error.altinn.readByOpening"),
    ("error.move.notThere", "error.move.notThere"),
    ("error.notOffered", "error.notOffered"),
];

/// The key of the text for a reason.
#[must_use]
pub fn text_key(reason: Option<&str>) -> Option<&'static str> {
    WORDS.iter().find(|(word, _)| Some(*word) == reason).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_that_is_known_is_said_in_words() {
        for (word, key) in WORDS {
            assert_eq!(text_key(Some(word)), Some(key));
            assert!(notify::Catalogue::of("da").has(key), "{key}");
        }
        assert_eq!(text_key(Some("something.new")), None);
    }
}
