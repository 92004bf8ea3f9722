use super::*;

const NAMES: [&str; 3] = ["Paule Dutertre", "p.dutertre@oph-valdeloire.fr", "OPH Val de Loire"];

fn verdict(policy: PasswordPolicy, password: &str) -> Vec<String> {
    let faults = policy.check(password, &NAMES).err().unwrap_or_default();
    faults.into_iter().map(|fault| fault.message.trim_start_matches("password-").to_owned()).collect()
}

#[test]
fn bits_follow_the_formula_and_the_examples_of_the_cnil() {
    let table = [
        // Alone: 12 signs of the four classes, 14 of three without other signs, seven words.
        ("k7#Wq2!zPt9?", 80),
        ("k7#Wq2!zPt9", 73),
        ("k7QWq2xzPt9bM4", 83),
        ("k7QWq2xzPt9bM", 77),
        ("moulin arbre girafe lampe sable vélo tiroir", 257),
        // With slowed attempts: 16 digits; 8 signs of three classes reach it with other signs.
        ("7391026448150392", 53),
        ("739102644815039", 50),
        ("73910264481503", 47),
        ("kW#qP!zT", 52),
        ("kW7qP2zT", 48),
        ("", 0),
    ];
    for (password, expected) in table {
        assert_eq!(bits(password), expected, "{password}");
    }
}

#[test]
fn the_rule_of_the_cnil_asks_for_length_and_entropy_and_no_class() {
    let table: &[(&str, &[&str])] = &[
        ("k7#Wq2!zPt9?", &[]),
        ("k7#Wq2!zPt9", &["too-short"]),
        ("7391026448150392", &[]),
        ("73910264481503", &["too-weak"]),
        ("girafe tiroir moulin", &[]),
        ("correcthorsebatterystaple", &[]),
        ("ce chat dort au grenier", &[]),
        ("été à la mer, août 12", &[]),
        // Long ones are taken verbatim, spaces and all.
        ("moulin arbre girafe lampe sable vélo tiroir moulin arbre girafe lampe sable vélo tiroir", &[]),
    ];
    for (password, expected) in table {
        assert_eq!(verdict(PasswordPolicy::Cnil, password), *expected, "{password}");
    }
    let long = "tiroir-moulin-".repeat(80);
    assert_eq!(verdict(PasswordPolicy::Cnil, &long), ["too-long"]);
}

#[test]
fn common_passwords_are_refused_however_they_are_dressed() {
    let table = [
        "motdepasse123",
        "Motdepasse2026!",
        "M0tD3P@sse!!!",
        "passwordpassword",
        "P@ssw0rd12345",
        "contraseña2024",
        "azertyuiop123",
        "AZERTYUIOP2026",
        "qwertyuiopasdf",
        "aaaaaaaaaaaaaaaa",
        "1234567890123456",
        "0987654321098765",
        "abcdefghijklmnop",
        "jetaime-jetaime",
        "Administrateur1!",
        "Bienvenue2026!!",
        "soleilsoleil99",
        "realmadrid2025",
    ];
    for password in table {
        assert_eq!(verdict(PasswordPolicy::Cnil, password), ["common"], "{password}");
    }
}

#[test]
fn a_password_made_of_the_names_around_is_refused() {
    let table = ["PauleDutertre1", "dutertre-paule-2026", "Paule!Dutertre!!", "valdeloire-oph", "p.dutertre@oph"];
    for password in table {
        assert_eq!(verdict(PasswordPolicy::Cnil, password), ["personal"], "{password}");
    }
    assert!(verdict(PasswordPolicy::Cnil, "paule range la girafe").is_empty(), "a name may stand in it");
}

#[test]
fn the_rule_of_classes_names_each_class_that_is_missing() {
    let table: &[(&str, &[&str])] = &[
        ("Gir4fe!x", &[]),
        ("gir4fe!x", &["without-capital"]),
        ("Girafe!x", &["without-digit"]),
        ("Gir4feux", &["without-sign"]),
        ("abc", &["too-short", "without-capital", "without-digit", "without-sign"]),
    ];
    for (password, expected) in table {
        assert_eq!(verdict(PasswordPolicy::Classes, password), *expected, "{password}");
    }
}

#[test]
fn a_temporary_password_must_be_changed_and_ends() {
    let at = |second: i64| Timestamp::from_second(second).unwrap();
    let credential = |standing| Credential { account: AccountId::new(), hash: String::new(), standing };
    let table = [
        (Standing::Chosen { since: at(0) }, true, false),
        (Standing::Temporary { until: at(11) }, true, true),
        (Standing::Temporary { until: at(10) }, false, true),
    ];
    for (standing, current, must_change) in table {
        let credential = credential(standing);
        assert_eq!((credential.is_current(at(10)), credential.must_change()), (current, must_change), "{standing:?}");
    }
}
