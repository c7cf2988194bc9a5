//! ID-porten's id tokens, checked by a library that shares no code with what signs them.

use crate::world::{NATIVE, NONCE, World, demo, request};
use openidconnect::core::{CoreGenderClaim, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm};
use openidconnect::core::{CoreIdTokenVerifier, CoreJwsSigningAlgorithm};
use openidconnect::{AdditionalClaims, ClientId, IdToken, IdTokenClaims, IssuerUrl, Nonce};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::str::FromStr;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Norwegian {
    pid: String,
    jti: String,
    sid: Option<String>,
    azp: Option<String>,
}
impl AdditionalClaims for Norwegian {}
type Claims = IdTokenClaims<Norwegian, CoreGenderClaim>;
type Token = IdToken<Norwegian, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

async fn claims(world: &World, issuer: &str, client: &str, tokens: &Value) -> Result<Claims, String> {
    let keys = world.http.get(world.at(&format!("/{issuer}/jwks.json"))).send().await.unwrap().text().await.unwrap();
    let keys: CoreJsonWebKeySet = serde_json::from_str(&keys).unwrap();
    let issuer = IssuerUrl::new(world.at(&format!("/{issuer}"))).unwrap();
    let verifier = CoreIdTokenVerifier::new_public_client(ClientId::new(client.to_owned()), issuer, keys)
        .set_allowed_algs([CoreJwsSigningAlgorithm::EcdsaP256Sha256]);
    let token = Token::from_str(tokens["id_token"].as_str().unwrap()).unwrap();
    let found = token.claims(&verifier, &Nonce::new(NONCE.to_owned())).map_err(|error| error.to_string())?;
    Ok(found.clone())
}

#[tokio::test]
async fn an_id_token_says_the_number_and_no_name_and_is_for_one_program_alone() {
    let world = demo().await;
    let tokens = world.idporten("kari").await;
    let found = claims(&world, "idporten", NATIVE, &tokens).await.unwrap();
    let more = found.additional_claims();
    assert_eq!((more.pid.as_str(), &more.sid, &more.azp), ("01858300000", &None, &None));
    assert!(!more.jti.is_empty());
    assert_eq!(found.auth_context_ref().unwrap().as_str(), "idporten-loa-substantial");
    let ways = found.auth_method_refs().unwrap();
    assert_eq!(ways.iter().map(|way| way.as_str()).collect::<Vec<_>>(), ["Minid-OTC"]);
    assert!(found.name().is_none() && found.access_token_hash().is_none() && found.auth_time().is_some());
    assert_eq!(found.locale().map(|locale| locale.as_str()), Some("nb"));
    assert!(!found.subject().as_str().contains("01858300000"));

    assert!(claims(&world, "idporten", "another-program", &tokens).await.is_err());
    assert!(claims(&world, "oauth", NATIVE, &tokens).await.is_err(), "MitID did not sign it");
}

#[tokio::test]
async fn every_program_knows_a_person_by_another_subject_and_always_by_the_same() {
    let world = demo().await;
    let subject = async |client: &str| {
        let mut request = request();
        request.insert("client_id", client.to_owned());
        let code = world.code(&request, &[("person", "kari")]).await;
        let form = [
            ("grant_type", "authorization_code"),
            ("redirect_uri", crate::world::CALLBACK),
            ("code", &*code),
            ("code_verifier", crate::world::VERIFIER),
        ];
        let mut asked = world.http.post(world.at("/idporten/token")).form(&form);
        asked = match client {
            NATIVE => asked.form(&[&form[..], &[("client_id", NATIVE)]].concat()),
            other => asked.basic_auth(other, Some("sandbox-secret")),
        };
        let tokens: Value = asked.send().await.unwrap().json().await.unwrap();
        claims(&world, "idporten", client, &tokens).await.unwrap().subject().as_str().to_owned()
    };
    let (first, again) = (subject(NATIVE).await, subject(NATIVE).await);
    assert_eq!(first, again);
    assert_ne!(first, subject("postkasse-sandbox-confidential").await);
}

#[tokio::test]
async fn a_high_login_is_by_bank_id_and_the_person_may_choose_a_lower_one() {
    let world = demo().await;
    let mut request = request();
    request.insert("acr_values", "idporten-loa-high".to_owned());
    for (choice, acr, way) in [
        (None, "idporten-loa-high", "BankID"),
        (Some("substantial"), "idporten-loa-substantial", "Minid-OTC"),
        (Some("low"), "idporten-loa-low", "Selfregistered-email"),
    ] {
        let mut form = vec![("person", "ola")];
        form.extend(choice.map(|level| ("level", level)));
        let tokens = world.redeem(&world.code(&request, &form).await).await.json();
        let found = claims(&world, "idporten", NATIVE, &tokens).await.unwrap();
        assert_eq!(found.auth_context_ref().unwrap().as_str(), acr);
        assert_eq!(found.auth_method_refs().unwrap()[0].as_str(), way);
    }
}

#[tokio::test]
async fn the_language_of_the_page_is_told() {
    let world = demo().await;
    let mut request = request();
    request.insert("ui_locales", "nn nb".to_owned());
    let tokens = world.redeem(&world.code(&request, &[("person", "per")]).await).await.json();
    let found = claims(&world, "idporten", NATIVE, &tokens).await.unwrap();
    assert_eq!(found.locale().map(|locale| locale.as_str()), Some("nn"));
}

#[tokio::test]
async fn a_new_key_signs_and_the_old_one_still_vouches_each_issuer_for_itself() {
    let world = demo().await;
    let before = world.idporten("kari").await;
    let keys = async |issuer: &str| {
        let set: Value =
            world.http.get(world.at(&format!("/{issuer}/jwks.json"))).send().await.unwrap().json().await.unwrap();
        set["keys"].as_array().unwrap().len()
    };
    assert_eq!((keys("idporten").await, keys("oauth").await), (1, 1));
    let rotated = world.admin("POST", "/keys/rotate/idporten", &Value::Null).await;
    assert_eq!(rotated.status, 204);
    assert_eq!((keys("idporten").await, keys("oauth").await), (2, 1));
    let after = world.idporten("kari").await;
    for tokens in [before, after] {
        claims(&world, "idporten", NATIVE, &tokens).await.unwrap();
    }
}
