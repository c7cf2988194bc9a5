//! From the inside's many errors to the shells' few codes. The inner message goes to the log under a
//! reference; only the reference crosses.

use crate::views::ApiError;
use eid::EidError;
use model::Code;
use providers::ProviderError;
use std::error::Error;
use sync::SyncError;
use vault::{OpenError, StoreError};

impl ApiError {
    pub(crate) fn new(code: Code, text: Option<&str>, inner: &dyn Error) -> Self {
        let mut random = [0; 5];
        let reference = match getrandom::fill(&mut random) {
            Ok(()) => data_encoding::BASE32_NOPAD.encode(&random).to_ascii_lowercase(),
            Err(_) => "none".to_owned(),
        };
        tracing::info!(%reference, ?code, %inner, "an operation failed");
        ApiError { code, retry: code.retry_helps(), text: text.map(str::to_owned), reference }
    }

    pub(crate) fn unexpected(inner: &dyn Error) -> Self {
        ApiError::new(Code::Unexpected, None, inner)
    }

    /// A refusal of our own, with the key of its text.
    pub(crate) fn said(code: Code, text: &str) -> Self {
        ApiError { text: Some(text.to_owned()), ..ApiError::plain(code) }
    }

    /// A refusal of our own.
    pub(crate) fn plain(code: Code) -> Self {
        ApiError { code, retry: code.retry_helps(), text: None, reference: String::new() }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        ApiError::new(error.code(), error.text_key(), &error)
    }
}

impl From<OpenError> for ApiError {
    fn from(error: OpenError) -> Self {
        ApiError::new(error.code(), error.text_key(), &error)
    }
}

impl From<EidError> for ApiError {
    fn from(error: EidError) -> Self {
        ApiError::new(error.code(), Some(error.text_key()), &error)
    }
}

impl From<ProviderError> for ApiError {
    fn from(error: ProviderError) -> Self {
        ApiError::new(error.code(), error.text_key(), &error)
    }
}

impl From<SyncError> for ApiError {
    fn from(error: SyncError) -> Self {
        ApiError::new(error.code(), error.text_key(), &error)
    }
}
