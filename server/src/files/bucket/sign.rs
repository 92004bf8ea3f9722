//! Signs requests as AWS Signature Version 4 wants it. Pure functions: the moment is an argument.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// What signs: an access key, its secret, the region that stores ask for.
pub struct Key {
    pub access: String,
    pub secret: String,
    pub region: String,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("access", &self.access).field("region", &self.region).finish_non_exhaustive()
    }
}

impl Key {
    /// The headers of a request with its signature. Path and query are encoded already; the query is in the order of its names.
    pub fn signed(
        &self,
        method: &str,
        path: &str,
        query: &str,
        host: &str,
        payload: &str,
        now: Timestamp,
    ) -> Vec<(&'static str, String)> {
        let moment = now.strftime("%Y%m%dT%H%M%SZ").to_string();
        let headers =
            vec![("host", host.to_owned()), ("x-amz-content-sha256", payload.to_owned()), ("x-amz-date", moment.clone())];
        let authorization = self.authorization(method, path, query, &headers, payload, &moment);
        headers.into_iter().chain([("authorization", authorization)]).collect()
    }

    /// `headers` in the order of their names, in small letters.
    fn authorization(
        &self,
        method: &str,
        path: &str,
        query: &str,
        headers: &[(&str, String)],
        payload: &str,
        moment: &str,
    ) -> String {
        let day = moment.get(..8).unwrap_or_default();
        let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
        let names = names.join(";");
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect();
        let request = format!("{method}\n{path}\n{query}\n{lines}\n{names}\n{payload}");
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let text = format!("AWS4-HMAC-SHA256\n{moment}\n{scope}\n{}", payload_hash(request.as_bytes()));
        let start = format!("AWS4{}", self.secret).into_bytes();
        let key = [day, self.region.as_str(), "s3", "aws4_request"]
            .iter()
            .fold(start, |key, part| hmac(&key, part.as_bytes()).to_vec());
        let signature = hexadecimal(&hmac(&key, text.as_bytes()));
        format!("AWS4-HMAC-SHA256 Credential={}/{scope},SignedHeaders={names},Signature={signature}", self.access)
    }
}

/// The SHA-256 of a body, as it is signed.
pub fn payload_hash(body: &[u8]) -> String {
    hexadecimal(&Sha256::digest(body))
}

/// Bytes in hexadecimal, small letters.
pub fn hexadecimal(bytes: &[u8]) -> String {
    hex::encode(bytes)
}

/// A text as it stands in a path, where slashes stay, or in a query, where they do not.
pub fn encoded(text: &str, in_query: bool) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || (byte == b'/' && !in_query);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// HMAC-SHA-256 (RFC 2104).
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let mut block = [0_u8; BLOCK];
    let digest = Sha256::digest(key);
    let key = if key.len() > BLOCK { digest.as_slice() } else { key };
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    let padded = |pad: u8| block.map(|byte| byte ^ pad);
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_documentation_gets_its_signature() {
        let key = Key {
            access: "AKIAIOSFODNN7EXAMPLE".into(),
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
            region: "us-east-1".into(),
        };
        let payload = payload_hash(b"");
        let headers = [
            ("host", "examplebucket.s3.amazonaws.com".to_owned()),
            ("range", "bytes=0-9".to_owned()),
            ("x-amz-content-sha256", payload.clone()),
            ("x-amz-date", "20130524T000000Z".to_owned()),
        ];
        let signed = key.authorization("GET", "/test.txt", "", &headers, &payload, "20130524T000000Z");
        assert!(signed.ends_with("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"), "{signed}");
        assert!(!format!("{key:?}").contains("wJalr"));
    }

    #[test]
    fn texts_are_encoded_for_their_place() {
        assert_eq!(encoded("a/é b", false), "a/%C3%A9%20b");
        assert_eq!(encoded("a/b~", true), "a%2Fb~");
    }

    #[test]
    fn a_long_key_is_hashed_first() {
        // RFC 4231, case 6.
        let found = hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(hexadecimal(&found), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
