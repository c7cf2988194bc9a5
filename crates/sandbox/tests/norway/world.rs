//! A sandbox in this process for one test, and the ways in: logins through the real page, and Digipost by its links.

use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use postkasse_sandbox::{Options, Running, Seed, start};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, Response, redirect::Policy};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use url::Url;

pub const NATIVE: &str = "postkasse-sandbox-native";
pub const CALLBACK: &str = "http://127.0.0.1:49152/callback";
pub const VERIFIER: &str = "a-verifier-of-more-than-forty-three-characters-length";
pub const NONCE: &str = "nonce-of-this-attempt-0";
pub const STATE: &str = "state-of-this-attempt-0";
/// Everything that the program asks ID-porten for.
pub const SCOPE: &str = "openid profile digdir:dialogporten altinn:correspondence.read altinn:instances.read \
    krr:user/kontaktinformasjon.read krr:user/digitalpost.read krr:user/spraak.write";
pub const DIGIPOST: (&str, &str) = ("postkasse-sandbox-digipost", "sandbox-secret");

/// A running sandbox and a client for it.
pub struct World {
    pub running: Running,
    pub http: Client,
}

/// An answer, read to its end.
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{:?}", String::from_utf8_lossy(&self.body)))
    }

    /// The code of a refusal of Digipost's, with its status.
    pub fn refused(&self) -> (u16, String) {
        (self.status, self.json()["error-code"].as_str().unwrap().to_owned())
    }
}

pub async fn read(response: Response) -> Got {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Got { status, headers, body: response.bytes().await.unwrap().to_vec() }
}

pub async fn with(options: Options) -> World {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
    World { running: start(options).await.unwrap(), http }
}

/// With the demo's letters.
pub async fn demo() -> World {
    with(Options::default()).await
}

/// Without letters.
pub async fn empty() -> World {
    with(Options { seed: Seed::Empty, ..Options::default() }).await
}

/// Where a redirect leads.
pub fn location(response: &Response) -> Url {
    assert_eq!(response.status().as_u16(), 303, "{}", response.url());
    response.url().join(response.headers()["location"].to_str().unwrap()).unwrap()
}

pub fn param(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// A good request to ID-porten, which tests spoil.
pub fn request() -> BTreeMap<&'static str, String> {
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let pairs = [
        ("client_id", NATIVE),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", SCOPE),
        ("state", STATE),
        ("nonce", NONCE),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("acr_values", "idporten-loa-substantial"),
    ];
    pairs.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

/// A good request to Digipost.
pub fn digipost_request(scope: &str) -> BTreeMap<&'static str, String> {
    let pairs = [
        ("client_id", DIGIPOST.0),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", scope),
        ("state", STATE),
    ];
    pairs.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

impl World {
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.running.url())
    }

    /// Sends the form of a login page; what it answers.
    pub async fn choose(&self, page: &Url, choice: &[(&str, &str)]) -> Response {
        let attempt = param(page, "attempt").unwrap();
        let mut form = vec![("attempt", attempt.as_str())];
        form.extend(choice);
        self.http.post(page.clone()).form(&form).send().await.unwrap()
    }

    pub async fn authorize(&self, request: &BTreeMap<&str, String>) -> Response {
        self.http.get(self.at("/idporten/authorize")).query(request).send().await.unwrap()
    }

    pub async fn begin_digipost(&self, request: &BTreeMap<&str, String>) -> Response {
        self.http.get(self.at("/post/api/oauth/authorize/new")).query(request).send().await.unwrap()
    }

    /// A whole login at ID-porten by hand, up to the code.
    pub async fn code(&self, request: &BTreeMap<&str, String>, choice: &[(&str, &str)]) -> String {
        let page = location(&self.authorize(request).await);
        param(&location(&self.choose(&page, choice).await), "code").unwrap()
    }

    pub async fn token(&self, path: &str, form: &[(&str, &str)]) -> Got {
        read(self.http.post(self.at(path)).form(form).send().await.unwrap()).await
    }

    pub async fn redeem(&self, code: &str) -> Got {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", NATIVE),
            ("redirect_uri", CALLBACK),
            ("code", code),
            ("code_verifier", VERIFIER),
        ];
        self.token("/idporten/token", &form).await
    }

    /// Tokens of ID-porten for a person, at the level that is asked for.
    pub async fn idporten(&self, person: &str) -> Value {
        let code = self.code(&request(), &[("person", person)]).await;
        let got = self.redeem(&code).await;
        assert_eq!(got.status, 200);
        got.json()
    }

    /// The answer of Digipost's token endpoint.
    pub async fn digipost_token(&self, secret: &str, form: &[(&str, &str)]) -> Got {
        let url = self.at("/post/api/oauth/accesstoken");
        read(self.http.post(url).basic_auth(DIGIPOST.0, Some(secret)).form(form).send().await.unwrap()).await
    }

    /// Where Digipost's login leads for a person who chooses this.
    pub async fn arrive(&self, scope: &str, choice: &[(&str, &str)]) -> Url {
        let page = location(&self.begin_digipost(&digipost_request(scope)).await);
        location(&self.choose(&page, choice).await)
    }

    /// Digipost's tokens after such a login.
    pub async fn digipost_tokens(&self, scope: &str, choice: &[(&str, &str)]) -> Value {
        let code = param(&self.arrive(scope, choice).await, "code").unwrap();
        let form = [("grant_type", "code"), ("code", &*code), ("redirect_uri", CALLBACK), ("nonce", NONCE)];
        let got = self.digipost_token(DIGIPOST.1, &form).await;
        assert_eq!(got.status, 200);
        got.json()
    }

    /// Digipost as a person sees it with this scope.
    pub async fn post(&self, person: &str, scope: &str) -> Post<'_> {
        let tokens = self.digipost_tokens(scope, &[("person", person)]).await;
        assert_eq!(tokens["scope"], scope);
        Post { world: self, token: tokens["access_token"].as_str().unwrap().to_owned() }
    }

    /// A call of the administrator's.
    pub async fn admin(&self, method: &str, path: &str, body: &Value) -> Got {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        let request = self.http.request(method.parse().unwrap(), self.at(&format!("/admin{path}"))).body(text);
        read(request.send().await.unwrap()).await
    }

    /// Delivers letters to somebody's Digipost; their ids.
    pub async fn letters(&self, person: &str, more: Value) -> Vec<String> {
        let mut letter = json!({"provider": "digipost", "to": {"person": person}, "sender": "Eksempel Bank ASA",
            "subject": "Et brev", "body": {"text": "Hei"}});
        letter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let got = self.admin("POST", "/letters", &letter).await;
        assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.body));
        got.json()["ids"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
    }

    /// The id of a mailbox that a person reaches, by service and kind.
    pub fn mailbox(&self, person: &str, provider: &str, kind: &str) -> String {
        let person = self.running.ready.persons.iter().find(|one| one.id == person).unwrap();
        let mut fitting = person.mailboxes.iter().filter(|one| one.provider == provider && one.kind == kind);
        fitting.next().unwrap().id.clone()
    }

    /// What a service holds of a letter.
    pub async fn record(&self, mailbox: &str, letter: &str) -> Value {
        let held = self.admin("GET", &format!("/mailboxes/{mailbox}"), &Value::Null).await.json();
        held["messages"].as_array().unwrap().iter().find(|one| one["id"] == letter).unwrap().clone()
    }
}

/// Digipost with a token.
pub struct Post<'a> {
    pub world: &'a World,
    pub token: String,
}

/// Where a relation of a resource leads; what it does not have leads nowhere.
pub fn maybe(resource: &Value, relation: &str) -> Option<String> {
    let links = resource["link"].as_array().unwrap();
    let ends = |link: &&Value| link["rel"].as_str().unwrap().ends_with(&format!("/post/relations/{relation}"));
    links.iter().find(ends).map(|link| link["uri"].as_str().unwrap().to_owned())
}

pub fn link(resource: &Value, relation: &str) -> String {
    maybe(resource, relation).unwrap_or_else(|| panic!("no {relation} in {resource}"))
}

impl Post<'_> {
    pub async fn call(&self, method: &str, url: &str, body: Option<Value>) -> Got {
        let mut request = self.world.http.request(method.parse().unwrap(), url).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.header("content-type", "application/vnd.digipost-v2+json").body(body.to_string());
        }
        read(request.send().await.unwrap()).await
    }

    pub async fn get(&self, url: &str) -> Value {
        let got = self.call("GET", url, None).await;
        assert_eq!(got.status, 200, "{url}: {}", String::from_utf8_lossy(&got.body));
        got.json()
    }

    pub async fn root(&self) -> Value {
        self.get(&self.world.at("/post/api")).await
    }

    /// A mailbox of the root, by its address.
    pub async fn mailbox(&self, address: &str) -> Value {
        let root = self.root().await;
        let found = root["mailbox"].as_array().unwrap().iter().find(|one| one["digipostaddress"] == address);
        found.unwrap_or_else(|| panic!("no {address}")).clone()
    }

    /// Her own.
    pub async fn own(&self) -> Value {
        let root = self.root().await;
        root["mailbox"].as_array().unwrap().iter().find(|one| one["owner"] == true).unwrap().clone()
    }

    /// Letters of her own inbox.
    pub async fn inbox(&self) -> Vec<Value> {
        let url = link(&self.own().await, "document_inbox");
        self.get(&url).await["document"].as_array().unwrap().clone()
    }

    /// A letter of her own inbox by its subject.
    pub async fn letter(&self, subject: &str) -> Value {
        let all = self.inbox().await;
        all.iter().find(|one| one["subject"] == subject).unwrap_or_else(|| panic!("no {subject}")).clone()
    }

    /// Uploads a file.
    pub async fn upload(&self, url: &str, parts: &[(&str, Option<&str>, &[u8])]) -> Got {
        let mut body = Vec::new();
        for (name, filename, bytes) in parts {
            let filename = filename.map(|filename| format!("; filename=\"{filename}\"")).unwrap_or_default();
            body.extend(
                format!("--grense\r\nContent-Disposition: form-data; name=\"{name}\"{filename}\r\n\r\n").bytes(),
            );
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--grense--\r\n");
        let request = self.world.http.request(Method::POST, url).bearer_auth(&self.token);
        let request = request.header("content-type", "multipart/form-data; boundary=grense").body(body);
        read(request.send().await.unwrap()).await
    }
}

/// Both parts of Digipost's id token: the signature, and the text that is signed.
pub fn digipost_parts(token: &str) -> (Vec<u8>, &str) {
    let (signature, payload) = token.split_once('.').unwrap();
    (BASE64_STANDARD.decode(signature).unwrap(), payload)
}

/// The claims in the second part.
pub fn digipost_claims(payload: &str) -> Value {
    serde_json::from_slice(&BASE64_STANDARD.decode(payload).unwrap()).unwrap()
}
