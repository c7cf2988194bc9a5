//! What a provider does otherwise than a good one.

use crate::signer::Signing;
use axum::response::Response;
use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

pub type Edit = Arc<dyn Fn(&mut Value) + Send + Sync>;
type Pairs = Vec<(String, String)>;

/// A good provider until something is changed.
#[derive(Clone)]
pub struct Script {
    pub description: Edit,
    pub keys: Edit,
    pub redirect: Arc<dyn Fn(&mut Pairs) + Send + Sync>,
    pub signing: Signing,
    pub header: Edit,
    pub claims: Edit,
    /// The finished id token, as text.
    pub token_text: Arc<dyn Fn(String) -> String + Send + Sync>,
    pub tokens: Edit,
    /// Endpoints that answer this and do nothing, by path.
    pub answers: BTreeMap<&'static str, Arc<dyn Fn() -> Response + Send + Sync>>,
    /// Happens while tokens are being made.
    pub meanwhile: Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>,
    /// Pushed requests are taken.
    pub pushes: bool,
}

fn nothing() -> Edit {
    Arc::new(|_| {})
}

impl Default for Script {
    fn default() -> Self {
        Script {
            description: nothing(),
            keys: nothing(),
            redirect: Arc::new(|_| {}),
            signing: Signing::Es256,
            header: nothing(),
            claims: nothing(),
            token_text: Arc::new(|token| token),
            tokens: nothing(),
            answers: BTreeMap::new(),
            meanwhile: Arc::new(|| std::future::ready(()).boxed()),
            pushes: false,
        }
    }
}

/// A good provider.
pub fn good() -> Script {
    Script::default()
}

impl Script {
    pub fn description(mut self, edit: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        self.description = Arc::new(edit);
        self
    }

    pub fn keys(mut self, edit: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        self.keys = Arc::new(edit);
        self
    }

    pub fn redirect(mut self, edit: impl Fn(&mut Pairs) + Send + Sync + 'static) -> Self {
        self.redirect = Arc::new(edit);
        self
    }

    /// The answer in the browser is this error.
    pub fn error(self, word: &'static str) -> Self {
        self.redirect(move |pairs| {
            pairs.retain(|(name, _)| name != "code");
            pairs.push(("error".to_owned(), word.to_owned()));
        })
    }

    pub fn signing(mut self, signing: Signing) -> Self {
        self.signing = signing;
        self
    }

    pub fn header(mut self, edit: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        self.header = Arc::new(edit);
        self
    }

    pub fn claims(mut self, edit: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        self.claims = Arc::new(edit);
        self
    }

    pub fn claim(self, name: &'static str, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.claims(move |claims| claims[name] = value.clone())
    }

    pub fn without_claim(self, name: &'static str) -> Self {
        self.claims(move |claims| {
            claims.as_object_mut().unwrap().remove(name);
        })
    }

    pub fn token_text(mut self, edit: impl Fn(String) -> String + Send + Sync + 'static) -> Self {
        self.token_text = Arc::new(edit);
        self
    }

    pub fn tokens(mut self, edit: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        self.tokens = Arc::new(edit);
        self
    }

    pub fn without_token(self, name: &'static str) -> Self {
        self.tokens(move |tokens| {
            tokens.as_object_mut().unwrap().remove(name);
        })
    }

    pub fn answers(mut self, path: &'static str, answer: impl Fn() -> Response + Send + Sync + 'static) -> Self {
        self.answers.insert(path, Arc::new(answer));
        self
    }

    pub fn meanwhile<F>(mut self, what: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.meanwhile = Arc::new(move || what().boxed());
        self
    }

    pub fn pushes(mut self) -> Self {
        self.pushes = true;
        self
    }
}
