//! One renewal: what it must agree with, and what becomes of the login when it does not.

use crate::claims::Said;
use crate::tokens::{Fresh, ask};
use crate::{EidError, Inner};
use jiff::Timestamp;
use model::Tokens;
use secrecy::{ExposeSecret, SecretString};

/// What a renewal led to.
pub(crate) enum Renewal {
    /// New tokens, checked.
    Good(Tokens),
    /// New tokens that could not be checked (now): only what renews is kept, for the next try.
    Later(Tokens, EidError),
    /// The login is over.
    Over(EidError),
    /// Nothing came.
    Nothing(EidError),
}

/// Renews.
pub(crate) async fn renew(inner: &Inner, old: &Tokens, now: Timestamp) -> Renewal {
    let Some(refresh) = &old.refresh else { return Renewal::Over(EidError::SignedOut) };
    let fields =
        vec![("grant_type", "refresh_token".to_owned()), ("refresh_token", refresh.expose_secret().to_owned())];
    let fresh = match ask(inner, &fields, EidError::SignedOut, now).await {
        Ok(fresh) => fresh,
        Err(EidError::SignedOut) => return Renewal::Over(EidError::SignedOut),
        Err(error) => return Renewal::Nothing(error),
    };
    match compare(inner, old, &fresh, now).await {
        Ok(()) => Renewal::Good(Tokens {
            access: fresh.access,
            access_expires: fresh.access_expires,
            refresh: fresh.refresh.or_else(|| Some(copy(refresh))),
            id_token: fresh.id_token.unwrap_or_else(|| copy(&old.id_token)),
            subject: old.subject.clone(),
            level: old.level,
        }),
        Err(error) if error.is_of_another() => Renewal::Over(error),
        Err(error) => match fresh.refresh {
            // The old one is used up; without the new one the login would be lost for a key that could not
            // be fetched, or a clock that is wrong.
            Some(refresh) => Renewal::Later(
                Tokens {
                    access: copy(&old.access),
                    access_expires: Timestamp::UNIX_EPOCH,
                    refresh: Some(refresh),
                    id_token: copy(&old.id_token),
                    subject: old.subject.clone(),
                    level: old.level,
                },
                error,
            ),
            None => Renewal::Nothing(error),
        },
    }
}

fn copy(secret: &SecretString) -> SecretString {
    SecretString::from(secret.expose_secret())
}

/// The same person, for us, at no lower level (OpenID Connect Core 1.0, section 12.2). A renewal may come without an id
/// token: then what the login said holds on.
async fn compare(inner: &Inner, old: &Tokens, fresh: &Fresh, now: Timestamp) -> Result<(), EidError> {
    let dialect = inner.registration.dialect;
    let said = match &fresh.id_token {
        None => dialect.said_beside(inner, fresh),
        Some(token) => {
            let claims = dialect.check(inner, token, fresh, now).await?;
            if claims.subject != old.subject {
                return Err(EidError::SubjectChanged);
            }
            // It need not be said again; said again, it is the same.
            let before = dialect.nonce_of(&old.id_token);
            if claims.nonce.is_some() && before.is_some() && claims.nonce != before {
                return Err(EidError::WrongNonce);
            }
            claims.level
        }
    };
    // Nor need the level be.
    match said {
        Said::Level(level) if level < old.level => Err(EidError::LevelFell),
        Said::NoLevel => Err(EidError::LevelMissing),
        Said::Level(_) | Said::Nothing => Ok(()),
    }
}
