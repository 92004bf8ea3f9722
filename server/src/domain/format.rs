//! Whether a text has the form of an e-mail address or of a web address. Says nothing of what answers there.

/// The form of an e-mail address that mail servers accept in practice: one `@`, a local part, a domain with a dot.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')');
    text.len() <= 254
        && !local.is_empty()
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && domain.contains('.')
        && domain.split('.').all(is_host_label)
}

/// An address that a browser can open: `http` or `https`, and a host.
pub fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && name.split('.').all(is_host_label)
}

fn is_host_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e_mail_addresses() {
        for good in ["dpo@exemple.fr", "prénom.nom+dpo@sous.domaine-long.example", "o'brien@société.fr"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "pas-une-adresse", "contact@", "@exemple.fr", "a b@c.fr", "a@b", "a@b..fr", "a@b.fr;c@d.fr", "a@@b.fr"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn web_addresses() {
        for good in ["https://exemple.fr", "HTTP://exemple.fr:8080/droits?a=b#c", "https://intranet/rgpd"] {
            assert!(is_url(good), "{good}");
        }
        for bad in ["formulaire", "exemple.fr", "ftp://exemple.fr", "https://", "javascript://x y", "https:///chemin"] {
            assert!(!is_url(bad), "{bad}");
        }
    }
}
