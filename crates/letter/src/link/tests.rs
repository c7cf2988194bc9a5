//! What is opened, what is refused, and why.

use super::*;
use proptest::prelude::*;

#[test]
fn addresses_of_authorities_are_opened_and_shown_by_their_host() {
    for (address, shown) in [
        ("https://www.borger.dk/sider/flytning", "www.borger.dk"),
        ("https://post.borger.dk", "post.borger.dk"),
        ("https://nemlog-in.mitid.dk/login?x=1#2", "nemlog-in.mitid.dk"),
        ("https://www.tusindfryd.dk/spørgeskema.html", "www.tusindfryd.dk"),
        ("https://registration.nemhandel.dk/info?key=5798009811578&keytype=GLN", "registration.nemhandel.dk"),
        ("  https://selvbetjening.example.org/plads\n", "selvbetjening.example.org"),
        ("https://rødovre.dk/borger", "rødovre.dk"),
        ("https://xn--rdovre-bya.dk/borger", "rødovre.dk"),
        ("https://www.oslo.kommune.no/skjema", "www.oslo.kommune.no"),
        ("https://bøger.dk", "bøger.dk"),
        ("https://skat.example.dk/skat", "skat.example.dk"),
        ("https://borgerservice.example.dk:443/", "borgerservice.example.dk"),
        ("https://北京.中国/", "xn--1lq90i.xn--fiqs8s"),
        ("mailto:kontakt@example.dk", "kontakt@example.dk"),
        ("mailto:a.b+c@example.dk?subject=Sag%2012&body=Hej%0D%0AMette", "a.b+c@example.dk"),
        ("tel:+45%2000%2000%2000%2010", "+45 00 00 00 10"),
        ("tel:112", "112"),
    ] {
        assert_eq!(check_link(address).map(|found| found.shown), Ok(shown.to_owned()), "{address}");
    }
}

#[test]
fn what_hides_where_it_leads_is_refused_with_the_reason() {
    use Refusal::*;
    for (address, why) in [
        ("", NotAnAddress),
        ("side2.html", NotAnAddress),
        ("/selvbetjening", NotAnAddress),
        ("//www.borger.dk/x", NotAnAddress),
        ("www.borger.dk", NotAnAddress),
        ("https:www.borger.dk", NotAnAddress),
        ("https://", NotAnAddress),
        ("https://www.borger.dk\\@example.org/", NotAnAddress),
        ("https://exam\u{200b}ple.org/", NotAnAddress),
        ("https://example.org/\u{202e}fdp.exe", NotAnAddress),
        ("https://ex%61mple.org/", NotAnAddress),
        ("https://example..org/", NotAnAddress),
        ("https://example.org./", NotAnAddress),
        ("javascript:alert(1)", NotWeb),
        ("data:text/html,x", NotWeb),
        ("file:///etc/passwd", NotWeb),
        ("ftp://example.org/a", NotWeb),
        ("ms-settings:network", NotWeb),
        ("http://www.example.org/", NotEncrypted),
        ("https://www.borger.dk@example.org/", HiddenName),
        ("https://bruger:kode@example.org/", HiddenName),
        ("https://@example.org/", HiddenName),
        ("https://192.0.2.7/", Number),
        ("https://3221225991/", Number),
        ("https://0xc0.0.2.7/", Number),
        ("https://[2001:db8::1]/", Number),
        ("https://1.2.3.4.5/", Number),
        ("https://example.org:8443/", Port),
        ("https://example.org:99999/", Port),
        ("https://localhost/", NotPublic),
        ("https://printer.local/", NotPublic),
        ("https://intranet/", NotPublic),
        ("https://xn--a.example.org/", Letters),
        ("https://аррӏе.example.com/", Letters),
        ("https://pаypal.example.com/", Letters),
        ("mailto:a@example.dk,b@example.dk", Parameters),
        ("mailto:a@example.dk?cc=b@example.dk", Parameters),
        ("mailto:a@example.dk?attach=/etc/passwd", Parameters),
        ("mailto:a@example.dk?subject=x%0D%0ABcc:%20b@example.dk", Parameters),
        ("mailto:Mette%20%3Ca@example.dk%3E", Parameters),
        ("mailto:", NotAnAddress),
        ("tel:12", Parameters),
        ("tel:%2A%2A21%2A12345678%23", Parameters),
        ("tel:+4500000010;ext=1", Parameters),
    ] {
        assert_eq!(check_link(address).map(|found| found.shown), Err(why), "{address}");
    }
    assert_eq!(check_link(&format!("https://example.org/{}", "x".repeat(LONGEST))), Err(NotAnAddress));
}

#[test]
fn hosts_that_look_like_public_ones_are_refused_and_the_public_one_is_named() {
    for (host, like) in [
        ("b0rger.dk", "borger.dk"),
        ("bórger.dk", "borger.dk"),
        ("bоrger.dk", "borger.dk"),
        ("borger.dk.example.org", "borger.dk"),
        ("www.borger.dk.example.org", "borger.dk"),
        ("borger.dk-login.example.org", "borger.dk"),
        ("borger-dk.com", "borger.dk"),
        ("min-borger.dk", "borger.dk"),
        ("borgr.dk", "borger.dk"),
        ("borgger.dk", "borger.dk"),
        ("brorger.dk", "borger.dk"),
        ("bogrer.dk", "borger.dk"),
        ("borger.net", "borger.dk"),
        ("m1tid.dk", "mitid.dk"),
        ("rnitid.dk", "mitid.dk"),
        ("mit-id.dk", "mitid.dk"),
        ("mitid-login.com", "mitid.dk"),
        ("login-mitid.example.dk.mitid.support", "mitid.dk"),
        ("nemlogin.dk", "nemlog-in.dk"),
        ("minnemlogin.com", "nemlog-in.dk"),
        ("eboks.dk", "e-boks.dk"),
        ("e-boks-post.dk", "e-boks.dk"),
        ("digital-post.dk", "digitalpost.dk"),
        ("sundheb.dk", "sundhed.dk"),
        ("skát.dk", "skat.dk"),
        ("skat.dk.refusion.example", "skat.dk"),
        ("altlnn.no", "altinn.no"),
    ] {
        let address = format!("https://{host}/");
        assert_eq!(check_link(&address), Err(Refusal::LookAlike(like)), "{host}");
        assert_eq!(check_link(&format!("mailto:post@{host}")), Err(Refusal::LookAlike(like)), "{host}");
    }
    for line in include_str!("public_hosts.txt").lines().filter(|line| !line.starts_with('#')) {
        let host = line.split('\t').next().unwrap();
        for host in [host.to_owned(), format!("www.{host}")] {
            assert_eq!(check_link(&format!("https://{host}/")).map(|found| found.shown), Ok(host.clone()), "{host}");
        }
        assert!(line.split('\t').nth(2).is_some_and(|source| source.starts_with("https://")), "{line}");
    }
}

#[test]
fn the_real_host_is_told_of_what_is_refused_too() {
    for (address, host) in [
        ("https://www.borger.dk@evil.example/", Some("evil.example")),
        ("http://192.0.2.7/x", Some("192.0.2.7")),
        ("https://xn--rdovre-bya.dk:8443/", Some("rødovre.dk")),
        ("https://xn--80ak6aa92e.com/", Some("xn--80ak6aa92e.com")),
        ("mailto:a@example.dk", None),
        ("ikke en adresse", None),
    ] {
        assert_eq!(real_host(address).as_deref(), host, "{address}");
    }
}

proptest! {
    #[test]
    fn nothing_is_opened_but_encrypted_pages_by_name_mail_and_telephone(address in "\\PC{0,60}|(https?|mailto|tel|javascript)://?[a-zæøåа-я0-9.@:%/\\\\?-]{0,50}") {
        if let Ok(found) = check_link(&address) {
            prop_assert!(["https", "mailto", "tel"].contains(&found.url.scheme()));
            prop_assert!(found.url.username().is_empty() && found.url.password().is_none() && found.url.port().is_none());
            prop_assert!(!found.shown.is_empty());
            // What is opened is opened again, and leads to the same place.
            let again = check_link(found.url.as_str());
            prop_assert_eq!(again.map(|again| again.shown), Ok(found.shown));
        }
    }

    #[test]
    fn a_part_of_a_public_host_is_no_look_alike(part in "[a-z]([a-z0-9]{0,10}[a-z0-9])?", at in 0usize..38) {
        let hosts: Vec<&str> = include_str!("public_hosts.txt").lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
        let host = hosts[at % hosts.len()];
        let found = check_link(&format!("https://{part}.{host}/"));
        prop_assert!(found.is_ok());
    }

    #[test]
    fn a_public_host_in_front_of_another_is_always_a_look_alike(rest in "[a-z]{3,12}\\.(com|org|net|dk|no)", at in 0usize..38) {
        let hosts: Vec<&str> = include_str!("public_hosts.txt").lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
        let host = hosts[at % hosts.len()];
        let refused = matches!(check_link(&format!("https://{host}.{rest}/")), Err(Refusal::LookAlike(_)));
        prop_assert!(refused || hosts.contains(&rest.as_str()));
    }
}
